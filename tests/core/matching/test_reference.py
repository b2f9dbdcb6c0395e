from __future__ import annotations

import numpy as np
import pytest

from startpunkt.core.matching.encoder import Encoder
from startpunkt.core.matching.reference import OTHER, Reference


@pytest.mark.parametrize("kind", ["titles", "passages", "profiles"])
def test_an_unknown_language_has_the_mean_of_all(encoder: Encoder, reference: Reference, kind: str) -> None:
    vectors = encoder.encode(["Radar"])
    assert np.array_equal(
        reference.centred(kind, vectors, ["xx"]),
        reference.centred(kind, vectors, [OTHER]),
    )


def test_centred_vectors_have_unit_length_and_less_in_common(encoder: Encoder, reference: Reference) -> None:
    vectors = encoder.encode(["Wir bauen Radargeräte für Schiffe.", "Wir nähen Uniformen für die Polizei."])
    centred = reference.centred("profiles", vectors, ["de", "de"])
    assert np.allclose(np.linalg.norm(centred, axis=1), 1, atol=1e-5)
    assert centred[0] @ centred[1] < vectors[0] @ vectors[1]


def test_neighbouring_codes_are_nearer_than_distant_ones(reference: Reference) -> None:
    software, programming, cattle = (reference.topic([code]) for code in ("72200000", "72210000", "03331000"))
    assert software @ programming > 0.7
    assert software @ cattle < 0.2


def test_a_code_without_a_label_counts_as_its_class_and_an_unknown_one_as_nothing(reference: Reference) -> None:
    assert np.allclose(reference.topic(["72212999"]), reference.topic(["72212000"]), atol=1e-6)
    assert not reference.topic(["00000000"]).any()
    assert not reference.topic([]).any()


def test_the_check_digit_of_a_code_does_not_matter(reference: Reference) -> None:
    assert np.array_equal(reference.topic(["72200000-7"]), reference.topic(["72200000"]))
