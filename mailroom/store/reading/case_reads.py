"""Rows, details and timelines of cases, out of one snapshot of room.db."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.arrival.arrival_events import RulesFired
from mailroom.domain.arrival.rule import Fired
from mailroom.domain.cases import Case, LabelStanding
from mailroom.domain.claims.holding import holder_of
from mailroom.domain.escalations.escalation import OPEN_STATES, TO_APPLY, Escalation
from mailroom.domain.escalations.steps import answer_due
from mailroom.domain.events import (
    Body,
    ClaimRenewed,
    MailArrived,
    NoteAdded,
    Snoozed,
    UnknownBody,
)
from mailroom.domain.mails import Direction, JoinReason, MailPlace
from mailroom.domain.policies.contacts import addresses_of
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.position import Position
from mailroom.domain.query import (
    CaseDetail,
    CaseRow,
    ItemKind,
    OverdueRow,
    Standing,
    TimelineItem,
)
from mailroom.domain.records.journal_events import Redacted
from mailroom.domain.state import Entry
from mailroom.domain.threads.unseen import open_word, unseen_answer
from mailroom.domain.words import BLANK
from mailroom.ids import (
    CaseId,
    EscalationId,
    EventId,
    LabelId,
    MailKey,
    PersonId,
    answered_elsewhere_id,
    mail_arrived_id,
)
from mailroom.store.files import room_schema as t
from mailroom.store.files.statements import Prepared, listed, written
from mailroom.store.journal.rows import decode
from mailroom.store.journal.state_tables import TableState, entry_columns, entry_of
from mailroom.store.reading.approval_reads import approvals_at
from mailroom.store.reading.sharing_reads import marked, shared_drafts
from mailroom.store.searching.notes_index import words_of

Previews = Callable[[Iterable[MailKey]], Mapping[MailKey, str]]
"""Looks up the first words of mails, which lie in the other file."""


@dataclass(frozen=True, slots=True)
class _MailSummary:
    """What the list shows of a case's mails."""

    latest: MailKey | None = None
    unread: bool = False
    attachments: bool = False


# -- rows --------------------------------------------------------------------------------------


def rows(
    connection: Connection,
    ids: Sequence[CaseId],
    me: PersonId,
    previews: Previews,
    now: datetime | None = None,
) -> list[CaseRow]:
    """Return rows in the order of ``ids``; unknown and merged cases are left out."""
    state = TableState(connection, shown=True)
    state.prefetch_cases(ids)
    cases = [case for id_ in ids if (case := state.case(id_)) and not case.merged_into]
    state.prefetch_escalations({case.escalation for case in cases if case.escalation})
    keys = json.dumps([case.id for case in cases])
    mails = _summaries(connection, keys, me)
    words = previews(mail.latest for mail in mails.values() if mail.latest)
    drafts = set(connection.execute(_DRAFTED, {"keys": keys, "person": me}).scalars())
    pending = set(connection.execute(_PENDING_CASES, {"keys": keys}).scalars())
    policy, confirmed = state.policy() or DEFAULT_POLICY, TableState(connection)
    found: list[CaseRow] = []
    for case in cases:
        mail = mails.get(case.id, _NO_MAILS)
        escalation = _open_escalation(state, case)
        sure = confirmed if case.id in pending else state  # a wish holds nothing (rule 11)
        held = sure.case(case.id)
        row = CaseRow(
            case=case,
            labels=_worn(state, case),
            holder=holder_of(sure, held, now) if held else None,
            escalation_kind=escalation.form.kind if escalation else None,
            escalation_level=escalation.form.level if escalation else None,
            escalation_due=answer_due(policy, escalation) if escalation else None,
            unread=mail.unread,
            pending=case.id in pending,
            draft=case.id in drafts,
            attachments=mail.attachments,
            preview=words.get(mail.latest, "") if mail.latest else "",
        )
        found.append(row)
    return found


def _worn(state: TableState, case: Case) -> tuple[LabelId, ...]:
    """Return the labels a case wears; deleted ones are shown nowhere."""
    known = ((id_, state.label(id_)) for id_ in case.labels)
    return tuple(
        id_ for id_, label in known if label is None or label.standing is not LabelStanding.DELETED
    )


def _summaries(connection: Connection, keys: str, me: PersonId) -> dict[CaseId, _MailSummary]:
    found = connection.execute(_MAILS_OF_CASES, {"keys": keys, "person": me})
    return {
        CaseId(row.case_id): _MailSummary(
            latest=MailKey(row.key), unread=row.unread > 0, attachments=row.attachments > 0
        )
        for row in found
    }


def _open_escalation(state: TableState, case: Case) -> Escalation | None:
    escalation = state.escalation(case.escalation) if case.escalation else None
    return escalation if escalation and escalation.state in OPEN_STATES else None


# -- one case ----------------------------------------------------------------------------------


def detail(
    connection: Connection,
    id_: CaseId,
    me: PersonId,
    previews: Previews,
    now: datetime | None = None,
) -> CaseDetail | None:
    """Return the facts of a case; of the survivor if it was merged away."""
    state = TableState(connection, shown=True)
    case = survivor(state, id_)
    if case is None:
        return None
    [row] = rows(connection, [case.id], me, previews, now)
    head = connection.execute(_HEAD).one()
    addrs = json.dumps(addresses_of(state, case.contact.addr))
    contact_cases = connection.execute(_CONTACT_COUNT, {"addrs": addrs}).scalar_one()
    keys = [place.facts.key for place in state.mails_of(case.id)]
    anchors = json.dumps(keys)
    escalations = _shown_escalations(connection, _ESCALATIONS_AT, {"keys": anchors})
    return CaseDetail(
        row=row,
        seen=Position(head.head_epoch, head.head_uid, head.head_idx),
        contact=case.contact,
        escalations=tuple(sorted(escalations, key=lambda one: one.position)),
        approvals=approvals_at(connection, state, keys),
        drafts=shared_drafts(state, case),
        related=case.related,
        contact_cases=contact_cases,
        rest_note=_rest_note(state, case),
        unseen_answer=_has_unseen_answer(connection, state, case, anchors),
    )


def _rest_note(state: TableState, case: Case) -> str:
    """Return the words with which it was put off; they lie in their event."""
    rest = case.rest or case.back
    entry = state.entry(rest.event) if rest is not None and rest.noted else None
    body = None if entry is None else entry.event.body
    return body.note if isinstance(body, Snoozed) else ""


def _has_unseen_answer(connection: Connection, state: TableState, case: Case, anchors: str) -> bool:
    """Return whether somebody answered elsewhere and nobody has said anything about it since."""
    word = None if case.closed else open_word(state.mails_of(case.id))
    if word is None:
        return False
    marked = state.entry(answered_elsewhere_id(word.facts.key))
    if marked is not None and marked.verdict.accepted:
        since = marked.position
    elif unseen_answer(state, case.id) is not None:
        since = word.position
    else:
        return False
    entries = map(entry_of, connection.execute(_ENTRIES_AT, {"keys": anchors}).mappings())
    return not any(
        isinstance(one.event.body, NoteAdded) and one.position > since for one in entries
    )


def survivor(state: TableState, id_: CaseId) -> Case | None:
    """Return the live case that this one is, or went into."""
    case = state.case(id_)
    while case is not None and case.merged_into is not None:
        case = state.case(case.merged_into)
    return case


def timeline(connection: Connection, id_: CaseId, me: PersonId) -> tuple[TimelineItem, ...]:
    """Return mails and events of a case, oldest first."""
    state = TableState(connection, shown=True)
    case = survivor(state, id_)
    if case is None:
        return ()
    places = state.mails_of(case.id)
    keys = json.dumps([place.facts.key for place in places])
    read = set(connection.execute(_READ, {"keys": keys, "person": me}).scalars())
    items = [
        _mail_item(place, place.facts.key in read)
        for place in places
        if place.facts.direction is not Direction.BY_HAND
    ]
    rows = connection.execute(_ENTRIES_AT, {"keys": keys}).mappings()
    entries = {row["id"]: row for row in rows}.values()  # a pending one replaces a judged one
    items += [
        _event_item(state, entry_of(row), pending=row["pending"] and not row["blank"])
        for row in entries
    ]
    items = marked(case, _with_redactions(connection, state, items))
    # what is only asked comes last, whatever this PC's clock says
    return tuple(sorted(items, key=lambda item: (item.standing is Standing.ASKED, item.at)))


def _mail_item(place: MailPlace, read: bool) -> TimelineItem:
    return TimelineItem(
        kind=ItemKind.MAIL,
        at=min(place.facts.sent_at, place.facts.arrived_at),
        mail=place,
        position=place.position,
        unread=_may_be_unread(place) and not read,
    )


def _may_be_unread(place: MailPlace) -> bool:
    return place.facts.direction is Direction.INBOUND and not place.facts.history


def _event_item(state: TableState, entry: Entry, *, pending: bool) -> TimelineItem:
    event = entry.event
    member = state.member(event.by) if event.by else None
    desk = state.desk(event.desk)
    if pending:
        standing = Standing.ASKED
    else:
        standing = Standing.CONFIRMED if entry.verdict.accepted else Standing.REFUSED
    return TimelineItem(
        kind=ItemKind.EVENT,
        at=event.made_at if pending else entry.time,
        event=event,
        verdict=entry.verdict,
        standing=standing,
        by_name=member.name if member else "",
        desk_name=desk.name if desk else "",
        fired=_fired(state, event.body) if standing is not Standing.REFUSED else (),
        position=None if pending else entry.position,
    )


def _fired(state: TableState, body: Body | UnknownBody) -> tuple[Fired, ...]:
    place = state.mail(body.mail) if isinstance(body, RulesFired) else None
    return () if place is None or place.firing is None else place.firing.rules


def _with_redactions(
    connection: Connection, state: TableState, items: list[TimelineItem]
) -> list[TimelineItem]:
    """Say who removed the words of events, and when (design section 4)."""
    if not any(item.event is not None and BLANK in words_of(item.event) for item in items):
        return items
    removals: dict[EventId, Entry] = {}
    for row in connection.execute(_REDACTIONS).mappings():
        entry = entry_of(row)
        if isinstance(entry.event.body, Redacted):
            removals.setdefault(entry.event.body.event, entry)
    return [_removed(state, item, removals) for item in items]


def _removed(
    state: TableState, item: TimelineItem, removals: Mapping[EventId, Entry]
) -> TimelineItem:
    entry = removals.get(item.event.id) if item.event is not None else None
    if entry is None:
        return item
    member = state.member(entry.event.by)
    return replace(item, redacted_by=member.name if member else "", redacted_at=entry.time)


# -- escalations -------------------------------------------------------------------------------


def open_escalations(connection: Connection) -> list[Escalation]:
    """Return the escalations that somebody still has to answer."""
    found = _shown_escalations(connection, _RUNNING_ESCALATIONS, {})
    return [escalation for escalation in found if escalation.state in OPEN_STATES]


def running_escalations(connection: Connection) -> list[Escalation]:
    """Return those, and the ones whose answer waits to be put to use (S50)."""
    found = _shown_escalations(connection, _RUNNING_ESCALATIONS, {})
    return [escalation for escalation in found if escalation.state in OPEN_STATES | TO_APPLY]


def asked_since(connection: Connection, since: datetime) -> list[Escalation]:
    """Return the escalations, over or not, that were asked from that moment on."""
    values = {"since": since.astimezone(UTC).isoformat()}
    return _shown_escalations(connection, _ASKED_SINCE, values)


def overdue(connection: Connection, now: datetime) -> list[OverdueRow]:
    """Return the open escalations as the sidebar shows them."""
    state = TableState(connection, shown=True)
    policy = state.policy() or DEFAULT_POLICY
    found: list[OverdueRow] = []
    for escalation in open_escalations(connection):
        if not escalation.awaits_answer:
            continue
        place = state.mail(escalation.anchor)
        case = survivor(state, place.case) if place else None
        if case is None:
            continue
        form, to = escalation.form, escalation.to  # who is asked now, not who was asked first
        due = answer_due(policy, escalation)
        member = state.member(escalation.person) if escalation.person else None
        found.append(
            OverdueRow(
                escalation=escalation.id,
                case=case.id,
                number=case.number,
                subject=case.subject,
                level=escalation.level,
                category=form.category,
                kind=form.kind,
                addressee=(member.name if member else "") or to.name or to.addr,
                state=escalation.state,
                due=due,
                overdue=due <= now,
            )
        )
    return found


def _shown_escalations(
    connection: Connection, statement: sa.Select[Any], values: dict[str, str]
) -> list[Escalation]:
    found: dict[EscalationId, Escalation] = {}
    for id_, row in connection.execute(statement, values):  # pending ones come last
        found[EscalationId(id_)] = decode(Escalation, row)
    return list(found.values())


# -- announcements -----------------------------------------------------------------------------


def announced(connection: Connection, keys: Iterable[MailKey]) -> frozenset[MailKey]:
    """Return those of the mails that are in the journal or wait for it."""
    by_id = {mail_arrived_id(key): key for key in keys}
    waiting = connection.execute(_WAITING, {"keys": json.dumps(list(by_id))}).scalars()
    queued = {by_id[EventId(id_)] for id_ in waiting}
    return placed(connection, by_id.values()) | queued


def placed(connection: Connection, keys: Iterable[MailKey]) -> frozenset[MailKey]:
    """Return those of the mails that lie in a case."""
    found = _PLACED.run(connection, {"keys": json.dumps(list(keys))})
    return frozenset(MailKey(key) for (key,) in found)


def cases_of(connection: Connection, keys: Iterable[MailKey]) -> frozenset[CaseId]:
    """Return the cases in which mails lie."""
    found = connection.execute(_CASES_OF, {"keys": json.dumps(list(keys))}).scalars()
    return frozenset(map(CaseId, found))


# -- statements, made once ---------------------------------------------------------------------

_NO_MAILS = _MailSummary()
_ONLY_PENDING = written(1)
_KEYS = listed("keys")
_UPPER = t.mail_places.alias("upper")
NOT_HIDDEN = sa.or_(
    t.mail_places.c.pending == _ONLY_PENDING,
    ~sa.exists().where(_UPPER.c.key == t.mail_places.c.key, _UPPER.c.pending == _ONLY_PENDING),
)
_UNREAD = sa.and_(
    t.read_marks.c.key.is_(None),
    t.mail_places.c.history == 0,
    t.mail_places.c.direction == Direction.INBOUND,
)
_INTERNAL = sa.or_(  # what colleagues write to each other is no preview of what a customer wants
    sa.func.instr(t.mail_places.c.row, written('"esc:')) > 0,
    sa.func.instr(t.mail_places.c.row, written(f'"reason":"{JoinReason.ESCALATION.value}"')) > 0,
)
_MAILS_OF_CASES = (
    sa.select(
        t.mail_places.c.case_id,
        t.mail_places.c.key,  # of the row that has the maximum: SQLite promises it for a lone max
        sa.func.max(sa.case((_INTERNAL, written(-1)), else_=t.mail_places.c.at)),
        sa.func.sum(t.mail_places.c.attachments, type_=sa.Integer).label("attachments"),
        sa.func.sum(_UNREAD, type_=sa.Integer).label("unread"),
    )
    .outerjoin_from(
        t.mail_places,
        t.read_marks,
        sa.and_(
            t.read_marks.c.person == sa.bindparam("person"),
            t.read_marks.c.key == t.mail_places.c.key,
        ),
    )
    .where(t.mail_places.c.case_id.in_(_KEYS), NOT_HIDDEN)
    .group_by(t.mail_places.c.case_id)
)
_DRAFTED = sa.select(t.drafts.c.case_id).where(
    t.drafts.c.person == sa.bindparam("person"), t.drafts.c.case_id.in_(_KEYS)
)
_PENDING_CASES = sa.union(
    sa.select(t.cases.c.id).where(t.cases.c.pending == _ONLY_PENDING, t.cases.c.id.in_(_KEYS)),
    sa.select(t.mail_places.c.case_id)
    .join_from(t.entries, t.mail_places, t.mail_places.c.key == t.entries.c.anchor)
    .where(t.entries.c.pending == _ONLY_PENDING, t.mail_places.c.case_id.in_(_KEYS)),
)
_HEAD = sa.select(t.replica.c.head_epoch, t.replica.c.head_uid, t.replica.c.head_idx)
_CONTACT_CASES = (
    sa.select(t.mail_places.c.case_id)
    .join_from(t.contacts, t.mail_places, t.mail_places.c.key == t.contacts.c.key)
    .join(t.case_list, t.case_list.c.id == t.mail_places.c.case_id)
    .where(t.contacts.c.addr.in_(listed("addrs")))
)
CONTACT_CASES = _CONTACT_CASES.group_by(t.mail_places.c.case_id).order_by(
    sa.func.max(t.case_list.c.last_at).desc()
)
_CONTACT_COUNT = sa.select(sa.func.count()).select_from(_CONTACT_CASES.distinct().subquery())
_READ = sa.select(t.read_marks.c.key).where(
    t.read_marks.c.person == sa.bindparam("person"), t.read_marks.c.key.in_(_KEYS)
)
_ENTRIES_AT = (
    entry_columns()
    .where(
        t.entries.c.anchor.in_(_KEYS),
        # mails have items of their own; written out, so that the partial index applies
        t.entries.c.kind != written(MailArrived.__name__),
        t.entries.c.kind != ClaimRenewed.__name__,
    )
    .order_by(t.entries.c.pending, t.entries.c.epoch, t.entries.c.uid, t.entries.c.idx)
)
_REDACTIONS = entry_columns().where(
    t.entries.c.anchor.is_(None),
    t.entries.c.kind == written(Redacted.__name__),
    t.entries.c.accepted == written(1),
)
_ESCALATIONS_AT = (
    sa.select(t.escalations.c.id, t.escalations.c.row)
    .where(t.escalations.c.anchor.in_(_KEYS))
    .order_by(t.escalations.c.pending)
)
_RUNNING_ESCALATIONS = (
    sa.select(t.escalations.c.id, t.escalations.c.row)
    .where(
        sa.or_(
            t.escalations.c.state.in_(
                sorted(OPEN_STATES | TO_APPLY, key=lambda state: state.value)
            ),
            t.escalations.c.pending == _ONLY_PENDING,
        )
    )
    .order_by(t.escalations.c.pending)
)
_ASKED_SINCE = (  # moments are written in UTC, so that they compare as words
    sa.select(t.escalations.c.id, t.escalations.c.row)
    .where(
        sa.func.json_extract(sa.type_coerce(t.escalations.c.row, sa.Text), "$.asked_at")
        >= sa.bindparam("since")
    )
    .order_by(t.escalations.c.pending)
)
_PLACED = Prepared(sa.select(t.mail_places.c.key).where(t.mail_places.c.key.in_(_KEYS)))
_CASES_OF = (
    sa.select(t.mail_places.c.case_id).where(t.mail_places.c.key.in_(_KEYS), NOT_HIDDEN).distinct()
)
_WAITING = sa.select(t.pending.c.event_id).where(t.pending.c.event_id.in_(_KEYS))
