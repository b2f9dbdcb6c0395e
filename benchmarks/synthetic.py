"""Stores full of invented lots, for measuring with more of them than there are notices at hand.

What decides about speed is taken from real notices: vectors lie around CPV codes as densely as theirs and in as many
directions (the best of 2,700 lots has an inner product of .52 with a company's profile, the tenth .38, the fiftieth
.28; for real lots .61, .45, .32), about 45 lexemes a lot, among them the words of profiles, four to seven encoded
passages, two lots a notice, buyers in 25 countries of which the first has every sixth lot. Half of the lots are open.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

COUNTRIES = tuple("DEFRPLROESITCZSEATNLBEBGFIGRHULTDKHRPTSKIESILVEELU"[at : at + 2] for at in range(0, 50, 2))
LANGUAGES = {"DE": "de", "AT": "de", "FR": "fr", "BE": "fr", "PL": "pl", "ES": "es", "IT": "it", "IE": "en"}
LOTS_A_NOTICE = 2
LEXEMES_A_LOT = 45
OTHER_WORDS = 8000
BATCH = 10_000
DAY = timedelta(days=1)
SENTENCES = (
    "Gegenstand ist die Lieferung samt Einbau, Einweisung und Wartung über vier Jahre.",
    "Der Auftragnehmer weist seine Eignung durch drei vergleichbare Aufträge der letzten Jahre nach.",
    "Angeboten wird ein Rahmenvertrag mit zwei Verlängerungen von je zwölf Monaten.",
    "Die Anlage muss im Dauerbetrieb laufen und sich in das vorhandene Leitsystem einfügen lassen.",
    "Erwartet werden ein Konzept für die Umsetzung, eine Teststellung und eine Abnahme am Einsatzort.",
    "Näheres steht in den Unterlagen, die ohne Anmeldung abgerufen werden können.",
)


class Document(NamedTuple):
    """The bytes that each synthetic notice keeps as its original, and the ids of their lots."""

    compressed: bytes
    lots: tuple[str, ...]


def fill(lots: int, key: str, document: Document | None = None) -> None:
    """Store ``lots`` synthetic lots with vectors of the encoder ``key``; the index is not made here."""
    from django.db import connection

    made = _Maker(key, document)
    for first in range(0, lots, BATCH):
        made.store(first, min(BATCH, lots - first))
    made.store_counts()
    with connection.cursor() as cursor:
        for table, last in (("radar_lot", lots), ("radar_notice", -(-lots // LOTS_A_NOTICE))):
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
        cursor.execute("VACUUM ANALYZE radar_notice, radar_lot, radar_lotvector")


class _Maker:
    """Draws lots batch by batch, always the same ones."""

    def __init__(self, key: str, document: Document | None) -> None:
        from startpunkt.capabilities.radar.demo import organisations
        from startpunkt.capabilities.radar.encoding import reference
        from startpunkt.core.fields import fields_of, label
        from startpunkt.core.text.lexemes import lexemes

        self.key, self.document, self.now = key, document, datetime.now(UTC)
        self.chance = np.random.default_rng(7)
        self.codes = list(reference().cpv)
        self.topics = np.array(list(reference().cpv.values()), dtype=np.float32)
        size, turn = np.linalg.eigh(np.cov(self.topics.T))
        self.spread = ((turn * np.maximum(size, 0) ** 0.7) @ turn.T).astype(np.float32)
        self.popular = _shares(len(self.codes), 3)[self.chance.permutation(len(self.codes))]
        self.fields = [_array(fields_of(code)) for code in self.codes]
        self.labels = [label(code, "de") or code for code in self.codes]
        own = dict.fromkeys(word for one in organisations() for word in lexemes(one.text, "de"))
        words = [*own, *(f"w{number}" for number in range(OTHER_WORDS))]
        self.words = [words[at] for at in self.chance.permutation(len(words))]
        self.common = np.cumsum(_shares(len(words), 20))
        self.counts: Counter[tuple[str, str]] = Counter()
        self.bodies = [" ".join(SENTENCES[at:] + SENTENCES[:at])[: 150 * (1 + at)] for at in range(len(SENTENCES))]
        self.units: dict[tuple[str, str], int] = {}

    def store(self, first: int, count: int) -> None:
        """Store the lots ``first`` to ``first + count`` with their notices."""
        from django.db import connection, transaction
        from pgvector.psycopg import register_vector

        connection.ensure_connection()
        register_vector(connection.connection)
        chance, notices = self.chance, -(-count // LOTS_A_NOTICE)
        shares = 1 / (np.arange(len(COUNTRIES)) + 2)
        places = chance.choice(len(COUNTRIES), size=notices, p=shares / shares.sum())
        codes = np.repeat(chance.choice(len(self.codes), size=notices, p=self.popular), LOTS_A_NOTICE)[:count]
        noise = chance.normal(size=(notices, self.spread.shape[0])).astype(np.float32) @ self.spread
        noise = np.repeat(noise, LOTS_A_NOTICE, axis=0)[:count]
        noise += 0.4 * chance.normal(size=noise.shape).astype(np.float32) @ self.spread
        text = _unit(0.55 * self.topics[codes] + _unit(noise)) * chance.uniform(0.7, 1.15, size=(count, 1))
        vectors = (self.topics[codes] + text).astype(np.float32)
        with transaction.atomic(), connection.cursor() as cursor:
            self._notices(cursor.cursor, first // LOTS_A_NOTICE, places, codes[::LOTS_A_NOTICE])
            self._lots(cursor.cursor, first, places, codes)
            self._vectors(cursor.cursor, first, vectors)

    def _notices(self, cursor: Any, first: int, places: Any, codes: Any) -> None:
        from startpunkt.capabilities.radar.intake.writer import NOTICE_COLUMNS

        buyers = self.chance.integers(5000, size=len(places)).tolist()
        with cursor.copy(f"COPY radar_notice ({', '.join(NOTICE_COLUMNS)}) FROM STDIN") as copy:
            for number, (place, code, buyer) in enumerate(zip(places.tolist(), codes.tolist(), buyers, strict=True)):
                pk, country = first + number + 1, COUNTRIES[place]
                language = LANGUAGES.get(country, "xx")
                values = {
                    "id": pk, "source": "eforms", "notice_id": f"n{pk}", "version": "1", "version_order": 1,
                    "newest": True, "content_hash": pk.to_bytes(32, "big"), "file": f"n{pk}.xml", "form": "16",
                    "kind": "competition", "direct": False, "publication_number": f"{pk:08}-2026",
                    "languages": f"{{{language}}}", "title": json.dumps({language: f"Beschaffung {self.labels[code]}"}),
                    "description": json.dumps({language: self.bodies[pk % len(self.bodies)]}),
                    "buyer": f"Beschaffungsamt {buyer}",
                    "buyer_key": f"beschaffungsamt {buyer}", "country": country, "previous": "{}", "corrects": "{}",
                    "imported_at": self.now,
                }  # fmt: skip
                copy.write_row([values.get(column) for column in NOTICE_COLUMNS])
        if self.document is not None:
            with cursor.copy("COPY radar_original (notice_id, compressed) FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["int8", "bytea"])
                for number in range(len(places)):
                    copy.write_row((first + number + 1, self.document.compressed))

    def _lots(self, cursor: Any, first: int, places: Any, codes: Any) -> None:
        from startpunkt.capabilities.radar.intake.writer import LOT_COLUMNS

        chance, count = self.chance, len(codes)
        words = np.searchsorted(self.common, chance.random((count, LEXEMES_A_LOT))).clip(max=len(self.words) - 1)
        values = np.round(np.exp(chance.normal(12.5, 1.8, size=count)), 2).tolist()
        known, days = (chance.random(count) < 0.6).tolist(), chance.integers(-50, 50, size=count).tolist()
        seen, defence = chance.uniform(0, 60, size=count).tolist(), (chance.random(count) < 0.05).tolist()
        regions = chance.integers(1, 10, size=count).tolist()
        names = self.document.lots if self.document else ("LOT-0001", "LOT-0002")
        with cursor.copy(f"COPY radar_lot (id, {', '.join(LOT_COLUMNS)}) FROM STDIN") as copy:
            for number, code in enumerate(codes.tolist()):
                country = COUNTRIES[places[number // LOTS_A_NOTICE]]
                language, found = LANGUAGES.get(country, "xx"), {self.words[word] for word in words[number]}
                self.counts.update((language, word) for word in found)
                self.counts[language, ""] += 1
                deadline = self.now + days[number] * DAY + timedelta(hours=12)
                row = {
                    "notice_id": (first + number) // LOTS_A_NOTICE + 1, "position": number % LOTS_A_NOTICE,
                    "newest": True, "kind": "competition", "country": country,
                    "lot_id": names[number % LOTS_A_NOTICE % len(names)],
                    "language": language, "languages": f"{{{language}}}",
                    "title": json.dumps({language: self.labels[code]}),
                    "description": json.dumps({language: self.bodies[(first + number) % len(self.bodies)]}),
                    "cpv": f"{{{self.codes[code]}}}", "places": f"{{{country}{regions[number]}11}}",
                    "regions": f"{{{country}{regions[number]}}}", "fields": self.fields[code],
                    "defence": defence[number], "seen_at": self.now - seen[number] * DAY, "deadline": deadline,
                    "deadline_source": deadline.isoformat(), "value": values[number] if known[number] else None,
                    "currency": "EUR" if known[number] else None, "lexemes": " ".join(f"'{word}'" for word in found),
                }  # fmt: skip
                copy.write_row([first + number + 1, *(row.get(column) for column in LOT_COLUMNS)])

    def _vectors(self, cursor: Any, first: int, vectors: Any) -> None:
        from pgvector import HalfVector

        from startpunkt.capabilities.radar.intake.vectors import FILL
        from startpunkt.core.matching.lot_vector import pack

        halves, packed = vectors.astype("<f2"), pack(_unit(vectors))
        width = len(packed) // len(vectors)
        cursor.execute("CREATE TEMPORARY TABLE encoded (lot_id int8, vector halfvec, units bytea)")
        with cursor.copy("COPY encoded FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["int8", "halfvec", "bytea"])
            for number, half in enumerate(halves):
                units = packed[number * width : (number + 1) * width] * self._units_of(first + number)
                copy.write_row((first + number + 1, HalfVector(half), units))
        cursor.execute("ANALYZE encoded")
        cursor.execute(FILL, [self.key])
        cursor.execute("DROP TABLE encoded")

    def _units_of(self, lot: int) -> int:
        """How many texts are encoded of a lot: titles and passages of its own and of its notice."""
        from startpunkt.capabilities.radar.intake.stored_texts import StoredTexts
        from startpunkt.core.matching.lot_text import lot_text

        own, notices = (self.bodies[at % len(self.bodies)] for at in (lot, lot // LOTS_A_NOTICE + 1))
        if (own, notices) not in self.units:
            texts = StoredTexts({"de": "Los"}, {"de": own}, {"de": "Alles"}, {"de": notices}, ["de"])
            self.units[own, notices] = len(lot_text(*texts.records()).units)
        return self.units[own, notices]

    def store_counts(self) -> None:
        """In how many lots of its language each word occurs."""
        from django.db import connection

        command = "COPY radar_lexemecount (language, lexeme, lots) FROM STDIN"
        with connection.cursor() as cursor, cursor.cursor.copy(command) as copy:
            for (language, word), lots in self.counts.items():
                copy.write_row((language, word, lots))


def _shares(count: int, flat: int) -> Any:
    shares = 1 / (np.arange(count) + flat)
    return shares / shares.sum()


def _unit(rows: Any) -> Any:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def _array(values: Sequence[str]) -> str:
    return "{" + ",".join(values) + "}"
