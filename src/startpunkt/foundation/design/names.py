"""Names of countries, German states and languages in the reader's language. What is not listed keeps its code."""

from __future__ import annotations

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

COUNTRIES = {
    "AE": _("United Arab Emirates"), "AL": _("Albania"), "AT": _("Austria"), "AU": _("Australia"),
    "BA": _("Bosnia and Herzegovina"), "BE": _("Belgium"), "BG": _("Bulgaria"), "CA": _("Canada"),
    "CH": _("Switzerland"), "CN": _("China"), "CY": _("Cyprus"), "CZ": _("Czechia"), "DE": _("Germany"),
    "DK": _("Denmark"), "EE": _("Estonia"), "ES": _("Spain"), "FI": _("Finland"), "FO": _("Faroe Islands"),
    "FR": _("France"), "GB": _("United Kingdom"), "GE": _("Georgia (country)"), "GR": _("Greece"), "HR": _("Croatia"),
    "HU": _("Hungary"), "IE": _("Ireland"), "IL": _("Israel"), "IN": _("India"), "IS": _("Iceland"), "IT": _("Italy"),
    "JP": _("Japan"), "KR": _("South Korea"), "LI": _("Liechtenstein"), "LT": _("Lithuania"), "LU": _("Luxembourg"),
    "LV": _("Latvia"), "MD": _("Moldova"), "ME": _("Montenegro"), "MK": _("North Macedonia"), "MT": _("Malta"),
    "NL": _("Netherlands"), "NO": _("Norway"), "NZ": _("New Zealand"), "PL": _("Poland"), "PT": _("Portugal"),
    "RO": _("Romania"), "RS": _("Serbia"), "SE": _("Sweden"), "SG": _("Singapore"), "SI": _("Slovenia"),
    "SK": _("Slovakia"), "TR": _("Türkiye"), "UA": _("Ukraine"), "US": _("United States"), "XK": _("Kosovo"),
    "1A": _("Kosovo"),
}  # fmt: skip
"""ISO 3166-1 alpha-2, and ``1A``, which the European Union writes for Kosovo."""

GERMAN_STATES = {
    "DE1": "Baden-Württemberg", "DE2": _("Bavaria"), "DE3": "Berlin", "DE4": "Brandenburg", "DE5": "Bremen",
    "DE6": "Hamburg", "DE7": _("Hesse"), "DE8": _("Mecklenburg-Western Pomerania"), "DE9": _("Lower Saxony"),
    "DEA": _("North Rhine-Westphalia"), "DEB": _("Rhineland-Palatinate"), "DEC": "Saarland", "DED": _("Saxony"),
    "DEE": _("Saxony-Anhalt"), "DEF": "Schleswig-Holstein", "DEG": _("Thuringia"),
}  # fmt: skip
"""The first level of NUTS in Germany."""

_LANGUAGES = {
    "ga": _("Irish"),
    "mt": _("Maltese"),
    "nb": _("Norwegian (Bokmål)"),
    "no": _("Norwegian"),
}
"""Languages that Django does not name, or not in German."""


def country_name(code: str | None) -> str:
    """``DE`` -> Germany; the code itself where no name is known, nothing for nothing."""
    return str(COUNTRIES.get(code or "", code or ""))


def language_name(code: str | None) -> str:
    """``pl`` -> Polish; the code itself where no name is known, nothing for nothing."""
    if not code:
        return ""
    if code in _LANGUAGES:
        return str(_LANGUAGES[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def place_name(code: str) -> str:
    """A NUTS code as far as it can be said in words: the German state, else the country, with the finer code behind.

    ``DE212`` -> Bavaria (DE212), ``PL`` -> Poland, ``FR101`` -> France (FR101).
    """
    broad = code[:3] if code[:3] in GERMAN_STATES else code[:2]
    name = str(GERMAN_STATES.get(broad) or country_name({"EL": "GR", "UK": "GB"}.get(broad, broad)))
    return name if code == broad or name == code else f"{name} ({code})"
