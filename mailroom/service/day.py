"""The ends of a day: what the morning finds and who could take it, what the evening leaves (N23).

Proposals only; handing out and handing over are commands like any other. Owns: gathering.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from mailroom.domain.cases import Case
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.events import HandedOver
from mailroom.domain.handing_out import Unowned, hand_out
from mailroom.domain.people import AWAY, Member, presence_at
from mailroom.domain.query import CaseQuery, CaseRow, Sort, View
from mailroom.domain.times.availability import available_from
from mailroom.domain.times.clocks import Promise
from mailroom.ids import CaseId, PersonId
from mailroom.service.parts import Parts

_FORMER_CASES = 5
"""So many earlier cases of a customer are looked at for who knows them."""

_MINE = (View.TO_REPLY, View.ANSWERED, View.WAITING, View.ESCALATED, View.SNOOZED)


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningCase:
    """A line of the morning list.

    Attributes:
        proposed: who could take it, of a case that nobody has.
        handed_by: who left it, with ``handed_text``, to me or to the desk.
    """

    case: Case
    proposed: PersonId | None = None
    handed_by: PersonId | None = None
    handed_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What today brings; every part by deadline, the first business deadline first.

    Attributes:
        handed: left to me or to the desk, and not taken on yet.
        mine: mine and due by the end of today, or due already.
        unowned: nobody's, each with a proposed owner.
        hands: who is there today and works with Mailroom, with their open cases.
    """

    handed: tuple[MorningCase, ...] = ()
    mine: tuple[MorningCase, ...] = ()
    unowned: tuple[MorningCase, ...] = ()
    hands: tuple[tuple[PersonId, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """One case that somebody would leave behind by going home.

    Attributes:
        promises: times that the customer was told and that are still to be kept.
        escalation: what is asked of somebody in it.
        before_back: whether something of it falls due before they are back.
    """

    case: Case
    promises: tuple[Promise, ...] = ()
    escalation: Escalation | None = None
    draft: bool = False
    before_back: bool = False


class Day:
    """Morning and evening of the person who sits here."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def morning(self) -> Morning:
        """Return what today brings."""
        now, me = self._parts.clock.now(), self._parts.me.person
        end = _end_of_day(now, self._parts.store.reads.policy().calendar.zone.tz)
        nobodys = self._rows(View.UNASSIGNED)
        mine = [row for view in _MINE for row in self._rows(view) if row.case.assignee == me]
        hands = self._hands(now)
        owners = hand_out(self._unowned(nobodys), hands)
        left = [row for row in (*mine, *nobodys) if row.case.handed is not None]
        ids = {row.case.id for row in left}
        return Morning(
            handed=_by_due(self._handed(row.case) for row in _once(left)),
            mine=_by_due(
                MorningCase(case=row.case)
                for row in _once(mine)
                if row.case.id not in ids and row.case.due is not None and row.case.due <= end
            ),
            unowned=_by_due(
                MorningCase(case=row.case, proposed=owners.get(row.case.id)) for row in nobodys
            ),
            hands=tuple(hands.items()),
        )

    def evening(self) -> tuple[OpenWork, ...]:
        """Return what the person here would leave behind, the first deadline first."""
        me, reads = self._parts.me.person, self._parts.store.reads
        rows = _once(row for view in _MINE for row in self._rows(view) if row.case.assignee == me)
        back = self._back()
        found = []
        with reads.state() as state:
            for row in rows:
                case = row.case
                escalation = state.escalation(case.escalation) if case.escalation else None
                found.append(
                    OpenWork(
                        case=case,
                        promises=tuple(one for one in case.promises if one.is_open),
                        escalation=escalation,
                        draft=row.draft,
                        before_back=case.due is not None and case.due < back,
                    )
                )
        return tuple(sorted(found, key=lambda work: _due(work.case)))

    # --- inside --------------------------------------------------------------------------------

    def _rows(self, view: View) -> list[CaseRow]:
        reads, me = self._parts.store.reads, self._parts.me.person
        return reads.rows(reads.case_ids(CaseQuery(view=view, sort=Sort.DUE), me), me)

    def _handed(self, case: Case) -> MorningCase:
        """Return a case that was left to somebody, with the word that came with it."""
        handed = case.handed
        assert handed is not None
        with self._parts.store.reads.state() as state:
            entry = state.entry(handed.event)
        body = entry.event.body if entry is not None else None
        said = body.text if isinstance(body, HandedOver) else ""
        return MorningCase(case=case, handed_by=handed.by, handed_text=said)

    def _unowned(self, rows: Iterable[CaseRow]) -> list[Unowned]:
        ordered = sorted(rows, key=lambda row: _due(row.case))
        return [Unowned(case=row.case.id, knows=self._who_knows(row.case)) for row in ordered]

    def _who_knows(self, case: Case) -> PersonId | None:
        """Return who had this customer's case before."""
        reads, me = self._parts.store.reads, self._parts.me.person
        former = [id_ for id_ in reads.contact_cases(case.contact.addr) if id_ != case.id]
        rows = reads.rows(former[:_FORMER_CASES], me)
        return next((row.case.assignee for row in rows if row.case.assignee is not None), None)

    def _hands(self, now: datetime) -> dict[PersonId, int]:
        """Return who works with Mailroom and is there today, with their open cases."""
        reads = self._parts.store.reads
        at_desks = {desk.person for desk in reads.desks()}
        calendar = reads.policy().calendar
        end = _end_of_day(calendar.next_open(now), calendar.zone.tz)

        def is_there(member: Member) -> bool:
            if member.left or presence_at(member, now) in AWAY:
                return False
            comes = available_from(member, calendar, now)
            return comes is not None and comes < end

        return {
            row.member.id: row.open_cases
            for row in reads.members()
            if row.member.id in at_desks and is_there(row.member)
        }

    def _back(self) -> datetime:
        """Return when the person here is back: on the next day on which the office is open."""
        now = self._parts.clock.now()
        calendar = self._parts.store.reads.policy().calendar
        return calendar.next_open(_end_of_day(now, calendar.zone.tz))


def _end_of_day(now: datetime, zone: tzinfo) -> datetime:
    local = now.astimezone(zone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _by_due(cases: Iterable[MorningCase]) -> tuple[MorningCase, ...]:
    return tuple(sorted(cases, key=lambda one: _due(one.case)))


def _due(case: Case) -> tuple[bool, datetime]:
    return case.due is None, case.due or case.opened_at


def _once(rows: Iterable[CaseRow]) -> list[CaseRow]:
    """Return every case once: views overlap."""
    found: dict[CaseId, CaseRow] = {}
    for row in rows:
        found.setdefault(row.case.id, row)
    return list(found.values())
