"""The steps of the guided form: what is there, what is missing, and what it would bring."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startpunkt.core.matching.evidence import BUYER, FIELD, MIDDLE, PLACE, VALUE, scale
from startpunkt.core.matching.query import SENTENCES
from startpunkt.core.text.sentences import sentences
from startpunkt.foundation.actors.models import Profile

ENOUGH = 3
"""Sentences from which on a text is no longer thin."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the form. ``anchor`` is its place on the page; ``remark`` says what is missing and what it brings."""

    number: int
    anchor: str
    title: str
    done: bool
    remark: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The steps in their order."""

    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(step.done for step in self.steps)


def progress(profile: Profile, references: int, certificates: int) -> Progress:
    """How far the description is; ``references`` and ``certificates`` are those of the organisation."""
    count = len(sentences(profile.text))
    area = bool(profile.regions or profile.countries)
    sized = profile.value_min is not None or profile.value_max is not None
    field = _("A lot in your field rises by up to %(points)d points.") % {"points": gain(FIELD)}
    place = _("A lot in your area rises by up to %(points)d points, one elsewhere falls.") % {"points": gain(PLACE)}
    value = _("A lot of your size rises by up to %(points)d points, any other falls.") % {"points": gain(VALUE)}
    return Progress(
        (
            Step(1, "step-text", _("What you can do"), count >= ENOUGH, _text(count)),
            Step(2, "step-fields", _("Fields"), bool(profile.fields), field),
            Step(3, "step-regions", _("Regions"), area, place),
            Step(4, "step-values", _("Contract values"), sized, value),
            Step(5, "step-proof", _("References and certificates"), bool(references and certificates), _proof()),
        )
    )


def gain(weight: float) -> int:
    """Points that a lot of 50 wins by a piece of evidence of this weight."""
    return round(scale(MIDDLE + weight) - 50)


def _text(count: int) -> str:
    said = ngettext("%(count)d sentence", "%(count)d sentences", count) % {"count": count}
    if count < ENOUGH:
        return _("%(said)s; write at least three: the text weighs most of all.") % {"said": said}
    if count > SENTENCES:
        return _("%(said)s; reasons name only the first %(most)d.") % {"said": said, "most": SENTENCES}
    return said


def _proof() -> str:
    return _("A lot of a buyer you have worked for rises by up to %(points)d points.") % {"points": gain(BUYER)}
