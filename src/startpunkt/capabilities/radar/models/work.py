"""What organisations do with lots: put them aside, pursue them, pass them on. Only their members may see it.

A lot is named by its notice's source and id and its own id, not by its row: a new version of the notice brings new
rows, and nobody's work may be lost by that.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from startpunkt.foundation.actors.models import Organisation, Person, Profile


class AboutLot(models.Model):
    """Something said about a lot whatever the version of its notice."""

    source = models.TextField()
    notice_id = models.TextField()
    lot_id = models.TextField()

    class Meta:
        abstract = True

    @property
    def lot_key(self) -> tuple[str, str, str]:
        """Source, notice id and lot id."""
        return self.source, self.notice_id, self.lot_id


class Dismissal(AboutLot):
    """That a lot is not for a profile, and why: it leaves the profile's ranking, and the reason changes the rest."""

    class Reason(models.TextChoices):
        SUBJECT = "subject", _("Not our subject")
        BUYER = "buyer", _("Not this buyer")
        PLACE = "place", _("Not there")
        VALUE = "value", _("Too large or too small")
        HURDLES = "hurdles", _("We do not meet the conditions")
        OTHER = "other", _("Another reason")

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="dismissals")
    reason = models.CharField(max_length=10, choices=Reason)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("profile", "source", "notice_id", "lot_id"), name="dismissed_once"),
            models.CheckConstraint(
                condition=models.Q(reason__in=("subject", "buyer", "place", "value", "hurdles", "other")),
                name="dismissal_reason_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.lot_id}: {self.reason}"


class Pursuit(AboutLot):
    """A lot that an organisation works on; ``title``, ``buyer`` and ``deadline`` as they were when it was kept."""

    class Stage(models.TextChoices):
        LOOKING = "looking", _("Looking at it")
        PREPARING = "preparing", _("Preparing a tender")
        SUBMITTED = "submitted", _("Submitted")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="pursuits")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.LOOKING)
    title = models.TextField()
    title_language = models.TextField(null=True)
    buyer = models.TextField(null=True)
    deadline = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    in_charge = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("deadline", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("organisation", "source", "notice_id", "lot_id"), name="pursued_once"),
            models.CheckConstraint(
                condition=models.Q(stage__in=("looking", "preparing", "submitted", "won", "lost", "withdrawn")),
                name="pursuit_stage_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.lot_id}: {self.stage}"


class PursuitStep(models.Model):
    """When a pursuit came to a stage, and by whom."""

    pursuit = models.ForeignKey(Pursuit, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=10, choices=Pursuit.Stage)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.stage} {self.at:%Y-%m-%d}"


class Forwarding(AboutLot):
    """That somebody passed a lot on: to an organisation, or (``to``) to one person of it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="forwardings")
    to = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.lot_id} to {self.organisation_id}"


class SavedView(models.Model):
    """Filters and order of the radar that a person named for herself: ``query`` is what stands in the address."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.TextField(blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person", "profile", "name"), name="saved_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """When a person looked at a profile's radar: ``latest``, and ``before`` that visit. What came since is new."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")
    latest = models.DateTimeField()
    before = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("person", "profile"), name="visit_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.latest:%Y-%m-%d %H:%M}"
