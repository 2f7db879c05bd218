"""NOTIFY (RFC 5465) of the practice server: one connection hears of several folders.

Knows new and vanished mail of folders that are not open; what is open is told of as ever.
"""

from __future__ import annotations

from collections.abc import Iterator

from mailroom.practice.imap_session import Handler, Refused, Session
from mailroom.practice.imap_syntax import Arg, Command, text, words
from mailroom.practice.mailbox import INBOX, Account, Mailbox

_WITH_NAMES = {"MAILBOXES", "SUBTREE"}
_OF_THE_OPEN_ONE = {"SELECTED", "SELECTED-DELAYED"}


async def _notify(session: Session, command: Command) -> str:
    if "NOTIFY" not in session.house.persona.capabilities:
        raise Refused("unknown command", status="BAD")
    for end in session.notices:
        end()
    session.notices.clear()
    if text(command.args[0]).upper() == "NONE":
        return "OK done"
    assert session.account is not None  # the session lets nothing else through before
    groups = [arg for arg in command.args[1:] if isinstance(arg, list)]
    folders = [folder for group in groups for folder in _named(group, session.account)]
    for folder in dict.fromkeys(folders):
        _follow(session, folder)
    if text(command.args[1] if isinstance(command.args[1], bytes) else b"").upper() == "STATUS":
        session.elsewhere = {folder.name: folder for folder in folders}
    return "OK done"


def _named(group: list[Arg], account: Account) -> Iterator[Mailbox]:
    """Yield the folders of one ``(which [names] events)``; unknown names are passed over."""
    which = text(group[0]).upper()
    events = group[2 if which in _WITH_NAMES else 1]
    if which in _OF_THE_OPEN_ONE or "MESSAGENEW" not in [name.upper() for name in words(events)]:
        return
    names = words(group[1]) if which in _WITH_NAMES else [INBOX]
    for folder in account.folders.values():
        is_below = any(folder.name.startswith(name) for name in names)
        if which == "PERSONAL" or folder.name in names or (which == "SUBTREE" and is_below):
            yield folder


def _follow(session: Session, folder: Mailbox) -> None:
    def on_change() -> None:
        session.moved(folder)

    folder.watchers.add(on_change)
    session.notices.append(lambda: folder.watchers.discard(on_change))


COMMANDS: dict[str, Handler] = {"NOTIFY": _notify}
