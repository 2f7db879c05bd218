"""書式: a reply with bold words, lists and links, typed as people type them."""

from __future__ import annotations

import itertools
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor

from mailroom.domain.drafts import DraftTab
from mailroom.domain.query import CaseQuery
from mailroom.service import rich
from tests.ui.forms.composing import compose
from ui.models.reply_start import ReplyMode
from ui.views.writing.link_row import as_address
from ui.views.writing.looks import Look

pytestmark = pytest.mark.usefixtures("empty_outbox")

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_numbers = itertools.count(1)


@pytest.fixture
def composer(composer, window):
    """Give the composer in a window that is high enough for the bar."""
    for one in (window, composer):
        one.resize(760, 700)
    return composer


@pytest.fixture
def body(composer, case):
    """Give the empty, formatted text of a reply."""
    composer.open_reply(case)
    composer.reply.body.selectAll()
    composer.reply.body.textCursor().removeSelectedText()
    composer.reply_actions.format_button.click()
    assert composer.reply.body.formatted
    return composer.reply.body


@pytest.fixture
def paste(qtbot, body):
    def press(*, html="", text="", modifiers=CTRL):
        data = QMimeData()
        if html:
            data.setHtml(html)
        if text:
            data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        qtbot.keyClick(body, Qt.Key.Key_V, modifiers)

    return press


def mark(body, words):
    """Select words as a person would with the mouse."""
    found = body.document().find(words)
    assert not found.isNull()
    body.setTextCursor(found)


# --- plain first ----------------------------------------------------------------------------------


def test_a_reply_is_plain_until_somebody_wants_more(qtbot, composer, case):
    composer.open_reply(case)
    reply = composer.reply
    assert not reply.body.formatted
    assert not reply.formatting.isVisible()
    qtbot.keyClicks(reply.body, "plain")
    assert reply.draft().html == ""
    composer.reply_actions.format_button.click()
    assert reply.formatting.isVisible()
    assert composer.reply_actions.format_button.isChecked()
    assert "plain" in reply.draft().html


def test_a_key_of_formatting_in_plain_text_says_where_it_is(qtbot, composer, case):
    """Ctrl+U would take the whole line away, and Ctrl+B make a formatted mail of itself."""
    composer.open_reply(case)
    body = composer.reply.body
    qtbot.keyClicks(body, "kept")
    for key in (Qt.Key.Key_B, Qt.Key.Key_U):
        composer.reply._hint.hide()
        qtbot.keyClick(body, key, CTRL)
        assert "「書式」" in composer.reply._hint.text()
        assert composer.reply._hint.isVisible()
    assert "kept" in body.toPlainText()
    assert not body.formatted


def test_notes_have_no_looks(qtbot, composer, case):
    composer.open_note(case)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold")
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(composer.note.body, Qt.Key.Key_V, CTRL)
    assert composer.note.body.toPlainText() == "bold"
    assert "font-weight:700" not in composer.note.body.toHtml()


@pytest.mark.parametrize(
    ("html", "formatted"),
    [
        ("<p>至急 <b>ご連絡</b> ください</p>", True),
        ("<div>ただの文です<br>二行目</div>", False),
        ("", False),
    ],
)
def test_a_reply_begins_as_its_customer_wrote(team, composer, session, html, formatted):
    case = _from_a_customer(team, html)
    composer.open_reply(case)
    assert composer.reply.body.formatted is formatted
    assert not composer.reply.has_words()
    composer.leave()
    session.settings = session.settings.__class__(plain_first=True)
    composer.open_reply(case)
    assert not composer.reply.body.formatted


def _from_a_customer(team, html):
    subject = f"書式の件 {next(_numbers)}"
    mail = EmailMessage()
    mail["From"] = "山田太郎 <yamada@yamada-shoten.example>"
    mail["To"] = team.day.address
    mail["Subject"] = subject
    mail["Date"] = format_datetime(team.clock.now())
    mail["Message-ID"] = f"<html-{next(_numbers)}@yamada-shoten.example>"
    mail.set_content("至急 ご連絡 ください")
    if html:
        mail.add_alternative(html, subtype="html")
    team.server.deliver(team.day.address, mail.as_bytes(), folder="INBOX", when=team.clock.now())
    team.sync()
    rows = team.room.reads.rows(team.room.reads.case_ids(CaseQuery()))
    return next(row.case.id for row in rows if row.case.subject == subject)


# --- typing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "tag"), [(Qt.Key.Key_B, "b"), (Qt.Key.Key_I, "i"), (Qt.Key.Key_U, "u")]
)
def test_keys_give_looks_to_what_is_typed_next(qtbot, composer, body, key, tag):
    qtbot.keyClicks(body, "one ")
    qtbot.keyClick(body, key, CTRL)
    qtbot.keyClicks(body, "two")
    qtbot.keyClick(body, key, CTRL)
    qtbot.keyClicks(body, " three")
    assert composer.reply.draft().html == f"<div>one <{tag}>two</{tag}> three</div>"
    assert composer.reply.draft().text == "one two three"


def test_buttons_give_looks_to_what_is_marked(qtbot, composer, body):
    qtbot.keyClicks(body, "one two")
    mark(body, "two")
    bar = composer.reply.formatting
    bar.looks[Look.BOLD].click()
    assert bar.looks[Look.BOLD].isChecked()
    assert body.html() == "<div>one <b>two</b></div>"
    bar.looks[Look.BOLD].click()
    assert body.html() == "<div>one two</div>"
    qtbot.keyClick(body, Qt.Key.Key_Z, CTRL)
    assert body.html() == "<div>one <b>two</b></div>"


def test_words_of_the_input_method_take_the_look(qtbot, composer, body):
    qtbot.keyClick(body, Qt.Key.Key_B, CTRL)
    compose(body, preedit="たいせつ")
    assert composer.composing
    compose(body, commit="大切")
    assert body.html() == "<div><b>大切</b></div>"


@pytest.mark.parametrize(("numbered", "begun"), [(False, ("ul", "・")), (True, ("ol", "1. "))])
def test_a_list_goes_on_with_enter_and_ends_with_a_second_one(
    qtbot, composer, body, numbered, begun
):
    tag, sign = begun
    composer.reply.formatting.lists[numbered].click()
    qtbot.keyClicks(body, "one")
    qtbot.keyClick(body, Qt.Key.Key_Return)
    qtbot.keyClicks(body, "two")
    assert composer.reply.formatting.lists[numbered].isChecked()
    qtbot.keyClick(body, Qt.Key.Key_Return)
    qtbot.keyClick(body, Qt.Key.Key_Return)
    qtbot.keyClicks(body, "after")
    assert body.html() == f"<{tag}><li>one</li><li>two</li></{tag}><div>after</div>"
    assert composer.reply.draft().text.splitlines()[0] == f"{sign}one"


def test_backspace_leads_out_of_a_list(qtbot, composer, body):
    composer.reply.formatting.lists[False].click()
    qtbot.keyClicks(body, "one")
    body.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(body, Qt.Key.Key_Backspace)
    assert body.html() == "<div>one</div>"


def test_empty_lines_stay(qtbot, composer, body):
    for word in ("a", "", "", "b"):
        qtbot.keyClicks(body, word)
        qtbot.keyClick(body, Qt.Key.Key_Return)
    assert composer.reply.draft().text.rstrip() == "a\n\n\nb"


# --- links ----------------------------------------------------------------------------------------


def test_marked_words_become_a_link_and_what_is_typed_behind_is_none(qtbot, composer, body):
    qtbot.keyClicks(body, "see here")
    mark(body, "here")
    bar = composer.reply.formatting
    bar.link_button.click()
    bar.link.address.setText("www.shop.example/a?b=1&c=2")
    bar.link.put.click()
    assert bar.link.isHidden()
    qtbot.keyClicks(body, " now")
    there = "https://www.shop.example/a?b=1&amp;c=2"
    assert body.html() == f'<div>see <a href="{there}">here</a> now</div>'
    assert composer.reply.draft().text == "see here <https://www.shop.example/a?b=1&c=2> now"
    mark(body, "her")
    body.setTextCursor(QTextCursor(body.document().findBlockByNumber(0)))
    body.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(6):
        body.moveCursor(QTextCursor.MoveOperation.Left)
    bar.link_button.click()
    assert bar.link.address.text() == "https://www.shop.example/a?b=1&c=2"
    bar.link.remove.click()
    assert body.html() == "<div>see here now</div>"


def test_what_is_no_address_is_not_taken(composer, body):
    bar = composer.reply.formatting
    bar.link_button.click()
    for typed in ("", "javascript:alert(1)", "file:///etc/passwd", "ここ"):
        bar.link.address.setText(typed)
        bar.link.put.click()
        assert bar.link.problem.isVisible()
    bar.link.leave.click()
    assert body.html() == rich.EMPTY_LINE


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://a.example/x", "https://a.example/x"),
        (" a.example ", "https://a.example"),
        ("yamada@shop.example", "mailto:yamada@shop.example"),
        ("mailto:yamada@shop.example", "mailto:yamada@shop.example"),
        ("data:text/html,x", ""),
        ("https://a b.example", ""),
    ],
)
def test_addresses_of_links(typed, address):
    assert as_address(typed) == address


# --- pasting --------------------------------------------------------------------------------------

WORD = (
    "<html><head><style>p{color:red}</style></head><body><p class=MsoNormal>"
    "<b><span style='font-size:24pt;color:red'>見出し</span></b></p>"
    "<p class=MsoNormal>本文<script>alert(1)</script><img src='https://track.example/x.gif'></p>"
    "</body></html>"
)


def test_what_is_pasted_keeps_words_and_small_looks_only(composer, body, paste):
    paste(html=WORD, text="見出し\n本文")
    html = composer.reply.draft().html
    assert html == "<div><b>見出し</b></div><div>本文</div>"
    assert "24pt" not in body.toHtml()
    assert "track.example" not in body.toHtml()


def test_pasted_into_plain_text_it_is_words(qtbot, composer, case, body, paste):
    composer.reply_actions.format_button.click()
    paste(html=WORD, text="見出し\n本文")
    assert body.toPlainText() == "見出し\n本文"
    assert "font-weight:700" not in body.toHtml()


def test_pasted_without_formatting_it_is_words(composer, body, paste):
    paste(html=WORD, text="見出し\n本文", modifiers=CTRL | SHIFT)
    assert composer.reply.draft().html == "<div>見出し</div><div>本文</div>"


def test_html_without_words_beside_it_is_read(composer, body, paste):
    composer.reply_actions.format_button.click()
    paste(html="<ul><li>りんご</li></ul>")
    assert body.toPlainText() == "・りんご"


def test_what_is_copied_has_no_fonts(qtbot, composer, body, paste):
    qtbot.keyClick(body, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(body, "bold")
    body.selectAll()
    body.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.html() == "<div><b>bold</b></div>"
    assert data.text() == "bold"


def test_a_template_goes_in_and_out_of_formatted_words(qtbot, composer, body):
    qtbot.keyClick(body, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(body, "bold")
    qtbot.keyClick(body, Qt.Key.Key_B, CTRL)
    composer.reply.insert("\n定型の一行目\n二行目")
    assert body.html() == "<div><b>bold</b></div><div>定型の一行目</div><div>二行目</div>"
    qtbot.keyClick(body, Qt.Key.Key_Z, CTRL)
    assert body.html() == "<div><b>bold</b></div>"


# --- plain again ----------------------------------------------------------------------------------


def test_turning_it_off_asks_only_if_looks_are_lost(qtbot, composer, body):
    switch, bar = composer.reply_actions.format_button, composer.reply.formatting
    qtbot.keyClicks(body, "words")
    switch.click()
    assert not body.formatted
    switch.click()
    mark(body, "words")
    qtbot.keyClick(body, Qt.Key.Key_B, CTRL)
    switch.click()
    assert bar.question.isVisible()
    assert body.formatted
    assert switch.isChecked()
    keep, _plain = bar.question.buttons()
    keep.click()
    assert body.formatted
    assert not bar.question.isVisible()
    switch.click()
    bar.question.buttons()[1].click()
    assert not body.formatted
    assert not switch.isChecked()
    assert composer.reply.draft().html == ""
    assert body.toPlainText() == "words"
    body.undo()
    assert body.formatted  # what is shown is what leaves
    assert composer.reply.draft().html == "<div><b>words</b></div>"


def test_a_list_is_plain_signs_then(composer, body, paste):
    paste(html="<p>次のとおりです</p><ul><li>一</li><li>二</li></ul>")
    composer.reply_actions.format_button.click()
    composer.reply.formatting.question.buttons()[1].click()
    assert body.toPlainText() == "次のとおりです\n・一\n・二"
    assert composer.reply.formatting.isHidden()


# --- drafts and sending ---------------------------------------------------------------------------


def test_a_formatted_draft_comes_back_as_it_was(team, composer, paste, settle):
    paste(html='<p>太い<b>字</b></p><ol><li>一</li></ol><p><a href="https://a.example/">先</a></p>')
    before, case = composer.reply.draft(), composer.case
    composer.leave()
    settle()
    kept = team.room.drafts.load(case, DraftTab.REPLY)
    assert kept.html == before.html
    composer.open_reply(case)
    assert composer.reply.draft().html == before.html
    assert composer.reply.formatting.isVisible()
    composer.open_reply(case, ReplyMode.REPLY_ALL)
    assert composer.reply.draft().html == before.html


def test_N31_letters_are_replaced_without_losing_looks(qtbot, composer, body):
    body.start("", "<div><b>①番</b> と <i>㈱</i></div>")
    body.rewrite("(1)番 と (株)")
    assert body.html() == "<div><b>(1)番</b> と <i>(株)</i></div>"
    body.undo()
    assert body.html() == "<div><b>①番</b> と <i>㈱</i></div>"
