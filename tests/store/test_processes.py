"""Several processes on the same files, and processes that are killed (K1, L1)."""

import contextlib
import random
from itertools import islice
from pathlib import Path

from mailroom.domain.query import CaseQuery
from mailroom.ids import MailKey
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.opened import QUEUE, OpenStore, note, run_child
from tests.store.stories import Teller, folded
from tests.store.test_fold import confirm
from tests.unit.domain.world import SATO, World


def test_what_another_process_wrote_is_noticed(open_store: OpenStore, tmp_path: Path) -> None:
    store = open_store()
    store.replica.enter(1)
    world = World.founded()
    world.mail("m0")
    confirm(store, world.log)
    assert not store.changed_elsewhere()
    run_child(tmp_path / "profile", QUEUE, "cli", "1")
    version = store.data_version()
    changes = store.changed_elsewhere()
    [case] = store.reads.case_ids(CaseQuery(), SATO.person)
    assert changes.cases == {case}
    assert changes.health
    assert store.data_version() == version + 1
    assert not store.changed_elsewhere()
    assert store.has_pending()
    assert store.reads.rows([case], SATO.person)[0].pending
    store.replica.append_pending([note("mine")])
    assert not store.changed_elsewhere()  # one's own writes are no news


def test_two_processes_write_at_once(open_store: OpenStore, tmp_path: Path) -> None:
    """The command line beside the window: nobody is told "locked", nothing is lost."""
    store = open_store()
    children = [
        run_child(tmp_path / "profile", QUEUE, name, "15", wait=False) for name in ("x", "y")
    ]
    for n in range(15):
        store.replica.append_pending([note(f"own-{n}")])
    for child in children:
        child.communicate(timeout=60)
        assert child.returncode == 0
    ids = [one.event.id for one in store.replica.pending_batch(99)]
    assert sorted(ids) == sorted(f"{who}-{n}" for who in ("x", "y", "own") for n in range(15))
    for who in ("x", "y", "own"):
        mine = [id_ for id_ in ids if id_.startswith(who)]
        assert mine == [f"{who}-{n}" for n in range(15)]  # each one's order


KILLED = """
import threading
from mailroom.domain.records.replica import Page
from tests.store.stories import Teller, folded
from tests.store.mailbag import stored
from mailroom.domain.events import Event, NoteAdded

journal = Teller(5).tell(int(sys.argv[2]))
print("go", flush=True)
threading.Thread(target=lambda: store.mails.add_mails(
    stored(f"k{n}", uid=n + 1, text="本文" * 500) for n in range(100000)), daemon=True).start()
cursor = store.replica.cursor()
for item in [i for i in journal if i.position > cursor.head]:
    cursor = store.replica.cursor()
    store.replica.confirm(Page(after=cursor, uid=item.position.uid, placed=(item,)))
    store.replica.append_pending([Event(id=f"p{item.position.uid}", by="sato", desk="desk-2",
        body=NoteAdded(text="x"), anchor="m0", made_at=SystemClock().now())])
    print(item.position.uid, flush=True)
print("done", flush=True)
threading.Event().wait()
"""


def killed_child(folder: Path, steps: int, after: int) -> set[int]:
    """Kill a busy process after so many acknowledgements; return all of them."""
    with run_child(folder, KILLED, str(steps), wait=False) as child:
        try:
            assert child.stdout.readline() == b"go\n"
            lines = list(islice(iter(child.stdout.readline, b"done\n"), after))
        finally:
            child.kill()
        lines += child.stdout.readlines()
    return {int(line) for line in lines if line.strip().isdigit()}


def test_killed_at_any_moment(tmp_path: Path, clock: HandClock, soak: bool) -> None:
    """K1: after kill -9 the files are whole and hold everything that was acknowledged."""
    kills, steps = (30, 400) if soak else (3, 100)
    rnd = random.Random(7)
    folder = tmp_path / "profile"
    with contextlib.closing(Store.open(folder, clock)) as store:
        store.replica.enter(1)
    acknowledged: set[int] = set()
    for _ in range(kills):
        acknowledged |= killed_child(folder, steps, rnd.randint(1, 20))
        with contextlib.closing(Store.open(folder, clock)) as store:
            assert store.kept_aside == ()
            store.check()
            cursor = store.replica.cursor()
            assert cursor.uid >= max(acknowledged)
            assert cursor.head.uid == cursor.uid
            pending = {one.event.id for one in store.replica.pending_batch(999)}
            assert pending >= {f"p{uid}" for uid in acknowledged}
            for uid in store.ledger.known_uids("m", "INBOX", 1):
                assert store.mails.raw(MailKey(f"k{uid - 1}")) is not None
    assert cursor.chain == folded(Teller(5).tell(steps)[: cursor.uid])[1]
