"""The command line about mails that a second person looks at (S19): ``approvals`` and ``do``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection
from typing import Any

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.query import ApprovalPage
from mailroom.domain.sends.approval import OPEN_APPROVALS, ApprovalState, revised
from mailroom.errors import BadInput
from mailroom.service.cli.arguments import Parser, a_mail, of_case
from mailroom.service.cli.naming import Words
from mailroom.service.cli.shell import DONE, Shell
from mailroom.service.handle import Asked
from mailroom.service.outgoing.replies import Reply

_APPROVED = (ApprovalState.APPROVED,)
_ASKED = (ApprovalState.ASKED,)


def add_verbs(verbs: argparse._SubParsersAction[Parser]) -> None:
    """Give the parser what ``do`` can do about such a mail."""
    proposed = of_case(verbs, "ask-approval", text=True)
    a_mail(proposed)
    proposed.add_argument("--of", default="", metavar="NAME", help="default: any lead")
    proposed.add_argument("--note", default="", help="what to look at")
    approved = of_case(verbs, "approve", text=True)
    approved.add_argument("--subject", default="", help="instead of its own, as --text is")
    approved.add_argument("--comment", default="")
    of_case(verbs, "return-approval").add_argument("--comment", required=True)
    of_case(verbs, "withdraw-approval")
    sent = of_case(verbs, "send-approved")
    sent.add_argument("--undo-seconds", type=float, default=0, metavar="S")


class ApprovalShell(Shell):
    """``main.py approvals``: every mail that waits for a check, or for its author after it."""

    def run(self) -> int:
        """List them, the latest last."""
        rows = [self._plain(number, page) for number, page in self._room.approvals.open()]
        if self._args.json:
            print(json.dumps(rows, ensure_ascii=False, indent=1))
            return DONE
        for row in rows:
            of = f" → {row['of']}" if row["of"] else ""
            print(f"#{row['case']} {row['state']:<8} {row['asker']}{of}: {row['subject']}")
            for said in filter(None, (row["note"], row["comment"])):
                print(f"    {said}")
        return DONE

    def _plain(self, number: int | None, page: ApprovalPage) -> dict[str, Any]:
        row, mail = page.approval, page.mail
        names = {one.member.id: one.member.name for one in self._room.reads.members()}
        return {
            "case": number,
            "approval": row.id,
            "state": row.state.value,
            "asker": names.get(row.asker.person, ""),
            "of": names.get(row.of, "") if row.of is not None else None,
            "by": names.get(row.by, "") if row.by is not None else None,
            "asked_at": row.asked_at.isoformat(),
            "to": [one.addr for one in mail.to],
            "cc": [one.addr for one in mail.cc],
            "bcc": [one.addr for one in mail.bcc],
            "subject": mail.subject,
            "text": mail.text,
            "files": [one.name for one in mail.files],
            "send_at": mail.send_at.isoformat() if mail.send_at is not None else None,
            "close_after": mail.close_after,
            "note": page.asked.note,
            "comment": page.decided.comment if page.decided is not None else "",
        }


def propose(words: Words, reply: Reply) -> Asked:
    """確認を頼む."""
    args = words.args
    of = words.person(args.of) if args.of else None
    return words.room.approvals.ask(reply, of=of, note=args.note)


def send(words: Words) -> str:
    """Send what was approved, as it was approved; return its id in the outbox."""
    return words.room.approvals.send(
        words.case,
        _page(words, _APPROVED),
        shown=words.shown,
        undo_seconds=words.args.undo_seconds,
    )


def _approve(words: Words) -> Command:
    """承認, with other words if some are given."""
    args, page = words.args, _page(words, _ASKED)
    seen = page.asked.proposal
    text = words.text if args.text or args.text_file else seen.text
    return ask.Approve(
        case=words.case,
        shown=words.shown,
        approval=page.approval.id,
        seen=seen,
        changed=revised(seen, subject=args.subject, text=text),
        comment=args.comment,
    )


def _return(words: Words) -> Command:
    """差し戻し."""
    named = _page(words, _ASKED).approval.id
    comment = words.args.comment
    return ask.ReturnForRevision(
        case=words.case, shown=words.shown, approval=named, comment=comment
    )


def _withdraw(words: Words) -> Command:
    """取り下げ."""
    named = _page(words, OPEN_APPROVALS).approval.id
    return ask.WithdrawApproval(case=words.case, shown=words.shown, approval=named)


def _page(words: Words, states: Collection[ApprovalState]) -> ApprovalPage:
    """Return the latest mail of a case that is so far.

    Raises:
        BadInput: it has none.
    """
    pages = [one for one in words.detail.approvals if one.approval.state in states]
    if not pages:
        raise BadInput("approval", words.args.case, "missing")
    return pages[-1]


VERBS: dict[str, Callable[[Words], Command]] = {
    "approve": _approve,
    "return-approval": _return,
    "withdraw-approval": _withdraw,
}
