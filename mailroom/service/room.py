"""The room: everything one person at one desk works with, put together.

The composition root of the core. ``ui`` and the command line hold a ``Room`` and nothing below it.
Opening needs no server; ``start`` gives it threads, without them work runs where it is asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self

from mailroom.clock import Clock
from mailroom.domain.changes import Changes
from mailroom.domain.commands import Command
from mailroom.domain.ledger import Ledger
from mailroom.domain.people import Seat
from mailroom.domain.position import Position
from mailroom.domain.query import OutboxState, Standing
from mailroom.domain.verdicts import Verdict
from mailroom.ids import EventId, MailKey
from mailroom.service import credentials
from mailroom.service.answers import AnswerFinder
from mailroom.service.arrival.finding import RuleFinder, RuleWatch
from mailroom.service.arrival.room import ArrivalRoom
from mailroom.service.bus import ChangeBus
from mailroom.service.contacts import Contacts
from mailroom.service.day import Day
from mailroom.service.deadlines import Deadlines
from mailroom.service.engine import Engine
from mailroom.service.errands import Errands
from mailroom.service.escalations import Escalations
from mailroom.service.files import Files
from mailroom.service.founding import FoundingPreview
from mailroom.service.guidance import Guidance
from mailroom.service.handle import Asked, Handler, Outcome, OutcomeKind
from mailroom.service.health import LineHealth
from mailroom.service.intake.announce import Announcer
from mailroom.service.intake.ledger import LedgerRoom
from mailroom.service.intake.passwords import Passwords
from mailroom.service.intake.rescue import Rescue
from mailroom.service.letters.internal_mails import InternalMails
from mailroom.service.load import Load
from mailroom.service.mail_files import MailFiles
from mailroom.service.notices import Notices
from mailroom.service.outgoing.approvals import Approvals
from mailroom.service.outgoing.charsets import Charsets
from mailroom.service.outgoing.composing import Composer
from mailroom.service.outgoing.drafts import Drafts
from mailroom.service.outgoing.outbox import Outbox
from mailroom.service.outgoing.redirecting import Redirects
from mailroom.service.outgoing.risks import Risks
from mailroom.service.outgoing.sending import Sender
from mailroom.service.outgoing.tray import Tray
from mailroom.service.pack.room import PackRoom
from mailroom.service.parts import Parts
from mailroom.service.pictures import Pictures
from mailroom.service.policy import PolicyRoom
from mailroom.service.problems import ProblemReport
from mailroom.service.profiles import Profile
from mailroom.service.reads import Reads
from mailroom.service.record import Record
from mailroom.service.search import CaseSearch
from mailroom.service.seats import Seats
from mailroom.service.senders import Senders
from mailroom.service.templates.room import TemplateRoom
from mailroom.service.threads import Threads
from mailroom.service.wake import Doorbell
from mailroom.service.workers import Worker
from mailroom.store.store import Store

__all__ = ["Asked", "Outcome", "OutcomeKind", "Room"]

_STOP_SECONDS = 10.0


class Room:
    """One person at one desk. Reads and commands may come from any thread.

    Attributes:
        bus: tells of every commit.
        reads: everything that can be shown.
        day: what the morning finds and the evening leaves.
        notices: what is new for who sits here.
        load: who has how much, and today's heads-ups on one page.
        deadlines: by when somebody must act, explained.
        escalations: the board, what comes next, and stopping it.
        policy: the team's rules: now, before, checked, changed.
        contacts: who writes to us, with all their cases.
        passwords: what opens the archives of a case.
        threads: why a mail lies in its case, and what looks alike.
        rescue: mail that cannot be read, or reads wrong.
        arrival: rules on arrival: now, before, tried out, changed.
        guidance: what the team's rules say about a case.
        templates: the texts the team has ready, filled in for a case.
        files: what came with mails: looked at, opened, saved.
        pictures: those of the web, for whoever asks for them.
        drafts: what is still being written.
        charsets: which letters a customer's mailer can show.
        risks: what to ask an author before a reply leaves.
        approvals: what a second person looks at before it leaves.
        outbox: what is on its way to a customer.
        redirects: customers' mail that goes on to another desk.
        mail_files: mails that came as files and become cases.
        tray: the outbox as a page: all of it, grouped by what is to be done.
        search: what the search field needs.
        packs: cases as files for others: pack, ledger.
        seats: who sits here, and what is handed back.
        journal: the team's record itself: repair, checkpoint, compaction.
        ledger: where every mail on the server went.
    """

    _outbox_worker: Worker | None = None
    _settler: Worker | None = None

    def __init__(self, parts: Parts) -> None:
        self.clock, self.bus = parts.clock, parts.bus
        self._parts = parts
        self._health = LineHealth(parts.bus, parts.clock)
        composer = Composer(parts)
        mails = InternalMails(parts, composer)
        self._handler = Handler(parts, mails, self._health)
        rules = RuleFinder(parts)
        announcer = Announcer(parts, AnswerFinder(parts), rules)
        self._engine = Engine(parts, announcer, RuleWatch(parts, rules), self._health)
        self._errands = Errands(parts, self._engine, Sender(parts, self._engine), mails)
        self._post = threading.Event()  # set: the outbox has something to do
        self.files, self.pictures = Files(parts), Pictures()
        self.drafts = Drafts(parts)
        self.charsets, self.risks = Charsets(parts), Risks(parts)
        self.outbox = Outbox(parts, composer, self._wake_outbox, self._engine.look_for_mail)
        self.redirects = Redirects(parts, composer, self.outbox, self.fetch_mail)
        self.mail_files = MailFiles(parts, self._engine, self._errands)
        self.tray = Tray(parts, self.outbox, self._wake_outbox)
        self.approvals = Approvals(parts, composer, self.outbox, self.do)
        self.reads = Reads(parts, self.outbox, self._health)
        self.rescue = Rescue(parts, self.fetch_mail)
        self.day = Day(parts)
        self.notices = Notices(parts, self._health)
        self.load = Load(parts)
        self.deadlines = Deadlines(parts)
        self.policy = PolicyRoom(parts, self.do, self.deadlines)
        self.contacts = Contacts(parts)
        self.passwords = Passwords(parts)
        self.senders = Senders(parts, self.do)
        self.search = CaseSearch(parts)
        self.packs = PackRoom(self.reads, parts.clock)
        self.threads = Threads(parts)
        self.arrival = ArrivalRoom(parts, self.do)
        self.guidance = Guidance(parts)
        self.templates = TemplateRoom(parts, self.guidance, self.do)
        self.escalations = Escalations(parts, self._engine.steps, self.do)
        self.seats = Seats(parts, self.do, self._handler.require)
        self.journal = Record(parts, self._engine, self._errands.on_line)
        self.ledger = LedgerRoom(parts, self._engine, self._errands.on_line, self.do)
        self._unsubscribe = parts.bus.subscribe(self._on_changes)

    @classmethod
    def open(cls, profile: Profile, *, clock: Clock, password: str | None = None) -> Room:
        """Open the files of a profile; no server is needed for that.

        Raises:
            StoreError: they cannot be used.
        """
        store = Store.open(profile.folder, clock)
        parts = Parts(
            profile=profile,
            store=store,
            bus=ChangeBus(),
            clock=clock,
            bell=Doorbell(),
            password=(lambda: password) if password else lambda: credentials.password_of(profile),
        )
        return cls(parts)

    @property
    def kept_aside(self) -> tuple[Path, ...]:
        """Return the damaged files that were replaced when this room was opened: say so."""
        return self._parts.store.kept_aside

    @property
    def profile(self) -> Profile:
        """Return the profile, with who sits here now."""
        return self._parts.profile

    @property
    def me(self) -> Seat:
        """Return who sits here."""
        return self._parts.me

    # --- threads -------------------------------------------------------------------------------

    def start(self, report: Callable[[ProblemReport], None] = lambda problem: None) -> None:
        """Give the room its threads: mail and journal come and go by themselves.

        Raises:
            ProfileInUse: another process does that for this profile.
        """
        self._errands.take_line()
        self._parts.bell.publish(self.profile.folder)
        self._engine.start(report)
        self._outbox_worker = Worker(
            "outbox", self._send_turn, rest=self._rest_outbox, report=report, clock=self.clock
        )
        self._outbox_worker.start()
        self._settler = Worker(
            "settle", self._settle, rest=self._parts.stopping.wait, report=report, clock=self.clock
        )
        self._settler.start()

    def stop(self, seconds: float = _STOP_SECONDS) -> bool:
        """End the threads; return whether all of them ended in time."""
        self._parts.stopping.set()
        ended = True
        if self._outbox_worker is not None:
            self._outbox_worker.ask_to_stop()
            self._post.set()
            ended = self._outbox_worker.join(seconds)
            self._outbox_worker = None
        ended = self._engine.stop(seconds) and ended
        if self._settler is not None:
            self._settler.ask_to_stop()
            ended = self._settler.join(seconds) and ended
            self._settler = None
        self._errands.leave_line()
        return ended

    def close(self) -> None:
        """End the threads and close the files."""
        self.stop()
        self._unsubscribe()
        self.files.close()
        self._parts.bell.close()
        self._parts.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # --- doing ---------------------------------------------------------------------------------

    def do(self, command: Command) -> Asked:
        """Make a command durable on this PC and show it; the engine carries it to the team.

        Raises:
            RuleBroken: it can already be seen that it would be refused.
            StoreError: it could not be kept.
        """
        asked = self._handler.do(command)
        self._errands.knock()
        return asked

    def standing(self, event: EventId) -> tuple[Standing, Verdict | None]:
        """Return how far an event of mine is."""
        return self._parts.store.replica.verdict(event)

    def head(self) -> Position:
        """Return the last position of the journal that was folded here."""
        return self._parts.store.replica.cursor().head

    def state_hash(self) -> str:
        """Return the hash of the confirmed state: equal on every desk that has read as far."""
        return self._parts.store.replica.cursor().chain

    def outcome(self, asked: Asked) -> Outcome:
        """Return how a command stands now."""
        return self._handler.standing(asked)

    def wait(self, asked: Asked, seconds: float) -> Outcome:
        """Return how a command was judged, or that this is not known after so long."""
        self._errands.until(lambda: self.outcome(asked).kind is not OutcomeKind.ASKED, seconds)
        return self.outcome(asked)

    def wait_sent(self, parcel: str, seconds: float) -> bool:
        """Wait until a mail needs nothing more of this PC; return whether it left."""
        self._errands.until(lambda: self._is_settled(parcel), seconds)
        row = self.outbox.row(parcel)
        return row is not None and row.state is OutboxState.SENT

    def sync_now(self) -> None:
        """Let the engine look for mail now (F5)."""
        self._engine.look_for_mail()

    def log_in_again(self) -> None:
        """Try again with the password that was given anew."""
        self._engine.log_in_again()

    def sync_once(self, seconds: float = 600) -> Ledger:
        """Do one whole pass: journal, mail, outbox; for commands.

        If another process runs the engine of this profile, it does the pass.

        Raises:
            ProfileInUse: it did not, for so long.
        """
        return self._errands.whole_pass(seconds)

    def fetch_mail(self, key: MailKey) -> None:
        """Fetch a mail that this PC lacks, now (rule 37).

        Raises:
            MailMissing: it is no longer on the server.
        """
        with self._errands.on_line():
            self._engine.ask(lambda: self._engine.fetcher.fetch(key))

    # --- a new profile -------------------------------------------------------------------------

    def preview_founding(self) -> FoundingPreview:
        """Count what founding or joining means for the mail that is there; writes nothing."""
        with self._errands.on_line():
            return self._engine.ask(self._engine.founder.preview)

    def found_or_join(self, team: str = "", own_address: str = "") -> bool:
        """Found the team of the mailbox, or join it; return whether it was founded here."""
        with self._errands.on_line():
            return self._engine.ask(lambda: self._engine.founder.found_or_join(team, own_address))

    # --- leaving -------------------------------------------------------------------------------

    def leave(self, seconds: float = 3.0) -> None:
        """Hand back what I hold before the window closes (rule 6); drafts stay."""
        for asked in self.seats.hand_back(also_queued=True):
            self.wait(asked, seconds)

    # --- inside --------------------------------------------------------------------------------

    def _is_settled(self, parcel: str) -> bool:
        row = self.outbox.row(parcel)
        return row is None or row.state not in _MOVING

    def _settle(self) -> None:
        """Do once, beside all work, what opening the files left undone."""
        self._parts.publish(self._parts.store.settle())
        self._parts.stopping.wait()

    def _send_turn(self) -> None:
        self.drafts.pasted.sweep()
        self._rest_outbox(self._errands.send_all())

    def _rest_outbox(self, seconds: float) -> None:
        self._post.wait(seconds)
        self._post.clear()

    def _wake_outbox(self) -> None:
        self._post.set()
        self._errands.knock()

    def _on_changes(self, changes: Changes) -> None:
        self._errands.look_again()
        if changes.outbox or changes.cases:
            self._post.set()


_MOVING = (
    OutboxState.UNDO,
    OutboxState.WAITING,
    OutboxState.CHECKING,
    OutboxState.SENDING,
)
