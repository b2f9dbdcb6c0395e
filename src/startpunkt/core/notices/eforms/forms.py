"""What sort of notice it is: the subtype and the notice type, and what follows from them."""

from __future__ import annotations

import re

from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Kind

# Subtypes by their number; those of national systems put letters in front (``N16``).
_SUBTYPE = re.compile(r"N?(\d{1,2})")
_KINDS: tuple[tuple[Kind, range], ...] = (
    ("planning", range(1, 10)),
    ("competition", range(10, 25)),
    ("award", range(25, 38)),
    ("modification", range(38, 41)),
)
_KIND_OF_NUMBER: dict[int, Kind] = {number: kind for kind, numbers in _KINDS for number in numbers}
_KIND_OF_LETTERS: dict[str, Kind] = {
    "CEI": "competition",
    "E1": "planning",
    "E2": "planning",
    "E3": "competition",
    "E4": "award",
    "E5": "award",
    "T01": "planning",
    "T02": "award",
}
_KIND_OF_TYPE: dict[str, Kind] = {
    "pin-buyer": "planning",
    "pin-only": "planning",
    "pin-rtl": "planning",
    "pin-tran": "planning",
    "pmc": "planning",
    "pin-cfc-standard": "competition",
    "pin-cfc-social": "competition",
    "cei": "competition",
    "cn-standard": "competition",
    "cn-social": "competition",
    "cn-desg": "competition",
    "qu-sy": "competition",
    "subco": "competition",
    "can-standard": "award",
    "can-social": "award",
    "can-desg": "award",
    "can-tran": "award",
    "veat": "award",
    "compl": "award",
    "can-modif": "modification",
}
_KIND_OF_ROOT: dict[str, Kind] = {
    "PriorInformationNotice": "planning",
    "ContractNotice": "competition",
    "ContractAwardNotice": "award",
}


def kind_of(subtype: str | None, notice_type: str | None, root: str, is_change: bool) -> tuple[Kind, bool]:
    """The kind and whether it announces an award without prior publication (VEAT, subtypes 25 to 28).

    The subtype decides, else the notice type; the root element only where both are missing. A completed contract
    counts as an award. Raises UnreadableNotice ``unknown-form`` where there is a code but nobody knows it.
    """
    numbered = _SUBTYPE.fullmatch(subtype or "")
    number = int(numbered.group(1)) if numbered else 0
    kind = _KIND_OF_NUMBER.get(number) or _KIND_OF_LETTERS.get(subtype or "") or _KIND_OF_TYPE.get(notice_type or "")
    if kind is None and subtype is None and notice_type is None:
        kind = _KIND_OF_ROOT[root]
    if kind is None:
        raise UnreadableNotice(
            "unknown-form",
            f"The notice subtype {subtype!r} and the notice type {notice_type!r} are unknown; "
            "correct the subtype or add it to the table of forms.",
        )
    return "change" if is_change else kind, number in range(25, 29) or notice_type == "veat"


_CELEX = re.compile(r"3(\d{4})([LRD])(\d{4})")


def legal_basis(domain: str | None) -> str | None:
    """The legal act as people cite it (``32014L0024`` -> ``2014/24/EU``); other words come back as they are."""
    found = _CELEX.fullmatch(domain or "")
    if not found:
        return domain
    year, sort, number = found.group(1), found.group(2), int(found.group(3))
    if sort != "L":
        return f"{year}/{number}"
    return f"{year}/{number}/{'EC' if int(year) < 2010 else 'EU'}"
