"""Sending by the book (rules 13-17): every decision about a mail on its way, and nothing else.

The order is what makes a double reply impossible:

    CHECKING   SendBegun is written and must be seen accepted (with the mail that came, one batch)
    SENDING    stored on this PC right before DATA; after a crash nobody knows whether it left
    SENT       the server took it; the team is told, the copy is filed

Pure: a parcel and what was observed go in, a ``Move`` comes out. A driver carries it out (say,
store, do ``then``) and comes back with what it observed. Never decides to send again what may have
left: a person does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from mailroom.domain.cases import SendState
from mailroom.domain.events import Event, NoteAdded, SendAbandoned
from mailroom.domain.people import Seat
from mailroom.domain.query import Held, OutboxState, Standing
from mailroom.domain.rules import foresee
from mailroom.domain.sends import timing
from mailroom.domain.sends.parcels import Parcel
from mailroom.domain.sends.slots import Author, Slot, slot_of, withdrawable
from mailroom.domain.sends.trouble import SendTrouble
from mailroom.domain.state import State
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.ids import DeskId, EventId, digest

HEAD_AGE = 30.0
"""Seconds; rule 13: an older look at the journal is repeated before DATA."""

RETRY = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=10)
"""Between tries that a mail server put off: each of them writes into the journal."""

_HAS_LEFT = frozenset({SendState.DONE, SendState.UNCHECKED})
_UNDER_WAY = (OutboxState.CHECKING, OutboxState.SENDING)
_STALE = frozenset({Reason.CONTENT_CHANGED, Reason.CLOSED})
_IN_OTHER_HANDS = frozenset({Reason.HELD, Reason.WRONG_TOKEN, Reason.NOT_HOLDER, Reason.ESCALATED})
STOPS_EARLY = {OutboxState.UNDO: _STALE | _IN_OTHER_HANDS, OutboxState.SCHEDULED: _STALE}
"""What holds a mail that rests in such a state, before its time comes."""


def pause(tries: int) -> timedelta:
    """Return how long to wait after so many tries: longer each time."""
    doubled = RETRY * (1 << min(max(tries - 1, 0), 10))
    return min(doubled, LONGEST_PAUSE)


class Then(Enum):
    """What a desk does next with a mail, and which method takes what it observed."""

    REST = "rest"
    BEGIN = "begin"  # see in the journal what became of an earlier try, then ``begun``
    ASK = "ask"  # look for mail (rule 14), say ``questions``, push; then ``answered``
    SEND = "send"  # hand it to the server, ``may_leave`` right before DATA; then ``handed_over``
    LOOK = "look"  # in the journal (``is_known``) and in Sent; then ``looked``
    FILE = "file"  # put the copy into Sent; then ``filed``


class Fate(Enum):
    """What handing it to the server came to."""

    LEFT = "left"
    STAYED = "stayed"  # definitely not sent
    UNKNOWN = "unknown"  # perhaps sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What the mail server made of it; ``again`` says that a later try may succeed."""

    fate: Fate
    code: int = 0
    text: str = ""
    refused: tuple[str, ...] = ()
    again: bool = False
    trouble: SendTrouble | None = None


SLOT_LOST = Handover(fate=Fate.STAYED)
"""Between asking and DATA the slot was taken away: by a lead, behind a closed lid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step of a mail, to be carried out in this order.

    Attributes:
        say: events to queue first.
        withdraw: events to take back if they were never on the wire.
        parcel: the mail as it is now.
        expected: the states in which it must still be found, else somebody else has it; none if
            there is nothing to store.
        gone: whether it is taken out for good instead of stored.
        then: what comes next.
    """

    parcel: Parcel
    expected: tuple[OutboxState, ...] = ()
    say: tuple[Event, ...] = ()
    withdraw: tuple[EventId, ...] = ()
    gone: bool = False
    then: Then = Then.REST


def first_step(parcel: Parcel, now: datetime) -> Then:
    """Return what is to be done with a mail as it lies in the outbox."""
    match parcel.state:
        case OutboxState.UNDO | OutboxState.WAITING if _is_due(parcel, now):
            return Then.BEGIN
        case OutboxState.SCHEDULED if not timing.is_booked(parcel, now):
            return Then.BEGIN
        case OutboxState.CHECKING:
            return Then.BEGIN  # a crash before DATA: it has not left
        case OutboxState.SENDING:
            return Then.LOOK  # a crash around DATA
        case OutboxState.SENT if not parcel.filed and _is_due(parcel, now):
            return Then.FILE
        case _:
            return Then.REST


def looks_for_mail(parcel: Parcel) -> bool:
    """Return whether mail that came must be announced before it asks (stop at send, rule 14)."""
    return parcel.step is None and not parcel.unchecked


def is_head_fresh(parcel: Parcel, head_age: float) -> bool:
    """Return whether the journal was read lately enough for DATA (rule 13).

    Args:
        parcel: the mail.
        head_age: seconds since its head was read, those behind a closed lid included.
    """
    return parcel.unchecked or head_age <= HEAD_AGE


def filed(parcel: Parcel) -> Move:
    """Its copy lies in Sent."""
    return Move(parcel=replace(parcel, filed=True, detail=""), expected=(OutboxState.SENT,))


def not_filed(parcel: Parcel, now: datetime, why: str) -> Move:
    """Trouble with the copy never sends anything again."""
    later = replace(parcel, retry_at=now + RETRY, detail=f"not filed: {why}")
    return Move(parcel=later, expected=(OutboxState.SENT,))


def not_there_yet(parcel: Parcel, now: datetime) -> Move:
    """The server files what it takes by itself, and has not done so yet: look again soon."""
    later = replace(parcel, retry_at=now + RETRY, looks=parcel.looks + 1)
    return Move(parcel=later, expected=(OutboxState.SENT,))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Decides about the mails of one desk, on the state as that desk is shown it.

    Whoever sits there now, a mail is its author's: they hold the lock, and the events are theirs.
    """

    state: State
    desk: DeskId
    now: datetime

    def called(self, parcel: Parcel, standing: Standing | None) -> Move | None:
        """Judge whether an internal mail is wanted now; ``None`` if it goes on.

        Args:
            parcel: the mail.
            standing: of the event that calls for it (``Step.after``); ``None`` if nothing does.
        """
        if standing is Standing.ASKED:  # not accepted yet
            return Move(parcel=parcel)
        if standing is Standing.REFUSED:
            return Move(parcel=parcel, expected=(parcel.state,), gone=True)
        return None

    def begun(self, parcel: Parcel, try_id: EventId) -> Move:
        """Begin a try; an earlier one that asked and did not come to DATA has not left.

        What could not leave for too long does not go by itself any more: its author is asked.

        Args:
            parcel: the mail.
            try_id: the id of the event that will ask for the slot.
        """
        slot = self._slot(parcel)
        ended = slot.failed(parcel) if parcel.begun is not None else ()
        if timing.needs_asking(parcel, self.now):
            late = replace(
                slot.next_try(parcel),
                state=OutboxState.HELD,
                why=Held.LATE,
                begun=None,
                until=None,
                retry_at=None,
            )
            return Move(parcel=late, expected=(parcel.state,), say=ended)
        fresh = replace(
            slot.next_try(parcel),
            state=OutboxState.CHECKING,
            until=None,
            trouble=None,
            begun=try_id,
            tries=parcel.tries + 1,
        )
        return Move(parcel=fresh, expected=(parcel.state,), say=ended, then=Then.ASK)

    def outlook(self, parcel: Parcel) -> Verdict:
        """Return how the journal would judge a mail to a customer if it were asked now.

        As far as this desk has read; what is certain is only said when it is asked (rule 14).
        """
        asked = replace(parcel, begun=EventId(f"outlook-{parcel.id}"), unchecked=False)
        verdicts = foresee(self.state, self._slot(asked).begin(asked), self.now)
        return next((one for one in verdicts if not one.accepted), verdicts[-1])

    def questions(self, parcel: Parcel) -> tuple[Event, ...]:
        """Return what must be seen accepted before DATA; unchecked it only tells (rule 17)."""
        return self._slot(parcel).begin(parcel)

    def answered(self, parcel: Parcel, verdict: Verdict) -> Move:
        """Go on as the journal decided about the slot."""
        parcel = replace(parcel, cut_off=None)
        if verdict.accepted:
            return Move(parcel=parcel, then=Then.SEND)
        if parcel.step is not None:  # somebody else sends this step
            return Move(parcel=parcel, expected=(OutboxState.CHECKING,), gone=True)
        if verdict.reason is Reason.ALREADY:
            return Move(parcel=parcel, then=Then.LOOK)
        held = replace(parcel, state=OutboxState.HELD, verdict=verdict)
        return Move(parcel=held, expected=(OutboxState.CHECKING,))

    def unanswered(self, parcel: Parcel, detail: str) -> Move:
        """The journal is out of reach: the mail waits and says so (rule 17).

        What was never said is taken back; what may have been said is ended by the next try.
        """
        asked = parcel.state is OutboxState.CHECKING and parcel.begun is not None
        waiting = replace(
            parcel,
            state=OutboxState.WAITING,
            retry_at=self.now + RETRY,
            detail=detail,
            cut_off=parcel.cut_off or self.now,
            trouble=None,
        )
        withdraw = withdrawable(parcel) if asked else ()
        return Move(parcel=waiting, expected=(parcel.state,), withdraw=withdraw)

    def stopped_early(self, parcel: Parcel) -> Move | None:
        """Hold a mail of the undo window that would be refused as things stand (rule 14).

        Its author is still there. A send of somebody else is not waited for here: it ends soon. A
        booked mail is held as soon as others wrote, for it was written without knowing that; a
        lock or an escalation may be over when its time comes, and is judged then.
        """
        stops = STOPS_EARLY.get(parcel.state, frozenset())
        if not stops or parcel.step is not None:
            return None
        verdict = self.outlook(parcel)
        if verdict.accepted or verdict.reason not in stops:
            return None
        held = replace(parcel, state=OutboxState.HELD, verdict=verdict)
        return Move(parcel=held, expected=(parcel.state,))

    def may_leave(self, parcel: Parcel, *, seen: bool = True) -> Move | None:
        """Return the move that stands before DATA, or ``None`` if the slot was taken away.

        Args:
            parcel: the mail.
            seen: the journal is sound, and what asked for the slot is confirmed in it. The order
                may have been begun anew meanwhile: then it is only asked again (rule 33).
        """
        if timing.needs_asking(parcel, self.now):
            return None  # this PC slept between the slot and DATA
        if not parcel.unchecked and not (seen and self._slot(parcel).is_ours(parcel)):
            return None
        leaving = replace(parcel, state=OutboxState.SENDING)
        return Move(parcel=leaving, expected=(OutboxState.CHECKING,))

    def handed_over(self, parcel: Parcel, handover: Handover) -> Move:
        """Go on as the mail server decided."""
        match handover.fate:
            case Fate.LEFT:
                return self._done(replace(parcel, refused=handover.refused))
            case Fate.STAYED:
                return self._failed(parcel, handover)
            case Fate.UNKNOWN:
                unsure = replace(
                    parcel,
                    state=OutboxState.SENDING,
                    detail=handover.text,
                    trouble=handover.trouble,
                )
                return Move(parcel=unsure, expected=_UNDER_WAY, then=Then.LOOK)

    def is_known(self, parcel: Parcel) -> bool:
        """Return whether the journal says that it left.

        What this desk said itself before DATA (rule 17) is no proof of it.
        """
        sent = self.state.sent(parcel.message_id)
        known = {SendState.DONE} if parcel.unchecked else _HAS_LEFT
        return sent is not None and sent.state in known

    def looked(self, parcel: Parcel, *, found: bool) -> Move:
        """Nobody knew whether it left; found neither in the journal nor in Sent, ask (rule 16)."""
        if found:
            return self._done(parcel)
        if parcel.step is not None:
            # Its slot stays begun; after five minutes the next attempt is anybody's (rule 31).
            return Move(parcel=parcel, expected=(OutboxState.SENDING,), gone=True)
        unknown = replace(parcel, state=OutboxState.UNKNOWN)
        return Move(parcel=unknown, expected=_UNDER_WAY)

    # --- what a person decides ------------------------------------------------------------------

    def taken_in_hand(self, parcel: Parcel) -> Move:
        """A person takes it out of the sender's hands: close the slot its last try may have.

        Without this the case of a mail whose try broke off would be "being sent" for ever.
        """
        held = replace(parcel, state=OutboxState.HELD)
        return Move(parcel=held, expected=(parcel.state,))

    def end_of_try(self, parcel: Parcel, id_: EventId) -> tuple[Event, ...]:
        """Return what ends the last try of a mail that a person has taken in hand.

        Args:
            parcel: the mail as it was before.
            id_: a fresh id, for the case that it may have left and the person takes the risk.
        """
        if parcel.state is OutboxState.UNKNOWN:
            abandoned = SendAbandoned(message_id=parcel.message_id)
            return (self._author(parcel).event(parcel, abandoned, id_),)
        return self._slot(parcel).failed(parcel)

    def again(self, parcel: Parcel) -> Move:
        """Send it once more, because a person says so."""
        fresh = replace(
            parcel,
            state=OutboxState.WAITING,
            begun=None,
            retry_at=None,
            due=self.now,
            send_at=None,
            verdict=None,
            why=None,
            detail="",
            cut_off=None,
            trouble=None,
            refused=(),
            tries=0,
        )
        return Move(parcel=fresh, expected=(parcel.state,))

    def as_note(self, parcel: Parcel, words: str) -> Move:
        """Keep its words as a note of the case instead (N12); said twice, it is one note."""
        id_ = EventId(digest("note-instead", parcel.message_id))
        noted = self._author(parcel).event(parcel, NoteAdded(text=words), id_)
        return Move(parcel=parcel, expected=(parcel.state,), say=(noted,), gone=True)

    def rebooked(self, parcel: Parcel, at: datetime) -> Move:
        """Let a booked mail leave at another time; at once, if that has come already."""
        booked = replace(parcel, send_at=at, due=at)
        return Move(parcel=booked, expected=(OutboxState.SCHEDULED,))

    def found_out(self, parcel: Parcel) -> Move:
        """A person found out that it has left (rule 16)."""
        sent = replace(parcel, state=OutboxState.SENT, left_at=self.now)
        said = self._slot(parcel).done(parcel)
        return Move(parcel=sent, expected=(OutboxState.UNKNOWN,), say=said)

    # --- inside ---------------------------------------------------------------------------------

    def _done(self, parcel: Parcel) -> Move:
        """Tell first: a crash between the two looks again, and finds what was told."""
        sent = replace(parcel, state=OutboxState.SENT, retry_at=None, left_at=self.now)
        said = self._slot(parcel).done(parcel)
        return Move(parcel=sent, expected=_UNDER_WAY, say=said, then=Then.FILE)

    def _failed(self, parcel: Parcel, handover: Handover) -> Move:
        """It definitely did not leave: the slot closes; try again later, or a person decides."""
        slot, code, text = self._slot(parcel), handover.code, handover.text
        late = timing.needs_asking(parcel, self.now)
        failed = replace(
            slot.next_try(parcel),
            state=_after_failure(handover),
            begun=None,
            retry_at=self.now + pause(parcel.tries) if handover.again else None,
            why=Held.LATE if handover is SLOT_LOST and late else None,
            detail=f"{code} {text}".strip() if code else text,
            trouble=handover.trouble,
            refused=handover.refused,
        )
        if parcel.unchecked:  # nobody was told yet, as a rule: then nobody need be
            return Move(parcel=failed, expected=_UNDER_WAY, withdraw=withdrawable(parcel))
        gone = handover.trouble is SendTrouble.NO_ADDRESS
        said = slot.failed(parcel, code, text, gone=gone)
        return Move(parcel=failed, expected=_UNDER_WAY, say=said)

    def _slot(self, parcel: Parcel) -> Slot:
        return slot_of(self.state, parcel, self._author(parcel))

    def _author(self, parcel: Parcel) -> Author:
        return Author(Seat(person=parcel.person, desk=self.desk), self.now)


def _is_due(parcel: Parcel, now: datetime) -> bool:
    """Say whether its time has come; a clock that was put back does not put off the next try."""
    longest = max(RETRY, pause(parcel.tries))
    rests = parcel.retry_at is not None and now < parcel.retry_at <= now + longest
    return not rests and timing.undo_is_over(parcel, now)


def _after_failure(handover: Handover) -> OutboxState:
    """Return who acts next: time, or a person."""
    if handover is SLOT_LOST:
        return OutboxState.HELD  # look why
    return OutboxState.WAITING if handover.again else OutboxState.REFUSED
