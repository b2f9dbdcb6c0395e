"""What somebody typed whose session had ended: kept over the sign-in, so that nothing has to be typed again."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from startpunkt.capabilities.radar.profiling.forms import LONGEST_TEXT

_KEY = "profiling-draft"
_MINUTES = 60
_LARGEST = 16 * LONGEST_TEXT
"""Characters of a form as it is sent, where a letter may take up to twelve."""


def keep(request: HttpRequest) -> HttpResponse:
    """Keep the sent form for an hour and ask to sign in; afterwards the same address shows it again."""
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    content = sent.urlencode()
    if len(content) <= _LARGEST:
        request.session[_KEY] = {"path": request.path, "content": content}
        request.session.set_expiry(_MINUTES * 60)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")


def kept(request: HttpRequest) -> QueryDict | None:
    """The form kept for this address, once; ``None`` where there is none."""
    found = request.session.get(_KEY)
    if not found or found["path"] != request.path:
        return None
    del request.session[_KEY]
    return QueryDict(found["content"])
