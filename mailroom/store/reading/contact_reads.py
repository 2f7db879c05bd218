"""What room.db knows of the people who write to us: their cases, addresses, notes (S25, S67)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.contact_page import (
    ContactAddress,
    ContactMoment,
    ContactPage,
    ContactRemark,
)
from mailroom.domain.events import CaseOpened, PhoneLogged
from mailroom.domain.mails import MailPlace
from mailroom.domain.policies.contact_events import ContactNoted, contact_anchor
from mailroom.domain.policies.contacts import DOMAIN, Contact, addresses_of, contact_of
from mailroom.domain.query import Standing
from mailroom.domain.threads.providers import company_of
from mailroom.domain.words import BLANK
from mailroom.ids import CaseId, EventId, PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import from_micros
from mailroom.store.files.database import Database
from mailroom.store.files.statements import listed, written
from mailroom.store.journal.rows import decode
from mailroom.store.journal.state_tables import TableState, entry_columns, entry_of
from mailroom.store.reading import case_reads
from mailroom.store.reading.shelves import Shelf

_MOST_CASES = 1_000  # of a company; nobody reads more
_MOST_MOMENTS = 2_000


class ContactReads:
    """Look-ups about contacts, each out of one snapshot."""

    def __init__(self, room: Database) -> None:
        self._room = room

    def addresses(self, addr: str) -> tuple[str, ...]:
        """Return all addresses of the person who has this one; at least itself."""
        with self._room.read() as connection:
            return addresses_of(TableState(connection, shown=True), addr)

    def page(self, addr: str) -> ContactPage:
        """Return everything about a person; an address nobody knows has an empty page."""
        key = addr.lower()
        with self._room.read() as connection:
            return _page(connection, TableState(connection, shown=True), key)

    def history(self, addr: str, me: PersonId) -> tuple[ContactMoment, ...]:
        """Return what happened in all cases of a person, the latest first (S67)."""
        with self._room.read() as connection:
            state = TableState(connection, shown=True)
            cases = _cases(connection, addresses_of(state, addr))
            found = [one for case in cases for one in _moments(connection, state, case, me)]
        found.sort(key=lambda one: (one.item.standing is Standing.ASKED, one.item.at), reverse=True)
        return tuple(found[:_MOST_MOMENTS])


def _page(connection: Connection, state: TableState, key: str) -> ContactPage:
    addrs = _asked_first(key, addresses_of(state, key))
    addresses = tuple(_address(connection, state, addr, key) for addr in addrs)
    cases = _cases(connection, addrs)
    company = company_of(key)
    described = _described(state, addrs)
    last = max((one.last_at for one in addresses if one.last_at is not None), default=None)
    shown = (one.name for one in addresses if one.name)
    return ContactPage(
        key=key,
        name=(described.name if described else "") or next(shown, ""),
        addresses=addresses,
        handling=contact_of(state, key),
        described=described,
        company=company,
        remarks=_remarks(connection, state, (*addrs, *([DOMAIN + company] if company else ()))),
        cases=tuple(cases),
        open_cases=_count_open(connection, cases),
        company_cases=tuple(_of_company(connection, company, cases)) if company else (),
        numbers=_numbers(connection, cases, described),
        last_at=last,
    )


def _asked_first(key: str, addrs: Iterable[str]) -> tuple[str, ...]:
    return (key, *(addr for addr in addrs if addr != key))


def _address(connection: Connection, state: TableState, addr: str, key: str) -> ContactAddress:
    count, last = connection.execute(_TALLY, {"addr": addr}).one()
    row = connection.execute(_LATEST, {"addr": addr}).scalar_one_or_none()
    place = None if row is None else decode(MailPlace, row)
    known = () if place is None else (place.facts.sender, *place.facts.recipients)
    return ContactAddress(
        addr=addr,
        name=next((one.name for one in known if one.addr == addr and one.name), ""),
        mails=count,
        last_at=from_micros(last) if count else None,
        join=_join_towards(state, addr, key),
    )


def _join_towards(state: TableState, addr: str, key: str) -> EventId | None:
    """Return the joining by which an address hangs on the asked one; undoing it parts them."""
    if addr == key:
        return None
    before: dict[str, EventId] = {}
    waiting = [key]
    while waiting:
        row = state.contact(waiting.pop())
        for pair in () if row is None else row.joined:
            if pair.addr != key and pair.addr not in before:
                before[pair.addr] = pair.event
                waiting.append(pair.addr)
    return before.get(addr)


def _described(state: TableState, addrs: Sequence[str]) -> Contact | None:
    rows = (state.contact(addr) for addr in addrs)
    return next((row for row in rows if row and (row.name or row.company or row.phone)), None)


def _remarks(
    connection: Connection, state: TableState, keys: Iterable[str]
) -> tuple[ContactRemark, ...]:
    anchors = json.dumps([contact_anchor(key) for key in keys])
    rows = connection.execute(_NOTES, {"keys": anchors}).mappings()
    found: dict[EventId, ContactRemark] = {}
    for row in rows:  # a pending one replaces a judged one
        entry = entry_of(row)
        body = entry.event.body
        if not isinstance(body, ContactNoted) or not entry.verdict.accepted:
            continue
        asked = bool(row["pending"]) and not row["blank"]
        member = state.member(entry.event.by)
        found[entry.event.id] = ContactRemark(
            event=entry.event.id,
            key=body.key,
            by_name=member.name if member else "",
            at=entry.event.made_at if asked else entry.time,
            text=body.text,
            standing=Standing.ASKED if asked else Standing.CONFIRMED,
        )
    return tuple(sorted(found.values(), key=lambda one: one.at, reverse=True))


def _cases(connection: Connection, addrs: Iterable[str]) -> list[CaseId]:
    found = connection.execute(_CASES, {"addrs": json.dumps(list(addrs))})
    return [CaseId(id_) for id_ in found.scalars()]


def _count_open(connection: Connection, cases: Sequence[CaseId]) -> int:
    return connection.execute(_OPEN, {"keys": json.dumps(list(cases))}).scalar_one()


def _of_company(connection: Connection, company: str, own: Collection[CaseId]) -> list[CaseId]:
    addrs = connection.execute(_COLLEAGUES, {"ending": f"@{company}"}).scalars().all()
    mine = set(own)
    return [case for case in _cases(connection, addrs) if case not in mine][:_MOST_CASES]


def _numbers(
    connection: Connection, cases: Sequence[CaseId], described: Contact | None
) -> tuple[str, ...]:
    found = dict.fromkeys([described.phone] if described and described.phone else [])
    for row in connection.execute(_CALLS, {"cases": json.dumps(list(cases))}).mappings():
        match entry_of(row).event.body:
            case PhoneLogged(number=number) | CaseOpened(phone=number) if number:
                found[number] = None
            case _:
                pass
    return tuple(number for number in found if number != BLANK)


def _moments(
    connection: Connection, state: TableState, case: CaseId, me: PersonId
) -> list[ContactMoment]:
    row = state.case(case)
    if row is None:
        return []
    return [
        ContactMoment(case=row.id, number=row.number, subject=row.subject, item=item)
        for item in case_reads.timeline(connection, case, me)
    ]


# -- statements, made once ---------------------------------------------------------------------

_DONE = t.case_list.c.shelf.in_([written(Shelf.DONE.value), written(Shelf.FILTERED.value)])
_MINE = t.contacts.c.addr == sa.bindparam("addr")
_WITH_MAIL = sa.join(t.contacts, t.mail_places, t.mail_places.c.key == t.contacts.c.key)
_TALLY = (
    sa.select(
        sa.func.count(sa.distinct(t.mail_places.c.key)),
        sa.func.max(sa.type_coerce(t.mail_places.c.at, sa.Integer)),
    )
    .select_from(_WITH_MAIL)
    .where(_MINE)
)
_LATEST: sa.Select[Any] = (
    sa.select(t.mail_places.c.row)
    .select_from(_WITH_MAIL)
    .where(_MINE)
    .order_by(t.mail_places.c.at.desc())
    .limit(1)
)
_CASES: sa.Select[Any] = (
    sa.select(t.case_list.c.id)
    .join_from(t.contacts, t.mail_places, t.mail_places.c.key == t.contacts.c.key)
    .join(t.case_list, t.case_list.c.id == t.mail_places.c.case_id)
    .where(t.contacts.c.addr.in_(listed("addrs")))
    .group_by(t.case_list.c.id)
    .order_by(sa.func.max(_DONE), sa.func.max(t.case_list.c.last_at).desc())
)
_OPEN = (
    sa.select(sa.func.count())
    .select_from(t.case_list)
    .where(t.case_list.c.id.in_(listed("keys")), ~_DONE)
)
_COLLEAGUES = (
    sa.select(t.contacts.c.addr)
    .where(
        sa.func.substr(t.contacts.c.addr, sa.func.instr(t.contacts.c.addr, "@"))
        == sa.bindparam("ending")
    )
    .distinct()
)
_NOTES = (
    entry_columns()
    .where(
        t.entries.c.anchor.in_(listed("keys")),
        t.entries.c.kind != written("MailArrived"),  # written out: the partial index applies
        t.entries.c.kind == ContactNoted.__name__,
    )
    .order_by(t.entries.c.pending)
)
_ANCHORS = sa.select(t.mail_places.c.key).where(t.mail_places.c.case_id.in_(listed("cases")))
_CALLS = (
    entry_columns()
    .where(
        t.entries.c.anchor.in_(_ANCHORS),
        t.entries.c.kind != written("MailArrived"),
        t.entries.c.kind.in_([PhoneLogged.__name__, CaseOpened.__name__]),
        t.entries.c.accepted == written(1),
    )
    .order_by(t.entries.c.time.desc())
)
