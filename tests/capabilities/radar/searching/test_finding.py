"""What a search finds, and that what it finds holds what was asked for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from startpunkt.capabilities.radar.models import Lot, Notice
from startpunkt.capabilities.radar.searching.searching import Result, search_lots
from startpunkt.core.text.spelling import plain
from startpunkt.foundation.access.viewer import OPERATOR
from tests.capabilities.radar.invented import identifier
from tests.capabilities.radar.searching.conftest import OFFERED

NOW = datetime(2026, 1, 12, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("stored", "db")


def search(typed: str, *, literal: bool = False) -> Result:
    return search_lots(OPERATOR, typed, NOW, literal=literal, language="de")


def numbers(result: Result) -> set[int]:
    """Which of the offered notices were found."""
    return {int(hit.lot.notice.notice_id[:8], 16) for hit in result.hits}


FINDS = [
    ("Drohnenabwehr", {1}),
    ("Abwehr", {1}),
    ("Drohnen", {1}),
    ("Schlauchboot", {4}),
    ("Boote", {4}),
    ("ueberwachung", {2}),
    ("Uberwachung", {2}),
    ("ÜBERWACHUNGSKAMERA", {2}),
    ("Kantinen", {3, 5}),
    ("Kantine -Reinigung", {3}),
    ("Kantine -Mühlsteig", {3}),
    ('"Betrieb einer Kantine"', {3}),
    ('"Kantine einer Betrieb"', set()),
    ("Feuerwehr", {4}),
    ("Feuerwehr Schlauchboot", {4}),
    ("Stadt Muehlsteig", {2, 5}),
    ("Wehrtechnische Auenfels", {6}),
    ("Kantine Deutschland", {3, 5}),
    ("Kantine Germany", {3, 5}),
    ("Kantine Polen", set()),
    ("38000000-5 Kantine", {3, 5}),
    ("380* Funkgeräte", {6}),
    ("39* Kantine", set()),
    (identifier(4), {4}),
    (f"{identifier(4)}-01", {4}),
    (f"{identifier(4)} Kantine", set()),
]


@pytest.mark.parametrize(("typed", "found"), FINDS, ids=[typed for typed, _ in FINDS])
def test_the_right_notices_are_found(typed: str, found: set[int]) -> None:
    assert numbers(search(typed)) == found


@pytest.mark.parametrize(
    ("typed", "mended", "found"),
    [
        ("Dronenabwher", "drohnenabwehr", {1}),
        ("Kantnie", "kantine", {3, 5}),
        ("Schlauchbote", "schlauchboote", {4}),
        ("Funkgerähte", "funkgeräte", {6}),
        ("Wollersreid", "wollersried", {4}),
    ],
)
def test_slips_are_mended_and_said(typed: str, mended: str, found: set[int]) -> None:
    result = search(typed)
    assert [one.text for one in result.asked.mended] == [mended]
    assert numbers(result) == found
    assert search(typed, literal=True).hits == []


def test_what_stands_nowhere_is_left_out_and_said() -> None:
    result = search("Kantine xqzvkw")
    assert result.asked.unknown == ("xqzvkw",)
    assert numbers(result) == {3, 5}
    assert search("xqzvkw").hits == []


def test_a_number_that_no_notice_bears_is_said() -> None:
    result = search("654321-2024")
    assert (result.asked.missing, result.hits) == (("654321-2024",), [])


def test_an_older_versions_number_leads_to_the_newest() -> None:
    Notice.objects.filter(notice_id=identifier(1), version="01").update(publication_number="00123456-2024")
    for spelled in ("123456-2024", "2024/S 012-123456"):
        result = search(spelled)
        assert [(hit.lot.notice.version, hit.lot.notice.newest) for hit in result.hits] == [("02", True)]
        assert [one.older for one in result.asked.numbered.values()] == ["01"]


def test_a_hit_says_why() -> None:
    (hit,) = search("Abwehr 38000000 Beispiele").hits
    assert (hit.reasons[0].kind, hit.reasons[0].found) == ("words", "Drohnenabwehr")
    assert {reason.kind for reason in hit.reasons} == {"words", "cpv", "buyer"}
    assert [piece.text for piece in hit.title_pieces if piece.marked] == ["Drohnenabwehr"]
    assert "".join(piece.text for piece in hit.title_pieces) == OFFERED[1][0]


def test_a_snippet_is_verbatim_and_marked() -> None:
    (hit,) = search("Luftfahrzeuge erkennen").hits
    assert hit.snippet and hit.snippet in hit.lot.description["de"]
    assert [piece.text for piece in hit.snippets[0] if piece.marked] == ["Luftfahrzeuge", "erkennen"]


def test_words_in_the_title_stand_before_words_in_the_description() -> None:
    assert [int(hit.lot.notice.notice_id[:8], 16) for hit in search("Kantine").hits] == [3, 5]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(
            st.sampled_from(
                ["Kantine", "&", "|", "!", "<->", ":*", "'", "''", "\\", "(", ")", "\x00", '"', "-", "*", "%"]
            )
        ).map(" ".join),
    )
)
def test_nothing_that_is_typed_breaks_a_search(typed: str) -> None:
    result = search(typed)
    assert result.notices <= len(OFFERED)


@pytest.mark.parametrize(
    "typed", ["a" * 10_000, "Kantine " * 2_000, "-" * 5_000, "'; DROP TABLE radar_lot; --", "\x00"]
)
def test_long_and_hostile_questions_are_answered(typed: str) -> None:
    search(typed)
    assert Lot.objects.filter(newest=True).count() == len(OFFERED)


WORDS = sorted({word for title, text, _ in OFFERED.values() for word in (title + " " + text).replace(".", "").split()})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.integers(0, 20))
def test_each_hit_holds_each_word_that_was_looked_for(chosen: list[str], slip: int) -> None:
    first = chosen[0]
    typed = [first[: slip % len(first)] + first[slip % len(first) + 1 :], *chosen[1:]] if len(first) > 8 else chosen
    for hit in search(" ".join(typed)).hits:
        assert {reason.kind for reason in hit.reasons} <= {"words", "buyer", "place"}
        whole = plain(f"{hit.lot.title} {hit.lot.description} {hit.lot.notice.buyer}")
        for reason in hit.reasons:
            assert all(plain(word) in whole for word in reason.found.split(", ")) or reason.kind == "place"
