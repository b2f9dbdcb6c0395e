from __future__ import annotations

import pytest

from startpunkt.core.matching.encoder import Encoder, load_encoder
from startpunkt.core.matching.reference import Reference, load_reference


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The shipped encoder with its real weights."""
    return load_encoder()


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference()
