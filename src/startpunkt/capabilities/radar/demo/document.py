"""A draft written out as an eForms file: head, organisations, procedure, and the parts of the other modules."""

from __future__ import annotations

from startpunkt.capabilities.radar.demo.catalogue import Organisation, catalogue
from startpunkt.capabilities.radar.demo.draft import Draft, offset_of
from startpunkt.capabilities.radar.demo.markup import (
    COUNTRY_CODES,
    LANGUAGE_CODES,
    Element,
    add,
    add_code,
    add_extension,
    add_id,
    add_party,
    add_texts,
    root,
    serialise,
)
from startpunkt.capabilities.radar.demo.project import GROUP, add_lots, add_project, lot_ids
from startpunkt.capabilities.radar.demo.results import add_modification, add_result, companies

SECTOR_ACTIVITIES = {"airport", "port", "water", "rail", "electricity"}


def document(draft: Draft) -> bytes:
    """The notice as a UBL 2.3 file of eForms SDK 1.13."""
    element = root(draft.form.root)
    _add_extension(element, draft)
    _add_head(element, draft)
    _add_buyer(element, draft)
    _add_procedure(element, draft)
    add_project(element, draft)
    add_lots(element, draft)
    if draft.form.root == "ContractAwardNotice":
        # UBL asks for this element; eForms keeps the real day in the settled contract.
        add(element, "cac:TenderResult/cbc:AwardDate", "2000-01-01Z")
    return serialise(element)


def _add_extension(element: Element, draft: Draft) -> None:
    extension = add_extension(element)
    if draft.form.stage == "cont-modif":
        add_modification(extension, draft)
    if draft.corrects is not None:
        _add_changes(extension, draft)
    if draft.form.root == "ContractAwardNotice":
        add_result(extension, draft)
    add_code(extension, "efac:NoticeSubType/cbc:SubTypeCode", draft.form_code, "notice-subtype")
    known = catalogue().organisations
    organisations = add(extension, "efac:Organizations")
    involved = [draft.buyer, draft.review, *(known[key] for key in companies(draft))]
    for number, organisation in enumerate(involved, start=1):
        _add_organisation(organisations, f"ORG-{number:04}", organisation)
    if draft.number is not None:
        publication = add(extension, "efac:Publication")
        add_id(publication, "efbc:NoticePublicationID", draft.number, "ojs-notice-id")
        add(publication, "efbc:PublicationDate", f"{draft.published}{offset_of(draft.issued)}")


def _add_changes(extension: Element, draft: Draft) -> None:
    if draft.sequel is None:
        return
    changes = add(extension, "efac:Changes")
    add(changes, "efbc:ChangedNoticeIdentifier", draft.corrects)
    change = add(changes, "efac:Change")
    add_texts(change, "efbc:ChangeDescription", draft.sequel.texts)
    add(change, "efac:ChangedSection/efbc:ChangedSectionIdentifier", lot_ids(draft)[0])
    reason = add(changes, "efac:ChangeReason")
    add_code(reason, "cbc:ReasonCode", "cor-buy", "change-corrig-justification")
    add_texts(reason, "efbc:ReasonDescription", draft.sequel.texts)


def _add_organisation(parent: Element, identifier: str, organisation: Organisation) -> None:
    element = add(parent, "efac:Organization")
    company = add(element, "efac:Company")
    add(company, "cbc:WebsiteURI", f"https://{organisation.host}")
    add_id(company, "cac:PartyIdentification/cbc:ID", identifier, "organization")
    add_texts(company, "cac:PartyName/cbc:Name", {organisation.language: organisation.name})
    address = add(company, "cac:PostalAddress")
    add(address, "cbc:StreetName", organisation.street)
    add(address, "cbc:CityName", organisation.city)
    add(address, "cbc:PostalZone", organisation.postal)
    if organisation.nuts:
        add_code(address, "cbc:CountrySubentityCode", organisation.nuts, "nuts")
    add_code(address, "cac:Country/cbc:IdentificationCode", COUNTRY_CODES[organisation.country], "country")
    add(company, "cac:PartyLegalEntity/cbc:CompanyID", f"DEMO-{organisation.key.upper()}")
    add(company, "cac:Contact/cbc:ElectronicMail", f"vergabe@{organisation.host}")


def _add_head(element: Element, draft: Draft) -> None:
    form, languages = draft.form, draft.subject.languages
    add(element, "cbc:UBLVersionID", "2.3")
    add(element, "cbc:CustomizationID", "eforms-sdk-1.13")
    add_id(element, "cbc:ID", draft.notice_id, "notice-id")
    if form.stage != "planning":
        add(element, "cbc:ContractFolderID", draft.procedure_id)
    offset = offset_of(draft.issued)
    add(element, "cbc:IssueDate", f"{draft.issued:%Y-%m-%d}{offset}")
    add(element, "cbc:IssueTime", f"{draft.issued:%H:%M:%S}{offset}")
    add(element, "cbc:VersionID", draft.version)
    if form.stage == "planning" and draft.start is not None:
        add(element, "cbc:PlannedDate", f"{draft.start}{offset}")
    add(element, "cbc:RegulatoryDomain", form.law)
    add_code(element, "cbc:NoticeTypeCode", form.type, form.stage)
    add_code(element, "cbc:NoticeLanguageCode", LANGUAGE_CODES[languages[0]], "language")
    for language in languages[1:]:
        add(element, "cac:AdditionalNoticeLanguage/cbc:ID", LANGUAGE_CODES[language])


def _add_buyer(element: Element, draft: Draft) -> None:
    buyer = draft.buyer
    party = add(element, "cac:ContractingParty")
    add(party, "cbc:BuyerProfileURI", f"https://{buyer.host}/vergabe")
    add_code(party, "cac:ContractingPartyType/cbc:PartyTypeCode", buyer.legal, "buyer-legal-type")
    activities = "entity-activity" if buyer.activity in SECTOR_ACTIVITIES else "authority-activity"
    add_code(party, "cac:ContractingActivity/cbc:ActivityTypeCode", buyer.activity, activities)
    add_party(party, "cac:Party", "ORG-0001")


def _add_procedure(element: Element, draft: Draft) -> None:
    stage = draft.form.stage
    if stage == "planning":
        return
    if draft.subject.group and stage == "competition":
        distribution = add(element, "cac:TenderingTerms/cac:LotDistribution")
        add(distribution, "cbc:MaximumLotsSubmittedNumeric", len(draft.subject.lots))
        group = add(distribution, "cac:LotsGroup")
        add_id(group, "cbc:LotsGroupID", GROUP, "LotsGroup")
        for identifier in lot_ids(draft)[:2]:
            add_id(group, "cac:ProcurementProjectLotReference/cbc:ID", identifier, "Lot")
    process = add(element, "cac:TenderingProcess")
    add_code(process, "cbc:ProcedureCode", draft.procedure, "procurement-procedure-type")
    if draft.follows is not None:
        add_id(process, "cac:NoticeDocumentReference/cbc:ID", draft.follows, "notice-id-ref")
    if stage == "dir-awa-pre":
        justification = add(process, "cac:ProcessJustification")
        add_code(justification, "cbc:ProcessReasonCode", "technical", "direct-award-justification")
        add_texts(justification, "cbc:ProcessReason", draft.subject.text)
