"""First steps on a real mailbox: what it means is shown before anything is written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mailroom.practice.server import PASSWORD, PracticeServer
from mailroom.service import profiles
from mailroom.service.profiles import HOME_VARIABLE
from mailroom.settings import Language
from tests.ui.desk import OPENING, StillClock
from ui import translations
from ui.dialogs.first_steps import AccountPage, FirstSteps, free_profile_name

ADDRESS = "support@shop.example"
OLD = b"From: a@example.com\r\nTo: support@shop.example\r\nSubject: old %d\r\n"
OLD += b"Date: Mon, 05 Jan 2026 10:00:00 +0900\r\nMessage-ID: <old-%d@example.com>\r\n\r\nold\r\n"


@pytest.fixture
def clock():
    return StillClock(OPENING)


@pytest.fixture
def server(clock):
    with PracticeServer(clock=clock) as made:
        made.add_user(ADDRESS)
        yield made


@pytest.fixture
def steps(qtbot, clock, server, tmp_path, monkeypatch):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    translations.install(Language.JA)
    made = FirstSteps(clock)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    page = made.account
    page.person.setText("田中")
    page.address.setText(ADDRESS)
    page.password.setText(PASSWORD)
    page.imap.setText(f"127.0.0.1:{server.port}")
    page.smtp.setText(f"127.0.0.1:{server.smtp_port}")
    page.user.setText(ADDRESS)
    page.desk.setText("田中のPC")
    page.plain.setChecked(True)
    yield made
    made.reject()


def test_the_count_is_shown_before_founding_and_nothing_is_written(qtbot, steps, server, clock):
    for number in range(20):
        server.deliver(ADDRESS, OLD % (number, number), folder="INBOX", when=clock.now())
    steps.confirm()
    qtbot.waitUntil(steps.meaning.isVisible)

    said = steps.meaning._lines.text()
    assert "20 通" in said
    assert "これによって送信されるメール: 0 通" in said
    assert "チームを作り" in steps.meaning._title.text()
    assert profiles.names() == ()

    steps._back.click()
    assert steps.account.isVisible()
    assert profiles.names() == ()


def test_beginning_makes_the_profile_and_joining_finds_the_team(qtbot, steps, clock):
    steps.confirm()
    qtbot.waitUntil(steps.meaning.isVisible)
    assert not steps.meaning.mark_mail.isChecked()  # rule 36: only who wants it has it
    steps.meaning.mark_mail.setChecked(True)
    with qtbot.waitSignal(steps.enrolled) as ready:
        steps.confirm()
    assert profiles.names() == ("support",)
    assert ready.args[0].config.person_name == "田中"
    assert ready.args[0].config.mark_mail

    second = FirstSteps(clock)
    second.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(second)
    second.show()
    for name in ("address", "password", "imap", "smtp", "user"):
        getattr(second.account, name).setText(getattr(steps.account, name).text())
    second.account.person.setText("佐藤")
    second.account.plain.setChecked(True)
    second.confirm()
    qtbot.waitUntil(second.meaning.isVisible)
    assert "参加します" in second.meaning._title.text()
    assert "田中" in second.meaning._found.text()
    assert "田中のPC" in second.meaning._found.text()
    assert second.meaning.who.value() is None  # 佐藤 is new in the team
    assert not second.meaning.mark_mail.isVisible()  # asked once, of who founds
    assert profiles.names() == ("support",)  # nothing is joined before the person says so
    second.reject()


def test_a_name_that_the_team_knows_is_asked_about(qtbot, steps, clock):
    steps.confirm()
    qtbot.waitUntil(steps.meaning.isVisible)
    with qtbot.waitSignal(steps.enrolled) as ready:
        steps.confirm()
    tanaka = ready.args[0].config

    again = FirstSteps(clock)
    again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(again)
    again.show()
    for name in ("person", "address", "password", "imap", "smtp", "user", "desk"):
        getattr(again.account, name).setText(getattr(steps.account, name).text())
    again.account.plain.setChecked(True)
    again.confirm()
    qtbot.waitUntil(again.meaning.isVisible)
    assert again.meaning.who.value() == tanaka.person
    assert "田中" in again.meaning._same.text()
    again.meaning.who.choose(None)
    again.confirm()
    assert again.problem.isVisible()  # two of one name could not be told apart
    again.meaning.who.choose(tanaka.person)
    with qtbot.waitSignal(again.enrolled) as ready:
        again.confirm()
    joined = ready.args[0].config
    assert joined.person == tanaka.person
    assert joined.desk != tanaka.desk
    assert joined.desk_name == "田中のPC-2"  # no two PCs of one name


@pytest.mark.parametrize("size", [(1280, 600), (911, 432)])
def test_the_box_for_plain_text_is_whole_when_it_appears(qtbot, clock, size):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(*size)
    host.show()
    steps = FirstSteps(clock, host)
    steps.show()
    steps.account.imap.setText("127.0.0.1:1143")
    box = steps.account.plain
    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect().height() == box.height())
    assert box.height() >= box.sizeHint().height()
    steps.reject()


def test_a_wrong_password_leaves_nothing_behind_and_says_so(qtbot, steps):
    steps.account.password.setText("wrong")
    steps.confirm()
    qtbot.waitUntil(steps.problem.isVisible)
    assert "パスワード" in steps.problem.text()
    assert steps.account.isVisible()
    assert steps._next.isEnabled()
    assert profiles.names() == ()


@pytest.mark.parametrize("missing", ["person", "address", "password", "imap", "user"])
def test_what_is_missing_is_named(steps, missing):
    getattr(steps.account, missing).clear()
    steps.confirm()
    line = getattr(steps.account, missing)
    assert steps.problem.isVisible()
    assert line.accessibleName() in steps.problem.text()


def test_enter_in_a_line_does_nothing(qtbot, steps):
    for line in steps.account.findChildren(QLineEdit):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert steps._next.isEnabled()
    assert steps._wish is None


@pytest.mark.parametrize(
    ("address", "imap", "smtp"),
    [
        ("support@shop.example", "imap.shop.example", "smtp.shop.example"),
        ("team@gmail.com", "imap.gmail.com", "smtp.gmail.com"),
        ("team@yahoo.co.jp", "imap.mail.yahoo.co.jp", "smtp.mail.yahoo.co.jp"),
    ],
)
def test_servers_are_guessed_from_the_address(qtbot, address, imap, smtp):
    page = AccountPage()
    qtbot.addWidget(page)
    qtbot.keyClicks(page.address, address)
    assert (page.imap.text(), page.smtp.text(), page.user.text()) == (imap, smtp, address)


def test_a_typed_server_is_not_guessed_over(qtbot):
    page = AccountPage()
    qtbot.addWidget(page)
    qtbot.keyClicks(page.imap, "mail.intern")
    qtbot.keyClicks(page.address, "support@shop.example")
    assert page.imap.text() == "mail.intern"


def test_plain_text_is_offered_for_this_pc_only(qtbot):
    page = AccountPage()
    qtbot.addWidget(page)
    page.imap.setText("imap.shop.example")
    assert page.plain.isHidden()
    page.imap.setText("127.0.0.1:1143")
    assert not page.plain.isHidden()


def test_the_profile_gets_a_free_name(monkeypatch, tmp_path):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert free_profile_name("Support.Desk@shop.example") == "support-desk"
    (tmp_path / "profiles" / "support-desk").mkdir(parents=True)
    (tmp_path / "profiles" / "support-desk" / "profile.json").write_text("{}")
    assert free_profile_name("support.desk@other.example") == "support-desk-2"
