"""What was read here in an order of the journal that is not the team's (``domain.detour``).

Noted when a snapshot is restored, in the transaction that swaps it in; it lasts, for what was shown
then may be acted on later: a reply in the outbox, a draft, a page that is still open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.events import Event
from mailroom.domain.mails import MailPlace
from mailroom.domain.position import START, Position
from mailroom.domain.records import detour
from mailroom.domain.records.detour import Detour, Judgement
from mailroom.domain.records.record import canonical
from mailroom.domain.records.snapshot import Snapshot
from mailroom.domain.state import Entry
from mailroom.store.files import room_schema as t
from mailroom.store.files.statements import upsert, written
from mailroom.store.journal.rows import decode, decode_event

_NAME = "detour"  # a setting


def judged_in(snapshot: Snapshot) -> frozenset[Judgement]:
    """Return what was judged in the order that a snapshot stands for; takes long."""
    entries = _parsed(snapshot.rows.get(Entry.__name__, ()))
    places = _parsed(snapshot.rows.get(MailPlace.__name__, ()))
    return frozenset(
        [
            *(
                (Position(*one["position"]), one["event"]["id"], one["verdict"]["accepted"])
                for one in entries
            ),
            *((Position(*one["position"]), one["facts"]["key"], True) for one in places),
        ]
    )


def note(connection: Connection, theirs: Iterable[Judgement], their_head: Position) -> None:
    """Note how far this desk has read what is not in the order that counts from now on."""
    head = Position(*connection.execute(_HEAD).one())
    if head == START:
        return
    parted = detour.detour(_judged_here(connection), head, theirs, their_head)
    if parted is not None:
        text = canonical(parted.and_before(_noted(connection)))
        connection.execute(_SET, {"name": _NAME, "value": text})


def as_seen(connection: Connection, events: Iterable[Event]) -> list[Event]:
    """Return events with what their authors were shown in the team's order."""
    noted = _noted(connection)
    return [detour.as_seen(noted, event) for event in events]


def correct_pending(connection: Connection) -> None:
    """Let what waits say what its authors were shown in the team's order."""
    noted = _noted(connection)
    if noted is None:
        return
    for row in connection.execute(_PENDING).all():
        event = decode_event(row.event)
        seen = detour.as_seen(noted, event)
        if seen is not event:
            connection.execute(_CORRECT, {"number": row.n, "text": canonical(seen)})


def _noted(connection: Connection) -> Detour | None:
    text = connection.execute(_NOTED).scalar_one_or_none()
    return None if text is None else decode(Detour, text)


def _judged_here(connection: Connection) -> Iterator[Judgement]:
    for id_, accepted, *position in connection.execute(_ENTRIES):
        yield Position(*position), id_, bool(accepted)
    for key, *position in connection.execute(_PLACES):
        yield Position(*position), key, True


def _parsed(texts: Iterable[str]) -> Any:
    return json.loads(f"[{','.join(texts)}]")


# -- statements, made once ---------------------------------------------------------------------

_HEAD = sa.select(t.replica.c.head_epoch, t.replica.c.head_uid, t.replica.c.head_idx)
_NOTED = sa.select(t.settings.c.value).where(t.settings.c.name == written(_NAME))
_SET = upsert(t.settings)
_PENDING = sa.select(t.pending.c.n, t.pending.c.event)
_CORRECT = (
    t.pending.update()
    .where(t.pending.c.n == sa.bindparam("number"))
    .values(event=sa.bindparam("text"))
)
_ENTRIES = sa.select(
    t.entries.c.id, t.entries.c.accepted, t.entries.c.epoch, t.entries.c.uid, t.entries.c.idx
).where(t.entries.c.pending == written(0))
_ROW = sa.type_coerce(t.mail_places.c.row, sa.Text)
_PLACES = sa.select(
    t.mail_places.c.key, *(sa.func.json_extract(_ROW, f"$.position[{n}]") for n in range(3))
).where(t.mail_places.c.pending == written(0))
