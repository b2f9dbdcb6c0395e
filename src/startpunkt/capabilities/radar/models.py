"""The radar's tables: notices by version, their lots with what lots are found by, and what could not be read."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from pgvector.django import HalfVectorField

class Notice(models.Model):
    """One version of one official notice. Everything else about it is read again from its original bytes."""

    source = models.CharField(max_length=10)
    notice_id = models.CharField(max_length=100)
    version = models.CharField(max_length=20)
    version_order = models.IntegerField()
    newest = models.BooleanField()
    content_hash = models.BinaryField(max_length=32, unique=True)
    file = models.TextField()
    form = models.CharField(max_length=20, null=True)
    kind = models.CharField(max_length=12)
    direct = models.BooleanField()
    legal_basis = models.CharField(max_length=40, null=True)
    procedure_id = models.CharField(max_length=100, null=True, db_index=True)
    publication_number = models.CharField(max_length=60, null=True, db_index=True)
    publication_date = models.DateField(null=True)
    languages = ArrayField(models.CharField(max_length=3))
    title = models.JSONField()
    buyer = models.TextField(null=True)
    country = models.CharField(max_length=2, null=True)
    previous = ArrayField(models.TextField())
    corrects = ArrayField(models.TextField())
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("source", "notice_id", "version"), name="notice_version_once"),
            models.UniqueConstraint(
                fields=("source", "notice_id"), condition=models.Q(newest=True), name="notice_one_newest"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=("notice_id",), name="notice_by_id")]

    def __str__(self) -> str:
        return f"{self.notice_id}-{self.version}"


class Original(models.Model):
    """The bytes of a notice exactly as they were read, compressed (Zstandard)."""

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, primary_key=True)
    compressed = models.BinaryField()

    def __str__(self) -> str:
        return f"bytes of {self.notice_id}"


class Lot(models.Model):
    """What can be tendered for. Visible while its notice's version is the newest (``newest``, kept with the notice's)."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="lots", db_index=False)
    position = models.IntegerField()
    lot_id = models.CharField(max_length=60)
    newest = models.BooleanField()
    kind = models.CharField(max_length=12)
    country = models.CharField(max_length=2, null=True)
    language = models.CharField(max_length=3, null=True)
    languages = ArrayField(models.CharField(max_length=3))
    title = models.JSONField()
    cpv = ArrayField(models.CharField(max_length=8))
    places = ArrayField(models.CharField(max_length=5))
    deadline = models.DateTimeField(null=True)
    deadline_source = models.CharField(max_length=40, null=True)
    value = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, null=True)
    lexemes = SearchVectorField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("notice", "position"), name="lot_position_once"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=("lexemes",), name="lot_by_lexeme"),
            models.Index(
                fields=("deadline",), name="lot_open", condition=models.Q(newest=True, kind="competition")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.lot_id}"


class LotVector(models.Model):
    """The meaning of one passage of a lot, as the encoder named here sees it: centred, of length one.

    The column has no fixed length, because each encoder has its own; the index is made per encoder (``nearest``).
    """

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="vectors", db_index=False)
    part = models.SmallIntegerField()
    encoder = models.CharField(max_length=60)
    vector = HalfVectorField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("lot", "encoder", "part"), name="lot_vector_once"),
        ]

    def __str__(self) -> str:
        return f"vector {self.part} of lot {self.lot_id}"


class Quarantined(models.Model):
    """What was offered and could not be read, with the reason and, as far as they may be kept, the bytes."""

    content_hash = models.BinaryField(max_length=32, unique=True)
    file = models.TextField()
    code = models.CharField(max_length=40)
    reason = models.TextField()
    size = models.BigIntegerField()
    compressed = models.BinaryField(null=True)
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.file}: {self.code}"


class CodeLabel(models.Model):
    """An official label of a code, loaded by the operator: CPV, NUTS and other lists."""

    list = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    de = models.TextField()
    en = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("list", "code"), name="code_label_once")]

    def __str__(self) -> str:
        return f"{self.list} {self.code}"
