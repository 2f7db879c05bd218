"""One template: its name, where it belongs, its text with placeholders, and how it will read."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import SetTemplate
from mailroom.domain.templates.filling import Field, fill
from mailroom.domain.templates.keeping import MOST_LETTERS
from mailroom.domain.templates.template import Template
from mailroom.service.templates.sheet import new_template
from mailroom.settings import Language
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, row
from ui.flow import FlowLayout
from ui.inputs import Line, PlainButton, TextArea
from ui.plain_text import plain_label
from ui.session import Session
from ui.template_text import TemplatePreview
from ui.wording.rule_text import language

_LABEL = 84
_LINES = 7


class TemplateEditor(Dialog):
    """Saves for the whole team."""

    def __init__(self, session: Session, known: Template | None, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=680)
        self.setWindowTitle(self.tr("Change template") if known else self.tr("New template"))
        self._session = session
        self._known = known
        self._values = session.room.templates.values(session.case)
        self.name = Line(self.tr("Name"), hint=self.tr("How it is found, e.g. return address"))
        self.category: Choice[str] = Choice(self.tr("Category"))
        names = [(one, one) for one in session.room.templates.categories()]
        self.category.fill([("", self.tr("All matters")), *names])
        self.subject = Line(self.tr("Subject"), hint=self.tr("Of a new mail; may stay empty"))
        self.text = TextArea(self.tr("Text"), lines=_LINES)
        self.preview = TemplatePreview()
        self.preview.setMinimumHeight(96)
        self._lay_out()
        if known is not None:
            self.name.setText(known.name)
            self.category.choose(known.category)
            self.subject.setText(known.subject)
            self.text.setPlainText(known.text)
        self.text.textChanged.connect(self._show)
        self.add_buttons(self.tr("Save template"))
        self._show()
        self.name.setFocus()

    def confirm(self) -> None:
        """Save it."""
        template = self._written()
        problem = self._problem(template)
        if problem:
            self.say_problem(problem)
            return
        said = self.tr("Template {name} saved").format(name=template.name)
        self._session.do(SetTemplate(template=template), said=said, undo=False)
        self.accept()

    def _problem(self, template: Template) -> str:
        others = [one for one in self._session.room.templates.all() if one.id != template.id]
        if not template.name:
            self.name.setFocus()
            return self.tr("Give it a name.")
        if not template.text.strip():
            self.text.setFocus()
            return self.tr("Write its text.")
        if len(template.text) > MOST_LETTERS:
            self.text.setFocus()
            return self.tr("It is too long. Please make several templates of it.")
        if (template.category, template.name) in {(one.category, one.name) for one in others}:
            self.name.setFocus()
            return self.tr("There is a template of this name in this category.")
        return ""

    def _written(self) -> Template:
        name, category = self.name.text().strip(), self.category.value()
        text = self.text.toPlainText().rstrip() + "\n"
        there = self._session.room.templates.all()
        like, ids = [one for one in there if one.category == category], {one.id for one in there}
        last = max((one.order for one in like), default=-1) + 1
        known = self._known or new_template(name, text, category=category, taken=ids)
        moved = self._known is None or self._known.category != category
        return replace(
            known,
            name=name,
            category=category,
            subject=self.subject.text().strip(),
            text=text,
            order=last if moved else known.order,
        )

    def _lay_out(self) -> None:
        japanese = language() is Language.JA
        fields = QWidget()
        flow = FlowLayout(fields, gap=4)
        for field in Field:
            written = "{" + field.name_in(japanese=japanese) + "}"
            button = PlainButton(written, role="chip")
            button.clicked.connect(partial(self._put_in, written))
            flow.addWidget(button)
        for caption, widget in (
            (self.tr("Name"), self.name),
            (self.tr("Category"), self.category),
            (self.tr("Subject"), self.subject),
            (self.tr("Text"), self.text),
            (self.tr("Put in"), fields),
        ):
            self.content_layout.addWidget(row(caption, widget, label_width=_LABEL))
        self.content_layout.addWidget(
            plain_label("section", self.tr("As it will stand in the mail"))
        )
        self.content_layout.addWidget(self.preview)

    def _put_in(self, written: str) -> None:
        self.text.insertPlainText(written)
        self.text.setFocus()

    def _show(self) -> None:
        self.preview.show_text(fill(self.text.toPlainText(), self._values))
