"""Commands that find lots: by meaning and by words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from startpunkt.core.matching.profile import Profile, ProfileError, profile_from_toml
from startpunkt.foundation.store.opening import open_store
from startpunkt.surfaces.cli.output import CommandError, json_option, print_document

if TYPE_CHECKING:
    from startpunkt.foundation.actors.models import Profile as StoredProfile

LIMIT = click.IntRange(1, 1000)


@click.command()
@click.option("--text", help="What the organisation can do, in any language.")
@click.option(
    "--profile", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A profile as a TOML file."
)
@click.option("--organisation", metavar="SLUG", help="A stored organisation.")
@click.option("--all", "everything", is_flag=True, help="Lots of every kind, open or not.")
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Open after this day has begun (UTC) instead of now."
)
@click.option(
    "--country", "countries", multiple=True, metavar="DE", help="Buyer's country; may be given several times."
)
@click.option("--limit", default=20, show_default=True, type=LIMIT, help="How many lots.")
@click.option("--language", default="en", show_default=True, type=click.Choice(["de", "en"]), help="Of the reasons.")
@json_option
def match(
    text: str | None, profile: Path | None, organisation: str | None, everything: bool, day: datetime | None,
    countries: tuple[str, ...], limit: int, language: str, as_json: bool,
) -> None:  # fmt: skip
    """Rank the open lots against what an organisation can do, with reasons."""
    if sum(given is not None for given in (text, profile, organisation)) != 1:
        raise click.UsageError("Give exactly one of --text, --profile and --organisation.")
    open_store()
    from startpunkt.capabilities.radar.ranking.dismissals import NONE, dismissals_of
    from startpunkt.capabilities.radar.ranking.filters import LotFilter
    from startpunkt.capabilities.radar.ranking.matching import core_profile, find_matches, now
    from startpunkt.foundation.access.viewer import OPERATOR

    stored = _stored(organisation) if organisation is not None else None
    asked = core_profile(stored) if stored else _profile(text, profile)
    dismissed = dismissals_of(OPERATOR, stored) if stored else NONE
    moment = datetime.combine(date(day.year, day.month, day.day), time.min, UTC) if day else now()
    wanted = LotFilter(None if everything else moment, tuple(country.upper() for country in countries))
    ranked = find_matches(OPERATOR, asked, wanted, language=language, limit=limit, dismissed=dismissed)
    found = [one.document() for one in ranked]
    if as_json:
        print_document({"matches": found})
        return
    for one in found:
        click.echo(f"{one['rank']:>3}. {one['score']:5.1f}  {one['title']}")
        click.echo(f"           {one['buyer'] or '–'} ({one['country'] or '–'}), deadline {one['deadline'] or '–'}")
        for reason in one["reasons"][:2]:
            click.echo(f"           {reason['text']}" + (f" »{reason['quote']}«" if reason["quote"] else ""))
    if not found:
        click.echo("No lot fits: import notices with `startpunkt ingest`, or look at closed ones with --all.", err=True)


def _profile(text: str | None, file: Path | None) -> Profile:
    if file is not None:
        try:
            return profile_from_toml(file.read_bytes())
        except ProfileError as error:
            raise CommandError("profile", f"{file}: {error}") from error
    if not text or not text.strip():
        raise click.UsageError("--text is empty; say in a sentence what the organisation can do.")
    return Profile(text=text)


def _stored(slug: str) -> StoredProfile:
    from startpunkt.foundation.access.viewer import OPERATOR
    from startpunkt.foundation.actors.selectors import profile_of

    found = profile_of(OPERATOR, slug)
    if found is None:
        raise CommandError(
            "not-found", f"No organisation {slug!r} with a profile is stored; see the demo or the pages."
        )
    return found


@click.command()
@click.argument("query")
@click.option("--limit", default=20, show_default=True, type=LIMIT, help="How many lots.")
@json_option
def search(query: str, limit: int, as_json: bool) -> None:
    """Find visible lots by words, codes and numbers; stems, German compounds and slips are understood."""
    open_store()
    from startpunkt.capabilities.radar.ranking.matching import now
    from startpunkt.capabilities.radar.searching.searching import search_lots
    from startpunkt.foundation.access.viewer import OPERATOR

    result = search_lots(OPERATOR, query, now(), limit=limit, by_notice=False)
    for word in result.asked.mended:
        click.echo(f"Searched for {word.text!r} instead of {word.term.text!r}, which no lot holds.", err=True)
    if as_json:
        print_document({"hits": [hit.document() for hit in result.hits]})
        return
    for hit in result.hits:
        click.echo(f"{hit.lot.notice.notice_id} {hit.lot.lot_id}  {hit.title}")
        if hit.snippet:
            click.echo(f"    {hit.snippet}")
