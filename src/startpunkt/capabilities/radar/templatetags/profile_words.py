"""What stands in a profile and beside it, in the reader's words."""

from __future__ import annotations

from decimal import Decimal

from django import template

from startpunkt.foundation.design.wording import money

register = template.Library()


@register.filter
def euro(amount: Decimal | None) -> str:
    """An amount in euro in the reader's manner; nothing for nothing."""
    return money(amount, "EUR")
