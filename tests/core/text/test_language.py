from __future__ import annotations

import pytest

from startpunkt.core.text.language import guess_language, likely_languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Drohnenabwehr für Kasernen", "de"),
        ("Wir bauen Roboter", "de"),
        ("Softwareentwicklung", "de"),
        ("Sensorik und Radar", "de"),
        ("Als Start-up entwickeln wir Funkgeräte, die auch unter Wasser arbeiten.", "de"),
        ("drone defence", "en"),
        ("We build robots", "en"),
        ("Secure radio links for unmanned vehicles, on land and at sea.", "en"),
        ("Nous développons des logiciels pour les armées", "fr"),
        ("Budujemy systemy łączności dla wojska", "pl"),
        ("Sviluppiamo sensori per la difesa", "it"),
        ("Desarrollamos sistemas de radar para la marina", "es"),
        ("Wij bouwen software voor de overheid", "nl"),
        ("Kehitämme järjestelmiä, jotka toimivat myös talvella ja merellä", "fi"),
        ("Разработваме софтуер за държавната администрация", "bg"),
        ("Αναπτύσσουμε συστήματα επικοινωνιών για το ναυτικό", "el"),
    ],
)
def test_short_profiles(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "2024 - 17"])
def test_a_text_without_letters_has_the_default(text: str) -> None:
    assert likely_languages(text) == []
    assert guess_language(text, default="fr") == "fr"


def test_the_scores_fall() -> None:
    scores = [score for _, score in likely_languages("Wir liefern Ersatzteile")]
    assert scores == sorted(scores, reverse=True)
