"""What dismissals do to the ranking, and that nothing of it stays when they are taken back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.matching.encoder import Encoder, Vectors
from startpunkt.core.matching.evidence import (
    BUYER_AGAINST,
    PLACE_AGAINST,
    START,
    VALUE_AGAINST,
    Candidate,
    Evidence,
    weigh,
)
from startpunkt.core.matching.feedback import NOTHING, Dismissed, Reason, against, moved
from startpunkt.core.matching.lot_text import LotText
from startpunkt.core.matching.lot_vector import encode_lots
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query, encode_profile, learned
from startpunkt.core.matching.reference import Reference

OFFER = Profile("Wir entwickeln Software und Sensoren für Schiffe und für Drohnen.")


@pytest.fixture(scope="module")
def query(encoder: Encoder, reference: Reference) -> Query:
    return encode_profile(OFFER, encoder, reference)


def lot(title: str, body: str, encoder: Encoder, reference: Reference) -> Vectors:
    [made] = encode_lots([LotText("de", (title,), (body,))], [[]], encoder, reference)
    return made.vector


def put_aside(reason: Reason, **about: object) -> Dismissed:
    return Dismissed(("eforms", "n1", "LOT-0001"), reason, **about)  # type: ignore[arg-type]


def test_what_resembles_a_dismissed_lot_falls_and_the_rest_stays_near(
    query: Query, encoder: Encoder, reference: Reference
) -> None:
    drone = lot("Drohnenabwehr", "Sensoren zur Erkennung kleiner Drohnen", encoder, reference)
    other_drone = lot("Drohnendetektion", "Erkennung unbemannter Luftfahrzeuge durch Sensoren", encoder, reference)
    ship = lot("Schiffssoftware", "Software für die Brücke von Schiffen", encoder, reference)
    after = learned(query, [put_aside("subject", vector=drone)])
    fall = [float((query.vector - after.vector) @ vector) for vector in (drone, other_drone, ship)]
    assert fall[0] > fall[1] > 0.05 > fall[2]
    assert float(after.vector @ query.vector) == pytest.approx(float(query.vector @ query.vector), abs=1e-5)


def test_the_way_of_the_vector_is_bounded(query: Query) -> None:
    chance = np.random.default_rng(1)
    same = chance.normal(size=len(query.vector)).astype(np.float32)
    ways = [
        float(np.linalg.norm(query.vector - moved(query.vector, [put_aside("subject", vector=same)] * count)))
        for count in (1, 2, 50)
    ]
    assert 0.2 < ways[0] < ways[1] < ways[2] < 0.6


@given(st.permutations(range(6)))
def test_the_order_of_dismissals_does_not_matter(order: list[int]) -> None:
    chance = np.random.default_rng(2)
    vector = chance.normal(size=16).astype(np.float32)
    reasons: list[Reason] = ["subject", "subject", "subject", "buyer", "place", "value"]
    known = [
        Dismissed(
            (str(number),), reason, chance.normal(size=16).astype(np.float32), "Amt", "DE", ("DEA23",), Decimal(9)
        )
        for number, reason in enumerate(reasons)
    ]
    shuffled = [known[at] for at in order]
    assert np.array_equal(moved(vector, known), moved(vector, shuffled))
    assert against(OFFER, known) == against(OFFER, shuffled)


def test_without_dismissals_nothing_changes(query: Query) -> None:
    same = learned(query, [])
    assert np.array_equal(same.vector, query.vector)
    assert same.against == NOTHING


CASES = [
    ({"reason": "buyer", "buyer": "Amt"}, {"buyers": ("AMT",)}, "buyer", -BUYER_AGAINST),
    ({"reason": "buyer", "buyer": "Amt"}, {"buyers": ("Amt Nord",)}, "buyer", 0),
    ({"reason": "place", "places": ("DEA23",)}, {"places": ("DEA11",)}, "place", -PLACE_AGAINST),
    ({"reason": "place", "places": ("DEA23",)}, {"places": ("DEA11", "DE300")}, "place", 0),
    ({"reason": "place", "places": ("DEA23",)}, {"country": "DE"}, "place", 0),
    ({"reason": "place", "country": "GR"}, {"places": ("EL303",)}, "place", -PLACE_AGAINST),
    ({"reason": "place"}, {}, "place", 0),
    ({"reason": "value", "value": Decimal(900_000)}, {"value": Decimal(900_000)}, "value", -VALUE_AGAINST),
    ({"reason": "value", "value": Decimal(900_000)}, {"value": Decimal(899_999)}, "value", 0),
    ({"reason": "value", "value": Decimal(9_000)}, {"value": Decimal(8_000)}, "value", -VALUE_AGAINST),
    ({"reason": "value", "value": Decimal(9_000)}, {"value": Decimal(9_001)}, "value", 0),
    ({"reason": "value"}, {"value": Decimal(1)}, "value", 0),
    ({"reason": "hurdles", "buyer": "Amt", "country": "DE"}, {"buyers": ("Amt",), "country": "DE"}, "buyer", 0),
    ({"reason": "other", "buyer": "Amt", "country": "DE"}, {"buyers": ("Amt",), "country": "DE"}, "place", 0),
]


@pytest.mark.parametrize(("said", "found", "kind", "part"), CASES)
def test_what_a_reason_does_to_other_lots(
    query: Query, reference: Reference, said: dict[str, object], found: dict[str, object], kind: str, part: float
) -> None:
    after = learned(query, [put_aside(**said)])  # type: ignore[arg-type]
    parts: dict[str, float] = dict(weigh(after, Candidate(0.0, **found), reference).parts)  # type: ignore[arg-type]
    assert parts[kind] == pytest.approx(part)


@pytest.mark.parametrize(
    ("least", "most", "value", "large"),
    [(None, 500_000, 600_000, True), (100_000, None, 90_000, False), (100, 200, 180, True), (100, 200, 120, False)],
)
def test_the_profiles_own_amounts_say_what_was_too_large(
    least: int | None, most: int | None, value: int, large: bool
) -> None:
    profile = replace(OFFER, value_min=least and Decimal(least), value_max=most and Decimal(most))
    found = against(profile, [put_aside("value", value=Decimal(value))])
    assert (found.too_large, found.too_small) == ((value, None) if large else (None, value))


@given(st.lists(st.floats(-1, 1), min_size=8, max_size=8))
def test_points_add_up_to_the_score(parts: list[float]) -> None:
    kinds = ("meaning", "words", "field", "cpv", "buyer", "place", "value", "deadline")
    evidence = Evidence(dict(zip(kinds, parts, strict=True)))  # type: ignore[arg-type]
    assert START + sum(evidence.points.values()) == pytest.approx(evidence.score, abs=1e-6)
    assert all(points * part >= 0 for points, part in zip(evidence.points.values(), parts, strict=True))
