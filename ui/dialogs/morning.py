"""朝の一覧: what today brings, and who takes what nobody has (N23).

What was left to me stands first with its word, then what is due today, then what nobody has, each
with a proposed owner that can be changed before handing out; all of it is one undo.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from mailroom.domain.commands import Assign, Command
from mailroom.ids import CaseId, PersonId
from mailroom.service.day import Morning, MorningCase
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, heading, remark
from ui.inputs import ElidedLabel, PlainButton
from ui.session import Session
from ui.wording import moments, names

_WIDTH = 720
_TIME = 92
_MOST = 40
"""More than a screenful of each part is for the list of cases to show."""


class MorningDialog(Dialog):
    """The morning list.

    Signals:
        case_asked(CaseId): show that case.
    """

    case_asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=_WIDTH)
        self.setWindowTitle(self.tr("Morning list"))
        self._session = session
        self._morning: Morning = session.room.day.morning()
        self.owners: dict[CaseId, Choice[PersonId | None]] = {}
        self._add_part(self.tr("Left to you or to the desk"), self._morning.handed)
        self._add_part(self.tr("Yours, due today"), self._morning.mine)
        self._add_part(self.tr("Nobody has these yet"), self._morning.unowned, hand_out=True)
        if not (self._morning.handed or self._morning.mine or self._morning.unowned):
            self.content_layout.addWidget(remark(self.tr("Nothing waits for you this morning.")))
        confirm = self.tr("Hand out %n case(s)", "", len(self._morning.unowned))
        self.hand_out_button = self.add_buttons(confirm if self._morning.unowned else "")

    def confirm(self) -> None:
        """Give every case to who stands beside it; what somebody took meanwhile is theirs."""
        commands: list[Command] = []
        for case, owner in self.owners.items():
            person = owner.value()
            detail = self._session.room.reads.detail(case)
            if person is not None and detail is not None and detail.row.case.assignee is None:
                commands.append(Assign(case=case, shown=detail.seen, person=person))
        if commands:
            said = self.tr("Handed out %n case(s)", "", len(commands))
            self._session.do(*commands, said=said)
        self.accept()

    # --- inside --------------------------------------------------------------------------------

    def _add_part(
        self, title: str, cases: tuple[MorningCase, ...], *, hand_out: bool = False
    ) -> None:
        if not cases:
            return
        self.content_layout.addWidget(heading(f"{title} ({len(cases)})"))
        for one in cases[:_MOST]:
            self.content_layout.addWidget(self._line(one, hand_out=hand_out))
            if one.handed_by is not None:
                self.content_layout.addWidget(self._word(one))
        if len(cases) > _MOST:
            rest = self.tr("%n more stand in the list of cases.", "", len(cases) - _MOST)
            self.content_layout.addWidget(remark(rest))

    def _line(self, one: MorningCase, *, hand_out: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        due, now = one.case.due, self._session.now()
        when = QLabel(moments.deadline(due, now) if due is not None else "–")
        when.setMinimumWidth(_TIME)
        if due is not None and due <= now:
            when.setProperty("role", "problem")
        name = one.case.contact.name or one.case.contact.addr
        subject = ElidedLabel(f"#{one.case.number} {one.case.subject}  {name}")
        subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        show = PlainButton(self.tr("Show"), role="quiet")
        show.clicked.connect(partial(self._show, one.case.id))
        row.addWidget(when)
        row.addWidget(subject, 1)
        if hand_out:
            row.addWidget(self._owner(one))
        row.addWidget(show)
        return line

    def _owner(self, one: MorningCase) -> Choice[PersonId | None]:
        """Return the choice of who gets a case; nobody is a choice too."""
        roster = self._session.roster
        choice: Choice[PersonId | None] = Choice(
            self.tr("Who takes #{number}").format(number=one.case.number)
        )
        people = [(person, names.san(roster.name(person))) for person, _ in self._morning.hands]
        choice.fill([*people, (None, self.tr("Nobody yet"))])
        choice.choose(one.proposed)
        self.owners[one.case.id] = choice
        return choice

    def _word(self, one: MorningCase) -> QLabel:
        who = names.san(self._session.roster.name(one.handed_by))
        said = self.tr("{who}: {text}").format(who=who, text=one.handed_text or "–")
        word = remark(said)
        word.setTextFormat(Qt.TextFormat.PlainText)
        word.setContentsMargins(_TIME + 8, 0, 0, 0)
        return word

    def _show(self, case: CaseId) -> None:
        self.case_asked.emit(case)
        self.accept()
