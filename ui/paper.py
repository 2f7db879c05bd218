"""A case on paper: its facts and its timeline, with what is internal marked as such."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from mailroom.domain.events import NoteAdded, PhoneLogged
from mailroom.domain.query import CaseDetail, TimelineItem
from mailroom.ids import CaseId
from ui.session import Session
from ui.views.mail.view import pages_of, text_as_html
from ui.wording import event_text, moments, names, words

MOST_PAGES = 5
"""Of a mail, as the window parts it: a megabyte of words would be laid out for a minute."""


def ask_and_print(session: Session, case: CaseId, parent: QWidget) -> None:
    """Ask for a printer and print a case."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        document_of(session, case).print_(printer)


def document_of(session: Session, case: CaseId) -> QTextDocument:
    """Return a case as it goes to paper: black on white, every mail open."""
    reads = session.room.reads
    detail = reads.detail(case)
    document = QTextDocument()
    if detail is not None:
        parts = [_head(session, detail)]
        parts += [part for item in reads.timeline(case) for part in _item(session, item)]
        document.setHtml("\n".join(parts))
    return document


def _head(session: Session, detail: CaseDetail) -> str:
    case = detail.row.case
    facts = [
        f"#{case.number}",
        words.status_name(case.status),
        session.roster.name(case.assignee),
        f"{case.contact.name} <{case.contact.addr}>",
    ]
    said = escape("  ".join(fact for fact in facts if fact))
    return f"<h2>{escape(case.subject)}</h2><p>{said}</p><hr>"


def _item(session: Session, item: TimelineItem) -> Iterable[str]:
    when = escape(moments.when_exactly(item.at, session.now()))
    if item.mail is not None:
        body = session.room.reads.body(item.mail.facts.key)
        sender = body.sender.name or body.sender.addr
        to = ", ".join(one.name or one.addr for one in body.to)
        yield f"<p><b>{escape(words.route(sender, to, ''))}</b>  {when}</p>"
        pages = pages_of(body.text)
        yield from (text_as_html(page) for page in pages[:MOST_PAGES])
        if len(pages) > MOST_PAGES:
            yield f"<p>{escape(words.left_off_paper())}</p>"
    elif item.event is not None:
        who = names.san(item.by_name or session.roster.name(item.event.by))
        match item.event.body:
            case NoteAdded(text=said):
                title = f"[{words.internal()}] {event_text.note_title(who, item.standing)}"
                yield f"<p><b>{escape(title)}</b>  {when}</p>{text_as_html(said)}"
            case PhoneLogged() as call:
                title = event_text.phone_title(call, who)
                yield f"<p><b>{escape(title)}</b>  {when}</p>{text_as_html(call.text)}"
            case _:
                sentence = event_text.line(item, session.roster, session.now())
                if sentence is not None:
                    yield f"<p><i>{escape(sentence)}</i>  {when}</p>"
