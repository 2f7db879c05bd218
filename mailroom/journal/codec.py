"""Batches of events as mail messages, and back (design section 4).

A message has a short text for people who find it and one base64 part:

    magic  4 bytes   b"MRJ1"
    flags  1 byte    how the body is packed: 0 not at all, 1 zlib, 2 zlib with our dictionary
    seal  32 bytes   HMAC-SHA256 over magic, flags and body with the team's key
    body             JSON

Only what is sealed is believed: anybody can mail something into a folder, so decoding trusts no
header, limits every size and never raises.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import zlib
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, NewType, Protocol

from mailroom.domain.events import Event, UnknownBody, kind_of
from mailroom.domain.records.journal_events import KeyRotated
from mailroom.domain.records.record import TAG, canonical, from_plain, to_plain
from mailroom.domain.records.replica import Batch
from mailroom.journal.frame import Frame

TeamKey = NewType("TeamKey", bytes)

VERSION = 1
MAX_EVENTS = 500
MAX_MESSAGE = 256 * 1024
_MAX_READ = 4 * MAX_MESSAGE  # what we are ready to look at
_MAX_BODY = 8 * 1024 * 1024  # after decompression
_MAX_NUMBER = 2**40  # UIDs have 32 bits; what goes into a file must fit there

_MAGIC = b"MRJ1"
_PLAIN, _DEFLATED, _DEFLATED_BY_DICTIONARY = 0, 1, 2
_WORDS_OF_BATCHES = b"".join(
    (
        b'"Escalated" "EscalationAnswered" "SentUnchecked" "PresenceSet" "MemberSet" "Woken" ',
        b'"Snoozed" "PhoneLogged" "Merged" "Split" "Reopened" "LevelSet" "LabelRemoved" ',
        b'"automatic":"auto" "in_reply_to":["<"],"references":["<"],"reply_to":[{"addr":"',
        b'"auto_replied" "tags":["case_id":"mailbox":"digest":"history":true,"reply_marked":true,',
        b'"recipients":[{"addr":"","name":""}],"sender":{"addr":"@example.co.jp","name":""},',
        b'{"body":{"mail":{"arrived_at":"2026-","clean_subject":"","direction":"in","key":"',
        b'","message_id":"<@mail.gmail.com>","sent_at":"2026-","subject":"Re: "}},"by":"",',
        b'"kind":"MailArrived","body":{"message_id":"<","token":"","case":"","text":"","to":"',
        b'"kind":"SendDone" "kind":"SendBegun" "kind":"SendFailed" "kind":"Claimed" ',
        b'"kind":"ClaimReleased" "kind":"ClaimRenewed" "kind":"LabelAdded","label":"',
        b'"kind":"Assigned" "kind":"Closed" "kind":"NoteAdded" "person":"","requires":"',
        b'{"desk":"","epoch":1,"events":[{"anchor":"","basis":[1,1],"body":{},"by":"","desk":"',
        b'","id":"","kind":"","made_at":"2026-01-01T00:00:00.000000+00:00"}],"head":[1,10,0],',
        b'"incarnation":"","seq":1,"sent_at":"2026-01-01T00:00:00.000000+00:00","state_hash":"',
        b'","team":"","v":1}',
    )
)
"""A batch of one event is mostly these words. Part of the format: never change it."""
_SEAL_LENGTH = 32
_HEADER_LENGTH = len(_MAGIC) + 1 + _SEAL_LENGTH

MARK = "Mailroom key"
"""Begins the subject of messages that bring a key, so that a new desk finds them by asking."""

_SUBJECT = "Mailroom journal - do not delete"
_MARKED_SUBJECT = f"{MARK} - do not delete"
_FRAME = Frame(
    content_type="application/x-mailroom-journal",
    words=(  # short: a thousand times a day
        "Mailroom の記録です。削除・移動しないでください。",
        "Your team's record in Mailroom: do not delete or move it.",
    ),
)


class Why(Enum):
    """Why a message is not a batch."""

    NOT_OURS = "not_ours"
    TOO_LARGE = "too_large"
    GARBLED = "garbled"
    BAD_SEAL = "bad_seal"
    NO_KEY = "no_key"  # not founded yet, and this is no founding message
    OTHER_VERSION = "other_version"  # sealed by the team, but written by a newer Mailroom


@dataclass(frozen=True, slots=True, kw_only=True)
class Invalid:
    """A message that everyone ignores (rule 35)."""

    why: Why
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A batch that the team sealed; ``key`` is set in a founding message (rule 32)."""

    batch: Batch
    key: TeamKey | None = None


class _Refused(Exception):
    """Carries the verdict out of the depths of decoding."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(why, detail)
        self.invalid = Invalid(why=why, detail=detail)


class Codec(Protocol):
    """How batches become messages. The simulator has one without mail around it."""

    def encode(self, batch: Batch, key: TeamKey, *, founding: bool = False) -> bytes:
        """Return a message; never the same one twice (rule 4)."""
        ...

    def decode(self, raw: bytes, key: TeamKey | None) -> Decoded | Invalid:
        """Return the batch of a message, or why it is none. Never raises."""
        ...


def new_team_key() -> TeamKey:
    """Return a fresh key for a new team."""
    return TeamKey(secrets.token_bytes(32))


# -- writing -----------------------------------------------------------------------------------


def encode(batch: Batch, key: TeamKey, *, founding: bool = False) -> bytes:
    """Return a whole message; every call gives it a fresh Message-ID (rule 4).

    Args:
        batch: what to write.
        key: the team's key.
        founding: whether the key itself goes along, for everyone who can read the mailbox.
    """
    plain = _batch_to_plain(batch)
    if founding:
        plain["key"] = key.hex()
    body = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    body = _deflate(body)
    marked = _MAGIC + bytes([_DEFLATED_BY_DICTIONARY])
    sealed = marked + _seal(key, marked, body) + body
    brings_key = founding or any(isinstance(one.body, KeyRotated) for one in batch.events)
    subject = _MARKED_SUBJECT if brings_key else _SUBJECT
    return _FRAME.wrap(sealed, subject=subject, sent_at=batch.sent_at)


def _deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(9, zdict=_WORDS_OF_BATCHES)
    return packer.compress(body) + packer.flush()


def _batch_to_plain(batch: Batch) -> dict[str, Any]:
    return {
        "v": batch.version,
        "team": batch.team,
        "epoch": batch.epoch,
        "desk": batch.desk,
        "incarnation": batch.incarnation,
        "seq": batch.seq,
        "head": list(batch.head),
        "state_hash": batch.state_hash,
        "sent_at": to_plain(batch.sent_at),
        "events": [_event_to_plain(event) for event in batch.events],
    }


def _event_to_plain(event: Event) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(event)
    plain["kind"] = kind_of(event.body)
    if isinstance(event.body, UnknownBody):
        plain["body"] = json.loads(event.body.plain)
    else:
        del plain["body"][TAG]  # it is the event's kind
    return plain


def _seal(key: TeamKey, marked: bytes, body: bytes) -> bytes:
    return hmac.new(key, marked + body, hashlib.sha256).digest()


# -- reading -----------------------------------------------------------------------------------


def decode(raw: bytes, key: TeamKey | None) -> Decoded | Invalid:
    """Return the batch of a message, or why it is none. Never raises.

    Args:
        raw: the whole message as it was fetched.
        key: the team's key; None to accept a founding message, which brings its own.
    """
    try:
        return _decode(raw, key)
    except _Refused as refusal:
        return refusal.invalid
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError, zlib.error) as error:
        return Invalid(why=Why.GARBLED, detail=type(error).__name__)


def _decode(raw: bytes, key: TeamKey | None) -> Decoded | Invalid:
    if len(raw) > _MAX_READ:
        raise _Refused(Why.TOO_LARGE, str(len(raw)))
    sealed = _FRAME.unwrap(raw)
    if sealed is None:
        raise _Refused(Why.NOT_OURS)
    marked, seal, body = _split(sealed)
    if key is not None and not hmac.compare_digest(seal, _seal(key, marked, body)):
        raise _Refused(Why.BAD_SEAL)
    plain = _read_body(body, packing=marked[-1])
    brought = _brought_key(plain)
    if key is None:
        if brought is None:
            raise _Refused(Why.NO_KEY)
        if not hmac.compare_digest(seal, _seal(brought, marked, body)):
            raise _Refused(Why.BAD_SEAL)
    if plain["v"] != VERSION:
        raise _Refused(Why.OTHER_VERSION, str(plain["v"])[:20])
    return Decoded(batch=_batch_from_plain(plain), key=brought)


def _split(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    if len(sealed) < _HEADER_LENGTH or not sealed.startswith(_MAGIC):
        raise _Refused(Why.NOT_OURS, "magic")
    mark_length = len(_MAGIC) + 1
    return sealed[:mark_length], sealed[mark_length:_HEADER_LENGTH], sealed[_HEADER_LENGTH:]


def _read_body(body: bytes, *, packing: int) -> dict[str, Any]:
    if packing != _PLAIN:
        words = _WORDS_OF_BATCHES if packing == _DEFLATED_BY_DICTIONARY else b""
        unpacker = zlib.decompressobj(zdict=words)
        body = unpacker.decompress(body, _MAX_BODY)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise _Refused(Why.TOO_LARGE, "body")
    text = body.decode()
    plain = json.loads(text)
    if not isinstance(plain, dict):
        raise _Refused(Why.GARBLED, "body")
    if "\\ud" in text.lower():
        # An escaped half of a surrogate pair would break every later encoding of this text.
        json.dumps(plain, ensure_ascii=False).encode()
    return plain


def _brought_key(plain: dict[str, Any]) -> TeamKey | None:
    if "key" not in plain:
        return None
    key = bytes.fromhex(plain["key"])
    if len(key) != _SEAL_LENGTH:
        raise _Refused(Why.GARBLED, "key")
    return TeamKey(key)


def _batch_from_plain(plain: dict[str, Any]) -> Batch:
    events = plain["events"]
    if not isinstance(events, list) or len(events) > MAX_EVENTS:
        raise _Refused(Why.TOO_LARGE, "events")
    named = {name: value for name, value in plain.items() if name not in {"v", "key", "events"}}
    batch: Batch = from_plain(Batch, {**named, "version": VERSION, "events": []})
    numbers = (batch.epoch, batch.seq, *batch.head)
    if min(batch.epoch, batch.seq) < 1 or min(numbers) < 0 or max(numbers) > _MAX_NUMBER:
        raise _Refused(Why.GARBLED, "numbers")
    return replace(batch, events=tuple(_event_from_plain(event) for event in events))


def _event_from_plain(plain: dict[str, Any]) -> Event:
    """Return an event; one whose body this version cannot read is kept as unknown (rule 35)."""
    kind, body = plain["kind"], plain["body"]
    if not isinstance(kind, str) or not isinstance(body, dict):
        raise _Refused(Why.GARBLED, "event")
    envelope = {name: value for name, value in plain.items() if name not in {"kind", "body"}}
    try:
        event: Event = from_plain(Event, {**envelope, "body": {**body, TAG: kind}})
    except ValueError:
        unknown = to_plain(UnknownBody(kind=kind, plain=canonical(body)))
        event = from_plain(Event, {**envelope, "body": {**unknown, TAG: UnknownBody.__name__}})
    return event


class MimeCodec:
    """The ``Codec`` of real journals."""

    def encode(self, batch: Batch, key: TeamKey, *, founding: bool = False) -> bytes:
        """Return a whole mail message."""
        return encode(batch, key, founding=founding)

    def decode(self, raw: bytes, key: TeamKey | None) -> Decoded | Invalid:
        """Return the batch of a mail message, or why it is none."""
        return decode(raw, key)


MIME = MimeCodec()
