"""One event being judged at its position: what every rule needs to know and to do.

Owns: resolving anchors (rule 24), the touch of a person (rules 6, 25), case numbers (rule 29).
The rules themselves live in the modules named after their topics.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NoReturn

from mailroom.domain.cases import Case, FieldVersion
from mailroom.domain.events import Event
from mailroom.domain.people import AWAY, Member, Role, Seat, Team, presence_at
from mailroom.domain.position import Position
from mailroom.domain.state import State
from mailroom.domain.status import settled
from mailroom.domain.times.availability import on_leave
from mailroom.domain.verdicts import Flag, Reason, Verdict
from mailroom.ids import CaseId, DeskId, MailKey, PersonId

Flags = tuple[Flag, ...]
PLAIN: Flags = ()
CLAIM_TTL = timedelta(minutes=30)


class Refusal(Exception):
    """A rule refuses the event; never leaves the fold."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict)
        self.verdict = verdict


def refuse(
    reason: Reason,
    *,
    who: PersonId | None = None,
    where: DeskId | None = None,
    at: Position | None = None,
    flags: Flags = PLAIN,
) -> NoReturn:
    """Refuse the event, naming who or what is in the way."""
    raise Refusal(
        Verdict(accepted=False, reason=reason, who=who, where=where, position=at, flags=flags)
    )


def live_case(state: State, case_id: CaseId) -> Case | None:
    """Return the case that this id means now: merges are followed to their end (rule 28)."""
    case = state.case(case_id)
    while case is not None and case.merged_into is not None:
        case = state.case(case.merged_into)
    return case


def case_at(state: State, anchor: MailKey | None) -> Case | None:
    """Return the case in which an anchor lies now (rule 24)."""
    place = None if anchor is None else state.mail(anchor)
    return None if place is None else live_case(state, place.case)


def is_away(state: State, person: PersonId, time: datetime) -> bool:
    """Return whether nobody can expect this person to act now (rules 10, 31)."""
    member = state.member(person)
    if member is None or member.left:
        return True
    policy = state.policy()
    leave = policy is not None and on_leave(member, policy.calendar, time)
    return leave or presence_at(member, time) in AWAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An event at its position.

    ``time`` is journal time T there, the only clock of the fold. ``human`` says that a person
    acted: mail that a desk announces touches nothing.
    """

    state: State
    event: Event
    position: Position
    time: datetime
    anchor: MailKey | None
    human: bool

    @property
    def seat(self) -> Seat:
        """Return who acts from where."""
        return Seat(person=self.event.by, desk=self.event.desk)

    @property
    def version(self) -> FieldVersion:
        """Return the mark this event leaves on a field (rule 18)."""
        return FieldVersion(at=self.position, desk=self.event.desk, event=self.event.id)

    @property
    def team(self) -> Team:
        """Return the team; no rule runs before it was founded."""
        team = self.state.team()
        assert team is not None
        return team

    def case(self) -> Case:
        """Return the case the event is about, or refuse."""
        case = case_at(self.state, self.anchor)
        if case is None:
            refuse(Reason.UNKNOWN_ANCHOR)
        return case

    def actor(self) -> Member:
        """Return the member who acts, as of this position (rule 32)."""
        member = self.state.member(self.event.by)
        if member is None or member.left:
            refuse(Reason.NOT_MEMBER)
        return member

    def is_lead(self) -> bool:
        """Return whether the author leads, as of this position."""
        member = self.state.member(self.event.by)
        return member is not None and member.role is Role.LEAD and not member.left

    def put_case(self, case: Case) -> None:
        """Put a case with its status settled and the author's touch on it."""
        self.state.put(settled(self.touched(case), self.state.policy(), self.time))

    def touched(self, case: Case) -> Case:
        """Return the case after a person's event on it: touched, the holder's claim renewed."""
        if not self.human:
            return case
        claim = case.claim
        if claim is not None and claim.seat == self.seat:
            expires = max(claim.expires, self.time + CLAIM_TTL)
            claim = claim if expires == claim.expires else replace(claim, expires=expires)
        if case.touched and claim is case.claim:
            return case
        return replace(case, touched=True, claim=claim)

    def next_number(self) -> int:
        """Take the next case number: a counter in fold order (rule 29)."""
        team = self.team
        self.state.put(replace(team, next_number=team.next_number + 1, time=self.time))
        return team.next_number
