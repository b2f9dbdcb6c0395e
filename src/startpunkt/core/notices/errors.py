"""Why a file is not a notice that we can read. Each error names the thing, its value and the way out."""

from __future__ import annotations


class UnreadableNotice(Exception):  # noqa: N818  -- it names the situation, as the quarantine shows it
    """The bytes hold no notice that can be read. ``code`` is a short stable word, the message one sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
