"""What would make a lot fit better: every gain is what weighing again gives, and nothing is promised that is not so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from startpunkt.core.matching.evidence import Candidate, weigh
from startpunkt.core.matching.improvement import SMALLEST, Reworded, improvements
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query
from startpunkt.core.matching.reference import Reference

LOT = Candidate(
    product=0.45,
    fields=("cyber", "ai"),
    buyers=("Amt für Beispiele",),
    country="DE",
    places=("DEA23",),
    value=Decimal(400_000),
)


def query(reference: Reference, **fields: object) -> Query:
    vector = np.zeros(reference.dimensions, dtype=np.float32)
    return Query(profile=Profile(text="Wir prüfen Netze.", **fields), language="de", vector=vector)  # type: ignore[arg-type]


def test_each_kind_of_evidence_that_is_missing_is_offered(reference: Reference) -> None:
    found = improvements(query(reference), LOT, reference)
    assert {(one.kind, one.change) for one in found} == {
        ("place", ("DEA",)),
        ("field", ("cyber", "ai")),
        ("buyer", ("Amt für Beispiele",)),
        ("value", ("400000",)),
    }
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)


def test_what_is_promised_is_what_comes_true(reference: Reference) -> None:
    asked = query(reference, regions=("DE2",), value_max=Decimal(100_000))
    before = weigh(asked, LOT, reference).score
    changes = {
        "place": replace(asked.profile, regions=("DE2", "DEA")),
        "field": replace(asked.profile, fields=("ai",)),
        "buyer": replace(asked.profile, buyers=("AMT FÜR BEISPIELE",)),
        "value": replace(asked.profile, value_max=Decimal(400_000)),
    }
    found = {one.kind: one.points for one in improvements(asked, LOT, reference)}
    assert set(found) == set(changes)
    for kind, profile in changes.items():
        assert found[kind] == pytest.approx(weigh(replace(asked, profile=profile), LOT, reference).score - before)  # type: ignore[index]


def test_what_is_there_already_is_not_offered(reference: Reference) -> None:
    asked = query(
        reference, regions=("DEA",), fields=("ai",), buyers=("amt für beispiele",), value_min=Decimal(0),
        value_max=Decimal(500_000),
    )  # fmt: skip
    assert improvements(asked, LOT, reference) == []


def test_what_the_lot_does_not_say_cannot_be_met(reference: Reference) -> None:
    assert improvements(query(reference), Candidate(product=0.45), reference) == []


def test_a_sentence_is_offered_with_the_points_that_it_brings(reference: Reference) -> None:
    asked = query(reference)
    nearer = Reworded("Prüfung von Netzen", asked, replace(LOT, product=0.6))
    further = Reworded("Kantine", asked, replace(LOT, product=0.3))
    found = {one.kind: one for one in improvements(asked, LOT, reference, nearer)}
    gain = weigh(asked, nearer.candidate, reference).score - weigh(asked, LOT, reference).score
    assert found["meaning"].change == ("Prüfung von Netzen",)
    assert found["meaning"].points == pytest.approx(gain)
    assert gain > SMALLEST
    assert "meaning" not in {one.kind for one in improvements(asked, LOT, reference, further)}
