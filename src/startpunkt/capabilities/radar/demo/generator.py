"""The notices of the demo: invented buyers and purchases as eForms files, deadlines relative to a day.

Nobody in them is real. The same seed and day give the same bytes; ids follow from the seed alone, so that a demo
started again on another day shows the same notices.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

from startpunkt.capabilities.radar.demo.catalogue import Sequel, Subject, catalogue
from startpunkt.capabilities.radar.demo.document import document
from startpunkt.capabilities.radar.demo.draft import FORMS, Draft, offset_of

BASE_OFFSETS = {"IE": 0, "GB": 0, "PT": 0, "FI": 2}
"""Hours ahead of UTC in winter; one elsewhere."""

SEED = 1
"""Of the demo that people see."""

PRIOR_DAYS = 150
"""How long before an award its call was published, and before a call its announcement."""


def notices(seed: int, today: date) -> Iterator[tuple[str, bytes]]:
    """About 200 invented notices as (file name, eForms XML), the same for the same ``seed`` and ``today``."""
    for number, draft in enumerate(_drafts(seed, today), start=1):
        yield f"demo-{number:03}-{draft.sequel.kind if draft.sequel else draft.form.stage}.xml", document(draft)


def notice_id(seed: int, key: str) -> str:
    """The id of the notice about subject ``key``, whatever the day."""
    return _uuid(_subject_ids(seed, key))


def _drafts(seed: int, today: date) -> Iterator[Draft]:
    known = catalogue()
    first = {subject.key: _draft(seed, today, subject, number) for number, subject in enumerate(known.subjects)}
    yield from first.values()
    for number, sequel in enumerate(known.sequels, start=len(first)):
        yield _following(seed, first[sequel.of], sequel, number)


def _draft(seed: int, today: date, subject: Subject, number: int) -> Draft:
    known = catalogue()
    chance = random.Random(f"{seed}/{subject.key}")  # noqa: S311  -- invented data, nothing to guard
    ids = _subject_ids(seed, subject.key)
    buyer = known.organisations[subject.buyer]
    stage = FORMS[subject.form].stage
    days = chance.randint(9, 75) if subject.days is None else subject.days
    day = today + timedelta(days=days)
    age = 35 - days if days < 0 else chance.randint(2, 24)
    if stage != "competition":
        age = chance.randint(5, 60) if subject.days is None else -subject.days
    issued = datetime.combine(today - timedelta(days=age), time(chance.randint(8, 16), chance.randint(0, 59)))
    issued = issued.replace(tzinfo=_zone(buyer.country, issued.date()))
    published = issued.date() + timedelta(days=1)
    on_time = datetime.combine(day, time(chance.randint(9, 14), chance.choice((0, 0, 30))))
    deadline = on_time.replace(tzinfo=_zone(buyer.country, day)) if stage == "competition" else None
    offset = offset_of(deadline) if deadline and subject.zone is None else subject.zone or ""
    return Draft(
        subject=subject,
        buyer=buyer,
        review=next(
            one for one in known.organisations.values() if one.role == "review" and one.country == buyer.country
        ),
        form_code=subject.form,
        notice_id=_uuid(ids),
        version="01",
        procedure_id=_uuid(ids),
        reference=f"{published.year}-{chance.randint(100, 9999):04}",
        issued=issued,
        published=published,
        number=_number(number, published) if chance.random() < 0.85 else None,
        procedure=_procedure(subject.form, chance),
        deadline=deadline,
        offset=offset,
        start=_start(stage, today, day, chance),
        months=chance.choice((6, 12, 24, 36, 48)),
        awarded=issued.date() - timedelta(days=chance.randint(8, 25)),
        received=subject.received or chance.randint(1, 6),
        price=chance.uniform(0.85, 1.08),
        price_weight=chance.choice((30, 40, 50, 60, 70)),
        until=today + timedelta(days=365) if subject.withheld else None,
        follows=_forerunner(seed, subject.key),
    )


def _forerunner(seed: int, key: str) -> str | None:
    """The earlier notice of the same purchase, if the demo holds one: its announcement, or the call of an award."""
    for sequel in catalogue().sequels:
        if sequel.of == key and sequel.kind in ("prior", "announcement"):
            return f"{_uuid(_sequel_ids(seed, sequel))}-01"
    return None


def _subject_ids(seed: int, key: str) -> random.Random:
    return random.Random(f"{seed}/{key}/id")  # noqa: S311


def _sequel_ids(seed: int, sequel: Sequel) -> random.Random:
    return random.Random(f"{seed}/{sequel.of}/{sequel.kind}")  # noqa: S311


def _following(seed: int, first: Draft, sequel: Sequel, number: int) -> Draft:
    """The notice that corrects, replaces, modifies or came before ``first``, of the same procedure."""
    earlier = f"{first.notice_id}-{first.version}"
    new = replace(first, notice_id=_uuid(_sequel_ids(seed, sequel)), sequel=sequel)
    if sequel.kind == "announcement":
        new = replace(new, form_code="4", follows=None, start=first.published)
        return _dated(new, first.issued - timedelta(days=PRIOR_DAYS), number)
    if sequel.kind == "prior":
        issued = first.issued - timedelta(days=PRIOR_DAYS)
        deadline = issued + timedelta(days=35)
        competition = replace(first.subject, text=sequel.texts, winners=(), losers=())
        offset = offset_of(deadline)
        new = replace(new, subject=competition, form_code="16", follows=None, deadline=deadline, offset=offset)
        return _dated(new, issued, number)
    issued = first.issued + timedelta(days=1)
    if sequel.kind == "modification":
        new = replace(new, form_code="38", modifies=earlier, price=first.price * 1.1)
        return _dated(new, issued + timedelta(days=2), number)
    if first.deadline is not None:
        new = replace(new, deadline=first.deadline + timedelta(days=sequel.extend))
    if sequel.kind == "change":
        return _dated(replace(new, corrects=earlier), issued, number)
    return _dated(replace(new, notice_id=first.notice_id, version="02"), issued, number)


def _dated(draft: Draft, issued: datetime, number: int) -> Draft:
    published = issued.date() + timedelta(days=1)
    return replace(draft, issued=issued, published=published, number=_number(number, published))


def _procedure(form: str, chance: random.Random) -> str:
    if form in ("25", "27"):
        return "neg-wo-call"
    if form in ("18", "31"):
        return chance.choice(("restricted", "neg-w-call"))
    return chance.choice(("open", "open", "neg-w-call")) if form == "17" else "open"


def _start(stage: str, today: date, deadline: date, chance: random.Random) -> date | None:
    """The first day of the contract, or for a planning notice the day on which the call is expected."""
    if stage == "planning":
        return today + timedelta(days=chance.randint(60, 240))
    return deadline + timedelta(days=chance.randint(60, 120)) if chance.random() < 0.5 else None


def _number(number: int, published: date) -> str:
    """A publication number that cannot be mistaken for one of the Official Journal."""
    return f"DEMO-{number + 1:06}-{published.year}"


def _uuid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _zone(country: str, day: date) -> timezone:
    """A country's offset on a day: summer time lies between the last Sundays of March and October."""
    summer = _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10)
    return timezone(timedelta(hours=BASE_OFFSETS.get(country, 1) + summer))


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
