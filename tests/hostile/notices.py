"""Files with the roots of real formats: some lack what makes a notice, others carry hostile content."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from xml.sax.saxutils import escape

from tests.hostile.sorts import Bait, Hostile

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_TED = "http://publications.europa.eu/resource/schema/ted/R2.0.9/publication"

TEXTS = {
    "script": "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "formula": '=HYPERLINK("http://example.org","click")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "template": "{{ 7*7 }} {% debug %} ${7*7}",
    "sql": "'); DROP TABLE notice; --",
    "calendar": "Title\r\nATTENDEE:mailto:x@example.org",
    "direction": "Wartung \u202egnp.exe\u2066",
    "markdown": "[click](javascript:alert(1)) ![x](http://example.org/x)",
    "marking": "VS-NUR FÜR DEN DIENSTGEBRAUCH",
    "long": "Funkgerät " * 50_000,
    "combining": "e" + "\u0301" * 10_000,
    "separator": "a\u2028b\u0085c",
}
_VALUES = ("-1", "1e400", "NaN", "Infinity", "9" * 400, "1,000.00", "1_0", "٣", "", "0x10")
_DATES = (
    "2025-02-30",
    "0000-00-00",
    "9999-12-31+14:00",
    "2025-06-31Z",
    "tomorrow",
    "2025-W01",
    "-2025-01-01",
    "١٢",
    "",
)
_TIMES = ("24:00:00", "25:61:61Z", "12:00:00+99:00", "noon", "12:00:00.123456789+02:00", "")


def unnumbered(chance: Random, bait: Bait) -> Iterator[Hostile]:
    """What bears the root of a known format and yet is no notice."""
    whole = eforms("Radio", "1000", "2025-01-01", "10:00:00Z")
    number = f"<cbc:ID>{NUMBER}</cbc:ID>"
    for index, other in enumerate(("", "<cbc:ID/>", "<cbc:ID> </cbc:ID>")):
        yield Hostile("unnumbered", f"eforms-number-{index}.xml", whole.replace(number, other).encode())
    for code in ("", "zzz", "99", "cn-unknown"):
        form = f"<cbc:NoticeTypeCode>{code or '?'}</cbc:NoticeTypeCode>"
        yield Hostile("unnumbered", f"eforms-form-{code}.xml", whole.replace(FORM, form).encode())
    for root in ("ContractNotice", "ContractAwardNotice", "PriorInformationNotice"):
        yield Hostile("unnumbered", f"{root}.xml", f'<{root} xmlns="{_UBL}{root}-2"/>'.encode())
    for identifier in ("", "x", "../../x", "-\u202e", "2025", "x" * 100_000):
        text = ted("Radio", "1000", "20250101").replace("000001-2025", identifier)
        yield Hostile("unnumbered", f"ted-number-{len(identifier)}.xml", text.encode())
    start, _, rest = ted("Radio", "1000", "20250101").partition("<FORM_SECTION>")
    yield Hostile("unnumbered", "ted-no-form.xml", f"{start}</TED_EXPORT>".encode())
    yield Hostile("unnumbered", "ted-empty-form.xml", f"{start}<FORM_SECTION/></TED_EXPORT>".encode())
    translation = rest.replace("ORIGINAL", "TRANSLATION")
    yield Hostile("unnumbered", "ted-translation.xml", f"{start}<FORM_SECTION>{translation}".encode())
    yield Hostile("unnumbered", "ted-root.xml", f'<TED_EXPORT xmlns="{_TED}"/>'.encode())


def awkward(chance: Random, bait: Bait) -> Iterator[Hostile]:
    """What a reader may read or refuse."""
    for sort, text in TEXTS.items():
        yield Hostile(sort, f"eforms-{sort}.xml", eforms(text, "1000", "2025-01-01", "10:00:00Z").encode())
        yield Hostile(sort, f"ted-{sort}.xml", ted(text, "1000", "20250101").encode())
    for index, value in enumerate(_VALUES):
        yield Hostile("value", f"eforms-value-{index}.xml", eforms("Radio", value, "2025-01-01", "10:00:00Z").encode())
        yield Hostile("value", f"ted-value-{index}.xml", ted("Radio", value, "20250101").encode())
    for index, date in enumerate(_DATES):
        for time in _TIMES:
            yield Hostile("date", f"eforms-date-{index}.xml", eforms("Radio", "1", date, time).encode())
        yield Hostile("date", f"ted-date-{index}.xml", ted("Radio", "1", date).encode())
    lots = "".join(
        _lot(f"LOT-{index}", "Radio", "1", "2025-01-01", "") for index in range(chance.randint(9_000, 9_999))
    )
    yield Hostile("lots", "many-lots.xml", _eforms(lots).encode())
    yield Hostile("lots", "same-lot.xml", _eforms(_lot("LOT-1", "Radio", "1", "", "") * 500).encode())
    deep = "<cbc:Note>" * 200 + "x" + "</cbc:Note>" * 200
    yield Hostile("deep", "deep.xml", _eforms(deep).encode())
    yield Hostile(
        "deep",
        "nested-lots.xml",
        _eforms("<cac:ProcurementProjectLot>" * 200 + "</cac:ProcurementProjectLot>" * 200).encode(),
    )
    yield Hostile("marks", "bidi.xml", _eforms("", "\u202e" + NUMBER).encode())
    yield Hostile("marks", "path.xml", _eforms("", "../../" + NUMBER).encode())
    yield Hostile("marks", "long-number.xml", _eforms("", "9" * 100_000).encode())


NUMBER = "5e0c1f3a-0000-4000-8000-000000000001"
FORM = "<cbc:NoticeTypeCode>cn-standard</cbc:NoticeTypeCode>"


def eforms(title: str, value: str, date: str, time: str) -> str:
    """A call for tenders with one lot."""
    return _eforms(_lot("LOT-0001", title, value, date, time))


def ted(title: str, value: str, date: str) -> str:
    """A TED notice, form F02, with one object."""
    words = escape(title)
    return (
        f'<TED_EXPORT xmlns="{_TED}" DOC_ID="000001-2025"><CODED_DATA_SECTION>'
        f"<REF_OJS><DATE_PUB>{date}</DATE_PUB></REF_OJS>"
        f'<NOTICE_DATA><NO_DOC_OJS/></NOTICE_DATA><CODIF_DATA><TD_DOCUMENT_TYPE CODE="3"/>'
        f"<DT_DATE_FOR_SUBMISSION>{date}"
        f'</DT_DATE_FOR_SUBMISSION></CODIF_DATA></CODED_DATA_SECTION><FORM_SECTION><F02_2014 CATEGORY="ORIGINAL" '
        f'FORM="F02" LG="EN"><OBJECT_CONTRACT><TITLE><P>{words}</P></TITLE><SHORT_DESCR><P>{words}</P></SHORT_DESCR>'
        f'<VAL_ESTIMATED_TOTAL CURRENCY="EUR">{value}</VAL_ESTIMATED_TOTAL><OBJECT_DESCR><SHORT_DESCR><P>{words}</P>'
        f"</SHORT_DESCR></OBJECT_DESCR></OBJECT_CONTRACT><PROCEDURE><DATE_RECEIPT_TENDERS>{date}</DATE_RECEIPT_TENDERS>"
        "</PROCEDURE></F02_2014></FORM_SECTION></TED_EXPORT>"
    )


def _eforms(body: str, number: str = NUMBER) -> str:
    return (
        f'<ContractNotice xmlns="{_UBL}ContractNotice-2" xmlns:cac="{_UBL}CommonAggregateComponents-2" '
        f'xmlns:cbc="{_UBL}CommonBasicComponents-2"><cbc:ID>{number}</cbc:ID><cbc:VersionID>01</cbc:VersionID>{FORM}'
        f"<cbc:NoticeLanguageCode>ENG</cbc:NoticeLanguageCode>{body}</ContractNotice>"
    )


def _lot(name: str, title: str, value: str, date: str, time: str) -> str:
    words = escape(title)
    return (
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">{name}</cbc:ID><cac:TenderingProcess>'
        f"<cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>{date}</cbc:EndDate><cbc:EndTime>{time}</cbc:EndTime>"
        "</cac:TenderSubmissionDeadlinePeriod></cac:TenderingProcess><cac:ProcurementProject>"
        f'<cbc:Name languageID="ENG">{words}</cbc:Name><cbc:Description languageID="ENG">{words}</cbc:Description>'
        '<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="EUR">'
        f"{value}</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal></cac:ProcurementProject>"
        "</cac:ProcurementProjectLot>"
    )
