"""Labels of cases: put on and take off by typing a few letters; make a new one in passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from mailroom.domain.cases import Label, LabelStanding
from mailroom.domain.changes import Changes
from mailroom.domain.commands import SetLabel
from mailroom.domain.labelling import DEEPEST, depth, height, with_all_below
from mailroom.ids import CaseId, LabelId, digest
from ui import ops, theme
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, remark, row
from ui.dialogs.picker import PickList
from ui.entries import Entry, swatch
from ui.inputs import Line
from ui.session import Session
from ui.wording.rule_text import label_path
from ui.wording.words import tr


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
        labels = self._session.roster.labels
        self.list.fill(
            [
                Entry(
                    key=one.id,
                    text=label_path(one.id, labels),
                    checked=one.id in self._on_all,
                    swatch=one.colour,
                )
                for one in labels.values()
                if one.standing is LabelStanding.IN_USE or one.id in held
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
        self.parent_label.fill([(None, self.tr("(top)")), *_places(session, label)])
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
        name, parent = self.name.text().strip(), self.parent_label.value()
        others = [one for one in self._session.roster.labels.values() if one != self._label]
        if not name or (name, parent) in {(one.name, one.parent) for one in others}:
            self.say_problem(
                self.tr("There is a label of this name.") if name else self.tr("Give it a name.")
            )
            self.name.setFocus()
            return
        known = self._label or Label(
            id=_new_id(self._session.roster.labels, name, parent), name=name
        )
        made = replace(known, name=name, colour=self.colour.value(), parent=parent)
        self._session.do(
            SetLabel(label=made), said=self.tr("Label {name} saved").format(name=name), undo=False
        )
        self.accept()


def _new_id(taken: Container[LabelId], name: str, parent: LabelId | None) -> LabelId:
    """Return the id of a new label: a deleted one of this name and place comes back."""
    made = LabelId(digest("label", parent or "", name)[:16])
    while made in taken:  # of a label that is called otherwise by now
        made = LabelId(digest("label", made)[:16])
    return made


def _places(session: Session, label: Label | None) -> list[tuple[LabelId | None, str]]:
    """Return the labels below which this one can lie, with those above them."""
    labels = session.roster.labels
    below = with_all_below(labels.values(), label.id) if label is not None else frozenset()
    levels = 1 + (height(labels, label.id) if label is not None else 0)
    return [
        (id_, label_path(id_, labels))
        for id_, one in labels.items()
        if one.standing is LabelStanding.IN_USE
        and id_ not in below
        and depth(labels, id_) + levels <= DEEPEST
    ]


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
