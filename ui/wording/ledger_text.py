"""What the ledger says: what became of a mail, where it is now, what a folder is called. Pure."""

from __future__ import annotations

from mailroom.domain.ledger import Fate, Ledger, LedgerEntry, Special, Whereabouts
from ui.wording.words import tr

_BY_NAME = {
    "archive": Special.ARCHIVE,
    "archives": Special.ARCHIVE,
    "junk": Special.JUNK,
    "spam": Special.JUNK,
    "sent": Special.SENT,
    "sent items": Special.SENT,
    "trash": Special.TRASH,
    "deleted items": Special.TRASH,
}


def folder_name(folder: str, special: Special = Special.NONE) -> str:
    """Return what people call a folder."""
    named = {
        Special.ALL: tr("All mail"),
        Special.ARCHIVE: tr("Archived mail"),
        Special.JUNK: tr("Junk mail"),
        Special.SENT: tr("Sent mail"),
        Special.TRASH: tr("Trash"),
    }
    if folder == "INBOX":
        return tr("Inbox")
    if special is Special.NONE:
        special = _BY_NAME.get(folder.casefold(), Special.NONE)
    return named.get(special, folder)


def where(found: Whereabouts) -> str:
    """Return the line on the card of a mail that another mail program moved; "" if none is due."""
    match found.fate:
        case Fate.MOVED:
            name = folder_name(found.folder, found.special)
            return tr("Moved to “{folder}” in another mail program.").format(folder=name)
        case Fate.DELETED:
            return tr("Deleted from the server (it is still on this PC).")
        case Fate.MISSED:
            return tr("The server suddenly lacks this mail. It is still on this PC.")
        case _:
            return ""


def fate(entry: LedgerEntry) -> str:
    """Return in a few words why a mail is an exception."""
    match entry.fate:
        case Fate.DUPLICATE:
            return tr("second copy")
        case Fate.FILTERED:
            return tr("filtered")
        case Fate.QUARANTINED:
            return tr("unreadable")
        case Fate.MISSED:
            return tr("suddenly gone, not confirmed")
        case Fate.SOUGHT:
            return tr("gone, being looked for")
        case Fate.DELETED:
            return tr("deleted from the server")
        case Fate.MOVED:
            to = entry.to
            name = folder_name(to.folder, to.special) if to is not None else ""
            return tr("moved to “{folder}”").format(folder=name)


def total(ledger: Ledger) -> str:
    """Return whether every mail is accounted for, in one sentence."""
    if ledger.missed:
        return tr("{n} mails are suddenly no longer on the server.").format(n=f"{ledger.missed:,}")
    if ledger.missing > 0:
        return tr("{n} mails are still to be received.").format(n=f"{ledger.missing:,}")
    if ledger.missing:
        return tr("This PC counts {n} mails more than the server. Compare them.").format(
            n=f"{-ledger.missing:,}"
        )
    return tr("All {n} mails on the server are accounted for.").format(n=f"{ledger.server:,}")


def suddenly(count: int) -> str:
    """Return the bar's sentence while a person is asked."""
    return tr(
        "{n} mails have suddenly gone from the server. They are still on this PC. "
        "Were they deleted on purpose?"
    ).format(n=f"{count:,}")


def missed(folder: str, count: int) -> str:
    """Return the question about a folder that suddenly lacks mail."""
    return tr(
        "{n} mails have suddenly gone from “{folder}” on the server. They are still on this PC, "
        "and new mail comes in. Were they deleted on purpose?"
    ).format(n=f"{count:,}", folder=folder_name(folder))
