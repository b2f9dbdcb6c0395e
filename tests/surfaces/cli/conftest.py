"""Homes that the tests of the commands share: making one costs a start of the server and all migrations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.surfaces.cli.installation import Installation


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A fresh home whose server runs for the whole module, and ends after it."""
    made = Installation(tmp_path_factory.mktemp("home") / "startpunkt")
    with made.held():
        yield made
    assert made.server_ends()
