"""What an action costs on a slow line, counted in turns: the desk spoke, then had to wait.

Not timed: behind the proxy a turn is a turn on every machine. ``tests/bench`` has the seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.cases import CaseStatus
from mailroom.domain.commands import ClaimCase
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from mailroom.service import profiles
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import OutcomeKind, Room
from tests.e2e.office import Office, report
from tests.fakes.slow_proxy import SlowProxy

CLAIM_AT_MOST = 3
SEND_AT_MOST = 8
SMTP_OPENING = 2  # connecting, and the server's greeting: the client has said nothing yet


class Desk:
    """A desk with all its threads, on slow lines."""

    def __init__(self, office: Office, stack: ExitStack) -> None:
        server = office.server
        self.office = office
        self.imap = stack.enter_context(SlowProxy(server.imap_port))
        self.smtp = stack.enter_context(SlowProxy(server.smtp_port))
        office.join("a", "田中", imap_port=self.imap.port, smtp_port=self.smtp.port)
        self.room = stack.enter_context(Room.open(profiles.load("a"), clock=SystemClock()))
        self.room.start()

    def cases(self) -> list[CaseId]:
        return self.room.reads.case_ids(CaseQuery(view=View.ALL, status=CaseStatus.NEW))

    def settle(self, eventually: Callable[..., None]) -> None:
        """Wait until the desk has nothing more to say, and count from there."""
        last: list[int] = []

        def is_quiet() -> bool:
            last.append(self.imap.turns)
            return len(last) > 50 and len(set(last[-50:])) == 1  # half a second

        eventually(is_quiet, what="quiet")
        self.imap.reset()
        self.smtp.reset()


@pytest.fixture(params=["practice_office", pytest.param("office", marks=pytest.mark.dovecot)])
def desk(request: pytest.FixtureRequest, eventually: Callable[..., None]) -> Iterator[Desk]:
    office: Office = request.getfixturevalue(request.param)
    with ExitStack() as stack:
        desk = Desk(office, stack)
        office.write("help")
        eventually(desk.cases, within=60)
        desk.settle(eventually)
        yield desk


def asked_for_sending(turns: list[bytes]) -> list[bytes]:
    """Return the turns from the look before sending on.

    What came before that look is the desk's own curiosity, and IDLE after it is nobody's wait.
    """
    looks = [n for n, said in enumerate(turns) if b" STATUS " in said]
    return [said for said in turns[looks[-1] :] if not said.endswith(b" IDLE\r\n")]


def told(turns: list[bytes]) -> str:
    """Return what was said in each turn, as far as a person wants to see it."""
    names = [re.findall(rb"(?m)^(?:\w+\d+ )?((?:UID )?[A-Z]{2,})\b", said) for said in turns]
    return " | ".join("+".join(name.decode() for name in turn) or "..." for turn in names)


def test_a_claim_is_confirmed_within_three_turns(desk: Desk):
    [case] = desk.cases()
    asked = desk.room.do(ClaimCase(case=case))
    assert desk.room.wait(asked, 60).kind is OutcomeKind.ACCEPTED
    said = list(desk.imap.said)
    report(f"claim: {len(said)} turns: {told(said)}")
    assert len(said) <= CLAIM_AT_MOST


@pytest.mark.parametrize("meanwhile", ["nothing", "another customer's mail"])
def test_a_reply_reaches_mail_from_within_eight_turns(
    desk: Desk, eventually: Callable[..., None], meanwhile: str
):
    """From the end of the undo window: one look for mail, the slot, and the SMTP server's talk."""
    [case] = desk.cases()
    asked = desk.room.do(ClaimCase(case=case))
    assert desk.room.wait(asked, 60).kind is OutcomeKind.ACCEPTED
    detail = desk.room.reads.detail(case)
    assert detail is not None
    desk.settle(eventually)
    reply = Reply(case=case, text="hello", shown=detail.seen, undo_seconds=0)
    if meanwhile != "nothing":
        desk.office.write("something else", sender="other@shop.example")
    parcel = desk.room.outbox.queue(reply)
    assert desk.room.wait_sent(parcel, 60)
    asked_first = asked_for_sending(desk.imap.before(desk.smtp.moment(b"EHLO")))
    spoken = desk.smtp.until(b"MAIL FROM")
    turns = len(asked_first) + len(spoken) + SMTP_OPENING
    report(f"send, {meanwhile}: {turns} turns: {told(asked_first)} | SMTP {told(spoken)}")
    assert turns <= SEND_AT_MOST
