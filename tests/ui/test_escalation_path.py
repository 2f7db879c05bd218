"""The whole way in a window: signs, form, plain-mail answer, sorted, told (S27-S53, N08)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mailroom.domain import commands as c
from mailroom.domain.escalations.escalation import Criterion, EscalationKind, EscalationState
from mailroom.domain.people import Member
from mailroom.domain.query import View
from mailroom.ids import CaseId, PersonId
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from tests.ui.forms.asking import Chief
from ui.actions import Do
from ui.main_window import MainWindow
from ui.models.escalation_offers import Offer
from ui.notice_bar import NoticeBar

CTRL = Qt.KeyboardModifier.ControlModifier
TANAKA = PersonId("tanaka")


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A team of its own for each test: some move the clock."""
    with desk(tmp_path_factory.mktemp("path")) as team:
        team.deliver("angry-1", "return-1", "invoice-1", "photo-1")
        team.sync()
        chiefs = [one for one in team.day.members if one.id in {"suzuki", "kacho", "bucho"}]
        team.do(*(c.SetMember(member=_member(one)) for one in chiefs))
        yield team


def _member(person):
    return Member(
        id=PersonId(person.id), name=person.name, addresses=(person.address,), role=person.role,
        phone=person.phone, extension=person.extension,
    )  # fmt: skip


@pytest.fixture
def window(windows: Windows, made: Desk) -> MainWindow:
    shown = windows.open(made)
    shown.sidebar.choose_view(View.ALL)
    windows.settle(shown)
    return shown


def show(window: MainWindow, windows: Windows, case: CaseId) -> None:
    window.show_case(case)
    windows.settle(window)


def bar(window: MainWindow) -> NoticeBar:
    [found] = [one for one in window.case.findChildren(NoticeBar) if one.isVisible()]
    return found


def press(window: MainWindow, windows: Windows, at: int = 0) -> None:
    bar(window).buttons()[at].click()
    windows.settle(window)


def last(made: Desk, case: CaseId):
    return made.room.reads.detail(case).escalations[-1]


def ask(window: MainWindow, windows: Windows, made: Desk, case: CaseId, words: str) -> None:
    """Escalate by the keyboard."""
    show(window, windows, case)
    window.actions_by_name[Do.ESCALATE].trigger()
    windows.settle(window)
    fields = window.form.request.fields
    fields.kind.button(EscalationKind.CHECK).click()
    fields.texts["request"].input.insertPlainText(words)
    for name in ("tried", "now"):
        fields.texts[name]._unknown.setChecked(True)
    window.form.submit()
    windows.settle(window)
    assert window.form.sent.isVisible()
    window.form.leave()
    made.sync()
    windows.settle(window)


def test_signs_are_shown_filled_in_and_left_to_a_person(
    window: MainWindow, windows: Windows, made: Desk
) -> None:
    case = made.case("angry-1")
    show(window, windows, case)
    assert "責任者からの回答を求められている → L3 交代?" in bar(window).sentence()
    assert "「責任者」" in bar(window).sentence()
    assert "決めるのはあなたです" in bar(window).sentence()
    press(window, windows)
    form = window.form
    assert form.request.suggestion.isVisible()
    fields = form.request.fields
    assert (fields.kind.value(), fields.level.value(), fields.criterion.value()) == (
        EscalationKind.TAKE_OVER, 3, Criterion.RESPONSIBLE_PERSON,
    )  # fmt: skip
    assert made.room.reads.detail(case).escalations == ()  # nothing was decided
    form.request.suggestion.dismiss_button.click()
    form.request.suggestion.confirm_button.click()  # not without a reason
    form.request.suggestion.reason.setText("すでに課長と話しました")
    form.request.suggestion.confirm_button.click()
    windows.settle(window)
    made.sync()
    assert "responsible-person" in made.room.reads.detail(case).row.case.dismissed
    form.leave()
    windows.settle(window)
    show(window, windows, made.case("return-1"))
    show(window, windows, case)
    said = [one.sentence() for one in window.case.findChildren(NoticeBar) if one.isVisible()]
    assert not any("責任者からの回答" in one for one in said)


def test_S50_N07_from_the_question_to_the_customer(
    window: MainWindow, windows: Windows, made: Desk, qtbot
) -> None:
    case = made.case("return-1")
    ask(window, windows, made, case, "返品を受けてよいですか。")
    chief = made.room.reads.detail(case).escalations[-1].to
    assert "回答待ち" in bar(window).sentence()
    words = "写真があれば受けてよいです。\n\n▼お客様へ\nお写真をいただければ交換いたします。"
    Chief(made, chief.addr, chief.name).reply(words)
    windows.settle(window)
    assert "回答がありました" in bar(window).sentence()
    press(window, windows)
    page = window.form.under_way
    [card] = page.answers.cards()
    if card.buttons:  # in words alone: one key says what it means
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
        windows.settle(window)
        made.sync()
        windows.settle(window)
        [card] = page.answers.cards()
    card.use_button.click()
    windows.settle(window)
    assert not window.form.isVisible()
    assert "お写真をいただければ交換いたします。" in window.composer.reply.body.toPlainText()
    assert last(made, case).state is EscalationState.ANSWERED  # sent by nobody but a person
    window.composer.leave()


def test_after_the_answer_the_reply_opens_over_the_form(
    window: MainWindow, windows: Windows, made: Desk
) -> None:
    case = made.case("photo-1")
    ask(window, windows, made, case, "交換してよいですか。")
    chief = last(made, case).to
    Chief(made, chief.addr, chief.name).reply("承認する")
    windows.settle(window)
    press(window, windows)
    window.form.under_way.buttons[Offer.REPLY].click()
    windows.settle(window)
    assert not window.form.isVisible()
    assert window.composer.isVisible()
    window.composer.leave()


def test_S53_N08_a_customer_who_waits_is_told_by_one_click(
    window: MainWindow, windows: Windows, made: Desk
) -> None:
    case = made.case("invoice-1")
    ask(window, windows, made, case, "差額の内訳を答えてよいですか。")
    assert "お待たせ" not in bar(window).sentence()
    made.clock.move(timedelta(hours=7, minutes=30))  # most of the eight hours are gone
    made.sync()
    show(window, windows, made.case("angry-1"))
    show(window, windows, case)
    assert "お待たせしています" in bar(window).sentence()
    press(window, windows)
    text = window.composer.reply.body.toPlainText()
    assert made.room.templates.interim(case).splitlines()[1] in text
    window.composer.leave()


def test_S27_help_is_offered_to_the_one_who_has_it_for_long_and_to_nobody_else(
    window: MainWindow, windows: Windows, made: Desk
) -> None:
    case = made.case("angry-1")
    made.do(c.Assign(case=case, person=TANAKA))
    for one in made.room.guidance.suggestions(case):
        made.do(c.DismissSuggestion(case=case, rule=one.rule.id, reason="様子を見ます"))
    made.clock.move(timedelta(days=2))
    made.sync()
    for one in made.room.guidance.suggestions(case):
        made.do(c.DismissSuggestion(case=case, rule=one.rule.id, reason="様子を見ます"))
    show(window, windows, made.case("return-1"))
    show(window, windows, case)
    assert "一緒に考えてもらいますか" in bar(window).sentence()
    assert made.colleague.guidance.help_offer(case) is None
    press(window, windows)
    assert window.form.request.fields.brief  # 迷ったら相談
    window.form.leave()
