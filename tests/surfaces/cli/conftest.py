"""Homes that the tests of the commands share: making one costs a start of the server and all migrations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.surfaces.cli.installation import Installation, fresh_installation


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    """A fresh home for the whole module."""
    with fresh_installation() as made:
        yield made
