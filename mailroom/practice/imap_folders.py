"""The commands of the practice server about the session, the account and its folders."""

from __future__ import annotations

import base64
import binascii
import re

from mailroom.practice.imap_session import Handler, Refused, Session
from mailroom.practice.imap_syntax import (
    Arg,
    Command,
    parse_internal_date,
    quoted,
    text,
    words,
)
from mailroom.practice.mailbox import INBOX, Account, Mailbox, MailboxFull

_FLAGS = "\\Answered \\Flagged \\Deleted \\Seen \\Draft"


def _account(session: Session) -> Account:
    assert session.account is not None  # the session lets nothing else through before
    return session.account


def _folder(session: Session, arg: Arg, *, code: str = "NONEXISTENT") -> Mailbox:
    folder = _account(session).find(text(arg))
    if folder is None:
        raise Refused(f"[{code}] no such folder")
    return folder


# -- session -------------------------------------------------------------------------------


async def _capability(session: Session, command: Command) -> str:
    session.say(f"CAPABILITY {' '.join(session.house.persona.capabilities)}")
    return "OK done"


async def _noop(session: Session, command: Command) -> str:
    return "OK done"


async def _logout(session: Session, command: Command) -> str:
    session.say("BYE see you")
    return "OK done"


async def _id(session: Session, command: Command) -> str:
    session.say('ID ("name" "practice")')
    return "OK done"


async def _login(session: Session, command: Command) -> str:
    return _enter(session, text(command.args[0]), text(command.args[1]))


async def _authenticate(session: Session, command: Command) -> str:
    if text(command.args[0]).upper() != "PLAIN":
        raise Refused("[CANNOT] unknown mechanism")
    if len(command.args) > 1:
        answer = text(command.args[1]).encode()
    else:
        await session.go_on("")
        answer = await session.read_line()
    try:
        _, user, password = base64.b64decode(answer).decode().split("\0")
    except (binascii.Error, ValueError) as error:
        raise Refused("cancelled", status="BAD") from error
    return _enter(session, user, password)


def _enter(session: Session, user: str, password: str) -> str:
    account = session.house.account(user)
    if account is None or account.password != password:
        raise Refused("[AUTHENTICATIONFAILED] wrong user or password")
    limit = session.house.persona.connection_limit
    if limit is not None and session.house.logins(user) >= limit:
        raise Refused("[LIMIT] Maximum number of connections from user+IP exceeded")
    session.account = account
    return f"OK [CAPABILITY {' '.join(session.house.persona.capabilities)}] welcome"


# -- folders -------------------------------------------------------------------------------


async def _namespace(session: Session, command: Command) -> str:
    persona = session.house.persona
    session.say(f"NAMESPACE (({quoted(persona.prefix)} {quoted(persona.separator)})) NIL NIL")
    return "OK done"


async def _list(session: Session, command: Command) -> str:
    account, persona = _account(session), session.house.persona
    pattern = text(command.args[0]) + text(command.args[1])
    if not text(command.args[1]):
        session.say(f'{command.name} (\\Noselect) {quoted(persona.separator)} ""')
        return "OK done"
    matches = _pattern(pattern, persona.separator)
    for name in _with_parents(account, persona.separator):
        folder = account.folders.get(name)
        if not matches.fullmatch(name) or (
            command.name == "LSUB" and not (folder and folder.is_subscribed)
        ):
            continue
        flags = "\\Noselect" if folder is None else folder.special
        session.say(f"{command.name} ({flags}) {quoted(persona.separator)} {quoted(name)}")
    return "OK done"


def _with_parents(account: Account, separator: str) -> list[str]:
    names = set(account.folders)
    for name in account.folders:
        parts = name.split(separator)
        names.update(separator.join(parts[:depth]) for depth in range(1, len(parts)))
    return sorted(names)


def _pattern(pattern: str, separator: str) -> re.Pattern[str]:
    within = f"[^{re.escape(separator)}]*"
    rule = re.escape(pattern).replace(r"\*", ".*").replace("%", within)
    return re.compile(rule, re.DOTALL | (re.IGNORECASE if pattern.upper() == INBOX else 0))


async def _create(session: Session, command: Command) -> str:
    account, persona = _account(session), session.house.persona
    name = text(command.args[0]).rstrip(persona.separator)
    if account.find(name) is not None:
        raise Refused("[ALREADYEXISTS] there is such a folder")
    if not name.startswith(persona.prefix) or ".." in name.split(persona.separator):
        raise Refused("[CANNOT] invalid name")
    account.create(name)
    return "OK done"


async def _delete(session: Session, command: Command) -> str:
    folder = _folder(session, command.args[0])
    if folder.name == INBOX:
        raise Refused("[CANNOT] INBOX stays")
    _account(session).delete(folder.name)
    return "OK done"


async def _rename(session: Session, command: Command) -> str:
    folder, new = _folder(session, command.args[0]), text(command.args[1])
    if _account(session).find(new) is not None:
        raise Refused("[ALREADYEXISTS] there is such a folder")
    _account(session).rename(folder.name, new)
    return "OK done"


async def _subscribe(session: Session, command: Command) -> str:
    _folder(session, command.args[0]).is_subscribed = command.name == "SUBSCRIBE"
    return "OK done"


async def _select(session: Session, command: Command) -> str:
    session.leave()
    folder = _folder(session, command.args[0])
    readonly = command.name == "EXAMINE"
    session.open(folder, readonly=readonly)
    session.say(f"FLAGS ({_FLAGS})")
    session.say(f"{len(folder.mails)} EXISTS")
    session.say("0 RECENT")
    any_flag = " \\*" if session.house.persona.keeps_keywords else ""
    permanent = "" if readonly else _FLAGS + any_flag
    session.say(f"OK [PERMANENTFLAGS ({permanent})] flags")
    session.say(f"OK [UIDVALIDITY {folder.uidvalidity}] valid")
    session.say(f"OK [UIDNEXT {folder.uidnext}] next")
    if "CONDSTORE" in session.house.persona.capabilities:
        session.say(f"OK [HIGHESTMODSEQ {folder.modseq}] highest")
    return f"OK [{'READ-ONLY' if readonly else 'READ-WRITE'}] open"


async def _status(session: Session, command: Command) -> str:
    folder = _folder(session, command.args[0])
    values = {
        "MESSAGES": len(folder.mails),
        "RECENT": 0,
        "UIDNEXT": folder.uidnext,
        "UIDVALIDITY": folder.uidvalidity,
        "UNSEEN": folder.unseen,
        "HIGHESTMODSEQ": folder.modseq,
    }
    asked = [name.upper() for name in words(command.args[1])]
    told = " ".join(f"{name} {values[name]}" for name in asked if name in values)
    session.say(f"STATUS {quoted(text(command.args[0]))} ({told})")
    return "OK done"


async def _close(session: Session, command: Command) -> str:
    view = session.view
    if view is None:
        raise Refused("nothing is selected", status="BAD")
    if command.name == "CLOSE" and not view.readonly:
        for uid, mail in list(view.folder.mails.items()):
            if "\\Deleted" in mail.flags:
                view.folder.remove(uid)
    session.leave()
    return "OK done"


async def _append(session: Session, command: Command) -> str:
    account = _account(session)
    folder = _folder(session, command.args[0], code="TRYCREATE")
    raw, options = command.args[-1], command.args[1:-1]
    if not isinstance(raw, bytes):
        raise Refused("where is the message?", status="BAD")
    flags: list[str] = []
    when = session.house.clock.now()
    for option in options:
        if isinstance(option, list):
            flags = words(option)
        else:
            when = parse_internal_date(text(option))
    try:
        uid = account.take_in(folder, raw, when, flags)
    except MailboxFull as error:
        raise Refused("[OVERQUOTA] quota exceeded") from error
    if "UIDPLUS" in session.house.persona.capabilities:
        return f"OK [APPENDUID {folder.uidvalidity} {uid}] done"
    return "OK done"


async def _enable(session: Session, command: Command) -> str:
    known = {"CONDSTORE"} & set(session.house.persona.capabilities)
    enabled = [name for arg in command.args if (name := text(arg).upper()) in known]
    session.say(" ".join(["ENABLED", *enabled]))
    return "OK done"


async def _quota(session: Session, command: Command) -> str:
    account = _account(session)
    if command.name == "GETQUOTAROOT":
        root = "" if account.quota is None else ' ""'
        session.say(f"QUOTAROOT {quoted(text(command.args[0]))}{root}")
    if account.quota is not None:
        session.say(f'QUOTA "" (STORAGE {account.size // 1024} {account.quota // 1024})')
    return "OK done"


COMMANDS: dict[str, Handler] = {
    "CAPABILITY": _capability,
    "NOOP": _noop,
    "CHECK": _noop,
    "LOGOUT": _logout,
    "ID": _id,
    "LOGIN": _login,
    "AUTHENTICATE": _authenticate,
    "ENABLE": _enable,
    "NAMESPACE": _namespace,
    "LIST": _list,
    "XLIST": _list,
    "LSUB": _list,
    "CREATE": _create,
    "DELETE": _delete,
    "RENAME": _rename,
    "SUBSCRIBE": _subscribe,
    "UNSUBSCRIBE": _subscribe,
    "SELECT": _select,
    "EXAMINE": _select,
    "STATUS": _status,
    "CLOSE": _close,
    "UNSELECT": _close,
    "APPEND": _append,
    "GETQUOTA": _quota,
    "GETQUOTAROOT": _quota,
}
