"""From notices to what the tables hold. Runs in worker processes and knows neither Django nor the store."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import zstandard

from startpunkt.core.fields import fields_of, is_defence
from startpunkt.core.matching.lot_text import head, lot_codes, lot_language
from startpunkt.core.notices.buyers import buyer_key
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Lot, Notice, Result, Texts
from startpunkt.core.text.lexemes import lexemes
from startpunkt.core.text.marks import marks

COMPRESSION_LEVEL = 1
"""Zstandard's fastest ordinary level: a sixth of the size at a tenth of the parser's time."""

PREFERRED = ("de", "en", "fr", "es", "it", "nl", "pt", "pl")
"""Languages in which a lot is matched when it is written in several: the readers' own, then those of the encoder."""

_COMPRESSOR = zstandard.ZstdCompressor(COMPRESSION_LEVEL)

LONGEST_IDENTIFIER = 200
"""Characters of a notice's id, version, number or procedure. Real ones hold 60 at most; an index has its limits."""

MOST_TENDERS = 2**31 - 1
LARGEST_SUM = Decimal(10) ** 26
"""What the columns hold."""

LONGEST_LEXEME = 200
"""PostgreSQL refuses lexemes of 2 kB and more; what is longer than this is no word."""


@dataclass(frozen=True, slots=True)
class LotRow:
    """A row of the lot table. JSON, arrays and vectors stand in PostgreSQL's own notation, as COPY takes them."""

    lot_id: str
    language: str | None
    languages: str
    title: str
    description: str
    cpv: str
    places: str
    regions: str
    fields: str
    defence: bool
    deadline: datetime | None
    deadline_source: str | None
    value: Decimal | None
    currency: str | None
    lexemes: str


@dataclass(frozen=True, slots=True)
class AwardRow:
    """A row of the award table."""

    lot_id: str | None
    status: str | None
    winners: str
    tenders: int | None
    value: Decimal | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A row of the notice table with its lots, its awards and its compressed bytes."""

    content_hash: bytes
    file: str
    source: str
    notice_id: str
    version: str
    form: str | None
    kind: str
    direct: bool
    legal_basis: str | None
    procedure_id: str | None
    publication_number: str | None
    publication_date: date | None
    languages: str
    title: str
    description: str
    buyer: str | None
    buyer_key: str | None
    country: str | None
    previous: str
    corrects: str
    compressed: bytes
    lots: list[LotRow]
    awards: list[AwardRow]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of the quarantine."""

    content_hash: bytes
    file: str
    code: str
    reason: str
    size: int
    compressed: bytes | None


def refuse(file: str, data: bytes, content_hash: bytes, code: str, reason: str) -> RefusedRow:
    """A refusal that keeps the bytes."""
    return RefusedRow(content_hash, file, code, reason, len(data), compress(data))


def notice_row(notice: Notice, file: str, data: bytes, content_hash: bytes) -> NoticeRow:
    """What the tables hold of ``notice``. Raises UnreadableNotice (``identifier-too-long``)."""
    for name in ("id", "version", "publication_number", "procedure_id"):
        value = getattr(notice, name)
        if value is not None and len(value) > LONGEST_IDENTIFIER:
            reason = f"The notice's {name} {value[:40]!r}… has {len(value)} characters; {LONGEST_IDENTIFIER} are read."
            raise UnreadableNotice("identifier-too-long", reason)
    first = notice.buyers[0] if notice.buyers else None
    return NoticeRow(
        content_hash=content_hash,
        file=storable(file),
        source=notice.format,
        notice_id=storable(notice.id),
        version=storable(notice.version),
        form=notice.form,
        kind=notice.kind,
        direct=notice.direct,
        legal_basis=notice.legal_basis,
        procedure_id=notice.procedure_id,
        publication_number=notice.publication_number,
        publication_date=notice.publication_date,
        languages=_array(notice.languages),
        title=_json(head(notice.title)),
        description=_json(head(notice.description)),
        buyer=storable(first.name) if first else None,
        buyer_key=storable(buyer_key(first.name)) if first else None,
        country=first.country if first else None,
        previous=_array(notice.previous),
        corrects=_array(notice.corrects),
        compressed=compress(data),
        lots=_lot_rows(notice),
        awards=[award_row(result) for result in notice.results],
    )


def award_row(result: Result) -> AwardRow:
    """A row of the award table; a number that its column cannot hold is left out, no reason to refuse the notice."""
    value, tenders = result.value, result.tenders_received
    known = value is not None and abs(value.amount) < LARGEST_SUM
    return AwardRow(
        lot_id=storable(result.lot) if result.lot else None,
        status=result.status,
        winners=_array(dict.fromkeys(winner.name for winner in result.winners)),
        tenders=tenders if tenders is not None and 0 <= tenders <= MOST_TENDERS else None,
        value=value.amount if value and known else None,
        currency=value.currency if value and known else None,
    )


def _lot_rows(notice: Notice) -> list[LotRow]:
    shared = _lexemes([notice.title, notice.description])
    return [_lot_row(notice, lot, shared) for lot in notice.lots]


def _lot_row(notice: Notice, lot: Lot, shared: Collection[str]) -> LotRow:
    languages = dict.fromkeys([*(lot.title or notice.title), *lot.description, *notice.languages])
    deadline = lot.deadline
    codes = lot_codes(notice, lot)
    buyers = [buyer.name for buyer in notice.buyers if buyer.name]
    country = notice.buyers[0].country if notice.buyers else None
    return LotRow(
        lot_id=storable(lot.id),
        language=lot_language(notice, lot, PREFERRED) or None,
        languages=_array(languages),
        title=_json(head(lot.title)),
        description=_json(head(lot.description)),
        cpv=_array(codes),
        places=_array(lot.places),
        regions=_array(regions_of(lot.places)),
        fields=_array(dict.fromkeys(field for code in codes for field in fields_of(code))),
        defence=is_defence(notice.legal_basis, codes, buyers),
        deadline=deadline.instant.astimezone(UTC) if deadline else None,
        deadline_source=deadline.instant.isoformat() if deadline else None,
        value=lot.value.amount if lot.value else None,
        currency=lot.value.currency if lot.value else None,
        lexemes=search_vector(
            lot.title or notice.title, lot.description, shared, marks(buyers, codes, country, lot.places)
        ),
    )


def regions_of(places: Iterable[str]) -> list[str]:
    """The regions (NUTS 1, three characters) of NUTS codes; a code that names no region has none."""
    return list(dict.fromkeys(place[:3] for place in places if len(place) >= 3))


def _lexemes(texts: Iterable[Texts]) -> dict[str, None]:
    """The distinct lexemes of ``texts``, each read in its own language, in their order."""
    return dict.fromkeys(
        lexeme for each in texts for language, text in each.items() for lexeme in lexemes(text, language)
    )


def search_vector(title: Texts, description: Texts, shared: Collection[str], marked: Iterable[str]) -> str:
    """A ``tsvector`` in PostgreSQL's own notation: lexemes of the title weigh A, marks B, the others D.

    ``shared`` are lexemes of the notice that count for each of its lots, ``marked`` the lot's marks.
    """
    weights = dict.fromkeys([*_lexemes([description]), *shared], ":2")
    weights.update(dict.fromkeys(map(storable, marked), ":3B"))
    weights.update(dict.fromkeys(_lexemes([title]), ":1A"))
    return " ".join(
        [f"{_quoted(lexeme)}{weight}" for lexeme, weight in weights.items() if 0 < len(lexeme) <= LONGEST_LEXEME]
    )


def _quoted(lexeme: str) -> str:
    if "'" in lexeme or "\\" in lexeme:
        lexeme = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{lexeme}'"


def _array(values: Iterable[str]) -> str:
    """A ``text[]`` in PostgreSQL's own notation."""
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{storable(value)}"' for value in quoted) + "}"


def compress(data: bytes) -> bytes:
    """``data`` as the store keeps it."""
    return _COMPRESSOR.compress(data)


def content_hash(data: bytes) -> bytes:
    """What identifies bytes: SHA-256."""
    return hashlib.sha256(data).digest()


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """``text`` without the characters that PostgreSQL cannot hold (NUL, lone surrogates from odd file names)."""
    return _UNSTORABLE.sub("\ufffd", text)


def _json(value: object) -> str:
    return storable(json.dumps(value, ensure_ascii=False))
