"""Let the vectors stand beside what lots are narrowed by, and in line with it."""

from __future__ import annotations

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

ENCODED = r"""
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT indexname FROM pg_indexes WHERE indexname LIKE 'lot\_vector\_near\_%' LOOP
    EXECUTE format('DROP INDEX %I', name);  -- the next import makes it anew, faster than row by row
  END LOOP;
END $$;
CREATE TEMPORARY TABLE encoded ON COMMIT DROP AS SELECT * FROM radar_lotvector;
TRUNCATE radar_lotvector;
"""

STORED_AGAIN = """
INSERT INTO radar_lotvector (id, lot_id, encoder, vector, units, deadline, seen_at, defence, kind, country, currency,
  value, regions, fields)
SELECT e.id, e.lot_id, e.encoder, e.vector, e.units, l.deadline, l.seen_at, l.defence, l.kind, l.country, l.currency,
  l.value, l.regions, l.fields
FROM encoded e JOIN radar_lot l ON l.id = e.lot_id WHERE l.newest;
"""


class Migration(migrations.Migration):
    # A table that is emptied, changed and filled in one transaction may have no checks that wait for its end.
    dependencies: ClassVar = [("radar", "0006_pursuing_profile_vectors")]

    operations: ClassVar = [
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(ENCODED, migrations.RunSQL.noop),
        *(
            migrations.AddField("lotvector", name, field)
            for name, field in (
                ("deadline", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField()),
                ("defence", models.BooleanField()),
                ("kind", models.TextField()),
                ("country", models.TextField(null=True)),
                ("currency", models.TextField(null=True)),
                ("value", models.DecimalField(decimal_places=4, max_digits=30, null=True)),
                ("regions", django.contrib.postgres.fields.ArrayField(models.TextField(), size=None)),
                ("fields", django.contrib.postgres.fields.ArrayField(models.TextField(), size=None)),
            )
        ),
        # In line with its row unless the row would not fit a page: what is compared is read without a second look-up.
        migrations.RunSQL("ALTER TABLE radar_lotvector ALTER vector SET STORAGE MAIN", migrations.RunSQL.noop),
        migrations.RunSQL(STORED_AGAIN, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            "lotvector",
            models.Index(condition=models.Q(("kind", "competition")), fields=["deadline"], name="lot_vector_open"),
        ),
        migrations.AddIndex(
            "lotvector",
            models.Index(
                condition=models.Q(("kind", "competition")),
                fields=["country", "deadline"],
                name="lot_vector_open_in_country",
            ),
        ),
        migrations.AddIndex(
            "lotvector",
            django.contrib.postgres.indexes.GinIndex(fields=["fields", "regions"], name="lot_vector_by_field_region"),
        ),
    ]
