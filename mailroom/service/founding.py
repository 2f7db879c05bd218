"""Founding a team on a mailbox, or joining the one that is there (rules 22, 32).

Owns what is written into a journal first. What is old mail and what it would become is counted and
shown before anything is written. Must not fetch mail.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mailroom.domain.events import (
    Body,
    DeskJoined,
    Event,
    MailboxAdded,
    MemberSet,
    PolicySet,
    TeamFounded,
)
from mailroom.domain.people import Desk, FolderRole, FoundingRecord, Mailbox, Member, Role
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.query import MemberRow
from mailroom.domain.records.levels import FOLD_LEVEL
from mailroom.errors import RuleBroken, Unavailable
from mailroom.ids import PersonId, new_event_id
from mailroom.service.intake.accounting import Folder
from mailroom.service.intake.ingest import folders_of
from mailroom.service.line import Line
from mailroom.service.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingPreview:
    """What founding would mean for the mail that is there; nothing is written yet.

    Attributes:
        joins: there is a team already; its own start line holds.
        founder: who founded it, and ``founded`` when; of a team that is there.
        members: who belongs to it now.
        desks: the PCs that work on it.
        old: mails in all folders; they become history.
        young: those of them in INBOX younger than the start line: only such can open a case.
        mails_to_send: always 0; said because people fear it.
    """

    joins: bool
    team: str
    old: int
    young: int
    start_line: datetime
    mails_to_send: int = 0
    founder: str = ""
    founded: datetime | None = None
    members: tuple[Member, ...] = ()
    desks: tuple[Desk, ...] = ()


class Founder:
    """Founds or joins over one line."""

    def __init__(self, parts: Parts, line: Line) -> None:
        self._parts = parts
        self._line = line

    def preview(self) -> FoundingPreview:
        """Count, and write nothing."""
        self._line.pull()
        team = self._parts.store.reads.team()
        config = self._parts.profile.config
        days = team.start_line_days if team else config.start_line_days
        start_line = self._parts.clock.now() - timedelta(days=days)
        old, young = self._count(start_line)
        rows = self._parts.store.reads.members()
        return FoundingPreview(
            joins=team is not None,
            team=team.name if team else "",
            old=old,
            young=young,
            start_line=start_line,
            founder=self._founder(),
            founded=team.founded_time if team else None,
            members=tuple(row.member for row in rows if not row.member.left),
            desks=self._parts.store.reads.desks(),
        )

    def found_or_join(self, team_name: str = "", own_address: str = "") -> bool:
        """Write what the journal lacks; return whether the team was founded here.

        Two who found at once: the lower position counts, the other one joins it.

        Args:
            team_name: of a new team; the mailbox's address if not given.
            own_address: where the person gets mail of their own.

        Raises:
            RuleBroken: there is a journal, but not one that this desk can read; the reason
                is an ``Alarm``.
        """
        self._line.pull()
        if self._parts.store.reads.team() is None:
            founding = self._founding(team_name, own_address)
            self._parts.publish(self._parts.store.replica.append_pending(founding))
            self._line.push()
        self._join(own_address)
        self._line.push()
        alarm, detail = self._parts.store.replica.alarm()
        if alarm.read_only or self._parts.store.reads.team() is None:
            raise RuleBroken(alarm, detail)
        self._begin_present()
        return self._founded_here()

    def _begin_present(self) -> None:
        """Let the present begin now; without a server in reach it begins at the first pass."""
        try:
            self.ensure_mailbox()
        except Unavailable:
            if not self._line.is_local:
                raise

    def ensure_mailbox(self) -> None:
        """Write the founding records of the mailbox, if the team has none yet (rule 22).

        Everything that lies there now is history, so this comes before the first mail is read.
        """
        known = {mailbox.id for mailbox in self._parts.store.reads.mailboxes()}
        if self._parts.mailbox in known or self._parts.store.reads.team() is None:
            return
        config = self._parts.profile.config
        mailbox = Mailbox(
            id=self._parts.mailbox,
            address=config.account.address.lower(),
            folders=tuple(map(self.record_of, folders_of(self._parts, self._line))),
        )
        self._say(MailboxAdded(mailbox=mailbox))
        self._line.push()

    def record_of(self, folder: Folder) -> FoundingRecord:
        """Return where the present begins in a folder, if it begins now."""
        state = self._line.client.status(folder.name)
        return FoundingRecord(
            folder=folder.name,
            role=folder.role,
            uidvalidity=state.uidvalidity,
            uidnext=state.uidnext,
            at=self._parts.clock.now(),
        )

    # --- what is written -----------------------------------------------------------------------

    def _founding(self, team_name: str, own_address: str) -> tuple[Event, ...]:
        config = self._parts.profile.config
        lead = replace(self._member(own_address), role=Role.LEAD)
        founded = TeamFounded(
            name=team_name or config.account.address,
            lead=lead,
            start_line_days=config.start_line_days,
            mark_mail=config.mark_mail,
        )
        return (
            self._event(founded),
            self._event(DeskJoined(joined=self._desk())),
            self._event(PolicySet(reason="チームを作りました", policy=DEFAULT_POLICY)),
        )

    def _join(self, own_address: str) -> None:
        """Introduce this person and this PC, as far as the team does not know them."""
        members = {row.member.id for row in self._parts.store.reads.members()}
        if self._parts.me.person not in members:
            self._say(MemberSet(member=self._member(own_address)))
        here = self._desk()
        known = {desk.id: desk for desk in self._parts.store.reads.desks()}.get(here.id)
        if known is None or replace(known, seen=None) != here:  # the fold says when it was heard
            self._say(DeskJoined(joined=here))

    def _founded_here(self) -> bool:
        """Return whether this person is the first lead, at this desk alone."""
        with self._parts.store.reads.state() as state:
            me = state.member(self._parts.me.person)
        desks = self._parts.store.reads.desks()
        return me is not None and me.role is Role.LEAD and len(desks) == 1

    def _member(self, own_address: str) -> Member:
        config = self._parts.profile.config
        addresses = (own_address.lower(),) if own_address else ()
        return Member(id=config.person, name=config.person_name, addresses=addresses)

    def _desk(self) -> Desk:
        config = self._parts.profile.config
        return Desk(id=config.desk, name=config.desk_name, person=config.person, level=FOLD_LEVEL)

    def _say(self, body: Body) -> None:
        self._parts.publish(self._parts.store.replica.append_pending((self._event(body),)))

    def _event(self, body: Body) -> Event:
        me = self._parts.me
        return Event(
            id=new_event_id(),
            by=me.person,
            desk=me.desk,
            body=body,
            made_at=self._parts.clock.now(),
        )

    # --- looking -------------------------------------------------------------------------------

    def _founder(self) -> str:
        bodies = (entry.event.body for entry in self._parts.store.roster.entries())
        return next((body.lead.name for body in bodies if isinstance(body, TeamFounded)), "")

    def _count(self, start_line: datetime) -> tuple[int, int]:
        old = young = 0
        for folder in folders_of(self._parts, self._line):
            self._line.client.select(folder.name)
            facts = self._line.client.fetch_facts(self._line.client.uids_from())
            old += len(facts)
            if folder.role is FolderRole.INBOX:
                young += sum(one.internaldate >= start_line for one in facts.values())
        return old, young


def person_of(rows: Iterable[MemberRow], name: str, own_address: str) -> PersonId | None:
    """Return who of the team this is: by mail address, else by the exact name."""
    members = [row.member for row in rows if not row.member.left]
    by_address = [one for one in members if own_address and own_address.lower() in one.addresses]
    by_name = [one for one in members if one.name.casefold() == name.casefold()]
    found = by_address or by_name
    return found[0].id if found else None
