"""The files themselves: modes, versions, damage, no room, locks (K1, D1, D2, L1)."""

import contextlib
import random
import resource
import signal
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.events import NoteAdded
from mailroom.domain.query import CaseQuery, OutboxState
from mailroom.domain.sends.parcels import Parcel
from mailroom.errors import (
    BadInput,
    StoreCorrupt,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreTooNew,
)
from mailroom.ids import CaseId, MailKey, MessageId
from mailroom.store.files import database, opening, room_schema, schema_head
from mailroom.store.files.database import Durability
from mailroom.store.files.opening import Blueprint, open_file
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.mailbag import folder_pass, stored
from tests.store.opened import QUEUE, OpenStore, note, run_child
from tests.store.stories import Teller
from tests.store.test_fold import confirm
from tests.unit.domain.world import SATO, World


def parcel(id_: str = "p1") -> Parcel:
    return Parcel(
        id=id_,
        person=SATO.person,
        message_id=MessageId("<p1@shop>"),
        case=CaseId("c"),
        state=OutboxState.UNDO,
    )


# -- opening -----------------------------------------------------------------------------------


def test_files_are_private(open_store: OpenStore, tmp_path: Path) -> None:
    store = open_store()
    store.mails.add_mails([stored("a")])
    folder = tmp_path / "profile"
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert modes.keys() >= {"room.db", "mail.db", "room.db-wal", "mail.db-wal"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_committed_event_survives_a_power_cut_and_mail_need_not(open_store: OpenStore) -> None:
    store = open_store()
    for base, level in ((store._room, 2), (store._mail, 1)):
        with base.write() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == level
        with base.read() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_readers_cannot_write(open_store: OpenStore) -> None:
    store = open_store()
    with pytest.raises(StoreReadOnly), store._room.read() as connection:
        connection.execute(room_schema.settings.delete())


@pytest.mark.parametrize("name", ["room.db", "mail.db"])
def test_a_newer_file_is_refused_and_left_alone(
    open_store: OpenStore, tmp_path: Path, name: str
) -> None:
    open_store().close()
    path = tmp_path / "profile" / name
    with contextlib.closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew):
        open_store()
    assert path.read_bytes() == before


def test_migrations_run_in_order_and_all_or_nothing(tmp_path: Path, clock: HandClock) -> None:
    path = tmp_path / "x.db"
    ran: list[int] = []

    def create(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE one (a)")

    def step(number: int) -> Callable[[sa.Connection], None]:
        def run(connection: sa.Connection) -> None:
            connection.exec_driver_sql(f"CREATE TABLE step{number} (a)")
            ran.append(number)
            if number == broken:
                raise RuntimeError("power cut")

        return run

    broken = 2
    first = Blueprint(version=1, durability=Durability.FULL, create=create)
    open_file(path, first, clock).database.close()
    third = Blueprint(
        version=3,
        durability=Durability.FULL,
        create=create,
        migrations={n: step(n) for n in (1, 2)},
    )
    with pytest.raises(RuntimeError):
        open_file(path, third, clock)
    with contextlib.closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (1,)
        assert [r[0] for r in file.execute("SELECT name FROM sqlite_master")] == ["one"]
    broken = 0
    open_file(path, third, clock).database.close()
    with contextlib.closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (3,)
    assert ran == [1, 2, 1, 2]


def test_a_room_of_the_first_version_is_brought_up_to_date(
    open_store: OpenStore, tmp_path: Path
) -> None:
    store = open_store()
    confirm(store, Teller(1).tell(60))
    store.replica.append_pending([note()])
    cursor = store.replica.cursor()
    store.close()
    with contextlib.closing(sqlite3.connect(tmp_path / "profile" / "room.db")) as file:
        for table in ("base", "unloaded", "left_behind"):
            file.execute(f"DROP TABLE {table}")
        file.execute("UPDATE replica SET projection = 1")
        file.execute("PRAGMA user_version = 1")
        file.commit()
    store = open_store()
    assert store.replica.cursor() == cursor
    assert [one.event.id for one in store.replica.pending_batch(9)] == ["n1"]
    store.replica.restore(store.replica.snapshot())
    assert store.replica.cursor() == cursor


def test_every_table_is_strict(open_store: OpenStore) -> None:
    store = open_store()
    for base in (store._room, store._mail):
        with base.read() as connection:
            rows = connection.exec_driver_sql("PRAGMA table_list").mappings().all()
        ours = [r for r in rows if r["type"] == "table" and not r["name"].startswith("sqlite_")]
        assert len(ours) > 5
        assert all(row["strict"] for row in ours), [r["name"] for r in ours if not r["strict"]]


def test_the_files_check_what_is_written(open_store: OpenStore) -> None:
    store = open_store()
    with pytest.raises(sa.exc.IntegrityError), store._room.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO outbox (id, person, message_id, state, open, changed_at, row, raw)"
            " VALUES ('x', 'p', 'm', 'lost', 1, 0, '{}', x'')"
        )
    assert store.outbox.open() == ()


# -- damage ------------------------------------------------------------------------------------


def damage(path: Path, at: float = 0.0) -> None:
    """Overwrite a page; the WAL was folded in when the file was closed."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(int(size * at) // 4096 * 4096)
        file.write(random.Random(1).randbytes(4096))


def test_a_damaged_mail_file_is_kept_aside_and_filled_again(
    open_store: OpenStore, tmp_path: Path
) -> None:
    store = open_store()
    world = World.founded()
    world.announce(stored("a").facts)
    store.replica.enter(1)
    confirm(store, world.log)
    store.mails.add_mails([stored("a", uid=1)])
    store.ledger.record_pass(folder_pass(1))
    store.close()
    damage(tmp_path / "profile" / "mail.db")
    store = open_store()
    [aside] = store.kept_aside
    assert aside.name.startswith("mail.db.damaged-")
    assert aside.exists()
    assert store.add_up().server == 0
    assert store.ledger.last_pass(stored("a").place.mailbox, "INBOX") is None  # comes again
    store.mails.add_mails([stored("a", uid=1)])
    assert store.unannounced(9) == ()  # the journal knows it
    [case] = store.reads.case_ids(CaseQuery(), SATO.person)
    assert store.reads.rows([case], SATO.person)[0].preview == "本文"


@pytest.mark.parametrize("at", [0.0, 0.3, 0.6, 0.9])
def test_words_are_rescued_from_a_damaged_room(
    open_store: OpenStore, tmp_path: Path, at: float, expect_log: Callable[..., None]
) -> None:
    """The journal comes again; what is nowhere else is copied as far as it can be read."""
    expect_log("is damaged", maybe=True)
    store = open_store()
    store.replica.enter(1)
    store.replica.set_team("t", b"k" * 32)
    journal = Teller(1).tell(80)
    confirm(store, journal)
    chain = store.replica.cursor().chain
    store.drafts.save(SATO.person, Draft(case=CaseId("c"), tab=DraftTab.REPLY, text="下書き"))
    store.outbox.add(parcel(), b"raw")
    store.replica.append_pending([note()])
    store.mails.add_mails([stored("a")])
    store.mails.mark_announced([MailKey("a")])
    store.close()
    damage(tmp_path / "profile" / "room.db", at)
    store = open_store()
    if not store.kept_aside:
        pytest.skip("this page holds nothing that SQLite checks")
    assert store.replica.cursor().uid == 0
    assert store.drafts.load(SATO.person, CaseId("c"), DraftTab.REPLY).text == "下書き"
    assert store.outbox.raw("p1") == b"raw"
    assert [one.event.id for one in store.replica.pending_batch(9)] == ["n1"]
    assert store.replica.identity().key == b"k" * 32
    store.replica.enter(1)
    confirm(store, journal)  # pulled again
    assert store.replica.cursor().chain == chain
    assert [mail.key for mail in store.unannounced(9)] == ["a"]  # asked anew


def test_words_are_rescued_though_no_table_can_be_found(
    open_store: OpenStore, tmp_path: Path, expect_log: Callable[..., None]
) -> None:
    """Every page that says where tables lie is damaged; what lies in them is not."""
    expect_log("is damaged")
    store = open_store()
    confirm(store, Teller(1).tell(80))
    store.drafts.save(SATO.person, Draft(case=CaseId("c"), tab=DraftTab.REPLY, text="下書き"))
    store.outbox.add(parcel(), b"raw" * 9000)
    store.replica.append_pending([note()])
    store.close()
    path = tmp_path / "profile" / "room.db"
    data = bytearray(path.read_bytes())
    pages = [number for number, _ in schema_head._pages(bytes(data), 1)]
    assert len(pages) > 2
    for number in pages:
        data[(number - 1) * 4096 : number * 4096] = random.Random(number).randbytes(4096)
    path.write_bytes(data)
    store = open_store()
    assert store.kept_aside
    assert store.drafts.load(SATO.person, CaseId("c"), DraftTab.REPLY).text == "下書き"
    assert store.outbox.raw("p1") == b"raw" * 9000
    assert [one.event.id for one in store.replica.pending_batch(9)] == ["n1"]
    assert not list((tmp_path / "profile").glob("*.mending*"))


@pytest.mark.parametrize("garbage", ["", "{}", '{"version": 1, "pages": {}}', '{"pages": [1]}'])
def test_a_garbled_head_does_no_harm(
    open_store: OpenStore, tmp_path: Path, garbage: str, expect_log: Callable[..., None]
) -> None:
    expect_log("is damaged")
    open_store().close()
    (tmp_path / "profile" / "room.db-head").write_text(garbage)
    damage(tmp_path / "profile" / "room.db")
    assert open_store().kept_aside
    open_store().close()


@pytest.mark.parametrize("name", ["room.db", "mail.db"])
def test_a_schema_that_is_no_text_is_damage(
    open_store: OpenStore, tmp_path: Path, name: str, expect_log: Callable[..., None]
) -> None:
    """SQLite quotes the schema in its complaint, and the driver cannot read that."""
    expect_log("is damaged", maybe=True)
    open_store().close()
    path = tmp_path / "profile" / name
    path.write_bytes(path.read_bytes().replace(b" INTEGER NOT", b" INTEGER N\xb0T"))
    [aside] = open_store().kept_aside
    assert aside.name.startswith(f"{name}.damaged-")


def test_damaged_files_do_not_replace_each_other(
    open_store: OpenStore, tmp_path: Path, expect_log: Callable[..., None]
) -> None:
    expect_log("is damaged")
    kept = set()
    for _ in range(3):
        open_store().close()
        damage(tmp_path / "profile" / "room.db")
        again = open_store()
        kept |= set(again.kept_aside)
        again.close()
    assert len(kept) == 3
    assert all(path.exists() for path in kept)


def test_damage_found_by_several_processes_is_mended_once(
    open_store: OpenStore, tmp_path: Path
) -> None:
    open_store().close()
    damage(tmp_path / "profile" / "room.db")
    children = [run_child(tmp_path / "profile", QUEUE, name, "1", wait=False) for name in "xy"]
    for child in children:
        child.communicate(timeout=60)
        assert child.returncode == 0
    assert len(list((tmp_path / "profile").glob("room.db.damaged-*"))) == 1
    ids = {one.event.id for one in open_store().replica.pending_batch(9)}
    assert ids == {"x-0", "y-0"}


def test_damage_of_a_large_file_is_found_later(
    open_store: OpenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a large file through would hold up the start; the background does it."""
    store = open_store()
    store.mails.add_mails(stored(f"k{n}", uid=n + 1, text="本文" * 2000) for n in range(30))
    store.check()
    store.close()
    damage(tmp_path / "profile" / "mail.db", 0.2)
    monkeypatch.setattr(opening, "CHECKED_AT_OPENING", 0)
    store = open_store()
    assert store.kept_aside == ()
    with pytest.raises(StoreCorrupt):
        store.settle()
    store.close()
    store = open_store()  # which believes what the background found
    assert [path.name.partition(".damaged")[0] for path in store.kept_aside] == ["mail.db"]
    store.settle()
    store.close()
    assert open_store().kept_aside == ()


# -- no room -----------------------------------------------------------------------------------


@pytest.fixture
def small_files() -> Iterator[Callable[[int], None]]:
    """Let files of this process grow no further than so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def limit(size: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_loses_nothing_and_is_said(
    open_store: OpenStore, small_files: Callable[[int], None]
) -> None:
    store = open_store()
    store.mails.add_mails([stored("a", uid=1)])
    store.replica.append_pending([note("n1")])
    small_files(100_000)
    with pytest.raises(StoreFull):
        store.mails.add_mails(stored(f"k{n}", uid=n + 2, text="x" * 50_000) for n in range(9))
    fill = (store.replica.append_pending([note(f"n{n}")]) for n in range(2, 1000))
    with pytest.raises(StoreFull):
        list(fill)
    kept = {one.event.id for one in store.replica.pending_batch(2000)}
    small_files(resource.RLIM_INFINITY)
    assert "n1" in kept
    store.check()
    store.replica.append_pending([note("after")])  # recovers without a restart
    store.mails.add_mails([stored("b", uid=99)])
    assert {one.event.id for one in store.replica.pending_batch(2000)} == kept | {"after"}
    assert store.mails.raw(MailKey("a")) is not None
    halves = [k for k in store.ledger.known_uids("m", "INBOX", 1) if k not in {1, 99}]
    assert all(store.mails.raw(MailKey(f"k{uid - 2}")) for uid in halves)


def test_a_folder_that_cannot_be_written(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreReadOnly):
        Store.open(tmp_path / "file" / "profile", clock)


@pytest.mark.parametrize("text", ["漢" * 50_000, "\ud800"])
def test_words_that_no_message_can_carry_are_refused_at_once(
    open_store: OpenStore, text: str
) -> None:
    """The queue goes out in order: one event that cannot leave would stop all after it."""
    store = open_store()
    event = replace(note(), body=NoteAdded(text=text))
    with pytest.raises(BadInput):
        store.replica.append_pending([event])
    assert not store.has_pending()


# -- other processes ---------------------------------------------------------------------------


def test_a_file_that_another_program_holds(
    open_store: OpenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    store = open_store()
    with contextlib.closing(sqlite3.connect(tmp_path / "profile" / "room.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked):
            store.replica.append_pending([note()])
        assert store.replica.pending_batch(9) == ()  # reading goes on
        other.rollback()
    store.replica.append_pending([note()])
