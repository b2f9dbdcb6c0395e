"""A refusal is one short printable sentence, whatever a hostile file put into it."""

from __future__ import annotations

from startpunkt.core.notices.errors import UnreadableNotice, shown


def test_a_message_is_short_and_printable_and_keeps_both_ends() -> None:
    refusal = UnreadableNotice("no-identifier", f"The number {'9' * 100_000}\x1b[2J\u202e\n is none; correct it.")
    assert refusal.code == "no-identifier"
    assert str(refusal).isprintable()
    assert len(str(refusal)) < 400
    assert str(refusal).startswith("The number 999")
    assert str(refusal).endswith("correct it.")


def test_an_error_is_quoted_without_its_full_stop() -> None:
    assert shown(ValueError("no such day.\n")) == "no such day"
