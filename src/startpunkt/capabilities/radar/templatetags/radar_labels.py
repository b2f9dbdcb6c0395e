"""The codes of notices in the reader's words. What is not listed keeps its code."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

register = template.Library()

KINDS = {
    "planning": _("Planning notice"),
    "competition": _("Call for tenders"),
    "award": _("Award notice"),
    "change": _("Change notice"),
    "modification": _("Contract modification"),
}
BASES = {
    "2014/23/EU": _("Concessions (Directive 2014/23/EU)"),
    "2014/24/EU": _("Public procurement (Directive 2014/24/EU)"),
    "2014/25/EU": _("Utilities (Directive 2014/25/EU)"),
    "2009/81/EC": _("Defence and security (Directive 2009/81/EC)"),
    "2004/17/EC": _("Utilities (Directive 2004/17/EC)"),
    "2004/18/EC": _("Public procurement (Directive 2004/18/EC)"),
    "2018/1046": _("EU institutions (Regulation 2018/1046)"),
    "2024/2509": _("EU institutions (Regulation 2024/2509)"),
    "other": _("Other rules"),
    "OTHER": _("Other rules"),
}
PROCEDURES = {
    "open": _("Open procedure"),
    "restricted": _("Restricted procedure"),
    "neg-w-call": _("Negotiated procedure with prior call for competition"),
    "neg-wo-call": _("Negotiated procedure without prior call for competition"),
    "comp-dial": _("Competitive dialogue"),
    "innovation": _("Innovation partnership"),
    "comp-tend": _("Competitive tendering"),
    "exp-int-rail": _("Request for expressions of interest (rail)"),
    "oth-mult": _("Other procedure in several stages"),
    "oth-single": _("Other procedure in one stage"),
}
HURDLES = {
    "suitability": _("Suitability to pursue the activity"),
    "economic": _("Economic and financial standing"),
    "technical": _("Technical and professional ability"),
    "certificate": _("Certificates"),
    "guarantee": _("Guarantees and securities"),
    "clearance": _("Security clearance"),
    "reserved": _("Reserved participation"),
    "subcontracting": _("Subcontracting"),
    "other": _("Other conditions"),
}
LOTS = {"lot": _("Lot"), "part": _("Part"), "group": _("Group of lots")}
OUTCOMES = {
    "selec-w": _("Awarded"),
    "clos-nw": _("Closed without award"),
    "open-nw": _("Not decided yet"),
}
REASONS = {
    "meaning": _("Meaning"),
    "words": _("Words"),
    "field": _("Technology field"),
    "cpv": _("Product code"),
    "buyer": _("Buyer"),
    "place": pgettext_lazy("reason", "Place"),
    "value": pgettext_lazy("reason", "Value"),
    "deadline": _("Deadline"),
}
WITHHELD_FOR = {
    "eo-int": _("commercial interests of a company"),
    "fair-comp": _("fair competition"),
    "law-enf": _("law enforcement"),
    "oth-int": _("other public interest"),
    "rd-ser": _("research and development services"),
}
FIELDS = {
    "ai": _("Artificial intelligence"),
    "cyber": _("Cyber security"),
    "robotics": _("Robotics"),
    "sensors": _("Sensors"),
    "unmanned": _("Unmanned systems"),
    "materials": _("New materials"),
    "other": pgettext_lazy("technology field", "Other fields"),
}

_TABLES = {
    "kind": KINDS,
    "basis": BASES,
    "procedure": PROCEDURES,
    "hurdle": HURDLES,
    "lot": LOTS,
    "outcome": OUTCOMES,
    "reason": REASONS,
    "withheld": WITHHELD_FOR,
    "field": FIELDS,
}


@register.filter
def in_words(code: str | None, table: str) -> str:
    """``{{ notice.kind|in_words:"kind" }}``; nothing for nothing."""
    return str(_TABLES[table].get(code or "", code or ""))
