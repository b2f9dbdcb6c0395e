"""The demo: invented notices, three invented organisations, and the pages."""

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
    """Load invented notices and organisations and serve the pages."""
    open_store()
    from startpunkt.capabilities.radar.demo import organisations
    from startpunkt.capabilities.radar.demo.loading import load_demo

    with messages.status("Loading the demo") as status:
        load_demo(datetime.now(UTC).date(), status.update)
    if not load_only:
        run_server(host, port, f"/organisations/{organisations()[0].slug}/radar/")
