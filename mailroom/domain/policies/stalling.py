"""What is done when nobody answers: the parts of a stall rule (S52)."""

from __future__ import annotations

from enum import Enum


class StallAction(Enum):
    """One part of a level's stall rule; they follow each other in the order of the rule."""

    NUDGE = "nudge"  # a polite reminder to the same person, in the system's name (S51)
    ALTERNATE = "alternate"  # somebody else of the same level (S35)
    NEXT_LEVEL = "next_level"
    BOARD = "board"  # the whole team sees that nobody answered


STALL_RULE = (
    StallAction.NUDGE,
    StallAction.ALTERNATE,
    StallAction.NEXT_LEVEL,
    StallAction.BOARD,
)
"""The usual order."""
