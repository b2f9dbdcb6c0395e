"""Certificates of management systems by the names of their standards: ISO 9001, EN 9100, AQAP 2110, TISAX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from startpunkt.core.hurdles.clauses import TAKEN_BACK
from startpunkt.core.hurdles.verdict import Answer, Standing, Verdict, Why

_NAME = re.compile(
    r"\b(?:(?:DIN[ -]?)?(?:EN[ -]?)?ISO(?:\s?/\s?(?:IEC|TS))?[ -]?(?P<iso>\d{4,5})"
    r"|AQAP[ -]?(?P<aqap>\d{3,4})"
    r"|(?:DIN[ -]?)?(?:EN|AS)[ -]?(?P<en>91[0-2]0)"
    r"|(?P<tisax>TISAX))\b",
    re.IGNORECASE,
)
_ISO = frozenset(
    {"9001", "14001", "27001", "45001", "50001", "13485", "20000", "22301", "17025", "16949", "3834", "27017", "27018"}
)
"""Standards that organisations are certified or accredited for; others are about products."""

_HOLDS_TOO = {"EN 9100": "ISO 9001", "AQAP 2110": "ISO 9001", "AQAP 2120": "ISO 9001", "TISAX": "ISO 27001"}
"""Certificates that build on another: whether the buyer takes the one for the other is not known."""

_EITHER = re.compile(r"\b(?:oder|or|alternativ\w*|wahlweise)\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"gleichwertig|vergleichbar|in Vorbereitung|\bgenügt\b|z\. ?B\.|beispielsweise"
    r"|equivalen|comparable|under way|\bis enough\b|e\. ?g\.|for example",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"für den Bereich|Geltungsbereich|Standort|Niederlassung|Betriebsst|for the (?:unit|site|scope)|\bscope\b"
    r"|covering|akkredit|accredit|jedes Mitglied|each member|Nachunternehm|subcontract",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"geplant|Vorbereitung|beantragt|angestrebt|in Arbeit|abgelaufen"
    r"|planned|pending|applied|progress|expired|under way",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:bis|until|till|to|expires?|gültig)\D{0,20}(?:\d{1,2}[./-]){0,2}(20\d\d)", re.IGNORECASE)


def names(text: str) -> list[str]:
    """The certificates that ``text`` names, each written one way, in their order."""
    return list(dict.fromkeys(name for found in _NAME.finditer(text) if (name := _name(found))))


def _name(found: re.Match[str]) -> str | None:
    if number := found["iso"]:
        return f"ISO {number}" if number in _ISO else None
    if number := found["aqap"]:
        return f"AQAP {number}"
    return f"EN {found['en']}" if found["en"] else "TISAX"


def on_certificates(clause: str, standing: Standing) -> Iterator[Verdict]:
    """A verdict for each certificate that ``clause`` names; one for all where any of them is enough."""
    demanded = names(clause)
    if not demanded:
        return
    valid = {name: text for text in standing.certificates if _is_valid(text, standing.year) for name in names(text)}
    if len(demanded) > 1 and _EITHER.search(clause):
        held = next((name for name in demanded if name in valid), None)
        yield _verdict(clause, demanded, held, valid, standing)
        return
    for name in demanded:
        yield _verdict(clause, [name], name if name in valid else None, valid, standing)


def _verdict(clause: str, demanded: list[str], held: str | None, valid: dict[str, str], standing: Standing) -> Verdict:
    answer, why = _answer(clause, demanded, held, valid, standing)
    shown = valid[held] if held else next((valid[name] for name in _near(demanded, valid)), None)
    return Verdict("certificate", answer, why, clause, " / ".join(demanded), shown)


def _answer(
    clause: str, demanded: list[str], held: str | None, valid: dict[str, str], standing: Standing
) -> tuple[Answer, Why]:
    if TAKEN_BACK.search(clause):
        return "cannot-tell", "conditional"
    if held:
        return ("cannot-tell", "scope") if _SCOPE.search(clause) else ("met", "held")
    if not standing.certificates:
        return "cannot-tell", "none-listed"
    if any(name in demanded for text in standing.certificates for name in names(text)):
        return "cannot-tell", "not-valid"
    if _OTHERWISE.search(clause) or _near(demanded, valid):
        return "cannot-tell", "otherwise"
    return "not-met", "not-listed"


def _near(demanded: list[str], valid: dict[str, str]) -> list[str]:
    return [name for name in valid if _HOLDS_TOO.get(name) in demanded]


def _is_valid(certificate: str, year: int) -> bool:
    until = _UNTIL.search(certificate)
    return not _NOT_YET.search(certificate) and not (until and int(until[1]) < year)
