"""What the people of the demo have done so far: lots pursued, put aside and passed on, views saved, a last visit."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from importlib.resources import files
from typing import Any

from django.db import transaction

from startpunkt.capabilities.radar.demo.generator import SEED, notice_id
from startpunkt.capabilities.radar.demo.people import PEOPLE
from startpunkt.capabilities.radar.demo.profiles import organisations
from startpunkt.capabilities.radar.models import Dismissal, Forwarding, Lot, Pursuit, PursuitStep, SavedView, Visit
from startpunkt.foundation.actors.models import Organisation, Person

Entry = dict[str, Any]

LAST_VISIT_DAYS = 5
"""How long before the week's Monday the founder looked at her radar the last time."""


def renew_deadlines(ids: list[str]) -> None:
    """Let the deadlines of pursuits follow the notices ``ids``, which a new week of the demo has moved."""
    for pursuit in Pursuit.objects.filter(notice_id__in=ids):
        lot = Lot.objects.filter(
            notice__notice_id=pursuit.notice_id, notice__source=pursuit.source, lot_id=pursuit.lot_id, newest=True
        ).first()
        if lot is not None:
            Pursuit.objects.filter(pk=pursuit.pk).update(deadline=lot.deadline)


@transaction.atomic
def store_work(monday: date) -> None:
    """Store what ``work.toml`` says, its days counted back from ``monday``."""
    _Desk(monday).fill(tomllib.loads(files(__package__).joinpath("work.toml").read_text(encoding="utf-8")))


class _Desk:
    """The work of the first organisation of the demo."""

    def __init__(self, monday: date) -> None:
        self.monday = monday
        self.organisation = Organisation.objects.get(slug=organisations()[0].slug)
        self.profile = self.organisation.profiles.order_by("pk")[0]

    @cached_property
    def people(self) -> dict[str, Person]:
        found = {person.email: person for person in Person.objects.filter(email__in=[one.email for one in PEOPLE])}
        return {one.role: found[one.email] for one in PEOPLE if one.email in found}

    def fill(self, work: Entry) -> None:
        for entry in work["pursuit"]:
            self._pursue(entry)
        for entry in work["dismissal"]:
            self._dismiss(entry)
        for entry in work["forwarding"]:
            self._forward(entry)
        for entry in work["view"]:
            SavedView.objects.create(person=self.people["founder"], profile=self.profile, **entry)
        seen = self._at(LAST_VISIT_DAYS)
        Visit.objects.create(person=self.people["founder"], profile=self.profile, latest=seen, before=seen)

    def _at(self, days: int) -> datetime:
        return datetime.combine(self.monday, time(7, 30), UTC) - timedelta(days=days)

    def _lot(self, entry: Entry) -> Lot:
        lots = Lot.objects.select_related("notice").filter(
            notice__notice_id=notice_id(SEED, entry["subject"]), newest=True
        )
        number: int = entry.get("lot", 1)
        return lots.order_by("position")[number - 1]

    def _key(self, lot: Lot) -> dict[str, str]:
        return {"source": lot.notice.source, "notice_id": lot.notice.notice_id, "lot_id": lot.lot_id}

    def _pursue(self, entry: Entry) -> None:
        lot, steps = self._lot(entry), entry["steps"]
        pursuit = Pursuit.objects.create(
            organisation=self.organisation,
            **self._key(lot),
            stage=steps[-1][0],
            title=lot.title.get(lot.language) or next(iter(lot.title.values())),
            title_language=lot.language,
            buyer=lot.notice.buyer,
            deadline=lot.deadline,
            note=entry.get("note", ""),
            in_charge=self.people.get(entry.get("in_charge", "")),
        )
        for stage, days, role in steps:
            step = PursuitStep.objects.create(pursuit=pursuit, stage=stage, person=self.people[role])
            PursuitStep.objects.filter(pk=step.pk).update(at=self._at(days))
        Pursuit.objects.filter(pk=pursuit.pk).update(changed_at=self._at(steps[-1][1]))

    def _dismiss(self, entry: Entry) -> None:
        person, key = self.people[entry["person"]], self._key(self._lot(entry))
        made = Dismissal.objects.create(profile=self.profile, reason=entry["reason"], person=person, **key)
        Dismissal.objects.filter(pk=made.pk).update(at=self._at(entry["days"]))

    def _forward(self, entry: Entry) -> None:
        made = Forwarding.objects.create(
            organisation=self.organisation,
            to=self.people.get(entry.get("to", "")),
            by=self.people[entry["by"]],
            note=entry["note"],
            **self._key(self._lot(entry)),
        )
        Forwarding.objects.filter(pk=made.pk).update(at=self._at(entry["days"]))
