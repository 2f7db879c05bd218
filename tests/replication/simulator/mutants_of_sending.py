"""Wrong versions of the rules about sending and about what an author was shown (rules 13-18)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from mailroom.domain import content, course, fields, mails, turn
from mailroom.domain.cases import SendState
from mailroom.domain.mails import Direction
from mailroom.domain.query import OutboxState
from mailroom.domain.sends import approving, outgoing, sending, sharing, slots, timing
from mailroom.domain.sends.approval import ApprovalState
from mailroom.domain.sends.outgoing import Fate, Handover, Move, Then
from mailroom.domain.threads import summary
from mailroom.domain.verdicts import Reason
from mailroom.journal import writing
from tests.replication.simulator.mutants import Mutant, nothing, patched

WHAT_IS_SENT: dict[str, Mutant] = {}


def mutant(function: Mutant) -> Mutant:
    """Register a wrong version; its docstring says what is wrong."""
    WHAT_IS_SENT[function.__name__] = function
    return function


# -- sending (rules 13-17) --------------------------------------------------------------------


@mutant
def send_without_slot() -> AbstractContextManager[None]:
    """A confirmed lock is taken for the permission to send."""

    def wrong(_self: Any, parcel: Any, _verdict: Any) -> Move:
        return Move(parcel=parcel, then=Then.SEND)

    def open_(_self: Any, parcel: Any) -> Move:
        leaving = replace(parcel, state=OutboxState.SENDING)
        return Move(parcel=leaving, expected=(OutboxState.CHECKING,))

    return patched(outgoing.Outgoing, answered=wrong, may_leave=open_)


@mutant
def no_look_right_before_data() -> AbstractContextManager[None]:
    """The slot is not looked at again before DATA."""

    def wrong(_self: Any, parcel: Any) -> Move:
        leaving = replace(parcel, state=OutboxState.SENDING)
        return Move(parcel=leaving, expected=(OutboxState.CHECKING,))

    return patched(outgoing.Outgoing, may_leave=wrong)


@mutant
def no_reading_again_after_thirty_seconds() -> AbstractContextManager[None]:
    """However long ago the journal was read, the mail leaves."""
    return patched(outgoing, HEAD_AGE=1e12)


@mutant
def however_late_it_leaves() -> AbstractContextManager[None]:
    """What could not leave for days goes by itself when it can."""
    return patched(timing, LATEST=timedelta(days=999))


@mutant
def a_booked_mail_leaves_at_once() -> AbstractContextManager[None]:
    """The booked time is not waited for."""
    return patched(timing, is_booked=lambda _parcel, _now: False)


@mutant
def blind_resend() -> AbstractContextManager[None]:
    """After a crash around DATA it is simply sent again."""
    right = outgoing.first_step

    def wrong(parcel: Any, now: Any) -> Then:
        then = right(parcel, now)
        return Then.BEGIN if then is Then.LOOK else then

    return patched(outgoing, first_step=wrong)


@mutant
def unknown_treated_as_failed() -> AbstractContextManager[None]:
    """A lost answer to DATA means that it did not leave."""
    right = outgoing.Outgoing.handed_over

    def wrong(self: Any, parcel: Any, handover: Any) -> Move:
        if handover.fate is Fate.UNKNOWN:
            handover = Handover(fate=Fate.STAYED, again=True)
        return right(self, parcel, handover)

    return patched(outgoing.Outgoing, handed_over=wrong)


@mutant
def sent_mail_begun_again() -> AbstractContextManager[None]:
    """A Message-ID that has left may be begun again."""
    return patched(sending, _require_unsent=nothing)


@mutant
def failure_keeps_the_slot() -> AbstractContextManager[None]:
    """SendFailed is noted and the case stays "being sent"."""

    def wrong(one: Any, body: Any) -> Any:
        found = sending._open_slot(one, body.message_id)
        if found is not None:
            one.state.put(replace(found[0], state=SendState.FAILED))
        return ()

    return patched(sending, _failed=wrong)


@mutant
def facts_can_be_refused() -> AbstractContextManager[None]:
    """What has happened counts only while its slot is open."""
    right = sending._done

    def wrong(one: Any, body: Any) -> Any:
        if sending._open_slot(one, body.message_id) is None:
            turn.refuse(Reason.UNKNOWN_SEND)
        return right(one, body)

    return patched(sending, _done=wrong)


@mutant
def two_slots_at_once() -> AbstractContextManager[None]:
    """A second reply may begin while one is on its way."""
    right = sending._begin

    def wrong(one: Any, body: Any) -> Any:
        case = one.case()
        if case.open_send is not None:
            one.state.put(replace(case, open_send=None))
        return right(one, body)

    return patched(sending, _begin=wrong)


@mutant
def a_try_counts_for_another() -> AbstractContextManager[None]:
    """A slot is taken for ours by its Message-ID alone, whoever began it and when."""

    def wrong(_self: Any, parcel: Any) -> bool:
        return _self.state.sent(parcel.message_id) is not None

    return patched(slots._CustomerSlot, is_ours=wrong)


# -- drafts that are shown to the team (rule 37) -------------------------------------------------


@mutant
def anybody_takes_a_draft_back() -> AbstractContextManager[None]:
    """Who did not write it and does not lead takes it from the team."""

    def wrong(one: Any, body: Any) -> None:
        case, row = sharing._standing(one.state, body.shared)
        one.put_case(replace(case, shared=tuple(kept for kept in case.shared if kept != row)))

    return patched(sharing, _withdraw=wrong)


@mutant
def drafts_stay_behind() -> AbstractContextManager[None]:
    """A case is split, and the draft of an answer stays where its mail is not."""
    return patched(sharing, apart=lambda _state, parts: parts)


# -- staleness (rules 18-21, 30) --------------------------------------------------------------


@mutant
def basis_per_batch() -> AbstractContextManager[None]:
    """Events are stamped with what the desk had read when it wrote, not what was shown."""
    right = writing.Writer._batch

    def wrong(self: Any, identity: Any, name: str, epoch: int, events: Any) -> Any:
        head = self._replica.cursor().head
        return right(self, identity, name, epoch, [replace(one, basis=head) for one in events])

    return patched(writing.Writer, _batch=wrong)


@mutant
def automatic_mail_is_content() -> AbstractContextManager[None]:
    """An out-of-office answer stops a reply."""

    def wrong(self: Any) -> bool:
        return self.facts.direction is Direction.INBOUND and not self.internal

    return patched(mails.MailPlace, is_word=property(wrong))


@mutant
def close_over_new_content() -> AbstractContextManager[None]:
    """A case is closed over a mail that nobody was shown."""
    return patched(course, require_content_seen=nothing)


@mutant
def reply_over_new_content() -> AbstractContextManager[None]:
    """A reply leaves over a mail that its author was not shown."""
    return patched(sending, require_content_seen=nothing)


@mutant
def assignee_overwritten() -> AbstractContextManager[None]:
    """The last one to assign wins, whatever they had seen."""
    return patched(fields, require_field_seen=nothing)


@mutant
def own_announcements_count_as_seen() -> AbstractContextManager[None]:
    """A mail that this desk announced counts as shown to its user."""
    right = content.unseen_content

    def wrong(case: Any, event: Any) -> Any:
        found = right(case, event)
        return None if found is not None and found[0] == content.OUTSIDE else found

    return patched(content, unseen_content=wrong)


@mutant
def word_after_closing_stays_closed() -> AbstractContextManager[None]:
    """A customer writes again and nobody sees it."""
    right = summary._spoken_to

    def wrong(one: Any, case: Any, at: Any) -> Any:
        return replace(right(one, case, at), closed=case.closed)

    return patched(summary, _spoken_to=wrong)


# -- approval by a second person (S19) --------------------------------------------------------


@mutant
def own_mail_approved() -> AbstractContextManager[None]:
    """Who wrote a mail may be the one who approves it."""

    def wrong(turn: Any, row: Any, state: Any) -> None:
        decided = {"decided": turn.event.id, "decided_at": turn.position}
        turn.state.put(replace(row, state=state, by=turn.actor().id, **decided))

    return patched(approving, _decide=wrong)


@mutant
def something_else_than_approved() -> AbstractContextManager[None]:
    """Once a mail is approved, whatever its author makes of it may leave."""
    return patched(sending, require_approved=nothing)


@mutant
def one_approval_serves_two_mails() -> AbstractContextManager[None]:
    """An approval with which a mail has left, or tries to, is good for the next one as well."""
    right = approving.require_approved

    def wrong(one: Any, case: Any, body: Any) -> None:
        row = None if body.approval is None else one.state.approval(body.approval)
        if row is not None and row.message_id is not None:
            one.state.put(replace(row, state=ApprovalState.APPROVED, message_id=None))
        right(one, case, body)

    return patched(sending, require_approved=wrong)
