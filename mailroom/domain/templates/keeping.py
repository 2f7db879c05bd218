"""Who may change the team's texts: any member, as with labels (rule 32)."""

from __future__ import annotations

from mailroom.domain.templates.template import Template
from mailroom.domain.turn import Turn, refuse
from mailroom.domain.verdicts import Reason

MOST_LETTERS = 20_000
"""Of one text: a mail that nobody reads to its end, and far below what a batch may hold."""


def set_template(turn: Turn, template: Template) -> None:
    """Judge a new, changed or removed template: it needs a name, and something to say."""
    turn.actor()
    if not template.name.strip() or not template.text.strip():
        refuse(Reason.INVALID)
    if len(template.text) > MOST_LETTERS:
        refuse(Reason.INVALID)
    turn.state.put(template)
