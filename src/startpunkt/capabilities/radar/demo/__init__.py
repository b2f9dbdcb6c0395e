"""The invented notices and organisations that the demo opens on. Pure data and pure functions, no store."""

from __future__ import annotations

from startpunkt.capabilities.radar.demo.generator import notices
from startpunkt.capabilities.radar.demo.profiles import DemoOrganisation, organisations

__all__ = ["DemoOrganisation", "notices", "organisations"]
