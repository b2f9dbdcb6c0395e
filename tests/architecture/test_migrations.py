"""The tables are what the models say."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils.translation import override


def test_no_change_of_a_model_is_without_its_migration() -> None:
    """What ``makemigrations --check`` asks, without a store: names in the sources' own words, not translated."""
    loader = MigrationLoader(None)
    with override(None):
        found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        missing = found.changes(graph=loader.graph)
    assert {"radar", "actors"} <= loader.migrated_apps
    assert {app: [str(one) for one in written] for app, written in missing.items()} == {}
