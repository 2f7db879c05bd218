"""Heads-ups to a low level cost its people one mail, not one each (S10, S30): two real desks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.commands import Escalate
from mailroom.domain.escalations.collecting import collected_until
from mailroom.domain.escalations.escalation import Escalation, EscalationKind, EscalationState
from mailroom.domain.people import Address
from mailroom.service.handle import OutcomeKind
from tests.e2e.chief import Chief
from tests.e2e.office import Office
from tests.replication.two_rooms import Pair, RoomDesk
from tests.unit.domain.world import form

pytestmark = pytest.mark.dovecot
SUBJECTS = ("返品", "値引き", "納期")


@pytest.fixture
def pair(office: Office) -> Iterator[Pair]:
    pair = Pair(office)
    for subject in SUBJECTS:
        office.write(subject, sender=f"customer{SUBJECTS.index(subject)}@gmail.com")
    pair.sync()
    yield pair
    pair.close()


def tell(desk: RoomDesk, subject: str, to: str, level: int) -> None:
    asked = form(EscalationKind.HEADS_UP, level=level)
    asked = replace(
        asked, to=Address(name="係長", addr=to), request=f"{subject}の件、お耳に入れます"
    )
    assert desk.carried(Escalate(case=desk.case(subject), form=asked)) is OutcomeKind.ACCEPTED


def told(desk: RoomDesk, subject: str) -> Escalation:
    detail = desk.room.reads.detail(desk.case(subject))
    assert detail is not None
    return detail.escalations[0]


def test_S10_S30_heads_ups_of_a_low_level_come_in_one_mail(pair: Pair):
    lead = Chief(pair.office, "lead@team.example", "係長")
    tell(pair.a, "返品", lead.addr, 2)
    tell(pair.a, "値引き", lead.addr, 2)
    tell(pair.b, "納期", lead.addr, 2)
    pair.sync()
    assert lead.mails == []

    policy = pair.a.room.reads.policy()
    leaves = collected_until(policy, pair.clock.now())
    pair.clock.ahead += leaves - pair.clock.now() + timedelta(hours=1)
    pair.sync()
    pair.sync()
    [mail] = lead.mails
    assert "共有 3 件" in mail["Subject"]
    for subject in SUBJECTS:
        assert f"{subject}の件、お耳に入れます" in lead.text()
    assert mail["Auto-Submitted"] == "auto-generated"
    for desk in pair.both:
        assert {told(desk, one).state for one in SUBJECTS} == {EscalationState.SENT}
    assert pair.a.chain == pair.b.chain


def test_S30_a_word_about_one_of_them_goes_to_its_case(pair: Pair):
    lead = Chief(pair.office, "lead@team.example", "係長")
    for subject in SUBJECTS:
        tell(pair.a, subject, lead.addr, 2)
    pair.clock.ahead += timedelta(days=7)
    pair.sync()
    assert len(lead.mails) == 1
    links = [one for one in lead.every_link() if "返品" not in one[1] and "値引き" in one[1]]
    [(address, subject, body)] = links
    lead.write(subject, f"私から電話します。\n{body}", to=address)
    pair.sync()
    assert [answer.words for answer in told(pair.b, "値引き").answers] == ["私から電話します。"]
    assert told(pair.b, "返品").answers == told(pair.b, "納期").answers == ()


def test_S10_a_heads_up_to_a_high_level_leaves_at_once(pair: Pair):
    chief = Chief(pair.office)
    tell(pair.a, "返品", chief.addr, 4)
    pair.sync()
    assert len(chief.mails) == 1
