"""Put the demo into the store, or make it current again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.db import connection, transaction

from startpunkt.capabilities.radar.demo.generator import SEED, notices
from startpunkt.capabilities.radar.demo.people import store_people
from startpunkt.capabilities.radar.demo.profiles import DemoOrganisation, organisations
from startpunkt.capabilities.radar.demo.work import renew_deadlines, store_work
from startpunkt.capabilities.radar.intake.importing import import_members
from startpunkt.capabilities.radar.intake.rows import content_hash
from startpunkt.capabilities.radar.models import Notice
from startpunkt.core.intake.unpacking import Member
from startpunkt.core.notices.reading import read
from startpunkt.foundation.actors.models import Organisation, Profile, Reference

SOURCE = Path("demo")


def load_demo(today: date, progress: Callable[[str], None] = lambda _: None) -> None:
    """Import the invented notices with deadlines relative to this week's Monday, and the invented network.

    A second call in the same week changes nothing; in a later week the notices are replaced. An organisation or person
    that is there already stays as it is, with everything that was changed since.
    """
    monday = today - timedelta(days=today.weekday())
    offered = list(notices(SEED, monday))
    hashes = [content_hash(data) for _, data in offered]
    if Notice.objects.filter(content_hash__in=hashes).count() < len(offered):
        ids = _forget_earlier([data for _, data in offered])
        import_members([Member(SOURCE, name, number, data) for number, (name, data) in enumerate(offered)], progress)
        _seen_when_published(ids)
        renew_deadlines(ids)
    for organisation in organisations():
        _store(organisation)
    if store_people():
        store_work(monday)


def _forget_earlier(offered: list[bytes]) -> list[str]:
    """Remove the demo of an earlier week, the same notices with other dates; the ids of the notices."""
    ids = [read(data).id for data in offered]
    Notice.objects.filter(notice_id__in=ids).delete()
    return ids


def _seen_when_published(ids: list[str]) -> None:
    """Let the lots look as if they had come in day by day, so that some are new since the last visit and some not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE radar_lot SET seen_at = least(seen_at, radar_notice.publication_date + interval '5 hours')"
            " FROM radar_notice WHERE radar_notice.id = radar_lot.notice_id AND radar_notice.notice_id = ANY(%s)",
            [ids],
        )
        # The vectors keep a copy of it, for the filters beside them.
        cursor.execute(
            "UPDATE radar_lotvector SET seen_at = radar_lot.seen_at FROM radar_lot JOIN radar_notice"
            " ON radar_notice.id = radar_lot.notice_id WHERE radar_lot.id = radar_lotvector.lot_id"
            " AND radar_notice.notice_id = ANY(%s)",
            [ids],
        )


@transaction.atomic
def _store(invented: DemoOrganisation) -> None:
    organisation, new = Organisation.objects.get_or_create(
        slug=invented.slug,
        defaults={
            "name": invented.name,
            "kind": invented.kind,
            "city": invented.city,
            "certificates": list(invented.certificates),
            "turnover": invented.turnover,
        },
    )
    if not new:
        return
    for reference in invented.references:
        Reference.objects.create(
            organisation=organisation,
            title=reference.title,
            buyer=reference.buyer,
            year=reference.year,
            value=reference.value,
        )
    for profile in invented.profiles:
        Profile.objects.create(
            organisation=organisation,
            name=profile.name,
            text=profile.text,
            fields=list(profile.fields),
            regions=list(profile.regions),
            countries=list(profile.countries),
            value_min=profile.value_min,
            value_max=profile.value_max,
            visibility=Profile.Visibility.PUBLIC if profile.open else Profile.Visibility.MEMBERS,
        )
