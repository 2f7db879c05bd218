"""A question that a pane wants to be asked before it does something; the window asks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the person should know first; ``act`` is done only if they say so.

    Attributes:
        what: whole sentences; paragraphs are parted by an empty line.
        do: the words on the button.
    """

    title: str
    what: str
    do: str
    act: Callable[[], None]
