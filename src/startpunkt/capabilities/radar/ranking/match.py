"""What matching answers: a ranked lot with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class ShownReason:
    """One reason for a match: a sentence for the reader, a verbatim passage of the notice, its share of the score."""

    kind: str
    text: str
    quote: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A lot that fits, the best of its notice. ``score`` is 0–100; see docs/explanation/score.md."""

    rank: int
    score: float
    lot_pk: int
    notice_pk: int
    notice: str
    publication_number: str | None
    file: str
    lot: str
    kind: str
    language: str | None
    title: str
    buyer: str | None
    country: str | None
    places: tuple[str, ...]
    deadline: datetime | None
    deadline_source: str | None
    value: Decimal | None
    currency: str | None
    reasons: tuple[ShownReason, ...]

    def document(self) -> dict[str, Any]:
        """The match in the contract's words."""
        return {
            "rank": self.rank,
            "score": round(self.score, 2),
            "notice": self.notice,
            "publication_number": self.publication_number,
            "file": self.file,
            "lot": self.lot,
            "kind": self.kind,
            "language": self.language,
            "title": self.title,
            "buyer": self.buyer,
            "country": self.country,
            "deadline": self.deadline_source,
            "reasons": [
                {"kind": reason.kind, "text": reason.text, "quote": reason.quote, "weight": round(reason.weight, 4)}
                for reason in self.reasons
            ],
        }
