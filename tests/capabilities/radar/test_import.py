"""What is offered is stored once, the newest version is visible, and what cannot be stored waits in the quarantine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count, pairwise, permutations
from pathlib import Path

import psutil
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from startpunkt.capabilities.radar.intake import importing, pipeline, writer
from startpunkt.capabilities.radar.intake.rows import award_row, compress, content_hash
from startpunkt.capabilities.radar.intake.workers import Task, outcome_of, read_chunk
from startpunkt.capabilities.radar.models import Award, Lot, LotVector, Notice, Original, Quarantined
from startpunkt.capabilities.radar.selectors import original_bytes
from startpunkt.core.intake.unpacking import Member
from startpunkt.core.notices.buyers import buyer_key
from startpunkt.core.notices.model import Amount, Result
from startpunkt.core.notices.reading import read
from startpunkt.foundation.store.embedded import Embedded
from tests.capabilities.radar.invented import demo_files, eforms, identifier, zipped
from tests.surfaces.cli.installation import Installation

DAY = date(2027, 6, 7)
VERSIONS = ("01", "02", "10", "3")
"""In order as numbers: 1, 2, 3, 10. As text they are not."""


def offered(*files: bytes | tuple[str, bytes]) -> list[Member]:
    named = [file if isinstance(file, tuple) else (f"{number}.xml", file) for number, file in enumerate(files)]
    return [Member(Path("offered"), name, number, data) for number, (name, data) in enumerate(named)]


def imported(*files: bytes | tuple[str, bytes]) -> writer.Tally:
    """What became of ``files``, read by workers and stored."""
    return pipeline.import_members(offered(*files), workers=1).tally


def test_the_same_content_is_stored_once_whatever_its_name(db: None, tmp_path: Path) -> None:
    files = demo_files(3, day=DAY)
    many = len(files)
    first = pipeline.import_notices([zipped(tmp_path / "a.zip", files)]).tally
    assert (first.read, first.stored, first.unchanged, first.quarantined) == (many, many, 0, 0)
    before = sorted(Notice.objects.values_list("content_hash", "newest", "file"))
    renamed = {f"again/{number}.bin": data for number, data in enumerate(files.values())}
    twice = pipeline.import_notices([zipped(tmp_path / "b.zip", renamed), tmp_path / "a.zip"]).tally
    assert twice == writer.Tally(read=2 * many, unchanged=2 * many)
    assert sorted(Notice.objects.values_list("content_hash", "newest", "file")) == before
    assert {bytes(found) for found, *_ in before} == {content_hash(data) for data in files.values()}
    assert {original_bytes(notice) for notice in Notice.objects.all()} == set(files.values())


def test_the_same_content_twice_in_one_archive_is_stored_once(db: None) -> None:
    assert imported(*[eforms(1)] * 3, *(eforms(number) for number in range(2, 200)), eforms(1)) == writer.Tally(
        read=202, stored=199, unchanged=3
    )


def test_a_version_with_other_content_is_quarantined_and_the_first_stays(db: None) -> None:
    first, other = eforms(1, title="Erste Fassung"), eforms(1, title="Andere Fassung")
    assert imported(first) == writer.Tally(read=1, stored=1)
    assert imported(other, eforms(2)) == writer.Tally(read=2, stored=1, quarantined=1)
    assert original_bytes(Notice.objects.get(notice_id=identifier(1))) == first
    refused = Quarantined.objects.get()
    assert refused.code == "version-conflict"
    assert identifier(1) in refused.reason and refused.compressed is not None
    retried = importing.retry_quarantine()
    assert (retried.read, retried.stored, retried.quarantined) == (1, 0, 1)
    assert Quarantined.objects.get().code == "version-conflict"
    assert imported(first, other) == writer.Tally(read=2, unchanged=1, quarantined=1)


def test_a_conflict_within_one_archive_keeps_one(db: None) -> None:
    assert imported(eforms(1, title="A"), eforms(1, title="B")) == writer.Tally(read=2, stored=1, quarantined=1)
    assert Lot.objects.get().title == {"de": "A"}


def test_a_notice_that_no_table_holds_hurts_only_itself(db: None) -> None:
    words = " ".join(f"wort{number:06x}" for number in range(150_000))  # more lexemes than PostgreSQL keeps of a text
    tally = imported(eforms(1), eforms(2, description=words), eforms(3, amount="1234.5"), eforms(4, amount="9" * 100))
    assert tally == writer.Tally(read=4, stored=3, quarantined=1)
    assert Quarantined.objects.get().code == "unstorable"
    assert set(Notice.objects.values_list("notice_id", flat=True)) == {identifier(number) for number in (1, 3, 4)}
    assert str(Lot.objects.get(notice__notice_id=identifier(3)).value) == "1234.5000"
    assert Lot.objects.get(notice__notice_id=identifier(4)).value is None


def test_names_that_no_table_holds_are_spelled_otherwise(db: None, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"odd-\xff-name.xml")).write_bytes(eforms(1))
    (tmp_path / os.fsdecode(b"bad-\xfe-name.xml")).write_bytes(b"<a>")
    tally = pipeline.import_notices([tmp_path], workers=1).tally
    assert tally == writer.Tally(read=2, stored=1, quarantined=1)
    assert imported(("nul\x00lone\udcff.xml", eforms(2)), ("\ud800", b"<b>")) == writer.Tally(
        read=2, stored=1, quarantined=1
    )
    names = [*Notice.objects.values_list("file", flat=True), *Quarantined.objects.values_list("file", flat=True)]
    assert len(names) == 4
    assert all("\x00" not in name and name.encode() for name in names)


def test_versions_of_one_archive_end_with_the_greatest_in_any_order(db: None) -> None:
    orders = list(permutations(VERSIONS))
    files = [eforms(number, version) for number, order in enumerate(orders) for version in order]
    tally = imported(*files)
    records = sum(_records(order) - 1 for order in orders)
    assert tally == writer.Tally(read=len(files), stored=len(files), superseded=records)
    newest = Notice.objects.filter(newest=True).values_list("version", flat=True)
    assert list(newest) == ["10"] * len(orders)
    assert Lot.objects.filter(newest=True).count() == len(orders)
    assert not Lot.objects.filter(newest=True).exclude(notice__newest=True).exists()


def _records(order: Sequence[str]) -> int:
    """How often a version is greater than all before it."""
    return sum(all(int(version) > int(other) for other in order[:index]) for index, version in enumerate(order))


NUMBERS = count(1_000)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(VERSIONS), cuts=st.sets(st.integers(1, 3)), again=st.sampled_from(VERSIONS))
def test_versions_in_any_order_and_batches_end_with_the_greatest(
    db: None, order: list[str], cuts: set[int], again: str
) -> None:
    number = next(NUMBERS)
    edges = [0, *sorted(cuts), len(order)]
    batches = [order[start:end] for start, end in pairwise(edges)]
    tally = writer.Tally()
    for batch in [*batches, [again]]:
        data = [eforms(number, version) for version in batch]
        tasks = [Task(f"{number}.xml", one, content_hash(one)) for one in data]
        writer.store(outcome_of(tasks, read_chunk(tasks)).rows, tally)
    assert tally == writer.Tally(read=5, stored=4, unchanged=1, superseded=_records(order) - 1)
    found = Notice.objects.filter(notice_id=identifier(number))
    assert found.count() == 4
    assert [one.version for one in found.filter(newest=True)] == ["10"]
    assert Lot.objects.filter(newest=True, notice__notice_id=identifier(number)).count() == 1


def test_a_superseded_version_loses_its_vector_and_the_newest_has_one(db: None) -> None:
    importing.import_members(offered(eforms(1, "01"), eforms(2)))
    importing.import_members(offered(eforms(1, "02"), eforms(2, "00")))
    with_vector = LotVector.objects.values_list("lot__notice__notice_id", "lot__notice__version")
    assert sorted(with_vector) == [(identifier(1), "02"), (identifier(2), "01")]


COSTLY = """
import resource
import sys
from pathlib import Path
from startpunkt.capabilities.radar.intake import workers
from startpunkt.capabilities.radar.intake.rows import content_hash
tasks = [workers.Task(Path(name).name, Path(name).read_bytes(), content_hash(name.encode())) for name in sys.argv[3:]]
held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
workers.SECONDS_PER_NOTICE = float(sys.argv[1])
workers.MEMORY_LIMIT = held + (int(sys.argv[2]) << 20)
workers.prepare_worker()
for task, found in zip(tasks, workers.read_chunk(tasks).found):
    print(task.file, getattr(found, "code", "read"))
"""


def of_many_lots(number: int, lots: int) -> bytes:
    """A notice of ``lots`` lots, 7 kB each: each word of theirs is looked at."""
    one_lot = eforms(number, description=" ".join(f"Wartungsarbeit{word}" for word in range(400)))
    start, end = one_lot.index(b"<cac:ProcurementProjectLot>"), one_lot.index(b"</ContractNotice>")
    return one_lot[:start] + one_lot[start:end] * lots + one_lot[end:]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A good notice, one of a great many lots, and another good one."""
    folder = tmp_path_factory.mktemp("costly")
    many = of_many_lots(2, 4_000)
    assert len(many) < 32 << 20
    for name, data in (("a.xml", eforms(1)), ("b.xml", many), ("c.xml", eforms(3))):
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


def in_a_worker(seconds: float, mebibytes: int, files: list[Path]) -> list[str]:
    """What a worker with so many seconds a file and so much memory beyond its start makes of ``files``."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", COSTLY, str(seconds), str(mebibytes), *map(str, files)],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split("\n")[:-1]


def test_a_file_that_takes_too_long_hurts_only_itself(files: list[Path]) -> None:
    assert in_a_worker(0.25, 900, files) == ["a.xml read", "b.xml too-slow", "c.xml read"]


def test_a_file_that_needs_too_much_memory_hurts_only_itself(files: list[Path]) -> None:
    answers = in_a_worker(30, 40, files)
    assert (answers[0], answers[2]) == ("a.xml read", "c.xml read")
    assert answers[1] in ("b.xml too-costly", "b.xml not-xml"), answers


def test_a_worker_killed_while_reading_takes_nothing_with_it(db: None) -> None:
    own = psutil.Process()
    known = {child.pid for child in own.children()}
    killed: list[int] = []

    def kill_the_reader(tally: writer.Tally) -> None:
        """When the first chunk is stored, the only worker is reading the second, which is one large notice."""
        if not killed:
            (worker,) = (one for one in own.children() if one.pid not in known and "spawn_main" in str(one.cmdline()))
            worker.kill()
            killed.append(worker.pid)

    small = [eforms(number) for number in range(1, 65)]
    more = [eforms(number) for number in range(1_000, 1_070)]
    members = offered(*small, of_many_lots(70, 800), *more)
    tally = pipeline.import_members(members, workers=1, progress=kill_the_reader).tally
    assert killed
    assert tally == writer.Tally(read=135, stored=135)
    assert Notice.objects.count() == Original.objects.count() == 135
    assert Lot.objects.count() == 134 + 800


def test_what_stays_unreadable_stays_in_the_quarantine_and_the_rest_leaves(db: None) -> None:
    imported(("never.xml", b"<never>"))
    good = eforms(1)
    Quarantined.objects.create(
        content_hash=content_hash(good), file="was-unread.xml", code="unknown-format", reason="Not read then.",
        size=len(good), compressed=compress(good),
    )  # fmt: skip
    report = importing.retry_quarantine()
    assert (report.read, report.stored, report.quarantined) == (2, 1, 1)
    assert [entry.file for entry in Quarantined.objects.all()] == ["never.xml"]
    stored = Notice.objects.get()
    assert (stored.file, original_bytes(stored)) == ("was-unread.xml", good)
    again = importing.retry_quarantine()
    assert (again.read, again.stored, again.quarantined) == (1, 0, 1)


def test_a_database_of_ones_own_works_like_the_embedded_one(running_store: None, tmp_path: Path) -> None:
    server = Embedded.of_home().settings
    with psycopg.connect(**server, autocommit=True) as connection:  # type: ignore[arg-type]
        connection.execute("CREATE DATABASE own_database")
    try:
        url = f"postgresql://{server['user']}:{server['password']}@/own_database?host={server['host']}&port=5432"
        elsewhere = Installation(tmp_path / "home")
        archive = zipped(tmp_path / "a.zip", {"1": eforms(1, title="Drohnenabwehr"), "2": eforms(2), "3": b"<a>"})
        done = elsewhere.run("ingest", archive, "--json", DATABASE_URL=url)
        assert done.status == 0, done
        assert (done.document["stored"], done.document["quarantined"]) == (2, 1)
        found = elsewhere.run("match", "--text", "Abwehr von Drohnen", "--json", DATABASE_URL=url).document["matches"]
        assert [match["notice"] for match in found] == [identifier(1), identifier(2)]
        assert not (elsewhere.home / "postgresql").exists()
    finally:
        with psycopg.connect(**server, autocommit=True) as connection:  # type: ignore[arg-type]
            connection.execute("DROP DATABASE own_database WITH (FORCE)")


def test_results_are_stored_beside_their_notice(db: None) -> None:
    imported(*demo_files(40, day=DAY).values())
    for notice in Notice.objects.prefetch_related("awards").order_by("pk"):
        read_again = read(original_bytes(notice)).results
        stored = [(one.lot_id, one.status, one.winners, one.tenders) for one in notice.awards.order_by("position")]
        assert stored == [
            (result.lot, result.status, [winner.name for winner in result.winners], result.tenders_received)
            for result in read_again
        ]
    assert Award.objects.filter(value__gt=0, currency="EUR").exists()


def test_numbers_of_a_result_that_no_column_holds_are_left_out() -> None:
    huge = award_row(Result("LOT-0001", tenders_received=10**12, value=Amount(Decimal(10) ** 40, "EUR")))
    assert (huge.tenders, huge.value, huge.currency) == (None, None, None)


def test_a_buyer_has_one_key_for_its_spellings(db: None) -> None:
    imported(eforms(1), eforms(2))
    assert {notice.buyer_key for notice in Notice.objects.all()} == {
        buyer_key(notice.buyer or "") for notice in Notice.objects.all()
    }
    assert buyer_key("  Amt  für BEISPIELE ") == buyer_key("amt für beispiele")
