"""The work of the line for whoever waits for it: done here, or by the process that may do it.

One process at a time works on the line of a profile; a file lock says which. Owns that lock and
waiting. Must not know what the work is about.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock

from mailroom.domain.ledger import Ledger
from mailroom.errors import AppendRefused, QuotaFull, ServerRefused, Unavailable
from mailroom.service.engine import PASS_ASKED, PASS_DONE, Engine
from mailroom.service.letters.internal_mails import InternalMails
from mailroom.service.outgoing.sending import Sender
from mailroom.service.parts import Parts
from mailroom.service.profiles import ProfileInUse
from mailroom.service.wake import knock

_POLL_SECONDS = 0.2  # while another process does the work


class Errands:
    """Runs what has to be done on the line, and waits for what others do there."""

    def __init__(self, parts: Parts, engine: Engine, sender: Sender, mails: InternalMails) -> None:
        self._parts = parts
        self._profile = parts.profile
        self._engine = engine
        self._sender = sender
        self._mails = mails
        self._lock: FileLock | None = None
        self._changed = threading.Event()

    # --- who may -------------------------------------------------------------------------------

    def take_line(self) -> None:
        """Be the process that works on the line, until ``leave_line``.

        Raises:
            ProfileInUse: another one is.
        """
        self._lock = self._profile.hold_engine()

    def leave_line(self) -> None:
        """Let others work on the line."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    @contextmanager
    def on_line(self) -> Iterator[None]:
        """Be the one process that works on the line, for a while.

        Raises:
            ProfileInUse: another one is.
        """
        if self._lock is not None:
            yield
            return
        self.take_line()
        try:
            yield
        finally:
            self.leave_line()

    def knock(self) -> None:
        """Wake the engine, if it runs in another process."""
        if self._lock is None:
            knock(self._profile.folder)

    # --- work ----------------------------------------------------------------------------------

    def send_all(self) -> float:
        """Move all mail that is on its way; return the seconds until there is more to do."""
        self._mails.queue_owed()
        return self._sender.turn()

    def whole_pass(self, seconds: float) -> Ledger:
        """Do one whole pass, or let the process do it that works on the line.

        Raises:
            ProfileInUse: that process did not do it, for so long.
        """
        marks, errand = self._parts.store.marks, secrets.token_hex(8)
        end = self._parts.clock.monotonic() + seconds
        while True:
            try:
                with self.on_line():
                    return self._pass_here()
            except ProfileInUse:
                if self._parts.clock.monotonic() > end:
                    raise
            marks.set_setting(PASS_ASKED, errand)
            self.knock()
            self._pause(_POLL_SECONDS)
            if marks.setting(PASS_DONE) == errand:
                return self._parts.store.add_up()

    def _pass_here(self) -> Ledger:
        sends = bool(self._parts.store.outbox.open())
        try:
            ledger = self._engine.sync_once()
        except (Unavailable, ServerRefused):
            self._send_unchecked()
            raise
        self.send_all()
        with suppress(QuotaFull, AppendRefused):  # what waits goes on waiting; mail came first
            self._engine.exchange_once()
        return self._engine.sync_once() if sends else ledger  # the copies in Sent count too

    def until(self, done: Callable[[], bool], seconds: float) -> None:
        """Wait until something is so; where no engine runs, do its work meanwhile."""
        end = self._parts.clock.monotonic() + seconds
        while not done() and (left := end - self._parts.clock.monotonic()) > 0:
            if self._lock is None:
                self._help_along(done)
            if not done():
                self._pause(min(left, _POLL_SECONDS))

    def _help_along(self, done: Callable[[], bool]) -> None:
        try:
            with self.on_line():
                self._engine.exchange_once()
                self.send_all()
                self._engine.exchange_once()
        except (Unavailable, ServerRefused):
            with self.on_line():
                self._send_unchecked()
            if not done():
                raise
        except ProfileInUse:
            self.knock()

    def _send_unchecked(self) -> None:
        """Without the journal send only what a person lets go so (rule 17)."""
        if any(parcel.unchecked for parcel in self._parts.store.outbox.open()):
            with suppress(Unavailable, ServerRefused):  # of others, which go on waiting
                self.send_all()

    def look_again(self) -> None:
        """Something changed: whoever waits looks again."""
        self._changed.set()

    def _pause(self, seconds: float) -> None:
        self._changed.wait(seconds)
        self._changed.clear()
