"""Who takes part: organisations of six kinds, people, and who belongs where."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """The six groups of the network, and what fits none of them."""

    STARTUP = "startup", _("Start-up")
    UNIVERSITY = "university", _("University or research institute")
    ARMED_FORCES = "armed-forces", _("Armed forces")
    NATO = "nato", _("NATO")
    INDUSTRY = "industry", _("Industry")
    ADMINISTRATION = "administration", _("Politics and administration")
    OTHER = "other", _("Other")


class Organisation(models.Model):
    """A company, university, authority or unit that takes part. ``turnover``: a year's, in euro."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    city = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, default="DE")
    certificates = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    turnover = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Reference(models.Model):
    """A contract that an organisation has carried out; ``value`` in euro."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="references")
    title = models.CharField(max_length=300)
    buyer = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("-year", "id")

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class Profile(models.Model):
    """What an organisation can do, in its own words: the sentences that lots are matched with."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everyone")
        MEMBERS = "members", _("Members of the organisation")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="profiles")
    name = models.CharField(max_length=200)
    text = models.TextField()
    fields = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    regions = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    value_min = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    value_max = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("organisation", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("organisation", "name"), name="profile_name_once"),
            models.CheckConstraint(
                condition=models.Q(visibility__in=("public", "members")), name="profile_visibility_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.name}"


class PersonManager(BaseUserManager["Person"]):
    """Makes people who sign in with their mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in. Staff are the incubator's own people. ``time_zone``: IANA name; empty: the browser's."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=60, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    organisations: models.ManyToManyField[Organisation, Membership] = models.ManyToManyField(
        Organisation, through="Membership", related_name="people"
    )

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name_plural = "people"
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name or self.email


class Membership(models.Model):
    """That a person belongs to an organisation, and as what."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MEMBER = "member", _("Member")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    since = models.DateField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("person", "organisation"), name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=("owner", "member")), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation}"
