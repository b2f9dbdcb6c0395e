"""Texts in several languages: the one that is shown, and which others there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from startpunkt.core.notices.model import Texts


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in one language."""

    language: str
    text: str


def passage(texts: Texts, *wanted: str) -> Passage | None:
    """``texts`` in the first of the ``wanted`` languages, else in English, else in the first there is."""
    if not texts:
        return None
    language = next((code for code in (*wanted, "en") if code in texts), next(iter(texts)))
    return Passage(language, texts[language])


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language that texts can be read in; ``shown`` if they are now."""

    code: str
    shown: bool


def language_choices(texts: Iterable[Texts], shown: Iterable[Passage | None]) -> tuple[LanguageChoice, ...]:
    """All languages of ``texts``, in their order; none where there is nothing to choose."""
    now = {one.language for one in shown if one}
    codes = list(dict.fromkeys(code for each in texts for code in each))
    return tuple(LanguageChoice(code, code in now) for code in codes) if len(codes) > 1 else ()
