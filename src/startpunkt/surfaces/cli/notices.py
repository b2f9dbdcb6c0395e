"""Commands around notices: import, quarantine, show, code lists."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from startpunkt.core.intake.members import members
from startpunkt.core.notices.document import notice_document
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.reading import read
from startpunkt.foundation.store.opening import open_store
from startpunkt.surfaces.cli.output import CommandError, json_option, messages, print_document

EXISTING = click.Path(exists=True, path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=EXISTING)
@click.option("--no-vectors", is_flag=True, help="Stop when the lots can be searched by words.")
@json_option
def ingest(paths: tuple[Path, ...], no_vectors: bool, as_json: bool) -> int:
    """Import notices from files, folders, .zip and .tar.gz archives, recognised by their content."""
    open_store()
    from startpunkt.capabilities.radar.intake.importing import run_import

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=messages, disable=not messages.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=None)
        report = run_import(paths, vectors=not no_vectors, progress=lambda words: bar.update(task, description=words))
    if as_json:
        print_document(report.document())
    else:
        click.echo(report.sentence())
    return 0 if report.stored or report.unchanged else 1


@click.group()
def quarantine() -> None:
    """What could not be read, and why."""


@quarantine.command("list")
@json_option
def quarantine_list(as_json: bool) -> None:
    """List what is in the quarantine."""
    open_store()
    from startpunkt.capabilities.radar.quarantine import entries

    rows = [entry.document() for entry in entries()]
    if as_json:
        print_document({"quarantined": rows})
    else:
        for row in rows:
            click.echo(f"{row['id']:>6}  {row['code']:<18} {row['file']}  {row['reason']}")
        click.echo(f"{len(rows)} in quarantine.", err=True)


@quarantine.command("show")
@click.argument("identifier", type=int)
@click.option("--bytes", "as_bytes", is_flag=True, help="Write the file's own bytes to standard output.")
@json_option
def quarantine_show(identifier: int, as_bytes: bool, as_json: bool) -> None:
    """Show one entry with its reason, or its bytes."""
    open_store()
    from startpunkt.capabilities.radar.quarantine import find

    entry = find(identifier)
    if entry is None:
        raise CommandError(
            "not-found", f"Nothing in the quarantine has the number {identifier}; see `quarantine list`."
        )
    if as_bytes:
        sys.stdout.buffer.write(entry.data() or b"")
    elif as_json:
        print_document(entry.document())
    else:
        for name, value in entry.document().items():
            click.echo(f"{name:>8}: {value}")


@quarantine.command("retry")
@json_option
def quarantine_retry(as_json: bool) -> None:
    """Read everything in the quarantine again, for instance after an update."""
    open_store()
    from startpunkt.capabilities.radar.intake.importing import retry_quarantine

    report = retry_quarantine()
    if as_json:
        print_document(report.document())
    else:
        click.echo(report.sentence())


@click.group()
def notice() -> None:
    """Single notices."""


@notice.command("show")
@click.argument("what")
@json_option
def notice_show(what: str, as_json: bool) -> None:
    """Show the notices of a file or archive, or a stored one by its number."""
    path = Path(what)
    found = [*_from_path(path)] if path.exists() else _from_store(what)
    documents = [document for document in found if "error" not in document]
    if not documents:
        raise CommandError(
            "unreadable", f"No notice could be read from {what!r}: {found[0]['error'] if found else 'it is empty.'}"
        )
    if as_json:
        print_document({"notices": documents})
    for document in found:
        if "error" in document:
            messages.print(f"{document['file']}: {document['error']}", markup=False, highlight=False)
        elif not as_json:
            _print_summary(document)


def _from_path(path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for member in members(path):
        try:
            if member.data is None:
                raise member.refusal or UnreadableNotice("unreadable", "The member cannot be read.")
            found.append(notice_document(read(member.data), member.name))
        except UnreadableNotice as error:
            found.append({"file": member.name, "error": str(error)})
    return found


def _from_store(identifier: str) -> list[dict[str, object]]:
    open_store()
    from startpunkt.capabilities.radar.selectors import originals
    from startpunkt.foundation.access.viewer import OPERATOR

    found = [notice_document(read(data), file) for data, file in originals(OPERATOR, identifier)]
    if not found:
        raise CommandError("not-found", f"{identifier!r} is neither a file nor the number of a stored notice.")
    return found


def _print_summary(document: dict[str, object]) -> None:
    buyers = ", ".join(buyer["name"] for buyer in document["buyers"])  # type: ignore[attr-defined]
    click.echo(f"{document['publication_number'] or document['id']}  {document['kind']}  {buyers}")
    for lot in document["lots"]:  # type: ignore[attr-defined]
        title = next(iter(lot["title"].values()), "")
        click.echo(f"  {lot['id']}  {title}  {lot['deadline'] or ''}")


@click.group()
def codelists() -> None:
    """Official labels of codes."""


@codelists.command("load")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def codelists_load(files: tuple[Path, ...], as_json: bool) -> None:
    """Load labels from CSV files with the columns code, de, en (and list, where a file holds several lists)."""
    open_store()
    from startpunkt.capabilities.radar.codelists import CodelistError, load

    try:
        loaded = {str(file): load(file) for file in files}
    except CodelistError as error:
        raise CommandError("codelist", str(error)) from error
    if as_json:
        print_document({"loaded": loaded})
    else:
        for name, count in loaded.items():
            click.echo(f"{name}: {count} codes")
