"""What was put aside for a profile, as the ranking takes it into account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from pgvector.psycopg import register_vector

from startpunkt.capabilities.radar.encoding import encoder_key
from startpunkt.core.matching.feedback import Dismissed
from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors import models as actors


@dataclass(frozen=True, slots=True)
class Dismissals:
    """Row numbers of the lots that leave the ranking, and what the reasons say about the rest."""

    lots: tuple[int, ...] = ()
    known: tuple[Dismissed, ...] = ()


NONE = Dismissals()

_QUERY = """
SELECT l.id, d.source, d.notice_id, d.lot_id, d.reason, n.buyer, l.country, l.places,
  CASE WHEN l.currency = 'EUR' THEN l.value END, v.vector
FROM radar_dismissal d
JOIN radar_notice n ON n.source = d.source AND n.notice_id = d.notice_id AND n.newest
JOIN radar_lot l ON l.notice_id = n.id AND l.lot_id = d.lot_id
LEFT JOIN radar_lotvector v ON v.lot_id = l.id AND v.encoder = %s AND d.reason = 'subject'
WHERE d.profile_id = %s AND (%s OR EXISTS (
  SELECT FROM actors_membership m WHERE m.person_id = %s AND m.organisation_id = %s))
ORDER BY l.id
"""


def dismissals_of(viewer: Viewer, profile: actors.Profile) -> Dismissals:
    """The dismissals of ``profile`` for its organisation's members; nobody else may know of them. One statement.

    A dismissed lot that no notice's newest version holds any more says nothing.
    """
    connection.ensure_connection()
    register_vector(connection.connection)
    given: list[Any] = [encoder_key(), profile.pk, viewer.sees_all, viewer.person_id, profile.organisation_id]
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, given)
        rows = cursor.fetchall()
    known = [
        Dismissed(
            name=(source, notice, lot),
            reason=reason,
            vector=vector.to_numpy() if vector is not None else None,
            buyer=buyer,
            country=country,
            places=tuple(places),
            value=value,
        )
        for _, source, notice, lot, reason, buyer, country, places, value, vector in rows
    ]
    return Dismissals(tuple(row[0] for row in rows), tuple(known))
