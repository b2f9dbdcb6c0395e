"""Every piece of evidence is told, in both languages, whatever the lot and the profile say."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.matching.account import account
from startpunkt.core.matching.encoder import Encoder
from startpunkt.core.matching.evidence import START, Candidate, weigh
from startpunkt.core.matching.explanation import LANGUAGES, Source
from startpunkt.core.matching.feedback import Against, Dismissed
from startpunkt.core.matching.lot_text import lot_text
from startpunkt.core.matching.lot_vector import encode_lots
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query, encode_profile, learned
from startpunkt.core.matching.reference import Reference
from startpunkt.core.notices.model import Lot, Notice

KINDS = {"meaning", "words", "field", "cpv", "buyer", "place", "value"}
NOTICE = Notice("n", "1", "eforms", None, "competition", languages=("de",))
LOT = Lot("LOT-0001", title={"de": "Drohnenabwehr"}, description={"de": "Sensoren zur Erkennung kleiner Drohnen."})


@pytest.fixture(scope="module")
def source(encoder: Encoder, reference: Reference) -> Source:
    [made] = encode_lots([lot_text(NOTICE, LOT)], [[]], encoder, reference)
    return Source(NOTICE, LOT, made.units)


@pytest.fixture(scope="module")
def query(encoder: Encoder, reference: Reference) -> Query:
    return encode_profile(Profile("Wir erkennen Drohnen."), encoder, reference)


candidates = st.builds(
    Candidate,
    product=st.floats(-1, 2),
    cpv=st.sampled_from([(), ("35613000",)]),
    fields=st.sampled_from([(), ("sensors",), ("ai", "unmanned")]),
    buyers=st.sampled_from([(), ("Amt",)]),
    country=st.sampled_from([None, "DE"]),
    places=st.sampled_from([(), ("DEA23",)]),
    value=st.sampled_from([None, Decimal(5_000), Decimal(5_000_000)]),
    language=st.sampled_from([None, "de", "fr"]),
)
profiles = st.builds(
    Profile,
    text=st.just("Wir erkennen Drohnen."),
    fields=st.sampled_from([(), ("sensors",)]),
    regions=st.sampled_from([(), ("DE2",), ("DEA",)]),
    value_max=st.sampled_from([None, Decimal(100_000)]),
    buyers=st.sampled_from([(), ("Amt",)]),
)
unwanted = st.builds(
    Against,
    buyers=st.sampled_from([frozenset[str](), frozenset({"amt"})]),
    places=st.sampled_from([frozenset[str](), frozenset({"DEA"})]),
    too_large=st.sampled_from([None, Decimal(1_000_000)]),
)


@given(candidates, profiles, unwanted, st.sampled_from(LANGUAGES))
def test_all_kinds_are_told_and_add_up(
    query: Query,
    reference: Reference,
    source: Source,
    found: Candidate,
    profile: Profile,
    against: Against,
    language: str,
) -> None:
    asked = Query(profile, "de", query.vector, against=against)
    evidence = weigh(asked, found, reference)
    pieces = account(asked, found, evidence, source, language)
    assert {piece.kind for piece in pieces} == KINDS
    assert len(pieces) == len(KINDS)
    assert all(piece.text.endswith(".") and "{" not in piece.text for piece in pieces)
    assert START + sum(piece.points for piece in pieces) == pytest.approx(evidence.score, abs=1e-6)


def test_a_dismissed_buyer_is_named_as_the_cause(query: Query, reference: Reference, source: Source) -> None:
    asked = learned(query, [Dismissed(("n",), "buyer", buyer="Amt")])
    found = Candidate(0.3, buyers=("Amt",))
    pieces = {piece.kind: piece for piece in account(asked, found, weigh(asked, found, reference), source, "en")}
    assert pieces["buyer"].text == "You have put aside another lot of this buyer."
    assert pieces["buyer"].points < 0
