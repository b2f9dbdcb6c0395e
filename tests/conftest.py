"""What all tests share: the real data beside the checkout, and a store of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout; missing on a newcomer's machine, required in CI."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        message = f"real data not found at {folder}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def running_store() -> None:
    """The tests' PostgreSQL server, started once; ``DATABASE_URL`` names another."""
    from startpunkt.foundation.store.lifecycle import ensure_running

    ensure_running()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(running_store: None) -> Iterator[None]:
    """pytest-django asks for this before it makes the test database: the server must run by then."""
    yield


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each test has a store of its own: what was remembered of another test's lots must not show."""
    from startpunkt.capabilities.radar.memory import forget

    forget()
