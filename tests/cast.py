"""The cast of the page tests: invented people, organisations and notices, in the real store.

Ada owns Horchlicht, whose profile everyone may read. Bob belongs to Stillwerk, whose profile only members may read.
Charlie belongs nowhere.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice

from startpunkt.capabilities.radar.demo.generator import notices
from startpunkt.capabilities.radar.intake import vectors, writer
from startpunkt.capabilities.radar.intake.rows import content_hash, notice_row
from startpunkt.core.notices.reading import read
from startpunkt.foundation.actors.models import Membership, Organisation, OrganisationKind, Person, Profile

PASSWORD = "a long enough invented password"
TEXT = "Wir bauen passive Sensoren zum Erkennen kleiner Drohnen. Unsere Empfänger orten Steuersignale im Funk."


def offer(*documents: tuple[str, bytes]) -> None:
    """Put notices (file name, bytes) into the store so that their lots can be matched."""
    writer.store([notice_row(read(data), name, data, content_hash(data)) for name, data in documents], writer.Tally())
    vectors.encode_missing()


def stock(count: int) -> None:
    """Offer ``count`` open calls for tenders of the demo."""
    calls = ((name, data) for name, data in notices(1, datetime.now(UTC).date()) if name.endswith("-competition.xml"))
    offer(*islice((call for call in calls if _is_open(call[1])), count))


def _is_open(data: bytes) -> bool:
    return all(lot.deadline and lot.deadline.instant > datetime.now(UTC) for lot in read(data).lots)


def organisation(name: str, visibility: Profile.Visibility = Profile.Visibility.PUBLIC) -> Organisation:
    """An organisation with one profile, its address the name in small letters."""
    made = Organisation.objects.create(
        slug=name.lower(), name=name, kind=OrganisationKind.STARTUP, city="Mühlsteig", country="DE"
    )
    Profile.objects.create(organisation=made, name=name, text=TEXT, fields=["sensors"], visibility=visibility)
    return made


def person(name: str, *memberships: Organisation) -> Person:
    """Someone who signs in as ``name@example.org`` with PASSWORD."""
    made = Person.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name)
    for joined in memberships:
        Membership.objects.create(person=made, organisation=joined)
    return made
