"""Put the demo into the store, or make it current again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from startpunkt.capabilities.radar.demo.generator import notices
from startpunkt.capabilities.radar.demo.profiles import DemoOrganisation, organisations
from startpunkt.capabilities.radar.intake.importing import import_members
from startpunkt.capabilities.radar.intake.rows import content_hash
from startpunkt.capabilities.radar.models import Notice
from startpunkt.core.intake.unpacking import Member
from startpunkt.core.notices.reading import read
from startpunkt.foundation.actors.models import Organisation, Profile

SEED = 1
SOURCE = Path("demo")


def load_demo(today: date, progress: Callable[[str], None] = lambda _: None) -> None:
    """Import the invented notices with deadlines relative to this week's Monday, and the invented organisations.

    A second call in the same week changes nothing; in a later week the notices are replaced.
    """
    monday = today - timedelta(days=today.weekday())
    offered = list(notices(SEED, monday))
    hashes = [content_hash(data) for _, data in offered]
    if Notice.objects.filter(content_hash__in=hashes).count() < len(offered):
        _forget_earlier([data for _, data in offered])
        import_members([Member(SOURCE, name, number, data) for number, (name, data) in enumerate(offered)], progress)
    for organisation in organisations():
        _store(organisation)


def _forget_earlier(offered: list[bytes]) -> None:
    """Remove the demo of an earlier week: the same notices with other dates."""
    Notice.objects.filter(notice_id__in=[read(data).id for data in offered]).delete()


@transaction.atomic
def _store(invented: DemoOrganisation) -> None:
    organisation, _ = Organisation.objects.get_or_create(
        slug=invented.slug, defaults={"name": invented.name, "kind": invented.kind, "city": invented.city}
    )
    Profile.objects.get_or_create(
        organisation=organisation,
        name=invented.name,
        defaults={
            "text": invented.text,
            "fields": list(invented.fields),
            "regions": list(invented.regions),
            "countries": list(invented.countries),
            "value_min": invented.value_min,
            "value_max": invented.value_max,
            "visibility": Profile.Visibility.PUBLIC,
        },
    )
