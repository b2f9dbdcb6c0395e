"""Notices by version, their lots with what lots are found by, and what could not be read.

Texts have no greatest length here: they come from publishers, and a long one is no reason to refuse a notice.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone
from pgvector.django import HalfVectorField

from startpunkt.capabilities.radar.intake.stored_texts import StoredTexts


class Notice(models.Model):
    """One version of one official notice. Everything else about it is read again from its original bytes.

    ``title`` and ``description`` hold the beginnings of its texts by language, for matching. ``buyer`` is the first
    one's name as written, ``buyer_key`` the same for all its spellings (``core.notices.buyers``).
    """

    source = models.TextField()
    notice_id = models.TextField()
    version = models.TextField()
    version_order = models.IntegerField()
    newest = models.BooleanField()
    content_hash = models.BinaryField(max_length=32, unique=True)
    file = models.TextField()
    form = models.TextField(null=True)
    kind = models.TextField()
    direct = models.BooleanField()
    legal_basis = models.TextField(null=True)
    procedure_id = models.TextField(null=True, db_index=True)
    publication_number = models.TextField(null=True, db_index=True)
    publication_date = models.DateField(null=True)
    languages = ArrayField(models.TextField())
    title = models.JSONField()
    description = models.JSONField()
    buyer = models.TextField(null=True)
    buyer_key = models.TextField(null=True)
    country = models.TextField(null=True)
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
        indexes: ClassVar = [
            GinIndex(fields=("previous",), name="notice_by_previous"),
            GinIndex(fields=("corrects",), name="notice_by_corrected"),
            models.Index(fields=("notice_id",), name="notice_by_id"),
            models.Index(fields=("buyer_key", "country"), name="notice_of_buyer", condition=models.Q(newest=True)),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}-{self.version}"


class Award(models.Model):
    """What a notice says became of a lot: kept beside the notice, so that a buyer's past is found without reading it.

    ``lot_id`` as the notice names it, if it does. ``status`` as in ``core.notices.model.Result``. ``winners`` are
    names as written, ``value`` that of the result or its contracts.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="awards", db_index=False)
    position = models.IntegerField()
    lot_id = models.TextField(null=True)
    status = models.TextField(null=True)
    winners = ArrayField(models.TextField())
    tenders = models.IntegerField(null=True)
    value = models.DecimalField(max_digits=30, decimal_places=4, null=True)
    currency = models.TextField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("notice", "position"), name="award_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.lot_id}: {', '.join(self.winners)}"


class Original(models.Model):
    """The bytes of a notice exactly as they were read, compressed (Zstandard)."""

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, primary_key=True)
    compressed = models.BinaryField()

    def __str__(self) -> str:
        return f"bytes of {self.notice_id}"


class Lot(models.Model):
    """What can be tendered for. Visible while its notice's version is the newest (``newest``, kept with the notice's).

    ``seen_at`` is when its notice was imported. ``regions`` are the first three characters of its places (NUTS 1);
    ``fields`` and ``defence`` follow from its codes, its legal basis and its buyer (``core.fields``).
    It is matched in ``language``. ``title`` and ``description`` hold the beginnings of its texts by language, as far
    as matching looks at them and quotes from them; an empty one is the notice's.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="lots", db_index=False)
    position = models.IntegerField()
    lot_id = models.TextField()
    newest = models.BooleanField()
    kind = models.TextField()
    country = models.TextField(null=True)
    language = models.TextField(null=True)
    languages = ArrayField(models.TextField())
    title = models.JSONField()
    description = models.JSONField()
    cpv = ArrayField(models.TextField())
    places = ArrayField(models.TextField())
    regions = ArrayField(models.TextField(), default=list)
    fields = ArrayField(models.TextField(), default=list)
    defence = models.BooleanField(default=False)
    seen_at = models.DateTimeField(default=timezone.now)
    deadline = models.DateTimeField(null=True)
    deadline_source = models.TextField(null=True)
    value = models.DecimalField(max_digits=30, decimal_places=4, null=True)
    currency = models.TextField(null=True)
    lexemes = SearchVectorField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("notice", "position"), name="lot_position_once"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=("lexemes",), name="lot_by_lexeme"),
            models.Index(fields=("deadline",), name="lot_open", condition=models.Q(newest=True, kind="competition")),
            models.Index(
                fields=("country", "deadline"),
                name="lot_open_in_country",
                condition=models.Q(newest=True, kind="competition"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}/{self.lot_id}"

    def texts(self) -> StoredTexts:
        """The lot's texts with those of its notice, which must be loaded with it."""
        notice = self.notice
        return StoredTexts(self.title, self.description, notice.title, notice.description, notice.languages)


class LotVector(models.Model):
    """What a lot means to the encoder named here. Made by ``core.matching.lot_vector``, which says how to compare.

    Only visible lots have one. ``vector`` is what a lot is found by; it has no fixed length, because each encoder has
    its own, and its index is made per encoder (``nearest``). ``units`` holds the packed vectors of the lot's texts, in
    their order. All that lots are narrowed by stands here as well as with the lot: comparing thousands of lots must
    not look each of them up in another table.
    """

    lot = models.ForeignKey(Lot, on_delete=models.CASCADE, related_name="vectors", db_index=False)
    deadline = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
    defence = models.BooleanField()
    kind = models.TextField()
    country = models.TextField(null=True)
    currency = models.TextField(null=True)
    value = models.DecimalField(max_digits=30, decimal_places=4, null=True)
    regions = ArrayField(models.TextField())
    fields = ArrayField(models.TextField())
    encoder = models.TextField()
    vector = HalfVectorField()
    units = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("lot", "encoder"), name="lot_vector_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=("deadline",), name="lot_vector_open", condition=models.Q(kind="competition")),
            models.Index(
                fields=("country", "deadline"),
                name="lot_vector_open_in_country",
                condition=models.Q(kind="competition"),
            ),
            GinIndex(fields=("fields", "regions"), name="lot_vector_by_field_region"),
        ]

    def __str__(self) -> str:
        return f"vector of lot {self.lot_id}"


class LexemeCount(models.Model):
    """In how many visible lots of a language a lexeme occurs. The empty lexeme counts the lots themselves."""

    language = models.TextField()
    lexeme = models.TextField()
    lots = models.IntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("language", "lexeme"), name="lexeme_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.lexeme} ({self.language}): {self.lots}"


class WordCount(models.Model):
    """In how many lots a word occurred when they came in, as it is spelled there: for slips and suggestions.

    Words of buyers' names have no language. The empty word counts up to which lot (its number) words were counted.
    """

    language = models.TextField()
    word = models.TextField()
    lots = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("language", "word"), name="word_count_once")]

    def __str__(self) -> str:
        return f"{self.word} ({self.language}): {self.lots}"


class Quarantined(models.Model):
    """What was offered and could not be read, with the reason and, as far as they may be kept, the bytes."""

    content_hash = models.BinaryField(max_length=32, unique=True)
    file = models.TextField()
    code = models.TextField()
    reason = models.TextField()
    size = models.BigIntegerField()
    compressed = models.BinaryField(null=True)
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.file}: {self.code}"


class ImportRun(models.Model):
    """One finished import. Its commit is the one that waits for the disk, so that all before it are safe with it."""

    ended_at = models.DateTimeField(auto_now_add=True)
    seconds = models.FloatField()
    read = models.IntegerField()
    stored = models.IntegerField()
    unchanged = models.IntegerField()
    superseded = models.IntegerField()
    quarantined = models.IntegerField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.ended_at:%Y-%m-%d %H:%M}: {self.read} read, {self.stored} stored"


class CodeLabel(models.Model):
    """An official label of a code, loaded by the operator: CPV, NUTS and other lists."""

    list = models.TextField()
    code = models.TextField()
    de = models.TextField()
    en = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("list", "code"), name="code_label_once")]

    def __str__(self) -> str:
        return f"{self.list} {self.code}"
