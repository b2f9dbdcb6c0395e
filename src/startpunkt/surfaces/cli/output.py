"""What commands print: a document for machines on standard output, everything else beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

import click
from rich.console import Console

messages = Console(stderr=True)
"""For people: progress and remarks, on standard error."""

F = TypeVar("F", bound=Callable[..., Any])


class CommandError(Exception):
    """A command cannot do what was asked; the message is one sentence with the thing, its value and the way out."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def json_option(command: F) -> F:
    """Add ``--json`` to a command, as the parameter ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")(command)


def print_document(document: object) -> None:
    """Print ``document`` as JSON."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=_spell))


def _spell(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
