"""A case opened by a phone call (Ctrl+Shift+N): who called, about what, and what was said.

Shows while one types whether this customer has cases already, so that a call about an old matter
goes there instead.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import OpenCase
from mailroom.domain.people import Address
from mailroom.ids import CaseId
from mailroom.service.room import Asked
from ui.dialogs.dialog import Dialog, row
from ui.inputs import Line, TextArea
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.typed_addresses import parse_addresses


class PhoneCaseDialog(Dialog):
    """The form of a call."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=480)
        self.setWindowTitle(self.tr("New case from a call"))
        self._session = session
        self.caller = Line(self.tr("Who called"), hint=self.tr("Name"))
        self.phone = Line(self.tr("Phone number"))
        self.address = Line(self.tr("Mail address"), hint=self.tr("if they gave one"))
        self.subject = Line(self.tr("About"))
        self.text = TextArea(
            self.tr("What was said"), hint=self.tr("What was said, in a line or two"), lines=5
        )
        self.known = NoticeBar(BarKind.INFO)
        for caption, widget in (
            (self.tr("Who called"), self.caller),
            (self.tr("Phone number"), self.phone),
            (self.tr("Mail address"), self.address),
            (self.tr("About") + " *", self.subject),
            (self.tr("What was said"), self.text),
        ):
            self.content_layout.addWidget(row(caption, widget, label_width=88))
        self.content_layout.addWidget(self.known)
        self.add_buttons(self.tr("Open the case"))
        self.address.textChanged.connect(self._look_for_cases)
        self.subject.textChanged.connect(lambda _text: self.say_problem(""))
        self.caller.setFocus()

    def confirm(self) -> None:
        """Open the case and show it."""
        subject = self.subject.text().strip()
        typed, bad = parse_addresses(self.address.text())
        if not subject:
            self.say_problem(self.tr("Say in a few words what it is about."))
            self.subject.setFocus()
            return
        if bad:
            self.say_problem(self.tr("This is no mail address: {text}").format(text=bad[0]))
            self.address.setFocus()
            return
        name = self.caller.text().strip()
        command = OpenCase(
            subject=subject,
            contact_name=name,
            contact=Address(name=name, addr=typed[0].addr) if typed else None,
            phone=self.phone.text().strip(),
            text=self.text.toPlainText().strip(),
        )
        session = self._session

        def opened(asked: tuple[Asked, ...]) -> None:
            if asked[0].case is not None:
                session.show_case(asked[0].case)

        session.do(command, said=self.tr("Case opened"), undo=False, then=opened)
        self.accept()

    def _look_for_cases(self, text: str) -> None:
        typed, _bad = parse_addresses(text)
        if not typed:
            self.known.hide()
            return
        reads = self._session.room.reads
        self._session.ask(
            "contact-cases", lambda: reads.contact_cases(typed[0].addr), self._on_cases
        )

    def _on_cases(self, cases: list[CaseId]) -> None:
        self.known.setVisible(bool(cases))
        if cases:
            sentence = self.tr("This customer has %n case(s).", "", len(cases))
            self.known.say(sentence, (self.tr("Show the latest"), lambda: self._go(cases[0])))

    def _go(self, case: CaseId) -> None:
        self._session.show_case(case)
        self.reject()
