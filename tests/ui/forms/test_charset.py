"""Letters that a customer's mailer cannot show: marked while typing, with a choice (N31)."""

import itertools

import pytest

from mailroom.domain.drafts import Charset
from mailroom.domain.query import CaseQuery
from mailroom.mail.reading.parse import parse_mail
from tests.ui.forms.composing import replies

_numbers = itertools.count(1)


@pytest.fixture
def old_mailer_case(team):
    """Give the case of somebody who writes with a program from before UTF-8."""
    number = next(_numbers)
    subject = f"古いメールソフト {number}"
    head = (
        "From: old@becky-shop.example\r\nTo: {to}\r\nSubject: {subject}\r\n"
        f"Message-ID: <old-{number}@becky-shop.example>\r\nX-Mailer: Becky! ver. 2.57.01 [ja]\r\n"
        "Date: {date}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n\r\n"
    )
    date = team.clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000")
    mail = (
        head.format(to=team.day.address, subject=subject, date=date) + "納期を教えてください。\r\n"
    )
    team.server.deliver(
        team.day.address, mail.encode("iso2022_jp"), folder="INBOX", when=team.clock.now()
    )
    team.sync()
    rows = team.room.reads.rows(team.room.reads.case_ids(CaseQuery()))
    return next(row.case.id for row in rows if row.case.subject == subject)


def sent(team, case):
    [row] = replies(team, case)
    return parse_mail(team.room._parts.store.outbox.raw(row.id))


@pytest.mark.usefixtures("empty_outbox")
def test_N31_a_letter_that_cannot_be_shown_is_marked_and_can_be_replaced(
    qtbot, composer, old_mailer_case, team
):
    composer.open_reply(old_mailer_case)
    body = composer.reply.body
    body.setPlainText("𠮷田様 納期は①の㈱ミナト便で明日です。")
    assert composer.bars.charset.isVisible()
    marked = [one.cursor.selectedText() for one in body.extraSelections()]
    assert marked == ["𠮷", "①", "㈱"]
    replace, _all = composer.bars.charset.buttons()
    assert replace.text() == "吉 (1) (株) に置き換える"
    replace.click()
    assert body.toPlainText() == "吉田様 納期は(1)の(株)ミナト便で明日です。"
    assert composer.bars.charset.isHidden()
    assert body.extraSelections() == []
    with qtbot.waitSignal(composer.queued):
        composer.submit()
    mail = sent(team, old_mailer_case)
    assert b"iso-2022-jp" in mail.headers.raw("content-type").lower()
    assert "納期は(1)の(株)ミナト便" in mail.text


@pytest.mark.usefixtures("empty_outbox")
@pytest.mark.parametrize("asked", [True, False], ids=["chosen", "nothing chosen"])
def test_no_letter_is_lost_whatever_is_chosen(qtbot, composer, old_mailer_case, team, asked):
    composer.open_reply(old_mailer_case)
    composer.reply.body.setPlainText("髙橋が①を送ります。")
    if asked:
        _replace, as_they_are = composer.bars.charset.buttons()
        as_they_are.click()
        assert composer.bars.charset.isHidden()
    with qtbot.waitSignal(composer.queued):
        composer.submit()
    mail = sent(team, old_mailer_case)
    assert b"utf-8" in mail.headers.raw("content-type").lower()
    assert "髙橋が①を送ります。" in mail.text


def test_nothing_is_said_to_who_writes_to_a_newer_program(qtbot, composer, case):
    composer.open_reply(case)
    composer.reply.body.setPlainText("髙橋が①を送ります。")
    assert composer.bars.charset.isHidden()
    assert composer.reply.body.extraSelections() == []


def test_a_note_says_nothing_of_letters(qtbot, composer, old_mailer_case):
    composer.open_reply(old_mailer_case)
    composer.reply.body.setPlainText("①")
    composer.open_note(old_mailer_case)
    assert composer.bars.charset.isHidden()


def test_n31_a_charset_is_chosen_by_hand_for_one_mail(qtbot, team, composer, case, settle):
    composer.open_reply(case)
    composer.reply.insert("はい、できます。")
    old = composer.head.charset.menu_of_choices.actions()[2]
    old.trigger()
    assert composer.reply.charset is Charset.ISO_2022_JP
    assert "ISO-2022-JP" in composer.head.charset.toolTip()
    composer.leave()
    settle()
    composer.open_reply(case)  # the draft remembers
    assert old.isChecked()
    with qtbot.waitSignal(composer.queued) as queued:
        composer.submit()
    raw = team.room._parts.store.outbox.raw(queued.args[0])
    assert b'charset="iso-2022-jp"' in raw


def test_n31_the_choice_can_be_taken_back(composer, case):
    composer.open_reply(case)
    usual, utf_8, _old = composer.head.charset.menu_of_choices.actions()
    utf_8.trigger()
    assert composer.reply.draft().charset is Charset.UTF_8
    usual.trigger()
    assert composer.reply.draft().charset is None
    composer.open_note(case)
    assert composer.head.charset.isHidden()  # a note is no mail
