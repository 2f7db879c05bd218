"""Several commands said in one go, so that the line is waited for once.

Nothing here must be relied on alone: what came along in a flight and looks odd in any way is left
out, and the caller asks for it again, singly. Must not bound nor map anything (``client`` does).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from imapclient.imap_utf7 import encode
from imapclient.response_parser import parse_response

from mailroom.imap.answers import read_facts, read_whole
from mailroom.imap.folders import INBOX
from mailroom.imap.records import FetchedMail, FolderState, Look, MailFacts
from mailroom.imap.wire import Wire

_AHEAD = 32  # UIDs whose facts come along unasked
_PIECE = 16 * 1024  # bytes of each of them: nearly every journal message is smaller
AHEAD_BYTES = _AHEAD * _PIECE
_FACTS = "RFC822.SIZE INTERNALDATE FLAGS"
_APPENDUID = re.compile(rb"\[APPENDUID (\d+) (\d+)\]", re.IGNORECASE)
_PLAIN = re.compile(r"[ !#-\[\]-~]*")  # what fits between quotation marks
_STATE_ITEMS = "(MESSAGES UIDNEXT UIDVALIDITY)"


def appended_uid(answer: bytes) -> int | None:
    """Return the UID that the answer to APPEND tells, if it does (UIDPLUS)."""
    told = _APPENDUID.search(answer)
    return int(told[2]) if told else None


def state_of(folder: str, numbers: Mapping[str, int]) -> FolderState:
    """Return what opening a folder said of it; a number that must be there raises KeyError."""
    return FolderState(
        name=folder,
        uidvalidity=numbers["UIDVALIDITY"],
        uidnext=numbers.get("UIDNEXT", 0),
        exists=numbers["EXISTS"],
        highestmodseq=numbers.get("HIGHESTMODSEQ"),
    )


def look(
    wire: Wire,
    folder: str,
    first: int,
    *,
    whole: bool,
    append: bytes | None,
    flags: Sequence[str],
) -> Look:
    """Store, open, and ask what lies from a UID on.

    Opened even if it is open already: nothing less makes every server show what is new before it
    answers what follows (Dovecot puts a NOOP off, Courier shows nothing without one). SEARCH comes
    last: it knows of everything that FETCH knows, and says what is really there.
    """
    first = max(first, 1)
    items = f"{_FACTS} BODY.PEEK[]<0.{_PIECE}>" if whole else _FACTS
    with wire.flight():
        with wire.together():
            store = None if append is None else wire.start_append(folder, append, flags)
            opening = wire.start_open(folder, readonly=True)
            ahead = wire.start(f"UID FETCH {first}:{first + _AHEAD - 1} ({items})")
            search = wire.start(f"UID SEARCH UID {first}:*")
        appended = None if store is None else appended_uid(wire.finish(store))
        state = state_of(folder, wire.opened(opening))
        came_along = wire.succeeded(ahead)
        wire.finish(search)
    told = wire.take("FETCH") if came_along else []
    found = {int(uid) for line in wire.take("SEARCH") if line for uid in line.split()}
    read = read_whole(told) if whole else {}
    facts = read_facts(told) if not whole else {uid: one for uid, (one, _) in read.items()}
    # "n:*" always includes the last mail, even when its UID is below n
    uids = tuple(sorted(uid for uid in found if uid >= first))
    return Look(
        state=state,
        uids=uids,
        facts={uid: facts[uid] for uid in uids if uid in facts},
        mails={
            uid: _mail(one, raw)
            for uid, (one, raw) in read.items()
            if uid in found and len(raw) == one.size
        },
        appended=appended,
    )


def search_header(wire: Wire, folder: str, field: str, text: str) -> list[int]:
    """Open a folder and return the UIDs of the mails that have a text in a header field."""
    if not _PLAIN.fullmatch(text):  # it must be sent as a literal
        wire.opened(wire.start_open(folder, readonly=True))
        return [int(uid) for uid in wire.search(["HEADER", field, text.encode()])]
    with wire.flight():
        with wire.together():
            opening = wire.start_open(folder, readonly=True)
            search = wire.start(f'UID SEARCH HEADER {field} "{text}"')
        wire.opened(opening)
        wire.finish(search)
    return [int(uid) for line in wire.take("SEARCH") if line for uid in line.split()]


def search_headers(wire: Wire, folder: str, field: str, texts: Sequence[str]) -> list[int]:
    """Open a folder and return the UIDs of the mails that have any of the texts in a header field.

    A text that would have to be sent as a literal is left out.
    """
    with wire.flight():
        with wire.together():
            opening = wire.start_open(folder, readonly=True)
            searches = [
                wire.start(f'UID SEARCH HEADER {field} "{text}"')
                for text in texts
                if _PLAIN.fullmatch(text)
            ]
        wire.opened(opening)
        for search in searches:
            wire.finish(search)
    return sorted({int(uid) for line in wire.take("SEARCH") if line for uid in line.split()})


def ask_states(
    wire: Wire, folders: Sequence[str], selected: str | None, *, lenient: bool = False
) -> tuple[FolderState, ...]:
    """Return the states of folders; the selected one is opened anew, for STATUS lies about it.

    Args:
        wire: the connection.
        folders: the server's names.
        selected: the one that is open.
        lenient: leave out those that the server will not tell of, else that is an error.
    """
    states: dict[str, FolderState] = {}
    with wire.flight():
        with wire.together():
            asked = {
                name: wire.start_open(name, readonly=True)
                if name == selected
                else wire.start(f"STATUS {wire.folder_word(name)} {_STATE_ITEMS}")
                for name in folders
            }
        for name, tag in asked.items():
            if name == selected:
                states[name] = state_of(name, wire.opened(tag))
            elif lenient:
                wire.succeeded(tag)
            else:
                wire.finish(tag)
    told = parse_response(wire.take("STATUS"))
    answers = {_wire_name(name): items for name, items in zip(told[::2], told[1::2], strict=True)}
    if len(folders) == 1 and len(answers) == 1:  # whatever the server calls it
        answers = {_wire_name(encode(folders[0])): told[-1]}
    for name in asked.keys() - states.keys():
        word = _wire_name(encode(name))
        if word in answers or not lenient:
            states[name] = _state(name, answers[word])
    return tuple(states[name] for name in folders if name in states)


def _state(name: str, items: Sequence[Any]) -> FolderState:
    numbers = {
        bytes(key).upper(): int(value) for key, value in zip(items[::2], items[1::2], strict=True)
    }
    return FolderState(
        name=name,
        uidvalidity=numbers[b"UIDVALIDITY"],
        uidnext=numbers[b"UIDNEXT"],
        exists=numbers[b"MESSAGES"],
    )


def _wire_name(name: object) -> bytes:
    """Return a folder's name on the wire in one spelling; the parser takes "7" for a number."""
    raw = name if isinstance(name, bytes) else str(name).encode()
    return raw.upper() if raw.upper() == INBOX.encode() else raw


def _mail(facts: MailFacts, raw: bytes) -> FetchedMail:
    return FetchedMail(
        uid=facts.uid, raw=raw, internaldate=facts.internaldate, flags=facts.flags, size=len(raw)
    )
