"""The outbox as people use it: queue a mail, take it back in time, decide what nobody else can.

Owns what a person may do with a mail on its way. Must not send (``sending`` does).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta
from enum import Enum

from mailroom.domain.changes import Changes
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.position import Position
from mailroom.domain.query import Held, OutboxRow, OutboxState
from mailroom.domain.sends.parcels import Parcel
from mailroom.errors import BadInput
from mailroom.ids import CaseId, new_event_id
from mailroom.mail.writing.redated import redated
from mailroom.service import rich
from mailroom.service.outgoing.composing import Composed, Composer
from mailroom.service.outgoing.posting import Posting
from mailroom.service.outgoing.proposing import contents, proposal_of, require_approval
from mailroom.service.outgoing.replies import Reply
from mailroom.service.parts import Parts
from mailroom.service.reports import Reports

_WAITS_FOR_A_PERSON = (OutboxState.HELD, OutboxState.REFUSED, OutboxState.UNKNOWN)
_NOT_YET = (OutboxState.UNDO, OutboxState.WAITING, OutboxState.SCHEDULED)
_TAKES_BACK = (*_NOT_YET, *_WAITS_FOR_A_PERSON)


class OutboxDecision(Enum):
    """What a person may decide about a mail that did not simply leave."""

    SEND_ANYWAY = "send-anyway"  # after a stop at send: what came meanwhile was read
    SEND_UNCHECKED = "send-unchecked"  # without the journal, after one plain warning (rule 17)
    AS_DRAFT = "as-draft"
    SENT_ALREADY = "sent-already"  # it has left, as somebody found out (rule 16)
    RETRY = "retry"
    AS_NOTE = "as-note"  # 社内メモにする: it does not leave, its words stay in the case (N12)
    DISCARD = "discard"


class Outbox:
    """Mails of this person on this PC that wait, leave, or need a decision."""

    def __init__(
        self,
        parts: Parts,
        composer: Composer,
        wake: Callable[[], None],
        look_first: Callable[[], None],
    ) -> None:
        self._parts = parts
        self._outbox = parts.store.outbox
        self._composer = composer
        self._wake = wake
        self._look_first = look_first
        self._posting = Posting(parts)

    def queue(self, reply: Reply) -> str:
        """Take a mail; it leaves when the undo window is over. Returns its id.

        Raises:
            BadInput: it has no recipient, or a file cannot be read.
            RuleBroken: a second person has to approve it first (S19).
        """
        Reports(self._parts).require_clean(reply)
        composed = self._composer.reply(reply, *contents(reply))
        seal = proposal_of(reply, composed).seal
        require_approval(self._parts, reply, seal)
        seconds = self.undo_seconds(reply.undo_seconds)
        now = self._parts.clock.now()
        booked = reply.send_at is not None and reply.send_at > now
        until = now + timedelta(seconds=seconds) if seconds > 0 and not booked else None
        parcel = Parcel(
            id=secrets.token_hex(8),
            person=self._parts.me.person,
            message_id=composed.message_id,
            case=reply.case,
            anchor=composed.anchor,
            subject=composed.subject,
            to=composed.to,
            cc=composed.cc,
            bcc=composed.bcc,
            attachments=len(reply.attachments),
            state=OutboxState.UNDO if until else OutboxState.WAITING,
            queued_at=now,
            until=until,
            due=until or now,
            shown=reply.shown,
            token=composed.token,
            close_after=reply.close_after,
            promised=reply.promised,
            promise=reply.promise,
            report=reply.report,
            opens=reply.opens,
            draft=reply.draft or draft_of(reply, composed),
            approval=reply.approval,
            seal=seal,
            mailbox=self._parts.mailbox,
        )
        raw = composed.raw
        if booked:
            assert reply.send_at is not None
            at = reply.send_at.astimezone(UTC)
            parcel = replace(
                parcel, state=OutboxState.SCHEDULED, send_at=at, due=at, token=None
            )  # whoever holds the case meanwhile: the claim rides with the sending (rule 12)
            raw = redated(raw, at)
        self.take(parcel, raw)
        self._discard_draft(reply.case, _tab_of(reply))
        return parcel.id

    def take(self, parcel: Parcel, raw: bytes) -> None:
        """Take a mail whose bytes are made."""
        self._parts.publish(self._outbox.add(parcel, raw))
        if parcel.state is OutboxState.UNDO:
            self._look_first()  # while the mail can still be taken back (rule 14)
        self._wake()

    def undo_seconds(self, wished: float | None) -> float:
        """Return how long a mail can be taken back: as wished, else as everybody's here."""
        return self._parts.profile.settings().undo_seconds if wished is None else wished

    def rows(self) -> tuple[OutboxRow, ...]:
        """Return what waits, leaves, or needs a decision, oldest first."""
        parcels = self._outbox.open(self._parts.me.person)
        return tuple(
            row_of(one)
            for one in parcels
            if one.state is not OutboxState.SENT or one.is_partly_refused
        )

    def row(self, id_: str) -> OutboxRow | None:
        """Return one mail, also after it left; ``None`` once it is gone."""
        parcel = self._outbox.get(id_)
        return row_of(parcel) if parcel else None

    def cancel(self, id_: str) -> Draft | None:
        """送信を取り消す: make it a draft again; ``None`` if it was made of no words of ours.

        Words that somebody writes in the same place meanwhile are not thrown away for it: then it
        is held instead. A redirect that the server refused becomes a draft that forwards instead.

        Raises:
            BadInput: it is on its way already, there is none, or another reply is being written.
        """
        parcel = self._found(id_, _TAKES_BACK)
        if parcel.draft is None:
            raise BadInput("outbox", id_, "internal")
        if parcel.redirects is not None and parcel.state is not OutboxState.REFUSED:
            self._remove(parcel)
            return None
        if self._writes_another(parcel.draft):
            self._hold_back(parcel)
            raise BadInput("outbox", id_, "another")
        self._parts.publish(self._parts.store.drafts.save(self._parts.me.person, parcel.draft))
        self._remove(parcel)
        return parcel.draft

    def as_note(self, id_: str, heading: str = "") -> None:
        """社内メモにする: the mail does not leave, its words stay in the case as a note (N12).

        Args:
            id_: of the mail.
            heading: a line to stand above the words.

        Raises:
            BadInput: it is on its way already, or there is none.
        """
        parcel = self._found(id_, _TAKES_BACK)
        if parcel.draft is None or parcel.redirects is not None:
            raise BadInput("outbox", id_, "internal")
        words = f"{heading}\n\n{rich.words(parcel.draft).strip()}".strip()
        held = self._end_try(parcel)
        with self._posting.outgoing() as decide:
            noted = decide.as_note(held, words)
        if not self._posting.carry_out(noted):
            raise BadInput("outbox", id_, "moved")
        self._wake()

    def decide(self, id_: str, decision: OutboxDecision, *, shown: Position | None = None) -> None:
        """Carry out what a person decided about a mail that waits for a decision.

        Args:
            id_: of the mail.
            decision: what they want.
            shown: of SEND_ANYWAY: up to where they were shown the case; all of it if not given.

        Raises:
            BadInput: it does not wait for a decision (any more).
        """
        match decision:
            case OutboxDecision.AS_DRAFT:
                self.cancel(id_)
            case OutboxDecision.AS_NOTE:
                self.as_note(id_)
            case OutboxDecision.DISCARD:
                self._remove(self._found(id_, _TAKES_BACK))
            case OutboxDecision.SENT_ALREADY:
                self._note_sent(self._found(id_, (OutboxState.UNKNOWN,)))
            case OutboxDecision.RETRY:
                self._again(self._found(id_, _TAKES_BACK))
            case OutboxDecision.SEND_ANYWAY:
                self._anyway(self._found(id_, _WAITS_FOR_A_PERSON), shown)
            case OutboxDecision.SEND_UNCHECKED:
                waiting = self._found(id_, (OutboxState.WAITING,))
                if waiting.redirects is not None:  # nobody waits for it so much
                    raise BadInput("outbox", id_, "redirect")
                self._again(replace(waiting, unchecked=True))
        self._wake()

    def _writes_another(self, draft: Draft) -> bool:
        """Return whether my next reply to the case is a draft already."""
        kept = self._parts.store.drafts.load(self._parts.me.person, draft.case, draft.tab)
        if kept is None or not kept.text.strip():
            return False
        return (kept.text.strip(), kept.html) != (draft.text.strip(), draft.html)

    def _hold_back(self, parcel: Parcel) -> None:
        held = self._end_try(parcel)
        held_back = replace(held, why=Held.TAKEN_BACK, until=None, retry_at=None)
        self._parts.publish(self._outbox.advance(held_back, (OutboxState.HELD,)))

    def _anyway(self, parcel: Parcel, shown: Position | None) -> None:
        """Send after a person saw what came meanwhile: the basis moves up, the lock is new."""
        if shown is None:
            reads, me = self._parts.store.reads, self._parts.me.person
            detail = reads.detail(parcel.case, me) if parcel.case else None
            shown = detail.seen if detail else parcel.shown
        self._again(replace(parcel, shown=shown, token=self._composer.token_for(parcel.case)))

    def _again(self, parcel: Parcel) -> None:
        held = self._end_try(parcel)
        with self._posting.outgoing() as decide:
            again = decide.again(held)
        self._posting.carry_out(again)

    def _note_sent(self, parcel: Parcel) -> None:
        with self._posting.outgoing() as decide:
            found_out = decide.found_out(parcel)
        self._posting.carry_out(found_out)

    def _remove(self, parcel: Parcel) -> None:
        held = self._end_try(parcel)
        if not self._outbox.remove(held.id, (held.state,)):
            raise BadInput("outbox", parcel.id, "moved")
        self._parts.publish(self._changes())

    def _end_try(self, parcel: Parcel) -> Parcel:
        with self._posting.outgoing() as decide:
            taken = decide.taken_in_hand(parcel)
        if not self._posting.carry_out(taken):
            raise BadInput("outbox", parcel.id, "moved")
        with self._posting.outgoing() as decide:  # nobody else moves it from here on
            ended = decide.end_of_try(parcel, new_event_id())
        self._posting.say(ended)
        return taken.parcel

    def _found(self, id_: str, states: tuple[OutboxState, ...]) -> Parcel:
        parcel = self._outbox.get(id_)
        if parcel is None:
            raise BadInput("outbox", id_, "missing")
        if parcel.state not in states:
            raise BadInput("outbox", id_, parcel.state.value)
        return parcel

    @staticmethod
    def _changes() -> Changes:
        return Changes(outbox=True, health=True)

    def _discard_draft(self, case: CaseId, tab: DraftTab) -> None:
        drafts = self._parts.store.drafts
        self._parts.publish(drafts.discard(self._parts.me.person, case, tab))


def _tab_of(reply: Reply) -> DraftTab:
    return DraftTab.REPORT if reply.report else DraftTab.REPLY


def draft_of(reply: Reply, composed: Composed) -> Draft:
    """Return what a mail can be written on from."""
    return Draft(
        case=reply.case,
        tab=_tab_of(reply),
        text=reply.text,
        kind=reply.kind,
        to=composed.to,
        cc=composed.cc,
        bcc=composed.bcc,
        sender=reply.sender,
        subject=composed.subject,
        html=reply.html,
        inline=reply.inline,
        attachments=reply.attachments,
        answers=reply.answers,
        charset=reply.charset,
        shown=reply.shown,
        opens=reply.opens,
        send_at=reply.send_at,
    )


def row_of(parcel: Parcel) -> OutboxRow:
    """Return a mail as it is shown."""
    return OutboxRow(
        id=parcel.id,
        case=parcel.case,
        subject=parcel.subject,
        to=parcel.to,
        others=len(parcel.recipients) - 1,
        attachments=parcel.attachments,
        state=parcel.state,
        internal=parcel.step is not None,
        until=parcel.until,
        due=parcel.due,
        send_at=parcel.send_at,
        left_at=parcel.left_at,
        filed=parcel.filed,
        refused=() if parcel.refusal_seen else parcel.refused,
        detail=parcel.detail,
        trouble=parcel.trouble,
        verdict=parcel.verdict,
        why=parcel.why,
        event=parcel.begun,
        shown=parcel.shown,
        cut_off=parcel.cut_off,
        redirect=parcel.redirects is not None,
    )
