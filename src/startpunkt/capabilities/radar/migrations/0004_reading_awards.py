from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
import zstandard
from django.db import migrations, models


def read_stored_awards(apps: Any, schema_editor: Any) -> None:
    """Fill the new table and column from the bytes of the notices that are stored already."""
    from startpunkt.capabilities.radar.intake.rows import storable
    from startpunkt.core.notices.buyers import buyer_key

    notices = apps.get_model("radar", "Notice")
    changed: list[Any] = []
    for notice in notices.objects.filter(buyer__isnull=False).only("buyer").iterator(chunk_size=2000):
        notice.buyer_key = storable(buyer_key(notice.buyer))
        changed.append(notice)
        if len(changed) == 2000:
            notices.objects.bulk_update(changed, ["buyer_key"])
            changed.clear()
    notices.objects.bulk_update(changed, ["buyer_key"])
    originals = apps.get_model("radar", "Original").objects.exclude(notice__kind__in=("planning", "competition"))
    for original in originals.iterator(chunk_size=200):
        _read_one(apps.get_model("radar", "Award"), original)


def _read_one(award: Any, original: Any) -> None:
    from startpunkt.capabilities.radar.intake.rows import award_row, storable
    from startpunkt.core.notices.errors import UnreadableNotice
    from startpunkt.core.notices.reading import read

    try:
        notice = read(zstandard.decompress(bytes(original.compressed)))
    except UnreadableNotice:
        return
    award.objects.bulk_create(
        award(
            notice_id=original.notice_id,
            position=position,
            lot_id=row.lot_id,
            status=row.status,
            winners=list(dict.fromkeys(storable(winner.name) for winner in result.winners)),
            tenders=row.tenders,
            value=row.value,
            currency=row.currency,
        )
        for position, result in enumerate(notice.results)
        for row in [award_row(result)]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("radar", "0003_stored_lots_described"),
    ]

    operations = [
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.IntegerField()),
                ("lot_id", models.TextField(null=True)),
                ("status", models.TextField(null=True)),
                ("winners", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("tenders", models.IntegerField(null=True)),
                ("value", models.DecimalField(decimal_places=4, max_digits=30, null=True)),
                ("currency", models.TextField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="notice",
            name="buyer_key",
            field=models.TextField(null=True),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("newest", True)), fields=["buyer_key", "country"], name="notice_of_buyer"
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="notice",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="awards", to="radar.notice"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(fields=("notice", "position"), name="award_position_once"),
        ),
        migrations.RunPython(read_stored_awards, migrations.RunPython.noop),
    ]
