"""Labels of cases: put on and take off by typing a few letters; make a new one in passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from mailroom.domain.cases import Label
from mailroom.domain.changes import Changes
from mailroom.domain.commands import SetLabel
from mailroom.ids import CaseId, LabelId, digest
from ui import ops, theme
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, remark, row
from ui.dialogs.picker import Entry, PickList, swatch
from ui.inputs import Line
from ui.session import Session
from ui.words import tr


class LabelPicker(Dialog):
    """Tick labels; each tick acts at once and can be undone."""

    def __init__(self, session: Session, cases: tuple[CaseId, ...], parent: QWidget | None) -> None:
        super().__init__(parent, "", width=380)
        self.setWindowTitle(self.tr("Labels of %n case(s)", "", len(cases)))
        self._session = session
        self._cases = cases
        self.list = PickList(self.tr("Label"))
        self.list.picked.connect(self._toggle)
        self.content_layout.addWidget(self.list)
        self.content_layout.addWidget(remark(self.tr("Enter puts a label on or takes it off.")))
        self.add_button(self.tr("New label…")).clicked.connect(self._make)
        self.add_buttons()
        session.changed.connect(self._on_changed)
        self.read()
        self.list.line.setFocus()

    def read(self) -> None:
        """Show the labels as they are on the cases now."""
        rows = self._session.room.reads.rows(list(self._cases))
        held = Counter(label for one in rows for label in one.labels)
        self._on_all = {label for label, count in held.items() if count == len(rows)}
        labels = sorted(self._session.roster.labels.values(), key=lambda one: one.name)
        self.list.fill(
            [
                Entry(
                    key=one.id,
                    text=full_name(one, self._session.roster.labels),
                    checked=one.id in self._on_all,
                    swatch=one.colour,
                )
                for one in labels
            ]
        )

    def _toggle(self, label: LabelId) -> None:
        if label in self._on_all:
            ops.take_label(self._session, self._cases, label)
        else:
            ops.put_label(self._session, self._cases, self._session.roster.labels[label])

    def _make(self) -> None:
        editor = LabelEditor(self._session, None, self)
        editor.name.setText(self.list.line.text())
        editor.open()

    def _on_changed(self, changes: Changes) -> None:
        if changes.team or changes.cases & set(self._cases):
            self.read()


class LabelEditor(Dialog):
    """Name, colour and place of one label."""

    def __init__(self, session: Session, label: Label | None, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=380)
        self.setWindowTitle(self.tr("Change label") if label else self.tr("New label"))
        self._session = session
        self._label = label
        self.name = Line(self.tr("Name"))
        self.colour: Choice[str] = Choice(self.tr("Colour"))
        colours = list(theme.LABEL_COLOURS)
        if label is not None and label.colour not in colours:
            colours.append(label.colour)  # a colour of another version is kept
        self.colour.fill([(name, colour_name(name)) for name in colours])
        for at, name in enumerate(colours):
            self.colour.setItemIcon(at, swatch(name))
        self.parent_label: Choice[LabelId | None] = Choice(self.tr("Below"))
        others = [one for one in session.roster.labels.values() if label is None or one != label]
        tops = [(one.id, one.name) for one in others if one.parent is None]
        self.parent_label.fill([(None, self.tr("(top)")), *tops])
        if label is not None:
            self.name.setText(label.name)
            self.colour.choose(label.colour)
            self.parent_label.choose(label.parent)
        for caption, widget in (
            (self.tr("Name"), self.name),
            (self.tr("Colour"), self.colour),
            (self.tr("Below"), self.parent_label),
        ):
            self.content_layout.addWidget(row(caption, widget, label_width=72))
        self.add_buttons(self.tr("Save label"))
        self.name.setFocus()

    def confirm(self) -> None:
        """Save it for the whole team."""
        name = self.name.text().strip()
        taken = {one.name for one in self._session.roster.labels.values() if one != self._label}
        if not name or name in taken:
            self.say_problem(
                self.tr("There is a label of this name.") if name else self.tr("Give it a name.")
            )
            self.name.setFocus()
            return
        made = Label(
            id=self._label.id if self._label else LabelId(digest("label", name)[:16]),
            name=name,
            colour=self.colour.value(),
            parent=self.parent_label.value(),
        )
        self._session.do(
            SetLabel(label=made), said=self.tr("Label {name} saved").format(name=name), undo=False
        )
        self.accept()


def full_name(label: Label, labels: Mapping[LabelId, Label]) -> str:
    """Return a label with the one above it: 製品 / 返品."""
    above = labels.get(label.parent) if label.parent else None
    return f"{above.name} / {label.name}" if above else label.name


def colour_name(name: str) -> str:
    """Return how a label colour is called."""
    return {
        "teal": tr("Teal"),
        "blue": tr("Blue"),
        "violet": tr("Violet"),
        "pink": tr("Pink"),
        "red": tr("Red"),
        "orange": tr("Orange"),
        "yellow": tr("Yellow"),
        "green": tr("Green"),
        "grey": tr("Grey"),
    }.get(name, name)
