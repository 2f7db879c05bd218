"""The mails that are typed on the command line: a reply, and one that answers nothing."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from mailroom.domain.drafts import AttachedFile, Charset, ReplyKind
from mailroom.domain.templates.blanks import blanks
from mailroom.domain.templates.filling import fill
from mailroom.domain.templates.template import Template
from mailroom.errors import BadInput
from mailroom.ids import CaseId
from mailroom.service import rich
from mailroom.service.cli.arguments import Parser, a_new_mail, a_text
from mailroom.service.cli.html_file import read_html
from mailroom.service.cli.naming import Words, address
from mailroom.service.outgoing.replies import Reply


def add_new_mail(verbs: argparse._SubParsersAction[Parser]) -> None:
    """Give the parser ``do new-mail``."""
    parser = verbs.add_parser("new-mail", help="a mail that answers nothing")
    parser.add_argument("words", nargs="*", metavar="TEXT", help="as --text")
    a_text(parser)
    a_new_mail(parser)
    parser.add_argument("--template", default="", metavar="NAME", help="its words, and its subject")
    checked = parser.add_argument_group("where a second person looks first")
    checked.add_argument("--ask-approval", action="store_true", help="ask instead of sending")
    checked.add_argument("--of", default="", metavar="NAME", help="default: any lead")
    checked.add_argument("--note", default="", help="what to look at")


def reply_of(words: Words) -> Reply:
    """Return the reply, or the forward, that was typed."""
    args = words.args
    kind = ReplyKind.REPLY_ALL if args.all else ReplyKind.REPLY
    return replace(
        _mail(words, words.case),
        kind=ReplyKind.FORWARD if args.forward else kind,
        shown=words.shown,
    )


def new_mail_of(words: Words) -> Reply:
    """Return the mail that answers nothing, as it was typed.

    Raises:
        BadInput: no such template, or something in it is still to be filled in.
    """
    begun = words.room.drafts.new_mail()
    named = words.args.template
    mail = _mail(words, begun.case, _template(words, named) if named else None)
    return replace(mail, kind=begun.kind, opens=begun.opens)


def _mail(words: Words, case: CaseId, template: Template | None = None) -> Reply:
    args = words.args
    html, inline = read_html(args.html) if args.html else ("", ())
    to = tuple(address(one) for one in args.to)
    subject = args.subject
    if template is not None:
        values = words.room.templates.values(None, to=to[0].name if len(to) == 1 else "")
        text, subject = fill(template.text, values), subject or fill(template.subject, values)
        if left := blanks(f"{subject}\n{text}"):
            raise BadInput("template", left[0], "blank")
    else:
        text = rich.plain(html) if html else words.text
    return Reply(
        case=case,
        to=to,
        cc=tuple(address(one) for one in args.cc),
        bcc=tuple(address(one) for one in args.bcc),
        sender=args.sender,
        subject=subject,
        text=text,
        html=html,
        inline=inline,
        attachments=tuple(AttachedFile(name=Path(f).name, path=f) for f in args.attach),
        charset=Charset(args.charset) if args.charset else None,
        close_after=args.close,
        promised=words.promised_time(args.promise) if args.promise else None,
        promise=args.promise_text,
        undo_seconds=args.undo_seconds,
        send_at=words.moment(args.send_at) if args.send_at else None,
    )


def _template(words: Words, name: str) -> Template:
    found = [one for one in words.room.templates.all() if name in {one.id, one.name}]
    if not found:
        raise BadInput("template", name)
    if words.args.html:
        raise BadInput("template", name, "html")
    return found[0]
