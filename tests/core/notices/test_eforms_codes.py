from __future__ import annotations

import pytest

from startpunkt.core.notices.codes import country, language


@pytest.mark.parametrize(
    ("code", "expected"),
    [("DEU", "de"), ("ger", "de"), ("DE", "de"), (" fr ", "fr"), ("fre", "fr"), ("fra", "fr"), ("CES", "cs"), ("cze", "cs")]
    + [("GLE", "ga"), ("ell", "el"), ("gre", "el"), ("NOB", "nb"), ("", None), (None, None), ("zzz", None), ("d1", None)],
)
def test_language_codes_become_iso_639_1(code: str | None, expected: str | None) -> None:
    assert language(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("DEU", "DE"), ("deu", "DE"), ("DE", "DE"), ("EL", "GR"), ("GRC", "GR"), ("UK", "GB"), ("GBR", "GB"), ("NOR", "NO")]
    + [("1A", "1A"), ("1a0", "1A0"), ("XKX", "XK"), ("", None), (None, None), ("Germany", None), ("D-", None)],
)
def test_country_codes_become_iso_3166_alpha_2(code: str | None, expected: str | None) -> None:
    assert country(code) == expected
