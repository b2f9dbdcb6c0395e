"""How amounts, days and instants are written: German and English, each in its own manner."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

_DAY = {"de": "j. F Y", "en": "j F Y"}
_WEEKDAY = {"de": "l, j. F Y", "en": "l, j F Y"}


def reader() -> str:
    """The language of the page: ``de`` or ``en``."""
    return "de" if (get_language() or "de").startswith("de") else "en"


def day(value: date) -> str:
    """3. Dezember 2026 / 3 December 2026."""
    return date_format(value, _DAY[reader()])


def weekday(value: date) -> str:
    """Donnerstag, 3. Dezember 2026 / Thursday, 3 December 2026."""
    return date_format(value, _WEEKDAY[reader()])


def clock(value: datetime) -> str:
    """12:30 Uhr / 12:30, as the instant stands: convert it to the wanted zone before."""
    return pgettext("time of day", "%(time)s") % {"time": f"{value:%H:%M}"}


def offset(value: datetime) -> str:
    """The distance to world time: UTC+2, UTC+5:30, UTC."""
    minutes = round((value.utcoffset() or timedelta()).total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02d}" if rest else "")


def money(amount: Decimal | None, currency: str | None) -> str:
    """1.250.000 EUR / EUR 1,250,000; cents only where there are some; nothing for nothing."""
    if amount is None:
        return ""
    places = 0 if amount == amount.to_integral_value() else 2
    number = number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True)
    unit = currency or ""
    return (f"{number} {unit}" if reader() == "de" else f"{unit} {number}").strip()


def remaining(deadline: datetime, now: datetime) -> str:
    """noch 12 Tage / in 12 days; on the last day the hours; afterwards that it is over."""
    left = deadline - now
    if left <= timedelta():
        return _("closed")
    if left < timedelta(hours=1):
        return _("in less than an hour")
    if left < timedelta(days=2):
        hours = int(left.total_seconds() // 3600)
        return ngettext("in %(count)d hour", "in %(count)d hours", hours) % {"count": hours}
    days = (timezone.localtime(deadline).date() - timezone.localtime(now).date()).days
    return ngettext("in %(count)d day", "in %(count)d days", days) % {"count": days}
