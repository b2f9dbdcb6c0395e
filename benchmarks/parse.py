"""How fast notices are read: bytes to the whole model, beside bare XML parsing of the same bytes.

``python -m benchmarks.parse ZIP… [--runs 9] [--json]`` -> ``{"notices", "bare_per_s", "model_per_s", "ratio"}``.
One thread, from memory, medians of the runs. The two measurements take turns run by run, so that a disturbance of
the machine hits both; ``ratio`` is the median of the runs' ratios, model speed over bare speed.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from lxml import etree

from startpunkt.core.notices.reading import read


def named_members(archives: list[Path]) -> list[tuple[str, bytes]]:
    """The XML files in the archives, each with the last part of its name."""
    found: list[tuple[str, bytes]] = []
    for path in archives:
        with ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".xml")]
            found += [(name.rsplit("/", 1)[-1], archive.read(name)) for name in names]
    return found


def seconds(work: Callable[[bytes], object], notices: list[bytes]) -> float:
    """The wall time of ``work`` over all notices."""
    start = time.perf_counter()
    for data in notices:
        work(data)
    return time.perf_counter() - start


def bare(data: bytes) -> object:
    """What is compared with: the tree and nothing else."""
    return etree.parse(BytesIO(data))


def measure(notices: list[bytes], runs: int) -> dict[str, float]:
    """Both speeds in notices per second and their ratio, after one run of each that does not count."""
    seconds(bare, notices)
    seconds(read, notices)
    pairs = [(seconds(bare, notices), seconds(read, notices)) for _ in range(runs)]
    return {
        "notices": len(notices),
        "bare_per_s": round(len(notices) / median(pair[0] for pair in pairs), 1),
        "model_per_s": round(len(notices) / median(pair[1] for pair in pairs), 1),
        "ratio": round(median(without / whole for without, whole in pairs), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.parse", description=__doc__)
    parser.add_argument("archives", nargs="+", type=Path, metavar="ZIP")
    parser.add_argument("--runs", type=int, default=9, help="runs of each, at least three (default: 9)")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    arguments = parser.parse_args()
    if arguments.runs < 3:
        parser.error(f"--runs is {arguments.runs}; a median needs at least 3")
    notices = [data for _, data in named_members(arguments.archives)]
    if not notices:
        parser.error(f"no XML file in {', '.join(map(str, arguments.archives))}")
    figures = measure(notices, arguments.runs)
    if arguments.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:12} {figure:>10,}")


if __name__ == "__main__":
    main()
