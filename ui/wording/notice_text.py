"""What desktop notices say: how many and of what, never a word of a mail. Pure."""

from __future__ import annotations

from mailroom.service.notices import NoticeKind
from ui.wording.words import tr


def notice(kind: NoticeKind, count: int) -> str:
    """Return what a desktop notice says of so many things of a kind."""
    match kind:
        case NoticeKind.ANSWERED:
            return tr("%n answer(s) to your escalations", "", count)
        case NoticeKind.ASKED_OF_ME:
            return tr("%n question(s) to you", "", count)
        case NoticeKind.PROMISE:
            return tr("%n time(s) you promised a customer within 10 minutes", "", count)
        case NoticeKind.HANDED_OVER:
            return tr("%n case(s) handed over to you", "", count)
        case NoticeKind.CUT_OFF:
            return tr("The mailbox is out of reach: for half an hour no mail came in or went out")
        case NoticeKind.BACK:
            return tr("The mailbox can be reached again")
        case _:
            return _of_mails(kind, count)


def asked(count: int) -> str:
    """Return what a desktop notice says when somebody would like a case that I hold."""
    return tr("Somebody would like to go on with %n case(s) of yours", "", count)


def _of_mails(kind: NoticeKind, count: int) -> str:
    match kind:
        case NoticeKind.TO_APPROVE:
            return tr("%n mail(s) for you to check before they leave", "", count)
        case NoticeKind.APPROVED:
            return tr("%n mail(s) of yours approved: send them now", "", count)
        case NoticeKind.RETURNED:
            return tr("%n mail(s) of yours returned: see what to change", "", count)
        case NoticeKind.DELAYED:
            return tr("%n mail(s) of yours could not leave for half an hour", "", count)
        case NoticeKind.LEFT:
            return tr("%n mail(s) of yours that had to wait have left", "", count)
        case _:
            return tr("%n mail(s) of yours were not sent: look into the outbox", "", count)
