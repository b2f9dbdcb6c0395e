"""``python -m startpunkt``: the same as the command."""

from startpunkt.surfaces.cli.main import main

main()
