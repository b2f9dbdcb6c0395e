"""Every sentence of the product exists in German, and what is compiled is what is written."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import gettext as translated
from django.utils.translation import override
from django.utils.translation.template import templatize

import startpunkt
from startpunkt.foundation.design import catalog

PACKAGE = Path(startpunkt.__file__).resolve().parent
GERMAN = [folder / "de" / "LC_MESSAGES" / "django.po" for folder in catalog.folders()]
CALLS = {
    "_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2,
    "pgettext": 1, "pgettext_lazy": 1, "npgettext": 2,
}  # fmt: skip

NAMES = {"Startpunkt", "Deutsch", "English", "Horchlicht", "CPV", "NUTS", "EUR"}
"""Words that are the same in every language."""

Message = tuple[str, str]
"""Context (empty for none) and text."""


def in_python() -> Iterator[Message]:
    """What Python sources mark for translation."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in CALLS and all(isinstance(argument, ast.Constant) for argument in node.args[: CALLS[name]]):
                texts = [str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)]
                yield (texts[0], texts[1]) if name.startswith(("pgettext", "npgettext")) else ("", texts[0])


def in_templates() -> Iterator[Message]:
    """What templates mark for translation. Django turns a template into calls that gettext's own tool would read."""
    call = re.compile(r"\b(?:_|gettext|ngettext)\(\s*u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
    for file in sorted(PACKAGE.rglob("*.html")):
        for found in call.finditer(templatize(file.read_text(encoding="utf-8"), origin=str(file))):
            yield "", ast.literal_eval(found[1])


def written() -> dict[Message, catalog.Entry]:
    """The entries of the German files, without their headers."""
    return {(entry.get("msgctxt", ""), entry["msgid"]): entry for _, entry in _entries()}


def _entries() -> list[tuple[Path, catalog.Entry]]:
    return [
        (file, entry)
        for file in GERMAN
        for entry in catalog.entries(file.read_text(encoding="utf-8"))
        if entry["msgid"]
    ]


def test_every_sentence_is_translated() -> None:
    marked = set(in_python()) | set(in_templates())
    assert sorted(marked - set(written())) == []


def test_no_translation_is_left_over() -> None:
    marked = set(in_python()) | set(in_templates())
    assert sorted(set(written()) - marked) == []


def test_every_template_marks_its_sentences() -> None:
    """Text between tags that no translation covers would stay English on the German page."""
    bare = []
    for file in sorted(PACKAGE.rglob("*.html")):
        text = re.sub(
            r"{% (block(?:translate| width)).*?{% end\w+ %}|{#.*?#}|<(code|kbd)>.*?</\2>",
            "",
            file.read_text(encoding="utf-8"),
            flags=re.S,
        )
        text = re.sub(r"{[%{].*?[%}]}", "", text, flags=re.S)
        words = re.findall(r"[A-Za-zÄÖÜäöüß]{3,}", re.sub(r"<[^>]*>", " ", text))
        bare += [(file.name, word) for word in words if word not in NAMES]
    assert bare == []


def test_a_sentence_is_translated_in_one_place_only() -> None:
    keys = [(entry.get("msgctxt", ""), entry["msgid"]) for _, entry in _entries()]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_no_translation_is_empty() -> None:
    empty = [
        key
        for key, entry in written().items()
        for name, text in entry.items()
        if name.startswith("msgstr") and not text
    ]
    assert empty == []


def test_plurals_have_both_forms_and_placeholders_stay() -> None:
    """A placeholder that is missing or misspelt would break the page or swallow a number."""
    placeholders = re.compile(r"%\(\w+\)[sd]")
    for entry in written().values():
        if "msgid_plural" in entry:
            assert {"msgstr[0]", "msgstr[1]"} <= set(entry)
        wanted = set(placeholders.findall(entry["msgid"] + entry.get("msgid_plural", "")))
        for name, text in entry.items():
            if name.startswith("msgstr"):
                assert set(placeholders.findall(text)) <= wanted
        assert (
            set(placeholders.findall("".join(text for name, text in entry.items() if name.startswith("msgstr"))))
            == wanted
        )


@pytest.mark.parametrize("file", GERMAN, ids=[file.parents[3].name for file in GERMAN])
def test_the_compiled_file_is_the_written_one(file: Path) -> None:
    """After a change: ``python -m startpunkt.foundation.design.catalog``."""
    assert file.with_suffix(".mo").read_bytes() == catalog.compiled(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", GERMAN, ids=[file.parents[3].name for file in GERMAN])
def test_pythons_gettext_reads_the_compiled_file(file: Path) -> None:
    with file.with_suffix(".mo").open("rb") as stream:
        german = gettext.GNUTranslations(stream)
    for entry in (entry for origin, entry in _entries() if origin == file):
        context, text = entry.get("msgctxt", ""), entry["msgid"]
        if "msgid_plural" in entry:
            assert german.ngettext(text, entry["msgid_plural"], 1) == entry["msgstr[0]"]
            assert german.ngettext(text, entry["msgid_plural"], 2) == entry["msgstr[1]"]
        else:
            assert (german.pgettext(context, text) if context else german.gettext(text)) == entry["msgstr"]


def test_labels_of_models_are_german() -> None:
    with override("de"):
        assert translated("Armed forces") == "Streitkräfte"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n', "fuzzy"),
        ('msgid "a"\nmsgstr b\n', "Line 2 is no part of an entry"),
    ],
)
def test_a_broken_file_is_named(text: str, message: str) -> None:
    with pytest.raises(catalog.CatalogError, match=message):
        catalog.entries(text)
