"""Loading the demo: people and their work appear once, and what a user changed stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from startpunkt.capabilities.radar.demo.loading import load_demo
from startpunkt.capabilities.radar.demo.people import PEOPLE
from startpunkt.capabilities.radar.models import Dismissal, Forwarding, Lot, Pursuit, PursuitStep, SavedView, Visit
from startpunkt.foundation.actors.models import Organisation, Person, Profile

TODAY = datetime.now(UTC).date()  # what the store stamps by itself, it stamps with today
MONDAY = TODAY - timedelta(days=TODAY.weekday())
MODELS = (Organisation, Profile, Person, Pursuit, PursuitStep, Dismissal, Forwarding, SavedView, Visit, Lot)


def counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


def test_the_demo_is_loaded_once_and_changes_of_users_stay(transactional_db: None) -> None:
    load_demo(MONDAY)
    before = counted()
    assert before["Organisation"] == 40
    assert before["Person"] == len(PEOPLE) == 3
    assert not any(person.has_usable_password() for person in Person.objects.all())
    assert [person.name for person in Person.objects.filter(is_staff=True)] == ["Ruth Althoven"]
    stages = set(Pursuit.objects.values_list("stage", flat=True))
    assert stages == set(Pursuit.Stage.values)
    assert before["Dismissal"] >= 3
    assert before["Forwarding"] >= 2
    assert before["SavedView"] >= 3
    seen = Visit.objects.get().latest
    lots = Lot.objects.filter(newest=True)
    assert 0 < lots.filter(seen_at__gt=seen).count() < lots.count() // 2

    pursuit = Pursuit.objects.filter(stage="preparing").earliest("deadline")
    Pursuit.objects.filter(pk=pursuit.pk).update(note="mine", stage="submitted")
    Dismissal.objects.all().delete()
    Profile.objects.filter(organisation__slug="horchwerk").update(text="My own words.")
    load_demo(MONDAY + timedelta(days=2))
    assert counted() == {**before, "Dismissal": 0}

    load_demo(MONDAY + timedelta(days=7))
    assert counted() == {**before, "Dismissal": 0}
    later = Pursuit.objects.get(pk=pursuit.pk)
    assert (later.note, later.stage) == ("mine", "submitted")
    assert pursuit.deadline and later.deadline == pursuit.deadline + timedelta(days=7)
    assert set(Profile.objects.filter(organisation__slug="horchwerk").values_list("text", flat=True)) == {
        "My own words."
    }
