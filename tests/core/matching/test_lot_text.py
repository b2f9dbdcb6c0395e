from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.matching.lot_text import PASSAGES, lot_codes, lot_language, lot_text, without
from startpunkt.core.notices.model import Lot, Notice

SENTENCE = "Das Gerät Nummer {} misst Entfernungen von fahrenden Schiffen aus bei Regen, bei Nebel und bei Nacht."


def notice(lot: Lot, **more: object) -> Notice:
    texts = {"title": {"de": "Messgeräte für Schiffe"}, "description": {"de": SENTENCE.format("null")}} | more
    return Notice(id="n", version="1", format="eforms", form="16", kind="competition", lots=(lot,), **texts)  # type: ignore[arg-type]


def test_a_thin_lot_borrows_from_its_notice() -> None:
    lot = Lot(id="1", title={"de": "Los 1"})
    assert lot_text(notice(lot), lot).titles == ("Los 1", "Messgeräte für Schiffe")
    assert lot_text(notice(lot), lot).passages == (SENTENCE.format("null"),)


def test_the_lots_own_words_come_first_and_repetitions_once() -> None:
    lot = Lot(id="1", title={"de": "MESSGERÄTE  für Schiffe"}, description={"de": SENTENCE.format("eins")})
    text = lot_text(notice(lot), lot)
    assert text.titles == ("MESSGERÄTE  für Schiffe",)
    assert text.passages == (SENTENCE.format("eins"), SENTENCE.format("null"))


def test_one_passage_behind_the_scored_ones_is_known() -> None:
    lot = Lot(id="1", description={"de": " ".join(SENTENCE.format(number) for number in range(9))})
    text = lot_text(notice(lot), lot)
    assert len(text.passages) == PASSAGES
    assert text.following == SENTENCE.format(PASSAGES)
    shorter = lot_text(*without(notice(lot), lot, text.passages[1]))
    assert shorter.passages == (text.passages[0], *text.passages[2:], text.following)


def test_the_language_is_the_first_preferred_one_the_lot_is_written_in() -> None:
    lot = Lot(id="1", title={"fr": "Radars", "en": "Radars"})
    given_notice = notice(lot, languages=("fr", "en"))
    assert lot_language(given_notice, lot, ("de", "en")) == "en"
    assert lot_language(given_notice, lot) == "fr"
    assert lot_language(notice(Lot(id="1")), Lot(id="1")) == "de"


def test_a_lot_without_any_text_has_no_units() -> None:
    lot = Lot(id="1")
    assert lot_text(notice(lot, title={}, description={}), lot).units == ()


def test_a_lot_without_codes_has_that_of_its_notice() -> None:
    bare, own = Lot(id="1"), Lot(id="2", cpv=("38000000", "50000000"))
    assert lot_codes(notice(bare, main_cpv="35000000"), bare) == ("35000000",)
    assert lot_codes(notice(own, main_cpv="35000000"), own) == ("38000000", "50000000")
    assert lot_codes(notice(bare), bare) == ()


@given(st.text(max_size=600), st.text(max_size=600), st.text(max_size=80))
def test_every_unit_is_verbatim(own: str, general: str, title: str) -> None:
    lot = Lot(id="1", title={"de": title}, description={"de": own})
    whole = notice(lot, description={"de": general})
    sources = (title, own, general, "Messgeräte für Schiffe")
    assert all(any(unit in source for source in sources) for unit in lot_text(whole, lot).units)
