"""Restoring a snapshot without keeping people waiting: read it, swap it in, load the rest."""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa

from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.records.detour import Judgement
from mailroom.domain.records.snapshot import BadSnapshot, Snapshot
from mailroom.ids import CaseId
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.journal import detours, loading, snapshots
from mailroom.store.journal.projection import Touched, rebuild_pending


def restore(database: Database, clock: Clock, snapshot: Snapshot) -> Changes:
    """Make a snapshot the confirmed state; see ``Replica.restore``."""
    load_rest(database, clock)  # of an earlier one: what is lost must be known
    coming = snapshots.prepare(snapshot)
    with database.read() as connection:
        known = connection.execute(_ANYTHING).first()
    theirs: frozenset[Judgement] = frozenset()
    if known:  # what takes long: not while others wait
        _ = coming.event_ids
        theirs = detours.judged_in(snapshot)
    touched = Touched()
    try:
        with database.write_bulk() as connection:
            detours.note(connection, theirs, snapshot.cursor.head)
            snapshots.restore(connection, coming, clock.now(), touched)
            detours.correct_pending(connection)
    except (sa.exc.IntegrityError, sqlite3.IntegrityError, OverflowError) as error:
        raise BadSnapshot(str(error)) from error  # values that the tables' checks refuse
    return touched.changes()


def load_rest(database: Database, clock: Clock) -> Changes:
    """Load what a restored snapshot left for later, in short commits."""
    if database.known(loading.is_complete):
        return NOTHING
    more = True
    while more:
        with database.write_bulk() as connection:
            more = loading.load_slice(connection)
    with database.read() as connection:
        base = snapshots.whole_base(connection)
    if base is not None:
        with database.write_bulk() as connection:
            snapshots.put_base(connection, base)
    touched = Touched(rows=True)
    with database.write_bulk() as connection:
        rebuild_pending(connection, clock.now(), touched)
        touched.cases |= {CaseId(id_) for id_ in connection.execute(_CASES).scalars()}
    return touched.changes()


# -- statements, made once ---------------------------------------------------------------------

_CASES = sa.select(t.cases.c.id)
_ANYTHING = sa.union_all(sa.select(t.journal.c.uid), sa.select(t.pending.c.n)).limit(1)
