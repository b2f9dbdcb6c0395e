"""A few invented notices that all tests of searching share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests import cast
from tests.capabilities.radar.invented import eforms

OFFERED = {
    1: (
        "Drohnenabwehr am Flugplatz",
        "Kleine unbemannte Luftfahrzeuge erkennen und abwehren.",
        "Amt für Beispiele",
    ),
    2: ("Überwachungskameras", "Lieferung von Kameras zur Überwachung der Liegenschaften.", "Stadt Mühlsteig"),
    3: ("Kantine", "Betrieb einer Kantine mit Mittagstisch und kleinen Speisen.", "Landratsamt Tannreuth"),
    4: ("Schlauchboote", "Beschaffung von Festrumpfschlauchbooten für die Wasserrettung.", "Feuerwehr Wollersried"),
    5: ("Gebäudereinigung", "Reinigung der Kantine und der Flure.", "Stadt Mühlsteig"),
    6: ("Funkgeräte", "Geräte für Funk, Rahmenvertrag.", "Wehrtechnische Beschaffungsstelle Auenfels"),
}


@pytest.fixture(scope="module")
def stored(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The offered notices; gone after the module's tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast.offer(
            *(
                (f"{number}.xml", eforms(number, title=title, description=text, buyer=buyer))
                for number, (title, text, buyer) in OFFERED.items()
            ),
            ("1-02.xml", eforms(1, "02", "Drohnenabwehr am Flugplatz", "Kleine unbemannte Luftfahrzeuge erkennen.")),
        )
        yield
        transaction.set_rollback(True)
