"""Sending: carries out what ``domain.outgoing`` decides, with the real journal and mail server.

Owns a parcel's way from WAITING to SENT. Must not decide anything about it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, assert_never

from mailroom import logging
from mailroom.domain.escalations.internal_mail import MailKind
from mailroom.domain.query import Standing
from mailroom.domain.sends import outgoing, timing
from mailroom.domain.sends.outgoing import SLOT_LOST, Fate, Handover, Move, Then
from mailroom.domain.sends.parcels import Parcel
from mailroom.domain.sends.slots import claim_id
from mailroom.domain.verdicts import ACCEPTED, Reason, Verdict
from mailroom.errors import MailroomError, ServerRefused, Unavailable
from mailroom.ids import new_event_id
from mailroom.service import accounts
from mailroom.service.engine import Engine
from mailroom.service.outgoing.filing import file_copy, lies_in_sent
from mailroom.service.outgoing.posting import Posting
from mailroom.service.parts import Parts
from mailroom.smtp.send import Outcome, send

_log = logging.topic("smtp")
Result = TypeVar("Result")
_LOOK_SECONDS = 60.0  # so often the outbox is looked through at least: clocks are put back
_FATES = {
    Outcome.ACCEPTED: Fate.LEFT,
    Outcome.REFUSED: Fate.STAYED,
    Outcome.UNKNOWN: Fate.UNKNOWN,
}


class _SlotLost(MailroomError):
    """Right before DATA the slot is not ours any more."""


class _TakenElsewhere(MailroomError):
    """Another process moved the parcel meanwhile: it is theirs, nothing is said or sent here."""


class Sender:
    """Takes parcels on their way; one thread at a time, and only with the engine's lock held."""

    def __init__(self, parts: Parts, engine: Engine) -> None:
        self._parts = parts
        self._outbox = parts.store.outbox
        self._engine = engine
        self._posting = Posting(parts)

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
                self._carry(parcel)
            except MailroomError as error:  # the others may still go: another server, another step
                problem = error
        if problem is not None:
            raise problem
        return self._patience()

    def _carry(self, parcel: Parcel) -> None:
        """Do what comes next until it rests."""
        then = outgoing.first_step(parcel, self._parts.clock.now())
        try:
            if then is Then.REST and parcel.state in outgoing.STOPS_EARLY:
                self._stop_early(parcel)
            while then is not Then.REST:
                move = self._observe(parcel, then)
                self._carry_out(move)
                parcel, then = move.parcel, move.then
        except _TakenElsewhere:
            _log.warning("parcel %s is in other hands", parcel.id)

    def _stop_early(self, parcel: Parcel) -> None:
        with self._posting.outgoing() as decide:
            held = decide.stopped_early(parcel)
        if held is not None:
            self._carry_out(held)

    def _observe(self, parcel: Parcel, then: Then) -> Move:
        """Do what a move said comes next, and let what came of it decide."""
        match then:
            case Then.BEGIN:
                return self._begin(parcel)
            case Then.ASK:
                return self._ask(parcel)
            case Then.SEND:
                return self._send(parcel)
            case Then.LOOK:
                return self._look(parcel)
            case Then.FILE:
                return self._file(parcel)
            case Then.REST:
                return Move(parcel=parcel)
            case _:
                assert_never(then)

    # --- asking --------------------------------------------------------------------------------

    def _begin(self, parcel: Parcel) -> Move:
        after = parcel.step.after if parcel.step else None
        standing = self._parts.store.replica.verdict(after)[0] if after else None
        with self._posting.outgoing() as decide:
            uncalled = decide.called(parcel, standing)
        if uncalled is not None:
            return uncalled
        if parcel.begun is not None:  # what an earlier try asked must be seen before it is ended
            self._patiently(parcel, lambda: self._engine.ask(self._engine.line.push))
            self._still_ours(parcel)
        with self._posting.outgoing() as decide:
            return decide.begun(parcel, new_event_id())

    def _ask(self, parcel: Parcel) -> Move:
        verdict = self._patiently(
            parcel, lambda: self._engine.ask(lambda: self._ask_journal(parcel))
        )
        if not verdict.accepted:
            _log.info("parcel %s refused: %s", parcel.id, verdict.reason)
        with self._posting.outgoing() as decide:
            return decide.answered(parcel, verdict)

    def _ask_journal(self, parcel: Parcel) -> Verdict:
        """Stop at send: look for mail, then write what came and the slot in one batch (rule 14)."""
        if outgoing.looks_for_mail(parcel):
            self._engine.check_for_mail()
        # The copy of what goes on under its own Message-ID tells the journal nothing (rule 16).
        if parcel.redirects is not None and lies_in_sent(self._engine.line, parcel):
            return Verdict(accepted=False, reason=Reason.ALREADY)
        with self._posting.outgoing() as decide:
            questions = decide.questions(parcel)
        self._posting.say(questions)
        if parcel.unchecked:
            return ACCEPTED
        self._engine.line.push()
        return self._seen_verdict(parcel)

    def _seen_verdict(self, parcel: Parcel) -> Verdict:
        assert parcel.begun is not None
        replica = self._parts.store.replica
        standing, verdict = replica.verdict(parcel.begun)
        if standing is Standing.ASKED or verdict is None:
            raise Unavailable("", "the journal does not show what was written")
        if verdict.reason is Reason.REQUIRED_REFUSED:  # say why the lock was not to be had
            verdict = replica.verdict(claim_id(parcel))[1] or verdict
        return verdict

    # --- SMTP ----------------------------------------------------------------------------------

    def _send(self, parcel: Parcel) -> Move:
        handover = self._patiently(parcel, lambda: self._hand_over(parcel))
        with self._posting.outgoing() as decide:
            return decide.handed_over(parcel, handover)

    def _hand_over(self, parcel: Parcel) -> Handover:
        account = self._parts.profile.config.account
        raw = self._outbox.raw(parcel.id)
        assert raw is not None
        try:
            outcome = send(
                accounts.smtp_of(account, self._parts.password()),
                raw,
                account.address,
                parcel.recipients,
                before_data=lambda: self._last_look(parcel),
                report=_asks_somebody(parcel),
            )
        except _SlotLost:
            return SLOT_LOST
        if outcome.outcome is Outcome.UNKNOWN:
            _log.warning("parcel %s may have left: %s", parcel.id, outcome.text)
        else:
            _log.info("parcel %s: %s", parcel.id, outcome.outcome.value)
        return Handover(
            fate=_FATES[outcome.outcome],
            code=outcome.code,
            text=outcome.text,
            refused=tuple(one.address for one in outcome.refused),
            again=outcome.is_retriable,
            trouble=outcome.trouble,
        )

    def _last_look(self, parcel: Parcel) -> None:
        """Right before DATA: the slot must still be ours, as of a fresh look at the journal."""
        if not outgoing.is_head_fresh(parcel, self._engine.line.head_age):
            self._engine.ask(self._engine.line.pull)
        seen = self._is_seen(parcel)
        with self._posting.outgoing() as decide:
            leaving = decide.may_leave(parcel, seen=seen)
        if leaving is None:
            raise _SlotLost
        self._carry_out(leaving)

    def _is_seen(self, parcel: Parcel) -> bool:
        """Return whether the journal can be believed and shows what asked for the slot."""
        replica = self._parts.store.replica
        begun = parcel.begun is not None and replica.verdict(parcel.begun)[0]
        return begun is Standing.CONFIRMED and not replica.alarm()[0].read_only

    # --- afterwards ----------------------------------------------------------------------------

    def _look(self, parcel: Parcel) -> Move:
        with self._posting.outgoing() as decide:
            known = decide.is_known(parcel)
        found = known or self._engine.ask(lambda: lies_in_sent(self._engine.line, parcel))
        with self._posting.outgoing() as decide:
            return decide.looked(parcel, found=found)

    def _file(self, parcel: Parcel) -> Move:
        raw = self._outbox.raw(parcel.id)
        assert raw is not None
        line = self._engine.line

        def file() -> bool:  # all of it on the engine's thread: the line is its own
            waits = timing.waits_for_copy(parcel, files_itself=line.files_sent)
            return file_copy(line, parcel, raw, only_look=waits)

        try:
            filed = self._engine.ask(file)
        except MailroomError as error:
            _log.warning("the copy of parcel %s is not filed: %r", parcel.id, error)
            return outgoing.not_filed(parcel, self._parts.clock.now(), str(error))
        if not filed:
            return outgoing.not_there_yet(parcel, self._parts.clock.now())
        self._engine.look_for_mail()
        return outgoing.filed(parcel)

    # --- small things --------------------------------------------------------------------------

    def _carry_out(self, move: Move) -> None:
        if not self._posting.carry_out(move):
            raise _TakenElsewhere
        if move.say:
            self._parts.bell.ring()

    def _still_ours(self, parcel: Parcel) -> None:
        """Let go if a person decided about it while we tried: its state may be the same again."""
        if self._outbox.get(parcel.id) != parcel:
            raise _TakenElsewhere

    def _patiently(self, parcel: Parcel, work: Callable[[], Result]) -> Result:
        """Do work that needs the journal; without it the mail waits and says so (rule 17).

        Also when it can be reached and takes nothing: it is full, or the login is refused.
        """
        try:
            return work()
        except (Unavailable, ServerRefused) as error:
            self._still_ours(parcel)
            with self._posting.outgoing() as decide:
                waiting = decide.unanswered(parcel, str(getattr(error, "detail", "")))
            self._posting.carry_out(waiting)
            raise

    def _patience(self) -> float:
        now = self._parts.clock.now()
        times = [
            moment
            for parcel in self._outbox.open()
            for moment in (parcel.until, parcel.retry_at, parcel.send_at)
            if moment is not None and moment > now
        ]
        return min([_LOOK_SECONDS, *((moment - now).total_seconds() for moment in times)])


def _asks_somebody(parcel: Parcel) -> bool:
    """Return whether it is the mail by which somebody is asked: its delivery is told (S48)."""
    kind = parcel.step.name.partition(":")[0] if parcel.step is not None else ""
    return kind in {MailKind.REQUEST.value, MailKind.STEP.value}
