"""経路: whom each category asks at each level, in order, and whom one asks in doubt (S31-S38)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from mailroom.domain.policies.policy import Category, Level, Policy, Route, RouteBy, Target
from mailroom.domain.policies.policy_check import Cell, Page
from ui.dialogs.dialog import row
from ui.dialogs.rules.parts import Remark, clear, page_layout
from ui.dialogs.rules.target_editor import TargetList
from ui.flow import FlowLayout
from ui.inputs import Line, PlainButton
from ui.models.rules_draft import RulesDraft
from ui.plain_text import plain_label


class RoutesPage(QWidget):
    """The matrix of categories and levels; a press on a cell opens it below."""

    def __init__(self, draft: RulesDraft) -> None:
        super().__init__()
        self._draft = draft
        self._cells: dict[tuple[str, int], CellButton] = {}
        self._open: tuple[str, int] | None = None
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._editor = QVBoxLayout()
        self.fallback = EndRow(draft, "fallback", self.tr("When in doubt"))
        self.catch_all = EndRow(draft, "catch_all", self.tr("What no rule reaches"))
        self.new_category = Line(self.tr("New category"), hint=self.tr("New category"))
        self.add_button = PlainButton(self.tr("Add the category"), glyph="plus")
        self.add_button.clicked.connect(self._add_category)
        layout = page_layout(
            self,
            self.tr(
                "Whom does a category ask? An empty cell goes to the person of the level. "
                "Who is away is skipped for the next one."
            ),
        )
        layout.addLayout(self._grid)
        layout.addLayout(self._editor)
        layout.addWidget(row(self.tr("New category"), self.new_category, self.add_button))
        for end in (self.fallback, self.catch_all):
            layout.addWidget(end)
        layout.addStretch(1)
        draft.changed.connect(self._show_names)
        self.build()

    def build(self) -> None:
        """Show the routes as they stand in the draft."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cells.clear()
        policy = self._draft.policy
        levels = [level for level in policy.levels if level.number > 1]
        for column, level in enumerate(levels, 1):
            self._grid.addWidget(_head(self._draft.level_title(level)), 0, column)
            self._grid.setColumnStretch(column, 1)
        for line, category in enumerate(policy.categories, 1):
            self._grid.addWidget(_head(category.name), line, 0)
            for column, level in enumerate(levels, 1):
                cell = CellButton(self._draft, category.name, level.number)
                cell.clicked.connect(partial(self.open_cell, category.name, level.number))
                self._cells[category.name, level.number] = cell
                self._grid.addWidget(cell, line, column)
        for end in (self.fallback, self.catch_all):
            end.build()
        self._close_cell()

    def cell(self, category: str, level: int) -> CellButton:
        """Return the button of a cell."""
        return self._cells[category, level]

    def open_cell(self, category: str, level: int) -> None:
        """Show who is asked there, to be changed."""
        self._close_cell()
        self._open = (category, level)
        for by in RouteBy:
            self._editor.addWidget(RouteEditor(self._draft, category, level, by))
        keys = QWidget()
        flow = FlowLayout(keys)
        remove = PlainButton(self.tr("Remove the category “{name}”").format(name=category))
        remove.clicked.connect(partial(self._remove_category, category))
        flow.addWidget(remove)
        self._editor.addWidget(keys)
        self._show_names()

    def editors(self) -> list[RouteEditor]:
        """Return the editors of the open cell: by rank, by expertise."""
        return self.findChildren(RouteEditor)

    def _close_cell(self) -> None:
        self._open = None
        clear(self._editor)

    def _show_names(self) -> None:
        for place, cell in self._cells.items():
            cell.read()
            cell.setChecked(place == self._open)

    def _add_category(self) -> None:
        name = self.new_category.text().strip()
        if name and self._draft.policy.category(name) is None:
            categories = (*self._draft.policy.categories, Category(name=name))
            self.new_category.clear()
            self._draft.change(categories=categories)
            self.build()

    def _remove_category(self, name: str) -> None:
        policy = self._draft.policy
        self._draft.change(
            categories=tuple(one for one in policy.categories if one.name != name),
            routes=tuple(one for one in policy.routes if one.category != name),
        )
        self.build()


class CellButton(PlainButton):
    """One cell of the matrix: who is asked, in order; marked when something is wrong with it."""

    def __init__(self, draft: RulesDraft, category: str, level: int) -> None:
        super().__init__("", role="cell")
        self._draft, self._category, self._level = draft, category, level
        self.setCheckable(True)
        self.read()

    def read(self) -> None:
        """Show the names that stand in the draft."""
        said, wrong = self._draft.said(self._is_mine)
        names = [
            self._draft.target_name(target)
            for by in RouteBy
            for target in targets_of(self._draft.policy, self._category, self._level, by)
        ]
        level = self._draft.policy.level(self._level)
        self.relabel(" → ".join(names) or self.tr("({who})").format(who=self._usual(level)))
        self.set_glyph("alert" if said else "")
        self.setToolTip(said or self.text())
        self.setAccessibleName(f"{self._category} {level.name}: {self.text()} {said}".strip())
        self.setProperty("wrong", wrong)

    def _usual(self, level: Level) -> str:
        """Return who gets it without a route."""
        if level.address is not None:
            return level.address.addr
        if level.person is not None:
            return self._draft.person_name(level.person)
        fallback = self._draft.policy.fallback
        return "" if fallback is None else self._draft.target_name(fallback)

    def _is_mine(self, cell: Cell) -> bool:
        mine = (self._category, self._level)
        return cell.page is Page.ROUTES and (cell.category, cell.level) == mine


class RouteEditor(QWidget):
    """Who is asked in one cell, by rank or by who knows."""

    def __init__(self, draft: RulesDraft, category: str, level: int, by: RouteBy) -> None:
        super().__init__()
        self._draft = draft
        self._category, self._level, self.by = category, level, by
        name = self.tr("By rank") if by is RouteBy.RANK else self.tr("By who knows")
        title = f"{category} × L{level}: {name}"
        self.targets = TargetList(draft, title)
        self.targets.show_targets(targets_of(draft.policy, category, level, by))
        self.targets.edited.connect(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(plain_label("section", title))
        layout.addWidget(self.targets)
        if by is RouteBy.RANK:
            layout.addWidget(Remark(draft, self._is_mine))

    def _keep(self) -> None:
        place = (self._category, self._level, self.by)
        others = tuple(
            one for one in self._draft.policy.routes if (one.category, one.level, one.by) != place
        )
        targets = self.targets.targets
        mine = Route(category=self._category, level=self._level, targets=targets, by=self.by)
        self._draft.change(routes=(*others, mine) if targets else others)

    def _is_mine(self, cell: Cell) -> bool:
        mine = (self._category, self._level)
        return cell.page is Page.ROUTES and (cell.category, cell.level) == mine


class EndRow(QWidget):
    """Whom one asks in doubt, or who gets what no rule reaches: exactly one target (S36, S37)."""

    picked = Signal()

    def __init__(self, draft: RulesDraft, place: str, name: str) -> None:
        super().__init__()
        self._draft, self._place = draft, place
        self.targets = TargetList(draft, name, only_one=True)
        self.targets.edited.connect(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(plain_label("section", name))
        layout.addWidget(self.targets)
        layout.addWidget(Remark(draft, lambda cell: cell.place == place))

    def build(self) -> None:
        """Show who it is in the draft."""
        target: Target | None = getattr(self._draft.policy, self._place)
        self.targets.show_targets(() if target is None else (target,))

    def _keep(self) -> None:
        chosen = self.targets.targets
        self._draft.change(**{self._place: chosen[0] if chosen else None})
        self.picked.emit()


def targets_of(policy: Policy, category: str, level: int, by: RouteBy) -> tuple[Target, ...]:
    """Return whom a cell asks."""
    place = (category, level, by)
    found = (one for one in policy.routes if (one.category, one.level, one.by) == place)
    route = next(found, None)
    return () if route is None else route.targets


def _head(said: str) -> QLabel:
    return plain_label("field", said)
