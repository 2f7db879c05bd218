"""Why a mail of mine has not left, in one sentence with what to do (S1).

One sentence for each kind of answer that mail servers give; the server's own words stand in it
where they help whoever is asked about them.
"""

from __future__ import annotations

from mailroom.domain.query import OutboxRow, OutboxState
from mailroom.domain.sends.trouble import SendTrouble
from ui.wording.words import tr


def why(row: OutboxRow) -> str:
    """Return why a mail that waits or was refused has not left, and what to do."""
    if row.trouble is None:
        return _without_answer(row)
    if row.state is OutboxState.WAITING:
        return _for_now(row, row.trouble)
    said = _for_good(row.trouble)
    if row.trouble in _SAYS_ALL or not row.detail:
        return said
    return tr("{sentence} (The server's words: {detail})").format(sentence=said, detail=row.detail)


def may_be_the_address(row: OutboxRow) -> bool:
    """Return whether it is the addresses that should be looked at."""
    return row.trouble in {
        SendTrouble.NO_ADDRESS,
        SendTrouble.ADDRESS_FULL,
        SendTrouble.RECIPIENT,
    }


def way_back(row: OutboxRow, usual: str) -> str:
    """Return what the button is called that takes a mail out of the outbox again.

    Args:
        row: the mail.
        usual: where nothing is to be said about it.
    """
    if row.redirect:
        refused = row.state is OutboxState.REFUSED
        return tr("Forward it instead") if refused else tr("Do not send it on")
    corrects = row.state is OutboxState.REFUSED and may_be_the_address(row)
    return tr("Correct the address") if corrects else usual


_SAYS_ALL = frozenset({SendTrouble.UNANSWERED, SendTrouble.NO_CONNECTION})


def _without_answer(row: OutboxRow) -> str:
    """Return why it waits when the mail server was not asked, or a refusal of unknown kind."""
    if row.state is OutboxState.REFUSED:
        return tr("Not sent. The server answered: {detail}").format(detail=row.detail)
    if row.detail:
        return tr("The server does not answer ({detail}). Mailroom tries again by itself.").format(
            detail=row.detail
        )
    return tr("There is no connection. It is sent when there is one again.")


def _for_now(row: OutboxRow, trouble: SendTrouble) -> str:
    match trouble:
        case SendTrouble.NO_CONNECTION:
            return tr(
                "The mail server cannot be reached. It is sent by itself when it answers again."
            )
        case SendTrouble.ADDRESS_FULL:
            return tr(
                "The recipient's mailbox is full ({detail}). Mailroom tries again by itself; "
                "in a hurry, call them."
            ).format(detail=row.detail)
        case _:
            return tr(
                "The mail server takes no mail for the moment ({detail}). "
                "Mailroom tries again by itself."
            ).format(detail=row.detail)


def _for_good(trouble: SendTrouble) -> str:
    return {
        SendTrouble.NO_CONNECTION: tr(
            "Not sent. The mail server could not be reached. Try again later."
        ),
        SendTrouble.BUSY: tr("Not sent. The mail server is busy. Try again later."),
        SendTrouble.LIMIT: tr(
            "Not sent. This account has sent as much as it may today. Try again tomorrow, "
            "or ask whoever looks after your mail."
        ),
        SendTrouble.LOGIN: tr(
            "Not sent. The mail server does not accept the password. "
            "Enter it again in the settings, then try again."
        ),
        SendTrouble.NO_SAFE_LINE: tr(
            "Not sent. There is no safe connection to the mail server, so nothing was handed over. "
            "Ask whoever looks after your mail."
        ),
        SendTrouble.SENDER: tr(
            "Not sent. The server does not let you send from this address. "
            "Choose another sender, or ask whoever looks after your mail."
        ),
        SendTrouble.NO_ADDRESS: tr(
            "Not sent. The server knows no such address. Correct the address."
        ),
        SendTrouble.ADDRESS_FULL: tr(
            "Not sent. The recipient's mailbox is full. Try again later, or call them."
        ),
        SendTrouble.RECIPIENT: tr(
            "Not sent. The server takes no mail for this recipient. Check the address; "
            "if it is right, call them."
        ),
        SendTrouble.TOO_BIG: tr(
            "Not sent. The mail is too big for the server. Make the files smaller, "
            "or share them in another way."
        ),
        SendTrouble.CONTENT: tr(
            "Not sent. The server took the text or a file for dangerous or unwanted mail. "
            "Look at the files and links, then try again."
        ),
        SendTrouble.NOT_CARRIED: tr(
            "Not sent. This mail server is too old for some letters in it. "
            "Use an address of plain letters; send a forwarded mail as text."
        ),
        SendTrouble.UNANSWERED: tr(
            "We cannot tell whether it left. It may have arrived. Ask before you send it again."
        ),
        SendTrouble.OTHER: tr(
            "Not sent. The mail server refused it. Try again; if it happens again, "
            "show these words to whoever looks after your mail."
        ),
    }[trouble]
