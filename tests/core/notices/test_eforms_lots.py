from __future__ import annotations

from decimal import Decimal

import pytest

from startpunkt.core.notices import eforms
from startpunkt.core.notices.model import Amount, Hurdle, Lot, Notice
from startpunkt.core.notices.xml import parse
from tests.core.notices.eforms_samples import BUYER, PROJECT, extended, lot, notice, organisation


def read(data: bytes) -> Notice:
    return eforms.read(parse(data))


def one_lot(inner: str, organisations: str = "") -> Lot:
    (found,) = read(notice(BUYER + PROJECT + lot(inner=inner), organisations=organisations)).lots
    return found


def classification(sort: str, code: str) -> str:
    item = f"<cbc:ItemClassificationCode listName='cpv'>{code}</cbc:ItemClassificationCode>"
    return f"<cac:{sort}CommodityClassification>{item}</cac:{sort}CommodityClassification>"


def test_lots_parts_and_groups_keep_their_order_and_type() -> None:
    lots = lot("LOT-0001") + lot("LOT-0002") + lot("GLO-0001", scheme="LotsGroup")
    found = read(notice(BUYER + PROJECT + lots)).lots
    assert [(entry.id, entry.type) for entry in found] == [
        ("LOT-0001", "lot"),
        ("LOT-0002", "lot"),
        ("GLO-0001", "group"),
    ]
    parts = read(notice(BUYER + PROJECT + lot("PAR-0001", scheme="Part") + lot("PAR-0002", scheme=""))).lots
    assert [(entry.id, entry.type) for entry in parts] == [("PAR-0001", "part"), ("PAR-0002", "part")]


def test_a_notice_without_lots_is_one_lot() -> None:
    (only,) = read(notice(BUYER + PROJECT)).lots
    assert (only.type, only.title, only.cpv) == ("lot", {"de": "Prüfstand"}, ("38000000",))


def test_the_main_cpv_may_stand_on_the_lot_only() -> None:
    bare = "<cac:ProcurementProject><cbc:Name>Drohnen</cbc:Name></cac:ProcurementProject>"
    codes = (
        classification("Additional", "35613000-4") + classification("Main", "34711200") + classification("Main", "x")
    )
    inner = f"<cac:ProcurementProject>{codes}</cac:ProcurementProject>"
    found = read(notice(BUYER + bare + lot(inner=inner)))
    assert found.main_cpv == "34711200"
    assert found.lots[0].cpv == ("34711200", "35613000")


def test_a_lot_without_codes_or_places_takes_those_of_the_procedure() -> None:
    place = "<cac:RealizedLocation><cac:Address>{}</cac:Address></cac:RealizedLocation>"
    nuts = "<cbc:CountrySubentityCode>DE71</cbc:CountrySubentityCode>"
    country = "<cac:Country><cbc:IdentificationCode>{}</cbc:IdentificationCode></cac:Country>"
    general = PROJECT.replace(
        "</cac:ProcurementProject>",
        place.format(nuts + country.format("DEU")) + place.format(country.format("POL")) + "</cac:ProcurementProject>",
    )
    own = f"<cac:ProcurementProject>{place.format(country.format('EST'))}</cac:ProcurementProject>"
    body = BUYER + general + lot(inner=own) + lot("LOT-0002", inner="")
    first, second = read(notice(body)).lots
    assert (first.places, first.cpv) == (("EE",), ("38000000",))
    assert (second.places, second.cpv, second.title) == (("DE71", "PL"), ("38000000",), {})


def total(estimated: str, maximum: str, currency: str = "EUR") -> str:
    inner = f"<efbc:FrameworkMaximumAmount currencyID='{currency}'>{maximum}</efbc:FrameworkMaximumAmount>"
    amount = f"<cbc:EstimatedOverallContractAmount currencyID='{currency}'>{estimated}\
</cbc:EstimatedOverallContractAmount>"
    return f"<cac:ProcurementProject><cac:RequestedTenderTotal>{extended(inner) if maximum else ''}\
{amount if estimated else ''}</cac:RequestedTenderTotal></cac:ProcurementProject>"


@pytest.mark.parametrize(
    ("estimated", "maximum", "expected"),
    [
        ("1500000.00", "", "1500000.00"),
        ("1500000", "4000000", "1500000"),
        ("", "4000000", "4000000"),
        ("-1", "4000000", "4000000"),
        ("0", "", None),
        ("NaN", "", None),
        ("viel", "", None),
        ("1e999999", "", None),
    ],
)
def test_the_value_is_the_estimate_else_the_framework_maximum_never_a_sum(
    estimated: str, maximum: str, expected: str | None
) -> None:
    found = one_lot(total(estimated, maximum, "SEK"))
    assert found.value == (Amount(Decimal(expected), "SEK") if expected else None)


def test_only_a_single_lot_takes_the_value_of_the_procedure() -> None:
    general = BUYER + total("900", "")
    assert read(notice(general + lot())).lots[0].value == Amount(Decimal(900), "EUR")
    assert [entry.value for entry in read(notice(general + lot() + lot("LOT-0002"))).lots] == [None, None]


def period(name: str, day: str, clock: str = "") -> str:
    time = f"<cbc:EndTime>{clock}</cbc:EndTime>" if clock else ""
    return f"<{name}><cbc:EndDate>{day}</cbc:EndDate>{time}</{name}>"


TENDERS = "cac:TenderSubmissionDeadlinePeriod"
PARTICIPATION = "cac:ParticipationRequestReceptionPeriod"
INTEREST = "efac:InterestExpressionReceptionPeriod"


@pytest.mark.parametrize(
    ("process", "instant", "offset_given", "time_given"),
    [
        (period(TENDERS, "2031-07-01+02:00", "12:00:00+02:00"), "2031-07-01T12:00:00+02:00", True, True),
        (period(TENDERS, "2031-07-01Z", "12:00:00+03:00"), "2031-07-01T12:00:00+03:00", True, True),
        (period(TENDERS, "2031-07-01", "12:00:00"), "2031-07-01T12:00:00+03:00", False, True),
        (period(TENDERS, "2031-07-01+02:00"), "2031-07-01T23:59:59+02:00", True, False),
        (
            period(TENDERS, "2031-09-01Z", "12:00:00Z") + period(PARTICIPATION, "2031-07-01Z", "09:00:00Z"),
            "2031-07-01T09:00:00+00:00",
            True,
            True,
        ),
        (extended(period(INTEREST, "2031-06-01Z", "10:00:00Z")), "2031-06-01T10:00:00+00:00", True, True),
        (
            period(PARTICIPATION, "unpublished") + period(TENDERS, "2031-07-01Z", "12:00:00Z"),
            "2031-07-01T12:00:00+00:00",
            True,
            True,
        ),
    ],
)
def test_the_deadline_is_an_instant(process: str, instant: str, offset_given: bool, time_given: bool) -> None:
    finnish = organisation("ORG-0001", "Esimerkkivirasto", "FIN")
    found = one_lot(f"<cac:TenderingProcess>{process}</cac:TenderingProcess>", finnish).deadline
    assert found is not None
    assert found.instant.isoformat() == instant
    assert (found.offset_given, found.time_given) == (offset_given, time_given)


@pytest.mark.parametrize("day", ["1970-01-01Z", "2000-01-01", "unpublished", "2031-02-30Z", ""])
def test_a_placeholder_is_no_deadline(day: str) -> None:
    assert one_lot(f"<cac:TenderingProcess>{period(TENDERS, day, '12:00Z')}</cac:TenderingProcess>").deadline is None


def hurdles(terms: str) -> list[tuple[str, str]]:
    found = one_lot(f"{PROJECT}<cac:TenderingTerms>{terms}</cac:TenderingTerms>").hurdles
    return [(hurdle.kind, hurdle.text) for hurdle in found]


def criterion(code: str, words: str, usage: str = "used", name: str = "") -> str:
    title = f"<cbc:Name>{name}</cbc:Name>" if name else ""
    used = f"<cbc:CalculationExpressionCode listName='usage'>{usage}</cbc:CalculationExpressionCode>" if usage else ""
    return extended(
        f"<efac:SelectionCriteria><cbc:CriterionTypeCode>{code}</cbc:CriterionTypeCode>{title}"
        f"<cbc:Description languageID='ENG'>turnover</cbc:Description>"
        f"<cbc:Description languageID='DEU'>{words}</cbc:Description>{used}</efac:SelectionCriteria>"
    )


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("sui-act", "suitability"),
        ("slc-suit-reg-trade", "suitability"),
        ("ef-stand", "economic"),
        ("slc-stand-ins", "economic"),
        ("tp-abil", "technical"),
        ("slc-abil-ref-supply", "technical"),
        ("slc-sche-qu-cert-indep", "certificate"),
        ("other", "other"),
    ],
)
def test_selection_criteria_of_every_kind_in_the_words_of_the_notice(code: str, kind: str) -> None:
    assert hurdles(criterion(code, "Jahresumsatz über 1 Mio.")) == [(kind, "Jahresumsatz über 1 Mio.")]


def test_a_fine_code_without_words_is_a_hurdle_a_coarse_one_is_not() -> None:
    assert hurdles(criterion("slc-suit-reg-trade", "").replace("turnover", "")) == [
        ("suitability", "slc-suit-reg-trade")
    ]
    assert hurdles(criterion("ef-stand", "").replace("turnover", "")) == []


def test_name_and_description_stand_together_and_unused_criteria_are_left_out() -> None:
    terms = criterion("ef-stand", "drei Jahre", name="Umsatz") + criterion("tp-abil", "leer", usage="n-used")
    assert hurdles(terms) == [("economic", "Umsatz: drei Jahre")]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (
            "<cac:RequiredFinancialGuarantee><cbc:GuaranteeTypeCode>true</cbc:GuaranteeTypeCode>"
            "<cbc:Description>5 Prozent</cbc:Description></cac:RequiredFinancialGuarantee>",
            [("guarantee", "5 Prozent")],
        ),
        (
            "<cac:RequiredFinancialGuarantee><cbc:GuaranteeTypeCode>false</cbc:GuaranteeTypeCode>"
            "</cac:RequiredFinancialGuarantee>",
            [],
        ),
        (
            "<cac:SecurityClearanceTerm><cbc:Code>true</cbc:Code><cbc:Description>Ü2</cbc:Description>"
            "</cac:SecurityClearanceTerm>",
            [("clearance", "Ü2")],
        ),
        (
            "<cac:SecurityClearanceTerm><cbc:Code>true</cbc:Code></cac:SecurityClearanceTerm>",
            [("clearance", "security-clearance-required")],
        ),
        ("<cac:SecurityClearanceTerm><cbc:Code>false</cbc:Code></cac:SecurityClearanceTerm>", []),
        (
            "<cac:TendererQualificationRequest><cac:SpecificTendererRequirement><cbc:TendererRequirementTypeCode "
            "listName='reserved-procurement'>res-ws</cbc:TendererRequirementTypeCode>"
            "</cac:SpecificTendererRequirement></cac:TendererQualificationRequest>",
            [("reserved", "res-ws")],
        ),
        (
            "<cac:TendererQualificationRequest><cac:SpecificTendererRequirement><cbc:TendererRequirementTypeCode "
            "listName='reserved-procurement'>none</cbc:TendererRequirementTypeCode>"
            "</cac:SpecificTendererRequirement></cac:TendererQualificationRequest>",
            [],
        ),
        (
            "<cac:TendererQualificationRequest><cbc:CompanyLegalFormCode>true</cbc:CompanyLegalFormCode>"
            "<cbc:CompanyLegalForm>gesamtschuldnerisch</cbc:CompanyLegalForm></cac:TendererQualificationRequest>",
            [("other", "gesamtschuldnerisch")],
        ),
        (
            "<cac:AllowedSubcontractTerms><cbc:SubcontractingConditionsCode>subc-chng</cbc:SubcontractingConditionsCode>"
            "</cac:AllowedSubcontractTerms>",
            [("subcontracting", "subc-chng")],
        ),
        (
            "<cac:AllowedSubcontractTerms><cbc:SubcontractingConditionsCode>none</cbc:SubcontractingConditionsCode>"
            "</cac:AllowedSubcontractTerms>",
            [],
        ),
        (
            extended(
                "<efac:TenderSubcontractingRequirements><efbc:TenderSubcontractingRequirementsCode>shar-subc"
                "</efbc:TenderSubcontractingRequirementsCode></efac:TenderSubcontractingRequirements>"
            ),
            [("subcontracting", "shar-subc")],
        ),
        (
            "<cac:ContractExecutionRequirement><cbc:ExecutionRequirementCode listName='conditions'>performance"
            "</cbc:ExecutionRequirementCode><cbc:Description>Tariftreue</cbc:Description></cac:ContractExecutionRequirement>",
            [("other", "Tariftreue")],
        ),
        (
            "<cac:ContractExecutionRequirement><cbc:ExecutionRequirementCode listName='reserved-execution'>yes"
            "</cbc:ExecutionRequirementCode></cac:ContractExecutionRequirement>",
            [("reserved", "reserved-execution")],
        ),
        (
            "<cac:ContractExecutionRequirement><cbc:ExecutionRequirementCode listName='einvoicing'>required"
            "</cbc:ExecutionRequirementCode></cac:ContractExecutionRequirement>",
            [],
        ),
    ],
)
def test_terms_become_hurdles(terms: str, expected: list[tuple[str, str]]) -> None:
    assert hurdles(terms) == expected


def test_grounds_for_exclusion_are_no_hurdle_and_general_terms_hold_for_each_lot() -> None:
    general = (
        "<cac:TenderingTerms><cac:TendererQualificationRequest><cac:SpecificTendererRequirement>"
        "<cbc:TendererRequirementTypeCode listName='exclusion-ground'>corruption</cbc:TendererRequirementTypeCode>"
        "<cbc:Description>Gesetz</cbc:Description></cac:SpecificTendererRequirement></cac:TendererQualificationRequest>"
        "<cac:SecurityClearanceTerm><cbc:Code>true</cbc:Code><cbc:Description>Ü1</cbc:Description>"
        "</cac:SecurityClearanceTerm></cac:TenderingTerms>"
    )
    found = read(notice(BUYER + general + PROJECT + lot() + lot("LOT-0002", inner=general + PROJECT))).lots
    assert [entry.hurdles for entry in found] == [(Hurdle("clearance", "Ü1"),)] * 2
