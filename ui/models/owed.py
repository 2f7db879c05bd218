"""What is still owed after a call or an answer: the record mail, the reply (S41, S50).

Pure: the amber sentence of the page and of the case, or none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.escalations.escalation import (
    TO_APPLY,
    Escalation,
    EscalationKind,
    EscalationState,
    PhoneTry,
    StepState,
)
from mailroom.domain.times.clocks import Due, DueKind
from ui.wording import moments, names
from ui.wording.escalation_text import is_another_day
from ui.wording.words import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A sentence, and whether its time is over."""

    sentence: str
    late: bool = False


def apply_by(clocks: Iterable[Due]) -> datetime | None:
    """Return until when the answer should be with the customer, if that clock runs (S50)."""
    return next((clock.at for clock in clocks if clock.kind is DueKind.APPLY), None)


def owed(one: Escalation, by: datetime | None, now: datetime) -> Owed | None:
    """Return what is owed now; ``by`` is when the answer should be with the customer."""
    call = unrecorded_call(one)
    if call is not None:
        when = moments.when(call.at, now)
        said = tr("Called at {time}. The record mail has not left yet; it is sent by itself.")
        return Owed(sentence=said.format(time=when))
    if one.state not in TO_APPLY or one.form.kind is EscalationKind.HEADS_UP:
        return None
    return Owed(sentence=_to_apply(one, by, now), late=by is not None and by < now)


def unrecorded_call(one: Escalation) -> PhoneTry | None:
    """Return the call whose record mail has not left: its step stays amber (S41)."""
    sent = {mail.step for mail in one.mails if mail.state is StepState.SENT}
    return next((call for call in one.phone if f"record:{call.event}" not in sent), None)


def _to_apply(one: Escalation, by: datetime | None, now: datetime) -> str:
    who = names.san(one.answers[-1].by) if one.answers else ""
    if one.state is EscalationState.APPLIED:
        said = tr("Done as {who} answered. Now tell the customer.")
    else:
        said = tr("{who} has answered. Apply it and reply to the customer.")
    said = said.format(who=who)
    if by is None:
        return said
    time = moments.deadline(by, now)
    if is_another_day(by, now):
        return tr("{sentence} By {time}").format(sentence=said, time=time)
    return tr("{sentence} By {time}: {left}").format(
        sentence=said, time=time, left=moments.left(by, now)
    )
