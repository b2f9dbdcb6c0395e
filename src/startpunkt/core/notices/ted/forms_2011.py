"""The forms before 2014 (R2.0.7, R2.0.8), still in use for defence: every form names its parts in its own way.

The names of what matters are the same at the leaves, so the reader goes through the form from top to bottom and picks
these up wherever they stand. What stands inside a lot or an award belongs to that, the rest to the object bought.
"""

from __future__ import annotations

from lxml.etree import _Element

from startpunkt.core.notices.ted.draft import AwardDraft, FormDraft, LotDraft, ObjectDraft
from startpunkt.core.notices.ted.parties import parties, party
from startpunkt.core.notices.ted.terms import hurdles, subcontracting
from startpunkt.core.notices.ted.tree import (
    LOCAL,
    cpv,
    line,
    named,
    nuts,
    publication_number,
    whole_number,
    words,
    written_amount,
    written_day,
)

_DEFENCE = frozenset({"F16", "F17", "F18", "F19"})
_DEADLINES = frozenset({"RECEIPT_LIMIT_DATE", "TIME_LIMIT_RECEIPT_EXPRESSIONS"})
_ESTIMATES = frozenset({"COSTS_RANGE_AND_CURRENCY"})
_ADDRESS = "CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME"
_SKIPPED = ("COMPLEMENTARY_INFORMATION", "OTH_INFO", "AWARD_CRITERIA", "CONDITIONS_FOR_OPENING", "APPEAL")


def read(form: _Element, name: str, language: str) -> FormDraft:
    """What ``form`` (``name`` is its short name, such as ``F17``) says."""
    draft = FormDraft(language, objects=[ObjectDraft()])
    _section(form, draft, name in _DEFENCE)
    if name == "F14":
        draft.corrects, draft.previous = draft.previous, []
    return draft


def _section(section: _Element, draft: FormDraft, defence: bool) -> None:
    for element in section:
        name = LOCAL[element.tag]
        if name.startswith("LEFTI"):
            draft.hurdles.extend(hurdles(element, defence))
        elif name.startswith(("AWARD_OF_CONTRACT", "AWARD_AND_CONTRACT_VALUE", "RESULT_CONTEST")):
            draft.awards.append(_award(element))
        elif name.endswith("ANNEX_B") or name == "LOT_PRIOR_INFORMATION":
            draft.objects[-1].lots.append(_lot(element))
        elif name.startswith(("NAME_ADDRESSES_CONTACT", "PURCHASING_ON_BEHALF")):
            _buyers(element, draft)
        elif name == "SUBCONTRACTING":
            draft.hurdles.extend(subcontracting(element))
        elif name in _DEADLINES:
            draft.deadline = written_day(element)
        elif name == "NOTICE_NUMBER_OJ":
            draft.previous.extend(filter(None, [publication_number(line(element))]))
        elif not _part_of_object(element, name, draft) and len(element) and not name.startswith(_SKIPPED):
            _section(element, draft, defence)


def _part_of_object(element: _Element, name: str, draft: FormDraft) -> bool:
    bought = draft.objects[-1]
    if name in ("TITLE_CONTRACT", "TI_DOC"):
        if bought.title:
            bought = ObjectDraft()
            draft.objects.append(bought)
        bought.title = words(element)
    elif name == "SHORT_CONTRACT_DESCRIPTION":
        bought.description = words(element)
    elif name == "CONTENTS":
        bought.description = _free_text(element)
    elif name == "TOTAL_QUANTITY_OR_SCOPE":
        bought.description = bought.description or words(element)
    elif name == "CPV":
        bought.cpv.extend(_cpv_codes(element))
    elif name == "NUTS":
        bought.places.extend(filter(None, [nuts(element)]))
    elif name in _ESTIMATES:
        bought.estimate = bought.estimate or written_amount(element)
    elif name == "COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE":
        bought.total = written_amount(element)
    else:
        return False
    return True


def _free_text(contents: _Element) -> str:
    """The paragraphs of a notice without a form, except those that hold an address with its contact person."""
    return "\n".join(
        text
        for paragraph in contents
        if not any(LOCAL[element.tag] == "ADDRESS_NOT_STRUCT" for element in paragraph.iter())
        and (text := line(paragraph))
    )


def _cpv_codes(section: _Element) -> list[str]:
    """Main code first, as the form orders them."""
    return [code for element in section if (code := cpv(element))]


def _buyers(section: _Element, draft: FormDraft) -> None:
    urls = next((element for element in section if LOCAL[element.tag].startswith("INTERNET_ADDRESSES")), None)
    for element in section:
        name = LOCAL[element.tag]
        if name == "CA_CE_CONCESSIONAIRE_PROFILE" or name.startswith("CONTACT_DATA_OTHER_BEHALF"):
            buyer = party(element, urls)
            if buyer is not None:
                draft.buyers.append(buyer)
        elif name.startswith("PURCHASING_ON_BEHALF"):
            _buyers(element, draft)


def _lot(section: _Element) -> LotDraft:
    lot = LotDraft()
    for element in section:
        name = LOCAL[element.tag]
        if name == "LOT_NUMBER":
            lot.number = line(element)
        elif name == "LOT_TITLE":
            lot.title = words(element)
        elif name == "LOT_DESCRIPTION":
            lot.description = words(element)
        elif name == "CPV":
            lot.cpv.extend(_cpv_codes(element))
        elif name == "NUTS":
            lot.places.extend(filter(None, [nuts(element)]))
        elif name == "NATURE_QUANTITY_SCOPE":
            scope = named(element)
            lot.description = lot.description or words(scope.get("TOTAL_QUANTITY_OR_SCOPE"))
            if "COSTS_RANGE_AND_CURRENCY" in scope:
                lot.value = written_amount(scope["COSTS_RANGE_AND_CURRENCY"])
    return lot


def _award(section: _Element) -> AwardDraft:
    """One contract. The forms have no box for a lot that nobody won: an award without a winner has no status."""
    award = AwardDraft()
    for element in section:
        name = LOCAL[element.tag]
        if name == "LOT_NUMBER":
            award.lot = line(element)
        elif name == "ECONOMIC_OPERATOR_NAME_ADDRESS":
            award.winners.extend(parties(element, _ADDRESS))
        elif name in ("OFFERS_RECEIVED_NUMBER", "NUMBER_OFFERS_RECEIVED"):
            award.tenders = whole_number(element)
        elif name == "CONTRACT_VALUE_INFORMATION":
            costs = named(element).get("COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE")
            award.value = written_amount(costs) if costs is not None else None
    award.status = "selec-w" if award.winners else None
    return award
