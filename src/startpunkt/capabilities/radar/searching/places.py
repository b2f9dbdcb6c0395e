"""Countries and places by the names that people call them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from django.utils.translation import override

from startpunkt.capabilities.radar.models import CodeLabel
from startpunkt.core.text.marks import place_mark
from startpunkt.core.text.spelling import plain
from startpunkt.core.text.tokens import words
from startpunkt.foundation.design.names import COUNTRIES, GERMAN_STATES

LONGEST_NAME = 4
"""Words of a name that are looked at together."""

_NUTS_COUNTRY = {"EL": "GR", "UK": "GB", "1A": "XK"}


def name_key(spelled: Iterable[str]) -> str:
    """What two spellings of a name have in common."""
    return " ".join(plain(word) for word in spelled)


@cache
def _built_in() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("de", "en"):
        with override(language):
            for code, name in {**GERMAN_STATES, **COUNTRIES}.items():
                found.setdefault(name_key(words(str(name).partition("(")[0])), code)
    return found


def places_named(names: Iterable[str]) -> dict[str, list[str]]:
    """For each of ``names`` (as ``name_key`` gives them) that is a place, its marks: all that lies in it has one."""
    asked = [name for name in names if name]
    if not asked:
        return {}
    loaded = _loaded(CodeLabel.objects.filter(list="nuts").count())
    found = {name: [place_mark(_built_in()[name])] for name in asked if name in _built_in()}
    return {name: list(loaded[name]) for name in asked if name in loaded} | found


@lru_cache(maxsize=1)
def _loaded(labels: int) -> dict[str, tuple[str, ...]]:
    """The marks of the ``labels`` places that an operator loaded, by what they are called."""
    found: dict[str, dict[str, None]] = {}
    for code, *names in CodeLabel.objects.filter(list="nuts").values_list("code", "de", "en"):
        for name in names if len(code) > 2 else ():
            mark = place_mark(_NUTS_COUNTRY.get(code[:2], code[:2]) + code[2:])
            found.setdefault(name_key(words(name.partition(",")[0])), {})[mark] = None
    return {name: tuple(marks) for name, marks in found.items()}
