"""Blanking the words of an event, for personal data (design section 4).

The placeholder is not empty: a rule that wants a reason still finds one when the journal is folded
again.
"""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import Any

from mailroom.domain.events import Event, UnknownBody

BLANK = "■■■"
_WORDS = frozenset(
    {"text", "words", "reason", "instruction", "detail", "how", "with_whom", "number"}
)


def redacted(event: Event) -> Event:
    """Return the event with its free words blanked; the same event if it has none."""
    body: Any = event.body
    if isinstance(body, UnknownBody):
        return event
    named = {
        field.name: BLANK
        for field in dataclasses.fields(body)
        if field.name in _WORDS and getattr(body, field.name) not in {"", BLANK}
    }
    return replace(event, body=replace(body, **named)) if named else event
