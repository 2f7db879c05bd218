# ruff: noqa: D102 - the look-ups say what they are by their names
"""The domain's ``State`` over the tables of room.db, within one transaction.

Every look-up is remembered: the fold writes into an ``Overlay`` on top, so nothing below changes
while a ``TableState`` lives. ``prefetch`` fetches what a whole batch will ask for in a few
statements, which is what makes a fold of thousands of mails fast.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.arrival.rule import ArrivalRules
from mailroom.domain.cases import Case, Label, SentMail
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.events import Event, MailArrived
from mailroom.domain.mails import MailFacts, MailPlace
from mailroom.domain.people import Desk, Mailbox, Member, Team
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.policies.policy import Policy
from mailroom.domain.position import Position
from mailroom.domain.sends.approval import Approval
from mailroom.domain.state import Entry, Row
from mailroom.domain.templates.template import Template
from mailroom.domain.words import blanked
from mailroom.ids import (
    ApprovalId,
    CaseId,
    DeskId,
    EscalationId,
    EventId,
    LabelId,
    MailboxId,
    MailKey,
    MessageId,
    PersonId,
    TemplateId,
)
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import from_micros, to_micros
from mailroom.store.files.statements import Prepared, listed, written
from mailroom.store.journal.rows import (
    ARRIVAL_RULES,
    POLICY,
    TEAM,
    decode,
    decode_event,
    decode_verdict,
    names_of,
)

_T = TypeVar("_T")


class TableState:
    """Confirmed rows, or (``shown``) what people see: pending rows on top of them."""

    def __init__(self, connection: Connection, *, shown: bool = False) -> None:
        self._connection = connection
        self._top = int(shown)
        self._known: dict[tuple[str, Hashable], Any] = {}

    # -- one row by key --------------------------------------------------------------------

    def team(self) -> Team | None:
        return self._row(t.team_rows, Team, TEAM)

    def policy(self) -> Policy | None:
        return self._row(t.team_rows, Policy, POLICY)

    def arrival_rules(self) -> ArrivalRules | None:
        return self._row(t.team_rows, ArrivalRules, ARRIVAL_RULES)

    def member(self, person: PersonId) -> Member | None:
        return self._row(t.members, Member, person)

    def desk(self, desk: DeskId) -> Desk | None:
        return self._row(t.desks, Desk, desk)

    def desks(self) -> Sequence[Desk]:
        return self._rows("desks", Desk, 0)

    def mailbox(self, mailbox: MailboxId) -> Mailbox | None:
        return self._row(t.mailboxes, Mailbox, mailbox)

    def label(self, label: LabelId) -> Label | None:
        return self._row(t.labels, Label, label)

    def labels(self) -> Sequence[Label]:
        return self._rows("labels", Label, 0)

    def template(self, template: TemplateId) -> Template | None:
        return self._row(t.templates, Template, template)

    def contact(self, key: str) -> Contact | None:
        return self._row(t.handled_contacts, Contact, key)

    def case(self, case: CaseId) -> Case | None:
        return self._row(t.cases, Case, case)

    def mail(self, key: MailKey) -> MailPlace | None:
        return self._row(t.mail_places, MailPlace, key)

    def sent(self, message_id: MessageId) -> SentMail | None:
        return self._row(t.sent_mails, SentMail, message_id)

    def escalation(self, escalation: EscalationId) -> Escalation | None:
        return self._row(t.escalations, Escalation, escalation)

    def approval(self, approval: ApprovalId) -> Approval | None:
        return self._row(t.approvals, Approval, approval)

    def entry(self, event: EventId) -> Entry | None:
        def look_up() -> Entry | None:
            found = self._entries(_ENTRY, id=event)
            return entry_of(found[0]) if found else None

        return self._remember("entry", event, look_up)

    # -- rows by something else ------------------------------------------------------------

    def member_by_address(self, addr: str) -> Member | None:
        found = self._rows("member_by_address", Member, addr)
        return next((member for member in found if addr in member.addresses), None)

    def leads(self) -> Sequence[Member]:
        return self._rows("leads", Member, 1)

    def own_addresses(self) -> frozenset[str]:
        return frozenset(
            addr for box in self._rows("mailboxes", Mailbox, 0) for addr in box.addresses
        )

    def case_by_number(self, number: int) -> Case | None:
        return next(iter(self._rows("case_by_number", Case, number)), None)

    def mails_of(self, case: CaseId) -> Sequence[MailPlace]:
        return _in_order(self._rows("mails_of", MailPlace, case))

    def mails_homed_in(self, case: CaseId) -> Sequence[MailPlace]:
        found = self._rows("mails_homed_in", MailPlace, case)
        return _in_order(place for place in found if place.home == case)

    def mails_naming(self, message_id: MessageId) -> Sequence[MailPlace]:
        found = self._rows("mails_naming", MailPlace, message_id)
        return _in_order(place for place in found if message_id in names_of(place.facts))

    def mails_alike(
        self,
        clean_subject: str,
        addr: str,
        since: datetime,
        until: datetime,
        *,
        floating: bool = False,
    ) -> Sequence[MailPlace]:
        asked = (clean_subject, addr, since, until, floating)

        def look_up() -> Sequence[MailPlace]:
            found = self._all(
                _ALIKE,
                clean_subject=clean_subject,
                addr=addr,
                since=to_micros(since),
                until=to_micros(until),
                floating=floating,
            )
            return [one for one in _decoded(MailPlace, found) if is_alike(one.facts)]

        def is_alike(facts: MailFacts) -> bool:
            same = facts.clean_subject == clean_subject and addr in facts.parties
            return same and since <= facts.sent_at <= until and (facts.floats or not floating)

        return _in_order(self._remember("mails_alike", asked, look_up))

    def escalation_by_token(self, token: str) -> Escalation | None:
        return next(iter(self._rows("escalation_by_token", Escalation, token)), None)

    def escalation_by_message(self, message_id: MessageId) -> Escalation | None:
        found = self._rows("escalation_by_message", Escalation, message_id)
        named = (e for e in found if message_id in {mail.message_id for mail in e.mails})
        return next(named, None)

    def clocked_cases(self) -> Sequence[Case]:
        found = self._rows("clocked_cases", Case, 0)
        return sorted((case for case in found if case.is_clocked), key=lambda case: case.number)

    def claims_of(self, person: PersonId) -> Sequence[Case]:
        found = self._rows("claims_of", Case, person)
        held = (case for case in found if case.claim and case.claim.seat.person == person)
        return sorted(held, key=lambda case: case.number)

    def put(self, row: Row) -> None:
        raise TypeError("tables are written by whole batches (rows.write_rows)")

    # -- many at once ----------------------------------------------------------------------

    def prefetch(self, events: Iterable[Event]) -> None:
        """Fetch what folding these events will look up first, in a few statements."""
        listed_events = list(events)
        mails = [one.body.mail for one in listed_events if isinstance(one.body, MailArrived)]
        names = {name for mail in mails for name in names_of(mail)}
        self._prefetch_entries({event.id for event in listed_events})
        self._prefetch_rows(t.mail_places, MailPlace, {mail.key for mail in mails})
        self._prefetch_rows(t.sent_mails, SentMail, names)
        self._prefetch_by_name("escalation_by_message", Escalation, names)
        kin = self._prefetch_by_name("mails_naming", MailPlace, names)
        self.prefetch_cases({place.case for place in kin})

    def prefetch_cases(self, ids: Iterable[CaseId]) -> None:
        """Fetch cases."""
        self._prefetch_rows(t.cases, Case, ids)

    def prefetch_escalations(self, ids: Iterable[EscalationId]) -> None:
        """Fetch escalations."""
        self._prefetch_rows(t.escalations, Escalation, ids)

    def _prefetch_rows(self, table: sa.Table, kind: type, keys: Iterable[str]) -> None:
        wanted = set(keys)
        rows = self._all(_MANY[table.name], keys=json.dumps(list(wanted)))
        found: dict[str, object] = {key: decode(kind, row) for key, row in rows}
        for key in wanted:
            self._known[table.name, key] = found.get(key)

    def _prefetch_entries(self, ids: set[EventId]) -> None:
        rows = self._entries(_MANY_ENTRIES, keys=json.dumps(list(ids)))
        found = {row["id"]: entry_of(row) for row in rows}
        for event in ids:
            self._known["entry", event] = found.get(event)

    def _prefetch_by_name(self, what: str, kind: type[_T], names: set[MessageId]) -> list[_T]:
        found: defaultdict[str, dict[str, _T]] = defaultdict(dict)
        for name, key, row in self._all(_MANY_NAMED[what], keys=json.dumps(list(names))):
            found[name][key] = decode(kind, row)
        for name in names:
            self._known[what, name] = tuple(found[name].values())
        return [row for rows in found.values() for row in rows.values()]

    # -- inside ----------------------------------------------------------------------------

    def _row(self, table: sa.Table, kind: type[_T], key: str) -> _T | None:
        def look_up() -> _T | None:
            found = self._all(_ONE[table.name], key=key)
            return decode(kind, found[0][0]) if found else None

        return self._remember(table.name, key, look_up)

    def _rows(self, what: str, kind: type[_T], key: str | int) -> Sequence[_T]:
        def look_up() -> Sequence[_T]:
            return _decoded(kind, self._all(_BY[what], key=key))

        return self._remember(what, key, look_up)

    def _remember(self, what: str, key: Hashable, look_up: Callable[[], _T]) -> _T:
        place = (what, key)
        if place not in self._known:
            self._known[place] = look_up()
        value: _T = self._known[place]
        return value

    def _all(self, statement: Prepared, **values: object) -> list[tuple[Any, ...]]:
        return statement.run(self._connection, {**values, "top": self._top})

    def _entries(self, statement: Prepared, **values: object) -> Sequence[dict[str, Any]]:
        rows = [dict(zip(_ENTRY_NAMES, row, strict=True)) for row in self._all(statement, **values)]
        return [row | {"time": from_micros(row["time"])} for row in rows]


def entry_of(row: Mapping[Any, Any]) -> Entry:
    """Return the entry of a row of ``entry_columns``."""
    event = decode_event(row["event"])
    return Entry(
        event=blanked(event) if row["blank"] else event,
        verdict=decode_verdict(row["verdict"]),
        position=Position(row["epoch"], row["uid"], row["idx"]),
        time=row["time"],
        anchor=row["anchor"],
    )


def _decoded(kind: type[_T], rows: Iterable[tuple[str, str]]) -> Sequence[_T]:
    # confirmed rows come first, so that a pending row of the same key replaces them
    return tuple({key: decode(kind, row) for key, row in rows}.values())


def _in_order(places: Iterable[MailPlace]) -> Sequence[MailPlace]:
    return sorted(places, key=lambda place: place.position)


# -- statements, made once ---------------------------------------------------------------------

_TOP = sa.bindparam("top", type_=sa.Integer)
_KEY: sa.BindParameter[Any] = sa.bindparam("key")


def _one(table: sa.Table) -> Prepared:
    key = next(iter(table.primary_key))
    return Prepared(
        sa.select(table.c.row)
        .where(key == _KEY, table.c.pending <= _TOP)
        .order_by(table.c.pending.desc())
        .limit(1)
    )


def _many(table: sa.Table) -> Prepared:
    key = next(iter(table.primary_key))
    return Prepared(
        sa.select(key.label("key"), table.c.row)
        .where(key.in_(listed("keys")), table.c.pending <= _TOP)
        .order_by(table.c.pending)
    )


def _by(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Return a select of rows that meet conditions in their upper layer."""
    key = next(iter(table.primary_key))
    upper = table.alias()
    hidden = sa.exists().where(
        upper.c[key.name] == key, upper.c.pending == 1, table.c.pending == 0, _TOP == 1
    )
    return sa.select(key.label("key"), table.c.row).where(
        *conditions, table.c.pending <= _TOP, ~hidden
    )


def _found_by(
    table: sa.Table, key: sa.Column[Any], *conditions: sa.ColumnElement[bool]
) -> sa.Select[Any]:
    """Return a select of rows that the ``key`` column of a finder table names."""
    row_key = next(iter(table.primary_key))
    return (
        sa.select(row_key.label("key"), table.c.row)
        .join_from(key.table, table, row_key == key)
        .where(*conditions, table.c.pending <= _TOP)
        .order_by(table.c.pending)
    )


def _named(table: sa.Table, key: sa.Column[Any], name: sa.Column[Any]) -> Prepared:
    """Return a select of rows that a finder table names by any of several names."""
    return Prepared(
        _found_by(table, key, name.in_(listed("keys"))).with_only_columns(name, key, table.c.row)
    )


_ROWED = [table for table in t.LAYERED if table is not t.entries]
_ONE = {table.name: _one(table) for table in _ROWED}
_MANY = {table.name: _many(table) for table in _ROWED}
_JOINED = sa.literal_column("members.rowid", sa.Integer)  # replaced rows keep theirs
_AT_HOME_OR_AWAY = sa.or_(
    sa.and_(t.mail_places.c.home == _KEY, t.mail_places.c.home != t.mail_places.c.case_id),
    t.mail_places.c.case_id == _KEY,
)
_SELECTS: dict[str, sa.Select[Any]] = {
    "leads": _by(t.members, t.members.c.lead == _KEY).order_by(_JOINED),
    "mailboxes": _by(t.mailboxes, _KEY == 0),
    "labels": _by(t.labels, _KEY == 0).order_by(t.labels.c.id),
    "desks": _by(t.desks, _KEY == 0).order_by(t.desks.c.id),
    "case_by_number": _by(t.cases, t.cases.c.number == _KEY),
    "claims_of": _by(t.cases, t.cases.c.claimed_by == _KEY),
    "clocked_cases": _by(t.cases, _KEY == 0, t.cases.c.clocked == written(1)),
    "mails_of": _by(t.mail_places, t.mail_places.c.case_id == _KEY),
    "mails_homed_in": _by(t.mail_places, _AT_HOME_OR_AWAY),
    "escalation_by_token": _by(t.escalations, t.escalations.c.token == _KEY),
    "member_by_address": _found_by(
        t.members, t.member_addresses.c.member, t.member_addresses.c.addr == _KEY
    ).order_by(_JOINED),
    "mails_naming": _found_by(t.mail_places, t.mail_names.c.key, t.mail_names.c.message_id == _KEY),
    "escalation_by_message": _found_by(
        t.escalations, t.escalation_mails.c.escalation, t.escalation_mails.c.message_id == _KEY
    ),
}
_BY = {what: Prepared(select) for what, select in _SELECTS.items()}
_MANY_NAMED = {
    "mails_naming": _named(t.mail_places, t.mail_names.c.key, t.mail_names.c.message_id),
    "escalation_by_message": _named(
        t.escalations, t.escalation_mails.c.escalation, t.escalation_mails.c.message_id
    ),
}
_ALIKE = Prepared(
    _found_by(
        t.mail_places,
        t.mail_parties.c.key,
        t.mail_parties.c.clean_subject == sa.bindparam("clean_subject"),
        t.mail_parties.c.addr == sa.bindparam("addr"),
        t.mail_parties.c.sent_at.between(sa.bindparam("since"), sa.bindparam("until")),
        t.mail_parties.c.floats >= sa.bindparam("floating"),
    )
)


def entry_columns() -> sa.Select[Any]:
    """Return a select of entries with their events, wherever those lie."""
    e, j, p = t.entries, t.journal, t.pending
    return (
        sa.select(
            e.c.id,
            e.c.anchor,
            e.c.verdict,
            e.c.epoch,
            e.c.uid,
            e.c.idx,
            e.c.time,
            e.c.pending,
            sa.func.coalesce(j.c.event, p.c.event).label("event"),
            # a judged event changes in one way only: somebody asks that its words be blanked
            sa.and_(e.c.pending == 1, j.c.event.is_not(None)).label("blank"),
        )
        .select_from(e)
        .outerjoin(
            j,
            sa.and_(
                j.c.epoch == e.c.epoch,
                j.c.uid == e.c.uid,
                j.c.idx == e.c.idx,
            ),
        )
        .outerjoin(p, sa.and_(e.c.pending == 1, p.c.event_id == e.c.id))
    )


_ENTRY_NAMES = tuple(entry_columns().selected_columns.keys())
_ENTRY = Prepared(
    entry_columns()
    .where(t.entries.c.id == sa.bindparam("id"), t.entries.c.pending <= _TOP)
    .order_by(t.entries.c.pending.desc())
    .limit(1)
)
_MANY_ENTRIES = Prepared(
    entry_columns()
    .where(t.entries.c.id.in_(listed("keys")), t.entries.c.pending <= _TOP)
    .order_by(t.entries.c.pending)
)
