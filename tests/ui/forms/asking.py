"""What the tests of the escalation form share: the form in the smallest window, and the chief."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

import pytest
from PySide6.QtWidgets import QWidget

from ui.views.escalation.form import EscalationForm

SMALLEST = (863, 350)
"""What a window of 911×432 leaves for the form."""


@pytest.fixture
def form(qtbot, session):
    """Give the form in a window of its own, as the shortcuts need one."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    made = EscalationForm(session)
    made.setParent(window)
    made.resize(*SMALLEST)
    window.show()
    qtbot.waitExposed(window)
    yield made
    made.leave()


def request(form):
    """Return where one writes what is asked."""
    return form.request.fields.texts["request"].input


def fill(form, text="責任者からの回答をお願いします。"):
    """Fill in what nobody can prefill; the rest is 不明."""
    request(form).insertPlainText(text)
    for name in ("tried", "now", "amount"):
        form.request.fields.texts[name]._unknown.setChecked(True)


def sent(qtbot, team, form, case):
    """Send it and return the escalation as the team sees it."""
    form.submit()
    qtbot.waitUntil(form.sent.isVisible)
    team.sync()
    return last(team, case)


def last(team, case):
    """Return the newest escalation of a case."""
    return team.room.reads.detail(case).escalations[-1]


def open_again(form, case):
    """Leave the form and come back to what is under way."""
    form.leave()
    form.open(case)
    assert form.under_way.isVisible()
    return form.under_way


class Chief:
    """Somebody who is asked and has no Mailroom: reads and answers with a plain mail program."""

    def __init__(self, team, addr="suzuki@hinata-shoji.example", name="鈴木 係長"):
        self.team = team
        self.addr = addr
        self.sender = f"{name} <{addr}>"

    @property
    def mails(self) -> list[EmailMessage]:
        """Return what came, in order."""
        received = [
            one.raw for one in self.team.server.sink.received if self.addr in one.recipients
        ]
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in received]

    def text(self) -> str:
        """Return the words of the latest mail."""
        return str(self.mails[-1].get_body(("plain",)).get_content())

    def reply(self, words: str, *, sender: str = "") -> None:
        """Answer the latest mail: reply headers, and the quote below."""
        asked = self.mails[-1]
        quote = "\n".join(f"> {line}" for line in self.text().splitlines())
        mail = EmailMessage()
        mail["From"] = sender or self.sender
        mail["To"] = self.team.day.address
        mail["Subject"] = f"Re: {asked['Subject']}"
        mail["Date"] = format_datetime(self.team.clock.now())
        mail["Message-ID"] = make_msgid(domain="plain.example")
        mail["In-Reply-To"] = asked["Message-ID"]
        mail.set_content(f"{words}\n\n2026/11/24 {asked['From']}:\n{quote}\n")
        self.team.server.deliver(self.team.day.address, bytes(mail))
        self.team.sync()
