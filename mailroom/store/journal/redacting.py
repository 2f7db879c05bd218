"""Words that vanish from this PC's files too, once the team agreed to blank them (section 4).

The fold blanks the rows of the state; here go the copies that the fold does not see: the event in
the journal table, its words in the search index, a restored snapshot's rows. Room.db overwrites
what it deletes (``Blueprint.wiped``); the index and the write-ahead log need a sweep afterwards.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.events import Event
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.position import Position
from mailroom.domain.records.journal_events import Redacted
from mailroom.domain.records.record import canonical
from mailroom.domain.records.redaction import blank_everywhere
from mailroom.domain.records.snapshot import Snapshot, pack, unpack
from mailroom.domain.state import Entry
from mailroom.domain.verdicts import ACCEPTED
from mailroom.domain.words import blanked
from mailroom.ids import EventId
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.statements import Prepared, written
from mailroom.store.journal.journal_rows import ROWID, rewrite
from mailroom.store.journal.projection import Judged
from mailroom.store.journal.rows import decode, decode_event

_SWEEP = "sweep"  # a setting: words were blanked and the sweep is still to come


def blank_copies(connection: Connection, judged: Iterable[Judged]) -> bool:
    """Blank what accepted redactions name; return whether there were any."""
    named = [
        item.placed.event.body.event
        for item in judged
        if isinstance(item.placed.event.body, Redacted) and item.verdict.accepted
    ]
    for event in named:
        _blank(connection, event)
    if named:
        connection.execute(t.settings.insert().prefix_with("OR REPLACE"), _sweep_row())
    return bool(named)


def sweep(database: Database) -> None:
    """Take out of index and log what deleting leaves there; cheap if nothing was blanked.

    Another process that reads just now may keep the log; then the next call does it.
    """
    if not database.known(_is_due):
        return
    with database.write_bulk() as connection:
        connection.exec_driver_sql("INSERT INTO note_index (note_index) VALUES ('optimize')")
        connection.execute(_DONE)
    if not database.empty_log():
        with database.write_bulk() as connection:
            connection.execute(t.settings.insert().prefix_with("OR REPLACE"), _sweep_row())


def _is_due(connection: Connection) -> bool:
    return bool(_DUE.run(connection, {}))


def _sweep_row() -> dict[str, object]:
    return {"name": _SWEEP, "value": "true"}


def _blank(connection: Connection, id_: EventId) -> None:
    for row in connection.execute(_COPIES, {"id": id_}).all():  # a retry left more than one
        event = decode_event(row.event)
        rewrite(connection, row.rowid, blanked(event))
        _blank_base(connection, event, Position(row.epoch, row.uid, row.idx))
    for left in connection.execute(_LEFT, {"id": id_}).all():
        text = canonical(blanked(decode_event(left.event)))
        connection.execute(_BLANK_LEFT, {"id_": id_, "event": text})


def _blank_base(connection: Connection, event: Event, position: Position) -> None:
    """Blank the row that repeats the words of an event, in the snapshot we began with."""
    row = connection.execute(sa.select(t.base)).one_or_none()
    if row is None or position > Position(row.head_epoch, row.head_uid, row.head_idx):
        return
    snapshot = unpack(zlib.decompress(row.rows) if row.compressed else row.rows)
    changed = _without_words(snapshot, event, position)
    if changed is not None:
        rows = zlib.compress(pack(changed), 1)
        connection.execute(t.base.update().values(compressed=True, rows=rows))


def _without_words(snapshot: Snapshot, event: Event, position: Position) -> Snapshot | None:
    state = DictState()
    for text in snapshot.rows.get(Escalation.__name__, ()):
        state.put(decode(Escalation, text))
    for text in snapshot.rows.get(Contact.__name__, ()):
        state.put(decode(Contact, text))
    time = snapshot.cursor.time or event.made_at
    entry = Entry(event=event, verdict=ACCEPTED, position=position, time=time, anchor=event.anchor)
    blank_everywhere(state, entry)
    escalations = tuple(canonical(row) for row in state.escalations.values())
    contacts = tuple(canonical(row) for row in state.contacts.values())
    changed = snapshot.with_rows(Escalation, escalations).with_rows(Contact, contacts)
    return changed if changed.digest != snapshot.digest else None


# -- statements, made once ---------------------------------------------------------------------

_COPIES = sa.select(
    ROWID.label("rowid"), t.journal.c.event, t.journal.c.epoch, t.journal.c.uid, t.journal.c.idx
).where(t.journal.c.event_id == sa.bindparam("id"))
_LEFT = sa.select(t.left_behind.c.event).where(t.left_behind.c.id == sa.bindparam("id"))
_BLANK_LEFT = (
    t.left_behind.update()
    .where(t.left_behind.c.id == sa.bindparam("id_"))
    .values(event=sa.bindparam("event"))
)
_DUE = Prepared(sa.select(t.settings.c.name).where(t.settings.c.name == written(_SWEEP)))
_DONE = t.settings.delete().where(t.settings.c.name == written(_SWEEP))
