"""The lots nearest to a query, under a filter: exactly where few pass it, through the index where many do."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection, transaction
from pgvector import HalfVector
from pgvector.psycopg import register_vector

from startpunkt.capabilities.radar.ranking.filters import LotFilter
from startpunkt.core.matching.encoder import Vectors

INDEXED_FROM = 20_000
"""So many lots are compared one by one before an index is made: some twenty milliseconds."""

SEARCHED = 1000
"""Neighbours that the index looks at for a query at the least (``hnsw.ef_search``)."""

VISIT = 6.0
"""What a neighbour costs that the index visits, in the planner's units: measured against comparing one by one."""

GRAPH_BYTES = 700
"""What the index keeps of a vector besides its numbers while it is made."""

LEAST_KILOBYTES, MOST_KILOBYTES = 64 * 1024, 2 * 1024 * 1024
"""Memory for making the index."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A lot near to the query, with what its evidence is weighed by. ``seen_at``: seconds since 1970."""

    lot: int
    notice: int
    language: str | None
    cpv: list[str]
    country: str | None
    places: list[str]
    value: Any
    currency: str | None
    deadline_source: str | None
    seen_at: float
    buyer: str | None
    product: float
    words: frozenset[str]


_COLUMNS = (
    "l.id, l.notice_id, l.language, l.cpv, l.country, l.places, l.value, l.currency, l.deadline_source,"
    " extract(epoch FROM l.seen_at)::float8, n.buyer,"
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
    condition, parameters = wanted.vector_sql(key)
    connection.ensure_connection()
    register_vector(connection.connection)
    given: list[Any] = [HalfVector(vector), *parameters, HalfVector(vector), limit, language, list(words)]
    with transaction.atomic(), connection.cursor() as cursor:
        if not exact and _index_is_faster(cursor, condition, parameters, limit):
            _look_by_index(cursor, limit)
            cursor.execute(_query(condition, f"::halfvec({len(vector):d})"), given)
            found = cursor.fetchall()
            if len(found) >= limit:
                return [_neighbour(*row) for row in found]
            # The index gave up before it had found enough: fewer pass than was thought.
            cursor.execute("SET LOCAL enable_sort = on; SET LOCAL enable_seqscan = on")
        cursor.execute(_query(condition, ""), given)
        return [_neighbour(*row) for row in cursor.fetchall()]


def _query(condition: str, cast: str) -> str:
    """``cast`` is that of the index. Without it none can be used, and all that pass are compared."""
    return (
        f"WITH near AS MATERIALIZED (SELECT l.lot_id, l.vector{cast} <#> %s{cast} AS distance"  # noqa: S608 -- no values
        f" FROM radar_lotvector l WHERE {condition} ORDER BY l.vector{cast} <#> %s{cast} LIMIT %s)"
        f" SELECT {_COLUMNS} FROM near v JOIN radar_lot l ON l.id = v.lot_id AND l.newest"
        " JOIN radar_notice n ON n.id = l.notice_id"
    )


def _neighbour(*columns: Any) -> Neighbour:
    row = dict(zip(Neighbour.__slots__, columns, strict=True))
    row["words"] = frozenset(row["words"])
    return Neighbour(**row)


def _index_is_faster(cursor: Any, condition: str, parameters: list[Any], limit: int) -> bool:
    """Whether the index finds ``limit`` lots that pass sooner than all that pass are compared, as the planner sees it.

    The index walks from the nearest outwards: the fewer pass, the more it visits in vain.
    """
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'radar_lotvector'::regclass")
    (lots,) = cursor.fetchone()
    if lots < INDEXED_FROM:
        return False
    cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT FROM radar_lotvector l WHERE {condition}", parameters)
    plan = cursor.fetchone()[0][0]["Plan"]
    visits = max(SEARCHED, limit * lots / max(plan["Plan Rows"], 1))
    return bool(VISIT * visits < plan["Total Cost"])


def _look_by_index(cursor: Any, limit: int) -> None:
    cursor.execute(
        f"SET LOCAL hnsw.ef_search = {max(SEARCHED, min(limit, 1000)):d};"
        " SET LOCAL hnsw.iterative_scan = relaxed_order; SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off"
    )


def ensure_index(key: str, dimensions: int) -> None:
    """Make the index of the encoder's vectors once there are more than are compared one by one."""
    name = f"lot_vector_near_{zlib.crc32(key.encode()):x}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [name])
        if cursor.fetchone():
            return
        cursor.execute("SELECT count(*) FROM radar_lotvector WHERE encoder = %s", [key])
        (count,) = cursor.fetchone()
        if count <= INDEXED_FROM:
            return
    literal = key.replace("'", "''")
    statement = (
        f"CREATE INDEX {name} ON radar_lotvector USING hnsw ((vector::halfvec({dimensions:d})) halfvec_ip_ops)"
        f" WHERE encoder = '{literal}'"
    )
    # While the graph fits this memory its making takes minutes, afterwards hours.
    memory = min(max(count * (2 * dimensions + GRAPH_BYTES) // 1024, LEAST_KILOBYTES), MOST_KILOBYTES)
    try:
        _make(statement, memory, workers=2)
    except OperationalError:
        # Workers share the memory in a place that containers keep small: without them there is no need for it.
        _make(statement, memory, workers=0)


def _make(statement: str, kilobytes: int, workers: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL maintenance_work_mem = {kilobytes:d}")
        cursor.execute(f"SET LOCAL max_parallel_maintenance_workers = {workers:d}")
        cursor.execute(statement)
