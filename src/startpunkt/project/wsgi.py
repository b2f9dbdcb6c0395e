"""The entrance for web servers."""

from __future__ import annotations

import threading

from startpunkt.foundation.store.opening import open_store

open_store()

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- the store must run before Django is set up

application = get_wsgi_application()


def _warm() -> None:
    """Load the encoder and the columns of the lots, which takes seconds, before somebody waits for them."""
    from django.db import connection

    from startpunkt.capabilities.radar.encoding import encoder, reference
    from startpunkt.capabilities.radar.ranking.columns import columns

    reference()
    encoder().encode(["warm"])
    columns()
    connection.close()


threading.Thread(target=_warm, daemon=True).start()
