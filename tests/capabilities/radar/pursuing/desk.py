"""What the tests of the work on lots share: two organisations, their people, and lots of both summers and winters."""

from __future__ import annotations

from django.test import Client

from startpunkt.capabilities.radar.models import Lot
from startpunkt.foundation.actors.models import Membership, Organisation, Person
from tests import cast
from tests.capabilities.radar.invented import eforms, identifier


def people() -> Organisation:
    """Horchlicht with its owner Ada and its member Ben; Bob of Stillwerk; Charlie of nowhere; Sam of the staff.

    They have no passwords, which take long to make: ``client_of`` signs them in.
    """
    horchlicht, stillwerk = cast.organisation("Horchlicht"), cast.organisation("Stillwerk")
    made = {
        name: Person.objects.create_user(f"{name.lower()}@example.org", name=name, is_staff=name == "Sam")
        for name in ("Ada", "Ben", "Bob", "Charlie", "Sam")
    }
    Membership.objects.create(person=made["Ada"], organisation=horchlicht, role=Membership.Role.OWNER)
    Membership.objects.create(person=made["Ben"], organisation=horchlicht)
    Membership.objects.create(person=made["Bob"], organisation=stillwerk)
    return horchlicht


def client_of(name: str) -> Client:
    """A browser in which ``name`` has signed in."""
    client = Client()
    client.force_login(Person.objects.get(name=name), "allauth.account.auth_backends.AuthenticationBackend")
    return client


def lot(number: int = 1, version: str = "01", **parts: str) -> Lot:
    """The open lot of notice ``number``, put into the store."""
    cast.offer((f"{number}-{version}.xml", eforms(number, version, **parts)))
    return Lot.objects.select_related("notice").get(notice__notice_id=identifier(number), newest=True)
