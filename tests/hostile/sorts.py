"""What a hostile file is, and what it is baited with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: the sort of attack, its name, its bytes."""

    sort: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Bait:
    """What an attack would reach: a loopback port, a file with a secret, a folder outside."""

    port: int = 9
    secret: str = "/etc/hostname"
    outside: str = "/tmp/outside"  # noqa: S108  -- only ever written into an archive as a name
