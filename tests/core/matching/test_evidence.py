from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.matching.encoder import Encoder
from startpunkt.core.matching.evidence import FIELD, PLACE, VALUE, WORDS, Candidate, Evidence, scale, weigh
from startpunkt.core.matching.lot_text import LotText
from startpunkt.core.matching.lot_vector import encode_lots
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query, encode_profile
from startpunkt.core.matching.reference import Reference


def candidate(query: Query, encoder: Encoder, reference: Reference, title: str, body: str, cpv: str) -> Candidate:
    [lot] = encode_lots([LotText("de", (title,), (body,))], [[cpv]], encoder, reference)
    return Candidate(float(query.vector @ lot.vector), cpv=(cpv,))


def test_the_fitting_lot_scores_higher(encoder: Encoder, reference: Reference) -> None:
    query = encode_profile(Profile("Wir bauen Radargeräte, die Drohnen erkennen."), encoder, reference)
    radar = candidate(query, encoder, reference, "Drohnendetektion", "Radar zur Erkennung von Drohnen", "35722000")
    bread = candidate(query, encoder, reference, "Backwaren", "Lieferung von Brot und Brötchen", "15811000")
    assert weigh(query, radar, reference).score > 50 > weigh(query, bread, reference).score


def test_meaning_and_cpv_split_the_inner_product(encoder: Encoder, reference: Reference) -> None:
    query = encode_profile(Profile("Wir schreiben Software."), encoder, reference)
    lot = candidate(query, encoder, reference, "Software", "Programmierung", "72200000")
    found = weigh(query, lot, reference)
    assert found.parts["meaning"] + found.parts["cpv"] == pytest.approx(lot.product, abs=1e-5)
    assert found.total == pytest.approx(sum(found.parts.values()))


def test_shared_words_count_by_their_share(encoder: Encoder, reference: Reference) -> None:
    query = encode_profile(Profile("Radar und Sonar"), encoder, reference, {"radar": 0.25, "sonar": 0.75})
    lot = Candidate(0.0, words=frozenset({"sonar", "brot"}))
    assert weigh(query, lot, reference).parts["words"] == pytest.approx(0.75 * WORDS)


@pytest.mark.parametrize(
    ("profile", "lot", "kind", "part"),
    [
        ({"fields": ("ai", "cyber")}, {"fields": ("cyber",)}, "field", FIELD),
        ({"fields": ("ai",)}, {"fields": ("cyber",)}, "field", 0),
        ({"regions": ("DE2",)}, {"places": ("DE212",)}, "place", PLACE),
        ({"regions": ("DE2",)}, {"places": ("DE300",)}, "place", -PLACE),
        ({"regions": ("DE2",)}, {}, "place", 0),
        ({"countries": ("GR",)}, {"places": ("EL303",)}, "place", PLACE),
        ({"countries": ("GR",)}, {"country": "GR"}, "place", PLACE),
        ({}, {"places": ("EL303",)}, "place", 0),
        ({"value_max": Decimal(10)}, {"value": Decimal(10)}, "value", VALUE),
        ({"value_min": Decimal(10)}, {"value": Decimal(9)}, "value", -VALUE),
        ({"value_min": Decimal(10)}, {}, "value", 0),
        ({"buyers": ("Hafenamt Nordsand",)}, {"buyers": ("HAFENAMT NORDSAND",)}, "buyer", 0.1),
    ],
)
def test_what_the_profile_asks_for(
    encoder: Encoder,
    reference: Reference,
    profile: dict[str, object],
    lot: dict[str, object],
    kind: str,
    part: float,
) -> None:
    query = encode_profile(Profile("Radar", **profile), encoder, reference)  # type: ignore[arg-type]
    parts = {name: value for name, value in weigh(query, Candidate(0.0, **lot), reference).parts.items()}  # type: ignore[arg-type]
    assert parts[kind] == pytest.approx(part)  # type: ignore[index]


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_the_scale_rises_between_0_and_100(one: float, other: float) -> None:
    assert 0 <= scale(one) <= 100
    assert (scale(one) <= scale(other)) == (one <= other) or abs(one - other) < 1e-9


def test_only_what_speaks_for_a_lot_has_a_share() -> None:
    evidence = Evidence({"meaning": 0.3, "cpv": 0.1, "place": -0.08, "words": 0.0})
    assert evidence.shares == {"meaning": pytest.approx(0.75), "cpv": pytest.approx(0.25)}
    assert Evidence({"meaning": -0.1}).shares == {}
