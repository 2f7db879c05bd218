"""Answers given in another mail program, as desks notice them by the mark on a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailroom.domain.events import AnsweredElsewhere, Event
from mailroom.domain.mails import Direction
from mailroom.ids import PersonId, answered_elsewhere_id, digest

if TYPE_CHECKING:
    from tests.replication.simulator.desk import Desk


def hear(desk: Desk) -> None:
    """Say of some mails that they were answered elsewhere; some desks do not look closely."""
    found = [
        mail
        for mail in desk.mails.values()
        if mail.direction is Direction.INBOUND and int(digest("marked", mail.key)[:4], 16) % 6 == 0
    ]
    desk.replica.append_pending(
        [
            Event(
                id=answered_elsewhere_id(mail.key),
                by=PersonId(""),
                desk=desk.seat.desk,
                body=AnsweredElsewhere(mail=mail.key),
                anchor=mail.key,
                made_at=desk.clock.now(),
            )
            for mail in found
            if desk.replica.state.entry(answered_elsewhere_id(mail.key)) is None
        ]
    )
