"""時間切れ: limits, what happens when nobody answers, and when nothing is sent (S35, S39, S52)."""

from __future__ import annotations

from datetime import time
from functools import partial

from PySide6.QtWidgets import QWidget

from mailroom.domain.policies.policy import ClockMode, Level, QuietHours
from mailroom.domain.policies.policy_check import Cell, Page
from mailroom.domain.policies.stalling import StallAction
from ui.choices import Choice, Segments
from ui.dialogs.dialog import remark, row
from ui.dialogs.rules.parts import LONG, SHORT, Minutes, Remark, card, page_layout
from ui.flow import FlowLayout
from ui.inputs import CheckBox
from ui.models.rules_draft import RulesDraft
from ui.plain_text import plain_label

_REOPEN_DAYS = (7, 14, 30, 60, 90, 180, 365)
_HOURS = tuple(time(hour) for hour in range(24))


class TimesPage(QWidget):
    """Limits of the whole team, then the stall rule of each level."""

    def __init__(self, draft: RulesDraft) -> None:
        super().__init__()
        self._draft = draft
        layout = page_layout(
            self, self.tr("Minutes are business minutes: nights, holidays and lunch do not count.")
        )
        self.minutes: dict[str, Minutes] = {}
        for name, said, usual in (
            ("reply_minutes", self.tr("First reply to the customer"), LONG),
            ("resolve_minutes", self.tr("Final answer to the customer"), LONG),
            ("escalate_minutes", self.tr("A criterion applies: escalate or say why not"), SHORT),
            ("apply_minutes", self.tr("Tell the customer after an answer"), LONG),
            ("offer_help_minutes", self.tr("Offer help when one person has it for long"), LONG),
        ):
            chosen = Minutes(said, usual, none=self.tr("never"))
            chosen.show_minutes(getattr(draft.policy, name))
            chosen.chosen.connect(partial(self._on_minutes, name))
            self.minutes[name] = chosen
            layout.addWidget(row(said, chosen, QWidget(), label_width=280))
        self.mode: Segments[ClockMode] = Segments(self.tr("When a step is due"))
        self.mode.fill(
            [
                (ClockMode.PROPOSE, self.tr("Only propose it")),
                (ClockMode.AUTOMATIC, self.tr("Take it by itself, announced before")),
            ]
        )
        self.mode.choose(draft.policy.mode)
        self.mode.chosen.connect(lambda: draft.change(mode=self.mode.value()))
        layout.addWidget(row(self.tr("When a step is due"), self.mode, label_width=280))
        layout.addWidget(self._quiet())
        layout.addWidget(self._reopening())
        layout.addWidget(
            remark(
                self.tr(
                    "The new case names the old one, and one key joins them. An answer with another"
                    " subject counts as a new matter as soon as its case is done."
                )
            )
        )
        for level in draft.policy.levels[1:]:
            layout.addWidget(StallCard(draft, level))
        layout.addWidget(Remark(draft, lambda cell: cell == Cell(page=Page.TIMES)))
        layout.addStretch(1)

    def _quiet(self) -> QWidget:
        self.begins: Choice[time] = Choice(self.tr("Quiet from"))
        self.ends: Choice[time] = Choice(self.tr("Quiet until"))
        for chosen, at in (
            (self.begins, self._draft.policy.quiet.begins),
            (self.ends, self._draft.policy.quiet.ends),
        ):
            chosen.fill([(one, f"{one:%H:%M}") for one in sorted({*_HOURS, at})])
            chosen.choose(at)
            chosen.chosen.connect(self._on_quiet)
        said = self.tr("Nothing is sent by itself from … until")
        return row(said, self.begins, self.ends, QWidget(), label_width=280)

    def _reopening(self) -> QWidget:
        said = self.tr("An answer to a case that was done opens it again")
        self.reopen: Choice[int | None] = Choice(said)
        days = self._draft.policy.reopen_days
        offered = sorted({*_REOPEN_DAYS, *(() if days is None else (days,))})
        within = [
            (count, self.tr("within %n day(s), later a new case", "", count)) for count in offered
        ]
        self.reopen.fill([(None, self.tr("always")), *within])
        self.reopen.choose(days)
        self.reopen.chosen.connect(lambda: self._draft.change(reopen_days=self.reopen.value()))
        return row(said, self.reopen, QWidget(), label_width=280)

    def _on_minutes(self, name: str) -> None:
        self._draft.change(**{name: self.minutes[name].value()})

    def _on_quiet(self) -> None:
        quiet = QuietHours(begins=self.begins.value(), ends=self.ends.value())
        self._draft.change(quiet=quiet)


class StallCard(QWidget):
    """What happens when nobody of a level answers, in order (S52)."""

    def __init__(self, draft: RulesDraft, level: Level) -> None:
        super().__init__()
        self._draft, self._number = draft, level.number
        frame, column = card(
            self.tr("{level}: when nobody answers").format(level=draft.level_title(level))
        )
        outer = page_layout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.boxes: dict[StallAction, CheckBox] = {}
        line = QWidget()
        flow = FlowLayout(line, gap=8)
        for place, action in enumerate(StallAction):
            if place:
                flow.addWidget(plain_label("meta", "→"))
            box = CheckBox(self._name(action), checked=action in level.stall)
            box.toggled.connect(self._on_boxes)
            self.boxes[action] = box
            flow.addWidget(box)
        self.nudges: Choice[int] = Choice(self.tr("Reminders at most"))
        self.nudges.fill([(n, self.tr("%n time(s)", "", n)) for n in range(6)])
        self.nudges.choose(level.nudges)
        self.nudges.chosen.connect(lambda: self._change(nudges=self.nudges.value()))
        self.every = Minutes(self.tr("Reminder every"))
        self.every.show_minutes(level.nudge_minutes)
        self.every.chosen.connect(lambda: self._change(nudge_minutes=self.every.value()))
        column.addWidget(line)
        column.addWidget(row(self.tr("Reminder every"), self.every, self.nudges, QWidget()))
        column.addWidget(Remark(draft, self._is_mine))

    def _name(self, action: StallAction) -> str:
        return {
            StallAction.NUDGE: self.tr("Remind politely"),
            StallAction.ALTERNATE: self.tr("Ask the next one"),
            StallAction.NEXT_LEVEL: self.tr("Ask the next level"),
            StallAction.BOARD: self.tr("Show to everybody"),
        }[action]

    def _on_boxes(self) -> None:
        stall = tuple(action for action, box in self.boxes.items() if box.isChecked())
        self._change(stall=stall)

    def _change(self, **parts: object) -> None:
        self._draft.change_level(self._number, **parts)

    def _is_mine(self, cell: Cell) -> bool:
        return cell.page is Page.LEVELS and cell.level == self._number
