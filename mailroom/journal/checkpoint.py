"""Checkpoints as mail messages, and back (design section 4).

A checkpoint is a snapshot, packed, compressed and cut into parts of at most about a megabyte; each
part is a mail message that the team's key seals like a batch:

    magic  4 bytes   b"MRC1"
    seal  32 bytes   HMAC-SHA256 over magic and body with the team's key
    body             a line of JSON {name, part, of}, then this part of the compressed snapshot

Only what is sealed is believed: decoding trusts no header, limits every size and never raises.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.records.snapshot import BadSnapshot, Snapshot, pack, unpack
from mailroom.journal.codec import Invalid, TeamKey, Why
from mailroom.journal.frame import Frame

MAX_PART = 1024 * 1024
"""Bytes of one message; servers take at least ten times as much."""

_SLICE = 720 * 1024  # compressed bytes in one part: base64 makes 1,000 kB of it
_MAX_PARTS = 400
_MAX_UNPACKED = 512 * 1024 * 1024

_MAGIC = b"MRC1"
_SEAL_LENGTH = 32
_HEADER_LENGTH = len(_MAGIC) + _SEAL_LENGTH
_MAX_HEAD = 1024
_FRAME = Frame(
    content_type="application/x-mailroom-checkpoint",
    words=(
        "This message belongs to Mailroom. It holds a copy of your team's record,",
        "so that a new PC need not read all of it.",
        "",
        "このメールは Mailroom の記録の控えです。新しいパソコンがすぐ使えるようにするものです。",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One sealed part; those of one checkpoint share its ``name``. ``number`` starts at 1."""

    name: str
    number: int
    of: int
    data: bytes


# -- writing -----------------------------------------------------------------------------------


def encode(snapshot: Snapshot, key: TeamKey) -> tuple[bytes, ...]:
    """Return whole messages, to be written in this order; every call gives them a fresh name."""
    packed = zlib.compress(pack(snapshot))
    slices = [packed[at : at + _SLICE] for at in range(0, len(packed), _SLICE)]
    name = secrets.token_hex(8)
    parts = [
        Part(name=name, number=number, of=len(slices), data=data)
        for number, data in enumerate(slices, start=1)
    ]
    return tuple(_message(part, key, snapshot.cursor.time) for part in parts)


def _sealed(part: Part, key: TeamKey) -> bytes:
    head = json.dumps({"name": part.name, "part": part.number, "of": part.of})
    body = head.encode() + b"\n" + part.data
    return _MAGIC + _seal(key, body) + body


def _seal(key: TeamKey, body: bytes) -> bytes:
    return hmac.new(key, _MAGIC + body, hashlib.sha256).digest()


def _message(part: Part, key: TeamKey, time: datetime | None) -> bytes:
    subject = f"Mailroom checkpoint {part.name} {part.number}/{part.of} - do not delete"
    return _FRAME.wrap(_sealed(part, key), subject=subject, sent_at=time)


# -- reading -----------------------------------------------------------------------------------


def decode(raws: Iterable[bytes], key: TeamKey) -> Snapshot | Invalid:
    """Return the snapshot of the messages of one checkpoint, or why they are none. Never raises.

    The parts may come in any order and more than once. The rows are not looked into:
    ``Replica.restore`` does that.
    """
    parts: dict[int, Part] = {}
    for raw in raws:
        part = read_part(raw, key)
        if isinstance(part, Invalid):
            return part
        parts[part.number] = part
    if not parts:
        return _garbled("no parts")
    if len({(part.name, part.of) for part in parts.values()}) > 1:
        return _garbled("parts of several checkpoints")
    count = next(iter(parts.values())).of
    if len(parts) != count:
        return _garbled(f"{len(parts)} of {count} parts")
    return _unpacked(b"".join(parts[number].data for number in range(1, count + 1)))


def _unpacked(packed: bytes) -> Snapshot | Invalid:
    try:
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(packed, _MAX_UNPACKED)
        if unpacker.unconsumed_tail or not unpacker.eof:
            return Invalid(why=Why.TOO_LARGE, detail="checkpoint")
        return unpack(plain)
    except (zlib.error, BadSnapshot) as error:
        return _garbled(str(error))


def read_part(raw: bytes, key: TeamKey) -> Part | Invalid:
    """Return the part that a message holds, or why it is none. Never raises."""
    if len(raw) > 2 * MAX_PART:
        return Invalid(why=Why.TOO_LARGE, detail=str(len(raw)))
    try:
        sealed = _FRAME.unwrap(raw)
    except ValueError as error:
        return _garbled(str(error))
    if sealed is None:
        return Invalid(why=Why.NOT_OURS)
    if len(sealed) < _HEADER_LENGTH or not sealed.startswith(_MAGIC):
        return Invalid(why=Why.NOT_OURS, detail="magic")
    seal, body = sealed[len(_MAGIC) : _HEADER_LENGTH], sealed[_HEADER_LENGTH:]
    if not hmac.compare_digest(seal, _seal(key, body)):
        return Invalid(why=Why.BAD_SEAL)
    head, _, data = body.partition(b"\n")
    return _part(head[:_MAX_HEAD], data)


def _part(head: bytes, data: bytes) -> Part | Invalid:
    try:
        plain = json.loads(head)
        name, number, of = plain["name"], plain["part"], plain["of"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return _garbled("head")
    if type(name) is not str or type(number) is not int or type(of) is not int:
        return _garbled("head")
    if not 1 <= number <= of <= _MAX_PARTS:
        return _garbled("part")
    return Part(name=name, number=number, of=of, data=data)


def _garbled(detail: str) -> Invalid:
    return Invalid(why=Why.GARBLED, detail=detail)
