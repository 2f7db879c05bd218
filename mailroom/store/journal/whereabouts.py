"""Where this desk is in the journal, and what it is called: read by everyone all the time.

Each look-up is a plain function of a connection, for ``Database.known``.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.people import Team
from mailroom.domain.position import Position
from mailroom.domain.records.replica import Alarm, Cursor, Identity
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import from_micros
from mailroom.store.files.statements import Prepared
from mailroom.store.journal.state_tables import TableState


def cursor(connection: Connection) -> Cursor:
    """Return how far this desk is."""
    [(uidvalidity, epoch, uid, *head, time, chain)] = _CURSOR.run(connection, {})
    return Cursor(
        uidvalidity=uidvalidity,
        epoch=epoch,
        uid=uid,
        head=Position(*head),
        time=None if time is None else from_micros(time),
        chain=chain,
    )


def identity(connection: Connection) -> Identity:
    """Return this copy's incarnation and its team."""
    [(incarnation, name, key)] = _IDENTITY.run(connection, {})
    return Identity(incarnation=incarnation, team=name, key=key)


def alarm(connection: Connection) -> tuple[Alarm, str]:
    """Return what is wrong with the journal, with details."""
    [(what, detail)] = _ALARM.run(connection, {})
    return Alarm(what), detail


def team(connection: Connection) -> Team | None:
    """Return the confirmed team."""
    return TableState(connection).team()


def count_pending(connection: Connection) -> int:
    """Return how many events wait to be seen in the journal."""
    [(count,)] = _COUNT.run(connection, {})
    return int(count)


def seqs(connection: Connection) -> dict[str, int]:
    """Return the highest sequence number seen of each incarnation."""
    return dict(_SEQS.run(connection, {}))


# -- statements, made once ---------------------------------------------------------------------

_R = t.replica.c
_CURSOR = Prepared(
    sa.select(
        *(_R.uidvalidity, _R.epoch, _R.uid),
        *(_R.head_epoch, _R.head_uid, _R.head_idx),
        *(_R.time, _R.chain),
    )
)
_IDENTITY = Prepared(sa.select(_R.incarnation, _R.team, _R.team_key))
_ALARM = Prepared(sa.select(_R.alarm, _R.alarm_detail))
_SEQS = Prepared(sa.select(t.incarnations.c.incarnation, t.incarnations.c.seq))
_COUNT = Prepared(sa.select(sa.func.count()).select_from(t.pending))
