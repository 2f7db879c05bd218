"""Who has how much, and heads-ups that cost nobody a mail of their own (S10, S30)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain import commands as c
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.people import Address, Role
from mailroom.ids import PersonId
from mailroom.service.load import Burden
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.actions import Do
from ui.dialogs.board import BoardDialog, Page
from ui.main_window import MainWindow
from ui.models.load import LoadColumn

TANAKA, SATO = PersonId("tanaka"), PersonId("sato")


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("load")) as team:
        team.deliver("return-1", "invoice-1", "english-1")
        team.sync()
        yield team


def ask(made: Desk, name: str, kind: EscalationKind, *, level: int = 2, minutes: int = 30) -> None:
    case = made.case(name)
    sato = made.day.person(SATO)
    form = replace(
        made.room.reads.prefill_escalation(case),
        kind=kind,
        level=level,
        request=f"{name} のことです。",
        wanted_by=made.clock.now() + timedelta(minutes=minutes),
        to=Address(name=sato.name, addr=sato.address),
        to_person=SATO,
    )
    made.do(c.Escalate(case=case, form=form))


def of(made: Desk, person: PersonId | None) -> Burden:
    return next(one for one in made.room.load.now().people if one.person == person)


def board_of(window: MainWindow, windows: Windows, page: Page) -> BoardDialog:
    window.actions_by_name[Do.BOARD].trigger()
    board = window.findChild(BoardDialog)
    assert board is not None
    board.page.button(page).click()
    windows.settle(window)
    return board


def test_S30_the_load_view_counts_open_waiting_asked_and_overdue(made: Desk) -> None:
    made.do(
        c.Assign(case=made.case("return-1"), person=TANAKA),
        c.Assign(case=made.case("invoice-1"), person=TANAKA),
    )
    before = of(made, SATO)
    ask(made, "return-1", EscalationKind.INSTRUCT, minutes=20)
    made.clock.move(timedelta(minutes=21))
    mine, asked = of(made, TANAKA), of(made, SATO)
    assert (mine.open, mine.waiting, mine.asked) == (2, 0, 0)
    assert (asked.open, asked.asked, asked.asked_overdue, asked.asked_today) == (
        before.open, 1, 1, 1,
    )  # fmt: skip
    assert of(made, None).open == 1
    assert made.room.load.now().hours == ((9, 1),)


def test_S30_yesterday_is_not_in_todays_hours(made: Desk) -> None:
    ask(made, "return-1", EscalationKind.INSTRUCT)
    made.clock.move(timedelta(days=1))
    assert made.room.load.now().hours == ()
    assert of(made, SATO).asked == 1
    assert of(made, SATO).asked_today == 0


def test_S30_whoever_leads_sees_it_and_nobody_else(made: Desk, windows: Windows) -> None:
    ask(made, "return-1", EscalationKind.INSTRUCT, minutes=20)
    made.clock.move(timedelta(minutes=21))
    made.sync()
    window = windows.open(made)
    session = windows.session_of(window)
    assert session.roster.i_am_lead  # who founds the team leads it
    board = board_of(window, windows, Page.LOAD)
    rows = range(board.load.model.rowCount())
    cells = {
        board.load.model.index(row, 0).data(): [
            board.load.model.index(row, column).data() for column in range(len(LoadColumn))
        ]
        for row in rows
    }
    assert cells["佐藤さん"][list(LoadColumn).index(LoadColumn.ASKED)] == "1 (うち超過 1)"
    assert "9時台 1件" in board.load.hours.text()
    assert not board.table.isVisible()
    board.reject()
    mine = session.roster.members[TANAKA]
    session.roster = replace(session.roster, members={TANAKA: replace(mine, role=Role.MEMBER)})
    windows.settle(window)
    board = BoardDialog(session, window)
    assert Page.LOAD not in [page for page, _name in board._pages()]
    board.reject()


def test_S10_heads_ups_of_a_low_level_stand_on_one_page_and_cost_no_mail_each(
    made: Desk, windows: Windows
) -> None:
    policy = made.room.reads.policy()
    assert policy.level(2).digest
    assert not policy.level(3).digest
    for name in ("return-1", "invoice-1"):
        ask(made, name, EscalationKind.HEADS_UP)
    ask(made, "english-1", EscalationKind.HEADS_UP, level=3)
    made.sync()
    found = made.colleague.load.heads_ups()
    assert [one.collected for one in found] == [False, True, True]  # the newest first
    sato = made.day.person(SATO).address
    to_sato = [mail for mail in made.server.sink.received if sato in mail.recipients]
    assert len(to_sato) == 1  # that of level 3, which gets each by itself
    window = windows.open(made)
    board = board_of(window, windows, Page.DIGEST)
    words = "\n".join(board.digest.words())
    for name in ("return-1", "invoice-1", "english-1"):
        assert f"{name} のことです。" in words
    assert board.digest.isVisible()
    board.reject()


def test_a_day_without_heads_ups_says_so(made: Desk, windows: Windows) -> None:
    window = windows.open(made)
    board = board_of(window, windows, Page.DIGEST)
    assert board.digest.words() == ("今日の共有はまだありません。",)
    board.reject()
