"""Amounts as founders write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from startpunkt.capabilities.radar.profiling.amounts import amount, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("250000", "250000"),
        ("250.000", "250000"),
        ("250,000", "250000"),
        ("1.250.000,50 €", "1250000.50"),
        ("EUR 1,250,000.5", "1250000.5"),
        ("3 000 000", "3000000"),
        ("1,5 Mio", "1500000"),
        ("1.5 million Euro", "1500000"),
        ("80 Tsd.", "80000"),
        ("2mrd", "2000000000"),
        ("0", "0"),
        ("1,5", "1.5"),
    ],
)
def test_amounts_are_understood_in_both_manners(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["viel", "-5", "1.2.3", "12.34.567", "1e9", "٣", "5 Apfel", "1.000.00", "9" * 70, "5 mio mio"]
)
def test_what_is_no_amount_is_not_guessed(text: str) -> None:
    assert amount(text) is None


@given(st.text(max_size=80))
def test_nothing_breaks_it(text: str) -> None:
    found = amount(text)
    assert found is None or found >= 0


@given(st.decimals(0, 10**13, places=2), st.sampled_from(["de", "en"]))
def test_what_the_page_shows_is_read_back(value: Decimal, language: str) -> None:
    with override(language):
        assert amount(written(value)) == value
