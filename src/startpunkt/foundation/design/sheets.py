"""The product's style sheet: the files of ``static/design/css`` one after the other, as one answer."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

FOLDER = Path(__file__).parent / "static" / "design" / "css"
ADDRESS = "/startpunkt.css"
YEAR = 365 * 24 * 3600


@cache
def sheet() -> bytes:
    """All rules in the order of their files' names."""
    return b"\n".join(file.read_bytes() for file in sorted(FOLDER.glob("*.css")))


@cache
def packed() -> bytes:
    """The same for browsers that unpack, as all of today do; the same bytes each time."""
    return gzip.compress(sheet(), 9, mtime=0)


@cache
def mark() -> str:
    """Ten letters that change with the rules, so that no browser keeps old ones."""
    return hashlib.sha256(sheet()).hexdigest()[:10]


class StyleSheetMiddleware:
    """Answers for the style sheet before anything looks at who asks: rules are the same for everybody.

    A browser may keep the answer for good, because the address carries its mark.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != ADDRESS:
            return self.get_response(request)
        unpacks = "gzip" in request.headers.get("accept-encoding", "")
        answer = HttpResponse(packed() if unpacks else sheet(), content_type="text/css; charset=utf-8")
        if unpacks:
            answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        patch_vary_headers(answer, ["Accept-Encoding"])
        return answer
