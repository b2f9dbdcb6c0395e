"""Security clearances of organisations by their level, national, of NATO or of the European Union."""

from __future__ import annotations

import re
from collections.abc import Iterator

from startpunkt.core.hurdles.clauses import TAKEN_BACK
from startpunkt.core.hurdles.verdict import Answer, Standing, Verdict, Why

_LEVELS = (
    # Written in capitals, as the law does: a text that is "treated as confidential" demands nothing.
    (4, re.compile(r"\bSTRENG GEHEIM\b|\bTOP SECRET\b")),
    (3, re.compile(r"\bGEHEIM\b|\bSECRET\b|\bVS-?Geheim\b")),
    (2, re.compile(r"\bVS-?(?:VERTRAULICH|Vertraulich|V)\b|\bCONFIDENTIAL\b")),
    (1, re.compile(r"\bVS-?(?:NfD|NFD)\b|[Nn]ur für den Dienstgebrauch|NUR FÜR DEN DIENSTGEBRAUCH|\bRESTRICTED\b")),
)
_NAMES = {4: "STRENG GEHEIM", 3: "GEHEIM", 2: "VS-VERTRAULICH", 1: "VS-NfD"}
_CLEARANCE = re.compile(
    r"Sicherheitsbescheid|Geheimschutz(?:betreu|bescheid)|facility security clearance", re.IGNORECASE
)
_GROUP = re.compile(r"\bNATO\b|\bEU\b|\bUE\b|\bOCCAR\b")


def level(text: str) -> int:
    """The highest level that ``text`` names: 1 (restricted) to 4 (top secret), 0 for none."""
    return next((number for number, pattern in _LEVELS if pattern.search(text)), 0)


def on_clearance(clause: str, standing: Standing) -> Iterator[Verdict]:
    """The verdict on the clearance that ``clause`` asks for by its level or by its name."""
    wanted = level(clause)
    if not wanted and not _CLEARANCE.search(clause):
        return
    held = max(
        (text for text in standing.certificates if level(text) or _CLEARANCE.search(text)), key=level, default=None
    )
    answer, why = _answer(clause, wanted, held)
    yield Verdict("clearance", answer, why, clause, _NAMES.get(wanted, ""), held)


def _answer(clause: str, wanted: int, held: str | None) -> tuple[Answer, Why]:
    if TAKEN_BACK.search(clause):
        return "cannot-tell", "conditional"
    if held is None:
        return "cannot-tell", "unknown"
    if not level(held) or not set(_GROUP.findall(clause)) <= set(_GROUP.findall(held)):
        return ("met", "held") if not wanted and not _GROUP.search(clause) else ("cannot-tell", "level")
    return ("met", "held") if level(held) >= wanted else ("not-met", "too-little")
