"""What the window and the command line show: short look-ups, safe from any thread.

Everything here shows pending events of this desk on top of what is confirmed (design section 3).
``me`` is whose views, drafts and read marks are meant.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.clock import Clock
from mailroom.domain.cases import Label
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.labelling import in_order
from mailroom.domain.people import Desk, Mailbox, Member, Team, presence_at
from mailroom.domain.policies.contacts import Contact, addresses_of
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Policy
from mailroom.domain.query import (
    AskedEvent,
    CaseDetail,
    CaseQuery,
    CaseRow,
    Counts,
    MemberRow,
    NotApplied,
    OverdueRow,
    TimelineItem,
    View,
)
from mailroom.domain.search.terms import Search
from mailroom.domain.state import State
from mailroom.ids import CaseId, DeskId, LabelId, MailKey, PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.statements import written
from mailroom.store.journal.rows import decode
from mailroom.store.journal.state_tables import TableState
from mailroom.store.mailbox.mails import Mails
from mailroom.store.reading import case_reads, my_events
from mailroom.store.reading.case_finder import CaseFinder, Question
from mailroom.store.reading.case_query import LIVE, in_view, is_on
from mailroom.store.reading.label_reads import LABEL_COUNTS
from mailroom.store.reading.shelves import Shelf

_T = TypeVar("_T")


class Reads:
    """Look-ups over room.db, with previews from mail.db."""

    def __init__(self, room: Database, mail: Database, mails: Mails, clock: Clock) -> None:
        self._room = room
        self._finder = CaseFinder(room, mail, clock)
        self.understood = self._finder.understood
        self._mails = mails
        self._clock = clock

    @contextmanager
    def state(self) -> Iterator[State]:
        """Show the rules what people see, as one snapshot; for ``rules.decide``."""
        with self._room.read() as connection:
            yield TableState(connection, shown=True)

    # -- the list --------------------------------------------------------------------------

    def case_ids(
        self,
        query: CaseQuery,
        me: PersonId,
        *,
        zone: tzinfo | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> list[CaseId]:
        """Return the cases of a query, in its order; see ``Question`` for the rest."""
        search = self.understood(query.text, me, zone) if query.text.strip() else Search()
        now = self._clock.now()
        return self._finder.case_ids(
            Question(query=query, search=search, me=me, now=now, zone=zone, stopped=stopped)
        )

    def rows(self, ids: Sequence[CaseId], me: PersonId) -> list[CaseRow]:
        """Return the rows of these cases; ones that are unknown or merged away are left out."""
        with self._room.read() as connection:
            return case_reads.rows(connection, ids, me, self._mails.previews, self._clock.now())

    def counts(self, me: PersonId) -> Counts:
        """Return the numbers beside the views and labels."""
        now = self._clock.now()
        with self._room.read() as connection:
            shelves: dict[Shelf, int] = dict(connection.execute(_SHELF_COUNTS).all())
            views = {view: _count(connection, view, me, now) for view in _COUNTED}
            labels: dict[str, int] = dict(connection.execute(LABEL_COUNTS).all())
            outbox = connection.execute(_OUTBOX_COUNT, {"person": me}).scalar_one()
            refused = my_events.count_not_applied(connection, me)
        views |= {
            View.ESCALATED: shelves.get(Shelf.ESCALATED, 0),
            View.WAITING: shelves.get(Shelf.WAITING, 0),
            View.SNOOZED: shelves.get(Shelf.SNOOZED, 0),
            View.DONE: shelves.get(Shelf.DONE, 0),
            View.FILTERED: shelves.get(Shelf.FILTERED, 0),
            View.ALL: sum(n for shelf, n in shelves.items() if shelf is not Shelf.FILTERED),
            View.OUTBOX: outbox,
            View.REFUSED: refused,
            View.UNREADABLE: self._mails.unreadable_count(),
        }
        return Counts(views=views, labels={LabelId(label): n for label, n in labels.items()})

    # -- one case --------------------------------------------------------------------------

    def detail(self, case: CaseId, me: PersonId) -> CaseDetail | None:
        """Return the case pane's facts; of the survivor, if the case was merged away."""
        with self._room.read() as connection:
            return case_reads.detail(connection, case, me, self._mails.previews, self._clock.now())

    def timeline(self, case: CaseId, me: PersonId) -> tuple[TimelineItem, ...]:
        """Return mails and events of a case, oldest first."""
        with self._room.read() as connection:
            return case_reads.timeline(connection, case, me)

    def case_by_number(self, number: int) -> CaseId | None:
        """Return the case of a number."""
        with self._room.read() as connection:
            case = TableState(connection, shown=True).case_by_number(number)
        return None if case is None else (case.merged_into or case.id)

    def case_of_mail(self, key: MailKey) -> CaseId | None:
        """Return the case in which a mail lies."""
        with self._room.read() as connection:
            place = TableState(connection, shown=True).mail(key)
        return None if place is None else place.case

    def cases_of(self, keys: Iterable[MailKey]) -> frozenset[CaseId]:
        """Return the cases in which mails lie, as far as they are announced."""
        with self._room.read() as connection:
            return case_reads.cases_of(connection, keys)

    def filtered_mails(self) -> frozenset[MailKey]:
        """Return the mails that lie in filtered cases."""
        with self._room.read() as connection:
            return frozenset(map(MailKey, connection.execute(_FILTERED).scalars()))

    def contact_cases(self, addr: str) -> list[CaseId]:
        """Return the cases of the person who has this address, the latest first."""
        with self._room.read() as connection:
            addrs = json.dumps(addresses_of(TableState(connection, shown=True), addr))
            found = connection.execute(case_reads.CONTACT_CASES, {"addrs": addrs})
            return [CaseId(id_) for id_ in found.scalars()]

    def announced(self, keys: Iterable[MailKey]) -> frozenset[MailKey]:
        """Return those of the mails that are announced or wait to be."""
        with self._room.read() as connection:
            return case_reads.announced(connection, keys)

    # -- the team --------------------------------------------------------------------------

    def team(self) -> Team | None:
        """Return the team, or None before its founding was read."""
        return self._room.known(_team)

    def policy(self) -> Policy:
        """Return what the team agreed on."""
        with self._room.read() as connection:
            return TableState(connection, shown=True).policy() or DEFAULT_POLICY

    def members(self) -> tuple[MemberRow, ...]:
        """Return the members in order of joining, with their load and where they are now."""
        now = self._clock.now()
        with self._room.read() as connection:
            load: dict[str, int] = dict(connection.execute(_LOAD).all())
            members = _shown(connection, t.members, Member)
        return tuple(
            MemberRow(
                member=member,
                open_cases=load.get(member.id, 0),
                presence=presence_at(member, now),
            )
            for member in members
        )

    def contacts(self) -> tuple[Contact, ...]:
        """Return the contacts that something was said about, by key."""
        with self._room.read() as connection:
            contacts = _shown(connection, t.handled_contacts, Contact)
        return tuple(sorted(contacts, key=lambda contact: contact.key))

    def labels(self) -> tuple[Label, ...]:
        """Return the labels as a tree is read; deleted ones are left out."""
        with self._room.read() as connection:
            labels = _shown(connection, t.labels, Label)
        return in_order(labels)

    def desks(self) -> tuple[Desk, ...]:
        """Return the desks of the team."""
        with self._room.read() as connection:
            return tuple(_shown(connection, t.desks, Desk))

    def desks_heard(self, since: datetime) -> frozenset[DeskId]:
        """Return the desks that wrote something lately, of the last few hundred events."""
        with self._room.read() as connection:
            found = connection.execute(_DESKS_HEARD, {"since": since}).scalars().all()
        return frozenset(DeskId(desk) for desk in found)

    def mailboxes(self) -> tuple[Mailbox, ...]:
        """Return the mailboxes of the team."""
        return self._room.known(_mailboxes)

    def own_addresses(self) -> frozenset[str]:
        """Return the addresses of the team's mailboxes and identities, lower-case."""
        return frozenset(addr for box in self.mailboxes() for addr in box.addresses)

    # -- what waits ------------------------------------------------------------------------

    def escalations(self) -> tuple[Escalation, ...]:
        """Return the open escalations."""
        return self._room.known(_escalations)

    def running(self) -> tuple[Escalation, ...]:
        """Return the escalations that wait for an answer, or for what is to be done with it."""
        return self._room.known(_running)

    def owing(self) -> tuple[Escalation, ...]:
        """Return the escalations, over or not, that owe a mail; confirmed rows only (rule 31)."""
        return self._room.known(_owing)

    def asked_since(self, since: datetime) -> tuple[Escalation, ...]:
        """Return the escalations, over or not, that were asked from that moment on, in order."""
        with self._room.read() as connection:
            found = case_reads.asked_since(connection, since)
        return tuple(sorted(found, key=lambda one: (one.asked_at, one.position)))

    def owners(self, view: View, me: PersonId) -> dict[PersonId | None, int]:
        """Return how many cases of a view each assignee has; under ``None`` those of nobody."""
        owner = t.case_list.c.assignee
        statement = sa.select(owner, sa.func.count()).where(*in_view(view, me, self._clock.now()))
        with self._room.read() as connection:
            counted = connection.execute(statement.group_by(owner)).all()
        return {PersonId(person) if person else None: count for person, count in counted}

    def overdue(self) -> tuple[OverdueRow, ...]:
        """Return open escalations by deadline: overdue ones first, then the next ones (S46)."""
        now = self._clock.now()
        with self._room.read() as connection:
            rows = case_reads.overdue(connection, now)
        return tuple(sorted(rows, key=lambda row: row.due))

    def not_applied(self, me: PersonId) -> tuple[NotApplied, ...]:
        """Return refused events of mine that were not put away (rule 21)."""
        with self._room.read() as connection:
            return my_events.not_applied(connection, me)

    def asked(self, me: PersonId) -> tuple[AskedEvent, ...]:
        """Return what I asked for and the journal has not shown yet."""
        with self._room.read() as connection:
            return my_events.asked(connection, me)


def _team(connection: Connection) -> Team | None:
    return TableState(connection, shown=True).team()


def _mailboxes(connection: Connection) -> tuple[Mailbox, ...]:
    return tuple(_shown(connection, t.mailboxes, Mailbox))


def _escalations(connection: Connection) -> tuple[Escalation, ...]:
    return tuple(case_reads.open_escalations(connection))


def _running(connection: Connection) -> tuple[Escalation, ...]:
    return tuple(case_reads.running_escalations(connection))


def _owing(connection: Connection) -> tuple[Escalation, ...]:
    return tuple(decode(Escalation, row) for row in connection.execute(_OWING).scalars())


def _count(connection: Connection, view: View, me: PersonId, now: datetime) -> int:
    statement = sa.select(sa.func.count()).select_from(t.case_list)
    return connection.execute(statement.where(*in_view(view, me, now))).scalar_one()


def _shown(connection: Connection, table: sa.Table, kind: type[_T]) -> list[_T]:
    found = {key: row for key, row in connection.execute(_ALL[table.name])}  # noqa: C416 - rows
    return [decode(kind, row) for row in found.values()]


# -- statements, made once ---------------------------------------------------------------------


def _all(table: sa.Table) -> sa.Select[Any]:
    """Return a select of a small table: pending rows last, each in its confirmed row's place."""
    order: list[sa.ColumnElement[Any]] = [table.c.pending]
    if table is t.members:
        order.append(sa.literal_column("members.rowid", sa.Integer))  # in order of joining
    key = next(iter(table.primary_key))
    return sa.select(key, table.c.row).order_by(*order)


_ALL = {
    table.name: _all(table)
    for table in (t.members, t.labels, t.desks, t.mailboxes, t.handled_contacts)
}
_HEARD = 400  # of the latest events: enough for a quarter of an hour of a busy team
_LATEST = (
    sa.select(t.journal.c.event, t.journal.c.time)
    .order_by(t.journal.c.epoch.desc(), t.journal.c.uid.desc(), t.journal.c.idx.desc())
    .limit(_HEARD)
    .subquery()
)
_DESKS_HEARD = (
    sa.select(sa.func.json_extract(sa.type_coerce(_LATEST.c.event, sa.Text), "$.desk"))
    .where(_LATEST.c.time >= sa.bindparam("since"))
    .distinct()
)
_OWING = sa.select(t.escalations.c.row).where(
    t.escalations.c.owes == written(1), t.escalations.c.pending == written(0)
)
_COUNTED = (
    View.TO_REPLY,
    View.ANSWERED,
    View.ASKED_OF_ME,
    View.TO_APPROVE,
    View.UNASSIGNED,
    View.OVERDUE,
)
_SHELF_COUNTS = sa.select(t.case_list.c.shelf, sa.func.count()).group_by(t.case_list.c.shelf)
_LOAD = (
    sa.select(t.case_list.c.assignee, sa.func.count())
    .where(t.case_list.c.assignee.is_not(None), t.case_list.c.shelf.in_(LIVE))
    .group_by(t.case_list.c.assignee)
)
_OUTBOX_COUNT = (
    sa.select(sa.func.count())
    .select_from(t.outbox)
    .where(t.outbox.c.open == written(1), t.outbox.c.person == sa.bindparam("person"))
)


_FILTERED = (
    sa.select(t.mail_places.c.key)
    .join_from(t.case_list, t.mail_places, t.mail_places.c.case_id == t.case_list.c.id)
    .where(is_on(Shelf.FILTERED))
)
