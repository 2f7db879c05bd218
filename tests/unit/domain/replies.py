"""A reply of 佐藤 on its way out, and the desk that sends it."""

from __future__ import annotations

from mailroom.domain.query import OutboxState
from mailroom.domain.sends.outgoing import Outgoing
from mailroom.domain.sends.parcels import Parcel
from mailroom.ids import MailKey, MessageId
from tests.unit.domain.world import SATO, World

R1 = MessageId("<r1@shop>")


def parcel(world: World, **more: object) -> Parcel:
    """Return a reply that has waited its ten seconds and was to leave now."""
    fields: dict[str, object] = {
        "id": "p",
        "person": SATO.person,
        "message_id": R1,
        "case": world.case("a").id,
        "anchor": MailKey("a"),
        "state": OutboxState.WAITING,
        "shown": world.head,
        "due": world.now,
        **more,
    }
    return Parcel(**fields)  # type: ignore[arg-type]


def desk(world: World) -> Outgoing:
    """Return what decides about its mails now."""
    return Outgoing(world.state, SATO.desk, world.now)
