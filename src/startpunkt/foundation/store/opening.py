"""Open the store: start it, set Django up, bring the tables up to date."""

from __future__ import annotations

import os

import django
from django.apps import apps

from startpunkt.foundation.store.lifecycle import ensure_running


def open_store() -> None:
    """After this call models can be used. Safe to call more than once. Raises StoreError."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "startpunkt.project.settings")
    ensure_running()
    if not apps.ready:
        django.setup()
    from startpunkt.foundation.store.upgrade import ensure_up_to_date

    ensure_up_to_date()
