"""Carrying out a move of a mail: what is said, taken back and stored, in this order.

Shared by the sender and by what people decide. Must not decide anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mailroom.domain.events import Event
from mailroom.domain.sends.outgoing import Move, Outgoing
from mailroom.service.parts import Parts


class Posting:
    """The outbox and the pending queue of this desk, as far as a mail on its way needs them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    @contextmanager
    def outgoing(self) -> Iterator[Outgoing]:
        """Show the decisions what people see, as one snapshot."""
        with self._parts.store.reads.state() as state:
            yield Outgoing(state, self._parts.me.desk, self._parts.clock.now())

    def say(self, events: tuple[Event, ...]) -> None:
        """Queue events for the journal."""
        self._parts.publish(self._parts.store.replica.append_pending(events))

    def carry_out(self, move: Move) -> bool:
        """Carry out a move; return whether the mail was still where it was expected."""
        store = self._parts.store
        self.say(move.say)
        if move.withdraw:
            self._parts.publish(store.replica.withdraw_pending(move.withdraw))
        if not move.expected:
            return True
        if move.gone:
            changes = store.outbox.remove(move.parcel.id, move.expected)
        else:
            changes = store.outbox.advance(move.parcel, move.expected)
        self._parts.publish(changes)
        return bool(changes)
