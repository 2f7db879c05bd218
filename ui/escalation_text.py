"""What is said of one escalation as a whole: to whom, for what, how far it is."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.escalation import OPEN_STATES, Escalation
from ui import moments, names, words
from ui.names import Roster
from ui.words import tr


def heading(one: Escalation) -> str:
    """Return level, kind and addressee."""
    return tr("L{level} {kind}: {whom}").format(
        level=one.form.level,
        kind=words.kind_name(one.form.kind),
        whom=one.form.to.name or one.form.to.addr,
    )


def standing(one: Escalation, roster: Roster, now: datetime) -> str:
    """Return how far it is: who asked when, its state, what is left."""
    asked = tr("{state} (asked by {who}, {when})").format(
        state=words.escalation_state(one.state),
        who=names.san(roster.name(one.asker.person)),
        when=moments.when_exactly(one.asked_at, now),
    )
    if one.state not in OPEN_STATES or one.form.wanted_by is None:
        return asked
    return tr("{standing}, answer by {until}: {left}").format(
        standing=asked,
        until=moments.deadline(one.form.wanted_by, now),
        left=moments.left(one.form.wanted_by, now),
    )
