"""Everybody who ever wrote to us or was written to, with the name they last had."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from mailroom.domain.address_book import Known
from mailroom.domain.people import Address
from mailroom.domain.words import BLANK
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.journal.state_tables import TableState

MOST = 20_000
"""Nobody completes from more; the ones heard of longest ago are left out."""


class AddressBook:
    """Reads all of them at once: 20,000 take a fraction of a second, off the window's thread."""

    def __init__(self, room: Database) -> None:
        self._room = room

    def outsiders(self) -> tuple[Known, ...]:
        """Return everybody who is none of us, who was last heard of first."""
        with self._room.read() as connection:
            state = TableState(connection, shown=True)
            own = state.own_addresses()
            rows = connection.execute(_EVERYBODY, {"most": MOST}).all()
            return tuple(_known(state, addr, parties) for addr, parties in rows if addr not in own)


def _known(state: TableState, addr: str, parties: str) -> Known:
    row = state.contact(addr)
    said = "" if row is None or row.name == BLANK else row.name
    company = "" if row is None or row.company == BLANK else row.company
    return Known(address=Address(name=said or _named(addr, parties), addr=addr), company=company)


def _named(addr: str, parties: str) -> str:
    sender, recipients = json.loads(parties)
    people: list[dict[str, str]] = [*([sender] if sender else []), *(recipients or [])]
    return next((one["name"] for one in people if one.get("addr") == addr and one.get("name")), "")


def _latest_parties() -> sa.ColumnElement[Any]:
    """SQLite takes the other columns of a group from the row that has the maximum."""
    return sa.func.json_extract(t.mail_places.c.row, "$.facts.sender", "$.facts.recipients")


_HEARD = sa.func.max(sa.type_coerce(t.mail_places.c.at, sa.Integer))
_EVERYBODY: sa.Select[Any] = (
    sa.select(t.contacts.c.addr, _latest_parties())
    .join_from(t.contacts, t.mail_places, t.mail_places.c.key == t.contacts.c.key)
    .where(t.contacts.c.addr != "")
    .group_by(t.contacts.c.addr)
    .order_by(_HEARD.desc())
    .limit(sa.bindparam("most"))
)
