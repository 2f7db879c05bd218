"""Templates in the composer: chosen by key, seen filled in, put in by Enter or by /name."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mailroom.domain.commands import SetTemplate
from mailroom.domain.templates.founding import founding
from mailroom.service.templates.sheet import new_template
from tests.ui.forms.composing import compose, press
from ui.acts.template_acts import TemplateActs
from ui.dialogs.template_picker import TemplatePicker

NO_KEY, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
GREETING = "山田太郎 様\n\n"
RETURNS = new_template(
    "返品の手順",
    "{お客様}\n\n{番号}の返品を承ります。{期限}までに＿＿へお送りください。\n{自分}\n",
    category="返品・返金",
)


@pytest.fixture
def own(team):
    """Give the team a template of its own, and take it away again."""

    def define(template):
        made.append(template)
        team.room.do(SetTemplate(template=template))
        team.sync()
        return template

    made = []
    yield define
    for one in made:
        team.room.do(SetTemplate(template=replace(one, removed=True)))
    team.sync()


@pytest.fixture(autouse=True)
def acts(session, window):
    """What the window does for its panes."""
    return TemplateActs(session, window)


def picker_of(qtbot, composer):
    [found] = composer.window().findChildren(TemplatePicker)
    qtbot.waitUntil(found.list.line.hasFocus)
    return found


def type_keys(text):
    """Type where the focus is, as keys do."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_N30_a_template_goes_in_by_keyboard_with_its_values(qtbot, team, composer, case, own):
    own(RETURNS)
    number = team.room.reads.detail(case).row.case.number
    composer.open_reply(case)
    press(qtbot, composer, Qt.Key.Key_T, CTRL)
    picker = picker_of(qtbot, composer)
    assert picker.list.current().text == "返品の手順"  # the case says 返品
    type_keys("henpin")
    shown = picker.preview.text.toPlainText()
    assert shown.startswith(f"山田太郎 様\n\n{number}の返品を承ります。")
    assert "＿＿" in picker.preview.missing.text()
    QTest.keyClick(picker.list.line, Qt.Key.Key_Return)
    text = composer.reply.body.toPlainText()
    assert text.startswith(f"{GREETING}{number}の返品を承ります。")  # greeted once
    assert text.rstrip().endswith("田中 恵")
    assert composer.reply.body.hasFocus()
    chosen = composer.reply.body.textCursor().selectedText()
    assert chosen == "＿＿"  # typing replaces what is still to be filled in
    qtbot.keyClicks(composer.reply.body, "X")
    assert chosen not in composer.reply.body.toPlainText()


def test_one_ctrl_z_takes_a_template_out_again(qtbot, composer, case):
    composer.open_reply(case)
    before = composer.reply.body.toPlainText()
    composer.templates.insert(composer.templates._offers()[0])
    assert composer.reply.body.toPlainText() != before
    composer.reply.body.undo()
    assert composer.reply.body.toPlainText() == before


def test_a_name_after_a_slash_offers_its_template(qtbot, composer, case):
    composer.open_reply(case)
    body, slash = composer.reply.body, composer.templates.slash
    qtbot.keyClicks(body, "/")
    assert slash.isVisible()
    compose(body, commit="結")
    assert slash.model.rowCount() == 1
    qtbot.keyClick(body, Qt.Key.Key_Return)
    assert slash.isHidden()
    closing = next(one for one in founding(japanese=True) if one.name == "結び")
    assert body.toPlainText() == f"{GREETING}{closing.text}"
    body.undo()
    assert body.toPlainText() == f"{GREETING}/結"


def test_up_and_down_mark_in_the_slash_list_and_the_text_stays(qtbot, composer, case):
    composer.open_reply(case)
    body, slash = composer.reply.body, composer.templates.slash
    qtbot.keyClicks(body, "/")
    qtbot.keyClick(body, Qt.Key.Key_Down)
    assert slash.view.currentIndex().row() == 1
    qtbot.keyClick(body, Qt.Key.Key_Up)
    qtbot.keyClick(body, Qt.Key.Key_Up)
    assert slash.view.currentIndex().row() == slash.model.rowCount() - 1
    assert body.toPlainText() == f"{GREETING}/"


@pytest.mark.parametrize("typed", ["/no such template", "1/2", "x /", "/home/", "https://"])
def test_a_slash_that_asks_for_nothing_is_text(qtbot, composer, case, typed):
    composer.open_reply(case)
    body = composer.reply.body
    qtbot.keyClicks(body, typed)
    assert composer.templates.slash.isHidden()
    qtbot.keyClick(body, Qt.Key.Key_Return)
    assert body.toPlainText() == f"{GREETING}{typed}\n"


def test_esc_puts_the_list_away_and_not_the_composer(qtbot, composer, case):
    composer.open_reply(case)
    body, slash = composer.reply.body, composer.templates.slash
    qtbot.keyClicks(body, "/")
    qtbot.keyClick(body, Qt.Key.Key_Escape)
    assert slash.isHidden()
    assert composer.isVisible()
    compose(body, commit="結")
    assert slash.isHidden()  # not again in this line
    qtbot.keyClick(body, Qt.Key.Key_Return)
    qtbot.keyClicks(body, "/")
    assert slash.isVisible()  # in the next


def test_ctrl_enter_sends_nothing_by_way_of_the_list(qtbot, composer, case, nothing_sent):
    composer.open_reply(case)
    press(qtbot, composer, Qt.Key.Key_T, CTRL)
    picker = picker_of(qtbot, composer)
    qtbot.keyClick(picker.list.line, Qt.Key.Key_Return, CTRL)  # puts it in, as Enter does
    nothing_sent()
    assert composer.reply.has_words()


def test_what_is_used_most_comes_first(qtbot, team, composer, case):
    composer.open_reply(case)
    last = composer.templates._offers()[-1]
    for _ in range(3):
        composer.templates.insert(last)
    general = [one for one in composer.templates._offers() if not one.fits]
    assert general[0].template.id == last.template.id


def test_N34_a_blank_holds_the_reply_once(qtbot, composer, case, nothing_sent, empty_outbox):
    composer.open_reply(case)
    until = next(one for one in composer.templates._offers() if "期限" in one.template.text)
    composer.templates.insert(replace(until, text="{期限}までにご連絡します。"))
    composer.submit()
    assert composer.bars.risk.isVisible()
    assert "{期限}" in composer.bars.risk.sentence()
    nothing_sent()
    with qtbot.waitSignal(composer.queued):
        composer.bars.risk.buttons()[1].click()
