"""The tray: what I asked for and was refused when it landed, kept until I put it away (rule 21).

Grouped by case, newest trouble first, so that it stays of use after three days without a network:
what the case is now stands above, below it each step with its words, why it was not applied, and
what can be done. Above all that, what still waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mailroom.domain.cases import Case
from mailroom.domain.changes import Changes
from mailroom.domain.commands import AddNote, Command
from mailroom.domain.query import AskedEvent, CaseDetail, NotApplied
from mailroom.errors import MailroomError
from mailroom.ids import CaseId
from mailroom.service.room import Asked
from ui.dialogs.dialog import Dialog, heading, remark
from ui.flow import FlowLayout
from ui.inputs import ElidedLabel, PlainButton
from ui.models.again import again
from ui.session import Session
from ui.wording import event_text, moments, names, refusal_text, text, words

_WAITING_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was refused in one case, oldest first, and the case as it is now."""

    case: CaseId | None
    detail: CaseDetail | None
    steps: tuple[NotApplied, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    groups: tuple[Group, ...]
    waiting: tuple[AskedEvent, ...]
    titles: dict[CaseId, str]  # of cases with something that waits


class NotAppliedDialog(Dialog):
    """The tray of refused steps.

    Signals:
        case_asked(CaseId): show that case.
        draft_asked(CaseId, str): put these words into a reply.
    """

    case_asked = Signal(object)
    draft_asked = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=620)
        self.setWindowTitle(self.tr("Not applied"))
        self._session = session
        self._cards: list[QWidget] = []
        self._shown: _Read | None = None
        self.add_buttons()
        self._all_away = self.add_button(self.tr("Put all away"))
        self._all_away.clicked.connect(self._dismiss_all)
        session.changed.connect(self._on_changed)
        self._show(self._look())

    def read(self) -> None:
        """Show what is there now."""
        self._session.ask("not applied", self._look, self._show)

    def _look(self) -> _Read:
        """Read it all; runs on a thread after the first time."""
        reads = self._session.room.reads
        found = grouped(reads.not_applied())
        waiting = reads.asked()
        near = dict.fromkeys(one.case for one in waiting[:_WAITING_SHOWN] if one.case)
        return _Read(
            groups=tuple(
                Group(case=case, detail=reads.detail(case) if case else None, steps=steps)
                for case, steps in found
            ),
            waiting=waiting,
            titles={row.case.id: _title(row.case) for row in reads.rows(list(near))},
        )

    def _show(self, read: _Read) -> None:
        if read == self._shown:
            return
        self._shown = read
        for card in self._cards:
            card.hide()
            self.content_layout.removeWidget(card)
            card.deleteLater()
        self._cards = []
        if read.waiting:
            self._cards.append(self._waiting_card(read))
        if read.groups:
            self._cards.append(
                remark(
                    self.tr(
                        "These steps of yours were not applied. Nothing is lost: look at each, "
                        "then apply it again or put it away."
                    )
                )
            )
        self._cards += [self._group(one) for one in read.groups]
        self._all_away.setVisible(len(read.groups) > 1)
        if not self._cards:
            self._cards = [remark(self.tr("Everything you asked for was applied."))]
        for card in self._cards:
            self.content_layout.addWidget(card)
            card.show()  # Qt would do so later, and the height below would be that of no card
        if self.isVisible():
            self.resize(self.sizeHint())

    # --- what still waits ------------------------------------------------------------------------

    def _waiting_card(self, read: _Read) -> QWidget:
        waiting = read.waiting
        card, box = _card("phone")
        count = len(waiting)
        if self._session.offline:
            said = self.tr("%n step(s) wait until there is a connection again.", "", count)
        else:
            said = self.tr("%n step(s) are being confirmed.", "", count)
        box.addWidget(heading(said))
        roster, now = self._session.roster, self._session.now()
        for one in waiting[:_WAITING_SHOWN]:
            at = moments.when(one.event.made_at, now)
            what = event_text.of_event(one.event, roster, now)
            if one.case in read.titles:
                what = self.tr("{what} ({case})").format(what=what, case=read.titles[one.case])
            box.addWidget(ElidedLabel(self.tr("{time}  {what}").format(time=at, what=what)))
        if count > _WAITING_SHOWN:
            more = self.tr("and %n more", "", count - _WAITING_SHOWN)
            box.addWidget(remark(more))
        return card

    # --- what was refused ------------------------------------------------------------------------

    def _group(self, group: Group) -> QWidget:
        card, box = _card("note")
        box.addLayout(self._head(group))
        for number, one in enumerate(group.steps):
            if number:
                box.addWidget(_line())
            box.addWidget(self._step(one, group.detail))
        return card

    def _head(self, group: Group) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        if group.detail is None:
            titles.addWidget(ElidedLabel(self.tr("Team and settings"), role="heading"))
        else:
            titles.addWidget(ElidedLabel(_title(group.detail.row.case), role="heading"))
            titles.addWidget(ElidedLabel(self._now(group.detail), role="meta"))
        head.addLayout(titles, 1)
        if group.detail is not None:
            look = PlainButton(self.tr("Show the case"), role="quiet")
            look.clicked.connect(partial(self._look_at, group.detail.row.case.id))
            head.addWidget(look)
        if len(group.steps) > 1:
            away = PlainButton(self.tr("Put all away"), role="quiet")
            away.clicked.connect(partial(self._dismiss, group.steps))
            head.addWidget(away)
        return head

    def _now(self, detail: CaseDetail) -> str:
        """Return what the case is now: how it stands, whose it is, who holds it."""
        roster, case = self._session.roster, detail.row.case
        owner = names.san(roster.name(case.assignee)) or self.tr("nobody")
        parts = [
            self.tr("Now: {state}").format(state=words.status_name(case.status)),
            self.tr("owner {name}").format(name=owner),
        ]
        holder = detail.row.holder
        if holder is not None:
            who = names.seat(roster, holder.person, holder.desk) or holder.name
            parts.append(names.held_by(who, holder.since, self._session.now()))
        return self.tr(", ", "between facts").join(parts)

    def _step(self, one: NotApplied, detail: CaseDetail | None) -> QWidget:
        roster, now = self._session.roster, self._session.now()
        step = QWidget()
        box = QVBoxLayout(step)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(4)
        at = moments.when_exactly(one.event.made_at, now)
        what = event_text.of_event(one.event, roster, now)
        box.addWidget(_words(self.tr("{time}  {what}").format(time=at, what=what)))
        if one.text:
            quoted = _words(one.text, role="quoted")
            quoted.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(quoted)
        why = refusal_text.refused(one.verdict, roster, one.event.body)
        judged = moments.when_exactly(one.at, now)
        said = self.tr("Not applied ({time}). {why}").format(time=judged, why=why)
        box.addWidget(_words(said, role="problem"))
        box.addWidget(self._choices(one, detail))
        return step

    def _choices(self, one: NotApplied, detail: CaseDetail | None) -> QWidget:
        buttons = QWidget()
        row = FlowLayout(buttons)
        command = again(one, detail)
        if command is not None:
            self._button(row, self.tr("Apply it now"), partial(self._again, one, command))
        if one.text:
            if detail is not None:
                self._button(row, self.tr("Make it a note"), partial(self._keep, one))
                self._button(row, self.tr("Put into a reply"), partial(self._draft, one))
            self._button(row, self.tr("Copy"), partial(self._copy, one))
        self._button(row, self.tr("Put it away"), partial(self._dismiss, (one,)))
        return buttons

    def _button(self, row: FlowLayout, name: str, act: partial[None]) -> None:
        button = PlainButton(name)
        button.clicked.connect(act)
        row.addWidget(button)

    # --- doing -----------------------------------------------------------------------------------

    def _again(self, one: NotApplied, command: Command, _checked: bool = False) -> None:
        self._session.do(
            command,
            said=self.tr("Asked for again"),
            then=partial(self._on_kept, one),
            failed=partial(self._on_failed, command),
        )

    def _keep(self, one: NotApplied, _checked: bool = False) -> None:
        assert one.case is not None
        self._session.do(
            AddNote(case=one.case, text=one.text),
            said=self.tr("Kept as a note"),
            then=partial(self._on_kept, one),
        )

    def _draft(self, one: NotApplied, _checked: bool = False) -> None:
        self._dismiss((one,))
        self.accept()
        self.case_asked.emit(one.case)
        self.draft_asked.emit(one.case, one.text)

    def _copy(self, one: NotApplied, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(one.text)
        self._session.toast(self.tr("Copied"))

    def _look_at(self, case: CaseId, _checked: bool = False) -> None:
        self.accept()
        self.case_asked.emit(case)

    def _dismiss(self, steps: Sequence[NotApplied], _checked: bool = False) -> None:
        reads = self._session.room.reads
        events = tuple(one.event.id for one in steps)
        self._session.tasks.act(
            lambda: reads.dismiss(*events), self._on_dismissed, self._session.tell
        )

    def _dismiss_all(self) -> None:
        assert self._shown is not None
        self._dismiss([one for group in self._shown.groups for one in group.steps])

    def _on_kept(self, one: NotApplied, _asked: tuple[Asked, ...]) -> None:
        self.say_problem("")
        self._dismiss((one,))

    def _on_failed(self, command: Command, error: MailroomError) -> None:
        self.say_problem(text.describe(error, self._session.roster, command))
        self.resize(self.sizeHint())

    def _on_dismissed(self, _none: None) -> None:
        self.read()

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases or changes.health or changes.team:
            self.read()


def grouped(
    steps: Sequence[NotApplied],
) -> tuple[tuple[CaseId | None, tuple[NotApplied, ...]], ...]:
    """Return steps by case: the case with the newest trouble first, its steps oldest first."""
    by_case: dict[CaseId | None, list[NotApplied]] = {}
    for one in steps:
        by_case.setdefault(one.case, []).append(one)
    order = sorted(by_case, key=lambda case: max(one.at for one in by_case[case]), reverse=True)
    return tuple((case, tuple(by_case[case])) for case in order)


def _title(case: Case) -> str:
    return f"#{case.number or '–'} {case.subject or words.no_subject()}"


def _card(kind: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("card", kind)
    box = QVBoxLayout(card)
    box.setContentsMargins(12, 8, 12, 8)
    box.setSpacing(6)
    return card, box


def _words(said: str, *, role: str = "") -> QLabel:
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setProperty("role", "divider")
    line.setFixedHeight(1)
    return line
