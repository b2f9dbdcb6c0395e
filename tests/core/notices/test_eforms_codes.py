from __future__ import annotations

import pytest

from startpunkt.core.notices.codes import country, language

LANGUAGES = "DEU:de ger:de DE:de fre:fr fra:fr CES:cs cze:cs GLE:ga ell:el gre:el NOB:nb nn:nn"
COUNTRIES = "DEU:DE deu:DE DE:DE EL:GR GRC:GR UK:GB GBR:GB NOR:NO 1A:1A 1a0:1A0 XKX:XK"


@pytest.mark.parametrize("pair", LANGUAGES.split())
def test_language_codes_become_iso_639_1(pair: str) -> None:
    code, expected = pair.split(":")
    assert language(f" {code} ") == expected


@pytest.mark.parametrize("pair", COUNTRIES.split())
def test_country_codes_become_iso_3166_alpha_2(pair: str) -> None:
    code, expected = pair.split(":")
    assert country(f" {code} ") == expected


@pytest.mark.parametrize("code", [None, "", " ", "Germany", "D-", "ü1"])
def test_what_is_no_code_is_nothing(code: str | None) -> None:
    assert language(code) is None
    assert country(code) is None


def test_a_language_without_a_two_letter_code_is_nothing() -> None:
    assert language("zzz") is None
