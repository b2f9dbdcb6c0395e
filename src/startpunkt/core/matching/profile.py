"""What an organisation offers and where it wants to work: the question that lots are matched with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

FIELDS = ("ai", "cyber", "robotics", "sensors", "unmanned", "materials", "other")
"""The fields of technology that a profile can name."""

_KEYS = ("text", "title", "fields", "regions", "countries", "value_min", "value_max")
_REGION = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
_COUNTRY = re.compile(r"[A-Z]{2}")


def nuts_country(place: str) -> str:
    """A NUTS or country code with its country as NUTS writes it (``EL`` for Greece, ``UK``)."""
    return {"GR": "EL", "GB": "UK"}.get(place[:2], place[:2]) + place[2:]


class ProfileError(ValueError):
    """A profile that cannot be used; the message names the key, its value and what is allowed."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An offer in any language. ``regions`` are NUTS prefixes, ``countries`` ISO 3166-1 alpha-2, values are euro.

    ``buyers`` are names of buyers that the organisation has worked for. Only ``text`` is required; what is empty
    neither helps nor hurts a lot.
    """

    text: str
    title: str | None = None
    fields: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    buyers: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """Title and text as one."""
        return f"{self.title}. {self.text}" if self.title else self.text


def profile_from_toml(data: bytes) -> Profile:
    """The profile in a TOML document with the keys of the contract. Raises ProfileError."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"The profile is not TOML in UTF-8 ({error}): correct it there.") from error
    unknown = sorted(set(table) - set(_KEYS))
    if unknown:
        raise ProfileError(f"The profile has an unknown key {unknown[0]!r}: use {', '.join(_KEYS)}.")
    text = _string(table, "text")
    if text is None:
        raise ProfileError('The profile has no text: write text = "what you offer", in any language.')
    lowest, highest = _euro(table, "value_min"), _euro(table, "value_max")
    if lowest is not None and highest is not None and lowest > highest:
        raise ProfileError(f"value_min {lowest} is above value_max {highest}: swap them.")
    return Profile(
        text=text,
        title=_string(table, "title"),
        fields=_fields(table),
        regions=_codes(table, "regions", _REGION, 'NUTS prefixes such as "DE2"'),
        countries=_codes(table, "countries", _COUNTRY, 'two letters such as "DE"'),
        value_min=lowest,
        value_max=highest,
    )


def _string(table: Mapping[str, object], key: str) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ProfileError(f"{key} is {value!r}: it must be a text in quotation marks.")
    return value.strip() or None


def _strings(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ProfileError(f'{key} is {value!r}: it must be a list of texts, as in {key} = ["…"].')
    return tuple(dict.fromkeys(each.strip() for each in value))


def _fields(table: Mapping[str, object]) -> tuple[str, ...]:
    given = _strings(table, "fields")
    for each in given:
        if each not in FIELDS:
            raise ProfileError(f"fields names {each!r}: choose from {', '.join(FIELDS)}.")
    return given


def _codes(table: Mapping[str, object], key: str, allowed: re.Pattern[str], what: str) -> tuple[str, ...]:
    given = tuple(each.upper() for each in _strings(table, key))
    for each in given:
        if not allowed.fullmatch(each):
            raise ProfileError(f"{key} names {each!r}: write {what}.")
    return given


def _euro(table: Mapping[str, object], key: str) -> Decimal | None:
    value = table.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        raise ProfileError(f"{key} is {value!r}: it must be an amount in euro, zero or more.")
    return Decimal(str(value))
