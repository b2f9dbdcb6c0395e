"""One TED notice: its coded data and its original forms put together."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from lxml.etree import _Element

from startpunkt.core.notices import codes, instants
from startpunkt.core.notices.errors import UnreadableNotice
from startpunkt.core.notices.model import Deadline, Notice, Party, Texts
from startpunkt.core.notices.ted import forms_2011, forms_2014, kinds
from startpunkt.core.notices.ted.coded import Coded, buyer_names, coded, headings
from startpunkt.core.notices.ted.draft import FormDraft, ObjectDraft
from startpunkt.core.notices.ted.lots import lots_of
from startpunkt.core.notices.ted.results import results
from startpunkt.core.notices.ted.tree import LOCAL, named

_VERSION = "1"
"""A publication in the Official Journal never changes; corrections are notices of their own."""

_CELEX = re.compile(r"3(\d{4})[LR](\d{4})", re.ASCII)
_ACT = re.compile(r"\d{4}/\d{1,4}/(EU|EC)", re.ASCII)
_FIRST_EU_YEAR = 2010


def read(root: _Element) -> Notice:
    """The notice under a ``TED_EXPORT`` element of any release.

    Raises UnreadableNotice: ``no-identifier``, ``no-form``.
    """
    sections = named(root)
    data = coded(root, sections)
    originals = _originals(sections.get("FORM_SECTION"), data.number)
    name = kinds.form(LOCAL[originals[0].tag], originals[0].get("FORM"))
    drafts = [_draft(form, data) for form in originals]
    translations = sections.get("TRANSLATION_SECTION")
    if not drafts[0].buyers:
        drafts[0].buyers = [Party(name, data.country) for name in buyer_names(translations)[:1]]
    return _notice(name, data, drafts, headings(translations))


def _originals(section: _Element | None, number: str) -> list[_Element]:
    forms = [form for form in section if form.get("LG")] if section is not None else []
    originals = [form for form in forms if form.get("CATEGORY") == "ORIGINAL"]
    originals = originals or [form for form in forms if form.get("CATEGORY") != "TRANSLATION"]
    if not originals:
        what = "only translations" if forms else "no form"
        raise UnreadableNotice(
            "no-form", f"The TED notice {number} holds {what}; a form in the buyer's language is needed."
        )
    return originals


def _draft(form: _Element, data: Coded) -> FormDraft:
    element = LOCAL[form.tag]
    language = codes.language(form.get("LG")) or data.original_language or ""
    reader = forms_2014.read if kinds.is_new(element) else forms_2011.read
    return reader(form, kinds.form(element, form.get("FORM")), language)


def _notice(name: str, data: Coded, drafts: list[FormDraft], titles: Texts) -> Notice:
    first = drafts[0]
    bought = first.objects[0] if first.objects else ObjectDraft()
    buyers = _buyers(first.buyers, data.country)
    main_cpv = next(iter([*bought.cpv[:1], *data.cpv]), None)
    deadline = _deadline(first, data, buyers[0].country if buyers else data.country)
    lots = lots_of(drafts, deadline, [main_cpv] if main_cpv else [], data.places)
    described = [draft for draft in drafts if draft.objects]
    description = {d.language: d.objects[0].description for d in described if d.objects[0].description}
    languages = tuple(dict.fromkeys(draft.language for draft in drafts if draft.language))
    previous = dict.fromkeys([*first.previous, *data.previous])
    corrects = dict.fromkeys(first.corrects or (previous if name == "F14" else ()))
    return Notice(
        id=data.number,
        version=_VERSION,
        format="ted",
        form=name,
        kind=kinds.kind(name, data.document_type),
        direct=kinds.direct(name, data.document_type),
        publication_number=data.number,
        publication_date=data.published,
        legal_basis=_legal_basis(first.legal_basis) or _legal_basis(data.directive),
        procedure_type=data.procedure_type,
        languages=languages,
        title={d.language: d.objects[0].title for d in described if d.objects[0].title},
        description=description or (lots[0].description if len(lots) == 1 else {}),
        headings=titles,
        buyers=buyers,
        main_cpv=main_cpv,
        value=first.modified_value or bought.total or bought.estimate,
        lots=lots,
        results=results(first.awards, lots),
        previous=tuple(number for number in previous if number != data.number and number not in corrects),
        corrects=tuple(number for number in corrects if number != data.number),
        official_url=next((data.urls[language] for language in languages if language in data.urls), None)
        or next(iter(data.urls.values()), None),
    )


def _buyers(buyers: list[Party], country: str | None) -> tuple[Party, ...]:
    """The buyers, each once; the first is in the notice's country where its address names none."""
    distinct = list(dict.fromkeys(buyers))
    if distinct and distinct[0].country is None:
        distinct[0] = replace(distinct[0], country=country)
    return tuple(distinct)


def _deadline(draft: FormDraft, data: Coded, country: str | None) -> Deadline | None:
    """The deadline of the form itself: the coded one is sometimes moved afterwards, by a correction."""
    for day, time in filter(None, (draft.deadline, data.deadline)):
        deadline = instants.deadline(day, time, country)
        if deadline is not None:
            return deadline
    return None


@lru_cache(maxsize=256)
def _legal_basis(code: str | None) -> str | None:
    """``32014L0024`` or ``2014/24/EU`` as ``2014/24/EU``."""
    if not code:
        return None
    celex = _CELEX.fullmatch(code)
    if celex:
        year, number = int(celex.group(1)), int(celex.group(2))
        return f"{year}/{number}/{'EU' if year >= _FIRST_EU_YEAR else 'EC'}"
    return code if _ACT.fullmatch(code) else None
