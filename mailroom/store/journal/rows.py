"""Rows of the domain's state into table rows, and back.

Rows are kept whole as canonical JSON; columns of their own exist for what is looked up by.
Decoding is cached by the text: rows are immutable and the same ones are asked for all the time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from mailroom.domain.arrival.rule import ArrivalRules
from mailroom.domain.cases import Case, Label, SentMail
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.escalations.internal_mail import owed
from mailroom.domain.events import Event, UnknownBody, kind_of
from mailroom.domain.mails import MailFacts, MailPlace
from mailroom.domain.people import Desk, Mailbox, Member, Role, Team
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.policies.policy import Policy
from mailroom.domain.records.record import TAG, canonical, from_plain
from mailroom.domain.sends.approval import Approval
from mailroom.domain.state import Entry, Row
from mailroom.domain.templates.template import Template
from mailroom.domain.threads.pairs import beacons
from mailroom.domain.threads.summary import contact_of
from mailroom.domain.verdicts import Verdict
from mailroom.ids import MessageId
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import to_micros
from mailroom.store.files.statements import Many, upsert

TEAM = "team"
POLICY = "policy"
_INTERNAL = "esc:"  # the tag of escalation mails: whoever gets them is no customer
ARRIVAL_RULES = "arrivalrules"

_Values = tuple[Any, ...]
_T = TypeVar("_T")


def write_rows(connection: Connection, rows: Iterable[Row], *, pending: bool) -> None:
    """Put rows into a layer, replacing those of the same key; one statement per table."""
    latest: defaultdict[type, dict[Any, Row]] = defaultdict(dict)
    finders: defaultdict[str, list[_Values]] = defaultdict(list)
    for row in rows:
        latest[type(row)][key_of(row)] = row
    layer = int(pending)
    for kind, found in latest.items():
        table, values_of, text_of = _WRITERS[kind]
        texts = [text_of(row) for row in found.values()]
        written = [
            (*values_of(row, layer), text) for row, text in zip(found.values(), texts, strict=True)
        ]
        _UPSERTS[table].run(connection, written)
        if kind in _READ_AGAIN:
            _remember(kind, texts, found.values())
        if kind in _FOUND_OTHERWISE:
            for row in found.values():
                for finder, values in finders_of(row):
                    finders[finder].append(values)
    for name, listed in finders.items():
        FINDERS[name].run(connection, listed)


def key_of(row: Row) -> str:
    """Return what tells a row from others of its type."""
    key: str = _KEYS[type(row)](row)
    return key


def _values_of_member(row: Member, layer: int) -> _Values:
    return row.id, layer, int(row.role is Role.LEAD and not row.left)


def values_of_case(row: Case, layer: int) -> _Values:
    """Return the columns of a case before its text."""
    claimed_by = row.claim.seat.person if row.claim else None
    return row.id, layer, row.number, claimed_by, int(row.is_clocked)


def _values_of_place(row: MailPlace, layer: int) -> _Values:
    facts = row.facts
    return (
        facts.key,
        layer,
        row.case,
        row.home,
        facts.direction.value,
        to_micros(min(facts.sent_at, facts.arrived_at)),
        int(facts.history),
        int(facts.has_attachments),
    )


def _values_of_escalation(row: Escalation, layer: int) -> _Values:
    return row.id, layer, row.token, row.anchor, row.state.value, int(bool(owed(row)))


def _values_of_approval(row: Approval, layer: int) -> _Values:
    return row.id, layer, row.anchor, int(row.is_open)


def _values_of_entry(row: Entry, layer: int) -> _Values:
    event = row.event
    return (
        event.id,
        layer,
        row.anchor,
        kind_of(event.body),
        event.by,
        int(row.verdict.accepted),
        *row.position,
        to_micros(row.time),
    )


def _by_id(row: Any, layer: int) -> _Values:
    return row.id, layer


_WRITERS: dict[type, tuple[str, Callable[[Any, int], _Values], Callable[[Any], str]]] = {
    Team: ("team_rows", lambda _row, layer: (TEAM, layer), canonical),
    Policy: ("team_rows", lambda _row, layer: (POLICY, layer), canonical),
    ArrivalRules: ("team_rows", lambda _row, layer: (ARRIVAL_RULES, layer), canonical),
    Member: ("members", _values_of_member, canonical),
    Desk: ("desks", _by_id, canonical),
    Mailbox: ("mailboxes", _by_id, canonical),
    Label: ("labels", _by_id, canonical),
    Template: ("templates", _by_id, canonical),
    Contact: ("handled_contacts", lambda row, layer: (row.key, layer), canonical),
    Case: ("cases", values_of_case, canonical),
    MailPlace: ("mail_places", _values_of_place, canonical),
    SentMail: ("sent_mails", lambda row, layer: (row.message_id, layer), canonical),
    Escalation: ("escalations", _values_of_escalation, canonical),
    Approval: ("approvals", _values_of_approval, canonical),
    Entry: ("entries", _values_of_entry, lambda row: canonical(row.verdict)),
}


_KEYS: dict[type, Callable[[Any], str]] = {
    Team: lambda _row: TEAM,
    Policy: lambda _row: POLICY,
    ArrivalRules: lambda _row: ARRIVAL_RULES,
    Member: attrgetter("id"),
    Desk: attrgetter("id"),
    Mailbox: attrgetter("id"),
    Label: attrgetter("id"),
    Template: attrgetter("id"),
    Contact: attrgetter("key"),
    Case: attrgetter("id"),
    MailPlace: attrgetter("facts.key"),
    SentMail: attrgetter("message_id"),
    Escalation: attrgetter("id"),
    Approval: attrgetter("id"),
    Entry: attrgetter("event.id"),
}
_READ_AGAIN = {Case, MailPlace, Team, Escalation, SentMail}
_FOUND_OTHERWISE = {MailPlace, Member, Escalation}


def finders_of(row: Row) -> Iterable[tuple[str, _Values]]:
    """Yield rows of the tables by which a row is found by something else than its key."""
    if type(row) is MailPlace:
        yield from _mail_finders(row.facts)
    elif type(row) is Member:
        for addr in row.addresses:
            yield "member_addresses", (addr, row.id)
    elif type(row) is Escalation:
        for mail in row.mails:
            yield "escalation_mails", (mail.message_id, row.id)


def _mail_finders(facts: MailFacts) -> Iterable[tuple[str, _Values]]:
    for message_id in names_of(facts):
        yield "mail_names", (message_id, facts.key)
    sent_at, floats = to_micros(facts.sent_at), int(facts.floats)
    for addr in facts.parties:
        yield "mail_parties", (facts.clean_subject, addr, sent_at, facts.key, floats)
    inside = "" if facts.forwarded is None else facts.forwarded.addr
    for contact in {contact_of(facts).addr, inside} - {""}:
        if not any(tag.startswith(_INTERNAL) for tag in facts.our_tags):
            yield "contacts", (contact, facts.key)


def names_of(facts: MailFacts) -> frozenset[MessageId]:
    """Return the names by which a mail is found: its own, those it names, its groups'."""
    own = () if facts.message_id is None else (facts.message_id,)
    conversation = () if facts.conversation is None else (facts.conversation,)
    return frozenset((*own, *facts.names, *conversation, *beacons(facts)))


# -- reading -----------------------------------------------------------------------------------


_KEPT = 16_384
_decoded: dict[tuple[Any, str], Any] = {}  # emptied when full: most are asked for again at once


def _remember(kind: type, texts: Iterable[str], rows: Iterable[Any]) -> None:
    if len(_decoded) >= _KEPT:
        _decoded.clear()
    _decoded.update(((kind, text), row) for text, row in zip(texts, rows, strict=True))


def decode(kind: type[_T], row: str) -> _T:
    """Return the domain row of a table row's JSON."""
    found = _decoded.get((kind, row))
    if found is None:
        found = from_plain(kind, json.loads(row))
        _remember(kind, (row,), (found,))
    value: _T = found
    return value


def decode_event(row: str) -> Event:
    """Return an event; not cached, journals are read once."""
    event: Event = from_plain(Event, json.loads(row))
    return event


def decode_event_anew(row: str) -> Event:
    """Return an event; one that an older program did not know is read if this one does (rule 35).

    Whether it counts is for the fold to say.
    """
    event = decode_event(row)
    if not isinstance(event.body, UnknownBody):
        return event
    body = {**json.loads(event.body.plain), TAG: event.body.kind}
    try:
        known: Event = from_plain(Event, {**json.loads(row), "body": body})
    except ValueError:
        return event
    return known


def decode_verdict(row: str) -> Verdict:
    """Return a verdict."""
    return decode(Verdict, row)


# -- statements, made once ---------------------------------------------------------------------


_UPSERTS = {table.name: Many(upsert(table)) for table in t.LAYERED}
FINDERS = {
    table.name: Many(insert(table).on_conflict_do_nothing())
    for table in (
        t.member_addresses,
        t.mail_names,
        t.mail_parties,
        t.contacts,
        t.escalation_mails,
    )
}
