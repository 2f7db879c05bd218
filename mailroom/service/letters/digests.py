"""The mail that brings the heads-ups of some hours at once (S10, S30).

It leaves under the slot of the oldest of them, so that only one desk sends it; what it says of the
others is written down when it has left. Must not send (``sending`` does).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroom.domain.escalations.collecting import collected_until, is_collected
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.escalations.internal_mail import (
    REQUEST,
    MailKind,
    Wanted,
    owed,
    sendable,
    tries,
)
from mailroom.domain.people import Address
from mailroom.domain.query import OutboxState
from mailroom.domain.sends.parcels import Along, Parcel, Step
from mailroom.ids import EscalationId, digest
from mailroom.service.letters import letters
from mailroom.service.letters.letters import DigestEntry
from mailroom.service.letters.matters import Matters
from mailroom.service.outgoing.composing import Composer
from mailroom.service.parts import Parts

MayAsk = Callable[[EscalationId, str, int], bool]
_SECONDS_PER_RANK = 90  # mostly one desk asks for the slot


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    escalation: Escalation
    to: Address


class Digests:
    """Queues the collected heads-ups of each addressee.

    Args:
        parts: of the room.
        composer: makes the bytes.
        matters: looks up what a heads-up is about.
        address: says where a mail goes.
        may_ask: whether an attempt may be asked for now.
    """

    def __init__(
        self,
        parts: Parts,
        composer: Composer,
        matters: Matters,
        address: Callable[[Wanted], Address | None],
        may_ask: MayAsk,
    ) -> None:
        self._parts = parts
        self._composer = composer
        self._matters = matters
        self._address = address
        self._may_ask = may_ask

    def waits(self, escalation: Escalation, wanted: Wanted) -> bool:
        """Return whether a mail is not for sending by itself."""
        policy = self._parts.store.reads.policy()
        return wanted.kind is MailKind.REQUEST and is_collected(policy, escalation)

    def queue_due(self, owing: Sequence[Escalation]) -> None:
        """Queue one mail for each addressee whose time has come."""
        waiting: dict[str, list[_Waiting]] = {}
        for escalation in sorted(owing, key=lambda one: one.position):
            for wanted in owed(escalation):
                to = self._address(wanted) if self.waits(escalation, wanted) else None
                if to is not None:
                    one = _Waiting(escalation=escalation, to=to)
                    waiting.setdefault(to.addr.lower(), []).append(one)
        now = self._parts.clock.now()
        for group in waiting.values():
            if self._is_due(group[0].escalation, now):
                self._queue(group, now)

    def _is_due(self, oldest: Escalation, now: datetime) -> bool:
        policy, desks = self._parts.store.reads.policy(), self._parts.store.reads.desks()
        names = sorted(desk.id for desk in desks)
        me = self._parts.me.desk
        rank = names.index(me) if me in names else len(names)
        own = oldest.asker.desk == me
        wait = timedelta(seconds=0 if own else (rank + 1) * _SECONDS_PER_RANK)
        return now >= collected_until(policy, oldest.asked_at) + wait

    def _queue(self, group: Sequence[_Waiting], now: datetime) -> None:
        first, others = group[0], [one for one in group[1:] if not _was_tried(one.escalation)]
        carrier = first.escalation
        ready = [a for one, a in sendable(carrier, self._parts.me.desk, now) if one.step == REQUEST]
        if not ready or not self._may_ask(carrier.id, REQUEST, ready[0]):
            return
        along = tuple(
            Along(
                escalation=one.escalation.id,
                anchor=one.escalation.anchor,
                message_id=self._composer.step_id(one.escalation.id, REQUEST, 1),
            )
            for one in others
        )
        step = Step(escalation=carrier.id, name=REQUEST, attempt=ready[0], along=along)
        entries = [self._entry(one) for one in (first, *others)]
        day = self._matters.in_team_time(now).date()
        letter = letters.digest(entries, day, self._parts.language)
        composed = self._composer.internal(
            carrier.id,
            step,
            first.to,
            letter,
            customer="",
            anchor=carrier.anchor,
            original=b"",
            answers=[],
        )
        parcel = Parcel(
            id=digest("step", carrier.id, step.name, str(step.attempt))[:16],
            person=self._parts.me.person,
            message_id=composed.message_id,
            anchor=carrier.anchor,
            subject=composed.subject,
            to=(first.to,),
            state=OutboxState.WAITING,
            step=step,
        )
        self._parts.publish(self._parts.store.outbox.add(parcel, composed.raw))

    def _entry(self, one: _Waiting) -> DigestEntry:
        matter = self._matters.of(one.escalation, 1, one.to)
        return DigestEntry(
            number=matter.number,
            subject=matter.subject,
            request=matter.form.request,
            asker=matter.asker,
            customer=matter.form.customer,
            token=matter.token,
            answer_to=matter.answer_to,
        )


def _was_tried(escalation: Escalation) -> bool:
    return bool(tries(escalation, REQUEST))
