"""Who has how much, and what low levels need only look at once a day (S10, S30).

For whoever leads: open, waiting, overdue and asked, for each person; how many escalations were
asked in which hour of today; and today's heads-ups together on one page, so that they cost nobody
a mail of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.escalations.collecting import is_collected
from mailroom.domain.escalations.escalation import Escalation, EscalationKind
from mailroom.domain.escalations.steps import answer_due
from mailroom.domain.people import Presence
from mailroom.domain.query import View
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import CaseId, EscalationId, PersonId
from mailroom.service.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """What one person has.

    Attributes:
        person: ``None`` for what nobody has, and for addressees who are no members.
        open: cases of theirs that are not done; those that wait for the customer are not in it.
        waiting: of theirs, those that wait for the customer.
        overdue: of theirs, those whose reply is overdue.
        asked: escalations that wait for their answer.
        asked_overdue: those whose answer is overdue.
        asked_today: how often they were asked today, heads-ups included.
    """

    person: PersonId | None
    name: str
    presence: Presence | None = None
    open: int = 0
    waiting: int = 0
    overdue: int = 0
    asked: int = 0
    asked_overdue: int = 0
    asked_today: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsUp:
    """One heads-up of today.

    Attributes:
        collected: its level gets it here and in a mail with others, not in one of its own.
    """

    case: CaseId
    number: int
    subject: str
    escalation: EscalationId
    level: int
    request: str
    asker: str
    addressee: str
    person: PersonId | None
    asked_at: datetime
    collected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLoad:
    """All of it.

    Attributes:
        people: members in order of joining, then addressees outside, then what nobody has.
        hours: how many escalations were asked in each hour (team time) of today that had any.
    """

    people: tuple[Burden, ...] = ()
    hours: tuple[tuple[int, int], ...] = ()


class Load:
    """Counts for whoever leads; from any thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def now(self) -> TeamLoad:
        """Return who has how much now, and when escalations were asked today."""
        reads, me, now = self._parts.store.reads, self._parts.me.person, self._parts.clock.now()
        policy, today = reads.policy(), self._today()
        open_ = reads.owners(View.ALL, me)
        done, waiting = reads.owners(View.DONE, me), reads.owners(View.WAITING, me)
        late = reads.owners(View.OVERDUE, me)
        asking = [one for one in reads.escalations() if one.awaits_answer and not one.on_board]
        asked = Counter(map(_whom, asking))
        asked_late = Counter(_whom(one) for one in asking if answer_due(policy, one) < now)
        asked_today = Counter(_whom(one) for one in today)
        members = {row.member.id: row for row in reads.members() if not row.member.left}

        def burden(
            key: PersonId | str | None, name: str, presence: Presence | None = None
        ) -> Burden:
            person = PersonId(key) if key in members and key is not None else None
            owner = person is not None or key is None
            rest = open_.get(person, 0) - done.get(person, 0) - waiting.get(person, 0)
            return Burden(
                person=person,
                name=name,
                presence=presence,
                open=rest if owner else 0,
                waiting=waiting.get(person, 0) if owner else 0,
                overdue=late.get(person, 0) if owner else 0,
                asked=asked[key or ""],
                asked_overdue=asked_late[key or ""],
                asked_today=asked_today[key or ""],
            )

        people = [burden(id_, row.member.name, row.presence) for id_, row in members.items()]
        outside = {_whom(one): one.to.name or one.to.addr for one in (*today, *asking)}
        people += [burden(key, name) for key, name in outside.items() if key not in members]
        nobody = burden(None, "")
        if nobody.open or nobody.waiting:
            people.append(nobody)
        return TeamLoad(people=tuple(people), hours=self._hours(today))

    def heads_ups(self) -> tuple[HeadsUp, ...]:
        """Return today's heads-ups, the newest first (S10)."""
        policy = self._parts.store.reads.policy()
        with self._parts.store.reads.state() as state:
            found = [
                self._heads_up(state, one, collected=is_collected(policy, one))
                for one in self._today()
                if one.form.kind is EscalationKind.HEADS_UP
            ]
        return tuple(one for one in reversed(found) if one is not None)

    # --- inside --------------------------------------------------------------------------------

    def _today(self) -> tuple[Escalation, ...]:
        reads = self._parts.store.reads
        zone = reads.policy().calendar.zone.tz
        local = self._parts.clock.now().astimezone(zone)
        return reads.asked_since(local.replace(hour=0, minute=0, second=0, microsecond=0))

    def _hours(self, today: Iterable[Escalation]) -> tuple[tuple[int, int], ...]:
        zone = self._parts.store.reads.policy().calendar.zone.tz
        counted = Counter(one.asked_at.astimezone(zone).hour for one in today)
        return tuple(sorted(counted.items()))

    def _heads_up(self, state: State, escalation: Escalation, *, collected: bool) -> HeadsUp | None:
        case = case_at(state, escalation.anchor)
        if case is None:
            return None
        asker = state.member(escalation.asker.person)
        addressee = state.member(escalation.person) if escalation.person else None
        return HeadsUp(
            case=case.id,
            number=case.number,
            subject=case.subject,
            escalation=escalation.id,
            level=escalation.level,
            request=escalation.form.request,
            asker=asker.name if asker else "",
            addressee=addressee.name if addressee else escalation.to.name or escalation.to.addr,
            person=escalation.person,
            asked_at=escalation.asked_at,
            collected=collected,
        )


def _whom(escalation: Escalation) -> PersonId | str:
    """Return who is asked now: a member, else an address."""
    return escalation.person or escalation.to.addr.lower()
