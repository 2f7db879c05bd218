"""The one sentence above the timeline: what is to be done with this case now, and by which key.

Pure: from the case as shown to a sentence and the actions it suggests, the best first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.cases import Case, CaseStatus
from mailroom.domain.escalations.escalation import (
    OPEN_STATES,
    TO_APPLY,
    Escalation,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.people import Seat
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Policy
from mailroom.domain.query import CaseDetail
from mailroom.domain.times.deadlines import interim_due
from ui.actions import Do
from ui.models import chips
from ui.models.answer_rows import Ask, answer_rows
from ui.models.owed import apply_by, owed, unrecorded_call
from ui.models.suggested import Suggested
from ui.wording import moments, names, words
from ui.wording.escalation_text import is_another_day
from ui.wording.names import Roster
from ui.wording.words import tr


class Tone(Enum):
    """How loud the sentence is."""

    INFO = "info"
    WAIT = "wait"
    LOCK = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A sentence and what can be done about it."""

    tone: Tone
    sentence: str
    acts: tuple[Do, ...] = ()
    words: str = ""  # on the first button, where the action's own name says too little


@dataclass(frozen=True, slots=True, kw_only=True)
class Guided:
    """What the team's rules say about a case, as read with it."""

    suggestions: tuple[Suggested, ...] = ()
    help_offered: bool = False


NO_GUIDANCE = Guided()


def next_step(
    detail: CaseDetail,
    me: Seat,
    roster: Roster,
    now: datetime,
    guided: Guided = NO_GUIDANCE,
) -> Step | None:
    """Return what to say, or ``None`` when the case needs no word."""
    case = detail.row.case
    policy = roster.policy or DEFAULT_POLICY
    if case.answered:
        return _answered(detail, now)
    waiting = next((one for one in detail.escalations if one.state in OPEN_STATES), None)
    if waiting is not None:
        return _unsorted(waiting, now) or _interim(case, policy, now) or _waiting(waiting, now)
    if case.undelivered is not None:
        return Step(
            tone=Tone.WAIT,
            sentence=tr("A mail to this customer was not delivered. See why, then try otherwise."),
            acts=(Do.REPLY, Do.PHONE, Do.DONE),
        )
    if detail.unseen_answer:
        return Step(
            tone=Tone.INFO,
            sentence=tr("Answered outside Mailroom. Who wrote it, and what, is not known here."),
            acts=(Do.SENT_BY_ME, Do.DONE),
        )
    if case.answered_outside:
        return Step(
            tone=Tone.INFO,
            sentence=tr("Answered outside Mailroom. If that settles it, mark it done."),
            acts=(Do.DONE,),
        )
    if chips.is_locked_for(detail.row, me):
        return _held(detail, roster, now)
    if detail.rest_note:
        return _noted(detail, roster)
    return _suggested(guided.suggestions) or _free(case, guided)


def _noted(detail: CaseDetail, roster: Roster) -> Step:
    """Return what somebody wanted to be remembered of when they put the case off."""
    case = detail.row.case
    rest = case.rest or case.back
    who = names.san(roster.name(rest.by if rest is not None else None))
    said = tr("Put off by {who}: {note}") if case.rest else tr("Back again. {who} noted: {note}")
    return Step(
        tone=Tone.INFO,
        sentence=said.format(who=who, note=detail.rest_note),
        acts=() if case.rest else (Do.REPLY,),
    )


def _free(case: Case, guided: Guided) -> Step | None:
    """Return the sentence of a case that nobody has in hand, or one person for long.

    Help is offered quietly, to that person alone; nothing is counted and nobody is told (S27).
    """
    if case.assignee is None and case.status in {CaseStatus.NEW, CaseStatus.OPEN}:
        return Step(
            tone=Tone.INFO, sentence=tr("Nobody has this case yet."), acts=(Do.MINE, Do.REPLY)
        )
    if guided.help_offered:
        sentence = tr("This one takes a while. Would you like somebody to think along?")
        return Step(tone=Tone.INFO, sentence=sentence, acts=(Do.ASK,))
    return None


def _suggested(suggestions: Sequence[Suggested]) -> Step | None:
    """Show the signs; whether to escalate, a person decides."""
    if not suggestions:
        return None
    first = suggestions[0]
    return Step(
        tone=Tone.INFO,
        sentence=tr("{sentence} {why}").format(sentence=first.sentence, why=first.why),
        acts=(Do.ESCALATE, Do.ASK),
        words=tr("Look at it…"),
    )


def _answered(detail: CaseDetail, now: datetime) -> Step:
    """Apply the answer and tell the customer: a task with a clock of its own (S50)."""
    case = detail.row.case
    done = next((one for one in reversed(detail.escalations) if one.state in TO_APPLY), None)
    task = owed(done, apply_by(case.clocks), now) if done is not None else None
    said = tr("The answer to the escalation is here. Apply it and tell the customer.")
    return Step(
        tone=Tone.WAIT if task is not None and task.late else Tone.INFO,
        sentence=task.sentence if task is not None else said,
        acts=(Do.ESCALATE, Do.REPLY),
        words=tr("Show the answer"),
    )


def _unsorted(one: Escalation, now: datetime) -> Step | None:
    """Ask for the one key that sorts an answer, or for trust in one (N07)."""
    asks = {row.ask for row in answer_rows(one, now)}
    if Ask.TRUST in asks:
        said = tr("An answer came from somebody nobody asked. Does it count?")
    elif Ask.SORT in asks:
        said = tr("An answer has come. Say what it means with one key.")
    else:
        return None
    return Step(tone=Tone.WAIT, sentence=said, acts=(Do.ESCALATE,), words=tr("Show the answer"))


def _interim(case: Case, policy: Policy, now: datetime) -> Step | None:
    """Propose an お待たせ連絡 when most of the reply time is gone (S53, N08)."""
    at = interim_due(case, policy)
    if at is None or at > now or case.waiting_since is None:
        return None
    waited = moments.span(now - case.waiting_since)
    said = tr("The customer has waited for {span}. Tell them that it takes a while?")
    return Step(
        tone=Tone.WAIT, sentence=said.format(span=waited), acts=(Do.INTERIM, Do.ESCALATE),
        words=tr("Write it"),
    )  # fmt: skip


def _waiting(one: Escalation, now: datetime) -> Step:
    form = one.form
    facts = {"who": names.san(one.to.name or one.to.addr), "level": words.level_name(one.level)}
    call = owed(one, None, now) if unrecorded_call(one) is not None else None
    if call is not None:
        show = tr("Show the progress")
        return Step(tone=Tone.WAIT, sentence=call.sentence, acts=(Do.ESCALATE,), words=show)
    if one.state is EscalationState.BOUNCED:
        said = tr("The escalation to {who} came back as undeliverable. Ask another way.")
        return Step(tone=Tone.WAIT, sentence=said.format(**facts), acts=(Do.ESCALATE,))
    if form.kind is EscalationKind.HEADS_UP:
        said = tr("{who} has been told. That does not handle the case: it stays with you.")
        return Step(tone=Tone.INFO, sentence=said.format(**facts), acts=(Do.REPLY,))
    said = tr("Waiting for {who} ({level})").format(**facts)
    if form.wanted_by is not None:
        until = moments.deadline(form.wanted_by, now)
        sentence = tr("{sentence}: answer by {until}")
        if not is_another_day(form.wanted_by, now):
            sentence = tr("{sentence}: answer by {until}, {left}")
        left = moments.left(form.wanted_by, now)
        said = sentence.format(sentence=said, until=until, left=left)
    return Step(tone=Tone.WAIT, sentence=said, acts=(Do.ESCALATE,), words=tr("Show the progress"))


def _held(detail: CaseDetail, roster: Roster, now: datetime) -> Step:
    holder = detail.row.holder
    assert holder is not None
    who = names.seat(roster, holder.person, holder.desk) or names.san(holder.name)
    since = moments.when(holder.since, now)
    said = tr("{who} is writing a reply (since {time}). Notes are always possible.").format(
        who=who, time=since
    )
    # whether that is asking or taking over depends on who asks and when
    way = tr("Take over…") if roster.i_am_lead else tr("Ask to hand it over")
    return Step(tone=Tone.LOCK, sentence=said, acts=(Do.TAKE_OVER, Do.NOTE), words=way)
