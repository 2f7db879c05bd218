"""The window on a real room: what one sees, what one does, what one can take back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mailroom.domain import commands as c
from mailroom.domain.cases import CaseStatus
from mailroom.domain.people import Presence
from mailroom.domain.query import CaseDetail, CaseQuery, Sort, View
from mailroom.ids import CaseId, PersonId
from mailroom.settings import Language, Settings, Theme
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui import paper
from ui.actions import Do
from ui.main_window import MainWindow
from ui.models.sidebar import Entry, EntryKind
from ui.notice_bar import NoticeBar
from ui.views.frame.sidebar import query_for


def entry(window: MainWindow, said: str) -> Entry:
    return next(one for one in window.sidebar.model.entries() if one.text == said)


def detail_of(made: Desk, case: CaseId) -> CaseDetail:
    found = made.room.reads.detail(case)
    assert found is not None
    return found


def sentences(window: MainWindow) -> list[str]:
    bars = window.case.findChildren(NoticeBar)
    return [bar.sentence() for bar in bars if bar.isVisible()]


# --- what one sees --------------------------------------------------------------------------------


@pytest.fixture
def busy(windows: Windows, busy_desk: Desk) -> MainWindow:
    return windows.open(busy_desk)


def test_overdue_escalations_stand_first(busy: MainWindow) -> None:
    kinds = [one.kind for one in busy.sidebar.model.entries()]
    assert kinds[:4] == [EntryKind.ALARM, EntryKind.OVERDUE, EntryKind.OVERDUE, EntryKind.NEXT]
    first = busy.sidebar.model.entries()[1]
    assert (first.level, first.text) == (3, "佐々木 課長")
    assert first.side.endswith("分超過")
    assert entry(busy, "担当なし").side.isdigit()
    assert entry(busy, "田中 恵(自分)").presence is Presence.IN


def test_an_overdue_line_leads_to_its_case(
    busy: MainWindow, windows: Windows, busy_desk: Desk
) -> None:
    busy.sidebar.open_first_overdue()
    windows.settle(busy)
    assert busy.case.detail is not None
    assert busy.case.detail.row.case.id == busy_desk.case("angry-1")
    assert sentences(busy)[0].startswith("佐々木課長(L3)の回答待ち")


def test_an_answer_says_what_to_do_next(
    busy: MainWindow, windows: Windows, busy_desk: Desk
) -> None:
    busy.show_case(busy_desk.case("outage-1"))
    windows.settle(busy)
    [said] = sentences(busy)
    assert said.startswith("高橋部長から回答がありました。反映して、お客様へ返信してください。")
    assert "残り" in said  # the task has a clock of its own (S50)


def test_who_writes_is_shown_and_the_reply_is_held_back(
    busy: MainWindow, windows: Windows, busy_desk: Desk
) -> None:
    busy.show_case(busy_desk.case("delivery-1"))
    windows.settle(busy)
    assert sentences(busy)[0].startswith("佐藤さん(佐藤 健一のPC)が返信を書いています")
    busy.actions_by_name[Do.REPLY].trigger()
    windows.settle(busy)
    assert not busy.composer.reply_actions.send_button.isEnabled()


def test_the_timeline_tells_the_story(busy: MainWindow, windows: Windows, busy_desk: Desk) -> None:
    busy.show_case(busy_desk.case("return-1"))
    windows.settle(busy)
    assert "田中さんが担当になりました" in busy.case.timeline.sentences()
    cards = busy.case.timeline.cards()
    assert len(cards) == 2
    assert cards[-1].opened


def test_escalation_mail_is_never_shown_as_a_mail_to_the_customer(
    busy: MainWindow, windows: Windows, busy_desk: Desk
) -> None:
    busy.show_case(busy_desk.case("angry-1"))
    windows.settle(busy)
    looks = {card.property("card") for card in busy.case.timeline.cards()}
    assert looks == {"in", "escalation"}


def test_the_status_line_accounts_for_every_mail(busy: MainWindow) -> None:
    assert busy.status.sentence().endswith("に同期")
    assert busy.status._ledger.text().startswith("受信 33 通 = 案件に 33")


def test_a_rail_puts_the_alarm_above_the_list(windows: Windows, busy_desk: Desk) -> None:
    window = windows.open(busy_desk, size=(1093, 534))
    assert window.panes.strip.isVisible()
    assert window.panes.strip.sentence.startswith("期限切れエスカレーション 2 件: L3")
    window.panes.strip.click()
    windows.settle(window)
    assert window.case.detail is not None
    assert window.case.detail.row.case.id == busy_desk.case("angry-1")
    window.resize(1366, 688)
    assert not window.panes.strip.isVisible()


def test_a_narrow_window_shows_list_or_case(windows: Windows, busy_desk: Desk) -> None:
    window = windows.open(busy_desk, size=(911, 432))
    assert window.cases.isVisible()
    assert not window.case.isVisible()
    window.cases.step(1)
    QTest.keyClick(window.cases.view, Qt.Key.Key_Return)
    windows.settle(window)
    assert window.case.isVisible()
    assert not window.cases.isVisible()
    QTest.keyClick(window.case.timeline, Qt.Key.Key_Escape)
    assert window.cases.isVisible()
    assert not window.case.isVisible()


def test_a_case_goes_to_paper_whole(busy: MainWindow, busy_desk: Desk) -> None:
    document = paper.document_of(busy._session, busy_desk.case("return-1")).toPlainText()
    assert "[社内] 田中さんのメモ" in document
    assert "ふたの割れがありました" in document
    assert "折り返しメールで送ると伝えました" in document


# --- what one does --------------------------------------------------------------------------------


def test_choosing_a_row_shows_the_case(window: MainWindow, windows: Windows) -> None:
    window.cases.step(1)
    windows.settle(window)
    assert window.case.detail is not None
    assert window.case.detail.row.case.id == window.cases.current()
    window.cases.step(1)
    windows.settle(window)
    assert window.case.detail.row.case.id == window.cases.current()


def test_without_a_case_its_actions_are_grey(window: MainWindow, quiet_desk: Desk) -> None:
    window._session.show_case(None)
    assert not window.actions_by_name[Do.REPLY].isEnabled()
    assert window.actions_by_name[Do.SEARCH].isEnabled()
    window.show_case(quiet_desk.case("return-1"))
    assert window.actions_by_name[Do.REPLY].isEnabled()


def test_taking_a_case_can_be_undone(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    case = quiet_desk.case("photo-1")
    window.show_case(case)
    window.actions_by_name[Do.MINE].trigger()
    windows.settle(window)
    assert window.toast.text() == "自分の担当にしました"
    assert detail_of(quiet_desk, case).row.case.assignee == "tanaka"
    assert entry(window, "返信する(自分)").side == "1"
    window.actions_by_name[Do.UNDO].trigger()
    windows.settle(window)
    assert window.toast.text() == "元に戻しました: 自分の担当にしました"
    assert detail_of(quiet_desk, case).row.case.assignee is None


def test_many_cases_are_one_step(window: MainWindow, windows: Windows, quiet_desk: Desk) -> None:
    window.cases.view.selectAll()
    windows.settle(window)
    cases = window.cases.selected()
    assert len(cases) >= 5
    before = [detail_of(quiet_desk, case).row.case.assignee for case in cases]
    window.actions_by_name[Do.MINE].trigger()
    windows.settle(window)
    assert window.toast.text() == f"{len(cases)} 件を自分の担当にしました"
    assert {detail_of(quiet_desk, case).row.case.assignee for case in cases} == {"tanaka"}
    window.toast.press()
    windows.settle(window)
    assert [detail_of(quiet_desk, case).row.case.assignee for case in cases] == before


def test_a_case_dropped_on_a_member_is_given_to_them(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    model = window.sidebar.model
    place = next(at for at, one in enumerate(model.entries()) if one.text.startswith("佐藤"))
    assert model.flags(model.index(place)) & Qt.ItemFlag.ItemIsDropEnabled
    views = next(at for at, one in enumerate(model.entries()) if one.view is View.ALL)
    assert not model.flags(model.index(views)) & Qt.ItemFlag.ItemIsDropEnabled
    rows = quiet_desk.room.reads.rows(list(window.cases.model.ids))
    case = next(row.case.id for row in rows if row.case.assignee != "sato")
    at = window.cases.model.place_of(case)
    assert at is not None
    data = window.cases.model.mimeData([window.cases.model.index(at)])
    assert not model.dropMimeData(data, Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, model.index(place))
    windows.settle(window)
    assert window.toast.text() == "担当を佐藤さんにしました"
    assert detail_of(quiet_desk, case).row.case.assignee == "sato"
    window.actions_by_name[Do.UNDO].trigger()
    windows.settle(window)


def test_what_the_rules_refuse_is_said_and_nothing_is_lost(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    case = quiet_desk.case("invoice-1")
    window.show_case(case)
    windows.settle(window)
    window.actions_by_name[Do.REOPEN].trigger()
    windows.settle(window)
    assert window.toast.text() == "この案件は完了していません。操作は不要です。"


def test_who_came_first_is_said_when_my_change_lands_second(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    quiet_desk.sync()
    case = quiet_desk.case("warranty-1")
    window.show_case(case)
    windows.settle(window)
    shown = detail_of(quiet_desk, case).seen
    quiet_desk.colleague.do(c.Assign(case=case, shown=shown, person=PersonId("sato")))
    quiet_desk.colleague.sync_once()
    window.actions_by_name[Do.MINE].trigger()  # this desk has not heard of it yet
    windows.settle(window)
    assert window.toast.text() == "自分の担当にしました"
    quiet_desk.sync()
    windows.settle(window)
    assert window.refusals.isVisible()
    assert window.refusals.sentence() == (
        "反映されませんでした。佐藤さん(佐藤 健一のPC)が先に変えました。"
        "今の内容を確認して、必要なら選び直してください。"
    )
    assert detail_of(quiet_desk, case).row.case.assignee == "sato"


def test_done_goes_on_to_the_next_case(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    window.cases.step(-9)
    windows.settle(window)
    first, second = window.cases.model.id_at(0), window.cases.model.id_at(1)
    assert first is not None
    window.actions_by_name[Do.DONE].trigger()
    windows.settle(window)
    assert detail_of(quiet_desk, first).row.case.status is CaseStatus.DONE
    assert window._session.case == second
    window.actions_by_name[Do.UNDO].trigger()
    windows.settle(window)


def test_what_comes_in_waits_while_the_mouse_is_at_work(windows: Windows, quiet_desk: Desk) -> None:
    window = windows.open(quiet_desk)
    window.cases.show_query(CaseQuery(view=View.ALL, sort=Sort.NEWEST))
    windows.settle(window)
    before = window.cases.model.ids
    window.cases.view.mouse_used.emit(True)
    quiet_desk.deliver("howto-1", "parts-1")
    quiet_desk.room.sync_once()
    windows.settle(window)
    assert window.cases.model.ids == before
    assert window.cases._news.isVisible()
    assert window.cases._news.text() == "新着 2 件 ↑"
    window.cases._news.click()
    assert len(window.cases.model.ids) == len(before) + 2
    assert not window.cases._news.isVisible()
    window.cases.view.mouse_used.emit(False)


def test_reading_marks_a_case_as_read(windows: Windows, quiet_desk: Desk, qtbot: QtBot) -> None:
    quiet_desk.deliver("privacy-1")
    quiet_desk.room.sync_once()
    window = windows.open(quiet_desk)
    case = quiet_desk.case("privacy-1")
    assert detail_of(quiet_desk, case).row.unread
    window.show_case(case)
    qtbot.waitUntil(lambda: not detail_of(quiet_desk, case).row.unread, timeout=5000)
    windows.settle(window)


def test_another_desk_is_seen_at_once(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    quiet_desk.sync()
    case = quiet_desk.case("english-1")
    window.show_case(case)
    windows.settle(window)
    quiet_desk.do(c.AddNote(case=case, text="電圧は確認済みです。"), room=quiet_desk.colleague)
    seen = quiet_desk.colleague.reads.detail(case)
    assert seen is not None
    given = c.Assign(case=case, shown=seen.seen, person=PersonId("sato"))
    quiet_desk.do(given, room=quiet_desk.colleague)
    windows.settle(window)
    assert "佐藤さんが担当になりました" in window.case.timeline.sentences()


# --- looks ----------------------------------------------------------------------------------------


def test_an_empty_view_says_where_work_is(windows: Windows, quiet_desk: Desk) -> None:
    window = windows.open(quiet_desk)
    assert window.cases.query.view is View.TO_REPLY
    said = window.cases.empty.said.text()
    assert said.startswith("返信するメールはありません。担当なしが")
    window.cases.empty.button.click()
    windows.settle(window)
    assert window.cases.query.view is View.UNASSIGNED
    assert window.cases.model.rowCount() > 0


def test_density_changes_rows_without_a_new_window(
    window: MainWindow, windows: Windows, qtbot: QtBot
) -> None:
    rebuilt: list[bool] = []
    window.rebuild_asked.connect(lambda: rebuilt.append(True))
    assert window.cases.view.sizeHintForRow(0) == 48
    window.actions_by_name[Do.COMPACT].trigger()
    windows.settle(window)
    assert window.cases.view.sizeHintForRow(0) == 28
    assert window.actions_by_name[Do.COMPACT].isChecked()
    assert not window.actions_by_name[Do.NORMAL].isChecked()
    window.actions_by_name[Do.ROOMY].trigger()
    assert window.cases.view.sizeHintForRow(0) == 68
    assert rebuilt == []


@pytest.mark.parametrize(
    ("action", "changed"),
    [
        (Do.ENGLISH, {"language": Language.EN}),
        (Do.DARK, {"theme": Theme.DARK}),
        (Do.LARGER, {"text_percent": 110}),
    ],
)
def test_language_colours_and_size_ask_for_a_new_window(
    window: MainWindow, windows: Windows, qtbot: QtBot, action: Do, changed: dict[str, object]
) -> None:
    with qtbot.waitSignal(window.rebuild_asked):
        window.actions_by_name[action].trigger()
    windows.settle(window)
    kept = window._session.room.profile.settings()
    assert {name: getattr(kept, name) for name in changed} == changed


def test_english_is_complete_on_screen(windows: Windows, busy_desk: Desk) -> None:
    window = windows.open(busy_desk, settings=Settings(language=Language.EN))
    window.show_case(busy_desk.case("angry-1"))
    windows.settle(window)
    assert entry(window, "To reply (mine)").view is View.TO_REPLY
    assert sentences(window)[0].startswith("Waiting for 佐々木課長 (L3): answer by")
    assert [action.text() for action in window.menuBar().actions()][:2] == ["&File", "&Case"]


def test_choosing_an_entry_asks_for_its_cases() -> None:
    view = Entry(kind=EntryKind.VIEW, text="", view=View.OVERDUE)
    member = Entry(kind=EntryKind.MEMBER, text="", member=PersonId("sato"))
    assert query_for(view) == CaseQuery(view=View.OVERDUE, sort=Sort.DUE)
    assert query_for(member).assignee == "sato"


def test_time_passing_makes_things_overdue(windows: Windows, busy_desk: Desk) -> None:
    window = windows.open(busy_desk)
    before = sum(one.kind is EntryKind.OVERDUE for one in window.sidebar.model.entries())
    busy_desk.clock.move(timedelta(hours=3))
    window.sidebar.refresh()  # as its timer does
    after = sum(one.kind is EntryKind.OVERDUE for one in window.sidebar.model.entries())
    assert after == before + 1
    busy_desk.clock.move(timedelta(hours=-3))
