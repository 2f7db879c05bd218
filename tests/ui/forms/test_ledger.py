"""The page of the ledger, its bar, and the line on a mail that others moved (N16, N4)."""

from __future__ import annotations

import pytest

from mailroom.domain.ledger import (
    Fate,
    FolderSheet,
    Ledger,
    LedgerEntry,
    LedgerPage,
    Special,
    Whereabouts,
)
from mailroom.domain.query import Health
from mailroom.ids import MailboxId, MailKey
from tests.fakes.hand_clock import HandClock
from ui.dialogs.ledger import LedgerDialog
from ui.models.mail_notices import mail_notices
from ui.views.frame.alarm_bar import AlarmBar
from ui.wording import health_text, ledger_text

NOW = HandClock().now()


def sheet(folder: str, counts: Ledger, *, synced: bool = True) -> FolderSheet:
    return FolderSheet(
        mailbox=MailboxId("m"),
        folder=folder,
        special=Special.NONE,
        synced=synced,
        uidvalidity=1,
        uidnext=9,
        counts=counts,
        checked_at=NOW,
    )


MISSED = Ledger(server=10, imported=10, missed=24)
PAGE = LedgerPage(
    total=MISSED,
    folders=(sheet("INBOX", MISSED), sheet("Junk", Ledger(server=5), synced=False)),
    entries=(
        LedgerEntry(
            fate=Fate.MOVED,
            mailbox=MailboxId("m"),
            folder="INBOX",
            uidvalidity=1,
            uid=7,
            key=MailKey("k"),
            subject="返品",
            since=NOW,
            to=Whereabouts(fate=Fate.MOVED, folder="Archive", special=Special.ARCHIVE),
        ),
    ),
)


@pytest.fixture
def dialog(session, qtbot):
    made = LedgerDialog(session, None)
    qtbot.addWidget(made)
    made.show_page(PAGE)
    return made


def test_N16_the_page_says_what_adds_up_and_lists_each_exception(dialog):
    shown = [dialog.list.model.entry(dialog.list.model.index(row, 0)) for row in range(1)]
    assert shown[0].text == "返品"
    assert "「アーカイブ」に移動" in shown[0].hint
    assert "受信トレイ 7" in shown[0].hint
    words = [label.text() for label in dialog.findChildren(type(dialog.problem))]
    assert "サーバーのメールが急に 24 通なくなっています。" in words
    assert any("迷惑メール 5 通" in said for said in words)


def test_N4_the_question_is_asked_and_answered_on_the_page(dialog, session):
    buttons = {button.text() for button in dialog.findChildren(type(dialog.check))}
    assert "はい、消したものです" in buttons
    dialog.show_page(LedgerPage(total=Ledger(server=1, imported=1)))
    assert dialog._questions.isHidden()


def test_N16_comparing_ends_with_a_sentence(dialog, session, qtbot):
    dialog.check.click()
    qtbot.waitUntil(lambda: dialog.check.text() == "サーバーと照らし合わせる", timeout=20_000)
    assert dialog._state.text()


def test_N4_a_bar_asks_until_the_mail_is_back(session, qtbot):
    bar = AlarmBar(session)
    qtbot.addWidget(bar)
    bar.show_health(Health(ledger=MISSED))
    assert bar.sentence().startswith("サーバーのメールが急に 24 通なくなりました。")
    with qtbot.waitSignal(bar.ledger_asked):
        bar.buttons()[0].click()
    bar.show_health(Health(ledger=Ledger(server=34, imported=34)))
    assert bar.isHidden()


def test_N16_the_line_counts_what_is_there():
    counts = Ledger(server=12_408, imported=12_300, duplicates=71, filtered=35, quarantined=2)
    said = health_text.ledger(Health(ledger=counts))
    assert said == "受信 12,408 通 = 案件に 12,371 + 除外 35 + 読めない 2"
    assert health_text.ledger(Health(ledger=MISSED)).endswith("、急になくなったもの 24")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (
            Whereabouts(fate=Fate.MOVED, folder="Archive", special=Special.ARCHIVE),
            "ほかのメールソフトで「アーカイブ」に移されました",
        ),
        (
            Whereabouts(fate=Fate.MOVED, folder="案件/完了"),
            "ほかのメールソフトで「案件/完了」に移されました",
        ),
        (Whereabouts(fate=Fate.DELETED), "サーバーから削除されました(この PC には残っています)"),
        (Whereabouts(fate=Fate.SOUGHT), ""),
    ],
)
def test_N16_a_mail_says_where_others_put_it(where, said):
    assert ledger_text.where(where) == said
    notices = mail_notices((), {}, {MailKey("k"): where})
    assert [one.said for lines in notices.values() for one in lines] == ([said] if said else [])
