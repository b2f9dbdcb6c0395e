"""Buyers and winners. Contact persons, telephone numbers and e-mail addresses stand beside them and are not read."""

from __future__ import annotations

from lxml.etree import _Element

from startpunkt.core.notices.model import Party
from startpunkt.core.notices.ted.tree import country, line, named, nuts

_PLACEHOLDER_IDS = frozenset({"123456", "1234567", "12345678", "123456789"})


def party(address: _Element, fallback: _Element | None = None) -> Party | None:
    """The organisation in an address of any release; ``None`` where it has no name.

    ``fallback`` is an element beside it that holds the internet addresses in the older forms.
    """
    fields = named(address)
    organisation = fields.get("ORGANISATION")
    if organisation is not None:
        fields |= named(organisation)
        if "OFFICIALNAME" not in fields:
            fields["OFFICIALNAME"] = organisation
    name = line(fields.get("OFFICIALNAME"))
    if not name:
        return None
    land, place = fields.get("COUNTRY"), fields.get("NUTS")
    urls = fields if fallback is None else named(fallback)
    url = urls.get("URL_GENERAL", urls.get("URL", urls.get("URL_BUYER")))
    return Party(
        name=name,
        country=country(land.get("VALUE")) if land is not None else None,
        identifiers=_identifiers(fields.get("NATIONALID")),
        place=nuts(place) if place is not None else None,
        city=line(fields.get("TOWN")) or None,
        website=line(url) or None,
    )


def parties(elements: _Element, name: str) -> list[Party]:
    """The organisations whose address is called ``name``, anywhere below ``elements``, in their order."""
    return [found for element in elements.iter(f"{{*}}{name}") if (found := party(element))]


def _identifiers(element: _Element | None) -> tuple[str, ...]:
    text = line(element)
    bare = text.strip("0-/. ")
    return (text,) if any(map(str.isdigit, bare)) and text not in _PLACEHOLDER_IDS else ()
