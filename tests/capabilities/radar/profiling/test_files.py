"""Profiles as TOML files: what is downloaded is read again, here and by the command."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.capabilities.radar.profiling.files import LARGEST, FileError, read_profile, written_profile
from startpunkt.core.matching.profile import profile_from_toml
from startpunkt.foundation.actors.models import Profile

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(WORDS.filter(lambda text: bool(text.strip())), WORDS)
def test_every_text_comes_back(text: str, name: str) -> None:
    text = text.strip().replace("\r\n", "\n")
    found = read_profile(written_profile(Profile(name=name, text=text)).encode())
    assert found["text"] == text


def test_the_command_reads_what_is_downloaded() -> None:
    stored = Profile(
        name="Horch\nlicht",
        text='Wir "hören".\nC:\\Pfad """ Ende',
        fields=["sensors"],
        regions=["DEA", "DEA2"],
        countries=["DE"],
        value_min=Decimal("50000.00"),
        value_max=Decimal("3000000.50"),
    )
    read = profile_from_toml(written_profile(stored).encode())
    assert (read.text, read.title) == (stored.text, None)
    assert (read.fields, read.regions, read.countries) == (("sensors",), ("DEA", "DEA2"), ("DE",))
    assert (read.value_min, read.value_max) == (Decimal(50000), Decimal("3000000.5"))


def test_regions_are_put_where_the_form_has_them() -> None:
    found = read_profile(b'title = "T"\ntext = "x"\nregions = ["dea", "DEA2", "FR1"]\nvalue_min = 50000')
    assert (found["name"], found["regions"], found["finer"]) == ("T", ["DEA"], "DEA2\nFR1")
    assert (found["value_min"], found["value_max"]) == ("50000.00", "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"text = 'x'\nvalue = 5", "„value“"),
        (b"text = 5", "„5“"),
        (b"text = 'x'\nfields = 'ai'", 'fields = ["DE"]'),
        (b"text = 'x'\nfields = ['magic']", "„magic“"),
        (b"text = 'x'\nvalue_max = -1", "„-1“"),
        (b"text = 'x'\nvalue_max = nan", "„nan“"),
        (b"text = 'x'\nvalue_max = true", "„True“"),
        (b"text = 'x'\ntext\n", "Zeile 2, Zeichen 5"),
        (b"text = '\xff'", "UTF-8"),
        (b"text = '" + b"x" * LARGEST + b"'", "64 Kilobyte"),
        (b"a = " + b"[" * 20_000, "kein TOML"),
    ],
)
def test_a_bad_file_is_refused_by_name(data: bytes, words: str) -> None:
    with override("de"), pytest.raises(FileError) as refused:
        read_profile(data)
    assert words.replace("64 Kilobyte", "höchstens 64") in str(refused.value)
