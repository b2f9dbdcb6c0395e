"""Bring the store's tables up to date with the installed release."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

UPGRADE_LOCK = 0x53746172
"""Advisory lock: of several processes that start at once, one migrates and the others wait for it."""


def ensure_up_to_date() -> None:
    """Apply missing migrations; costs one query where there are none."""
    if not _missing():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [UPGRADE_LOCK])
        try:
            if _missing():
                call_command("migrate", interactive=False, verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [UPGRADE_LOCK])


def _missing() -> bool:
    executor = MigrationExecutor(connections["default"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
