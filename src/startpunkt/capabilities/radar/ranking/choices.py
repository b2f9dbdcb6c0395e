"""The filters as the reader meets them: what can be chosen, how many lots each choice leaves, and what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from startpunkt.capabilities.radar.models import CodeLabel
from startpunkt.capabilities.radar.ranking.address import SORTS, RadarAddress
from startpunkt.capabilities.radar.ranking.facets import Facets
from startpunkt.capabilities.radar.templatetags.radar_labels import in_words
from startpunkt.foundation.design.names import GERMAN_STATES, country_name, place_name
from startpunkt.foundation.design.wording import reader

AT_ONCE = 8
"""Countries or regions that are shown without unfolding; the chosen ones are always among them."""

BAND_NAMES = {
    "under-100k": gettext_lazy("under 100,000 euro"),
    "100k-1m": gettext_lazy("100,000 to 1 million euro"),
    "1m-10m": gettext_lazy("1 to 10 million euro"),
    "over-10m": gettext_lazy("10 million euro and more"),
    "unknown": gettext_lazy("Value not given in euro"),
}
SORT_NAMES = {
    "score": gettext_lazy("Best fit first"),
    "deadline": gettext_lazy("Next deadline first"),
    "newest": gettext_lazy("Newest first"),
    "value": gettext_lazy("Greatest value first"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter with the number of lots it leaves."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A filter of several choices: those seen at once, and the rest to unfold."""

    name: str
    label: str
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the query without it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Choices:
    """All filters, the orders, and what is on."""

    groups: tuple[Group, ...]
    windows: tuple[Choice, ...]
    sorts: tuple[Choice, ...]
    open: int
    new: int
    defence: int
    chips: tuple[Chip, ...]


def choices(address: RadarAddress, found: Facets) -> Choices:
    """The filters of ``address`` with the counts ``found`` under them. One statement, for the names of regions."""
    names = region_names({*found.regions, *address.regions})
    name_of: dict[str, Callable[[str], str]] = {
        "country": country_name,
        "region": lambda code: names.get(code, code),
        "field": lambda code: in_words(code, "field"),
        "kind": lambda code: in_words(code, "kind"),
        "value": lambda band: str(BAND_NAMES[band]),
    }
    groups: tuple[Group, ...] = (
        _group("country", _("Country of the buyer"), found.countries, address.countries, name_of["country"], AT_ONCE),
        _group("region", _("Region"), found.regions, address.regions, name_of["region"], AT_ONCE),
        _group("field", _("Field of technology"), found.fields, address.fields, name_of["field"]),
        _group("value", _("Value"), found.bands, address.bands, name_of["value"]),
    )
    if not address.open:  # open lots are all of one kind
        groups += (_group("kind", _("Kind of notice"), found.kinds, address.kinds, name_of["kind"]),)
    return Choices(
        groups=tuple(group for group in groups if group.first),
        windows=tuple(
            Choice(str(days), _within(days), count, days == address.due) for days, count in found.due.items()
        ),
        sorts=tuple(Choice(order, str(SORT_NAMES[order]), 0, order == address.sort) for order in SORTS),
        open=found.open,
        new=found.new or 0,
        defence=found.defence,
        chips=tuple(chips(address, name_of)),
    )


def _group(
    name: str,
    label: str,
    counts: Mapping[str, int],
    chosen: Iterable[str],
    name_of: Callable[[str], str],
    at_once: int | None = None,
) -> Group:
    """``at_once``: how many choices are seen without unfolding; ``None`` for all."""
    on = set(chosen)
    found = [
        Choice(value, name_of(value), counts.get(value, 0), value in on)
        for value in dict.fromkeys((*counts, *on))
        if counts.get(value) or value in on
    ]
    if at_once is None:
        return Group(name, label, tuple(found))
    found.sort(key=lambda choice: (not choice.chosen, -choice.count, choice.label))
    cut = max(at_once, len(on))
    # A single one behind the fold would take as much room as what unfolds it.
    cut = len(found) if len(found) == cut + 1 else cut
    return Group(name, label, tuple(found[:cut]), tuple(found[cut:]))


def region_names(codes: set[str]) -> dict[str, str]:
    """NUTS 1 codes in words: the German states, else the labels that the operator loaded, else country and code."""
    column = "de" if reader() == "de" else "en"
    found = CodeLabel.objects.filter(list="nuts", code__in=sorted(codes)).values_list("code", column)
    loaded = {code: label for code, label in found if label and code not in GERMAN_STATES}
    return {code: f"{loaded[code]} ({code[:2]})" if code in loaded else place_name(code) for code in codes}


def _within(days: int) -> str:
    return ngettext("within %(count)d day", "within %(count)d days", days) % {"count": days}


def chips(address: RadarAddress, name_of: Mapping[str, Callable[[str], str]]) -> Iterable[Chip]:
    """What is on, each with the query that takes it off."""
    first = address.first_page
    if not address.open:
        yield Chip(_("Also closed, planned and awarded"), replace(first, open=True, kinds=()).query())
    if address.new:
        yield Chip(_("New since the last visit"), replace(first, new=False).query())
    if address.defence:
        yield Chip(_("Defence only"), replace(first, defence=False).query())
    if address.due is not None:
        yield Chip(_("Deadline %(window)s") % {"window": _within(address.due)}, replace(first, due=None).query())
    for name, values in address.lists():
        attribute = _ATTRIBUTES[name]
        for value in values:
            rest = tuple(one for one in values if one != value)
            yield Chip(name_of[name](value), replace(first, **{attribute: rest}).query())  # type: ignore[arg-type]


_ATTRIBUTES = {"country": "countries", "region": "regions", "field": "fields", "kind": "kinds", "value": "bands"}
