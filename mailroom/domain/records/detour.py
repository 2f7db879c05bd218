"""What a desk was shown in an order of the journal that turned out not to be the team's.

Somebody deletes a message before everybody has read it, or begins the order anew: then a desk takes
over a checkpoint, and what it had read counts up to the place where the two orders part. A basis
behind that names something else in the order that counts (rules 18, 33, 34).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mailroom.domain.events import Event
from mailroom.domain.position import START, Position

Judgement = tuple[Position, str, bool]
"""Where something was judged: an event by its id or a mail by its key; whether it was accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detour:
    """A stretch that a desk has read and that is none of the team's order.

    Attributes:
        since: the last position up to which both orders are the same.
        until: how far the desk had read.
    """

    since: Position
    until: Position

    def and_before(self, earlier: Detour | None) -> Detour:
        """Return both as one; what was shown between them is asked for once more, that is all."""
        if earlier is None:
            return self
        return Detour(since=min(self.since, earlier.since), until=max(self.until, earlier.until))


def as_seen(noted: Detour | None, event: Event) -> Event:
    """Return the event with a basis that its author was shown in the team's order too."""
    basis = event.basis
    if noted is None or basis is None or not noted.since < basis <= noted.until:
        return event
    return replace(event, basis=noted.since)


def detour(
    ours: Iterable[Judgement], our_head: Position, theirs: Iterable[Judgement], their_head: Position
) -> Detour | None:
    """Return what we have read of another order; ``None`` if one is the beginning of the other.

    Who is only ahead needs nothing: what the others lack gets places behind all that was shown.

    Args:
        ours: what was judged here.
        our_head: how far we had read.
        theirs: what was judged in the order that counts.
        their_head: how far that goes.
    """
    common = min(our_head, their_head)
    here = {one for one in ours if one[0] <= common}
    there = {one for one in theirs if one[0] <= common}
    parting = min((position for position, _, _ in here ^ there), default=None)
    if parting is None:
        return None
    both = (position for position, _, _ in here & there if position < parting)
    return Detour(since=max(both, default=START), until=our_head)
