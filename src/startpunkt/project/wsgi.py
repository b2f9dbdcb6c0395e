"""The entrance for web servers."""

from __future__ import annotations

import threading

from startpunkt.foundation.store.opening import open_store

open_store()

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- the store must run before Django is set up

application = get_wsgi_application()


def _warm() -> None:
    """Load the encoder, which takes two seconds, before somebody waits for it."""
    from startpunkt.capabilities.radar.encoding import encoder, reference

    reference()
    encoder().encode(["warm"])


threading.Thread(target=_warm, daemon=True).start()
