"""One condition of a rule as a line: what of the mail, whether or not, and which words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mailroom.domain.arrival.rule import Condition, Part
from mailroom.domain.policies.contacts import ContactFlag
from mailroom.service.arrival import words
from ui.choices import Choice
from ui.dialogs.rules.parts import lines_of
from ui.inputs import Line, PlainButton
from ui.session import Session
from ui.wording import rule_text
from ui.wording.words import flag_name, tr

_MOST_YEN = 10**9
_TYPED = frozenset(
    {Part.SENDER, Part.RECIPIENTS, Part.SUBJECT, Part.BODY, Part.TEXT, Part.ATTACHMENT}
)
_LISTED = frozenset({Part.LABEL, Part.CONTACT, Part.MAILBOX})


class ConditionLine(QWidget):
    """The line.

    Signals:
        changed(): the condition is another one.
        removed(): it shall go.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, session: Session, condition: Condition) -> None:
        super().__init__()
        self._session = session
        self._condition = condition
        self.part: Choice[Part] = Choice(self.tr("What"))
        language = rule_text.language()
        self.part.fill([(one, words.part_name(one, language)) for one in Part])
        self.part.choose(condition.part)
        self.holds: Choice[bool] = Choice(self.tr("Whether"))
        self.typed = Line(self.tr("Words"))
        self.yen = Line(self.tr("Yen"))
        self.yen.setValidator(QIntValidator(0, _MOST_YEN, self))
        self.listed: Choice[str] = Choice(self.tr("Which"))
        self._values = QStackedWidget()
        for one in (self.typed, self.yen, self.listed, QWidget()):
            self._values.addWidget(one)
        remove = PlainButton("", role="link", glyph="trash")
        remove.setAccessibleName(self.tr("Remove this condition"))
        remove.setToolTip(self.tr("Remove this condition"))
        remove.clicked.connect(self.removed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.part, 4)
        layout.addWidget(self._values, 6)
        layout.addWidget(self.holds, 3)
        layout.addWidget(remove)
        self._offer()
        self.part.activated.connect(self._on_part)
        self.holds.activated.connect(self._read)
        self.listed.activated.connect(self._read)
        self.typed.textEdited.connect(self._read)
        self.yen.textEdited.connect(self._read)

    @property
    def condition(self) -> Condition:
        """Return the condition as it stands."""
        return self._condition

    def _offer(self) -> None:
        """Offer what fits this part, with what the condition says."""
        one = self._condition
        said_yes, said_no = _whether(one.part)
        self.holds.fill([(True, said_yes), (False, said_no)])
        self.holds.choose(not one.negated)
        if one.part in _TYPED:
            self.typed.setText(rule_text.joined(one.words))
            self.typed.setPlaceholderText(_hint(one.part))
            self._values.setCurrentIndex(0)
        elif one.part is Part.AMOUNT:
            self.yen.setText(str(one.at_least or ""))
            self.yen.setPlaceholderText(self.tr("30000 yen or more"))
            self._values.setCurrentIndex(1)
        elif one.part in _LISTED:
            self.listed.fill(self._things(one.part))
            if one.words:
                self.listed.choose(one.words[0])
            self._values.setCurrentIndex(2)
        else:
            self._values.setCurrentIndex(3)

    def _things(self, part: Part) -> list[tuple[str, str]]:
        roster = self._session.roster
        if part is Part.LABEL:
            found = [(str(id_), rule_text.label_path(id_, roster.labels)) for id_ in roster.labels]
            return found or [("", self.tr("(no label yet)"))]
        if part is Part.CONTACT:
            flags = [one for one in ContactFlag if one is not ContactFlag.NONE]
            return [("", self.tr("any mark")), *((one.value, flag_name(one)) for one in flags)]
        return [(str(one.id), one.address) for one in self._session.room.arrival.mailboxes()]

    def _on_part(self) -> None:
        self._condition = Condition(part=self.part.value())
        self._offer()
        self._read()

    def _read(self) -> None:
        one = replace(self._condition, negated=not self.holds.value())
        if one.part in _TYPED:
            one = replace(one, words=lines_of(self.typed.text()))
        elif one.part is Part.AMOUNT:
            one = replace(one, at_least=int(self.yen.text() or 0))
        elif one.part in _LISTED:
            chosen = self.listed.value()
            one = replace(one, words=(chosen,) if chosen else ())
        self._condition = one
        self.changed.emit()


def _whether(part: Part) -> tuple[str, str]:
    if part in {Part.SUBJECT, Part.BODY, Part.TEXT}:
        return tr("has any of them"), tr("has none of them")
    if part in {Part.ATTACHMENT, Part.AMOUNT}:
        return tr("is there"), tr("is not there")
    return tr("is so"), tr("is not so")


def _hint(part: Part) -> str:
    match part:
        case Part.SENDER | Part.RECIPIENTS:
            return tr("name@firm.example, @firm.example, part of a name")
        case Part.ATTACHMENT:
            return tr("any file, or part of its name: .pdf, 請求書")
        case _:
            return tr("words, separated by commas")
