from typing import Any

from django.db import migrations


def describe_stored_lots(apps: Any, schema_editor: Any) -> None:
    """Fill the new columns of the lots that are stored already from what the store knows of them."""
    from startpunkt.capabilities.radar.intake.rows import regions_of
    from startpunkt.core.fields import fields_of, is_defence

    lots = (
        apps.get_model("radar", "Lot")
        .objects.select_related("notice")
        .only("notice", "cpv", "places", "notice__legal_basis", "notice__buyer", "notice__imported_at")
    )
    changed: list[Any] = []
    for lot in lots.iterator(chunk_size=2000):
        lot.regions = regions_of(lot.places)
        lot.fields = list(dict.fromkeys(field for code in lot.cpv for field in fields_of(code)))
        lot.defence = is_defence(lot.notice.legal_basis, lot.cpv, [lot.notice.buyer] if lot.notice.buyer else [])
        lot.seen_at = lot.notice.imported_at
        changed.append(lot)
        if len(changed) == 2000:
            _save(lots.model, changed)
    _save(lots.model, changed)


def _save(model: Any, changed: list[Any]) -> None:
    model.objects.bulk_update(changed, ["regions", "fields", "defence", "seen_at"])
    changed.clear()


class Migration(migrations.Migration):
    dependencies = [("radar", "0002_lots_in_pursuit")]

    operations = [migrations.RunPython(describe_stored_lots, migrations.RunPython.noop)]
