"""Rows of the domain's state into table rows, and back.

Rows are kept whole as canonical JSON; columns of their own exist for what is looked up by.
Decoding is cached by the text: rows are immutable and the same ones are asked for all the time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar, assert_never

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from mailroom.domain.cases import Case, Label, SentMail
from mailroom.domain.escalation import Escalation
from mailroom.domain.events import Event, kind_of
from mailroom.domain.mails import Direction, MailFacts, MailPlace
from mailroom.domain.people import Desk, Mailbox, Member, Role, Team
from mailroom.domain.policy import Policy
from mailroom.domain.record import canonical, from_plain
from mailroom.domain.state import Entry, Row
from mailroom.domain.verdicts import Verdict
from mailroom.ids import MessageId
from mailroom.store import room_schema as t
from mailroom.store.statements import upsert

TEAM = "team"
POLICY = "policy"

_Values = dict[str, Any]
_T = TypeVar("_T")


def write_rows(connection: Connection, rows: Iterable[Row], *, pending: bool) -> None:
    """Put rows into a layer, replacing those of the same key; one statement per table."""
    into: defaultdict[str, list[_Values]] = defaultdict(list)
    finders: defaultdict[str, list[_Values]] = defaultdict(list)
    for row in rows:
        table, values = _values_of(row)
        into[table.name].append(values | {"pending": pending})
        for finder, found in _finders_of(row):
            finders[finder.name].append(found)
    for name, listed in into.items():
        connection.execute(_UPSERTS[name], listed)
    for name, listed in finders.items():
        connection.execute(_FINDERS[name], listed)


def _values_of(row: Row) -> tuple[sa.Table, _Values]:
    match row:
        case Team():
            return t.team_rows, {"kind": TEAM, "row": canonical(row)}
        case Policy():
            return t.team_rows, {"kind": POLICY, "row": canonical(row)}
        case Member():
            lead = row.role is Role.LEAD and not row.left
            return t.members, {"id": row.id, "lead": lead, "row": canonical(row)}
        case Desk():
            return t.desks, {"id": row.id, "row": canonical(row)}
        case Mailbox():
            return t.mailboxes, {"id": row.id, "row": canonical(row)}
        case Label():
            return t.labels, {"id": row.id, "row": canonical(row)}
        case SentMail():
            return t.sent_mails, {"message_id": row.message_id, "row": canonical(row)}
        case _:
            return _wide_values_of(row)


def _wide_values_of(row: Case | MailPlace | Escalation | Entry) -> tuple[sa.Table, _Values]:
    match row:
        case Case():
            return t.cases, {
                "id": row.id,
                "number": row.number,
                "claimed_by": row.claim.seat.person if row.claim else None,
                "row": canonical(row),
            }
        case MailPlace():
            return t.mail_places, {
                "key": row.facts.key,
                "case_id": row.case,
                "home": row.home,
                "direction": row.facts.direction,
                "at": min(row.facts.sent_at, row.facts.arrived_at),
                "history": row.facts.history,
                "attachments": row.facts.has_attachments,
                "row": canonical(row),
            }
        case Escalation():
            return t.escalations, {
                "id": row.id,
                "token": row.token,
                "anchor": row.anchor,
                "state": row.state,
                "row": canonical(row),
            }
        case Entry():
            return t.entries, {
                "id": row.event.id,
                "anchor": row.anchor,
                "kind": kind_of(row.event.body),
                "by": row.event.by,
                "accepted": row.verdict.accepted,
                "epoch": row.position.epoch,
                "uid": row.position.uid,
                "idx": row.position.index,
                "time": row.time,
                "verdict": canonical(row.verdict),
            }
        case _:
            assert_never(row)


def _finders_of(row: Row) -> Iterable[tuple[sa.Table, _Values]]:
    match row:
        case Member():
            for addr in row.addresses:
                yield t.member_addresses, {"addr": addr, "member": row.id}
        case MailPlace():
            yield from _mail_finders(row.facts)
        case Escalation():
            for mail in row.mails:
                yield (
                    t.escalation_mails,
                    {"message_id": mail.message_id, "escalation": row.id},
                )
        case _:
            pass


def _mail_finders(facts: MailFacts) -> Iterable[tuple[sa.Table, _Values]]:
    for message_id in names_of(facts):
        yield t.mail_names, {"message_id": message_id, "key": facts.key}
    for addr in facts.parties:
        party = {
            "clean_subject": facts.clean_subject,
            "addr": addr,
            "sent_at": facts.sent_at,
            "key": facts.key,
            "floats": facts.floats,
        }
        yield t.mail_parties, party
    if facts.direction is not Direction.OUTBOUND:
        yield t.contacts, {"addr": facts.sender.addr, "key": facts.key}


def names_of(facts: MailFacts) -> frozenset[MessageId]:
    """Return the Message-IDs by which a mail is found: its own and those it names."""
    own = () if facts.message_id is None else (facts.message_id,)
    return frozenset((*own, *facts.names))


# -- reading -----------------------------------------------------------------------------------


@lru_cache(maxsize=16_384)
def _decode(kind: Any, row: str) -> Any:
    return from_plain(kind, json.loads(row))


def decode(kind: type[_T], row: str) -> _T:
    """Return the domain row of a table row's JSON."""
    hashable: Any = kind
    value: _T = _decode(hashable, row)
    return value


def decode_event(row: str) -> Event:
    """Return an event; not cached, journals are read once."""
    event: Event = from_plain(Event, json.loads(row))
    return event


def decode_verdict(row: str) -> Verdict:
    """Return a verdict."""
    return decode(Verdict, row)


# -- statements, made once ---------------------------------------------------------------------


_UPSERTS = {table.name: upsert(table) for table in t.LAYERED}
_FINDERS = {
    table.name: insert(table).on_conflict_do_nothing()
    for table in (
        t.member_addresses,
        t.mail_names,
        t.mail_parties,
        t.contacts,
        t.escalation_mails,
    )
}
