"""What profiles mean to the encoder, kept so that a lot can be held against all of them at once."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from pgvector.django import HalfVectorField

from startpunkt.foundation.actors.models import Profile


class ProfileVector(models.Model):
    """The vector and the lexemes of a profile as ``core.matching.query`` makes them.

    ``encoder`` names who made it, ``made_of`` the state of the profile it was made of (its ``updated_at``).
    """

    profile = models.OneToOneField(Profile, on_delete=models.CASCADE, related_name="+", primary_key=True)
    encoder = models.TextField()
    made_of = models.DateTimeField()
    language = models.TextField()
    lexemes = ArrayField(models.TextField())
    vector = HalfVectorField()

    def __str__(self) -> str:
        return f"vector of profile {self.profile_id}"
