"""The invented network: forty organisations that read like real ones and are none."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from startpunkt.capabilities.radar.demo import DemoOrganisation, organisations
from startpunkt.core.fields import FIELDS
from startpunkt.foundation.actors.models import OrganisationKind

LEGAL_FORMS = {"gmbh", "kg", "ag", "ug", "co"}


def test_forty_organisations_of_the_six_kinds() -> None:
    kinds = Counter(organisation.kind for organisation in organisations())
    assert sum(kinds.values()) == 40
    assert set(kinds) == set(OrganisationKind.values) - {OrganisationKind.OTHER}
    assert min(kinds.values()) >= 3
    assert len({organisation.slug for organisation in organisations()}) == 40
    assert len({organisation.city for organisation in organisations()}) >= 25


def test_the_three_that_documents_name_come_first() -> None:
    assert [one.slug for one in organisations()[:3]] == ["horchwerk", "leichtkeram", "siegelring"]
    assert all(one.text_en for one in organisations()[:3])


def test_profiles_are_sound() -> None:
    known = {field.code for field in FIELDS}
    profiles = [profile for organisation in organisations() for profile in organisation.profiles]
    assert len(profiles) >= 50
    for profile in profiles:
        assert profile.fields
        assert set(profile.fields) <= known
        assert all(re.fullmatch(r"[A-Z]{2}[A-Z0-9]{0,3}", region) for region in profile.regions)
        assert len(profile.text.split()) >= 12
        if profile.value_min is not None and profile.value_max is not None:
            assert profile.value_min < profile.value_max
    assert {profile.open for profile in profiles} == {True, False}
    assert {field for profile in profiles for field in profile.fields} == known
    assert len({profile.text for profile in profiles}) == len(profiles)


def test_names_of_profiles_differ_within_an_organisation() -> None:
    for organisation in organisations():
        names = [profile.name for profile in organisation.profiles]
        assert len(set(names)) == len(names)
        assert names[0] == organisation.name


def test_nobody_has_such_a_name(shared: Path) -> None:
    real = json.loads((shared / "data/edf/organisations.json").read_text(encoding="utf-8"))
    names = {plain(one[key]) for one in real for key in ("name", "legal_name", "display_name") if one.get(key)}
    assert [one.slug for one in organisations() if plain(one.name) in names or first_word(one) in names] == []


def plain(name: str) -> str:
    words = [word for word in re.findall(r"\w+", name.casefold()) if word not in LEGAL_FORMS]
    return " ".join(words)


def first_word(organisation: DemoOrganisation) -> str:
    return plain(organisation.name).split()[0]
