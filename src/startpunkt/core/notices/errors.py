"""Why a file is not a notice that we can read. Each error names the thing, its value and the way out."""

from __future__ import annotations

_LONGEST = 350
"""Characters of a message: enough for any sentence of ours, whatever value of a hostile file it quotes."""


class UnreadableNotice(Exception):  # noqa: N818  -- it names the situation, as the quarantine shows it
    """The bytes hold no notice that can be read. ``code`` is a short stable word, the message one sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(_printable(message, _LONGEST))
        self.code = code


def shown(error: Exception) -> str:
    """The error's own words, short enough to stand in a sentence."""
    return _printable(str(getattr(error, "msg", error)), 200).strip().rstrip(".")


def _printable(text: str, longest: int) -> str:
    """``text`` without control characters, its middle left out where it is too long."""
    if len(text) > longest:
        text = f"{text[: longest // 2]} … {text[-longest // 2 :]}"
    return "".join(letter if letter.isprintable() else " " for letter in text)
