"""Conditions against what an organisation says of itself: "met" only where nothing is left to judge."""

from __future__ import annotations

from decimal import Decimal

import pytest

from startpunkt.core.hurdles.clauses import clauses
from startpunkt.core.hurdles.judging import judge
from startpunkt.core.hurdles.numbers import euros
from startpunkt.core.hurdles.verdict import Standing
from startpunkt.core.notices.model import Hurdle, HurdleKind

STANDING = Standing(
    certificates=["DIN EN ISO 9001:2015", "ISO 27001 (geplant 2027)", "Sicherheitsbescheid VS-VERTRAULICH"],
    turnover=Decimal(1_500_000),
    reference_years=[2026, 2025, 2024, 2019],
    year=2026,
)


def answers(
    text: str, kind: HurdleKind = "technical", language: str = "de", standing: Standing = STANDING
) -> list[tuple[str, str, str]]:
    return [(one.demanded, one.answer, one.why) for one in judge(Hurdle(kind, text), language, standing)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zertifikat nach DIN EN ISO 9001 oder gleichwertig.", ("ISO 9001", "met", "held")),
        ("ISO9001 certificate issued by an independent body.", ("ISO 9001", "met", "held")),
        ("Zertifizierung nach AQAP-2110.", ("AQAP 2110", "not-met", "not-listed")),
        ("Certified to AS 9100.", ("EN 9100", "not-met", "not-listed")),
        ("AQAP 2110 oder gleichwertiger Nachweis.", ("AQAP 2110", "cannot-tell", "otherwise")),
        ("AQAP 2110 oder ISO 9001.", ("AQAP 2110 / ISO 9001", "met", "held")),
        ("Zertifikat nach ISO/IEC 27001.", ("ISO 27001", "cannot-tell", "not-valid")),
        ("ISO 9001 für den Standort der Fertigung.", ("ISO 9001", "cannot-tell", "scope")),
        ("Eine Zertifizierung nach ISO 9001 ist nicht erforderlich.", ("ISO 9001", "cannot-tell", "conditional")),
        ("ISO 9001 is an advantage.", ("ISO 9001", "cannot-tell", "conditional")),
    ],
)
def test_certificates(text: str, expected: tuple[str, str, str]) -> None:
    assert answers(text, "certificate") == [expected]


def test_product_standards_are_no_certificates() -> None:
    assert answers("Prüfung nach DIN EN ISO 4628 und DIN EN 50518.") == []


def test_each_of_several_certificates_is_answered() -> None:
    assert [answer for _, answer, _ in answers("ISO 9001 und ISO 14001.")] == ["met", "not-met"]


def test_one_certificate_may_build_on_another() -> None:
    aviation = Standing(["EN 9100"], None, [], 2026)
    assert answers("ISO 9001.", standing=aviation) == [("ISO 9001", "cannot-tell", "otherwise")]


def test_a_certificate_that_has_run_out_is_not_held() -> None:
    old = Standing(["ISO 9001, gültig bis 03/2025"], None, [], 2026)
    assert answers("ISO 9001.", standing=old) == [("ISO 9001", "cannot-tell", "not-valid")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jahresumsatz von mindestens 1.000.000 EUR.", ("1000000", "met", "enough")),
        ("Yearly turnover of at least EUR 2 million.", ("2000000", "not-met", "too-little")),
        ("Durchschnittlicher Jahresumsatz der letzten drei Jahre von mind. 500.000 €.", ("500000", "met", "enough")),
        (
            "Durchschnittlicher Jahresumsatz der letzten drei Jahre von mindestens 600.000 EUR.",
            ("600000", "cannot-tell", "several-years"),
        ),
        (
            "Umsatz der letzten drei Jahre insgesamt mindestens 3 Mio. EUR.",
            ("3000000", "cannot-tell", "several-years"),
        ),
        (
            "Umsatz von mindestens 2 Mio. EUR in jedem der letzten 3 Geschäftsjahre.",
            ("2000000", "not-met", "too-little"),
        ),
        ("Umsatz im Bereich Sensorik von mindestens 800 TEUR im Jahr.", ("800000", "cannot-tell", "part")),
        ("Ein Mindestumsatz von 100.000 EUR wird nicht gefordert.", ("100000", "cannot-tell", "conditional")),
    ],
)
def test_turnover(text: str, expected: tuple[str, str, str]) -> None:
    assert answers(text, "economic") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Eigenerklärung zum Umsatz der letzten drei Geschäftsjahre.",
        "Haftpflichtversicherung von mindestens 3.000.000 EUR.",
        "Sicherheit von mindestens 500.000 EUR ohne Umsatzsteuer.",
        "Mindestumsatz von 2 000 000 PLN.",
        "Umsatz von mindestens 1,000 Mio. EUR.",
        "Umsatz: mindestens 1 Mio. EUR 2 Punkte, 2 Mio. EUR 5 Punkte.",
    ],
)
def test_what_is_no_clear_least_turnover_gets_no_answer(text: str) -> None:
    assert answers(text, "economic") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mindestens drei Referenzen.", ("3", "met", "enough")),
        ("At least two references from the last three years.", ("2", "met", "enough")),
        ("Mindestens vier Referenzen der letzten drei Jahre.", ("4", "not-met", "too-little")),
        ("Drei vergleichbare Lieferungen aus den letzten drei Jahren.", ("3", "cannot-tell", "comparable")),
        ("Fünf Referenzen mit einem Wert von je 100.000 EUR.", ("5", "not-met", "too-little")),
        ("Mindestens eine Referenz, die folgende Merkmale erfüllt:", ("1", "cannot-tell", "comparable")),
        ("5 Punkte für 4 Referenzen.", ("4", "cannot-tell", "conditional")),
    ],
)
def test_references(text: str, expected: tuple[str, str, str]) -> None:
    assert answers(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Eine Referenz gilt als vergleichbar, wenn sie abgeschlossen ist.",
        "Höchstens fünf Referenzen werden gewertet.",
        "In den letzten drei Jahren erbrachte Referenzen.",
        "Gemäß § 34 Referenzen.",
        "Flächen der Referenzen von jeweils 19 000 m2 pro Auftrag.",
    ],
)
def test_other_numbers_are_no_number_of_references(text: str) -> None:
    assert answers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zugang zu Verschlusssachen VS-NfD.", ("VS-NfD", "met", "held")),
        ("Sicherheitsbescheid für GEHEIM erforderlich.", ("GEHEIM", "not-met", "too-little")),
        ("Facility security clearance NATO CONFIDENTIAL.", ("VS-VERTRAULICH", "cannot-tell", "level")),
        ("Sicherheitsbescheid.", ("", "met", "held")),
    ],
)
def test_clearances(text: str, expected: tuple[str, str, str]) -> None:
    assert answers(text, "clearance") == [expected]


def test_statements_that_are_treated_as_confidential_demand_nothing() -> None:
    assert answers("Statements are treated as confidential; Geheimhaltung ist zu wahren.") == []


def test_nothing_is_met_by_an_organisation_that_has_said_nothing() -> None:
    silent = Standing([], None, [], 2026)
    text = "ISO 9001. Jahresumsatz mindestens 1.000 EUR. Mindestens eine Referenz. Sicherheitsbescheid VS-NfD."
    assert {answer for _, answer, _ in answers(text, standing=silent)} == {"cannot-tell"}
    assert len(answers(text, standing=silent)) == 4


def test_other_languages_are_left_to_people() -> None:
    assert answers("Certyfikat ISO 9001.", language="pl") == []


def test_a_sentence_is_not_cut_at_abbreviations_and_broken_lines() -> None:
    text = "Umsatz von mind. 2 Mio. EUR\n      ist nicht erforderlich. Danach:\n- ISO 9001\n- ISO 14001"
    assert clauses(text) == [
        "Umsatz von mind. 2 Mio. EUR ist nicht erforderlich.",
        "Danach:",
        "- ISO 9001",
        "- ISO 14001",
    ]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("1.234.567,89 EUR", ["1234567.89"]),
        ("EUR 1,234,567", ["1234567"]),
        ("€ 500,000", ["500000"]),
        ("1 600 000.00 Euro", ["1600000.00"]),
        ("1,5 Mio. €", ["1500000.0"]),
        ("2 Mrd. Euro und 250 TEUR", ["2000000000", "250000"]),
        ("EUR 3.2 million", ["3200000.0"]),
        ("12 Monate, 2024, 5 %", []),
    ],
)
def test_sums_of_euro(text: str, sums: list[str]) -> None:
    assert euros(text) == [Decimal(each) for each in sums]
