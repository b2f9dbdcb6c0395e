"""Writing organisations, their references and profiles. Who may do so is asked before, by ``selectors.workplace``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from startpunkt.foundation.actors.models import Organisation, Profile, Reference

ORGANISATION = ("name", "kind", "city", "certificates", "turnover")
REFERENCE = ("title", "buyer", "year", "value")
PROFILE = ("name", "text", "fields", "regions", "countries", "value_min", "value_max", "visibility")
"""What can be written of each."""

_Row = TypeVar("_Row", Organisation, Profile, Reference)


class ChangedMeanwhileError(Exception):
    """Somebody else changed or removed the row since it was read; ``row`` is how it stands now, ``None`` if gone."""

    def __init__(self, row: models.Model | None) -> None:
        super().__init__("The row was changed meanwhile: read it again.")
        self.row = row


class NameTakenError(Exception):
    """The organisation has another profile of this name."""


def mark(row: Organisation | Profile | Reference) -> str:
    """A short mark of what ``row`` says: two readings with the same mark say the same."""
    said = [str(_plain(getattr(row, name))) for name in _written(row)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    # 3000000 and 3000000.00 are one amount; a stored list and one from a form are one list.
    if hasattr(value, "quantize"):
        return format(value, ".2f")
    return list(value) if isinstance(value, list | tuple) else value


def _written(row: models.Model) -> tuple[str, ...]:
    return {Organisation: ORGANISATION, Reference: REFERENCE, Profile: PROFILE}[type(row)]


def save_organisation(organisation: Organisation, seen: str, values: Mapping[str, Any]) -> Organisation:
    """Write ``organisation``; ``seen`` is its mark when it was read. Raises ChangedMeanwhileError."""
    return _save(organisation, seen, values)


def add_reference(organisation: Organisation, values: Mapping[str, Any]) -> Reference:
    """A new reference of ``organisation``."""
    return Reference.objects.create(organisation=organisation, **_chosen(REFERENCE, values))


def save_reference(reference: Reference, seen: str, values: Mapping[str, Any]) -> Reference:
    """Write ``reference``; ``seen`` is its mark when it was read. Raises ChangedMeanwhileError."""
    return _save(reference, seen, values)


def add_profile(organisation: Organisation, values: Mapping[str, Any]) -> Profile:
    """A new profile of ``organisation``. Raises NameTakenError."""
    try:
        with transaction.atomic():
            return Profile.objects.create(organisation=organisation, **_chosen(PROFILE, values))
    except IntegrityError as error:
        raise NameTakenError from error


def save_profile(profile: Profile, seen: str, values: Mapping[str, Any]) -> Profile:
    """Write ``profile``; ``seen`` is its mark when it was read. Raises ChangedMeanwhileError, NameTakenError."""
    try:
        return _save(profile, seen, values)
    except IntegrityError as error:
        raise NameTakenError from error


def remove(row: Profile | Reference) -> None:
    """Delete a profile or reference for good; what is gone already stays gone."""
    row.delete()


@transaction.atomic
def _save(row: _Row, seen: str, values: Mapping[str, Any]) -> _Row:
    kept: _Row | None = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if kept is None or mark(kept) != seen:
        raise ChangedMeanwhileError(kept)
    for name, value in _chosen(_written(row), values).items():
        setattr(kept, name, value)
    kept.save()
    return kept


def _chosen(names: tuple[str, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}
