"""What the timeline says of a mail that a second person looked at before it left (S19)."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain import events as e
from mailroom.domain.people import AWAY, Address, presence_at
from mailroom.domain.query import ApprovalPage
from mailroom.domain.sends.approval import INLINE, Proposal
from ui.wording import moments, names
from ui.wording.names import Roster
from ui.wording.sizes import size_of
from ui.wording.words import listed, tr

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


def head(page: ApprovalPage, roster: Roster, now: datetime) -> str:
    """Return who wrote it, to whom it goes, with which files, and what its author says."""
    mail = page.asked.proposal
    lines = [tr("From {who}").format(who=names.san(roster.name(page.approval.asker.person)))]
    for name, people in ((tr("To"), mail.to), ("Cc", mail.cc), ("Bcc", mail.bcc)):
        if people:
            lines.append(f"{name}: " + listed(_named(one) for one in people))
    files = [f"{one.name.removeprefix(INLINE)} ({size_of(one.size)})" for one in mail.files]
    if files:
        lines.append(tr("Files: {files}").format(files=listed(files)))
    lines += _when_it_leaves(mail, now)
    note = page.asked.note
    if note:
        lines.append(tr("To look at: {note}").format(note=note))
    comment = page.decided.comment if page.decided is not None else ""
    if comment:
        lines.append(tr("Comment: {comment}").format(comment=comment))
    return "\n".join(lines)


def not_before(at: datetime, now: datetime) -> str:
    """Return from when on a mail may leave that its author booked (送信予約)."""
    return tr("Leaves {time} at the earliest, once it is approved.").format(
        time=moments.deadline(at, now)
    )


def will_promise(words: str, at: datetime, now: datetime) -> str:
    """Return the promise that begins when a mail leaves (N24)."""
    said = tr("“{words}” becomes a promise (due {at})")
    return said.format(words=words, at=moments.deadline(at, now))


def send_label(page: ApprovalPage, now: datetime) -> str:
    """Return what the button says that lets an approved mail go, now or when it was booked."""
    at = page.mail.send_at
    if at is None or at <= now:
        return tr("Send it now")
    return tr("Book it for {time}").format(time=moments.deadline(at, now))


def waiting(page: ApprovalPage, roster: Roster, now: datetime) -> str:
    """Return to its author whom their mail waits for."""
    row = page.approval
    at = moments.when(row.asked_at, now)
    if row.of is None:
        return tr("Your mail waits for a lead to check it (asked {at}).").format(at=at)
    whom = names.san(roster.name(row.of))
    said = tr("Your mail waits for {whom} to check it (asked {at}).").format(whom=whom, at=at)
    member = roster.members.get(row.of)
    if member is None or member.left or presence_at(member, now) in AWAY:
        said += tr(" {whom} is not here; any lead can approve it, too.").format(whom=whom)
    return said


def returned(page: ApprovalPage, roster: Roster) -> str:
    """Return to its author what is to be changed."""
    comment = page.decided.comment if page.decided is not None else ""
    who = names.san(roster.name(page.approval.by))
    return tr("{who} returned your mail: {comment}").format(who=who, comment=comment)


def approved(page: ApprovalPage, roster: Roster) -> str:
    """Return to its author that it may leave."""
    who = names.san(roster.name(page.approval.by))
    if page.mail is page.asked.proposal:
        return tr("{who} approved your mail. It has not left yet.").format(who=who)
    return tr("{who} changed your mail and approved it. It has not left yet.").format(who=who)


def overtaken(page: ApprovalPage, roster: Roster) -> str:
    """Return to its author that what was approved no longer fits."""
    who = names.san(roster.name(page.approval.by))
    return tr(
        "{who} approved your mail, but something new came since. Look at it, then ask again."
    ).format(who=who)


def asked(page: ApprovalPage, roster: Roster, now: datetime) -> str:
    """Return to others that a mail waits to be checked."""
    row = page.approval
    who, at = names.san(roster.name(row.asker.person)), moments.when(row.asked_at, now)
    note = page.asked.note.strip().splitlines()
    if not note:
        return tr("A mail of {who} waits to be checked (asked {at}).").format(who=who, at=at)
    said = tr("A mail of {who} waits to be checked (asked {at}): {note}")
    return said.format(who=who, at=at, note=note[0])


def _when_it_leaves(mail: Proposal, now: datetime) -> list[str]:
    lines = [] if mail.send_at is None else [not_before(mail.send_at, now)]
    if mail.promised is not None:
        lines.append(will_promise(mail.promise, mail.promised, now))
    if mail.close_after:
        lines.append(tr("The case is done once it is sent."))
    return lines


def _named(one: Address) -> str:
    return f"{one.name} <{one.addr}>" if one.name else one.addr


def _with(sentence: str, remark: str) -> str:
    first = remark.strip().splitlines()[0] if remark.strip() else ""
    return tr("{sentence}: {remark}").format(sentence=sentence, remark=first) if first else sentence
