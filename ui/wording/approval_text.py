"""What the timeline says of a mail that a second person looked at before it left (S19)."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain import events as e
from ui.wording import names
from ui.wording.names import Roster
from ui.wording.words import tr

ICONS: dict[type, str] = {
    e.ApprovalAsked: "send",
    e.Approved: "done",
    e.ApprovalReturned: "undo",
    e.ApprovalWithdrawn: "close",
}


def about_approval(
    body: e.Body | e.UnknownBody, who: str, roster: Roster, _now: datetime
) -> str | None:
    """Return the sentence of an event about an approval."""
    match body:
        case e.ApprovalAsked(of=None):
            return _with(tr("{who} asked the leads to check a mail").format(who=who), body.note)
        case e.ApprovalAsked(of=of):
            said = tr("{who} asked {whom} to check a mail")
            return _with(said.format(who=who, whom=names.san(roster.name(of))), body.note)
        case e.Approved(changed=None):
            return _with(tr("{who} approved the mail").format(who=who), body.comment)
        case e.Approved():
            said = tr("{who} changed the mail and approved it").format(who=who)
            return _with(said, body.comment)
        case e.ApprovalReturned():
            said = tr("{who} returned the mail for revision").format(who=who)
            return _with(said, body.comment)
        case e.ApprovalWithdrawn():
            return tr("{who} withdrew the request to check a mail").format(who=who)
        case _:
            return None


def _with(sentence: str, remark: str) -> str:
    first = remark.strip().splitlines()[0] if remark.strip() else ""
    return tr("{sentence}: {remark}").format(sentence=sentence, remark=first) if first else sentence
