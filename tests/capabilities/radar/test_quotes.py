"""What is quoted stands in the notice, and it is why the lot scores as it does: without it, the score falls."""

from __future__ import annotations

import random
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from startpunkt.capabilities.radar.demo import organisations
from startpunkt.capabilities.radar.encoding import encoder, reference
from startpunkt.capabilities.radar.intake.importing import run_import
from startpunkt.capabilities.radar.intake.rows import PREFERRED
from startpunkt.capabilities.radar.models import Notice as StoredNotice
from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.capabilities.radar.ranking.match import Match
from startpunkt.capabilities.radar.ranking.matching import find_matches
from startpunkt.capabilities.radar.ranking.weighing import Ranked, prepare, rank
from startpunkt.capabilities.radar.selectors import original_bytes
from startpunkt.core.matching.evidence import Evidence, weigh
from startpunkt.core.matching.lot_text import lot_text
from startpunkt.core.matching.lot_vector import encode_lots
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import Query
from startpunkt.core.notices.model import Lot, Notice, Texts
from startpunkt.core.notices.reading import read
from startpunkt.core.text.lexemes import lexemes
from startpunkt.foundation.access.viewer import OPERATOR
from tests.capabilities.radar.invented import demo_files, zipped

SEED, DRAWN = 20270607, 50
OFFERS = (
    "Wir warten und prüfen Funkgeräte und Antennen für Fahrzeuge. Unsere Werkstatt steht in der Nähe von Kasernen.",
    "We write software that finds intrusions in industrial networks. Our team audits and trains operators.",
    "Nous fabriquons des gilets et des plaques de protection en céramique légère pour la police.",
    "Budujemy roboty inspekcyjne do rurociągów i tuneli oraz kamery termowizyjne.",
    "We build satellites' ground stations and evaluate aerial images of forests and coasts.",
)


@dataclass(frozen=True)
class Case:
    """A match with what it was computed from, and its notice as its original bytes say it."""

    query: Query
    ranked: Ranked
    match: Match
    notice: Notice
    lot: Lot

    @property
    def quotes(self) -> list[str]:
        return [reason.quote for reason in self.match.reasons if reason.quote is not None]


def drawn() -> list[Case]:
    """Matches of several profiles over everything stored, drawn with a seed."""
    chance = random.Random(SEED)
    described = organisations()[:3]
    texts = [*OFFERS, *(one.text for one in described), *(one.text_en for one in described)]
    found = []
    for text in texts:
        profile = Profile(text=text)
        query = prepare(profile)
        ranked, shown = rank(query, LotFilter(), 40), find_matches(OPERATOR, profile, LotFilter(), limit=40)
        found += [(query, one, match) for one, match in zip(ranked, shown, strict=True)]
    return [case(*each) for each in chance.sample(found, DRAWN)]


def case(query: Query, ranked: Ranked, match: Match) -> Case:
    assert ranked.neighbour.notice == match.notice_pk
    notice = read(original_bytes(StoredNotice.objects.get(pk=match.notice_pk)))
    (lot,) = [lot for lot in notice.lots if lot.id == match.lot][:1]
    return Case(query, ranked, match, notice, lot)


def texts_of(notice: Notice, lot: Lot) -> list[str]:
    return [text for texts in (lot.title, lot.description, notice.title, notice.description) for text in texts.values()]


def without(texts: Texts, passage: str) -> Texts:
    return {language: text.replace(passage, "") for language, text in texts.items()}


def evidence(one: Case, notice: Notice, lot: Lot) -> Evidence:
    """All evidence anew, from the texts on, for the lot as it stands in ``notice``."""
    text = lot_text(notice, lot, PREFERRED)
    candidate = one.ranked.candidate
    (vectors,) = encode_lots([text], [candidate.cpv], encoder(), reference())
    # As in the store: words are looked for in lots of the profile's language, there in texts of every language.
    found = {
        lexeme
        for texts in (lot.title, lot.description, notice.title, notice.description)
        for language, written in texts.items()
        for lexeme in lexemes(written, language)
    }
    words = found & set(one.query.words) if text.language == one.query.language else set()
    product = float(np.dot(one.query.vector, vectors.vector))
    return weigh(one.query, replace(candidate, product=product, words=frozenset(words)), reference())


def hold(cases: list[Case]) -> None:
    """Every quote is verbatim, and the score of a lot falls when its quote is taken out of its notice."""
    quoted, falls = 0, []
    for one in cases:
        before = evidence(one, one.notice, one.lot)
        assert before.score == pytest.approx(one.match.score, abs=0.5), "the stored and the computed score differ"
        for quote in one.quotes:
            quoted += 1
            assert any(quote in text for text in texts_of(one.notice, one.lot)), (one.match.notice, quote)
            notice = replace(
                one.notice, title=without(one.notice.title, quote), description=without(one.notice.description, quote)
            )
            lot = replace(one.lot, title=without(one.lot.title, quote), description=without(one.lot.description, quote))
            after = evidence(one, notice, lot)
            assert after.score < before.score, (one.match.notice, one.match.lot, quote)
            falls.append(before.score - after.score)
    print(f"{quoted} quotes in {len(cases)} matches; score falls by {min(falls):.2f} to {max(falls):.2f}")
    assert len(cases) == DRAWN
    assert quoted >= 0.8 * DRAWN


def test_quotes_of_invented_notices_carry_their_score(db: None, tmp_path: Path) -> None:
    run_import([zipped(tmp_path / "demo.zip", demo_files(5, day=date(2027, 6, 7)))])
    hold(drawn())


def test_quotes_of_real_notices_carry_their_score(db: None, shared: Path, tmp_path: Path) -> None:
    real = shared / "data" / "notices"
    with zipfile.ZipFile(real / "ted-legacy.zip") as archive:
        names = random.Random(SEED).sample(sorted(archive.namelist()), 120)
        part = zipped(tmp_path / "part.zip", {name: archive.read(name) for name in names if not name.endswith("/")})
    with zipfile.ZipFile(real / "eforms.zip") as archive:
        names = random.Random(SEED).sample(sorted(archive.namelist()), 60)
        more = zipped(tmp_path / "more.zip", {name: archive.read(name) for name in names if not name.endswith("/")})
    assert run_import([part, more]).stored >= 170
    hold(drawn())
