from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.core.matching.encoder import Encoder
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.query import SENTENCES, encode_profile, profile_lexemes, word_shares
from startpunkt.core.matching.reference import Reference


def test_a_profile_becomes_one_vector_its_sentences_and_its_language(encoder: Encoder, reference: Reference) -> None:
    profile = Profile("Wir bauen Radargeräte. Wir warten sie auch.", title="Radar")
    query = encode_profile(profile, encoder, reference)
    assert query.language == "de"
    assert np.isclose(np.linalg.norm(query.vector), 1, atol=1e-5)
    assert query.sentences == ("Wir bauen Radargeräte.", "Wir warten sie auch.")
    assert query.sentence_vectors is not None
    assert query.sentence_vectors.shape == (2, encoder.dimensions)


def test_a_long_profile_stays_cheap(encoder: Encoder, reference: Reference) -> None:
    assert len(encode_profile(Profile("Wir liefern. " * 50), encoder, reference).sentences) == SENTENCES


def test_the_lexemes_of_a_profile_are_distinct() -> None:
    language, found = profile_lexemes(Profile("Wir bauen Radar und noch mehr Radar.", title="Drohnenabwehr"))
    assert language == "de"
    assert len(found) == len(set(found))
    assert {"radar", "abwehr"} <= set(found)


@given(st.dictionaries(st.text(min_size=1), st.integers(-1, 120)), st.integers(0, 100))
def test_shares_are_positive_and_sum_to_one_and_rare_words_weigh_more(counts: dict[str, int], documents: int) -> None:
    shares = word_shares(counts, documents)
    assert all(0 < counts[lexeme] <= documents and share > 0 for lexeme, share in shares.items())
    assert not shares or sum(shares.values()) == pytest.approx(1)
    ranked = sorted(shares, key=lambda lexeme: counts[lexeme])
    assert [shares[lexeme] for lexeme in ranked] == sorted(shares.values(), reverse=True)
