"""Mail as it came in, for the rules on arrival: what was announced lately, and all there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from mailroom.domain.cases import Case
from mailroom.domain.events import MailArrived
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.position import Position
from mailroom.domain.state import State
from mailroom.ids import DeskId, MailKey, RuleId
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.statements import written
from mailroom.store.journal.rows import decode, decode_event
from mailroom.store.journal.state_tables import TableState
from mailroom.store.reading.shelves import Shelf

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The announcement of a mail in the journal."""

    mail: MailKey
    desk: DeskId
    position: Position
    time: datetime
    history: bool


class Arrivals:
    """Look-ups over room.db."""

    def __init__(self, room: Database) -> None:
        self._room = room

    def after(self, position: Position, limit: int) -> tuple[Arrival, ...]:
        """Return the announcements behind a position, in order."""
        epoch, uid, idx = position
        asked = {"epoch_": epoch, "uid_": uid, "idx_": idx, "limit": limit}
        with self._room.read() as connection:
            rows = connection.execute(_BEHIND, asked).all()
        found = []
        for row in rows:
            event = decode_event(row.event)
            if isinstance(event.body, MailArrived):
                found.append(
                    Arrival(
                        mail=event.body.mail.key,
                        desk=event.desk,
                        position=Position(row.epoch, row.uid, row.idx),
                        time=row.time,
                        history=event.body.mail.history,
                    )
                )
        return tuple(found)

    def inbound(self, most: int) -> Iterator[tuple[MailPlace, Case]]:
        """Yield the mail that came in and the case it lies in, the latest first.

        Short look-ups, so that nobody waits for whoever reads on.
        """
        before, left = _LAST, most
        while left > 0:
            with self._room.read() as connection:
                asked = {"before": before, "limit": min(left, _PAGE)}
                rows = connection.execute(_INBOUND, asked).all()
                state = TableState(connection, shown=True)
                found = [(decode(MailPlace, row.row), row.at_) for row in rows]
                cases = [_case_of(state, place) for place, _ in found]
            for (place, _at), case in zip(found, cases, strict=True):
                if case is not None:
                    yield place, case
            if len(rows) < min(left, _PAGE):
                return
            left -= len(rows)
            before = rows[-1].rank

    def left_out(self) -> dict[RuleId, int]:
        """Return how many mails lie in 除外 by each rule."""
        counts: dict[RuleId, int] = {}
        with self._room.read() as connection:
            rows = connection.execute(_LEFT_OUT).scalars()
            for place in (decode(MailPlace, row) for row in rows):
                rule = None if place.firing is None else place.firing.filter_rule
                if rule is not None:
                    counts[rule] = counts.get(rule, 0) + 1
        return counts


def _case_of(state: State, place: MailPlace) -> Case | None:
    case = state.case(place.case)
    return None if case is None or case.merged_into is not None else case


_J = t.journal.c
_P = t.mail_places.c
_LAST = 2**62
_UPPER = t.mail_places.alias("upper")
_RANK = sa.literal_column("mail_places.rowid", sa.Integer)
_NOT_HIDDEN = sa.or_(
    _P.pending == written(1),
    ~sa.exists().where(_UPPER.c.key == _P.key, _UPPER.c.pending == 1),
)
_BEHIND = (
    sa.select(_J.epoch, _J.uid, _J.idx, _J.time, _J.event)
    .where(
        sa.tuple_(_J.epoch, _J.uid, _J.idx)
        > sa.tuple_(sa.bindparam("epoch_"), sa.bindparam("uid_"), sa.bindparam("idx_")),
        _J.kind == MailArrived.__name__,
    )
    .order_by(_J.epoch, _J.uid, _J.idx)
    .limit(sa.bindparam("limit"))
)
_INBOUND = (
    sa.select(_P.row, _P.at.label("at_"), _RANK.label("rank"))
    .where(_P.direction == Direction.INBOUND, sa.bindparam("before") > _RANK, _NOT_HIDDEN)
    .order_by(_RANK.desc())
    .limit(sa.bindparam("limit"))
)
_LEFT_OUT = (
    sa.select(_P.row)
    .join_from(t.mail_places, t.case_list, t.case_list.c.id == _P.case_id)
    .where(sa.func.instr(sa.type_coerce(_P.row, sa.Text), '"filters":true') > 0, _NOT_HIDDEN)
    .where(t.case_list.c.shelf == Shelf.FILTERED)
)
