"""The one entrance: a condition and an organisation in, verdicts out."""

from __future__ import annotations

from startpunkt.core.hurdles.certificates import on_certificates
from startpunkt.core.hurdles.clauses import clauses
from startpunkt.core.hurdles.clearance import on_clearance
from startpunkt.core.hurdles.references import on_references
from startpunkt.core.hurdles.turnover import on_turnover
from startpunkt.core.hurdles.verdict import Standing, Verdict
from startpunkt.core.notices.model import Hurdle

LANGUAGES = ("de", "en")
"""Languages whose demands are read. In others a word that takes a demand back would not be seen."""


def judge(hurdle: Hurdle, language: str, standing: Standing) -> tuple[Verdict, ...]:
    """The verdicts on each demand of ``hurdle``, written in ``language``, that can be read; none where none can.

    "Met" is said only where the sentence asks for nothing beyond what the organisation has stated of itself.
    """
    if language not in LANGUAGES:
        return ()
    found: dict[tuple[str, str], Verdict] = {}
    for clause in clauses(hurdle.text):
        for verdict in (
            *on_certificates(clause, standing),
            *on_turnover(clause, standing),
            *on_references(clause, hurdle.kind, standing),
            *on_clearance(clause, standing),
        ):
            found.setdefault((verdict.subject, verdict.demanded), verdict)
    return tuple(found.values())
