"""What a buyer has bought, counted in the store: every question is one statement, whatever the buyer's size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from startpunkt.capabilities.radar.models import Award, Lot, Notice
from startpunkt.capabilities.radar.selectors import newest_lots, visible_notices
from startpunkt.core.notices.buyers import buyer_key
from startpunkt.foundation.access.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Buyer:
    """A buyer by its key and country (empty: in every country). ``name`` is its most frequent spelling."""

    key: str
    country: str
    name: str
    spellings: tuple[str, ...]
    notices: int
    first: date | None
    latest: date | None


def buyer_named(viewer: Viewer, name: str, country: str) -> Buyer | None:
    """The buyer of this name; ``None`` where no notice names it."""
    key = buyer_key(name)
    if not key:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.buyer, count(*), min(n.publication_date), max(n.publication_date) FROM radar_notice n"
            " WHERE n.newest AND n.buyer_key = %s AND (%s = '' OR n.country = %s) GROUP BY n.buyer"
            " ORDER BY count(*) DESC, n.buyer",
            [key, country, country],
        )
        rows = cursor.fetchall()
    if not rows:
        return None
    firsts, latests = [row[2] for row in rows if row[2]], [row[3] for row in rows if row[3]]
    return Buyer(
        key=key,
        country=country,
        name=rows[0][0],
        spellings=tuple(row[0] for row in rows[1:]),
        notices=sum(row[1] for row in rows),
        first=min(firsts, default=None),
        latest=max(latests, default=None),
    )


def _notices(viewer: Viewer, buyer: Buyer) -> QuerySet[Notice]:
    found = visible_notices(viewer).filter(newest=True, buyer_key=buyer.key)
    return found.filter(country=buyer.country) if buyer.country else found


def open_lots(viewer: Viewer, buyer: Buyer, now: datetime) -> QuerySet[Lot]:
    """The buyer's open lots, the next deadline first."""
    found = newest_lots(viewer).filter(notice__in=_notices(viewer, buyer), kind="competition", deadline__gt=now)
    return found.select_related("notice").order_by("deadline", "pk")


def awards(viewer: Viewer, buyer: Buyer) -> QuerySet[Award]:
    """What the buyer awarded, the latest first."""
    found = Award.objects.filter(notice__in=_notices(viewer, buyer), notice__kind="award", winners__len__gt=0)
    return found.select_related("notice").order_by("-notice__publication_date", "-notice_id", "position")


_OF_BUYER = "n.newest AND n.buyer_key = %s AND (%s = '' OR n.country = %s)"

_BY_YEAR = f"""
SELECT extract(year FROM n.publication_date)::int, count(*), sum(a.value) FROM radar_notice n
JOIN radar_award a ON a.notice_id = n.id
WHERE {_OF_BUYER} AND n.kind = 'award' AND a.currency = 'EUR' AND a.value > 1 AND n.publication_date IS NOT NULL
GROUP BY 1 ORDER BY 1
"""  # noqa: S608 -- no values

_WINNERS = f"""
SELECT min(w), count(*), max(n.publication_date) FROM radar_notice n
JOIN radar_award a ON a.notice_id = n.id CROSS JOIN unnest(a.winners) w
WHERE {_OF_BUYER} AND n.kind = 'award' GROUP BY lower(w) ORDER BY 2 DESC, 3 DESC NULLS LAST, 1 LIMIT 10
"""  # noqa: S608 -- no values

_DURATIONS = f"""
SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM (
  SELECT n.publication_date - min(c.publication_date) AS days FROM radar_notice n
  JOIN radar_notice c ON c.kind = 'competition' AND c.publication_date <= n.publication_date AND (
    c.procedure_id = n.procedure_id OR c.publication_number = ANY(n.previous))
  WHERE {_OF_BUYER} AND n.kind = 'award' AND NOT n.direct GROUP BY n.id, n.publication_date) AS known
"""  # noqa: S608 -- no values

_CODES = f"""
SELECT l.cpv[1], count(DISTINCT n.id) FROM radar_notice n JOIN radar_lot l ON l.notice_id = n.id
WHERE {_OF_BUYER} AND l.cpv <> '{{}}' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 8
"""  # noqa: S608 -- no values


def _asked(statement: str, buyer: Buyer) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [buyer.key, buyer.country, buyer.country])
        return list(cursor.fetchall())


def values_by_year(buyer: Buyer) -> list[tuple[int, int, Decimal]]:
    """Year of publication, number of contracts, and their sum: awarded contracts with a value in euro, nothing else.

    A value of one euro is the usual way to write that there is none.
    """
    return [(int(year), int(count), Decimal(total)) for year, count, total in _asked(_BY_YEAR, buyer)]


def frequent_winners(buyer: Buyer) -> list[tuple[str, int, date | None]]:
    """Names of those who won most often: how often, and when the last time. At most ten."""
    return [(str(name), int(count), latest) for name, count, latest in _asked(_WINNERS, buyer)]


def days_to_award(buyer: Buyer) -> tuple[int, int] | None:
    """For how many awards the call is stored as well, and the median of the days between; ``None`` for none."""
    ((count, median),) = _asked(_DURATIONS, buyer)
    return (int(count), round(median)) if count else None


def usual_codes(buyer: Buyer) -> list[tuple[str, int]]:
    """The main CPV codes of the buyer's lots and in how many notices they occur. At most eight."""
    return [(str(code), int(count)) for code, count in _asked(_CODES, buyer)]
