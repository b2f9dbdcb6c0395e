"""TED XML R2.0.7, R2.0.8 and R2.0.9: notices of the Official Journal from 2011 to 2024."""

from __future__ import annotations

from startpunkt.core.notices.ted.notice import read

__all__ = ["is_ted", "read"]


def is_ted(namespace: str | None, localname: str) -> bool:
    """Whether a root element is that of a TED notice of any release; its namespace changed with each and may lack."""
    return localname == "TED_EXPORT" and (namespace is None or "ted" in namespace.lower())
