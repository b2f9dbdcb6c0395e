"""Computes ``reference.npz`` of the shipped encoder: ``python -m benchmarks.reference CPV.csv OUT.npz ZIP…``.

CPV.csv has the columns ``code,de,en``; each ZIP holds official notices. Only means and label vectors are written. The
mean of company profiles comes from invented sentences about every subject of the CPV, in the languages below.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

from startpunkt.core.matching.encoder import Encoder, UniversalSentenceEncoder, Vectors
from startpunkt.core.matching.lot_text import lot_text
from startpunkt.core.matching.reference import CPV_LEVELS, OTHER, unit
from startpunkt.core.notices.model import Notice
from startpunkt.core.notices.reading import read

PRIOR_NOTICES = 10
"""So many notices' worth of the mean over all languages is mixed into the mean of each language."""

PROFILES = {
    "de": (
        "{}. Wir entwickeln und liefern {} für Behörden und Unternehmen. Unser Team berät, plant und betreut auch.",
        "{}. Unser junges Unternehmen bietet {} an. Planung, Einführung und Wartung kommen aus einer Hand.",
        "{}. Als Start-up arbeiten wir an {}. Unsere Lösung ist bei öffentlichen Auftraggebern im Einsatz.",
        "{}. Wir stellen {} her, vom ersten Entwurf bis zur Serie, und beraten Kunden in ganz Europa.",
        "{}. Wir forschen an {} und suchen Pilotkunden. Erfahrung mit öffentlichen Aufträgen haben wir.",
        "{}. Unser Betrieb übernimmt {} für Städte, Länder und den Bund, auch kurzfristig und im Notfall.",
        "{}. Wir verkaufen, vermieten und reparieren alles rund um {}; dazu gehören Schulungen und Ersatzteile.",
        "{}. Seit zehn Jahren liefern wir {} samt Zubehör und Einbau. Auch kleine Mengen sind möglich.",
    ),
    "en": (
        "{}. We develop and supply {} for public bodies and companies. Our team also advises, plans and supports.",
        "{}. Our young company offers {}. Planning, introduction and maintenance come from one source.",
        "{}. As a start-up we work on {}. Our solution is in use with public buyers.",
        "{}. We make {}, from first design to series production, and advise customers all over Europe.",
        "{}. We do research on {} and look for pilot customers. We have experience with public contracts.",
        "{}. Our firm takes on {} for cities, regions and the state, also at short notice and in emergencies.",
        "{}. We sell, rent out and repair everything around {}, including training and spare parts.",
        "{}. For ten years we have supplied {} with accessories and installation. Small quantities are possible.",
    ),
    "fr": (
        "{}. Nous développons et fournissons {} aux administrations et aux entreprises, conseil et suivi compris.",
        "{}. Notre jeune entreprise propose {}, de la conception à la maintenance.",
        "{}. Nous menons des recherches sur {} et cherchons des clients pilotes.",
    ),
    "es": (
        "{}. Desarrollamos y suministramos {} para administraciones y empresas, con asesoramiento y soporte.",
        "{}. Nuestra joven empresa ofrece {}, desde el diseño hasta el mantenimiento.",
        "{}. Investigamos en {} y buscamos clientes piloto.",
    ),
    "it": (
        "{}. Sviluppiamo e forniamo {} per enti pubblici e imprese, con consulenza e assistenza.",
        "{}. La nostra giovane impresa offre {}, dalla progettazione alla manutenzione.",
        "{}. Facciamo ricerca su {} e cerchiamo clienti pilota.",
    ),
    "nl": (
        "{}. Wij ontwikkelen en leveren {} voor overheden en bedrijven, met advies en ondersteuning.",
        "{}. Ons jonge bedrijf biedt {} aan, van ontwerp tot onderhoud.",
        "{}. Wij doen onderzoek naar {} en zoeken eerste klanten.",
    ),
    "pt": (
        "{}. Desenvolvemos e fornecemos {} para entidades públicas e empresas, com consultoria e apoio.",
        "{}. A nossa jovem empresa oferece {}, da conceção à manutenção.",
        "{}. Investigamos {} e procuramos clientes piloto.",
    ),
    "pl": (
        "{}. Opracowujemy i dostarczamy {} dla urzędów i firm, wraz z doradztwem i wsparciem.",
        "{}. Nasza młoda firma oferuje {}, od projektu po utrzymanie.",
        "{}. Prowadzimy badania: {}. Szukamy pierwszych klientów.",
    ),
}


def notices(archives: list[Path]) -> Iterator[Notice]:
    for archive in archives:
        with ZipFile(archive) as zipped:
            for name in sorted(zipped.namelist()):
                if name.endswith(".xml"):
                    yield read(zipped.read(name))


def text_means(found: list[Notice], encoder: Encoder) -> dict[str, dict[str, Vectors]]:
    """The means of titles and of passages by language; each notice counts once however many lots it has."""
    sums: dict[str, dict[str, list[Vectors]]] = {"titles": defaultdict(list), "passages": defaultdict(list)}
    for notice in found:
        texts = [lot_text(notice, lot, encoder.languages) for lot in notice.lots]
        for kind in sums:
            units = list(dict.fromkeys(unit for text in texts for unit in getattr(text, kind)))
            if units:
                sums[kind][texts[0].language].append(encoder.encode(units).mean(axis=0))
    means: dict[str, dict[str, Vectors]] = {}
    for kind, by_language in sums.items():
        common = np.mean([mean for rows in by_language.values() for mean in rows], axis=0)
        means[kind] = {OTHER: common} | {
            language: (np.sum(rows, axis=0) + PRIOR_NOTICES * common) / (len(rows) + PRIOR_NOTICES)
            for language, rows in sorted(by_language.items())
        }
    return means


def profile_means(labels: dict[str, list[str]], encoder: Encoder) -> dict[str, Vectors]:
    """The mean of invented profiles about the subjects in ``labels``, by language."""
    means = {}
    for language, patterns in PROFILES.items():
        subjects = labels[language]
        texts = [patterns[i % len(patterns)].replace("{}", subject) for i, subject in enumerate(subjects)]
        means[language] = encoder.encode(texts).mean(axis=0)
    return {OTHER: np.mean(list(means.values()), axis=0)} | means


def main(arguments: list[str]) -> None:
    cpv_file, out, *archives = map(Path, arguments)
    encoder = UniversalSentenceEncoder()
    with cpv_file.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"][max(CPV_LEVELS) :].strip("0") == ""]
    found = list(notices(archives))
    labels = {language: [row[language] for row in rows] for language in ("de", "en")}
    for language in set(PROFILES) - set(labels):
        labels[language] = sorted({notice.headings[language] for notice in found if language in notice.headings})
    means = text_means(found, encoder) | {"profiles": profile_means(labels, encoder)}
    topics = np.zeros((len(rows), encoder.dimensions), dtype=np.float32)
    for language in ("de", "en"):
        vectors = encoder.encode(labels[language])
        topics += unit(vectors - vectors.mean(axis=0))
    arrays: dict[str, NDArray[Any]] = {
        "cpv_codes": np.array([row["code"] for row in rows]),
        "cpv": np.rint(unit(topics) * 127 / np.abs(unit(topics)).max(axis=1, keepdims=True)).astype(np.int8),
    }
    for kind, by_language in means.items():
        arrays[f"{kind}_languages"] = np.array(list(by_language))
        arrays[kind] = np.array(list(by_language.values())).astype(np.float16)
    with out.open("wb") as target:
        np.savez_compressed(target, allow_pickle=False, **arrays)
    print(f"{out}: {len(rows)} CPV codes, {len(found)} notices, {', '.join(map(str, means['titles']))}")


if __name__ == "__main__":
    main(sys.argv[1:])
