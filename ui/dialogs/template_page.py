"""The texts of the team, as a page of the settings: seen, sorted, changed, carried as a table.

Anyone may change them, as with labels; a founding text is the team's own once somebody changed it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mailroom.domain.changes import Changes
from mailroom.domain.commands import SetTemplate
from mailroom.domain.templates.filling import fill
from mailroom.domain.templates.template import Template
from mailroom.errors import BadInput, MailroomError, StoreReadOnly
from mailroom.ids import TemplateId
from mailroom.service.templates.sheet import Incoming
from ui.dialogs.template_editor import TemplateEditor
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.question import Question
from ui.session import Session, ToastKind
from ui.template_text import TemplatePreview

_ID = Qt.ItemDataRole.UserRole
_BESIDE_FROM = 520
_BIGGEST = 4 * 1024 * 1024


class TemplatePage(QWidget):
    """The list by category beside the text that is marked; Enter changes it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._templates: dict[TemplateId, Template] = {}
        self.tree = QTreeWidget()
        self.tree.setProperty("role", "pick")
        self.tree.setAccessibleName(self.tr("Templates"))
        self.tree.setHeaderHidden(True)
        self.tree.setMinimumHeight(160)
        self.preview = TemplatePreview()
        self.add_button = PlainButton(self.tr("New template…"), glyph="plus")
        self.change_button = PlainButton(self.tr("Change…"))
        self.up, self.down = PlainButton("", glyph="up"), PlainButton("", glyph="down")
        self.remove_button = PlainButton("", glyph="trash")
        self.import_button = PlainButton(self.tr("Read a table…"))
        self.export_button = PlainButton(self.tr("Save as CSV…"))
        self._lay_out()
        self._connect()
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Show the templates as they are now; the mark stays on its template."""
        marked = self._current()
        self._templates = {one.id: one for one in self._session.room.templates.all()}
        items: dict[TemplateId, QTreeWidgetItem] = {}
        with QSignalBlocker(self.tree):
            self.tree.clear()
            heads: dict[str, QTreeWidgetItem] = {}
            for one in self._templates.values():
                head = heads.get(one.category)
                if head is None:
                    head = QTreeWidgetItem([one.category or self.tr("All matters")])
                    head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                    self.tree.addTopLevelItem(head)
                    heads[one.category] = head
                item = QTreeWidgetItem([one.name])
                item.setData(0, _ID, one.id)
                head.addChild(item)
                items[one.id] = item
            self.tree.expandAll()
            if marked in items:
                self.tree.setCurrentItem(items[marked])
            elif items:
                self.tree.setCurrentItem(next(iter(items.values())))
        self._offer()

    def shift(self, step: int) -> None:
        """Move the marked template up (-1) or down (1) in its category."""
        marked = self._marked()
        if marked is None:
            return
        like = self._like(marked)
        at = like.index(marked)
        if not 0 <= at + step < len(like):
            return
        like.insert(at + step, like.pop(at))
        moved = [replace(one, order=n) for n, one in enumerate(like) if one.order != n]
        self._set(*moved, said=self.tr("Template moved"))

    def read_table(self, path: Path) -> None:
        """Say what a spreadsheet would change, and change it if the person wants that."""
        templates = self._session.room.templates

        def read() -> Incoming:
            try:
                with path.open("rb") as file:
                    return templates.read_sheet(file.read(_BIGGEST))
            except OSError as error:
                raise BadInput("file", str(path), str(error)) from error

        self._session.tasks.act(read, self._ask, self._say_unreadable)

    def save_table(self, path: Path) -> None:
        """Write all templates as CSV that a spreadsheet opens rightly."""
        templates = self._session.room.templates

        def write() -> None:
            try:
                path.write_text(templates.sheet(), encoding="utf-8-sig", newline="")
            except OSError as error:
                raise StoreReadOnly(str(path), str(error)) from error

        said = self.tr("Saved: {name}").format(name=path.name)
        self._session.tasks.act(write, lambda _done: self._session.toast(said), self._session.tell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the text below the list when the page is narrow."""
        super().resizeEvent(event)
        wide = event.size().width() >= _BESIDE_FROM
        self._box.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    # --- inside --------------------------------------------------------------------------------

    def _like(self, template: Template) -> list[Template]:
        return [one for one in self._templates.values() if one.category == template.category]

    def _current(self) -> TemplateId | None:
        item = self.tree.currentItem()
        return None if item is None else item.data(0, _ID)

    def _marked(self) -> Template | None:
        current = self._current()
        return None if current is None else self._templates.get(current)

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.add_button, self.change_button, self.up, self.down, self.remove_button):
            flow.addWidget(button)
        for button in (self.import_button, self.export_button):
            flow.addWidget(button)
        names = (
            (self.up, self.tr("Up (Alt+↑)")),
            (self.down, self.tr("Down (Alt+↓)")),
            (self.remove_button, self.tr("Remove this template")),
        )
        for button, name in names:
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(12)
        self._box.addWidget(self.tree, 4)
        self._box.addWidget(self.preview, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(buttons)
        layout.addLayout(self._box, 1)

    def _connect(self) -> None:
        self.tree.itemActivated.connect(lambda _item: self._change())
        self.tree.currentItemChanged.connect(lambda *_items: self._offer())
        self.add_button.clicked.connect(self._add)
        self.change_button.clicked.connect(self._change)
        self.remove_button.clicked.connect(self._remove)
        self.import_button.clicked.connect(self._choose_table)
        self.export_button.clicked.connect(self._choose_place)
        for button, step, keys in ((self.up, -1, "Alt+Up"), (self.down, 1, "Alt+Down")):
            button.clicked.connect(lambda _checked=False, step=step: self.shift(step))
            shortcut = QShortcut(QKeySequence(keys), self.tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self.shift(step))

    def _offer(self) -> None:
        marked = self._marked()
        like = [] if marked is None else self._like(marked)
        at = like.index(marked) if marked is not None else 0
        for button in (self.change_button, self.remove_button):
            button.setEnabled(marked is not None)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(marked is not None and at + 1 < len(like))
        values = self._session.room.templates.values(self._session.case)
        self.preview.show_text(fill(marked.text, values) if marked is not None else "")

    def _add(self) -> None:
        TemplateEditor(self._session, None, self.window()).open()

    def _change(self) -> None:
        marked = self._marked()
        if marked is not None:
            TemplateEditor(self._session, marked, self.window()).open()

    def _remove(self) -> None:
        """Take a template away; the toast brings it back."""
        marked = self._marked()
        if marked is None:
            return
        said = self.tr("Template {name} removed").format(name=marked.name)
        back = self.tr("Template {name} is back").format(name=marked.name)
        self._session.do(
            SetTemplate(template=replace(marked, removed=True)),
            undo=False,
            then=lambda _asked: self._session.toast(
                said, button=self.tr("Undo"), pressed=lambda: self._set(marked, said=back)
            ),
        )

    def _choose_table(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Read a table of templates"), "", "CSV (*.csv *.txt)"
        )
        if name:
            self.read_table(Path(name))

    def _choose_place(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Save as CSV"), "templates.csv")
        if name:
            self.save_table(Path(name))

    def _ask(self, incoming: Incoming) -> None:
        found = (*incoming.new, *incoming.changed)
        if not found:
            self._session.toast(self.tr("The table says nothing new."))
            return
        counts = self.tr("{new} new, {changed} changed, {same} as they are.").format(
            new=len(incoming.new), changed=len(incoming.changed), same=incoming.same
        )
        stays = self.tr("Templates that the table does not name stay as they are.")
        question = Question(
            title=self.tr("Read a table of templates"),
            what=f"{counts}\n\n{stays}",
            do=self.tr("Take them over"),
            act=lambda: self._set(*found, said=self.tr("Templates taken over")),
        )
        self._session.question_asked.emit(question)

    def _say_unreadable(self, error: MailroomError) -> None:
        if not isinstance(error, BadInput) or error.field != "templates":
            self._session.tell(error)
            return
        said = {
            "line": self.tr("Line {value} has no name or no text. Nothing was changed.").format(
                value=error.value
            ),
            "lines": self.tr("The table is empty or too long. Nothing was changed."),
        }.get(
            error.detail,
            self.tr("The first line must name the columns: Category, Name, Subject, Text."),
        )
        self._session.toast(said, kind=ToastKind.WARNING)

    def _set(self, *templates: Template, said: str) -> None:
        self._session.do(*(SetTemplate(template=one) for one in templates), said=said, undo=False)

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.read()
