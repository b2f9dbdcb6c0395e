"""The conditions of a lot, each quoted, and how an organisation stands to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from startpunkt.core.hurdles.judging import judge
from startpunkt.core.hurdles.verdict import Answer, Standing, Verdict
from startpunkt.core.notices.model import Hurdle
from startpunkt.foundation.actors.models import Organisation
from startpunkt.foundation.design.wording import money

CODES = {
    "res-ws": _("Reserved for sheltered workshops and companies that employ disadvantaged people"),
    "res-pub-ser": _("Reserved for organisations with a public service mission"),
    "reserved-execution": _("The contract must be carried out in programmes of sheltered employment"),
    "tender-guarantee-required": _("A guarantee is asked for; the notice says no more."),
    "security-clearance-required": _("A security clearance is asked for; the notice says no more."),
    "legal-form-required": _("A certain legal form is asked for; the notice says no more."),
    "shar-subc": _("The tenderer must say which share goes to subcontractors."),
    "subc-chng": _("The tenderer must say which subcontractors change while the contract runs."),
    "nda": _("A non-disclosure agreement must be signed."),
}
"""Conditions that notices give as a bare code."""

SENTENCES = {
    ("certificate", "held"): _("You hold it: %(held)s."),
    ("certificate", "not-listed"): _("%(demanded)s is not among your certificates."),
    ("certificate", "none-listed"): _("%(demanded)s is asked for; you have not listed any certificate."),
    ("certificate", "not-valid"): _("%(demanded)s is in your list, but as planned or run out."),
    ("certificate", "otherwise"): _("%(demanded)s is not among your certificates; other evidence may do."),
    ("certificate", "scope"): _("You hold %(held)s; check whether it covers what is asked for."),
    ("turnover", "enough"): _("Your turnover of %(held)s is enough for %(demanded)s."),
    ("turnover", "too-little"): _("Your turnover of %(held)s is below %(demanded)s."),
    ("turnover", "several-years"): _("%(demanded)s is asked for over several years; you have stated one: %(held)s."),
    ("turnover", "part"): _("%(demanded)s is asked for in this kind of work; your whole turnover is %(held)s."),
    ("turnover", "unknown"): _("%(demanded)s is asked for; you have not stated your turnover."),
    ("references", "enough"): _("%(demanded)s asked for; %(held)s of yours count."),
    ("references", "too-little"): _("%(demanded)s asked for; only %(held)s of yours count."),
    ("references", "comparable"): _("%(demanded)s asked for, you have %(held)s; check whether they are comparable."),
    ("references", "none-listed"): _("%(demanded)s asked for; you have not listed any reference."),
    ("clearance", "held"): _("You hold it: %(held)s."),
    ("clearance", "too-little"): _("%(demanded)s is asked for; you hold %(held)s."),
    ("clearance", "level"): _("You hold %(held)s; check whether it is the one that is asked for."),
    ("clearance", "unknown"): _("A clearance is asked for; your certificates name none."),
}
CONDITIONAL = _("This may be an advantage and no condition; read the sentence.")


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """How the organisation stands to one demand: ``sentence`` for the reader.

    ``passage`` is the one of the notice it rests on; empty where that is the whole condition.
    """

    answer: Answer
    sentence: str
    passage: str


@dataclass(frozen=True, slots=True)
class ShownCondition:
    """A condition in the notice's words. ``language`` is empty where the words are ours, for a bare code."""

    text: str
    language: str
    answer: Answer | None
    verdicts: tuple[ShownVerdict, ...]


def standing_of(organisation: Organisation, year: int) -> Standing:
    """What ``organisation`` says of itself; for its members only. One statement."""
    years = [reference.year for reference in organisation.references.all()]
    return Standing(tuple(organisation.certificates), organisation.turnover, tuple(years), year)


def conditions(
    hurdles: Iterable[Hurdle], language: str, standing: Standing | None
) -> tuple[tuple[str, tuple[ShownCondition, ...]], ...]:
    """The conditions by kind, each once; with ``standing`` each says how the organisation stands to it."""
    groups: dict[str, dict[str, ShownCondition]] = {}
    for hurdle in hurdles:
        group = groups.setdefault(hurdle.kind, {})
        if hurdle.text not in group:
            group[hurdle.text] = _condition(hurdle, language, standing)
    return tuple((kind, tuple(found.values())) for kind, found in groups.items())


def _condition(hurdle: Hurdle, language: str, standing: Standing | None) -> ShownCondition:
    own = CODES.get(hurdle.text)
    if standing is None:
        return ShownCondition(str(own or hurdle.text), "" if own else language, None, ())
    verdicts = judge(hurdle, language, standing)
    whole = " ".join(hurdle.text.split())
    shown = tuple(
        ShownVerdict(one.answer, _sentence(one), one.passage if one.passage != whole else "") for one in verdicts
    )
    return ShownCondition(str(own or hurdle.text), "" if own else language, _whole(verdicts), shown)


def _whole(verdicts: tuple[Verdict, ...]) -> Answer:
    """One demand that is not met is enough; all must be met to be met."""
    answers: set[Answer] = {one.answer for one in verdicts}
    if "not-met" in answers:
        return "not-met"
    return "met" if answers == {"met"} else "cannot-tell"


def _sentence(verdict: Verdict) -> str:
    words = {"demanded": verdict.demanded, "held": verdict.held or ""}
    if verdict.subject == "turnover":
        words = {name: money(Decimal(value), "EUR") if value else "" for name, value in words.items()}
    return str(SENTENCES.get((verdict.subject, verdict.why), CONDITIONAL)) % words


@dataclass(frozen=True, slots=True)
class Tally:
    """How many conditions are met, not met, and left to be read."""

    met: int
    not_met: int
    open: int


def tally(groups: tuple[tuple[str, tuple[ShownCondition, ...]], ...]) -> Tally | None:
    """The conditions counted by their answer; ``None`` where nobody's standing was held against them."""
    answers = [one.answer for _, found in groups for one in found if one.answer]
    if not answers:
        return None
    return Tally(answers.count("met"), answers.count("not-met"), answers.count("cannot-tell"))
