"""The inspector: the customer, the escalation and its steps, related cases, why mail is here.

A pane beside the case in a wide window, a drawer over it in a narrow one. Everything it shows
comes from the detail that the case pane has read; it reads nothing itself but a customer's count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from mailroom.domain.escalations.escalation import Answer, Escalation
from mailroom.domain.query import CaseDetail, TimelineItem
from ui.handling_text import sentences
from ui.inputs import PlainButton
from ui.session import Session
from ui.views.case.clock_panel import ClockPanel
from ui.views.case.thread_panel import ThreadPanel
from ui.wording import escalation_text, moments, names, words


class Inspector(QFrame):
    """What one should know about a case.

    Signals:
        contact_asked(str): show the page of this customer.
        case_asked(CaseId): show a related case.
        form_asked(): show the escalation.
        handling_asked(str): say how this address is handled.
    """

    contact_asked = Signal(str)
    case_asked = Signal(object)
    form_asked = Signal()
    handling_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self._session = session
        self.threads = ThreadPanel(session, self)
        self.threads.case_asked.connect(self.case_asked)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("About this case"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.show_case(None, ())

    def show_case(self, detail: CaseDetail | None, items: Sequence[TimelineItem]) -> None:
        """Show what is known about a case."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        if detail is not None:
            for widget in self._sections(detail, items):
                column.addWidget(widget)
        column.addStretch(1)
        self._scroll.setWidget(page)

    def _sections(self, detail: CaseDetail, items: Sequence[TimelineItem]) -> Iterable[QWidget]:
        yield from self._customer(detail)
        yield from self._escalations(detail)
        yield from self._clocks(detail)
        yield from self._facts(detail)
        yield from self.threads.sections(detail, items)

    def _customer(self, detail: CaseDetail) -> Iterable[QWidget]:
        contact = detail.contact
        yield _section(self.tr("Customer"))
        yield _line(contact.name or contact.addr, "heading")
        if contact.name:
            yield _line(contact.addr, "meta")
        yield from self._handling(contact.addr)
        if contact.addr:
            others = max(detail.contact_cases - 1, 0)
            counted = self.tr("%n other case(s) of this customer", "", others)
            page = self.tr("Page of this customer…")
            button = PlainButton(counted if others else page, role="link")
            button.clicked.connect(partial(self.contact_asked.emit, contact.addr))
            yield button

    def _handling(self, addr: str) -> Iterable[QWidget]:
        """S25: what is said about this customer, and the way to say it."""
        contact = self._session.room.guidance.contact(addr)
        if contact is not None:
            flag = words.flag_name(contact.flag)
            if flag:
                yield _line(self.tr("Handling: {flag}").format(flag=flag), "problem")
            for said in sentences(contact, self._session):
                yield _line(said)
        if self._session.roster.i_am_lead:
            button = PlainButton(self.tr("How this customer is handled…"), role="link")
            button.clicked.connect(partial(self.handling_asked.emit, addr))
            yield button

    def _escalations(self, detail: CaseDetail) -> Iterable[QWidget]:
        if not detail.escalations:
            return
        yield _section(self.tr("Escalation"))
        for one in reversed(detail.escalations):
            yield from self._escalation(one)
        button = PlainButton(self.tr("Show the escalation"), role="link")
        button.clicked.connect(self.form_asked)
        yield button

    def _escalation(self, one: Escalation) -> Iterable[QWidget]:
        now, form = self._session.now(), one.form
        yield _line(escalation_text.heading(one), "heading")
        yield _line(escalation_text.standing(one, self._session.roster, now), "meta")
        yield _line(form.request)
        for answer in one.answers:
            yield _line(self._answered(answer), "meta")
            if answer.words:
                yield _line(answer.words)

    def _answered(self, answer: Answer) -> str:
        when = moments.when_exactly(answer.at, self._session.now())
        return self.tr("{when} {who}: {what}").format(
            when=when, who=names.san(answer.by), what=words.answer_name(answer.kind)
        )

    def _clocks(self, detail: CaseDetail) -> Iterable[QWidget]:
        case = detail.row.case
        if case.clocks or case.verdicts or case.promises or not case.closed:
            yield _section(self.tr("Deadlines"))
            yield ClockPanel(self._session, case)

    def _facts(self, detail: CaseDetail) -> Iterable[QWidget]:
        case, now = detail.row.case, self._session.now()
        yield _section(self.tr("This case"))
        opened = moments.when_exactly(case.opened_at, now)
        yield _line(self.tr("Opened {when}").format(when=opened), "meta")
        yield _line(self.tr("%n mail(s)", "", case.mail_count), "meta")


def _section(said: str) -> QLabel:
    label = _line(said, "section")
    label.setContentsMargins(0, 8, 0, 0)
    return label


def _line(said: str, role: str = "") -> QLabel:
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
