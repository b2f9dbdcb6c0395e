"""Come in as a person of the demo."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from startpunkt.foundation.access.demo_pass import admitted
from startpunkt.foundation.actors.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, demo_pass: str) -> HttpResponse:
    """Offer the people whom the pass lets in; whoever is chosen is signed in. A wrong or expired pass offers nobody."""
    people = admitted(demo_pass)
    if not people:
        return render(request, "web/tour/closed.html", status=403)
    chosen = next((person for person in people if request.POST.get("person") == str(person.pk)), None)
    if chosen is None:
        return render(request, "web/tour/enter.html", {"entries": [(person, _task(person)) for person in people]})
    login(request, chosen, backend=BACKEND)
    own = chosen.organisations.first()
    if request.POST.get("to") == "tour":
        return redirect("tour")
    return redirect("radar:lots", own.slug) if own else redirect("home")


def _task(person: Person) -> tuple[str, str]:
    """Who she is and what she does here, in the reader's language."""
    if person.is_staff:
        return _("Manager of the incubator"), _("She sees all members, finds out whom a lot fits, and forwards it.")
    membership = person.memberships.select_related("organisation").first()
    if membership is None:
        return _("Guest"), _("She belongs to no organisation.")
    organisation = membership.organisation.name
    if membership.role == membership.Role.OWNER:
        return _("Founder of %(organisation)s") % {"organisation": organisation}, _(
            "She opens the radar every morning and decides what is worth a tender."
        )
    return _("Colleague at %(organisation)s") % {"organisation": organisation}, _(
        "He prepares the tenders and keeps an eye on the deadlines."
    )
