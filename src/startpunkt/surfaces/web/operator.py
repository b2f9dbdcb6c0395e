"""Who runs this installation, for the pages that the law asks for: read from ``operator.toml`` in the home."""

from __future__ import annotations

import logging
import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from startpunkt.foundation.store.home import home

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Operator:
    """What the operator says of herself; each part may be empty. ``missing``: what the law asks for all the same."""

    name: str = ""
    address: str = ""
    represented_by: str = ""
    email: str = ""
    telephone: str = ""
    register: str = ""
    vat_id: str = ""
    responsible_for_content: str = ""
    data_protection_officer: str = ""
    supervisory_authority: str = ""
    hosting: str = ""

    @property
    def missing(self) -> list[str]:
        """The parts without which the legal notice is not complete."""
        return [part for part in ("name", "address", "email") if not getattr(self, part)]


def operator() -> Operator:
    """The operator as the file says; a file that cannot be read counts as empty, and the log says why."""
    file = Path(os.environ.get("STARTPUNKT_OPERATOR") or home() / "operator.toml").expanduser()
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Operator()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        log.error("The operator's file %s cannot be read: %s. See docs/reference/settings.md.", file, error)
        return Operator()
    known = {field.name for field in fields(Operator)}
    for name in sorted(said.keys() - known):
        log.error("The operator's file %s says %r, which no page shows; known are %s.", file, name, ", ".join(known))
    return Operator(**{name: str(text).strip() for name, text in said.items() if name in known})
