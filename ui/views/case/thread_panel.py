"""Sections of the inspector: why mails are here, related cases, cases that look alike (N18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QWidget

from mailroom.domain.cases import Case
from mailroom.domain.mails import JoinReason, MailPlace
from mailroom.domain.query import CaseDetail, CaseRow, TimelineItem
from mailroom.ids import CaseId
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import moments, thread_text

_NEEDS_NO_WORD = {JoinReason.OPENED, JoinReason.ESCALATION}
_MOST_MAILS = 3
_HEADER_SHOWN = 60


class ThreadPanel(QObject):
    """Makes the sections; says what was asked for.

    Signals:
        case_asked(CaseId): show that case.
        why_asked(MailKey): explain this mail, and let it be moved.
        join_asked(CaseId, CaseId): make one case of the first and the second.
        unlike_asked(CaseId, CaseId): never suggest the second beside the first again.
    """

    case_asked = Signal(object)
    why_asked = Signal(object)
    join_asked = Signal(object, object)
    unlike_asked = Signal(object, object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def sections(self, detail: CaseDetail, items: Sequence[TimelineItem]) -> Iterator[QWidget]:
        """Yield what there is to say about a case and its mails."""
        yield from self._related(detail)
        yield from self._alike(detail.row.case)
        yield from self._why_here(items)

    def _related(self, detail: CaseDetail) -> Iterator[QWidget]:
        rows = self._session.room.reads.rows(list(detail.related))
        if rows:
            yield _section(self.tr("Related cases"))
        for row in rows:
            yield from self._other(detail.row.case, row, "", dismissible=False)

    def _alike(self, case: Case) -> Iterator[QWidget]:
        found = {one.case: one for one in self._session.room.threads.alike(case.id)}
        rows = self._session.room.reads.rows(list(found))
        if rows:
            yield _section(self.tr("Similar cases"))
        for row in rows:
            why = thread_text.likeness(found[row.case.id].likeness)
            yield from self._other(case, row, why, dismissible=True)

    def _other(self, case: Case, row: CaseRow, why: str, *, dismissible: bool) -> Iterator[QWidget]:
        other = row.case.id
        show = PlainButton(thread_text.case_line(row.case), role="link")
        show.clicked.connect(partial(self.case_asked.emit, other))
        yield show
        hint = thread_text.case_hint(row.case)
        yield plain_label("meta", f"{hint} · {why}" if why else hint)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=4)
        join = PlainButton(self.tr("Make one case of both…"), glyph="merge")
        join.clicked.connect(partial(self._ask_join, case.id, other))
        flow.addWidget(join)
        if dismissible:
            unlike = PlainButton(self.tr("Not the same"), role="quiet")
            unlike.clicked.connect(partial(self._ask_unlike, case.id, other))
            flow.addWidget(unlike)
        yield buttons

    def _why_here(self, items: Sequence[TimelineItem]) -> Iterator[QWidget]:
        mails = [item.mail for item in items if item.mail is not None]
        joined = [mail for mail in mails if mail.reason not in _NEEDS_NO_WORD]
        if joined:
            yield _section(self.tr("Why are these mails in this case?"))
        for mail in reversed(joined[-_MOST_MAILS:]):
            yield from self._why(mail)

    def _why(self, mail: MailPlace) -> Iterator[QWidget]:
        why = self._session.room.threads.why(mail.facts.key)
        if why is None:
            return
        roster, now = self._session.roster, self._session.now()
        who = thread_text.who_wrote(mail.facts, roster)
        when = moments.when_exactly(mail.facts.sent_at, now)
        yield plain_label("meta", self.tr("{when} {who}").format(when=when, who=who))
        yield plain_label("", thread_text.because(why, roster, now), selectable=True)
        since = thread_text.since_then(why, roster)
        if since:
            yield plain_label("", since)
        header = thread_text.evidence(why)
        if header:
            short = header if len(header) <= _HEADER_SHOWN else f"{header[:_HEADER_SHOWN]}…"
            yield plain_label("meta", short, selectable=True)
        more = PlainButton(self.tr("Wrong here? Split off or move…"), role="link")
        more.clicked.connect(partial(self.why_asked.emit, mail.facts.key))
        yield more

    def _ask_join(self, case: CaseId, other: CaseId) -> None:
        self.join_asked.emit(case, other)

    def _ask_unlike(self, case: CaseId, other: CaseId) -> None:
        self.unlike_asked.emit(case, other)


def _section(said: str) -> QLabel:
    label = plain_label("section", said)
    label.setContentsMargins(0, 8, 0, 0)
    return label
