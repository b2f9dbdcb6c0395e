from __future__ import annotations

from decimal import Decimal

import pytest

from startpunkt.core.matching.profile import Profile, ProfileError, profile_from_toml


def test_all_keys_are_read() -> None:
    data = """
text = "Wir bauen Tauchroboter."
title = "Tauchroboter"
fields = ["robotics", "unmanned"]
regions = ["DE6", "dea"]
countries = ["NO"]
value_min = 50_000
value_max = 2.5e6
"""
    assert profile_from_toml(data.encode()) == Profile(
        text="Wir bauen Tauchroboter.",
        title="Tauchroboter",
        fields=("robotics", "unmanned"),
        regions=("DE6", "DEA"),
        countries=("NO",),
        value_min=Decimal(50000),
        value_max=Decimal("2500000.0"),
    )


def test_the_text_alone_is_enough() -> None:
    profile = profile_from_toml(b'text = "Radar"')
    assert profile.whole == "Radar"
    assert profile.fields == ()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "text"),
        (b'text = "  "', "text"),
        (b"text = 3", "text is 3"),
        (b"text =", "TOML"),
        (b'text = "\xff"', "UTF-8"),
        (b'text = "a"\nfeilds = []', "feilds"),
        (b'text = "a"\nfields = ["drones"]', "drones"),
        (b'text = "a"\nfields = "ai"', "fields"),
        (b'text = "a"\ncountries = ["Germany"]', "GERMANY"),
        (b'text = "a"\nregions = ["D"]', "'D'"),
        (b'text = "a"\nvalue_min = "much"', "much"),
        (b'text = "a"\nvalue_max = -1', "-1"),
        (b'text = "a"\nvalue_max = nan', "nan"),
        (b'text = "a"\nvalue_min = true', "True"),
        (b'text = "a"\nvalue_min = 5\nvalue_max = 4', "value_min 5"),
    ],
)
def test_a_wrong_profile_is_refused_with_the_key_named(data: bytes, named: str) -> None:
    with pytest.raises(ProfileError, match=named):
        profile_from_toml(data)
