"""Writing organisations, references and profiles: what is chosen is stored, and nobody overwrites unseen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from startpunkt.foundation.access.viewer import STRANGER, Viewer
from startpunkt.foundation.actors import services
from startpunkt.foundation.actors.models import Organisation, Profile, Reference
from startpunkt.foundation.actors.selectors import readable_organisation, references_of
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def horchlicht() -> Organisation:
    return cast.organisation("Horchlicht")


def test_a_profile_is_written_by_who_saw_it_as_it_is(horchlicht: Organisation) -> None:
    profile = horchlicht.profiles.get()
    seen = services.mark(profile)
    saved = services.save_profile(profile, seen, {"text": "Neu.", "value_min": Decimal(5), "organisation_id": 99})
    assert (saved.text, saved.value_min, saved.organisation_id) == ("Neu.", Decimal(5), horchlicht.pk)
    with pytest.raises(services.ChangedMeanwhileError) as met:
        services.save_profile(profile, seen, {"text": "Anders."})
    assert isinstance(met.value.row, Profile)
    assert met.value.row.text == horchlicht.profiles.get().text == "Neu."


def test_a_profile_that_is_gone_is_not_made_again_unasked(horchlicht: Organisation) -> None:
    profile = horchlicht.profiles.get()
    seen = services.mark(profile)
    services.remove(Profile.objects.get(pk=profile.pk))
    with pytest.raises(services.ChangedMeanwhileError) as met:
        services.save_profile(profile, seen, {"text": "Neu."})
    assert met.value.row is None
    assert not Profile.objects.exists()


def test_two_profiles_of_one_name_are_refused_and_the_transaction_goes_on(horchlicht: Organisation) -> None:
    second = services.add_profile(horchlicht, {"name": "Zweites", "text": "x"})
    with pytest.raises(services.NameTakenError):
        services.add_profile(horchlicht, {"name": "Zweites", "text": "y"})
    with pytest.raises(services.NameTakenError):
        services.save_profile(second, services.mark(second), {"name": "Horchlicht"})
    assert Profile.objects.count() == 2


def test_the_mark_is_the_same_before_and_after_the_store(horchlicht: Organisation) -> None:
    made = services.add_reference(
        horchlicht, {"title": "Erprobung", "buyer": "Hafen Mühlsteig", "year": 2024, "value": Decimal(3_000_000)}
    )
    assert services.mark(made) == services.mark(Reference.objects.get())
    saved = services.save_organisation(horchlicht, services.mark(horchlicht), {"certificates": ["ISO 9001"]})
    assert services.mark(saved) == services.mark(Organisation.objects.get())
    assert services.mark(saved) != services.mark(horchlicht)


def test_references_are_for_members_and_staff_only(horchlicht: Organisation) -> None:
    ada, bob = cast.person("Ada", horchlicht), cast.person("Bob", cast.organisation("Stillwerk"))
    services.add_reference(horchlicht, {"title": "Erprobung", "buyer": "Hafen", "year": 2024, "value": None})
    seen = [
        references_of(viewer, horchlicht).count()
        for viewer in (Viewer(ada.pk), Viewer(bob.pk, staff=True), Viewer(bob.pk), STRANGER)
    ]
    assert seen == [1, 1, 0, 0]


def test_an_organisation_without_a_public_profile_is_hidden_from_strangers() -> None:
    hidden = cast.organisation("Stillwerk", Profile.Visibility.MEMBERS)
    cast.organisation("Horchlicht")
    bob = cast.person("Bob", hidden)
    assert readable_organisation(STRANGER, "horchlicht") is not None
    assert readable_organisation(STRANGER, "stillwerk") is None
    assert readable_organisation(STRANGER, "missing") is None
    assert readable_organisation(Viewer(bob.pk), "stillwerk") == hidden
    assert readable_organisation(Viewer(None, operator=True), "stillwerk") == hidden
