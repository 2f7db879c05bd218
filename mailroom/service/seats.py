"""Who sits at this PC: taking another seat, naming the PC, handing back what is held (rules 6, 9).

Holder identity is (person, desk), so a change of seat is an event like any other (``DeskJoined``)
and needs no new start: the mailbox, its connection and the case database stay. Drafts, read marks
and settings are the person's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailroom.domain.cases import Case
from mailroom.domain.commands import Command, JoinDesk, ReleaseCase, SetMember
from mailroom.domain.people import Desk, Member
from mailroom.domain.query import CaseQuery, View
from mailroom.domain.records.levels import FOLD_LEVEL
from mailroom.domain.roster import Claims, Load, TeamChange, team_changes
from mailroom.domain.verdicts import Reason
from mailroom.errors import BadInput, RuleBroken
from mailroom.ids import PersonId, new_person_id
from mailroom.service import profiles
from mailroom.service.handle import Asked
from mailroom.service.parts import Parts

_KNOWN = "desks-known"


class Seats:
    """The seat of one room.

    Args:
        parts: of the room.
        do: carries out a command.
        require: raises ``RuleBroken`` if a command may not be written now: asked before anything
            is changed, so that no seat is changed half-way.
    """

    def __init__(
        self,
        parts: Parts,
        do: Callable[[Command], Asked],
        require: Callable[[Command], None],
    ) -> None:
        self._parts = parts
        self._do = do
        self._require = require

    # --- what is held --------------------------------------------------------------------------

    def held(self) -> tuple[Case, ...]:
        """Return the cases I hold at this PC, in order."""
        me = self._parts.me
        with self._parts.store.reads.state() as state:
            cases = state.claims_of(me.person)
        mine = (case for case in cases if case.claim is not None and case.claim.seat == me)
        return tuple(sorted(mine, key=lambda case: case.number))

    def claims(self) -> Claims:
        """Return the locks that I hold here, and those of others that I asked for."""
        me = self._parts.me
        others = [row.member.id for row in self._parts.store.reads.members()]
        with self._parts.store.reads.state() as state:
            theirs = [case for person in others for case in state.claims_of(person)]
        asked = (one for one in theirs if one.claim is not None and one.claim.asked_by == me)
        return Claims(held=self.held(), asked=tuple(asked))

    def hand_back(self, *, also_queued: bool = False) -> tuple[Asked, ...]:
        """Hand back what I hold here; drafts stay (rule 6).

        Args:
            also_queued: also cases whose reply waits in the outbox of this PC. It would have to
                be decided anew (rule 17), so only who quits hands those back.
        """
        parcels = self._parts.store.outbox.open(self._parts.me.person)
        queued = set() if also_queued else {parcel.case for parcel in parcels}
        asked = []
        for case in self.held():
            if case.id in queued:
                continue
            try:
                asked.append(self._do(ReleaseCase(case=case.id)))
            except RuleBroken:
                continue  # a mail is being sent under it
        return tuple(asked)

    def load_of(self, person: PersonId) -> Load:
        """Return what somebody has in hand."""
        reads = self._parts.store.reads
        with reads.state() as state:
            held = len(state.claims_of(person))
        ids = reads.case_ids(CaseQuery(view=View.ALL, assignee=person), self._parts.me.person)
        rows = reads.rows(ids, self._parts.me.person)
        return Load(held=held, cases=tuple(row.case.id for row in rows if not row.case.closed))

    # --- the seat ------------------------------------------------------------------------------

    def sit_down(self, person: PersonId) -> None:
        """Let somebody else of the team work at this PC.

        What the one before held is handed back. What waits in the outbox leaves in their name.

        Raises:
            RuleBroken: this person is not of the team, this PC may only look, or
                the mailbox has no room.
        """
        member = self._member(person)
        if member is None or member.left:
            raise RuleBroken(Reason.NOT_MEMBER)
        if person == self._parts.me.person:
            return
        join = JoinDesk(desk=self._desk(person=person))
        self._require(join)
        self.hand_back()
        self._take(member)
        self._do(join)

    def sit_down_by_name(self, name: str) -> None:
        """Let the member of this name work at this PC.

        Raises:
            BadInput: the team, as far as this PC knows it, has nobody of this name.
            RuleBroken: this PC may only look.
        """
        found = [one.id for one in self._members() if one.name.casefold() == name.casefold()]
        if not found:
            raise BadInput("seat", name)
        self.sit_down(found[0])

    def sit_down_new(self, name: str) -> PersonId:
        """Let somebody work here whom the team does not know yet; return who that is.

        Raises:
            BadInput: there is no name, or somebody of the team has it.
            RuleBroken: this PC may only look.
        """
        plain = name.strip()
        if not plain or any(one.name.casefold() == plain.casefold() for one in self._members()):
            raise BadInput("person", plain, "taken" if plain else "missing")
        member = Member(id=new_person_id(), name=plain)
        self._require(SetMember(member=member))
        self.hand_back()
        self._take(member)
        self._do(SetMember(member=member))
        self._do(JoinDesk(desk=self._desk(person=member.id)))
        return member.id

    def rename(self, name: str) -> None:
        """Give this PC another name.

        Raises:
            BadInput: there is no name, or another PC has it.
            RuleBroken: this PC may only look.
        """
        plain = name.strip()
        others = (one for one in self._parts.store.reads.desks() if one.id != self._parts.me.desk)
        if not plain or any(one.name.casefold() == plain.casefold() for one in others):
            raise BadInput("desk", plain, "taken" if plain else "missing")
        self._do(JoinDesk(desk=replace(self._desk(person=self._parts.me.person), name=plain)))
        config = replace(self._parts.profile.config, desk_name=plain)
        self._parts.profile = replace(self._parts.profile, config=config)
        profiles.save(self._parts.profile)

    # --- what changed --------------------------------------------------------------------------

    def newcomers(self) -> tuple[Desk, ...]:
        """Return the PCs that joined since this was asked last, on this PC."""
        marks, desks = self._parts.store.marks, self._parts.store.reads.desks()
        known, now = marks.setting(_KNOWN), sorted(desk.id for desk in desks)
        if known == now:
            return ()
        marks.set_setting(_KNOWN, list(now))
        if not isinstance(known, list):
            return ()
        here = self._parts.me.desk
        return tuple(desk for desk in desks if desk.id not in known and desk.id != here)

    def changes(self) -> tuple[TeamChange, ...]:
        """Return what changed in the team, the latest first."""
        return tuple(reversed(list(team_changes(self._parts.store.roster.entries()))))

    # --- inside --------------------------------------------------------------------------------

    def _members(self) -> list[Member]:
        return [row.member for row in self._parts.store.reads.members() if not row.member.left]

    def _member(self, person: PersonId) -> Member | None:
        with self._parts.store.reads.state() as state:
            return state.member(person)

    def _desk(self, *, person: PersonId) -> Desk:
        config = self._parts.profile.config
        return Desk(id=config.desk, name=config.desk_name, person=person, level=FOLD_LEVEL)

    def _take(self, member: Member) -> None:
        self._parts.profile = profiles.seat(self._parts.profile, member.id, member.name)
