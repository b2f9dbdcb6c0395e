"""The command ``startpunkt``: an error is one sentence, ``--json`` one document; 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import click
from django.db.utils import OperationalError

from startpunkt.core.matching.encoder import EncoderError
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.foundation.store.embedded import StoreError
from startpunkt.surfaces.cli import access, demo, health, matching, notices, serving
from startpunkt.surfaces.cli.output import CommandError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="startpunkt")
def cli() -> None:
    """From an official procurement notice to a ranked, explained lot."""


for command in (
    notices.ingest, notices.quarantine, notices.notice, notices.codelists, matching.match, matching.search,
    health.doctor, access.admin, demo.demo, serving.serve,
):  # fmt: skip
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def run(arguments: list[str]) -> int:
    """Run one command; the exit status."""
    for argument in arguments:
        if not argument.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in argument):
            return _complain(arguments, "usage", f"The argument {argument!r} is not UTF-8; write it as such.", 2)
    try:
        outcome = cli.main(args=arguments, prog_name="startpunkt", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        return _complain(arguments, "usage", error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        return _complain(arguments, "interrupted", "Interrupted; what was acknowledged so far is stored.", 1)
    except EncoderError as error:
        return _complain(arguments, "encoder", str(error), 1)
    except (CommandError, UnreadableNotice) as error:
        return _complain(arguments, error.code, str(error), 1)
    except StoreError as error:
        return _complain(arguments, "store", str(error), 1)
    except OperationalError as error:
        reason = " ".join(str(error).split())
        return _complain(arguments, "store", f"The store does not answer ({reason}); see DATABASE_URL or `doctor`.", 1)
    except BrokenPipeError:
        return 1
    except OSError as error:
        thing = error.filename or "A file"
        return _complain(arguments, "file", f"{thing} cannot be used: {error.strerror or error}; see its rights.", 1)
    return outcome if isinstance(outcome, int) else 0


def _complain(arguments: list[str], code: str, message: str, status: int) -> int:
    if "--json" in arguments:
        click.echo(json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False))
    else:
        click.echo(f"startpunkt: {message}", err=True)
    return status
