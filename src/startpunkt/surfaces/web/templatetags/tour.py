"""The bar of the tour."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from startpunkt.surfaces.web.tour.steps import STEPS

register = template.Library()


@register.inclusion_tag("web/tour/bar.html", takes_context=True)
def tour_bar(context: Context) -> dict[str, Any]:
    """What to look at on this page and where to go next, if the address says that the reader is on the tour."""
    request = context.get("request")
    asked = request.GET.get("tour", "") if request else ""
    number = int(asked) if asked in {str(one) for one in range(1, len(STEPS) + 1)} else 0
    if not request or not number:
        return {"step": None}
    rest = request.GET.copy()
    del rest["tour"]
    here = f"{request.path}?{rest.urlencode()}" if rest else request.path
    around = {"before": number - 1, "after": number + 1, "here": here}
    return {"step": STEPS[number - 1], "number": number, "count": len(STEPS), **around}
