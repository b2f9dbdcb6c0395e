"""The command reference, written from the commands themselves: ``python -m startpunkt.surfaces.cli.reference``.

Prints docs/reference/commands.md; a test holds the file against it.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from startpunkt.surfaces.cli.main import cli

FAILURES = {
    "ingest": "no notice could be read. Some files in quarantine are no failure.",
    "quarantine list": "the store cannot be opened.",
    "quarantine show": "nothing in the quarantine has this number.",
    "quarantine retry": "the store cannot be opened. Files that still cannot be read are no failure.",
    "notice show": "no notice could be read, or none is stored under this number.",
    "codelists load": "a file is no list of codes. Lists named before it on the same line are loaded.",
    "match": "the profile cannot be used, or the organisation has none. Finding nothing is no failure.",
    "search": "the store cannot be opened. Finding nothing is no failure.",
    "doctor": "one of the checks fails.",
    "admin create": "the address or the password is refused, or there is such an account.",
    "demo": "the store cannot be opened, or the address is taken.",
    "serve": "the store cannot be opened, or the address is taken.",
}
"""When each command ends with status 1: all that the commands do not say of themselves."""

PREFACE = """\
# Commands

Written by `python -m startpunkt.surfaces.cli.reference`. Do not edit it by hand.

Every command works on an empty home: it starts the store and brings its tables up to date.

With `--json`, standard output holds exactly one JSON document; everything else goes to standard error.
The documents are described in [answers.md](answers.md), the error codes in [errors.md](errors.md).

| exit status | meaning |
|---|---|
| 0 | Done. |
| 1 | Failed. The error is one sentence; with `--json` it is `{"error": {"code", "message"}}`. |
| 2 | Wrong usage: an unknown command or option, a missing or impossible value. |

Every command has `-h` and `--help`. `startpunkt --version` prints the version.
"""


def reference() -> str:
    """The whole reference as Markdown; the same text on every machine."""
    return PREFACE + "".join(_section(path, command) for path, command in leaves(cli))


def leaves(group: click.Group, above: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Each command that does something, with its full name (``quarantine list``), in alphabetical order."""
    for name, command in sorted(group.commands.items()):
        path = (*above, name)
        if isinstance(command, click.Group):
            yield from leaves(command, path)
        else:
            yield " ".join(path), command


def _section(path: str, command: click.Command) -> str:
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    options = [one for one in command.params if isinstance(one, click.Option)]
    usage = " ".join(["startpunkt", path, *map(_argument, arguments), *(["[OPTIONS]"] if options else [])])
    words = " ".join((command.help or "").split())
    table = "\n| option | value | default | meaning |\n|---|---|---|---|\n" + "".join(map(_row, options))
    return f"\n## {path}\n\n    {usage}\n\n{words}\n{table if options else ''}\nExit status 1 when {FAILURES[path]}\n"


def _argument(argument: click.Argument) -> str:
    name = (argument.metavar or argument.name or "").upper()
    return f"{name}{'…' if argument.nargs == -1 else ''}"


def _row(option: click.Option) -> str:
    cells = (", ".join(f"`{name}`" for name in option.opts), _value(option), _default(option), option.help or "")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _value(option: click.Option) -> str:
    if option.is_flag:
        return "–"
    kind = option.type
    if isinstance(kind, click.Choice):
        return " or ".join(f"`{choice}`" for choice in kind.choices)
    if isinstance(kind, click.IntRange):
        return f"{kind.min} to {kind.max}"
    if isinstance(kind, click.Path):
        return "an existing file"
    return "a day, as in `2026-01-31`" if isinstance(kind, click.DateTime) else "text"


def _default(option: click.Option) -> str:
    if option.prompt:
        return "asked for"
    # click marks "no default" by an object of its own or by None, depending on its version: only values count.
    given = option.default
    return f"`{given}`" if isinstance(given, str | int) and not isinstance(given, bool) and given != "" else "–"


if __name__ == "__main__":
    click.echo(reference(), nl=False)
