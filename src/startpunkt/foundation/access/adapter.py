"""How sign-in behaves here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the operator for now: a stranger cannot register."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
