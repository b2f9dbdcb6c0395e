"""The design system on one page, filled with invented things."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from startpunkt.foundation.design import icons
from startpunkt.foundation.design.wording import clock, money, remaining, weekday

COLOURS = (
    "paper", "surface", "sunken", "line", "line-strong", "ink-soft", "ink", "accent", "accent-wash", "point",
    "signal", "signal-wash", "good", "good-wash", "bad", "bad-wash",
)  # fmt: skip


class SampleForm(forms.Form):
    """Fields of each kind, one of them filled in wrongly."""

    name = forms.CharField(label=gettext_lazy("Name"), help_text=gettext_lazy("As it stands in the register."))
    amount = forms.DecimalField(label=gettext_lazy("Greatest value in euro"), min_value=1000)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("lot", gettext_lazy("Lot")), ("group", gettext_lazy("Group of lots"))]
    )
    text = forms.CharField(label=gettext_lazy("Description"), widget=forms.Textarea({"rows": 3}))


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Colours, type, parts, figures and icons, as all pages use them."""
    now = timezone.now()
    form = SampleForm({"name": "Horchlicht", "amount": "12", "kind": "lot", "text": ""})
    page = {"colours": COLOURS, "icons": sorted(icons.PATHS), "form": form, "points": (92, 61, 8)}
    page |= {"deadlines": [_deadline(now, days) for days in (24, 3, -2)], "years": _years(), "countries": _countries()}
    return render(request, "web/design.html", page)


def _deadline(now: datetime, days: int) -> dict[str, object]:
    instant = (now + timedelta(days=days)).replace(hour=11, minute=0)
    here = timezone.localtime(instant)
    shown = {"instant": instant, "remaining": remaining(instant, now), "day": weekday(here), "time": clock(here)}
    return shown | {"soon": 0 < days < 7, "over": days < 0, "buyers_time": None}


def _years() -> list[dict[str, object]]:
    values = {2020: 14, 2021: 19, 2022: 17, 2023: 31, 2024: 38, 2025: 52}
    return [{"label": str(year), "value": value, "shown": str(value)} for year, value in values.items()]


def _countries() -> list[dict[str, object]]:
    values = {_("Germany"): Decimal(4_200_000), _("France"): Decimal(2_750_000), _("Poland"): Decimal(900_000)}
    return [{"label": name, "value": value, "shown": money(value, "EUR")} for name, value in values.items()]
