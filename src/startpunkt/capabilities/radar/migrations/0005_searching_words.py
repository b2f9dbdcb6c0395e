from typing import Any

from django.db import migrations, models


def mark_stored_lots(apps: Any, schema_editor: Any) -> None:
    """Give the lots that are stored already the marks of their buyers, codes and places."""
    from startpunkt.core.text.marks import marks

    lots = (
        apps.get_model("radar", "Lot")
        .objects.select_related("notice")
        .only("cpv", "places", "country", "notice__buyer")
    )
    with schema_editor.connection.cursor() as cursor:
        for lot in lots.iterator(chunk_size=2000):
            found = marks([lot.notice.buyer] if lot.notice.buyer else [], lot.cpv, lot.country, lot.places)
            cursor.execute(
                "UPDATE radar_lot SET lexemes = lexemes || setweight(array_to_tsvector(%s), 'B') WHERE id = %s",
                [found, lot.pk],
            )


class Migration(migrations.Migration):
    dependencies = [("radar", "0004_reading_awards")]

    operations = [
        migrations.CreateModel(
            name="WordCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.TextField()),
                ("word", models.TextField()),
                ("lots", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("language", "word"), name="word_count_once")],
            },
        ),
        migrations.RunPython(mark_stored_lots, migrations.RunPython.noop),
    ]
