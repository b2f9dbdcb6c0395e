"""Small invented TED notices: a frame of coded data and one or more forms."""

from __future__ import annotations

from startpunkt.core.notices import ted
from startpunkt.core.notices.model import Notice
from startpunkt.core.notices.xml import parse

R209 = "http://publications.europa.eu/resource/schema/ted/R2.0.9/publication"
R208 = "http://publications.europa.eu/resource/schema/ted/R2.0.8/publication"
R207 = "http://publications.europa.eu/TED_schema/Export"
NUTS = "http://publications.europa.eu/resource/schema/ted/2016/nuts"

ADDRESS = """<OFFICIALNAME>Amt  Beispiel</OFFICIALNAME><NATIONALID>DE 811 335 517</NATIONALID><TOWN>Musterstadt</TOWN>
<COUNTRY VALUE="DE"/><CONTACT_POINT>Vera Muster</CONTACT_POINT><PHONE>+49 1</PHONE><E_MAIL>v.muster@example.org</E_MAIL>
<n:NUTS CODE="DEA1"/><URL_GENERAL>https://amt.example</URL_GENERAL><URL_BUYER>https://profil.example</URL_BUYER>"""
BODY = f"<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY>{ADDRESS}</ADDRESS_CONTRACTING_BODY></CONTRACTING_BODY>"
TITLES = """<ML_TITLES><ML_TI_DOC LG="DE"><TI_CY>Deutschland</TI_CY><TI_TOWN>Musterstadt</TI_TOWN><TI_TEXT>
<P>Rotoren</P>
</TI_TEXT></ML_TI_DOC><ML_TI_DOC LG="EL"><TI_CY>x</TI_CY><TI_TEXT><P>m<FT TYPE="SUP">2</FT> rotor</P></TI_TEXT>
</ML_TI_DOC></ML_TITLES><ML_AA_NAMES><AA_NAME LG="DE">Amt Beispiel</AA_NAME></ML_AA_NAMES>"""


def frame(
    *forms: str,
    namespace: str | None = R209,
    number: str | None = "000051-2020",
    kind: str = "3",
    data: str = "",
    codes: str = "",
    titles: str = "",
) -> bytes:
    """A whole file. ``data`` goes into the notice data, ``codes`` into the codified data."""
    declared = f'xmlns="{namespace}"' if namespace else ""
    identifier = f'DOC_ID="{number}"' if number is not None else ""
    text = f"""<TED_EXPORT {declared} xmlns:n="{NUTS}" {identifier}><CODED_DATA_SECTION>
<REF_OJS><NO_OJ>1</NO_OJ><DATE_PUB>20200102</DATE_PUB></REF_OJS>
<NOTICE_DATA><LG_ORIG>DE</LG_ORIG><ISO_COUNTRY VALUE="DE"/>{data}</NOTICE_DATA>
<CODIF_DATA><TD_DOCUMENT_TYPE CODE="{kind}"/>{codes}</CODIF_DATA></CODED_DATA_SECTION>
<TRANSLATION_SECTION>{titles}</TRANSLATION_SECTION><FORM_SECTION>{"".join(forms)}</FORM_SECTION></TED_EXPORT>"""
    return text.encode()


def form(content: str = "", name: str = "F02", language: str = "DE", category: str = "ORIGINAL") -> str:
    """A form of 2014."""
    element = "MOVE" if name.startswith("T") else f"{name}_2014"
    return f'<{element} CATEGORY="{category}" FORM="{name}" LG="{language}">{content}</{element}>'


def old_form(content: str = "", element: str = "CONTRACT_DEFENCE", number: str = "17") -> str:
    """A form before 2014; ``content`` stands below its ``FD_`` element."""
    return f'<{element} CATEGORY="ORIGINAL" FORM="{number}" LG="DE"><FD_{element}>{content}</FD_{element}></{element}>'


def bought(content: str = "", title: str = "Rotoren", cpv: str = "34711200") -> str:
    """What is bought, in a form of 2014."""
    return f"""<OBJECT_CONTRACT><TITLE><P>{title}</P></TITLE><CPV_MAIN><CPV_CODE CODE="{cpv}"/></CPV_MAIN>
<SHORT_DESCR><P>Erster Absatz</P><P>Zweiter Absatz</P></SHORT_DESCR>{content}</OBJECT_CONTRACT>"""


def read(*forms: str, **parts: str | None) -> Notice:
    """The notice in a file of these forms."""
    return ted.read(parse(frame(*forms, **parts)))  # type: ignore[arg-type]
