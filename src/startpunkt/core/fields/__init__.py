"""The technology fields, and which CPV codes belong to them: the project's own table with its own short labels."""

from __future__ import annotations

from startpunkt.core.fields.cpv import FIELDS, Field, fields_of, label
from startpunkt.core.fields.defence import is_defence

__all__ = ["FIELDS", "Field", "fields_of", "is_defence", "label"]
