from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from startpunkt.core.matching.encoder import Encoder
from startpunkt.core.matching.lot_text import LotText
from startpunkt.core.matching.lot_vector import BODY, TITLE, TOPIC, encode_lots, pack, unpack
from startpunkt.core.matching.reference import Reference

TEXT = LotText("de", ("Radar", "Küstenschutz"), ("Ein Radar für Schiffe.", "Mit Wartung für fünf Jahre."), "Und mehr.")


def test_the_vector_is_the_sum_of_its_parts(encoder: Encoder, reference: Reference) -> None:
    [found] = encode_lots([TEXT], [["35722000"]], encoder, reference)
    units = unpack(found.units, encoder.dimensions)
    assert len(units) == len(TEXT.units)
    parts = (
        TITLE * units[:2].sum(axis=0) / 3 + BODY * units[2:4].sum(axis=0) / 3 + TOPIC * reference.topic(["35722000"])
    )
    assert np.abs(found.vector - parts).max() < 0.01


def test_a_lot_does_not_depend_on_its_neighbours(encoder: Encoder, reference: Reference) -> None:
    other = LotText("en", ("Furniture",), ("Desks and chairs for schools.",))
    alone = encode_lots([TEXT], [["35722000"]], encoder, reference)[0]
    among = encode_lots([other, TEXT, other], [[], ["35722000"], ["39100000"]], encoder, reference)[1]
    assert np.abs(alone.vector - among.vector).max() < 1e-4


def test_a_lot_without_words_has_the_vector_of_its_codes(encoder: Encoder, reference: Reference) -> None:
    [found] = encode_lots([LotText("", (), ())], [["72200000"]], encoder, reference)
    assert found.units == b""
    assert np.allclose(found.vector, TOPIC * reference.topic(["72200000"]), atol=1e-6)


@given(arrays(np.float32, st.tuples(st.integers(0, 4), st.just(8)), elements=st.floats(-1, 1, width=32)))
def test_packing_keeps_each_number_to_a_254th_of_the_largest(vectors: np.ndarray) -> None:
    back = unpack(pack(vectors), 8)
    assert back.shape == vectors.shape
    assert np.all(np.abs(back - vectors) <= np.abs(vectors).max(axis=1, keepdims=True, initial=0) / 250 + 1e-9)


def test_bytes_of_another_encoder_are_refused() -> None:
    with pytest.raises(ValueError, match="encode again"):
        unpack(b"\x00" * 13, 8)
