"""Numbers of references, counted within the years that the sentence allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from startpunkt.core.hurdles.clauses import TAKEN_BACK
from startpunkt.core.hurdles.numbers import COUNT, count
from startpunkt.core.hurdles.verdict import Answer, Standing, Verdict, Why

_NOUN = (
    r"\w*[Rr]eferenz(?:en|projekte?n?|aufträgen?|auftrag|vorhaben|objekte?n?|leistungen)?|references?"
    r"|reference (?:projects?|contracts?)|\w*[Aa]ufträgen?|\w*[Aa]uftrag|\w*[Ll]ieferungen"
    r"|\w*[Pp]rojekten?|\w*[Pp]rojekt|\w*[Vv]orhaben|[Ll]eistungen|contracts?|deliver(?:y|ies)|projects?"
    r"|(?:completed|similar|comparable) services"
)
_DEMAND = re.compile(
    rf"(?<![\d.,/§-])(?<![\d§]\s)\b(?P<count>{COUNT})\s+(?P<between>(?:[^\W\d][\w/-]*\s+){{0,4}}?)(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"eine?[nrs]?|one", re.IGNORECASE)
_LEAST = re.compile(r"(?:mindestens|mind\.|wenigstens|at least|minimum(?: of)?)\s+$", re.IGNORECASE)
_MOST = re.compile(
    r"(?:maximal|max\.|höchstens|bis zu|mehr als|up to|maximum(?: of)?|more than|at most)\s+$", re.IGNORECASE
)
_CHOSEN = re.compile(r"wertet\b|werden gewertet|consider(?:ed|ation)?\b", re.IGNORECASE)
"""How many of the references are looked at is no number that is asked for."""

_NO_COUNT = re.compile(r"[Jj]ahr|[Mm]onat|year|month|Mitglied|member|Mitarbeiter|staff|Prozent", re.IGNORECASE)
_REFERENCE = re.compile(r"[Rr]eferen[zc]|[Rr]eference", re.IGNORECASE)
_WITHIN = re.compile(
    rf"(?:letzten|vergangenen|zurückliegenden|last|past|previous)\s+(?P<years>{COUNT})\s+(?:\w+\s+){{0,2}}"
    r"(?:\w*[Jj]ahren?|(?:\w+ )?years)",
    re.IGNORECASE,
)


def on_references(clause: str, kind: str, standing: Standing) -> Iterator[Verdict]:
    """The verdict on the number of references in ``clause``: of conditions on ability, or where the word stands."""
    if _CHOSEN.search(clause) or (kind != "technical" and not _REFERENCE.search(clause)):
        return
    for found in _DEMAND.finditer(clause):
        # "Eine Referenz" is mostly no number, but the beginning of a sentence about references.
        before = clause[: found.start()]
        article = _ONE.fullmatch(found["count"]) and not _LEAST.search(before)
        if not article and not _MOST.search(before) and not _NO_COUNT.search(found["between"]):
            wanted = count(found["count"])
            within = _WITHIN.search(clause)
            first = standing.year - count(within["years"]) if within else 0
            fitting = sum(1 for year in standing.reference_years if year >= first)
            answer, why = _answer(clause, found["between"] + found["noun"], wanted, fitting, standing)
            yield Verdict("references", answer, why, clause, str(wanted), str(fitting))
            return


def _answer(clause: str, words: str, wanted: int, fitting: int, standing: Standing) -> tuple[Answer, Why]:
    if TAKEN_BACK.search(clause):
        return "cannot-tell", "conditional"
    if not standing.reference_years:
        return "cannot-tell", "none-listed"
    if fitting < wanted:
        return "not-met", "too-little"
    # Nothing but the bare number can be counted: whatever else the sentence says of them is for people to judge.
    bare = re.fullmatch(r"(?:\w*referenz(?:en)?|references?)", words.strip(), re.IGNORECASE)
    rest = _WITHIN.sub("", clause)
    alone = len(rest.split()) <= PLAIN and not rest.endswith((",", ":", "und", "and"))
    return ("met", "enough") if bare and alone else ("cannot-tell", "comparable")


PLAIN = 10
"""So many words a sentence has at most that asks for a number of references and nothing else of them."""
