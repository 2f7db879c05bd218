"""The mailbox, the mail server, and the lines to them with their accidents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from mailroom.domain.mails import MailFacts
from mailroom.errors import Disconnected
from mailroom.ids import DeskId, MessageId
from mailroom.journal.codec import Codec
from mailroom.journal.port import JournalMessage
from tests.fakes.memory_folder import DeskLine, MemoryFolder
from tests.fakes.memory_shelf import MemoryShelf
from tests.replication.simulator.codec import BARE
from tests.unit.domain.world import MORNING


class Crash(Exception):
    """The power goes: what is not durable is gone."""


class Accident(Enum):
    """What befalls the next append on a line, or the next fetch."""

    NONE = "none"
    LOST_BEFORE = "lost before"  # nothing was stored
    LOST_AFTER = "lost after"  # stored, the answer is lost
    TWICE = "twice"  # stored twice (Gmail, a proxy that tries again)
    ZOMBIE = "zombie"  # the answer is lost; it is stored later
    SWALLOWED = "swallowed"  # the server says OK and stores nothing
    FETCH_FAILS = "fetch fails"  # in the middle of reading
    CRASH_BEFORE = "crash before"
    CRASH_AFTER = "crash after"
    CRASH_READING = "crash reading"


class AtData(Enum):
    """What becomes of a mail handed to the mail server."""

    ACCEPT = "accept"
    TRY_LATER = "try later"  # 4xx
    REJECT = "reject"  # 5xx
    NO_LINE = "no line"
    CRASH_BEFORE = "crash before"
    CRASH_AFTER = "crash after"  # taken, not acknowledged to anybody
    DROP_TAKEN = "drop, taken"  # taken, the answer is lost
    DROP_LOST = "drop, lost"  # not taken, the answer is lost
    CRASH_ACKED = "crash acked"  # acknowledged, not recorded


@dataclass(frozen=True)
class Handed:
    """A mail at the sink."""

    message_id: MessageId
    desk: DeskId
    at: datetime
    step: tuple[str, str, int] | None = None  # escalation, step, attempt of an internal mail


class Now:
    """The true time, which only the simulator knows; clocks of desks differ from it."""

    def __init__(self) -> None:
        self.moment = MORNING + timedelta(days=1)

    def now(self) -> datetime:
        """Return the server's clock."""
        return self.moment

    def monotonic(self) -> float:
        """Return seconds that passed."""
        return (self.moment - MORNING).total_seconds()


class DeskClock:
    """The clock of a PC: off by some seconds, and drifting."""

    def __init__(self, true: Now, skew: int, drift: int) -> None:
        self._true = true
        self._skew = skew
        self._drift = drift  # seconds a day

    def now(self) -> datetime:
        """Return what the PC shows."""
        days = self._true.monotonic() / 86_400 - 1
        return self._true.moment + timedelta(seconds=self._skew + int(self._drift * days))

    def monotonic(self) -> float:
        """Return seconds that never jump; those behind a closed lid count."""
        return self._true.monotonic()


@dataclass
class Server:
    """The mailbox with its folders, and the mail server beside it.

    Attributes:
        keeps_sent: whether it files what it sends by itself, as Gmail does.
        zombies: what was accepted and not stored yet.
        watch: told after every change of the journal.
    """

    now: Now = field(default_factory=Now)
    keeps_sent: bool = False
    inbox: list[MailFacts] = field(default_factory=list)
    sent: list[MailFacts] = field(default_factory=list)
    sink: list[Handed] = field(default_factory=list)
    zombies: list[object] = field(default_factory=list)
    lost: list[JournalMessage] = field(default_factory=list)  # deleted by somebody
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    watch: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.journal = MemoryFolder(self.now)

    @property
    def codec(self) -> Codec:
        """Return how journal messages are written here."""
        return BARE

    def line(self) -> Line:
        """Return a desk's connection to the journal."""
        return Line(self)

    def is_marked(self, message: JournalMessage) -> bool:
        """Return whether a message says in its subject that it may change the key."""
        return bool(getattr(message.raw, "marked", False))

    def take(self, raw: object) -> int:
        """Store a journal message."""
        uid = self.journal.add(raw)  # type: ignore[arg-type]  # the bare codec's
        self.watch()
        return uid

    def raise_zombies(self) -> None:
        """Store what lay in some queue."""
        while self.zombies:
            self.take(self.zombies.pop(0))

    def lies_in_sent(self, message_id: MessageId) -> bool:
        """Return whether a copy of this mail is filed."""
        return any(mail.message_id == message_id for mail in self.sent)


class Line(DeskLine):
    """One desk's connection to the journal."""

    def __init__(self, server: Server) -> None:
        super().__init__(server.journal)
        self._server = server
        self.is_cut = False
        self.accident = Accident.NONE

    def check(self) -> None:
        """Raise if there is no connection."""
        if self.is_cut:
            raise Disconnected("simulated")

    def uidvalidity(self) -> int:
        self.check()
        return super().uidvalidity()

    def uids(self) -> frozenset[int]:
        self.check()
        return super().uids()

    def marked_after(self, uid: int) -> Iterator[JournalMessage]:
        self.check()
        found = [one for one in self.folder.messages if one.uid > uid]
        yield from (one for one in found if getattr(one.raw, "marked", False))

    def read_after(self, uid: int) -> Iterator[JournalMessage]:
        self.check()
        for message in list(self.folder.messages):
            if message.uid > uid:
                if self._has(Accident.FETCH_FAILS):
                    raise Disconnected("simulated")
                if self._has(Accident.CRASH_READING):
                    raise Crash
                yield message

    def append(self, raw: bytes) -> int | None:
        self.check()
        accident, self.accident = self.accident, Accident.NONE
        match accident:
            case Accident.LOST_BEFORE:
                raise Disconnected("simulated")
            case Accident.CRASH_BEFORE:
                raise Crash
            case Accident.ZOMBIE:
                self._server.zombies.append(raw)
                raise Disconnected("simulated")
            case Accident.SWALLOWED:
                return None
            case Accident.TWICE:
                self._server.take(raw)
            case Accident.FETCH_FAILS | Accident.CRASH_READING:
                self.accident = accident  # it befalls the reading behind this
            case _:
                pass
        self._gone_if_gone()
        uid = self._server.take(raw)
        if accident is Accident.LOST_AFTER:
            raise Disconnected("simulated")
        if accident is Accident.CRASH_AFTER:
            raise Crash
        return uid

    def _gone_if_gone(self) -> None:
        if self.folder.gone:
            super().append(b"")

    def _has(self, accident: Accident) -> bool:
        if self.accident is not accident:
            return False
        self.accident = Accident.NONE
        return True


def accident_of(number: int) -> Accident:
    """Return an accident for one number in three."""
    return _ACCIDENTS[number // 3 % len(_ACCIDENTS)] if number % 3 == 0 else Accident.NONE


_ACCIDENTS = tuple(Accident)
