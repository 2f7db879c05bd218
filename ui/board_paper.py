"""The board on paper: one line for each escalation, below it the steps that are planned (S55)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtGui import QPageLayout, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from mailroom.service.escalations import BoardRow
from ui.models.board import Column, column_name, said
from ui.models.plan_rows import plan_rows
from ui.session import Session
from ui.wording import moments
from ui.wording.words import tr


def ask_and_print(session: Session, rows: Sequence[BoardRow], parent: QWidget) -> None:
    """Ask for a printer and print these rows, across the page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        document_of(session, rows).print_(printer)


def document_of(session: Session, rows: Sequence[BoardRow]) -> QTextDocument:
    """Return the board as it goes to paper: black on white, with the moment it was made."""
    document = QTextDocument()
    document.setHtml("\n".join(_html(session, rows)))
    return document


def _html(session: Session, rows: Sequence[BoardRow]) -> Iterator[str]:
    now = session.now()
    made = tr("As of {when}").format(when=moments.when_exactly(now, now))
    yield f"<h2>{escape(tr('Board of escalations'))}</h2><p>{escape(made)}</p>"
    yield '<table border="1" cellspacing="0" cellpadding="4" width="100%"><tr>'
    yield "".join(f"<th align='left'>{escape(column_name(column))}</th>" for column in Column)
    yield "</tr>"
    for row in rows:
        cells = "".join(f"<td>{escape(said(row, column, now))}</td>" for column in Column)
        yield f"<tr>{cells}</tr>"
        steps = plan_rows(session.room.escalations.schedule(row.escalation), (), None, now)
        planned = "<br>".join(escape(f"{step.time}  {step.words}") for step in steps)
        if planned:
            yield f'<tr><td></td><td colspan="{len(Column) - 1}">{planned}</td></tr>'
    yield "</table>"
