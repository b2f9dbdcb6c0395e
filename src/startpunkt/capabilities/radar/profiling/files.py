"""Profiles as files: TOML in the keys that ``startpunkt match --profile`` reads."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from django.utils.translation import gettext as _

from startpunkt.core.matching.profile import FIELDS
from startpunkt.foundation.actors.models import Profile
from startpunkt.foundation.design.names import GERMAN_STATES

LARGEST = 64 * 1024
"""Bytes of a file; a profile of the greatest length has less than half of it."""

KEYS = ("text", "title", "fields", "regions", "countries", "value_min", "value_max")
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class FileError(ValueError):
    """A file that is no profile; the message, in the reader's language, says where and what to do."""


def read_profile(data: bytes) -> dict[str, Any]:
    """The file's content as ``forms.ProfileForm`` takes it. Values are checked there. Raises FileError."""
    if len(data) > LARGEST:
        raise FileError(
            _("The file has %(size)d kilobytes: a profile has at most %(most)d. Shorten its text.")
            % {"size": len(data) // 1024, "most": LARGEST // 1024}
        )
    table = _table(data)
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        raise FileError(
            _("The file has the unknown key “%(key)s”: use %(known)s.")
            % {"key": unknown[0][:60], "known": ", ".join(KEYS)}
        )
    regions = [code.upper() for code in _list(table, "regions")]
    return {
        "name": _text(table, "title"),
        "text": _text(table, "text"),
        "field": _known(_list(table, "fields")),
        "regions": [code for code in regions if code in GERMAN_STATES],
        "finer": "\n".join(code for code in regions if code not in GERMAN_STATES),
        "countries": [code.upper() for code in _list(table, "countries")],
        "value_min": _amount(table, "value_min"),
        "value_max": _amount(table, "value_max"),
    }


def _table(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FileError(_("The file is not written in UTF-8: save it so, or choose another one.")) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        if place:
            raise FileError(
                _("The file is not TOML: correct line %(line)s, character %(column)s.")
                % {"line": place[1], "column": place[2]}
            ) from error
        raise FileError(_("The file is not TOML: compare it with one that you download here.")) from error


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise FileError(
            _("%(key)s is “%(value)s”: it must be a text in quotation marks.") % {"key": key, "value": _short(value)}
        )
    return value.strip()


def _list(table: dict[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise FileError(
            _('%(key)s is “%(value)s”: it must be a list of texts, as in %(key)s = ["DE"].')
            % {"key": key, "value": _short(value)}
        )
    return [each.strip() for each in value]


def _known(fields: list[str]) -> list[str]:
    for each in fields:
        if each not in FIELDS:
            raise FileError(
                _("fields names “%(value)s”: choose from %(known)s.") % {"value": each[:60], "known": ", ".join(FIELDS)}
            )
    return fields


def _amount(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e14:
        raise FileError(
            _("%(key)s is “%(value)s”: it must be an amount in euro, zero or more.")
            % {"key": key, "value": _short(value)}
        )
    return f"{value:.2f}"


def _short(value: Any) -> str:
    return str(value)[:60]


def written_profile(profile: Profile) -> str:
    """``profile`` as TOML. Its name stands in a comment: as a title it would be matched with the text."""
    lines = [f"# {_CONTROL.sub(' ', ' '.join(profile.name.split()))}", f'text = """\n{_escaped(profile.text)}"""']
    for key in ("fields", "regions", "countries"):
        codes: list[str] = getattr(profile, key)
        quoted = ", ".join(f'"{code}"' for code in codes)
        lines.append(f"{key} = [{quoted}]")
    for key in ("value_min", "value_max"):
        value = getattr(profile, key)
        if value is not None:
            lines.append(f"{key} = {value:.0f}" if value % 1 == 0 else f"{key} = {value:.2f}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", safe)
