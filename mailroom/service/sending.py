"""Sending by the book (rules 13-17): ask the journal, look once more, then SMTP, then tell.

Owns a parcel's way from WAITING to SENT. The order is what makes a double reply impossible:

    CHECKING   SendBegun is written and must be seen accepted (with the mail that came, one batch)
    SENDING    stored on this PC right before DATA; after a crash nobody knows whether it left
    SENT       the server took it; the team is told, the copy is filed

Must not decide whether to send again what may have left: a person does.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailroom import logging
from mailroom.domain.cases import SendState
from mailroom.domain.events import Event
from mailroom.domain.parcels import Parcel
from mailroom.domain.query import OutboxState, Standing
from mailroom.domain.verdicts import ACCEPTED, Reason, Verdict
from mailroom.errors import MailroomError, Unavailable
from mailroom.ids import new_event_id
from mailroom.service import accounts
from mailroom.service.engine import Engine
from mailroom.service.filing import file_copy, lies_in_sent
from mailroom.service.parts import Parts
from mailroom.service.slots import Call, Slot, slot_of
from mailroom.smtp.send import Outcome, SendOutcome, send

_log = logging.topic("smtp")

HEAD_AGE = 30.0  # rule 13: an older look at the journal is repeated before DATA
RETRY = timedelta(seconds=30)


class _SlotLost(MailroomError):
    """Between asking and DATA the slot was taken away: by a lead, behind a closed lid."""


class _TakenElsewhere(MailroomError):
    """Another process moved the parcel meanwhile: it is theirs, nothing is said or sent here."""


class Sender:
    """Takes parcels on their way; one thread at a time, and only with the engine's lock held."""

    def __init__(self, parts: Parts, engine: Engine) -> None:
        self._parts = parts
        self._outbox = parts.store.outbox
        self._engine = engine

    def turn(self) -> float:
        """Move every parcel as far as it goes; return the seconds until the next one is due.

        Raises:
            MailroomError: something was in the way of one of them, mostly a server out of reach.
        """
        problem: MailroomError | None = None
        for parcel in self._outbox.open():
            if self._parts.stopping.is_set():
                break
            try:
                self._move(parcel)
            except MailroomError as error:  # the others may still go: another server, another step
                problem = error
        if problem is not None:
            raise problem
        return self._patience()

    def _move(self, parcel: Parcel) -> None:
        match parcel.state:
            case OutboxState.UNDO if self._is_due(parcel):
                self._take_on(parcel)
            case OutboxState.WAITING if self._is_due(parcel):
                self._take_on(parcel)
            case OutboxState.CHECKING:
                self._take_on(parcel)  # a crash before DATA: it has not left
            case OutboxState.SENDING:
                self._find_out(parcel)
            case OutboxState.SENT if self._is_due(parcel):
                self._file(parcel)
            case _:
                return

    # --- asking --------------------------------------------------------------------------------

    def _take_on(self, parcel: Parcel) -> None:
        slot = slot_of(self._parts, parcel)
        match slot.call(parcel):
            case Call.LATER:
                return
            case Call.NEVER:
                self._parts.publish(self._outbox.remove(parcel.id, (parcel.state,)))
                return
            case Call.NOW:
                pass
        try:
            begun = self._begin(parcel, slot)
        except Unavailable as error:
            self._wait(replace(parcel, state=OutboxState.WAITING), (parcel.state,), error)
            raise
        if begun is not None:
            self._ask_and_send(begun, slot_of(self._parts, begun))

    def _begin(self, parcel: Parcel, slot: Slot) -> Parcel | None:
        """Store the new try; ``None`` if it was taken back or another process has it."""
        if parcel.begun is not None:
            self._engine.ask(lambda: self._end_earlier(parcel, slot))
        fresh = replace(
            slot.next_try(parcel),
            state=OutboxState.CHECKING,
            until=None,
            begun=new_event_id(),
            tries=parcel.tries + 1,
        )
        return fresh if self._advance(fresh, (parcel.state,)) else None

    def _end_earlier(self, parcel: Parcel, slot: Slot) -> None:
        """An earlier try asked and did not come to DATA: it has definitely not left."""
        self._engine.line.push()
        self._say(slot.failed(parcel))

    def _ask_and_send(self, parcel: Parcel, slot: Slot) -> None:
        try:
            verdict = self._engine.ask(lambda: self._ask_journal(parcel, slot))
        except Unavailable as error:
            # What was never said is taken back; what may have been said is ended by the next try.
            withdrawn = slot.withdrawable(parcel)
            self._parts.publish(self._parts.store.replica.withdraw_pending(withdrawn))
            waiting = replace(parcel, state=OutboxState.WAITING)
            self._wait(waiting, (OutboxState.CHECKING,), error)
            raise
        if verdict.accepted:
            self._send(parcel, slot)
        elif verdict.reason is Reason.ALREADY and parcel.step is None:
            self._find_out(parcel)
        else:
            self._refused(parcel, verdict)

    def _ask_journal(self, parcel: Parcel, slot: Slot) -> Verdict:
        """Stop at send: look for mail, then write what came and the slot in one batch (rule 14)."""
        replica = self._parts.store.replica
        if parcel.unchecked:
            self._say(slot.begin(parcel))
            return ACCEPTED
        if slot.looks_for_mail:
            self._engine.check_for_mail()
        self._say(slot.begin(parcel))
        self._engine.line.push()
        assert parcel.begun is not None
        standing, verdict = replica.verdict(parcel.begun)
        if standing is Standing.ASKED or verdict is None:
            raise Unavailable("", "the journal does not show what was written")
        if verdict.reason is Reason.REQUIRED_REFUSED:  # say why the lock was not to be had
            verdict = replica.verdict(slot.withdrawable(parcel)[0])[1] or verdict
        return verdict

    def _refused(self, parcel: Parcel, verdict: Verdict) -> None:
        _log.info("parcel %s refused: %s", parcel.id, verdict.reason)
        if parcel.step is not None:  # somebody else sends this step
            self._parts.publish(self._outbox.remove(parcel.id, (OutboxState.CHECKING,)))
        else:
            held = replace(parcel, state=OutboxState.HELD, verdict=verdict)
            self._advance(held, (OutboxState.CHECKING,))

    def _wait(
        self, waiting: Parcel, expected: tuple[OutboxState, ...], error: MailroomError
    ) -> None:
        """The journal is out of reach: the mail waits and says so (rule 17)."""
        later = replace(
            waiting,
            retry_at=self._parts.clock.now() + RETRY,
            detail=str(getattr(error, "detail", "")),
        )
        self._advance(later, expected)

    # --- SMTP ----------------------------------------------------------------------------------

    def _send(self, parcel: Parcel, slot: Slot) -> None:
        account = self._parts.profile.config.account
        raw = self._outbox.raw(parcel.id)
        assert raw is not None
        try:
            outcome = send(
                accounts.smtp_of(account, self._parts.password()),
                raw,
                account.address,
                parcel.recipients,
                before_data=lambda: self._last_look(parcel, slot),
            )
        except _SlotLost:
            self._fail(parcel, slot, None)
        except _TakenElsewhere:
            _log.warning("parcel %s is in other hands", parcel.id)
        except Unavailable as error:  # of the journal, in the last look
            waiting = replace(parcel, state=OutboxState.WAITING)
            self._wait(waiting, (OutboxState.CHECKING,), error)
            raise
        else:
            self._sent(parcel, slot, outcome)

    def _last_look(self, parcel: Parcel, slot: Slot) -> None:
        """Right before DATA: the slot must still be ours, as of a fresh look at the journal."""
        if not parcel.unchecked:
            if self._engine.line.head_age > HEAD_AGE:
                self._engine.ask(self._engine.line.pull)
            if not slot.is_ours(parcel):
                raise _SlotLost
        if not self._advance(replace(parcel, state=OutboxState.SENDING), (OutboxState.CHECKING,)):
            raise _TakenElsewhere

    def _sent(self, parcel: Parcel, slot: Slot, outcome: SendOutcome) -> None:
        match outcome.outcome:
            case Outcome.ACCEPTED:
                refused = tuple(one.address for one in outcome.refused)
                self._done(replace(parcel, refused=refused), slot)
            case Outcome.REFUSED:
                self._fail(parcel, slot, outcome)
            case Outcome.UNKNOWN:
                _log.warning("parcel %s may have left: %s", parcel.id, outcome.text)
                self._find_out(replace(parcel, state=OutboxState.SENDING, detail=outcome.text))

    def _done(self, parcel: Parcel, slot: Slot) -> None:
        self._say(slot.done(parcel))  # first: a crash between the two asks again, and finds this
        filed = not slot.files_copy
        sent = replace(parcel, state=OutboxState.SENT, filed=filed, retry_at=None)
        self._advance(sent, (OutboxState.CHECKING, OutboxState.SENDING))
        _log.info("parcel %s left", parcel.id)
        self._engine.push_soon()
        if not filed:
            self._file(sent)

    def _fail(self, parcel: Parcel, slot: Slot, outcome: SendOutcome | None) -> None:
        """It definitely did not leave: the slot closes; try again later, or a person decides."""
        code, text = (outcome.code, outcome.text) if outcome else (0, "")
        if not parcel.unchecked:
            self._say(slot.failed(parcel, code, text))
        later = outcome is not None and outcome.is_retriable
        failed = replace(
            slot.next_try(parcel),
            state=_after_failure(outcome),
            begun=None,
            retry_at=self._parts.clock.now() + RETRY if later else None,
            detail=f"{code} {text}".strip() if code else text,
        )
        self._advance(failed, (OutboxState.CHECKING, OutboxState.SENDING))
        self._engine.push_soon()

    # --- afterwards ----------------------------------------------------------------------------

    def _find_out(self, parcel: Parcel) -> None:
        """Nobody knows whether it left: look in the journal and in Sent, else ask (rule 16)."""
        slot = slot_of(self._parts, parcel)
        if self._is_known_sent(parcel) or self._engine.ask(
            lambda: lies_in_sent(self._engine.line, parcel.message_id)
        ):
            self._done(parcel, slot)
        elif parcel.step is not None:
            # Its slot stays begun; after five minutes the next attempt is anybody's (rule 31).
            self._parts.publish(self._outbox.remove(parcel.id, (OutboxState.SENDING,)))
        else:
            unknown = replace(parcel, state=OutboxState.UNKNOWN)
            self._advance(unknown, (OutboxState.CHECKING, OutboxState.SENDING))

    def _is_known_sent(self, parcel: Parcel) -> bool:
        with self._parts.store.reads.state() as state:
            sent = state.sent(parcel.message_id)
        return sent is not None and sent.state in {SendState.DONE, SendState.UNCHECKED}

    def _file(self, parcel: Parcel) -> None:
        """Put the copy into Sent; trouble there never sends anything again."""
        raw = self._outbox.raw(parcel.id)
        assert raw is not None
        try:
            self._engine.ask(lambda: file_copy(self._engine.line, parcel.message_id, raw))
        except MailroomError as error:
            later = replace(
                parcel, retry_at=self._parts.clock.now() + RETRY, detail=f"not filed: {error}"
            )
            self._advance(later, (OutboxState.SENT,))
            _log.warning("the copy of parcel %s is not filed: %r", parcel.id, error)
        else:
            self._advance(replace(parcel, filed=True, detail=""), (OutboxState.SENT,))
            self._engine.look_for_mail()

    # --- small things --------------------------------------------------------------------------

    def _say(self, events: tuple[Event, ...]) -> None:
        self._parts.publish(self._parts.store.replica.append_pending(events))

    def _advance(self, parcel: Parcel, expected: tuple[OutboxState, ...]) -> bool:
        changes = self._outbox.advance(parcel, expected)
        self._parts.publish(changes)
        return bool(changes)

    def _is_due(self, parcel: Parcel) -> bool:
        now = self._parts.clock.now()
        return all(moment is None or moment <= now for moment in (parcel.until, parcel.retry_at))

    def _patience(self) -> float:
        now = self._parts.clock.now()
        times = [
            moment
            for parcel in self._outbox.open()
            for moment in (parcel.until, parcel.retry_at)
            if moment is not None and moment > now
        ]
        return min(((moment - now).total_seconds() for moment in times), default=60.0)


def _after_failure(outcome: SendOutcome | None) -> OutboxState:
    """Return who acts next: time, or a person."""
    if outcome is None:
        return OutboxState.HELD  # the slot was taken away: look why
    return OutboxState.WAITING if outcome.is_retriable else OutboxState.REFUSED
