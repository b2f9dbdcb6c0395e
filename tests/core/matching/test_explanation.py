from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import pytest

from startpunkt.core.matching.encoder import Encoder
from startpunkt.core.matching.evidence import Candidate, weigh
from startpunkt.core.matching.explanation import LANGUAGES, Reason, Source, explain
from startpunkt.core.matching.lot_text import lot_text, without
from startpunkt.core.matching.lot_vector import encode_lots
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query, encode_profile
from startpunkt.core.matching.reference import Reference
from startpunkt.core.notices.model import Lot, Notice

OFFERS = (
    "Wir bauen Radargeräte, die kleine Drohnen erkennen. Unsere Software verfolgt jedes Ziel.",
    "Wir betreiben Rechenzentren für Behörden. Dazu kommen Datensicherung und ein Notfalldienst rund um die Uhr.",
    "We build underwater robots. They inspect harbours and clear mines.",
)
SENTENCES = (
    "Gesucht werden Sensoren, die kleine unbemannte Luftfahrzeuge über einer Kaserne früh erkennen und melden.",
    "Die Vergabestelle behält sich vor, einzelne Positionen ohne Angabe von Gründen nicht zu beauftragen.",
    "Der Auftragnehmer sichert alle Daten täglich in einem zweiten Rechenzentrum und prüft die Sicherung monatlich.",
    "Die Lieferung erfolgt frei Haus an die Warenannahme des Hafens, werktags zwischen acht und vierzehn Uhr.",
    "Ein ferngesteuertes Unterwasserfahrzeug soll die Spundwände des Hafens auf Schäden und Altlasten absuchen.",
    "Angebote sind elektronisch einzureichen; Rückfragen beantwortet die Vergabestelle bis zehn Tage vor Fristende.",
)


def notices() -> list[Notice]:
    """Invented notices: the sentences in many orders, with titles that repeat one and with sentences without an end."""
    found = []
    for turn in range(len(SENTENCES)):
        order = SENTENCES[turn:] + SENTENCES[:turn]
        whole, half = " ".join(order), "\n".join(order[: 1 + turn // 2])
        lots = (
            Lot(id="1", title={"de": f"Los {turn}"}, description={"de": whole}),
            Lot(id="2", title={"de": order[0]}, description={"de": order[0].upper() + " " + order[1]}),
            Lot(id="3", title={"de": "Technik"}, description={"de": whole.replace(".", ",")}),
            Lot(id="4"),
        )
        found.append(
            Notice(
                id=str(turn),
                version="1",
                format="eforms",
                form="16",
                kind="competition",
                languages=("de",),
                title={"de": "Technik für den Hafen"},
                description={"de": half},
                lots=lots,
            )
        )
    return found


def encoded(query: Query, notice: Notice, lot: Lot, encoder: Encoder, reference: Reference) -> tuple[Candidate, Source]:
    [vectors] = encode_lots([lot_text(notice, lot)], [["35722000"]], encoder, reference)
    product = float(query.vector @ vectors.vector.astype(np.float16).astype(np.float32))
    return Candidate(product, cpv=("35722000",)), Source(notice, lot, vectors.units)


def reasons(query: Query, candidate: Candidate, source: Source, reference: Reference, language: str) -> list[Reason]:
    return explain(query, candidate, weigh(query, candidate, reference), source, language)


@pytest.mark.parametrize("offer", OFFERS)
def test_every_quote_is_verbatim_and_the_score_falls_without_it(
    encoder: Encoder, reference: Reference, offer: str
) -> None:
    query = encode_profile(Profile(offer), encoder, reference)
    quoted = 0
    for notice in notices():
        for lot in notice.lots:
            candidate, source = encoded(query, notice, lot, encoder, reference)
            for reason in reasons(query, candidate, source, reference, "de"):
                if reason.quote is None:
                    continue
                quoted += 1
                texts = (*notice.title.values(), *notice.description.values(), *lot.title.values())
                assert any(reason.quote in text for text in (*texts, *lot.description.values()))
                shorter, _ = encoded(query, *without(notice, lot, reason.quote), encoder, reference)
                before = weigh(query, candidate, reference).score
                assert weigh(query, shorter, reference).score < before
    assert quoted > 12


def test_the_quote_is_about_the_offer(encoder: Encoder, reference: Reference) -> None:
    query = encode_profile(Profile(OFFERS[2]), encoder, reference)
    lot = Lot(id="1", title={"de": "Technik für den Hafen"}, description={"de": "\n".join(SENTENCES[2:])})
    notice = Notice(id="1", version="1", format="eforms", form="16", kind="competition", lots=(lot,))
    candidate, source = encoded(query, notice, lot, encoder, reference)
    meaning = next(r for r in reasons(query, candidate, source, reference, "en") if r.kind == "meaning")
    assert meaning.quote == SENTENCES[4]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_kinds_of_reasons_have_words_and_weights(encoder: Encoder, reference: Reference, language: str) -> None:
    profile = Profile(
        "Wir bauen Radargeräte. Auch Drohnenabwehr gehört dazu.",
        fields=("sensors",),
        regions=("DE9",),
        value_max=Decimal(2_000_000),
        buyers=("Hafenamt Nordsand",),
    )
    query = encode_profile(profile, encoder, reference, {"abwehr": 0.5, "radar": 0.5})
    lot = Lot(id="1", title={"de": "Abwehr von Drohnen"}, description={"de": SENTENCES[0]})
    notice = Notice(id="1", version="1", format="eforms", form="16", kind="competition", lots=(lot,))
    stored, source = encoded(query, notice, lot, encoder, reference)
    candidate = Candidate(
        stored.product,
        words=frozenset({"abwehr"}),
        cpv=stored.cpv,
        fields=("sensors",),
        buyers=("Hafenamt Nordsand",),
        places=("DE94",),
        value=Decimal("1234567.4"),
        deadline=datetime(2030, 5, 6, 12, 30, tzinfo=UTC),
    )
    found = {reason.kind: reason for reason in reasons(query, candidate, source, reference, language)}
    assert set(found) == {"meaning", "words", "field", "cpv", "buyer", "place", "value", "deadline"}
    assert sum(reason.weight for reason in found.values()) == pytest.approx(1)
    assert "Abwehr" in found["words"].text
    assert "Drohnenabwehr" not in found["words"].text
    assert "35722000" in found["cpv"].text
    assert {"de": "1.234.567", "en": "1,234,567"}[language] in found["value"].text
    assert "2030" in found["deadline"].text
    assert found["deadline"].weight == 0


def test_the_weightiest_reason_stands_first(encoder: Encoder, reference: Reference) -> None:
    query = encode_profile(Profile(OFFERS[0]), encoder, reference)
    notice = notices()[0]
    weights = [
        r.weight for r in reasons(query, *encoded(query, notice, notice.lots[0], encoder, reference), reference, "de")
    ]
    assert weights == sorted(weights, reverse=True)


def test_a_language_without_texts_is_named(encoder: Encoder, reference: Reference) -> None:
    query = encode_profile(Profile("Radar"), encoder, reference)
    notice = notices()[0]
    with pytest.raises(ValueError, match="'fr'"):
        reasons(query, *encoded(query, notice, notice.lots[0], encoder, reference), reference, "fr")
