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
from ui.dialogs.template_editor import TemplateEditor
from ui.dialogs.template_page import TemplatePage
from ui.dialogs.template_picker import TemplatePicker
from ui.session import ToastKind
from ui.template_text import TemplatePreview

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
    assert picker.preview.missing.text() == "ご自分で埋めるところが 1 か所あります"
    QTest.keyClick(picker.list.line, Qt.Key.Key_Return)
    text = composer.reply.body.toPlainText()
    assert text.startswith(f"{GREETING}{number}の返品を承ります。")  # greeted once
    assert text.rstrip().endswith("田中 恵")
    assert composer.window().focusWidget() is composer.reply.body
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
    for _ in range(20):  # more than any other test on this desk
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


# --- before one asks (S28) ------------------------------------------------------------------------


def choose_category(form, name):
    form.request.fields.category.choose(name)
    form.request.fields.category.chosen.emit()


def test_S28_a_text_of_the_category_is_shown_once_before_one_asks(qtbot, form, case, own):
    own(RETURNS)
    form.open(case)
    scripts = form.request.side.scripts
    choose_category(form, "障害")
    assert not scripts.isVisibleTo(form)
    choose_category(form, RETURNS.category)
    assert scripts.card.isVisibleTo(form)
    assert RETURNS.name in scripts.buttons()[0].text()
    scripts.read_button.click()
    choose_category(form, "障害")
    choose_category(form, RETURNS.category)
    assert not scripts.card.isVisibleTo(form)
    scripts.open_button.click()  # it stays one click away
    assert scripts.card.isVisibleTo(form)


def test_S28_answering_ourselves_takes_the_text_into_the_reply(qtbot, team, form, case, own):
    own(RETURNS)
    number = team.room.reads.detail(case).row.case.number
    form.open(case)
    choose_category(form, RETURNS.category)
    with qtbot.waitSignal(form.draft_asked) as asked:
        form.request.side.scripts.buttons()[0].click()
    assert asked.args[0] == case
    assert f"{number}の返品を承ります" in asked.args[1]
    assert not form.isVisible()


# --- the page of the settings ---------------------------------------------------------------------


@pytest.fixture
def page(qtbot, session):
    made = TemplatePage(session)
    qtbot.addWidget(made)
    made.resize(720, 420)
    made.show()
    yield made
    session.changed.disconnect(made._on_changed)  # the team's room closes before it


def names(team):
    return [one.name for one in team.room.templates.all()]


def test_a_founding_text_is_changed_and_is_the_teams_from_then_on(qtbot, team, page, own, settle):
    thanks = founding(japanese=True)[0]
    own(thanks)
    page.tree.setCurrentItem(page.tree.topLevelItem(0).child(0))
    page.change_button.click()
    [editor] = page.findChildren(TemplateEditor)
    assert editor.name.text() == thanks.name
    editor.text.setPlainText("{チーム}です。")
    assert "{" not in editor.preview.text.toPlainText()  # filled in as one types
    editor.confirm()
    settle()
    changed = next(one for one in team.room.templates.all() if one.id == thanks.id)
    assert changed.text == "{チーム}です。\n"
    qtbot.waitUntil(lambda: "{" not in page.preview.text.toPlainText())


def test_two_templates_of_one_category_have_two_names(qtbot, team, page, own):
    own(RETURNS)
    page.add_button.click()
    [editor] = page.findChildren(TemplateEditor)
    editor.name.setText(RETURNS.name)
    editor.confirm()
    assert editor.problem.isVisible()  # it says nothing yet
    editor.text.setPlainText("x")
    editor.category.choose(RETURNS.category)
    editor.confirm()
    assert "同じ名前" in editor.problem.text()
    assert names(team).count(RETURNS.name) == 1
    editor.reject()


def test_a_removed_template_comes_back_with_one_click(team, page, own, toasts, settle):
    own(RETURNS)
    page.read()
    last = page.tree.topLevelItem(page.tree.topLevelItemCount() - 1).child(0)
    assert last.text(0) == RETURNS.name
    page.tree.setCurrentItem(last)
    page.remove_button.click()
    settle()
    assert RETURNS.name not in names(team)
    toasts[-1].pressed()
    settle()
    assert RETURNS.name in names(team)


def test_alt_and_the_arrows_sort_a_category(qtbot, team, page, own, settle):
    for number, name in enumerate(("一", "二", "三")):
        own(new_template(name, name, category="障害", order=number))
    page.read()
    head = next(
        item for n in range(page.tree.topLevelItemCount())
        if (item := page.tree.topLevelItem(n)).text(0) == "障害"
    )  # fmt: skip
    page.tree.setCurrentItem(head.child(0))
    page.shift(1)
    settle()
    assert [one for one in names(team) if one in "一二三"] == ["二", "一", "三"]


@pytest.fixture
def asked(session):
    """Collect what the window would ask first."""
    questions = []
    session.question_asked.connect(questions.append)
    return questions


def test_a_table_goes_out_and_comes_back_changed(page, own, settle, tmp_path, asked):
    own(RETURNS)
    sheet = tmp_path / "templates.csv"
    page.save_table(sheet)
    settle()
    written = sheet.read_bytes().decode("utf-8-sig")
    sheet.write_bytes(written.replace("へお送りください", "までご返送ください").encode("cp932"))
    page.read_table(sheet)
    settle()
    [question] = asked
    question.act()
    settle()
    assert "までご返送ください" in page._templates[RETURNS.id].text
    page.read_table(sheet)
    settle()
    assert len(asked) == 1  # it says nothing new


def test_what_is_no_table_of_templates_changes_nothing(page, settle, tmp_path, toasts):
    sheet = tmp_path / "templates.csv"
    sheet.write_text("名前,本文\nx,\n", encoding="utf-8")
    page.read_table(sheet)
    settle()
    assert toasts[-1].kind is ToastKind.WARNING
    assert "2" in toasts[-1].text


def test_N30_every_blank_is_marked_once_and_whole(qtbot):
    preview = TemplatePreview()
    qtbot.addWidget(preview)
    preview.show_text("🙂 〒＿＿＿-＿＿＿＿ {期限} ＿＿＿ まで")
    marked = [one.cursor.selectedText() for one in preview.text.extraSelections()]
    assert marked == ["＿＿＿", "＿＿＿＿", "{期限}", "＿＿＿"]
    assert preview.missing.text() == "ご自分で埋めるところが 4 か所あります"


def test_N30_a_name_that_no_template_has_is_said(qtbot, composer, case):
    composer.open_reply(case)
    press(qtbot, composer, Qt.Key.Key_T, CTRL)
    picker = picker_of(qtbot, composer)
    type_keys("zzzz")
    assert picker.problem.text() == "その名前の定型文はありません。"
    assert not picker._put_in.isEnabled()
    picker.list.line.clear()
    assert picker.problem.isHidden()
    assert picker._put_in.isEnabled()
    picker.close()
