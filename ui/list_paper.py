"""A list of cases on paper: a table across A4, with what was searched, date and page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from mailroom.domain.query import CaseRow
from mailroom.ids import CaseId
from ui.session import Session
from ui.wording import moments, words
from ui.wording.words import tr

_POINTS = 8.5
_MARGIN = 12.0  # millimetres
_FOOT = 22.0  # points left free for the page number


def ask_and_print(session: Session, title: str, cases: Sequence[CaseId], parent: QWidget) -> None:
    """Ask for a printer and print these cases, across the page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        print_list(session, title, cases, printer)


def prepare(printer: QPrinter) -> None:
    """Lay the paper across: A4 with narrow margins."""
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)


def print_list(session: Session, title: str, cases: Sequence[CaseId], printer: QPrinter) -> None:
    """Print cases page by page, each with the title and its number."""
    document = document_of(session, title, cases)
    painter = QPainter(printer)
    scale = printer.resolution() / 72
    page = printer.pageLayout().paintRectPoints()
    body = QRectF(0, 0, page.width(), page.height() - _FOOT)
    document.setPageSize(body.size())
    painter.scale(scale, scale)
    painter.setFont(document.defaultFont())
    pages = document.pageCount()
    for number in range(pages):
        painter.save()
        painter.translate(0, -number * body.height())
        document.drawContents(painter, body.translated(0, number * body.height()))
        painter.restore()
        foot = QRectF(0, page.height() - _FOOT + 6, page.width(), _FOOT - 6)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{number + 1} / {pages}")
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, title)
        if number + 1 < pages:
            printer.newPage()
    painter.end()


def document_of(session: Session, title: str, cases: Sequence[CaseId]) -> QTextDocument:
    """Return the list as it goes to paper: black on white, its head on every page."""
    document = QTextDocument()
    font = QFont(document.defaultFont())
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    rows = session.room.reads.rows(list(cases))
    document.setHtml("\n".join(_html(session, title, rows)))
    return document


def _html(session: Session, title: str, rows: Sequence[CaseRow]) -> Iterator[str]:
    now = session.now()
    made = tr("As of {when}").format(when=f"{now.year}/{now.month}/{now.day} {now:%H:%M}")
    count = tr("%n case(s)", "", len(rows))
    yield f"<h2>{escape(title)}</h2><p>{escape(f'{count}  {made}')}</p>"
    yield '<table border="0.5" cellspacing="0" cellpadding="3" width="100%"><thead><tr>'
    yield "".join(f"<th align='left'>{escape(name)}</th>" for name in _columns())
    yield "</tr></thead>"
    for row in rows:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in _cells(session, row))
        yield f"<tr>{cells}</tr>"
    yield "</table>"


def _columns() -> tuple[str, ...]:
    return (
        tr("No."),
        tr("Subject"),
        tr("Customer"),
        tr("Status"),
        tr("Owner"),
        tr("Labels"),
        tr("Received"),
        tr("Last"),
        tr("Due"),
    )


def _cells(session: Session, row: CaseRow) -> tuple[str, ...]:
    case, now = row.case, session.now()
    known = session.roster.labels
    return (
        f"#{case.number}",
        case.subject or words.no_subject(),
        case.contact.name or case.contact.addr,
        words.status_name(case.status),
        session.roster.name(case.assignee),
        ", ".join(known[one].name for one in row.labels if one in known),
        moments.when_exactly(case.opened_at, now),
        moments.when_exactly(case.last_at, now),
        moments.when_exactly(case.due, now) if case.due else "",
    )
