"""Where the mail one answers stands: below, between the lines, nowhere; per person and per mail."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from mailroom.domain.drafts import DraftTab
from mailroom.settings import Quoting
from ui.models.reply_start import ReplyMode

pytestmark = pytest.mark.usefixtures("empty_outbox")

QUOTED = "> 箱が破れていました。返品できますか。"


@pytest.fixture
def leave(qtbot, team, composer):
    """Send what is written; return the words the customer gets."""

    def send() -> str:
        with qtbot.waitSignal(composer.queued) as queued:
            composer.submit()
        raw = team.room._parts.store.outbox.raw(queued.args[0])
        return message_from_bytes(raw, policy=policy.default).get_body(("plain",)).get_content()

    return send


def prefer(session, style: Quoting) -> None:
    session.settings = replace(session.settings, quoting=style)


def test_below_is_the_founding_way(composer, case, leave):
    composer.open_reply(case)
    composer.reply.insert("はい、できます。")
    text = leave()
    assert text.index("はい、できます。") < text.index(QUOTED)


def test_between_the_lines_the_quote_stands_below_the_greeting(session, composer, case, leave):
    prefer(session, Quoting.INLINE)
    composer.open_reply(case)
    body = composer.reply.body
    assert body.toPlainText().startswith("山田太郎 様\n\n")
    assert QUOTED in body.toPlainText()
    assert not composer.reply.has_words()  # nobody has written yet
    body.moveCursor(body.textCursor().MoveOperation.End)
    body.insertPlainText("はい、できます。")
    text = leave()
    assert text.count(QUOTED) == 1
    assert text.index(QUOTED) < text.index("はい、できます。")


def test_nothing_is_quoted_for_who_wants_so_but_one_mail_may(session, composer, case, leave):
    prefer(session, Quoting.NONE)
    composer.open_reply(case)
    assert composer.reply.quote.quote() == ""
    composer.reply.quote.put_back_button.click()
    composer.reply.insert("はい。")
    assert QUOTED in leave()


def test_one_mail_may_go_without_its_quote_and_a_draft_remembers(team, composer, case, settle):
    composer.open_reply(case)
    composer.reply.insert("はい。")
    composer.reply.quote.leave_out_button.click()
    composer.leave()
    settle()
    assert "quote" not in dict(team.room.drafts.load(case, DraftTab.REPLY).fields)
    composer.open_reply(case)
    assert composer.reply.quote.quote() == ""
    composer.reply.quote.put_back_button.click()
    assert QUOTED in composer.reply.quote.quote()


def test_one_mail_may_be_answered_between_its_lines(composer, case, leave):
    composer.open_reply(case)
    composer.reply.quote.inline_button.click()
    composer.reply.body.insertPlainText("はい。")
    text = leave()
    assert text.count(QUOTED) == 1
    assert text.index(QUOTED) < text.index("はい。")


def test_a_quote_never_begins_within_a_line_of_mine(composer, case):
    composer.open_reply(case)
    composer.reply.insert("お世話になっております。")
    composer.reply.quote.inline_button.click()
    lines = composer.reply.body.toPlainText().splitlines()
    assert lines[lines.index("お世話になっております。") + 1] == ""


def test_what_is_forwarded_always_goes_along(session, composer, case):
    prefer(session, Quoting.NONE)
    composer.open_reply(case, ReplyMode.FORWARD)
    assert "箱が破れていました" in composer.reply.quote.quote()
