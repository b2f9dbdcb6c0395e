"""An organisation's radar: its ranked lots, why they are there, and what is put aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from startpunkt.capabilities.radar.models import Dismissal
from startpunkt.capabilities.radar.ranking.address import RadarAddress
from startpunkt.capabilities.radar.ranking.page import chosen_profile, radar_address, radar_page
from startpunkt.capabilities.radar.ranking.putting_aside import listed, put_aside_lot, take_back
from startpunkt.capabilities.radar.ranking.saved_views import UnsavedViewError, forget_view, keep_view
from startpunkt.capabilities.radar.ranking.why import why_page
from startpunkt.foundation.access.middleware import viewer_of
from startpunkt.foundation.actors.models import Profile
from startpunkt.foundation.actors.selectors import profiles_of, workplace

LARGEST_ROW = 2**63 - 1


@require_safe
def lots(request: HttpRequest, slug: str) -> HttpResponse:
    """The lots that fit the organisation's profile, ranked, filtered and ordered as the address says."""
    return _radar(request, slug, RadarAddress.of(request.GET))


def _radar(request: HttpRequest, slug: str, address: RadarAddress, **more: Any) -> HttpResponse:
    """The radar: the whole page, or for htmx only what changes, with the address that belongs to it."""
    page = radar_page(viewer_of(request), slug, address, timezone.now())
    if page is None:
        raise Http404
    partly = _is_partial(request)
    template = "radar/ranking/region.html" if partly else "radar/ranking/lots.html"
    reasons = Dismissal.Reason.choices
    answer = render(request, template, {"page": page, "section": "radar", "reasons": reasons, "partly": partly} | more)
    patch_vary_headers(answer, ["HX-Request"])
    if partly:
        answer["HX-Push-Url"] = page.here
    return answer


def _is_partial(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


@require_safe
def why(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Every piece of evidence for one lot with its weight, and what would make it fit better."""
    address = RadarAddress.of(request.GET)
    found = why_page(viewer_of(request), slug, min(pk, LARGEST_ROW), address.profile, timezone.now())
    if found is None:
        raise Http404
    template = "radar/ranking/account.html" if _is_partial(request) else "radar/ranking/why.html"
    page = {"why": found, "address": address, "back": radar_address(slug, address.query()), "section": "radar"}
    answer = render(request, template, page)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@require_POST
def dismiss(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Put a lot aside for a reason; for htmx the ranking comes back as it is now."""
    profile, back = _workplace(request, slug), _back(request, slug)
    reason = request.POST.get("reason", "")
    if reason not in Dismissal.Reason.values:
        messages.error(request, _("The lot is where it was: choose one of the reasons."))
        return redirect(back)
    done = put_aside_lot(viewer_of(request), profile, _row(request, "lot"), reason)
    if done is None:
        raise Http404
    if not _is_partial(request):
        messages.success(request, _("Put aside: “%(title)s”.") % {"title": done.title})
        return redirect(back)
    place = _row(request, "position")
    return _radar(request, slug, RadarAddress.of(_query_of(back)), done=done, focus=place, toast="aside")


@require_POST
def undismiss(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Put a lot back into the ranking."""
    profile, back = _workplace(request, slug), _back(request, slug)
    lot, pk = request.POST.get("lot"), _row(request, "dismissal")
    done = take_back(viewer_of(request), profile, lot=_row(request, "lot") if lot else None, pk=pk)
    if _is_partial(request):
        return _radar(request, slug, RadarAddress.of(_query_of(back)), done=done, toast="back")
    if done is None:
        messages.info(request, _("This lot was not put aside."))
    else:
        messages.success(request, _("The lot is in the ranking again."))
    return redirect(back)


@require_safe
def put_aside(request: HttpRequest, slug: str) -> HttpResponse:
    """What the organisation put aside for a profile, with the way back."""
    profile = _workplace(request, slug)
    profiles = profiles_of(viewer_of(request), slug)
    page = {"profile": profile, "profiles": profiles, "aside": listed(viewer_of(request), profile), "section": "radar"}
    return render(request, "radar/ranking/put_aside.html", page)


@require_POST
def save_view(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Keep the filters of the radar under a name."""
    profile, query = _readable(request, slug), request.POST.get("query", "")
    try:
        kept = keep_view(viewer_of(request), profile, request.POST.get("name", ""), query)
    except UnsavedViewError as error:
        messages.error(request, str(error))
        return redirect(radar_address(slug, RadarAddress.of(QueryDict(query)).query()))
    messages.success(request, _("Saved as “%(name)s”.") % {"name": kept.name})
    return redirect(radar_address(slug, kept.query))


@require_POST
def delete_view(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Forget a saved view; the radar stays as it is."""
    gone = forget_view(viewer_of(request), _readable(request, slug), _row(request, "view"))
    if gone is None:
        raise Http404
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": gone.name})
    return redirect(_back(request, slug))


def _workplace(request: HttpRequest, slug: str) -> Profile:
    """The profile that is worked on, for members of its organisation; for everybody else there is no such page."""
    if workplace(viewer_of(request), slug) is None:
        raise Http404
    return _profile(request, slug)


def _readable(request: HttpRequest, slug: str) -> Profile:
    """The profile that a view is kept for: by anybody who is signed in and may read it."""
    if viewer_of(request).person_id is None:
        raise Http404
    return _profile(request, slug)


def _profile(request: HttpRequest, slug: str) -> Profile:
    given = request.POST if request.method == "POST" else request.GET
    found = chosen_profile(viewer_of(request), slug, RadarAddress.of(given).profile)
    if found is None:
        raise Http404
    return found[0]


def _row(request: HttpRequest, name: str) -> int:
    """A row number in the form; 0, which no row has, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _back(request: HttpRequest, slug: str) -> str:
    """Where the form was, on this site; else the radar."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else radar_address(slug, "")


def _query_of(address: str) -> QueryDict:
    return QueryDict(address.partition("?")[2].partition("#")[0])
