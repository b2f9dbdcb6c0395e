"""The entrance for web servers."""

from __future__ import annotations

from startpunkt.foundation.store.opening import open_store

open_store()

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- the store must run before Django is set up

application = get_wsgi_application()
