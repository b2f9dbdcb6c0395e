from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from startpunkt.core.matching.encoder import Encoder, EncoderError, Vectors, load_encoder

TEXTS = ["Radar für die Küstenwache", "Coastal radar", "Büromöbel für Schulen", "", "x" * 900]


class Letters:
    """A small real encoder: counts of letters."""

    name, version, dimensions, languages = "letters", "1", 26, ("en",)

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array([[text.lower().count(chr(97 + i)) + 0.01 for i in range(26)] for text in texts])
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), dtype=np.float32)


def letters(folder: Path) -> Letters:
    return Letters(folder)


def test_vectors_have_unit_length_in_the_order_of_the_texts(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    assert together.shape == (len(TEXTS), encoder.dimensions)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    assert np.allclose(together, np.vstack([encoder.encode([text]) for text in TEXTS]), atol=1e-4)


def test_meaning_counts_more_than_language(encoder: Encoder) -> None:
    german, english, furniture, *_ = encoder.encode(TEXTS)
    assert german @ english > german @ furniture


def test_no_text_gives_no_vector(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_an_operator_can_name_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "operators_encoder.py").write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "encoder.toml").write_text('factory = "operators_encoder:letters"\n', encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    chosen = load_encoder(tmp_path)
    assert (chosen.name, chosen.dimensions) == ("letters", 26)
    assert chosen.encode(["abba"]).shape == (1, 26)


@pytest.mark.parametrize("settings", [None, "factory =", "", 'factory = "nowhere:letters"', 'factory = "json:letters"'])
def test_a_folder_without_a_usable_factory_is_named(tmp_path: Path, settings: str | None) -> None:
    if settings is not None:
        (tmp_path / "encoder.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(EncoderError, match="factory"):
        load_encoder(tmp_path)
