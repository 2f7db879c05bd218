"""「確認せずに送る」 from the command line, without the team's record, and killed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mailroom.domain.cases import SendState, SentMail
from mailroom.domain.dict_state import DictState
from mailroom.domain.people import Seat
from mailroom.domain.query import OutboxState
from mailroom.domain.sends.outgoing import Outgoing
from mailroom.domain.sends.parcels import Parcel
from mailroom.ids import DeskId, EventId, MailKey, MessageId, PersonId
from mailroom.practice.faults import Act
from tests.e2e.gallows import Gallows, settle
from tests.e2e.office import Office, report, run
from tests.e2e.sweeping import Args, check_files
from tests.fakes.proxy import CuttingProxy
from tests.guards import ExpectLog
from tests.unit.domain.world import MORNING

SEND = ("do", "--profile", "a", "--wait", "5", "send")


def waiting_reply(case: int | str) -> str:
    """Write a reply that cannot leave; return its id."""
    tried = run("do", "--profile", "a", "--wait", "1", "reply", str(case), "--text", "x")
    assert tried.code == 1, tried  # said in a sentence: the server is out of reach
    rows = run("outbox", "--profile", "a", "--json").json
    assert {row["state"] for row in rows} == {"waiting"}
    return str(rows[-1]["id"])


def test_N13_a_command_sends_unchecked_though_the_mailbox_is_out_of_reach(
    practice_office: Office, expect_log: ExpectLog
) -> None:
    expect_log("is not filed")
    office = practice_office
    office.join("a", "田中")
    office.write("help me")
    run("sync", "--profile", "a")
    faults = office.server.server.faults
    faults.at("", Act.DROP_BEFORE, times=1000)
    id_ = waiting_reply(1)
    assert office.server.sink.received == []
    assert run(*SEND, id_, "send-unchecked").out == "accepted\n"
    assert len(office.server.sink.received) == 1
    faults.clear()
    assert run("sync", "--profile", "a").code == 0
    shown = run("show", "--profile", "a", "1", "--json").json
    kinds = [one.get("kind") for one in shown["timeline"]]
    assert {"SentUnchecked", "SendDone"} <= set(kinds)
    assert len(office.server.sink.received) == 1


def test_R2_what_was_said_before_DATA_is_no_proof_that_it_left() -> None:
    """Killed between the fact and DATA: a person is asked, nobody takes it for sent."""
    state, me = DictState(), Seat(person=PersonId("tanaka"), desk=DeskId("pc"))
    sent = SentMail(
        message_id=MessageId("<1@us.example>"),
        anchor=MailKey("m"),
        seat=me,
        begun=EventId("e"),
        state=SendState.UNCHECKED,
        at=MORNING,
    )
    state.put(sent)
    parcel = Parcel(
        id="1",
        person=me.person,
        message_id=sent.message_id,
        state=OutboxState.SENDING,
        unchecked=True,
    )
    decide = Outgoing(state, me.desk, MORNING)
    assert not decide.is_known(parcel)
    assert decide.is_known(replace(parcel, unchecked=False))  # another desk said so
    state.put(replace(sent, state=SendState.DONE))
    assert decide.is_known(parcel)


@pytest.fixture
def line(office: Office) -> Iterator[CuttingProxy]:
    """The way to the mailbox; the way out is another."""
    with CuttingProxy(office.server.imap_port) as proxy:
        yield proxy


@pytest.mark.dovecot
@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_K1_sending_unchecked_killed_at_each_step(
    office: Office, gallows: Gallows, line: CuttingProxy, expect_log: ExpectLog
) -> None:
    expect_log("is not filed", maybe=True)
    office.join("a", "田中", imap_port=line.port)

    def order(name: str) -> Args:
        """Prepare a case with a reply that waits, and the line cut."""
        line.cut_down = None
        office.write(name, sender=f"{name}@shop.example")
        assert run("sync", "--profile", "a").code == 0
        cases = {one["subject"]: one for one in run("cases", "--profile", "a", "--json").json}
        line.cut_down = 1
        return [*SEND, waiting_reply(cases[name]["number"]), "send-unchecked"]

    fates: dict[str, int] = {}
    names = gallows.points_of(order("living"))
    line.cut_down = None
    assert settle() == []
    for at in range(1, len(names) + 1):
        gallows.run(f"point {at}", order(f"c{at}"))
        line.cut_down = None
        waiting = settle()
        there = [m for m in office.server.sink.received if f"c{at}@shop.example" in m.recipients]
        assert len(there) <= 1, (at, names[at - 1])
        assert waiting or there, (at, names[at - 1])  # never silently nothing
        assert not waiting or waiting[0]["state"] in {"unknown", "held", "waiting"}, at
        fate = f"{waiting[0]['state'] if waiting else 'sent'}, {len(there)} left"
        fates[fate] = fates.get(fate, 0) + 1
        for row in waiting:
            run("do", "--profile", "a", "send", row["id"], "discard")
        assert settle() == []
    check_files()
    report(f"unchecked: {len(names)} points: {fates}")
