"""A new desk takes a checkpoint instead of the whole journal and is where everyone is (I1).

How long it takes is measured in ``tests/bench/test_checkpoint_speed.py``.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from mailroom.clock import SystemClock
from mailroom.domain.events import Placed
from mailroom.domain.records.snapshot import Snapshot
from mailroom.journal.checkpoint import decode, encode
from mailroom.journal.codec import TeamKey
from mailroom.store.files import room_schema as t
from mailroom.store.store import Store
from tests.store.busy import busy, take_in

pytestmark = pytest.mark.timeout(3000)  # with --soak, on a busy machine

KEY = TeamKey(b"k" * 32)
LATER = 40


@pytest.fixture(scope="session")
def journal(soak: bool) -> Sequence[Placed]:
    """With --soak more than a hundred thousand events: 19,000 mails and what was done for them."""
    return busy(19_000 if soak else 250)


@pytest.fixture(scope="session")
def reader(journal: Sequence[Placed], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A desk that reads everything, but for the last few events."""
    store = Store.open(tmp_path_factory.mktemp("reader"), SystemClock())
    store.replica.enter(1)
    store.replica.set_team("team", KEY)
    take_in(store, journal[:-LATER])
    yield store
    store.close()


def test_rule_33_a_new_desk_from_a_checkpoint_is_like_one_that_read_all(
    reader: Store, journal: Sequence[Placed], tmp_path: Path
) -> None:
    snapshot = decode(encode(reader.replica.snapshot(), KEY), KEY)
    assert isinstance(snapshot, Snapshot)
    desk = Store.open(tmp_path / "new", SystemClock())
    try:
        desk.replica.restore(snapshot)
        assert desk.replica.cursor() == reader.replica.cursor()
        assert tables(desk, AT_ONCE) == tables(reader, AT_ONCE)
        for store in (reader, desk):
            take_in(store, journal[-LATER:])
        assert desk.replica.cursor() == reader.replica.cursor()
        assert tables(desk, t.PROJECTION) == tables(reader, t.PROJECTION)
        assert desk.replica.snapshot().digest == reader.replica.snapshot().digest
    finally:
        desk.close()


AT_ONCE = (t.cases, t.case_list, t.case_labels, t.mail_places, t.members, t.desks, t.team_rows)


def tables(store: Store, wanted: Sequence[sa.Table]) -> dict[str, list[object]]:
    """Return what lies in tables."""
    with store._room.read() as connection:
        return {
            table.name: sorted(map(str, connection.execute(sa.select(table)).all()))
            for table in wanted
        }
