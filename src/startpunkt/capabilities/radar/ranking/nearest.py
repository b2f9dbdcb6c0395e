"""The lots nearest to a query, under a filter: exactly where few pass it, through the index where many do."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from pgvector import HalfVector
from pgvector.psycopg import register_vector

from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.core.matching.encoder import Vectors

EXACT_UP_TO = 20_000
"""So many filtered lots are compared one by one: 512 half-precision numbers each, some ten milliseconds in all."""

SEARCHED = 400
"""Neighbours that the index looks at for a query (``hnsw.ef_search``)."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A lot near to the query, with what its evidence is weighed by."""

    lot: int
    notice: int
    language: str | None
    cpv: list[str]
    country: str | None
    places: list[str]
    value: Any
    currency: str | None
    deadline: datetime | None
    deadline_source: str | None
    seen_at: datetime
    buyer: str | None
    product: float
    words: frozenset[str]


_COLUMNS = (
    "l.id, l.notice_id, l.language, l.cpv, l.country, l.places, l.value, l.currency, l.deadline, l.deadline_source,"
    " l.seen_at, n.buyer,"
    " -v.distance AS product,"
    " CASE WHEN l.language = %s THEN ARRAY(SELECT u.lexeme FROM unnest(l.lexemes) u WHERE u.lexeme = ANY(%s))"
    " ELSE '{}' END"
)


def nearest(
    key: str, vector: Vectors, wanted: LotFilter, words: Sequence[str], language: str, limit: int, exact: bool = False
) -> list[Neighbour]:
    """The ``limit`` lots that ``wanted`` lets through with the greatest inner product with ``vector``.

    ``key`` names the encoder; ``words`` are the lexemes looked for in lots of ``language``.
    ``exact``: compare all that pass the filter, however many.
    """
    with transaction.atomic():
        connection.ensure_connection()
        register_vector(connection.connection)
        condition, parameters = wanted.sql()
        alone = exact or _passes_few(condition, parameters)
        order, extra = _exact(vector) if alone else _by_index(vector, limit)
        query = (
            "WITH near AS MATERIALIZED (SELECT v.lot_id, v.vector <#> %s AS distance FROM radar_lotvector v"  # noqa: S608 -- no values
            f" JOIN radar_lot l ON l.id = v.lot_id WHERE v.encoder = %s AND {condition} ORDER BY {order} LIMIT %s)"
            f" SELECT {_COLUMNS} FROM near v JOIN radar_lot l ON l.id = v.lot_id"
            " JOIN radar_notice n ON n.id = l.notice_id"
        )
        with connection.cursor() as cursor:
            given: list[Any] = [HalfVector(vector), key, *parameters, *extra, limit, language, list(words)]
            cursor.execute(query, given)
            return [_neighbour(*row) for row in cursor.fetchall()]


def _neighbour(*columns: Any) -> Neighbour:
    row = dict(zip(Neighbour.__slots__, columns, strict=True))
    row["words"] = frozenset(row["words"])
    return Neighbour(**row)


def _passes_few(condition: str, parameters: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM radar_lot l WHERE {condition} LIMIT %s) AS passing",  # noqa: S608
            [*parameters, EXACT_UP_TO + 1],
        )
        (count,) = cursor.fetchone()
    return bool(count <= EXACT_UP_TO)


def _exact(vector: Vectors) -> tuple[str, list[Any]]:
    # Without the cast that the index is made on, no index can be used.
    return "v.vector <#> %s", [HalfVector(vector)]


def _by_index(vector: Vectors, limit: int) -> tuple[str, list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL hnsw.ef_search = {max(SEARCHED, min(limit, 1000)):d}")
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
    length = len(vector)
    return f"v.vector::halfvec({length:d}) <#> %s::halfvec({length:d})", [HalfVector(vector)]


def ensure_index(key: str, dimensions: int) -> None:
    """Make the index of the encoder's vectors once there are more than are compared one by one."""
    name = f"lot_vector_near_{zlib.crc32(key.encode()):x}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [name])
        if cursor.fetchone():
            return
        cursor.execute("SELECT count(*) FROM radar_lotvector WHERE encoder = %s", [key])
        if cursor.fetchone()[0] <= EXACT_UP_TO:
            return
        literal = key.replace("'", "''")
        cursor.execute(
            f"CREATE INDEX {name} ON radar_lotvector USING hnsw ((vector::halfvec({dimensions:d})) halfvec_ip_ops)"
            f" WHERE encoder = '{literal}'"
        )
