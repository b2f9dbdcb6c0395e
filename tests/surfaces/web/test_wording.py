"""German pages speak German: words that a German official or founder would not use do not stand on them."""

from __future__ import annotations

import re

from startpunkt.foundation.design import catalog

FOREIGN = (
    "accounts?", "alerts?", "awards?", "back-?end", "boards?", "button", "buyers?", "checks?", "cloud", "content",
    "contracting", "dashboards?", "deadlines?", "deals?", "delete", "discounts?", "download(en)?", "edit", "feedback",
    "feeds?", "forwarden", "front-?end", "highlights?", "items?", "labels?", "leads?", "login", "logout", "lots",
    "mails?", "match(es|ing|en)?", "members?", "notices?", "offers?", "onboarding", "open", "pitch", "pursuits?",
    "rankings?", "reminder", "reset", "reviews?", "save", "scores?", "settings?", "share", "show", "sign", "snippets?",
    "submit", "suppliers?", "tenders?", "the", "tools?", "updates?", "upload(en)?", "users?",
    "views?", "workflows?",
)  # fmt: skip
"""Expressions for whole words, whatever their case."""

NO_WORDS = r"%\(\w+\)[sd]|<code>.*?</code>|`.*?`|<[^>]*>|\S+\.\w+"
"""Placeholders, code, tags and file names."""

NAMES = ("Tenders Electronic Daily", "Web Content Accessibility Guidelines")
"""Names of things that have no German name."""


def test_no_german_sentence_uses_a_foreign_word_for_what_has_a_german_one() -> None:
    foreign = re.compile(rf"(?<![\w-])({'|'.join(FOREIGN)})(?![\w-])", re.IGNORECASE)
    found = []
    for folder in catalog.folders():
        text = (folder / "de" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
        for entry in catalog.entries(text):
            for keyword, sentence in entry.items():
                if keyword.startswith("msgstr") and entry["msgid"]:
                    plain = re.sub(
                        r"%\(\w+\)[sd]|<code>.*?</code>|`.*?`|<[^>]*>|\S+\.\w+", "", _without_names(sentence)
                    )
                    found += [(word[0], sentence) for word in foreign.finditer(plain)]
    assert found == []


def _without_names(sentence: str) -> str:
    for name in NAMES:
        sentence = sentence.replace(name, "")
    return sentence
