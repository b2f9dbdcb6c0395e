"""What happened to a pursued lot, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from startpunkt.capabilities.radar.models import Forwarding, Pursuit, PursuitStep
from startpunkt.capabilities.radar.pursuing.selectors import forwardings_of
from startpunkt.foundation.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry: that the lot came to a stage, or that it was passed on. ``now``: the stage it stands at."""

    at: datetime
    step: PursuitStep | None = None
    forwarding: Forwarding | None = None
    now: bool = False


def history(viewer: Viewer, pursuit: Pursuit) -> list[Happening]:
    """The entries of ``pursuit`` that the viewer may see, oldest first."""
    steps = list(pursuit.steps.select_related("person"))
    found = [Happening(step.at, step=step, now=step is steps[-1]) for step in steps]
    found += [Happening(one.at, forwarding=one) for one in forwardings_of(viewer, pursuit)]
    return sorted(found, key=lambda happening: happening.at)
