"""Django's words for the store that the environment names."""

from __future__ import annotations

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import ProgrammingError

from startpunkt.foundation.store.embedded import Embedded, StoreError


def database_settings() -> dict[str, Any]:
    """``DATABASE_URL`` if it is set, else the embedded server of this home. Raises StoreError on an unreadable URL."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return _spelled(Embedded.of_home().settings)
    try:
        return _spelled({name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None})
    except ProgrammingError as error:
        raise StoreError(
            f"DATABASE_URL is not a PostgreSQL address ({' '.join(str(error).split())}); write postgresql://user@host/name."
        ) from None


def _spelled(parameters: dict[str, str]) -> dict[str, Any]:
    rest = dict(parameters)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": rest.pop("dbname", ""),
        "USER": rest.pop("user", ""),
        "PASSWORD": rest.pop("password", ""),
        "HOST": rest.pop("host", ""),
        "PORT": rest.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": rest,
    }
