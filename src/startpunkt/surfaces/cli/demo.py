"""The demo: invented notices, organisations and people, and the pages."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from startpunkt.foundation.store.opening import open_store
from startpunkt.surfaces.cli.output import messages
from startpunkt.surfaces.cli.serving import run_server


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--load-only", is_flag=True, help="Load the demo into the store and end.")
def demo(host: str, port: int, load_only: bool) -> None:
    """Load invented notices, organisations and people, and serve the pages with a way in for each person."""
    open_store()
    from startpunkt.capabilities.radar.demo.loading import load_demo

    with messages.status("Loading the demo") as status:
        load_demo(datetime.now(UTC).date(), status.update)
    if not load_only:
        run_server(host, port, _entrance(f"http://{host}:{port}"))


def _entrance(site: str) -> str:
    """Print one sign-in link for each person of the demo; the page where all of them can be chosen."""
    from startpunkt.capabilities.radar.demo.people import PEOPLE
    from startpunkt.foundation.access.demo_pass import issue

    messages.print("Sign in as a person of the demo; these links open for one day:")
    for person in PEOPLE:
        messages.print(f"  {person.role:<10} {site}/demo/{issue([person.email])}/", highlight=False, soft_wrap=True)
    return f"/demo/{issue([person.email for person in PEOPLE])}/"
