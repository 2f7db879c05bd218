"""The commands of the practice server about the mail of the selected folder."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable

from mailroom.practice.imap_search import matching
from mailroom.practice.imap_session import Closing, Handler, Refused, Session, View
from mailroom.practice.imap_syntax import Command, expand, internal_date, text, words
from mailroom.practice.mailbox import Account, StoredMail
from mailroom.practice.personas import Persona

_BODY = re.compile(
    r"BODY(?P<peek>\.PEEK)?\[(?P<section>[^\]]*)\](?:<(?P<start>\d+)\.(?P<length>\d+)>)?$",
    re.IGNORECASE,
)
_MACROS = {"FAST": ["FLAGS", "INTERNALDATE", "RFC822.SIZE"]}
_OLD_NAMES = {"RFC822": "BODY[]", "RFC822.HEADER": "BODY.PEEK[HEADER]", "RFC822.TEXT": "BODY[TEXT]"}
_SEEN = "\\Seen"


def _account(session: Session) -> Account:
    assert session.account is not None  # the session lets nothing else through before
    return session.account


def _view(session: Session) -> View:
    if session.view is None:
        raise Refused("select a folder first", status="BAD")
    return session.view


def _chosen(view: View, command: Command) -> list[int]:
    """Return the UIDs that the command's first argument names."""
    numbers = text(command.args[0])
    if command.by_uid:
        return expand(numbers, view.uids, view.uids[-1] if view.uids else 0)
    count = len(view.uids)
    return [view.uids[number - 1] for number in expand(numbers, list(range(1, count + 1)), count)]


# -- FETCH ---------------------------------------------------------------------------------


async def _fetch(session: Session, command: Command) -> str:
    view = _view(session)
    items = _items(words(command.args[1]))
    if command.by_uid and "UID" not in items:
        items = ["UID", *items]
    since = _changed_since(command)
    if since is not None and "MODSEQ" not in items:
        items = [*items, "MODSEQ"]
    reads = any(_marks_seen(item) for item in items) and not view.readonly
    for uid in _chosen(view, command):
        mail = view.folder.mails.get(uid)
        if mail is None:  # expunged by somebody else; the news will tell
            continue
        if since is not None and mail.modseq <= since:
            continue
        if reads and _SEEN not in mail.flags:
            view.folder.set_flags(uid, mail.flags | {_SEEN})
        parts = [_render(mail, item, session.house.persona) for item in items]
        session.put(b"* %d FETCH (%s)\r\n" % (view.number(uid) or 0, b" ".join(parts)))
        await session.flush_if_much()
    return "OK done"


def _changed_since(command: Command) -> int | None:
    """Return what CHANGEDSINCE names (RFC 7162)."""
    modifiers = command.args[2] if len(command.args) > 2 else []  # noqa: PLR2004
    match modifiers:
        case [bytes(name), bytes(value)] if name.upper() == b"CHANGEDSINCE":
            return int(value)
        case _:
            return None


def _items(asked: Iterable[str]) -> list[str]:
    items: list[str] = []
    for word in asked:
        name = word.upper()
        items += _MACROS.get(name, [_OLD_NAMES.get(name, word)])
    return items


def _marks_seen(item: str) -> bool:
    body = _BODY.match(item)
    return body is not None and not body["peek"]


def _render(mail: StoredMail, item: str, persona: Persona) -> bytes:
    estimate = len(mail.raw) // 50 + 7 if persona.estimates_size else 0
    simple: dict[str, Callable[[], str]] = {
        "UID": lambda: str(mail.uid),
        "FLAGS": lambda: f"({' '.join(sorted(mail.flags))})",
        "INTERNALDATE": lambda: internal_date(mail.internaldate),
        "RFC822.SIZE": lambda: str(len(mail.raw) + estimate),
        "MODSEQ": lambda: f"({mail.modseq})",
    }
    name = item.upper()
    if name in simple:
        return f"{name} {simple[name]()}".encode()
    body = _BODY.match(item)
    if body is None:
        raise Refused(f"cannot fetch {item}", status="BAD")
    data, label = _section(mail.raw, body["section"]), f"BODY[{body['section']}]"
    if body["start"] is not None:
        start = int(body["start"])
        data, label = data[start : start + int(body["length"])], f"{label}<{start}>"
    return b"%s {%d}\r\n%s" % (label.encode(), len(data), data)


def _section(raw: bytes, section: str) -> bytes:
    header, blank, body = raw.partition(b"\r\n\r\n")
    header += blank
    name, _, rest = section.partition(" ")
    match name.upper():
        case "":
            return raw
        case "HEADER":
            return header
        case "TEXT":
            return body
        case "HEADER.FIELDS" | "HEADER.FIELDS.NOT":
            wanted = {field.lower() for field in rest.strip("()").replace('"', "").split()}
            keep = not name.upper().endswith(".NOT")
            return (
                b"".join(line for field, line in header_lines(header) if (field in wanted) is keep)
                + b"\r\n"
            )
        case _:
            raise Refused(f"cannot fetch part {section}", status="BAD")


def header_lines(header: bytes) -> list[tuple[str, bytes]]:
    """Return (lower-case name, raw lines) of each field of a header."""
    fields: list[tuple[str, bytes]] = []
    for line in header.splitlines(keepends=True):
        if line[:1] in b" \t" and line.strip() and fields:
            name, before = fields[-1]
            fields[-1] = (name, before + line)
        elif b":" in line:
            fields.append((line.partition(b":")[0].strip().lower().decode("latin-1"), line))
    return fields


# -- STORE, SEARCH, COPY, EXPUNGE ----------------------------------------------------------


async def _store(session: Session, command: Command) -> str:
    view = _writable(session)
    mode = text(command.args[1]).upper()
    silent = mode.endswith(".SILENT")
    asked = {flag for arg in command.args[2:] for flag in words(arg)}
    flags = _account(session).permitted(asked)
    news = view.news(expunge=command.by_uid)  # before the changes of our own
    for line in news:
        session.say(line)
    for uid in _chosen(view, command):
        mail = view.folder.mails.get(uid)
        if mail is None:
            continue
        match mode[0]:
            case "+":
                view.folder.set_flags(uid, mail.flags | flags)
            case "-":
                view.folder.set_flags(uid, mail.flags - flags)
            case _:
                view.folder.set_flags(uid, flags)
    if silent:
        view.catch_up()
    return "OK done"


def _writable(session: Session) -> View:
    view = _view(session)
    if view.readonly:
        raise Refused("[READ-ONLY] the folder is open for reading")
    return view


async def _search(session: Session, command: Command) -> str:
    view = _view(session)
    for line in view.news(expunge=command.by_uid):
        session.say(line)
    uids = matching(view, command.args)
    found = uids if command.by_uid else [view.number(uid) for uid in uids]
    session.say(" ".join(["SEARCH", *map(str, found)]))
    return "OK done"


async def _copy(session: Session, command: Command) -> str:
    view = _view(session)
    target = _account(session).find(text(command.args[1]))
    if target is None:
        raise Refused("[TRYCREATE] no such folder")
    present = (view.folder.mails.get(uid) for uid in _chosen(view, command))
    pairs = [
        (mail.uid, target.append(mail.raw, mail.internaldate, mail.flags))
        for mail in present
        if mail is not None
    ]
    if not pairs or "UIDPLUS" not in session.house.persona.capabilities:
        return "OK done"
    old, new = (_ranges(column) for column in zip(*pairs, strict=True))
    return f"OK [COPYUID {target.uidvalidity} {old} {new}] done"


def _ranges(uids: Iterable[int]) -> str:
    """Return a UID set, e.g. ``1,3:5``, in the given order."""
    runs: list[list[int]] = []
    for uid in uids:
        if runs and uid == runs[-1][-1] + 1:
            runs[-1][1:] = [uid]
        else:
            runs.append([uid])
    return ",".join(":".join(map(str, run)) for run in runs)


async def _expunge(session: Session, command: Command) -> str:
    view = _writable(session)
    if command.by_uid and "UIDPLUS" not in session.house.persona.capabilities:
        raise Refused("unknown command", status="BAD")
    for uid in _chosen(view, command) if command.by_uid else list(view.folder.mails):
        mail = view.folder.mails.get(uid)
        if mail is not None and "\\Deleted" in mail.flags:
            view.folder.remove(uid)
    return "OK done"


# -- IDLE ----------------------------------------------------------------------------------


async def _idle(session: Session, command: Command) -> str:
    if "IDLE" not in session.house.persona.capabilities:
        raise Refused("unknown command", status="BAD")
    await session.go_on("idling")
    done = asyncio.ensure_future(session.read_line())
    try:
        while not done.done():
            if session.view is not None:
                for line in session.view.news(expunge=True):
                    session.say(line)
            session.say_elsewhere()
            await session.flush()
            session.changed.clear()
            changed = asyncio.ensure_future(session.changed.wait())
            await asyncio.wait({done, changed}, return_when=asyncio.FIRST_COMPLETED)
            changed.cancel()
    finally:
        done.cancel()
    if done.result().upper() != b"DONE":
        raise Closing
    return "OK done"


COMMANDS: dict[str, Handler] = {
    "FETCH": _fetch,
    "STORE": _store,
    "SEARCH": _search,
    "COPY": _copy,
    "EXPUNGE": _expunge,
    "IDLE": _idle,
}
