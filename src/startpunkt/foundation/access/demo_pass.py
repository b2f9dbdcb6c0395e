"""The way into the demo: a signed pass for people of the demo instead of passwords.

A pass is signed with the secret of this home, so only who may run commands here can make one. It opens for one day, and
only for people whose address ends in ``@demo.invalid``, which nobody real can have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.core import signing

from startpunkt.foundation.actors.models import Person

DEMO_DOMAIN = "demo.invalid"

LIFETIME = timedelta(days=1)

_SALT = "startpunkt.demo"


def issue(emails: Iterable[str]) -> str:
    """A pass, fit for an address, that lets in as any of these people for a day from now."""
    return signing.dumps(sorted(emails), salt=_SALT)


def admitted(demo_pass: str) -> list[Person]:
    """The people whom the pass lets in, in the order in which they were made; none for a wrong or expired pass."""
    try:
        emails = signing.loads(demo_pass, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return []
    people = Person.objects.filter(email__in=emails, is_active=True).order_by("pk")
    return [person for person in people if person.email.endswith(f"@{DEMO_DOMAIN}")]
