"""Making accounts."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from startpunkt.foundation.actors.models import Person


class AccountError(Exception):
    """An account cannot be made; the message says why and what to do."""


def create_staff(email: str, name: str, password: str) -> Person:
    """Make a member of staff who signs in with ``email``. Raises AccountError."""
    person = Person(email=Person.objects.normalize_email(email), name=name, is_staff=True)
    try:
        validate_email(email)
        validate_password(password, person)
    except ValidationError as error:
        raise AccountError(f"The account {email!r} was not made: {' '.join(error.messages)}") from error
    if Person.objects.filter(email__iexact=email).exists():
        raise AccountError(f"There is an account {email!r} already; sign in with it or choose another address.")
    person.set_password(password)
    with transaction.atomic():
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person
