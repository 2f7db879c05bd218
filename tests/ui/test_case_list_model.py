"""The list's model: ids in memory, rows in pages, an order that can be held still."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from mailroom.domain.cases import Case
from mailroom.domain.people import Address
from mailroom.domain.query import CaseRow
from mailroom.ids import CaseId, MailKey
from ui.models.case_list import ID_ROLE, PAGE, PAGES_KEPT, ROW_ROLE, CaseListModel

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)


def ids(*numbers: int) -> list[CaseId]:
    return [CaseId(f"case-{number}") for number in numbers]


def row(case: CaseId, subject: str = "") -> CaseRow:
    return CaseRow(
        case=Case(
            id=case,
            number=1,
            anchor=MailKey(case),
            subject=subject or case,
            contact=Address(name="山田", addr="yamada@example.test"),
            opened_at=NOW,
            last_at=NOW,
        )
    )


class Shelf:
    """Rows by id, and how often they were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.subject = ""

    def fetch(self, wanted: Sequence[CaseId]) -> list[CaseRow]:
        self.asked.append(len(wanted))
        return [row(case, self.subject) for case in wanted]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def model(shelf: Shelf, qtbot: QtBot) -> CaseListModel:
    return CaseListModel(shelf.fetch, lambda one: one.case.subject)


def test_the_model_is_sound(model: CaseListModel, qtmodeltester: ModelTester) -> None:
    model.set_ids(ids(*range(500)))
    qtmodeltester.check(model)
    model.update_ids(ids(501, *range(1, 500)))
    model.forget(ids(3, 4))
    model.update_ids(ids(*range(40)))
    qtmodeltester.check(model)


def test_rows_are_read_a_page_at_a_time(model: CaseListModel, shelf: Shelf) -> None:
    model.set_ids(ids(*range(100_000)))
    assert shelf.asked == []  # nothing is read before it is painted
    for place in range(50_000, 50_011):
        assert model.data(model.index(place), ROW_ROLE) is not None
    assert shelf.asked == [PAGE]


def test_choosing_everything_reads_nothing(model: CaseListModel, shelf: Shelf) -> None:
    model.set_ids(ids(*range(100_000)))
    for place in (0, 1, 99_999):
        assert model.flags(model.index(place)) & Qt.ItemFlag.ItemIsSelectable
        assert model.data(model.index(place), ID_ROLE) == f"case-{place}"
    assert shelf.asked == []


def test_old_pages_are_given_up(model: CaseListModel) -> None:
    model.set_ids(ids(*range(PAGE * (PAGES_KEPT + 10))))
    for place in range(0, model.rowCount(), PAGE // 2):
        model.row(place)
    assert len(model._rows) <= PAGE * PAGES_KEPT


def test_a_changed_row_is_read_again_and_nothing_else(
    model: CaseListModel, shelf: Shelf, qtbot: QtBot
) -> None:
    model.set_ids(ids(*range(10)))
    model.row(0)
    shelf.subject = "new words"
    with qtbot.waitSignal(model.dataChanged) as told:
        model.forget(ids(4, 77))
    assert told.args is not None
    assert told.args[0].row() == told.args[1].row() == 4
    changed, kept = model.row(4), model.row(5)
    assert changed is not None
    assert kept is not None
    assert changed.case.subject == "new words"
    assert kept.case.subject == "case-5"


def test_a_held_order_waits_and_is_counted(model: CaseListModel, qtbot: QtBot) -> None:
    model.set_ids(ids(1, 2, 3))
    model.hold_still(True)
    with qtbot.waitSignal(model.waiting_changed) as told:
        model.update_ids(ids(9, 8, 3, 1, 2))
    assert told.args == [2]
    assert list(model.ids) == ids(1, 2, 3)
    model.let_in()
    assert list(model.ids) == ids(9, 8, 3, 1, 2)


def test_letting_go_lets_the_newest_order_in(model: CaseListModel) -> None:
    model.set_ids(ids(1, 2, 3))
    model.hold_still(True)
    model.update_ids(ids(4, 1, 2, 3))
    model.update_ids(ids(5, 4, 1, 2, 3))
    model.hold_still(False)
    assert list(model.ids) == ids(5, 4, 1, 2, 3)


def test_another_query_is_never_held(model: CaseListModel) -> None:
    model.set_ids(ids(1, 2, 3))
    model.hold_still(True)
    model.update_ids(ids(4))
    model.set_ids(ids(7))
    model.hold_still(False)
    assert list(model.ids) == ids(7)


def test_dragged_cases_are_named(model: CaseListModel) -> None:
    model.set_ids(ids(1, 2, 3))
    data = model.mimeData([model.index(0), model.index(2)])
    assert bytes(data.data(model.mimeTypes()[0]).data()) == b"case-1\ncase-3"
