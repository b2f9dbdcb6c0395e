"""Not for us: a lot leaves at once, comes back at once, and only members of the organisation can do either."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from startpunkt.capabilities.radar.models import Dismissal, Notice
from startpunkt.foundation.actors.models import Profile
from tests import cast
from tests.capabilities.radar.ranking.test_radar_page import RADAR, shown_lots, text_of

DISMISS, UNDISMISS = f"{RADAR}dismiss/", f"{RADAR}undismiss/"
ASIDE = f"{RADAR}put-aside/"
HTMX = {"HX-Request": "true", "accept-language": "de"}


@pytest.fixture
def ada(db: None) -> Client:
    cast.stock(6)
    client = Client()
    client.force_login(cast.person("Ada", cast.organisation("Horchlicht")))
    return client


def test_a_lot_leaves_the_ranking_and_comes_back_to_its_place(ada: Client) -> None:
    before = shown_lots(text_of(ada))
    answer = ada.post(DISMISS, {"lot": before[1], "reason": "hurdles", "position": 2, "next": RADAR}, headers=HTMX)
    page = unescape(answer.content.decode())
    assert shown_lots(page) == [before[0], *before[2:]]
    assert re.search(rf'id="lot-{before[2]}"[^>]* data-focus', page)
    assert "Aussortiert: „" in page
    dismissal = Dismissal.objects.get()
    assert (dismissal.reason, dismissal.person) == ("hurdles", cast_person())
    assert f'name="dismissal" value="{dismissal.pk}"' in page
    back = ada.post(UNDISMISS, {"dismissal": dismissal.pk, "next": RADAR}, headers=HTMX)
    assert shown_lots(back.content.decode()) == before
    assert not Dismissal.objects.exists()


def cast_person() -> object:
    from startpunkt.foundation.actors.models import Person

    return Person.objects.get(email="ada@example.org")


def test_without_a_script_it_leads_back_to_where_the_form_was(ada: Client) -> None:
    lot = shown_lots(text_of(ada))[0]
    answer = ada.post(DISMISS, {"lot": lot, "reason": "subject", "next": f"{RADAR}?country=DE"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{RADAR}?country=DE")
    assert "Aussortiert: „" in text_of(ada)
    answer = ada.post(UNDISMISS, {"lot": lot, "next": f"/lots/{lot}/"})
    assert answer.headers["Location"] == f"/lots/{lot}/"
    assert not Dismissal.objects.exists()


def test_another_reason_takes_the_place_of_the_first(ada: Client) -> None:
    lot = shown_lots(text_of(ada))[0]
    for reason in ("place", "value"):
        ada.post(DISMISS, {"lot": lot, "reason": reason})
    assert [one.reason for one in Dismissal.objects.all()] == ["value"]


def test_what_is_put_aside_is_listed_with_the_way_back(ada: Client) -> None:
    lots = shown_lots(text_of(ada))
    for lot in lots[:2]:
        ada.post(DISMISS, {"lot": lot, "reason": "buyer"})
    assert "2 Lose sind aussortiert" in text_of(ada)
    page = text_of(ada, ASIDE)
    assert page.count("Nicht dieser Auftraggeber") == 2
    for dismissal in Dismissal.objects.all():
        assert f'name="dismissal" value="{dismissal.pk}"' in page


def test_a_lot_whose_notice_is_gone_can_still_be_taken_back(ada: Client) -> None:
    lot = shown_lots(text_of(ada))[0]
    ada.post(DISMISS, {"lot": lot, "reason": "other"})
    Notice.objects.filter(lots__pk=lot).update(newest=False)
    Notice.objects.get(lots__pk=lot).lots.update(newest=False)
    page = text_of(ada, ASIDE)
    assert "enthält dieses Los nicht mehr" in page
    ada.post(UNDISMISS, {"dismissal": Dismissal.objects.get().pk})
    assert "Nichts ist aussortiert" in text_of(ada, ASIDE)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"lot": "9" * 30, "reason": "other"}, 404),
        ({"lot": "0", "reason": "other"}, 404),
        ({"lot": "²", "reason": "other"}, 404),
        ({"reason": "other"}, 404),
        ({"lot": "1", "reason": "boredom"}, 302),
        ({}, 302),
    ],
)
def test_nonsense_puts_nothing_aside(ada: Client, form: dict[str, str], status: int) -> None:
    assert ada.post(DISMISS, form).status_code == status
    assert not Dismissal.objects.exists()


def test_undoing_twice_is_said_and_harmless(ada: Client) -> None:
    assert ada.post(UNDISMISS, {"dismissal": "4711"}).status_code == 302
    assert "Dieses Los war nicht aussortiert." in text_of(ada)


def test_the_way_back_leads_to_no_other_site(ada: Client) -> None:
    lot = shown_lots(text_of(ada))[0]
    answer = ada.post(DISMISS, {"lot": lot, "reason": "other", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == RADAR


def test_nobody_else_puts_aside_takes_back_or_sees_it(ada: Client) -> None:
    lot = shown_lots(text_of(ada))[0]
    ada.post(DISMISS, {"lot": lot, "reason": "other"})
    kept = Dismissal.objects.get()
    bob = Client()
    bob.force_login(cast.person("Bob", cast.organisation("Stillwerk", Profile.Visibility.MEMBERS)))
    for other in (bob, Client()):
        assert other.post(DISMISS, {"lot": lot, "reason": "place"}).status_code == 404
        assert other.post(UNDISMISS, {"dismissal": kept.pk}).status_code == 404
        assert other.get(ASIDE).status_code == 404
        assert lot in shown_lots(text_of(other))
    # Nor through an organisation of one's own.
    bob.post("/organisations/stillwerk/radar/undismiss/", {"dismissal": kept.pk})
    profile = kept.profile_id
    bob.post("/organisations/stillwerk/radar/dismiss/", {"lot": lot, "reason": "place", "profile": profile})
    assert Dismissal.objects.get(pk=kept.pk).reason == "other"
    assert Dismissal.objects.filter(profile_id=profile).count() == 1
