"""The engine: one thread that owns the connection and takes turns of everything that needs it.

A turn: what others ask for, journal, mail, announcements, then waiting for news (IDLE on the
journal, or on INBOX when the journal is local). Without a thread the same work runs where it is
asked for, one at a time: that is how commands work. Must not know SMTP.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from mailroom import logging
from mailroom.domain.ledger import Ledger
from mailroom.errors import (
    AppendRefused,
    AuthFailed,
    Disconnected,
    LimitReached,
    MailroomError,
    QuotaFull,
    Unavailable,
)
from mailroom.imap.records import IdleEnd
from mailroom.service.arrival.finding import RuleWatch
from mailroom.service.effects import Effects
from mailroom.service.founding import Founder
from mailroom.service.health import LineHealth
from mailroom.service.hearing import Hearing
from mailroom.service.intake.announce import Announcer
from mailroom.service.intake.fetching import Fetcher
from mailroom.service.intake.ingest import Ingest
from mailroom.service.intake.outside import OutsideAnswers
from mailroom.service.line import Line
from mailroom.service.parts import Parts
from mailroom.service.problems import ProblemReport
from mailroom.service.quota import SpaceWatch
from mailroom.service.steps import StepClock
from mailroom.service.timers import Timers
from mailroom.service.upkeep import JournalUpkeep
from mailroom.service.workers import Worker

_log = logging.topic("service")
Result = TypeVar("Result")

THOROUGH_SECONDS = 600.0  # so often folders are opened, whatever STATUS says of them
IDLE_SECONDS = 9 * 60.0
TIMER_SECONDS = 60.0  # how late a snooze may end
PASS_ASKED, PASS_DONE = "pass_asked", "pass_done"  # names of settings: between two processes
LOGINS_AT_MOST = 3  # then a person must look, or the account gets locked


class Engine:
    """Does the work of the line; ``start`` gives it a thread of its own."""

    def __init__(
        self, parts: Parts, announcer: Announcer, rules: RuleWatch, health: LineHealth
    ) -> None:
        self.line = Line(parts)
        self._parts = parts
        self._announcer = announcer
        self._rules = rules
        self._health = health
        self.founder = Founder(parts, self.line)
        self._ingest = Ingest(parts, health.load)
        self.steps = StepClock(parts)
        self._timers = Timers(parts, self.steps)
        self._upkeep = JournalUpkeep(parts, self.line, health)
        self._effects = Effects(parts, self.line)
        self._outside = OutsideAnswers(parts, self.line)
        self.fetcher = Fetcher(parts, self.line)
        self._lock = threading.RLock()  # whoever works on the line holds it
        self._asked: deque[Callable[[], None]] = deque()
        self._worker: Worker | None = None
        self._hearing = Hearing(parts, health, self.look_for_mail)
        self._space = SpaceWatch(health)
        self._refusal: QuotaFull | AppendRefused | None = None  # of what this turn had to say
        self._mail_due = True
        self._announce_at: float | None = None
        self._look_at = 0.0
        self._thorough_at = 0.0
        self._logins_failed = 0

    # --- from other threads --------------------------------------------------------------------

    def ask(self, work: Callable[[], Result]) -> Result:
        """Run something on the line between two steps of the engine, and return its result."""
        worker = self._worker
        if worker is None or worker.is_current:
            with self._lock:
                return self._guarded(work)
        future: Future[Result] = Future()
        self._asked.append(lambda: _fulfil(future, lambda: self._guarded(work)))
        self._parts.bell.ring()
        while True:
            try:
                return future.result(timeout=1)
            except TimeoutError:
                if not worker.is_alive:
                    raise Disconnected("", "the engine has stopped") from None

    def look_for_mail(self) -> None:
        """Let the next turn fetch mail."""
        self._mail_due = True
        self._parts.bell.ring()

    def log_in_again(self) -> None:
        """Try again after too many refused logins: the person gave another password."""
        self._logins_failed = 0
        self.look_for_mail()

    # --- the thread ----------------------------------------------------------------------------

    def start(self, report: Callable[[ProblemReport], None]) -> None:
        """Begin to take turns on a thread."""
        self._worker = Worker(
            "engine", self.turn, rest=self._rest, report=report, clock=self._parts.clock
        )
        self._worker.start()

    def stop(self, seconds: float) -> bool:
        """End the thread and the connections; return whether all of it ended in time."""
        ended = True
        if self._worker is not None:
            self._worker.ask_to_stop()
            self._parts.bell.ring()
            self.line.hang_up()
            ended = self._worker.join(seconds)
            self._worker = None
        ended = self._hearing.stop(seconds) and ended
        if ended:
            with self._lock:
                self._ingest.close()
                self.line.close()
        return ended

    def turn(self) -> None:
        """Do everything that is due, then wait for more."""
        try:
            with self._lock:
                self._guarded(self._work)
                self._guarded(self._wait)
        except LimitReached:  # no failure: others have their turn on the few connections there are
            self._rest(self._hearing.pause(self.line))

    def _work(self) -> None:
        self._refusal = None
        self._serve()
        self._parts.bell.quiet()
        self._parts.publish(self._parts.store.changed_elsewhere())
        errand = self._errand()
        if errand is not None:
            self._whole_pass()
            self._parts.store.marks.set_setting(PASS_DONE, errand)
        self._keep_up()
        self._effects.begin()
        self._rules.begin()
        now = self._parts.clock.monotonic()
        if self.line.take_news() or (now >= self._look_at and not self._is_watched):
            self._mail_due = True
        if self._mail_due:
            self._look_for_mail(now)
        if self._announce_at is not None and self._parts.clock.monotonic() >= self._announce_at:
            self._announce_at = None
            self._announce()
        self._announce_history()
        fired = self._rules.turn()
        if self._timers.fire() or fired:
            self._write(self.line.push)
        if self._worker is not None and self.line.is_open and not self.line.is_local:
            self._hearing.arrange(self.line)
        if self._worker is not None and self._upkeep.turn(now) is not None:
            self._parts.bell.ring()  # there may be more, after whoever waits
        if self.line.is_open:
            self._space.look(self.line.client, now)
            if not self._asked and not self._parts.store.has_pending():
                self._effects.turn()
            self._logins_failed = 0
            self._health.went_well(self._refusal)

    def _look_for_mail(self, now: float) -> None:
        self._mail_due = False
        self._look_at = now + self._hearing.pause(self.line)
        self._write(self.founder.ensure_mailbox)
        if now >= self._thorough_at:
            self._thorough_at = now + THOROUGH_SECONDS
            came = self._ingest.run(self.line, self._between)
            came += self._announcer.look_for_caseless()
            self._outside.look()
        else:
            came = self._ingest.run_if_moved(self.line, self._between)
            self._ingest.follow(self.line, self._between)
        if came:
            self._announce_at = self._announce_at or now + self._announcer.rank_delay()

    def _errand(self) -> str | None:
        """Return the name of a whole pass that a command in another process asked for."""
        marks = self._parts.store.marks
        asked = marks.setting(PASS_ASKED)
        return asked if isinstance(asked, str) and asked != marks.setting(PASS_DONE) else None

    def _exchange(self) -> None:
        """Bring the journal here and what is pending there."""
        self.line.push()
        self.line.pull()
        self._tell_taken()

    def _keep_up(self) -> None:
        """The same in a turn, asking the server only for what may be new."""
        self._write(self.line.keep_up)
        offset = self.line.clock_offset
        if offset is not None:
            self._health.tell_clock(offset)
        if self.line.take_arrivals() and not self._is_watched:
            self._mail_due = True  # another desk saw mail first: no need to wait for our turn

    def _between(self) -> None:
        """What must not wait for a long import: people's actions, other desks, sending."""
        self._serve()
        if self._parts.bell.quiet() or self._parts.store.has_pending():
            self._write(self._exchange)

    def _write(self, work: Callable[[], None]) -> None:
        """Do work that writes to the journal; what the server takes not waits for a later turn.

        Others' events and customers' mail must not wait with it: they come first (section 4).
        """
        try:
            work()
        except (QuotaFull, AppendRefused) as refusal:
            _log.info("what this desk has to say waits: %r", refusal)
            self._refusal = refusal
            if isinstance(refusal, QuotaFull):
                self._space.refused()
            self.line.pull()
            self._parts.publish(self._parts.store.show_waiting())
        else:
            self._tell_taken()

    def _tell_taken(self) -> None:
        if not self._parts.store.has_pending():
            self._refusal = None
            self._space.taken()

    def _serve(self) -> None:
        while self._asked:
            self._asked.popleft()()

    def _announce(self) -> None:
        self.line.pull()  # what others announced meanwhile is not announced again
        if self._announcer.announce_present():
            self._write(self.line.push)

    def _announce_history(self) -> None:
        while self._refusal is None and self._announcer.announce_history():
            self._write(self._exchange)
            self._serve()
            if self._parts.stopping.is_set():
                return

    # --- waiting -------------------------------------------------------------------------------

    @property
    def _is_watched(self) -> bool:
        """Return whether news of INBOX come by themselves."""
        if self.line.is_local:
            return self.line.is_open
        return self._hearing.is_told(self.line)

    def _wait(self) -> None:
        self._serve()
        if self._asked or self._mail_due or self._parts.stopping.is_set():
            return
        if self.line.is_local and not self.line.is_open:
            self._parts.bell.wait(self._patience())  # no server now; the journal needs none
            return
        if self._hearing.is_short:
            self._leave_line_to_others()
            return
        ended = self.line.wait(self._patience(), self._parts.bell)
        if ended is IdleEnd.CHANGED and self.line.is_local:
            self._mail_due = True

    def _leave_line_to_others(self) -> None:
        """Wait without a connection, so that desks in want of one take turns (section 3)."""
        pause = self._hearing.pause(self.line)
        self._hearing.give_back()
        self.line.close()
        self._parts.bell.wait(min(pause, self._patience()))

    def _patience(self) -> float:
        now = self._parts.clock.monotonic()
        waits = [TIMER_SECONDS]
        if not self._is_watched:
            waits.append(self._look_at - now)
        if self._announce_at is not None:
            waits.append(self._announce_at - now)
        return max(0.0, min(waits))

    def _rest(self, seconds: float) -> None:
        """Wait after a failure; a ring ends it, for a person may be waiting."""
        self._serve_offline()
        if self._logins_failed >= LOGINS_AT_MOST:
            seconds = IDLE_SECONDS
        if self._parts.bell.wait(seconds):
            self._parts.bell.quiet()
            self._parts.publish(self._parts.store.changed_elsewhere())

    def _serve_offline(self) -> None:
        """Answer what was asked while there is no connection: each try fails as it must."""
        with self._lock:
            self._serve()

    # --- whole passes --------------------------------------------------------------------------

    def sync_once(self) -> Ledger:
        """Do one whole pass and return where every mail went."""
        return self.ask(self._whole_pass)

    def _whole_pass(self) -> Ledger:
        self._refusal = None
        self._write(self._exchange)
        self._effects.begin()
        self._rules.begin()
        self._write(self.founder.ensure_mailbox)
        self._ingest.run(self.line, self._between)
        self._announcer.look_for_caseless()
        self._announce()
        self._announce_history()
        self._outside.look()
        self._rules.turn()
        self._timers.fire()
        self._write(self._exchange)
        self._space.look(self.line.client, self._parts.clock.monotonic())
        self._effects.turn()
        self._health.went_well(self._refusal)
        return self._parts.store.add_up()

    def compare(self, progress: Callable[[int, int], None], stop: threading.Event) -> None:
        """Take in mail while looking whether each number on the server is the mail we know."""

        def step(done: int, total: int, _odd: bool) -> bool:
            progress(done, total)
            self._between()
            return not (stop.is_set() or self._parts.stopping.is_set())

        self._write(self._exchange)
        self._ingest.run(self.line, self._between, compare=step)
        self._announce()
        self._health.went_well(self._refusal)

    def exchange_once(self) -> None:
        """Push and pull, without mail.

        Raises:
            QuotaFull, AppendRefused: the server does not take what waits.
        """
        self.ask(self._exchange)

    def check_for_mail(self) -> None:
        """Look right before sending, and queue what came (rule 14); on the engine's thread."""
        self._ingest.run_if_moved(self.line)
        self._announcer.announce_present()

    def _guarded(self, work: Callable[[], Result]) -> Result:
        """Run work on the line; after a lost connection the next use makes a new one."""
        if self._logins_failed >= LOGINS_AT_MOST and not self.line.is_open:
            raise AuthFailed(self._parts.profile.config.account.imap.host, "not tried again")
        try:
            return work()
        except MailroomError as error:
            if isinstance(error, AuthFailed):
                self._logins_failed += 1
            if isinstance(error, Unavailable):
                self.line.close()
            if isinstance(error, LimitReached):
                self._hearing.refused()
            if isinstance(error, QuotaFull):
                self._space.refused()
            else:
                self._health.failed(error)
            raise


def _fulfil(future: Future[Result], work: Callable[[], Result]) -> None:
    try:
        future.set_result(work())
    except Exception as error:  # noqa: BLE001 - goes to whoever asked
        future.set_exception(error)
