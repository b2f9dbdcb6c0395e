"""Three invented people of the demo: a founder, her colleague, and the incubator's manager. None has a password."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from startpunkt.capabilities.radar.demo.profiles import organisations
from startpunkt.foundation.access.demo_pass import DEMO_DOMAIN
from startpunkt.foundation.actors.models import Membership, Organisation, Person


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo. ``membership``: her role in the first organisation; ``None``: she is staff instead."""

    role: str
    name: str
    membership: Membership.Role | None

    @property
    def email(self) -> str:
        """An address that nobody real can have: ``.invalid`` is no domain."""
        return f"{self.role}@{DEMO_DOMAIN}"


PEOPLE = (
    DemoPerson("founder", "Mira Tannhoff", Membership.Role.OWNER),
    DemoPerson("colleague", "Jonas Ebersiek", Membership.Role.MEMBER),
    DemoPerson("manager", "Ruth Althoven", None),
)


@transaction.atomic
def store_people() -> bool:
    """Make the people who are missing; whether the founder was among them, so that this is a demo nobody used yet."""
    company = Organisation.objects.get(slug=organisations()[0].slug)
    fresh = False
    for one in PEOPLE:
        if Person.objects.filter(email=one.email).exists():
            continue
        person = Person.objects.create_user(one.email, name=one.name, is_staff=one.membership is None)
        if one.membership is not None:
            Membership.objects.create(person=person, organisation=company, role=one.membership)
        fresh = fresh or one.role == "founder"
    return fresh
