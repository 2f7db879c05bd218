"""Which mail a reply answers: the customer's, never one of an escalation, merged or not."""

from datetime import UTC, datetime, timedelta

import pytest

from mailroom.domain.mails import Direction, JoinReason, MailFacts, MailPlace
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.domain.query import ItemKind, TimelineItem
from mailroom.ids import CaseId, MailKey
from ui.models.reply_start import answered_mail

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)


def item(
    name: str,
    *,
    minutes: int,
    direction: Direction = Direction.INBOUND,
    reason: JoinReason = JoinReason.OPENED,
    threaded: JoinReason | None = None,
) -> TimelineItem:
    at = NOW + timedelta(minutes=minutes)
    facts = MailFacts(
        key=MailKey(name),
        direction=direction,
        sender=Address(addr=f"{name}@example.test"),
        sent_at=at,
        arrived_at=at,
    )
    place = MailPlace(
        facts=facts,
        case=CaseId("case"),
        home=CaseId("case"),
        reason=reason,
        threaded=threaded,
        position=Position(epoch=1, uid=minutes + 1, index=0),
    )
    return TimelineItem(kind=ItemKind.MAIL, at=at, mail=place)


@pytest.mark.parametrize(
    "answer",
    [
        item("answer", minutes=9, reason=JoinReason.ESCALATION),
        item("answer", minutes=9, reason=JoinReason.MERGED, threaded=JoinReason.ESCALATION),
    ],
    ids=["in its case", "after a merge"],
)
def test_the_answer_of_an_escalation_is_never_answered(answer: TimelineItem) -> None:
    assert answered_mail([item("customer", minutes=0), answer]) == "customer"


def test_nor_is_the_request_when_the_customer_only_phoned() -> None:
    request = item("request", minutes=5, direction=Direction.OUTBOUND, reason=JoinReason.ESCALATION)
    assert answered_mail([request]) is None
