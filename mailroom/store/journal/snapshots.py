"""The confirmed state as a snapshot, and a snapshot as the confirmed state (design section 4).

Taking one reads a single snapshot of the file. Restoring one replaces journal rows, projection and
cursor in one transaction; what was confirmed here and is not in it waits again to be said, before
what was pending (rule 33). Everything here but ``prepare`` runs inside a transaction of room.db.

The snapshot's own rows stay in the ``base`` table (entries: in their tables), so that a later
re-fold starts from there: this desk has no journal before it. The many that lie in tables of ours
word for word are added to it once the rest is loaded: nothing is folded before.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.arrival.rule import ArrivalRules
from mailroom.domain.events import Event, MailArrived, Woken, kind_of
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.people import Team
from mailroom.domain.policies.policy import Policy
from mailroom.domain.position import START, Position
from mailroom.domain.records.journal_events import Compacted, EpochStarted
from mailroom.domain.records.record import canonical, from_plain
from mailroom.domain.records.replica import Cursor
from mailroom.domain.records.snapshot import KINDS, Snapshot, pack, unpack
from mailroom.domain.state import Entry
from mailroom.domain.verdicts import Verdict
from mailroom.ids import CaseId, DeskId, EventId, MailKey, PersonId, mail_arrived_id
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import from_micros
from mailroom.store.files.statements import Prepared, written
from mailroom.store.journal import loading
from mailroom.store.journal.projection import (
    Touched,
    rebuild_pending,
)
from mailroom.store.journal.rows import decode_event, decode_verdict
from mailroom.store.searching.notes_index import words_of

_TABLES: dict[str, sa.Table] = {
    "Member": t.members,
    "Desk": t.desks,
    "Mailbox": t.mailboxes,
    "Label": t.labels,
    "Template": t.templates,
    "Contact": t.handled_contacts,
    "Case": t.cases,
    "MailPlace": t.mail_places,
    "SentMail": t.sent_mails,
    "Escalation": t.escalations,
    "Approval": t.approvals,
}
_KINDS = {kind.__name__: kind for kind in KINDS}
_MANY = ("Case", "MailPlace", "SentMail")  # rows that lie in our tables as they came
_SINGLE_ROWS = {Team.__name__, Policy.__name__, ArrivalRules.__name__}
_PASSING = (Compacted, EpochStarted)  # about the mailbox as it was, not about the team's work


# -- taking ------------------------------------------------------------------------------------


def take(connection: Connection, cursor: Cursor, seqs: Mapping[str, int]) -> Snapshot:
    """Return the confirmed state."""
    replica = connection.execute(sa.select(t.replica)).one()
    rows = {name: texts for name in _KINDS if (texts := _texts(connection, name))}
    team = rows.get(Team.__name__)
    return Snapshot(
        cursor=cursor,
        seqs=seqs,
        team=replica.team,
        key=replica.team_key.hex(),
        level=json.loads(team[0]).get("fold_level", 1) if team else 1,
        rows=rows,
    )


def _texts(connection: Connection, name: str) -> tuple[str, ...]:
    if name == Entry.__name__:
        return tuple(_entry_text(row) for row in connection.execute(_ENTRIES))
    if name in _SINGLE_ROWS:
        return tuple(connection.execute(_SINGLE, {"kind": name.lower()}).scalars())
    return tuple(connection.execute(_ALL[name]).scalars())


def _entry_text(row: Sequence[Any]) -> str:
    """Return ``canonical`` of an entry out of its columns, which hold the long parts of it."""
    anchor, event, epoch, uid, idx, time, verdict = row
    anchored = "null" if anchor is None else json.dumps(anchor, ensure_ascii=False)
    moment = from_micros(time).isoformat()
    return (
        f'{{"anchor":{anchored},"event":{event},"position":[{epoch},{uid},{idx}],'
        f'"time":"{moment}","verdict":{verdict}}}'
    )


# -- restoring ---------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A snapshot on its way in; made before the transaction, because reading it takes long."""

    snapshot: Snapshot
    rows: loading.Incoming
    base: bytes

    @cached_property
    def event_ids(self) -> set[EventId]:
        """Return the events that are in it."""
        return self.rows.event_ids() | {mail_arrived_id(key) for key in self.rows.mail_keys()}


def prepare(snapshot: Snapshot) -> Coming:
    """Read a snapshot.

    Raises:
        BadSnapshot: it holds rows that no desk of the team would write.
    """
    left_out = {*_MANY, Entry.__name__}
    few = {name: texts for name, texts in snapshot.rows.items() if name not in left_out}
    base = pack(replace(snapshot, rows=few))
    return Coming(snapshot=snapshot, rows=loading.prepare(snapshot.rows), base=base)


def restore(connection: Connection, coming: Coming, now: datetime, touched: Touched) -> None:
    """Replace journal, projection and cursor; queue again what the snapshot does not have.

    What takes long is put aside: ``loading.load_slice`` brings it in.
    """
    snapshot = coming.snapshot
    touched.cases |= _known_cases(connection)
    lost = _lost(connection, coming)
    for table in (*t.PROJECTION, t.journal, t.incarnations, t.base, t.unloaded):
        connection.execute(table.delete())
    connection.exec_driver_sql(_CLEAR_NOTES)
    connection.execute(t.base.insert(), _base_values(coming))
    loading.lay(connection, coming.rows)
    seqs = [{"incarnation": one, "seq": seq} for one, seq in snapshot.seqs.items()]
    if seqs:
        connection.execute(t.incarnations.insert(), seqs)
    connection.execute(t.replica.update().values(_replica_values(snapshot)))
    _queue_first(connection, lost.to_say, coming)
    _leave_behind(connection, lost.refused)
    rebuild_pending(connection, now, Touched())  # the list of all cases is written already
    touched.cases |= _known_cases(connection)
    touched.rows = touched.team = True


def lay_base(connection: Connection) -> tuple[Position, str]:
    """Lay the base again under an empty projection; return where it ends and the hash there.

    Entries up to there must still be in place.
    """
    row = connection.execute(sa.select(t.base)).one_or_none()
    if row is None:
        return START, ""
    snapshot = unpack(zlib.decompress(row.rows) if row.compressed else row.rows)
    loading.lay(connection, loading.prepare(snapshot.rows))
    finish_loading(connection)
    return snapshot.cursor.head, snapshot.cursor.chain


def finish_loading(connection: Connection) -> None:
    """Load what a restored snapshot left for later, all of it at once."""
    while loading.load_slice(connection):
        pass
    base = whole_base(connection)
    if base is not None:
        put_base(connection, base)


def whole_base(connection: Connection) -> bytes | None:
    """Return what the base should hold, small, before anything is folded; None if it does."""
    found = _BEGUN_BASE.run(connection, {})
    if not found:
        return None
    begun = unpack(found[0][0])
    many = {name: texts for name in _MANY if (texts := _texts(connection, name))}
    return zlib.compress(pack(replace(begun, rows={**many, **begun.rows})), 1)


def put_base(connection: Connection, rows: bytes) -> None:
    """Keep what ``whole_base`` returned."""
    connection.execute(t.base.update().values(compressed=True, rows=rows))


def base_head(connection: Connection) -> Position:
    """Return where the base ends; the start if everything was folded here."""
    found = _BASE_HEAD.run(connection, {})
    return Position(*found[0]) if found else START


def _known_cases(connection: Connection) -> set[CaseId]:
    return {CaseId(id_) for id_ in connection.execute(sa.select(t.cases.c.id)).scalars()}


def _base_values(coming: Coming) -> dict[str, object]:
    head = coming.snapshot.cursor.head
    return {
        "id": 1,
        "head_epoch": head.epoch,
        "head_uid": head.uid,
        "head_idx": head.index,
        "compressed": False,
        "rows": coming.base,
    }


def _replica_values(snapshot: Snapshot) -> dict[str, object]:
    cursor = snapshot.cursor
    return {
        "team": snapshot.team,
        "team_key": bytes.fromhex(snapshot.key),
        "uidvalidity": cursor.uidvalidity,
        "epoch": cursor.epoch,
        "uid": cursor.uid,
        "time": cursor.time,
        "head_epoch": cursor.head.epoch,
        "head_uid": cursor.head.uid,
        "head_idx": cursor.head.index,
        "chain": cursor.chain,
    }


# -- what is missing in it ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lost:
    """What was confirmed here and is not in the snapshot, in the old order.

    Attributes:
        to_say: what was accepted: said again (rule 33).
        refused: refused words: not said again, but kept for their author (rule 21).
    """

    to_say: Sequence[Event]
    refused: Sequence[tuple[Event, Verdict, datetime]]


def _lost(connection: Connection, coming: Coming) -> _Lost:
    to_say: dict[EventId, tuple[Position, Event]] = {}
    refused: dict[EventId, tuple[Event, Verdict, datetime]] = {}
    for row in connection.execute(_JOURNAL):
        if row.event_id in coming.event_ids or row.event_id in to_say or row.event_id in refused:
            continue
        event, verdict = decode_event(row.event), decode_verdict(row.verdict)
        if verdict.accepted:
            if not isinstance(event.body, _PASSING):
                to_say[event.id] = Position(row.epoch, row.uid, row.idx), event
        elif words_of(event) and not _is_timer(event):
            refused[event.id] = event, verdict, row.time
    for place in _places_without_event(connection, coming.rows.mail_keys(), to_say):
        to_say[mail_arrived_id(place.facts.key)] = place.position, _announcement(place)
    in_order = sorted(to_say.values(), key=lambda item: item[0])
    return _Lost(to_say=[event for _, event in in_order], refused=list(refused.values()))


def _is_timer(event: Event) -> bool:
    return isinstance(event.body, Woken) and event.body.timer


def _places_without_event(
    connection: Connection, keys: set[MailKey], known: Mapping[EventId, object]
) -> Iterable[MailPlace]:
    """Yield mails that an earlier snapshot brought here: their announcement is no journal row."""
    for key, row in connection.execute(_PLACES):
        if key in keys or mail_arrived_id(key) in known:
            continue
        place: MailPlace = from_plain(MailPlace, json.loads(row))
        if place.facts.direction is not Direction.BY_HAND:
            yield place


def _announcement(place: MailPlace) -> Event:
    return Event(
        id=mail_arrived_id(place.facts.key),
        by=PersonId(""),
        desk=DeskId(""),
        body=MailArrived(mail=place.facts),
        made_at=place.facts.arrived_at,
    )


def _queue_first(connection: Connection, events: Sequence[Event], coming: Coming) -> None:
    """Queue events before those that wait; what waits and is in the snapshot was seen."""
    waiting = [dict(row) for row in connection.execute(_WAITING).mappings()]
    if not events and not waiting:
        return
    connection.execute(t.pending.delete())
    gone = {event.id for event in events} | coming.event_ids
    queue: list[dict[str, object]] = [
        {
            "event_id": event.id,
            "kind": kind_of(event.body),
            "event": canonical(event),
            "attempts": 0,
            "on_wire": True,  # others have seen it: it cannot be withdrawn (rule 3)
        }
        for event in events
    ]
    queue += [row for row in waiting if row["event_id"] not in gone]
    numbered = [row | {"n": n} for n, row in enumerate(queue, start=1)]
    if numbered:
        connection.execute(t.pending.insert(), numbered)


def _leave_behind(
    connection: Connection, refused: Sequence[tuple[Event, Verdict, datetime]]
) -> None:
    rows = [
        {
            "id": event.id,
            "by": event.by,
            "time": time,
            "event": canonical(event),
            "verdict": canonical(verdict),
        }
        for event, verdict, time in refused
    ]
    if rows:
        connection.execute(t.left_behind.insert().prefix_with("OR REPLACE"), rows)


# -- statements, made once ---------------------------------------------------------------------

_CLEAR_NOTES = "INSERT INTO note_index (note_index) VALUES ('delete-all')"
_BEGUN_BASE = Prepared(sa.select(t.base.c.rows).where(t.base.c.compressed == written(0)))
_BASE_HEAD = Prepared(sa.select(t.base.c.head_epoch, t.base.c.head_uid, t.base.c.head_idx))
_JOURNAL = sa.select(t.journal).order_by(t.journal.c.epoch, t.journal.c.uid, t.journal.c.idx)
_PLACES = sa.select(t.mail_places.c.key, t.mail_places.c.row).where(
    t.mail_places.c.pending == written(0)
)
_WAITING = sa.select(t.pending).order_by(t.pending.c.n)
_SINGLE = sa.select(t.team_rows.c.row).where(
    t.team_rows.c.kind == sa.bindparam("kind"), t.team_rows.c.pending == written(0)
)
_JOINED = sa.literal_column("members.rowid", sa.Integer)  # in order of joining
_ALL: dict[str, sa.Select[Any]] = {
    name: sa.select(table.c.row)
    .where(table.c.pending == written(0))
    .order_by(_JOINED if table is t.members else next(iter(table.primary_key)))
    for name, table in _TABLES.items()
}
_ENTRIES = (
    sa.select(
        t.entries.c.anchor,
        t.journal.c.event,
        t.entries.c.epoch,
        t.entries.c.uid,
        t.entries.c.idx,
        sa.type_coerce(t.entries.c.time, sa.Integer),
        t.entries.c.verdict,
    )
    .join_from(
        t.entries,
        t.journal,
        sa.and_(
            t.journal.c.epoch == t.entries.c.epoch,
            t.journal.c.uid == t.entries.c.uid,
            t.journal.c.idx == t.entries.c.idx,
        ),
    )
    .where(t.entries.c.pending == written(0))
    .order_by(t.entries.c.id)  # whoever loads them writes the tables' keys from front to back
)
