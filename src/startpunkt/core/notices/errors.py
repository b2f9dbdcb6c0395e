"""Why a file is not a notice that we can read. Each error names the thing, its value and the way out."""

from __future__ import annotations


class UnreadableNotice(Exception):  # noqa: N818  -- it names the situation, as the quarantine shows it
    """The bytes hold no notice that can be read. ``code`` is a short stable word, the message one sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def shown(error: Exception) -> str:
    """The error's own words without what a hostile file could put into them: length and control characters."""
    words = str(getattr(error, "msg", error))[:200]
    return "".join(letter if letter.isprintable() else " " for letter in words).strip().rstrip(".")
