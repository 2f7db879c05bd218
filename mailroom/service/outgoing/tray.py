"""The outbox as a page: every mail of mine by what is to be done about it, and doing it (N13, N14).

Owns: what is shown together, all that can go at once, another time for a booked mail, and what
becomes of recipients who were refused. Must not send, nor decide when something leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from mailroom.domain.drafts import Draft, ReplyKind
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.domain.query import OutboxRow, OutboxState
from mailroom.domain.sends.parcels import Parcel
from mailroom.domain.sends.triage import Place, may_be_ready, place_of
from mailroom.errors import BadInput
from mailroom.ids import CaseId
from mailroom.mail.writing.redated import redated
from mailroom.service.outgoing.outbox import Outbox, OutboxDecision, row_of
from mailroom.service.outgoing.posting import Posting
from mailroom.service.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayRow:
    """A mail and where it stands."""

    row: OutboxRow
    place: Place


class Tray:
    """Mails of the person here, grouped; from any thread."""

    def __init__(self, parts: Parts, outbox: Outbox, wake: Callable[[], None]) -> None:
        self._parts = parts
        self._outbox = outbox
        self._wake = wake
        self._posting = Posting(parts)

    def rows(self, sent_since: datetime | None = None) -> tuple[TrayRow, ...]:
        """Return every mail of mine, in the order of its groups, the oldest of each first.

        Args:
            sent_since: also what left since this aware moment, the newest first.
        """
        store, me = self._parts.store, self._parts.me.person
        parcels = {one.id: one for one in store.outbox.open(me)}
        if sent_since is not None:
            parcels |= {one.id: one for one in store.outbox.left_since(sent_since, me)}
        with self._posting.outgoing() as decide:
            found = [
                (place_of(one, decide.outlook(one) if may_be_ready(one) else None), one)
                for one in parcels.values()
            ]
        order = list(Place)
        found.sort(key=lambda pair: (order.index(pair[0]), _order(*pair)))
        shown = (pair for pair in found if pair[0] is not Place.SENT or sent_since is not None)
        return tuple(TrayRow(row=row_of(one), place=place) for place, one in shown)

    def booked(self, case: CaseId) -> OutboxRow | None:
        """Return my booked reply to a case, the one that leaves first."""
        parcels = self._parts.store.outbox.open(self._parts.me.person)
        booked = (one for one in parcels if one.case == case and one.send_at is not None)
        mine = [one for one in booked if one.state is OutboxState.SCHEDULED]
        return row_of(min(mine, key=_booked_at)) if mine else None

    def send_ready(self) -> int:
        """Let everything go that nothing stands against; return how many mails these are.

        Each one is still judged by the journal when its turn comes.
        """
        ready = [one.row.id for one in self.rows() if one.place is Place.READY]
        sent = 0
        for id_ in ready:
            try:
                self._outbox.decide(id_, OutboxDecision.RETRY)
            except BadInput:
                continue  # it went by itself meanwhile
            sent += 1
        return sent

    def rebook(self, id_: str, at: datetime) -> None:
        """Let a booked mail leave at another time; now, if that is past. Its date follows.

        Raises:
            BadInput: it is not booked (any more).
        """
        parcel = self._parcel(id_)
        if parcel.state is not OutboxState.SCHEDULED:
            raise BadInput("outbox", id_, parcel.state.value)
        moment = max(at, self._parts.clock.now()).astimezone(UTC)
        with self._posting.outgoing() as decide:
            move = decide.rebooked(parcel, moment)
        raw = self._parts.store.outbox.raw(id_)
        assert raw is not None
        changes = self._parts.store.outbox.redate(move.parcel, redated(raw, moment), move.expected)
        if not changes:
            raise BadInput("outbox", id_, "moved")
        self._parts.publish(changes)
        self._wake()

    def to_the_refused(self, id_: str) -> Draft:
        """Return a draft with the same words to those whom the server refused, to be corrected.

        Raises:
            BadInput: nobody was refused, or another reply to the case is being written.
        """
        parcel = self._parcel(id_)
        if not parcel.is_partly_refused or parcel.draft is None:
            raise BadInput("outbox", id_, parcel.state.value)
        refused = frozenset(parcel.refused)
        draft = replace(
            parcel.draft,
            kind=ReplyKind.REPLY,
            to=_among((*parcel.to, *parcel.cc, *parcel.bcc), refused),
            cc=(),
            bcc=(),
            send_at=None,
            subject=parcel.subject,
            shown=self._seen(parcel),
        )
        kept = self._parts.store.drafts.load(self._parts.me.person, draft.case, draft.tab)
        if kept is not None and kept.text.strip():
            raise BadInput("outbox", id_, "another")
        self._parts.publish(self._parts.store.drafts.save(self._parts.me.person, draft))
        self._settle(parcel)
        return draft

    def leave_refused(self, id_: str) -> None:
        """Note that nothing more is to be done for those whom the server refused.

        Raises:
            BadInput: nobody was refused.
        """
        parcel = self._parcel(id_)
        if not parcel.is_partly_refused:
            raise BadInput("outbox", id_, parcel.state.value)
        self._settle(parcel)

    # --- inside --------------------------------------------------------------------------------

    def _parcel(self, id_: str) -> Parcel:
        parcel = self._parts.store.outbox.get(id_)
        if parcel is None:
            raise BadInput("outbox", id_, "missing")
        return parcel

    def _settle(self, parcel: Parcel) -> None:
        seen = replace(parcel, refusal_seen=True)
        self._parts.publish(self._parts.store.outbox.advance(seen, (OutboxState.SENT,)))

    def _seen(self, parcel: Parcel) -> Position | None:
        """Return what is to be seen now: the mail that just left is part of it."""
        reads, me = self._parts.store.reads, self._parts.me.person
        detail = reads.detail(parcel.case, me) if parcel.case else None
        return detail.seen if detail else parcel.shown


def _among(people: tuple[Address, ...], addresses: frozenset[str]) -> tuple[Address, ...]:
    return tuple(one for one in people if one.addr in addresses)


def _order(place: Place, parcel: Parcel) -> float:
    if place is Place.SENT:
        return -parcel.left_at.timestamp() if parcel.left_at else 0.0
    return parcel.due.timestamp() if parcel.due else 0.0


def _booked_at(parcel: Parcel) -> datetime:
    assert parcel.send_at is not None
    return parcel.send_at
