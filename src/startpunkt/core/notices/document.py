"""A notice as the document that others rely on (``notice show --json``)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from startpunkt.core.notices.model import Amount, Lot, Notice, Party, Result


def notice_document(notice: Notice, file: str) -> dict[str, Any]:
    """``notice`` in plain values that JSON can hold; ``file`` is the file or archive member it came from."""
    return {
        "file": file,
        "id": notice.id,
        "version": notice.version,
        "publication_number": notice.publication_number,
        "publication_date": notice.publication_date.isoformat() if notice.publication_date else None,
        "format": notice.format,
        "form": notice.form,
        "kind": notice.kind,
        "direct": notice.direct,
        "legal_basis": notice.legal_basis,
        "procedure_id": notice.procedure_id,
        "procedure_type": notice.procedure_type,
        "languages": list(notice.languages),
        "title": notice.title,
        "description": notice.description,
        "buyers": [_party(buyer) for buyer in notice.buyers],
        "main_cpv": notice.main_cpv,
        "value": _amount(notice.value),
        "lots": [_lot(lot) for lot in notice.lots],
        "results": [_result(result) for result in notice.results],
        "withheld": [
            {"field": field.field, "reason": field.reason, "until": field.until.isoformat() if field.until else None}
            for field in notice.withheld
        ],
        "previous": list(notice.previous),
        "corrects": list(notice.corrects),
        "official_url": notice.official_url,
    }


def _party(party: Party) -> dict[str, Any]:
    return {"name": party.name, "country": party.country, "identifiers": list(party.identifiers)}


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"amount": _number(amount.amount), "currency": amount.currency}


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _lot(lot: Lot) -> dict[str, Any]:
    return {
        "id": lot.id,
        "type": lot.type,
        "title": lot.title,
        "description": lot.description,
        "cpv": list(lot.cpv),
        "places": list(lot.places),
        "deadline": lot.deadline.instant.isoformat() if lot.deadline else None,
        "value": _amount(lot.value),
        "hurdles": [{"kind": hurdle.kind, "text": hurdle.text} for hurdle in lot.hurdles],
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "lot": result.lot,
        "status": result.status,
        "winners": [_party(winner) for winner in result.winners],
        "tenders_received": result.tenders_received,
        "value": _amount(result.value),
    }
