"""When a reader looked at a radar, and so what is new to her."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from startpunkt.foundation.access.viewer import Viewer
from startpunkt.foundation.actors.models import Profile

SILENCE = timedelta(minutes=30)
"""A visit ends when nothing was opened for so long."""

WEEK = timedelta(days=7)
"""What is new to somebody who was never here, or whom we do not know: what came within so long."""


def new_since(viewer: Viewer, profile: Profile, now: datetime) -> datetime:
    """From when on a lot of ``profile`` is new to ``viewer``: the end of her visit before this one.

    Records that she is here. One statement, so that two pages opened at once make one visit.
    """
    if viewer.person_id is None:
        # At the full hour, so that the counts of one stranger serve the next.
        return now.replace(minute=0, second=0, microsecond=0) - WEEK
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO radar_visit AS seen (person_id, profile_id, latest, before) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (person_id, profile_id) DO UPDATE SET latest = greatest(seen.latest, excluded.latest),"
            " before = CASE WHEN seen.latest < %s THEN seen.latest ELSE seen.before END RETURNING before",
            [viewer.person_id, profile.pk, now, now - WEEK, now - SILENCE],
        )
        (before,) = cursor.fetchone()
    return datetime.fromtimestamp(before.timestamp(), now.tzinfo)
