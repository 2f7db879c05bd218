"""A mailbox that fills up: customers' mail comes first (design section 4)."""

import pytest

from mailroom.domain.commands import (
    AddNote,
    Approve,
    AskApproval,
    ClaimCase,
    Close,
    Command,
    HandBack,
    ReturnForRevision,
)
from mailroom.domain.people import Address
from mailroom.domain.query import Space
from mailroom.domain.records.space import LOW_BYTES, allows, space_of
from mailroom.domain.sends.approval import Proposal
from mailroom.ids import ApprovalId, CaseId, EscalationId

MB = 1024 * 1024
CASE = CaseId("case")


@pytest.mark.parametrize(
    ("used", "limit", "expected"),
    [
        (0, 0, Space.PLENTY),  # no limit
        (50 * MB, 100 * MB, Space.PLENTY),
        (80 * MB, 100 * MB, Space.PLENTY),  # exactly 20 MB
        (80 * MB + 1, 100 * MB, Space.LOW),
        (849 * MB, 1000 * MB, Space.PLENTY),
        (851 * MB, 1000 * MB, Space.LOW),
        (950 * MB, 1000 * MB, Space.LOW),
        (950 * MB + 1, 1000 * MB, Space.FULL),
        (2000 * MB, 1000 * MB, Space.FULL),  # some servers let one mail pass the limit
        (0, LOW_BYTES - 1, Space.LOW),
    ],
)
def test_levels(used: int, limit: int, expected: Space) -> None:
    assert space_of(used, limit) is expected


def test_with_little_room_only_what_answers_the_customer_is_written() -> None:
    claim: Command = ClaimCase(case=CASE)
    note: Command = AddNote(case=CASE, text="x")
    answer: Command = HandBack(case=CASE, escalation=EscalationId("e"))
    everything = (claim, answer, note, Close(case=CASE))
    said = {space: [allows(space, one) for one in everything] for space in Space}
    assert said == {
        Space.UNKNOWN: [True, True, True, True],
        Space.PLENTY: [True, True, True, True],
        Space.LOW: [True, True, False, False],
        Space.FULL: [False, False, False, False],
    }


def test_S19_with_little_room_a_trainees_answer_can_still_be_approved() -> None:
    mail = Proposal(to=(Address(addr="yamada@gmail.com"),), text="はい")
    steps: tuple[Command, ...] = (
        AskApproval(case=CASE, proposal=mail),
        Approve(case=CASE, approval=ApprovalId("a"), seen=mail),
        ReturnForRevision(case=CASE, approval=ApprovalId("a"), comment="日付を"),
    )
    assert all(allows(Space.LOW, one) for one in steps)
    assert not any(allows(Space.FULL, one) for one in steps)
