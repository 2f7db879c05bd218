"""What is said of one escalation as a whole: to whom, for what, how far it is, whose turn it is."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.escalations.escalation import OPEN_STATES, Escalation, EscalationKind
from ui.wording import moments, names, words
from ui.wording.names import Roster
from ui.wording.words import tr


def heading(one: Escalation) -> str:
    """Return level, kind and who is asked now."""
    return tr("L{level} {kind}: {whom}").format(
        level=one.level,
        kind=words.kind_name(one.form.kind),
        whom=one.to.name or one.to.addr,
    )


def standing(one: Escalation, roster: Roster, now: datetime) -> str:
    """Return how far it is: who asked when, its state, what is left."""
    asked = tr("{state} (asked by {who}, {when})").format(
        state=words.escalation_state(one.state),
        who=names.san(roster.name(one.asker.person)),
        when=moments.when_exactly(one.asked_at, now),
    )
    if not one.awaits_answer or one.form.wanted_by is None:
        return asked
    until = moments.deadline(one.form.wanted_by, now)
    if is_another_day(one.form.wanted_by, now):
        return tr("{standing}, answer by {until}").format(standing=asked, until=until)
    left = moments.left(one.form.wanted_by, now)
    return tr("{standing}, answer by {until}: {left}").format(
        standing=asked, until=until, left=left
    )


def is_another_day(by: datetime, now: datetime) -> bool:
    """Return whether a deadline lies behind a night: those hours are no time left."""
    return by.astimezone(now.tzinfo).date() > now.date()


def ball(one: Escalation, roster: Roster) -> str:
    """Return with whom the ball is, where that is easily mistaken (S06); else ""."""
    if one.state not in OPEN_STATES:
        return ""
    asker = names.san(roster.name(one.asker.person))
    whom = names.san(one.to.name or one.to.addr)
    if one.form.kind is EscalationKind.HEADS_UP:
        return tr("A heads-up does not handle the case: it stays with {who}.").format(who=asker)
    if one.form.kind is EscalationKind.TAKE_OVER:
        return tr("{whom} has the case. {who} may still tell the customer to wait.").format(
            whom=whom, who=asker
        )
    return tr("The case stays with {who} and waits for the answer.").format(who=asker)
