"""The same words a second time: asked about before they leave again (behaviours 5.6, N14)."""

from __future__ import annotations

from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.people import Address
from mailroom.domain.sends.risks import Risk, RiskKind
from mailroom.practice.smtp import AtData, SmtpSink
from mailroom.service.room import Room
from tests.e2e.office import Office, a_mail
from tests.e2e.replying import CUSTOMER, reply, the_case
from tests.fakes.skipping_clock import SkippingClock

WORDS = "お世話になっております。\n明日お送りします。\n\n-- \nひなた商事"


def asked(room: Room, text: str = WORDS) -> list[Risk]:
    to = (Address(addr=CUSTOMER),)
    draft = Draft(case=the_case(room).row.case.id, tab=DraftTab.REPLY, text=text, to=to)
    return [one for one in room.risks.of(draft) if one.kind is RiskKind.SAID_ALREADY]


def test_N14_words_that_left_are_not_sent_again_unasked(room: Room, sink: SmtpSink) -> None:
    assert asked(room) == []
    id_ = reply(room, WORDS)
    assert [one.about for one in asked(room)] == [""]  # on its way
    assert room.wait_sent(id_, 10)
    [at_once] = asked(room)
    room.sync_once()  # its copy is here
    [later] = asked(room)
    assert at_once.about
    assert later.about
    assert asked(room, f"{WORDS}\n追伸です。") == []


def test_N14_words_that_came_back_may_go_again(
    room: Room, sink: SmtpSink, clock: SkippingClock
) -> None:
    sink.at_data(AtData.REJECT)
    room.wait_sent(reply(room, WORDS), 10)
    assert asked(room) == []


def test_N15_words_that_somebody_sent_from_another_program(
    room: Room, practice_office: Office
) -> None:
    items = room.reads.timeline(the_case(room).row.case.id)
    first = next(item.mail for item in items if item.mail is not None)
    quoted = f"{WORDS}\n\n2026年11月22日 10:00 customer:\n> help\n"
    answer = a_mail("Re: help me", sender=practice_office.address, to=CUSTOMER, text=quoted)
    answer["In-Reply-To"] = str(first.facts.message_id)
    practice_office.server.deliver(practice_office.user, answer.as_bytes(), "Sent")
    room.sync_once()
    assert the_case(room).row.case.mail_count == 2
    assert len(asked(room)) == 1
