"""A profile made ready for comparison: its vector, its sentences and its search words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import log

from startpunkt.core.matching.encoder import Encoder, Vectors
from startpunkt.core.matching.feedback import NOTHING, Against, Dismissed, against, moved
from startpunkt.core.matching.profile import Profile
from startpunkt.core.matching.reference import Reference
from startpunkt.core.text.language import guess_language
from startpunkt.core.text.lexemes import lexemes
from startpunkt.core.text.sentences import sentences

SENTENCES = 8
"""At most so many sentences of a profile are compared one by one, to keep a query short."""


@dataclass(frozen=True, slots=True)
class Query:
    """``vector`` (dimensions,) is compared with the lots' vectors by inner product.

    ``words`` maps the lexemes of the profile, in its ``language``, to their shares of its wording, which sum to 1:
    rare words weigh more. ``sentences`` and ``sentence_vectors`` (n, dimensions) serve explanations only.
    ``against`` is what dismissals say about other lots.
    """

    profile: Profile
    language: str
    vector: Vectors
    words: Mapping[str, float] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()
    sentence_vectors: Vectors | None = None
    against: Against = NOTHING


def profile_lexemes(profile: Profile) -> tuple[str, list[str]]:
    """The language of a profile and its distinct lexemes: what the store must know the document frequencies of."""
    language = guess_language(profile.whole)
    return language, list(dict.fromkeys(lexemes(profile.whole, language)))


def word_shares(document_frequency: Mapping[str, int], documents: int) -> dict[str, float]:
    """Lexemes to shares that sum to 1, by inverse document frequency.

    ``document_frequency``: in how many of the ``documents`` of one language a lexeme occurs. Lexemes that occur in
    none are left out: nothing can match them.
    """
    rarity = {
        lexeme: log(1 + (documents - count + 0.5) / (count + 0.5))
        for lexeme, count in document_frequency.items()
        if 0 < count <= documents
    }
    total = sum(rarity.values())
    return {lexeme: value / total for lexeme, value in rarity.items()} if total > 0 else {}


def encode_profile(
    profile: Profile, encoder: Encoder, reference: Reference, words: Mapping[str, float] | None = None
) -> Query:
    """The query of ``profile``; ``words`` as ``word_shares`` gives them for ``profile_lexemes``."""
    language = guess_language(profile.whole)
    parts = tuple(sentence.text for sentence in sentences(profile.text))[:SENTENCES]
    raw = encoder.encode([profile.whole, *parts])
    centred = reference.centred("profiles", raw, [language] * len(raw))
    return Query(
        profile=profile,
        language=language,
        vector=centred[0],
        words=dict(words or {}),
        sentences=parts,
        sentence_vectors=centred[1:],
    )


def learned(query: Query, dismissed: Iterable[Dismissed]) -> Query:
    """``query`` as it is after lots were dismissed; without dismissals it is the same."""
    known = tuple(dismissed)
    return replace(query, vector=moved(query.vector, known), against=against(query.profile, known))
