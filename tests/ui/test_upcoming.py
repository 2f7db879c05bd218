"""The status line says what the clock of escalations does next, and a person can stop it (S51)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mailroom.domain import commands as c
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.escalations.plans import Plan, PlannedStep, StepAction, StepWhen
from mailroom.domain.people import Address, Member, Role
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import ClockMode
from mailroom.ids import CaseId, EscalationId, PersonId
from mailroom.service.steps import NextStep
from tests.ui.conftest import Windows
from tests.ui.desk import OPENING, Desk, desk
from ui.main_window import MainWindow
from ui.models import upcoming
from ui.models.sidebar import Entry, EntryKind
from ui.views.frame.upcoming_line import UpcomingLine

CHIEF, DEPUTY = PersonId("kacho"), PersonId("suzuki")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("upcoming")) as team:
        team.deliver("return-1", "invoice-1")
        team.sync()
        for person in team.day.members:
            if person.id in {CHIEF, DEPUTY}:
                member = Member(
                    id=PersonId(person.id),
                    name=person.name,
                    addresses=(person.address,),
                    role=Role.MEMBER,
                )
                team.do(c.SetMember(member=member))
        yield team


def whom(made: Desk, person: PersonId) -> Address:
    found = made.day.person(person)
    return Address(name=found.name, addr=found.address)


def ask(made: Desk, name: str = "return-1", *, room=None, minutes: int = 30) -> EscalationId:
    """Ask the chief: reminder after 10 minutes, the deputy after 15 more."""
    case = made.case(name)
    chief, deputy = whom(made, CHIEF), whom(made, DEPUTY)
    steps = (
        (StepAction.REQUEST, 0, chief, CHIEF),
        (StepAction.NUDGE, 10, chief, CHIEF),
        (StepAction.ALTERNATE, 15, deputy, DEPUTY),
    )
    plan = Plan(
        steps=tuple(
            PlannedStep(
                number=number, action=action, when=StepWhen.NOT_ACKNOWLEDGED, minutes=after,
                wall=False, to=to, person=person, level=2, why="",
            )
            for number, (action, after, to, person) in enumerate(steps, start=1)
        )
    )  # fmt: skip
    form = replace(
        made.room.reads.prefill_escalation(case),
        kind=EscalationKind.INSTRUCT,
        level=2,
        category="返品・返金",
        request="方針を決めてください。",
        wanted_by=made.clock.now() + timedelta(minutes=minutes),
        to=chief,
        to_person=CHIEF,
        plan=plan,
    )
    made.do(c.Escalate(case=case, form=form), room=room)
    room = room or made.room
    detail = room.reads.detail(case)
    assert detail is not None
    return detail.escalations[-1].id


def automatic(made: Desk) -> None:
    policy = made.room.reads.policy() or DEFAULT_POLICY
    made.do(c.SetPolicy(policy=replace(policy, mode=ClockMode.AUTOMATIC)))


def line_of(window: MainWindow, windows: Windows) -> UpcomingLine:
    line = window.status.upcoming
    line.read()
    windows.settle(window)
    return line


def marks(made: Desk, name: str = "return-1") -> list[tuple[int, str]]:
    detail = made.room.reads.detail(made.case(name))
    assert detail is not None
    return [(mark.number, mark.outcome.value) for mark in detail.escalations[-1].marks]


def test_S51_the_status_line_says_what_leaves_next_and_stops_it(
    qtbot: QtBot, made: Desk, windows: Windows
) -> None:
    automatic(made)
    ask(made)
    window = windows.open(made)
    line = line_of(window, windows)
    assert line.isVisible()
    chief = made.day.person(CHIEF).name.split()[0]
    assert line.sentence().startswith(f"次の自動送信 9:40 催促({chief}")
    assert line.leave_out.text() == "止める"
    assert not line.send.isVisible()
    qtbot.mouseClick(line.leave_out, Qt.MouseButton.LeftButton)
    windows.settle(window)
    made.sync()
    assert marks(made) == [(2, "stopped")]
    assert "9:55" in line_of(window, windows).sentence()  # what comes after it keeps its time


def test_S51_a_proposal_waits_for_a_person_who_sends_it(
    qtbot: QtBot, made: Desk, windows: Windows
) -> None:
    ask(made)
    window = windows.open(made)
    assert not line_of(window, windows).isVisible()  # its time has not come
    made.clock.move(11 * MINUTE)
    made.sync()
    line = line_of(window, windows)
    case = made.room.reads.detail(made.case("return-1")).row.case
    assert f"催促の時刻です: L2 #{case.number}" in line.sentence()
    assert (line.send.text(), line.leave_out.text()) == ("送る", "見送る")
    qtbot.mouseClick(line.send, Qt.MouseButton.LeftButton)
    windows.settle(window)
    made.sync()
    assert marks(made) == [(2, "fired")]
    assert not line_of(window, windows).isVisible()


def test_S51_nobody_sends_another_step_than_the_one_they_aimed_at(
    made: Desk, windows: Windows
) -> None:
    ask(made)
    window = windows.open(made)
    made.clock.move(11 * MINUTE)
    made.sync()
    line = line_of(window, windows)
    before = line.sentence()
    window.status.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    made.clock.move(15 * MINUTE)
    made.sync()
    assert line_of(window, windows).sentence() == before
    window.status.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    line.catch_up()
    windows.settle(window)
    assert "代理" in line.sentence()


def test_N02_what_the_night_missed_is_shown_late_and_settled_once(
    made: Desk, windows: Windows
) -> None:
    ask(made)
    made.clock.move(timedelta(days=1, minutes=40))  # all PCs were off
    window = windows.open(made)
    said: list[str] = []
    windows.session_of(window).toast_asked.connect(lambda toast: said.append(toast.text))
    line = line_of(window, windows)
    assert "PC が止まっていました" in line.sentence()
    assert window.toast.text() == (  # told when the window opened
        "夜の間の予定 1 件は今の状態に合わせました。まとめて送ることはしません。"
    )
    line_of(window, windows)
    assert said == []  # and not again


def test_the_line_asks_for_no_more_room_than_there_is(made: Desk, windows: Windows) -> None:
    ask(made)
    made.clock.move(11 * MINUTE)
    made.sync()
    window = windows.open(made, size=(911, 432))
    line = line_of(window, windows)
    assert (window.width(), window.height()) == (911, 432)
    for button in (line.send, line.leave_out):
        place = button.mapTo(window, button.rect().bottomRight())
        assert place.x() <= window.width()
        assert button.width() >= button.sizeHint().width()


def overdue(window: MainWindow) -> list[Entry]:
    found = window.sidebar.model.entries()
    return [entry for entry in found if entry.kind is EntryKind.OVERDUE]


def test_S49_what_is_overdue_at_another_desk_stands_in_my_sidebar(
    made: Desk, windows: Windows
) -> None:
    window = windows.open(made)
    assert not overdue(window)
    ask(made, room=made.colleague, minutes=20)
    made.clock.move(22 * MINUTE)
    window.sidebar.refresh()  # as its timer does: time passes without any event
    line_of(window, windows)
    [entry] = overdue(window)
    assert entry.text == made.day.person(CHIEF).name
    assert "2分超過" in entry.side
    assert "今 催促" in entry.below
    step = made.room.escalations.next_steps()[0]
    made.colleague.escalations.fire(step.escalation, 3)  # they ask the deputy instead
    made.sync()
    windows.settle(window)
    window.sidebar.refresh()
    [entry] = overdue(window)
    assert entry.text == made.day.person(DEPUTY).name  # the addressee of now


# --- words ---------------------------------------------------------------------------------------


def step(*, at: datetime = OPENING, proposal: bool = True, **more: object) -> NextStep:
    plain = NextStep(
        case=CaseId("case"), number=128, escalation=EscalationId("one"), step=2,
        action=StepAction.NUDGE, to=Address(name="鈴木 係長", addr="suzuki@example.com"),
        person=None, level=2, why="", at=at, fires_at=None if proposal else at,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def test_a_proposal_comes_before_what_leaves_by_itself() -> None:
    now = OPENING + MINUTE
    later = step(proposal=False, at=OPENING - MINUTE, escalation=EscalationId("two"))
    shown = upcoming.upcoming((later, step()), now)
    assert shown is not None
    assert shown.step.proposal
    assert shown.meaning.count("\n") == 1
    assert upcoming.upcoming((step(at=now + MINUTE),), now) is None


def test_N02_only_steps_missed_while_off_are_said_to_be_settled() -> None:
    now = OPENING + MINUTE
    assert upcoming.settled((step(missed=2),), now) == ""
    assert "3" in upcoming.settled((step(missed=3, late=40 * MINUTE),), now)
