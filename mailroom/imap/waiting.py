"""Waiting for news of the selected folder: by IDLE, or by asking now and then.

Must not know what the news is about.
"""

from __future__ import annotations

import random
from time import monotonic

from mailroom.imap.line import Line
from mailroom.imap.records import IdleEnd
from mailroom.imap.wire import Stir, Wake, Wire

RENEW_SECONDS = 9 * 60.0  # middle boxes forget a silent line after ten minutes

PollSeconds = tuple[float, float]  # at least, at most


def wait_for_change(
    line: Line, wire: Wire, seconds: float, wake: Wake | None, poll: PollSeconds | None
) -> IdleEnd:
    """Wait until something changed, ``wake`` fired or time is up.

    Args:
        line: bounds what is done.
        wire: with a folder selected.
        seconds: at most so long.
        wake: ends the wait when it becomes readable.
        poll: how often to ask a server that has no IDLE; None to use IDLE.
    """
    end = monotonic() + seconds
    while True:
        if wire.take_changes():
            return IdleEnd.CHANGED
        if wire.has_news:
            return IdleEnd.ELSEWHERE
        remaining = end - monotonic()
        if remaining <= 0:
            return IdleEnd.TIMEOUT
        if poll is None:
            woken = _idle(line, wire, remaining, wake)
        else:  # a random while, so that desks do not ask in step
            pause = min(remaining, random.uniform(*poll))  # noqa: S311 - no secret
            woken = _ask_after(line, wire, pause, wake)
        if woken:
            return IdleEnd.CHANGED if wire.take_changes() else IdleEnd.WOKEN


def _idle(line: Line, wire: Wire, seconds: float, wake: Wake | None) -> bool:
    """Stay in IDLE until anything at all happens; return whether it was ``wake``.

    IDLE is not left: the next command does that, in the same breath.
    """
    lasted = wire.idle_seconds
    if lasted is None or lasted > RENEW_SECONDS:
        with line.operation():
            wire.start_idle()
        lasted = 0.0
    pause = min(seconds, RENEW_SECONDS - lasted)
    with line.operation(pause + line.timeout):
        stir = wire.wait_input(pause, wake)
    if stir is Stir.SAID:
        with line.operation():
            wire.hear_idle()
    return stir is Stir.WOKEN


def _ask_after(line: Line, wire: Wire, seconds: float, wake: Wake | None) -> bool:
    """Wait, then ask once; return whether ``wake`` ended the wait."""
    with line.operation(seconds + line.timeout):
        woken = wire.wait_input(seconds, wake) is Stir.WOKEN
        wire.ask_news()
    return woken
