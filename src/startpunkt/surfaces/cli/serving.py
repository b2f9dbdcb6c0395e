"""The web server."""

from __future__ import annotations

import click

from startpunkt.foundation.store.opening import open_store
from startpunkt.surfaces.cli.output import CommandError, messages

MOST_PROCESSES = 4
"""Server processes at the most, one a core: Python works on one request at a time, and each holds an encoder."""

THREADS = 4
"""Requests that a process takes up at the same time: while one waits for the store, another is worked on."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(host: str, port: int) -> None:
    """Serve the pages until interrupted."""
    open_store()
    run_server(host, port)


def run_server(host: str, port: int, page: str = "/") -> None:
    """Serve until interrupted, and print the address of ``page``. Raises CommandError when the address is taken."""
    import os
    import socket

    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise CommandError(
            "address", f"Cannot listen on {host}:{port} ({error.strerror}); choose another --port."
        ) from error
    messages.print(f"Startpunkt: http://{host}:{port}{page}  (Ctrl-C ends it)", highlight=False, soft_wrap=True)
    connections.close_all()  # the processes below must not all speak to the store through this one's connection
    Granian(
        "startpunkt.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=min(os.cpu_count() or 1, MOST_PROCESSES),
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
    ).serve()
