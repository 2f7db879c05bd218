"""The team: members, roles, presence, desks. All of it is journal state (design rule 32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.position import Position
from mailroom.domain.times.calendar import Frames, Leave
from mailroom.ids import DeskId, MailboxId, PersonId


class Role(Enum):
    """What a member may do; judged at the position of each event."""

    LEAD = "lead"
    MEMBER = "member"
    TRAINEE = "trainee"  # 見習い


class Presence(Enum):
    """Where somebody is, set by themselves or by anyone for people without Mailroom."""

    IN = "in"  # 在席
    BUSY = "busy"  # 取込み中
    OUT = "out"  # 外出
    OFF = "off"  # 休み
    GONE = "gone"  # 退勤


AWAY = frozenset({Presence.OUT, Presence.OFF, Presence.GONE})
"""Presences in which a lock comes free for take-over (rule 10) and a step skips the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A mail address with the name beside it; ``addr`` is lower-case."""

    name: str = ""
    addr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of the team (also people who answer by plain mail and never open Mailroom).

    ``hours`` is free text as the team says it ("9:00-17:30"); ``deputy`` stands in while away.
    ``frames`` has their own hours of Monday to Sunday (時短), () means those of the team; ``leave``
    the days or hours they are away.
    """

    id: PersonId
    name: str
    addresses: tuple[str, ...] = ()
    role: Role = Role.MEMBER
    phone: str = ""
    extension: str = ""
    mobile: str = ""
    hours: str = ""
    frames: tuple[Frames, ...] = ()
    leave: tuple[Leave, ...] = ()
    deputy: PersonId | None = None
    presence: Presence = Presence.IN
    presence_until: datetime | None = None
    left: bool = False


def presence_at(member: Member, time: datetime) -> Presence:
    """Return where somebody is: past the time they gave, they count as back."""
    back = member.presence_until is not None and member.presence_until <= time
    return Presence.IN if back else member.presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One installation of one profile; a PC as the team calls it.

    ``level`` is the fold level its program supports; ``seen`` is T of an event of it, to the day
    (rule 35).
    """

    id: DeskId
    name: str
    person: PersonId
    level: int = 1
    seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who acts from where: holder identity is (person, desk) (rule 9)."""

    person: PersonId
    desk: DeskId


class FolderRole(Enum):
    """What a folder of the mailbox is to us."""

    INBOX = "inbox"
    SENT = "sent"
    FURTHER = "further"  # one that a lead chose: a server-side filter puts mail there


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingRecord:
    """Where the present began in one folder (rule 22): UIDs below ``uidnext`` are history.

    ``at`` is when it was looked at: it says so where the folder got another UIDVALIDITY since.
    """

    folder: str
    role: FolderRole
    uidvalidity: int
    uidnext: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """As whom a mail leaves: a lower-case address of ours, its name, and what stands below."""

    address: str
    name: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A mail account of the team; ``address`` is what customers write to.

    ``identities`` are as a lead set them; none means the mailbox's own address and name.
    """

    id: MailboxId
    address: str
    name: str = ""
    folders: tuple[FoundingRecord, ...] = ()
    identities: tuple[Identity, ...] = ()

    @property
    def senders(self) -> tuple[Identity, ...]:
        """Return as whom one may write, the default first; never none."""
        own = Identity(address=self.address.lower(), name=self.name)
        return self.identities or (own,)

    @property
    def addresses(self) -> frozenset[str]:
        """Return every address that is this mailbox's, lower-case."""
        return frozenset({self.address.lower(), *(one.address for one in self.identities)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The team's singleton row.

    ``time`` is journal time T (design section 4), the only clock the fold knows.
    ``next_number`` is the next case number (rule 29). ``history_done`` is set when the import
    of old mail is complete; until then only ``history_desk`` announces it (rule 22), which was
    last heard of at ``history_time``.

    ``fold_level`` decides which event kinds may be used (rule 35); it was last raised by the event
    at ``level_raised`` and counts from the next message on.

    ``secret`` seals the Message-IDs of our mails (rules 23, 27). It never changes, unlike ``key``,
    which seals the journal: what we sent long ago is still known as ours.

    ``key`` is the team's key since the last ``KeyRotated`` ("" = the one that came with the
    founding). Journal messages up to ``compacted`` may be gone: a checkpoint holds them, and
    ``compacted_time`` is T when that was said. ``epoch`` counts the orders there have been.

    ``mark_mail``: answered and done mail gets flags, so that others see it in Outlook (rule 36).
    """

    name: str = ""
    secret: str = ""
    founded_at: Position | None = None
    founded_time: datetime | None = None
    time: datetime
    next_number: int = 1
    start_line_days: int = 14
    history_desk: DeskId | None = None
    history_time: datetime | None = None
    history_done: bool = False
    fold_level: int = 1
    level_raised: Position | None = None
    epoch: int = 1
    key: str = ""
    compacted: Position | None = None
    compacted_time: datetime | None = None
    compacted_at_once: bool = False
    mark_mail: bool = False
