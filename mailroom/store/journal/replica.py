"""This desk's copy of the journal and what it still wants to say (design rules 1-4).

One transaction takes in events: journal rows, fold, state hash, cursor, pending events that were
seen. A crash leaves all of it or nothing.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.events import Event, MailArrived, kind_of
from mailroom.domain.people import Team
from mailroom.domain.position import START, Position
from mailroom.domain.query import Standing
from mailroom.domain.records.journal_events import KeyRotated
from mailroom.domain.records.record import canonical
from mailroom.domain.records.replica import Alarm, Cursor, CursorMoved, Identity, Page, Waiting
from mailroom.domain.records.snapshot import Snapshot
from mailroom.domain.verdicts import Verdict
from mailroom.errors import BadInput
from mailroom.ids import EventId, MailKey, PersonId, mail_arrived_id
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import to_micros
from mailroom.store.files.database import Database
from mailroom.store.files.statements import Many, Prepared, listed, written
from mailroom.store.journal import detours, restoring, snapshots, whereabouts
from mailroom.store.journal.journal_rows import write_journal
from mailroom.store.journal.projection import (
    Folding,
    Judged,
    Touched,
    add_pending,
    rebuild_pending,
    refresh_list,
)
from mailroom.store.journal.redacting import blank_copies, sweep
from mailroom.store.journal.refolding import refold
from mailroom.store.journal.rows import decode_event, decode_verdict
from mailroom.store.journal.state_tables import TableState
from mailroom.store.reading.case_reads import placed

LARGEST_EVENT = 120_000
"""Bytes; even if it does not compress, it fits into one message of the journal."""

_COMMIT_SECONDS = 0.03  # so that people never wait for a long pull
_FEWEST, _MOST = 10, 500  # events in a commit


class _Pace:
    """How many events go into the next commit: as many as fit into its time."""

    def __init__(self) -> None:
        self.events = 100

    def keep(self, events: int, seconds: float) -> None:
        """Learn from a commit of so many events; the last one of a page is no measure."""
        if events == self.events:
            fitting = int(events * _COMMIT_SECONDS / max(seconds, 0.001))
            self.events = max(_FEWEST, min(_MOST, 2 * self.events, fitting))


class Replica:
    """The journal, the pending queue and the fold of both."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._pace = _Pace()

    # -- where we are ----------------------------------------------------------------------

    def cursor(self) -> Cursor:
        """Return how far this desk is."""
        return self._database.known(whereabouts.cursor)

    def identity(self) -> Identity:
        """Return this copy's incarnation and its team."""
        return self._database.known(whereabouts.identity)

    def set_team(self, team: str, key: bytes) -> None:
        """Keep the team's name and key, from the founding message (rule 32)."""
        self._update(team=team, team_key=key)

    def enter(self, uidvalidity: int, epoch: int = 1, uid: int = 0) -> None:
        """Go on reading above ``uid`` of this folder in this epoch; head and chain stay."""
        self._update(uidvalidity=uidvalidity, epoch=epoch, uid=uid)

    def renew_incarnation(self) -> None:
        """Take a fresh name for this copy: another one speaks under the old one (rule 2)."""
        self._update(incarnation=_new_incarnation())

    def alarm(self) -> tuple[Alarm, str]:
        """Return what is wrong with the journal, with details."""
        return self._database.known(whereabouts.alarm)

    def raise_alarm(self, alarm: Alarm, detail: str) -> Changes:
        """Note what is wrong; the first reason to be read-only stays."""
        replaceable = [one.value for one in Alarm if not one.read_only and one is not alarm]
        return self._set_alarm(replaceable, alarm, detail)

    def end_alarm(self, alarm: Alarm) -> Changes:
        """Note that this is over, if it is what was wrong."""
        if self.alarm()[0] is not alarm:
            return NOTHING
        return self._set_alarm([alarm.value], Alarm.NONE, "")

    def _set_alarm(self, before: Sequence[str], alarm: Alarm, detail: str) -> Changes:
        statement = t.replica.update().where(t.replica.c.alarm.in_(before))
        with self._database.write() as connection:
            done = connection.execute(statement.values(alarm=alarm.value, alarm_detail=detail))
        return Changes(health=True) if done.rowcount else NOTHING

    def chain_at(self, position: Position) -> str | None:
        """Return the state hash after the event at a position, if it is known here."""
        with self._database.read() as connection:
            found = _CHAIN_AT.run(connection, position._asdict())
        # before the checkpoint that this desk began with, nothing is known
        return (found[0][0] or None) if found else None

    def last_seqs(self) -> dict[str, int]:
        """Return the highest sequence number seen of each incarnation (rule 34)."""
        return dict(self._database.known(whereabouts.seqs))

    def floor(self) -> Position:
        """Return the head of the last snapshot restored; what is above was read here."""
        return self._database.known(snapshots.base_head)

    def knows(self, events: Iterable[EventId]) -> frozenset[EventId]:
        """Return those that wait here or were judged here."""
        self.load_rest()
        with self._database.read() as connection:
            rows = _MET.run(connection, {"keys": json.dumps(list(events))})
            return frozenset(EventId(one) for (one,) in rows)

    def is_lead(self, person: PersonId) -> bool:
        """Return whether this is a lead of the confirmed team."""
        with self._database.read() as connection:
            return any(member.id == person for member in TableState(connection).leads())

    def team_row(self) -> Team | None:
        """Return the confirmed team: its level, epoch, key and compaction line."""
        return self._database.known(whereabouts.team)

    def journal_uids(self) -> frozenset[int]:
        """Return the messages of this epoch, above the compaction line, that were read here."""
        with self._database.read() as connection:
            team = TableState(connection).team()
            line = team.compacted if team and team.compacted else START
            line = max(line, snapshots.base_head(connection))
            epoch = whereabouts.cursor(connection).epoch
            after = line.uid if line.epoch == epoch else 0
            found = connection.execute(_UIDS, {"epoch": epoch, "after": after}).scalars()
            return frozenset(found)

    # -- checkpoints -----------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """Return the confirmed state at the cursor."""
        self.load_rest()
        with self._database.read() as connection:
            return snapshots.take(
                connection, whereabouts.cursor(connection), whereabouts.seqs(connection)
            )

    def restore(self, snapshot: Snapshot) -> Changes:
        """Make a snapshot the confirmed state, and its cursor ours.

        Events that were accepted here and are not in it wait again to be said, in their old order,
        before what was pending (rule 33). Refused words stay for their author (rule 21).

        On return people see the cases; timelines, searching in notes and the fold need
        ``load_rest``, which the next ``confirm`` calls if nobody did. The one transaction here
        takes about half a second for a hundred thousand events.

        Raises:
            BadSnapshot: it holds rows that no desk of the team would write; nothing changed.
        """
        return restoring.restore(self._database, self._clock, snapshot)

    def load_rest(self) -> Changes:
        """Bring in what ``restore`` left for later, in short commits; cheap if there is nothing."""
        return restoring.load_rest(self._database, self._clock)

    def refold(self) -> Changes:
        """Fold what is kept of the journal once more, from the last snapshot restored."""
        with self._database.write_bulk() as connection:
            chain = refold(connection, self._clock.now())
            connection.execute(t.replica.update().values(chain=chain))
        return Changes(membership=True, team=True, health=True)

    # -- asking ----------------------------------------------------------------------------

    def append_pending(self, events: Iterable[Event]) -> Changes:
        """Queue events and show them as asked. Ones queued or judged before are left out.

        Announcements of mail are queued too, but shown only when confirmed.

        Raises:
            BadInput: the words are too long for one journal message, or cannot be written at all.
        """
        events = list(events)
        for event in events:
            _require_writable(event)
        touched = Touched()
        by_people = any(event.by for event in events)  # what a desk says by itself lets them pass
        with self._database.write() if by_people else self._database.write_bulk() as connection:
            fresh = detours.as_seen(connection, _not_known(connection, events))
            queued = [(_queue(connection, event), event) for event in fresh]
            add_pending(connection, queued, self._clock.now(), touched)
        return touched.changes() if queued else NOTHING

    def pending_batch(self, limit: int) -> tuple[Waiting, ...]:
        """Return the oldest pending events (rule 3: every attempt sends a prefix)."""
        with self._database.read() as connection:
            rows = _PENDING.run(connection, {"limit": limit})
        return tuple(
            Waiting(event=decode_event(event), attempts=attempts, on_wire=bool(on_wire))
            for event, attempts, on_wire in rows
        )

    def mark_on_wire(self, events: Iterable[EventId]) -> None:
        """Note, before an attempt, that these can no longer be withdrawn (rule 3)."""
        with self._database.write() as connection:
            _ON_WIRE.change(connection, {"keys": json.dumps(list(events))})

    def withdraw_pending(self, events: Iterable[EventId]) -> Changes:
        """Take back events that were never on the wire; others stay."""
        touched = Touched()
        with self._database.write() as connection:
            done = connection.execute(_WITHDRAW, {"keys": json.dumps(list(events))})
            if done.rowcount:
                rebuild_pending(connection, self._clock.now(), touched)
        return touched.changes() if done.rowcount else NOTHING

    def pending_count(self) -> int:
        """Return how many events wait to be seen in the journal."""
        return self._database.known(whereabouts.count_pending)

    # -- seeing ----------------------------------------------------------------------------

    def confirm(self, page: Page) -> Changes:
        """Take in a stretch of the journal, in short commits.

        Raises:
            CursorMoved: another process took in this stretch or part of it first.
        """
        changes = self.load_rest()
        after = page.after
        todo = [item for item in page.placed if item.position > after.head]
        folding: Folding | None = None
        turns = self._database.turns

        def is_enough(events: int) -> bool:  # somebody waits to write
            return events >= _FEWEST and turns.user_waits

        while True:
            began = self._clock.monotonic()
            with self._database.write_bulk() as connection:
                if whereabouts.cursor(connection) != after:
                    raise CursorMoved
                folding = folding or Folding(connection)
                touched = Touched()
                part = todo[: self._pace.events]
                judged = folding.fold(connection, part, after.chain, touched, is_enough)
                todo = todo[len(judged) :]
                self._keep(connection, folding, judged, touched, last=not todo)
                after = _advance(connection, after, judged, page if not todo else None)
            self._pace.keep(len(judged), self._clock.monotonic() - began)
            changes |= touched.changes() if judged else NOTHING
            if not todo:
                sweep(self._database)
                return changes

    def _keep(
        self,
        connection: Connection,
        folding: Folding,
        judged: Sequence[Judged],
        touched: Touched,
        *,
        last: bool,
    ) -> None:
        write_journal(connection, judged)
        blank_copies(connection, judged)
        _follow_key(connection, judged)
        seen = _forget_seen(connection, judged)
        if not seen and not _ANY_PENDING.run(connection, {}):
            folding.show(connection, touched.cases)
        elif seen or last:
            rebuild_pending(connection, self._clock.now(), touched)
        else:  # what waits is judged anew at the end of the page
            refresh_list(connection, touched.cases)

    def verdict(self, event: EventId) -> tuple[Standing, Verdict | None]:
        """Return how far an event is: asked, confirmed or refused."""
        with self._database.read() as connection:
            rows = _STANDING.run(connection, {"id": event})
        judged = [verdict for pending, verdict in rows if not pending]
        if not judged:
            expected = decode_verdict(rows[0][1]) if rows else None
            return Standing.ASKED, expected
        verdict = decode_verdict(judged[0])
        return (Standing.CONFIRMED if verdict.accepted else Standing.REFUSED), verdict

    # -- inside ----------------------------------------------------------------------------

    def _update(self, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(t.replica.update().values(values))


def first_replica_row() -> dict[str, object]:
    """Return the row that a new room.db starts with."""
    return {
        "id": 1,
        "room": secrets.token_hex(16),
        "projection": t.PROJECTION_VERSION,
        "incarnation": _new_incarnation(),
        "team": "",
        "team_key": b"",
        "uidvalidity": 0,
        "epoch": 1,
        "uid": 0,
        "time": None,
        "head_epoch": 0,
        "head_uid": 0,
        "head_idx": 0,
        "chain": "",
        "alarm": Alarm.NONE.value,
        "alarm_detail": "",
    }


def _new_incarnation() -> str:
    return secrets.token_hex(8)


def _advance(
    connection: Connection, after: Cursor, judged: Sequence[Judged], page: Page | None
) -> Cursor:
    """Move on behind what was judged; to the end of ``page`` if that was all of it."""
    cursor = after
    if judged:
        last = judged[-1]
        cursor = replace(cursor, head=last.placed.position, time=last.placed.time, chain=last.chain)
    if page is not None:
        cursor = replace(cursor, uid=page.uid)
        _NOTE_SEQ.run(connection, page.seqs.items())
    values = {
        "to_uid": cursor.uid,
        "to_head_epoch": cursor.head.epoch,
        "to_head_uid": cursor.head.uid,
        "to_head_idx": cursor.head.index,
        "to_time": None if cursor.time is None else to_micros(cursor.time),
        "to_chain": cursor.chain,
    }
    _MOVE.change(connection, values)
    return cursor


def _follow_key(connection: Connection, judged: Sequence[Judged]) -> None:
    """What follows an accepted rotation is sealed with the new key (rule 32)."""
    for item in judged:
        body = item.placed.event.body
        if isinstance(body, KeyRotated) and item.verdict.accepted:
            connection.execute(t.replica.update().values(team_key=bytes.fromhex(body.key)))


def _queue(connection: Connection, event: Event) -> int:
    values = {"event_id": event.id, "kind": kind_of(event.body), "event": canonical(event)}
    [(number,)] = _QUEUE.run(connection, values)
    return int(number)


def _require_writable(event: Event) -> None:
    """Refuse at once what would stop the queue for ever: it goes out in order (rule 3)."""
    try:
        size = len(canonical(event).encode())
    except UnicodeEncodeError as error:  # half of a surrogate pair
        raise BadInput("text", kind_of(event.body), str(error)) from error
    if size > LARGEST_EVENT:
        raise BadInput("text", kind_of(event.body), f"{size} > {LARGEST_EVENT}")


def _not_known(connection: Connection, events: Sequence[Event]) -> list[Event]:
    """Leave out what waits or was judged; announced mail has a place instead of an entry."""
    ids = json.dumps([event.id for event in events])
    mails = [event.body.mail.key for event in events if isinstance(event.body, MailArrived)]
    known = {id_ for (id_,) in _KNOWN.run(connection, {"keys": ids})}
    known |= {mail_arrived_id(MailKey(key)) for key in placed(connection, mails)}
    fresh = {event.id: event for event in events if event.id not in known}
    return list(fresh.values())


def _forget_seen(connection: Connection, judged: Sequence[Judged]) -> bool:
    """Drop pending events that were seen, and announcements whose mail somebody else announced.

    An announcement has the same id on every desk, so both are one question (rule 3).
    """
    keys = json.dumps([item.placed.event.id for item in judged])
    return _SEEN.change(connection, {"keys": keys}) > 0


# -- statements, made once ---------------------------------------------------------------------

_MOVED = ("uid", "head_epoch", "head_uid", "head_idx", "time", "chain")
_MOVE = Prepared(t.replica.update().values({name: sa.bindparam(f"to_{name}") for name in _MOVED}))
_CHAIN_AT = Prepared(
    sa.select(t.journal.c.chain).where(
        t.journal.c.epoch == sa.bindparam("epoch"),
        t.journal.c.uid == sa.bindparam("uid"),
        t.journal.c.idx == sa.bindparam("index"),
    )
)
_UIDS = (
    sa.select(t.journal.c.uid)
    .where(t.journal.c.epoch == sa.bindparam("epoch"), t.journal.c.uid > sa.bindparam("after"))
    .distinct()
)
_QUEUE = Prepared(
    t.pending.insert()
    .values(
        {name: sa.bindparam(name) for name in ("event_id", "kind", "event")}
        | {"attempts": 0, "on_wire": False}
    )
    .returning(t.pending.c.n)
)
_PENDING = Prepared(
    sa.select(t.pending.c.event, t.pending.c.attempts, t.pending.c.on_wire)
    .order_by(t.pending.c.n)
    .limit(sa.bindparam("limit"))
)
_ANY_PENDING = Prepared(
    sa.select(t.pending.c.n).where(t.pending.c.kind != MailArrived.__name__).limit(1)
)
_NAMED = t.pending.c.event_id.in_(listed("keys"))
_ON_WIRE = Prepared(
    t.pending.update().where(_NAMED).values(on_wire=True, attempts=t.pending.c.attempts + 1)
)
_WITHDRAW = t.pending.delete().where(_NAMED, t.pending.c.on_wire == 0)
_SEEN = Prepared(t.pending.delete().where(_NAMED))
_KNOWN = Prepared(
    sa.union(
        sa.select(t.pending.c.event_id).where(_NAMED),
        sa.select(t.entries.c.id).where(
            t.entries.c.id.in_(listed("keys")), t.entries.c.pending == written(0)
        ),
    )
)
_MET = Prepared(
    sa.union(
        sa.select(t.pending.c.event_id).where(_NAMED),
        sa.select(t.journal.c.event_id).where(t.journal.c.event_id.in_(listed("keys"))),
    )
)
_STANDING = Prepared(
    sa.select(t.entries.c.pending, t.entries.c.verdict).where(t.entries.c.id == sa.bindparam("id"))
)
_SEQ = insert(t.incarnations)
_NOTE_SEQ = Many(
    _SEQ.on_conflict_do_update(
        index_elements=["incarnation"],
        set_={"seq": sa.func.max(t.incarnations.c.seq, _SEQ.excluded.seq)},
    )
)
