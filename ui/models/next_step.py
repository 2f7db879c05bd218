"""The one sentence above the timeline: what is to be done with this case now, and by which key.

Pure: from the case as shown to a sentence and the actions it suggests, the best first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalation import OPEN_STATES, Escalation, EscalationKind, EscalationState
from mailroom.domain.people import Seat
from mailroom.domain.query import CaseDetail
from ui import moments, names, words
from ui.actions import Do
from ui.models import chips
from ui.names import Roster
from ui.words import tr


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


def next_step(detail: CaseDetail, me: Seat, roster: Roster, now: datetime) -> Step | None:
    """Return what to say, or ``None`` when the case needs no word."""
    case = detail.row.case
    if case.answered:
        return Step(
            tone=Tone.INFO,
            sentence=tr("The answer to the escalation is here. Apply it and tell the customer."),
            acts=(Do.REPLY,),
        )
    waiting = next((one for one in detail.escalations if one.state in OPEN_STATES), None)
    if waiting is not None:
        return _waiting(waiting, now)
    if case.answered_outside:
        return Step(
            tone=Tone.INFO,
            sentence=tr("Answered outside Mailroom. If that settles it, mark it done."),
            acts=(Do.DONE,),
        )
    if chips.is_locked_for(detail.row, me):
        return _held(detail, roster, now)
    if case.assignee is None and case.status in {CaseStatus.NEW, CaseStatus.OPEN}:
        return Step(
            tone=Tone.INFO, sentence=tr("Nobody has this case yet."), acts=(Do.MINE, Do.REPLY)
        )
    return None


def _waiting(one: Escalation, now: datetime) -> Step:
    form = one.form
    facts = {"who": names.san(form.to.name or form.to.addr), "level": words.level_name(form.level)}
    if one.state is EscalationState.BOUNCED:
        said = tr("The escalation to {who} came back as undeliverable. Ask another way.")
        return Step(tone=Tone.WAIT, sentence=said.format(**facts), acts=(Do.ESCALATE,))
    if form.kind is EscalationKind.HEADS_UP:
        said = tr("{who} has been told. The case stays with you.")
        return Step(tone=Tone.INFO, sentence=said.format(**facts), acts=())
    said = tr("Waiting for {who} ({level})").format(**facts)
    if form.wanted_by is not None:
        until = moments.deadline(form.wanted_by, now)
        left = moments.left(form.wanted_by, now)
        said = tr("{sentence}: answer by {until}, {left}").format(
            sentence=said, until=until, left=left
        )
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
