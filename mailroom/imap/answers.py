"""Reading FETCH answers: quickly where they look as nearly every server writes them.

All others are read by IMAPClient's parser, which takes ten times as long. Both read the same. Pure;
must not talk to a server.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from imapclient.response_parser import parse_fetch_response

from mailroom.imap.records import NO_DATE, Header, MailFacts

Data = Sequence[Any]  # as imaplib collects it: lines, and pairs of (line, literal)

_HEAD = (
    rb"\d+ \((?:(?:UID (?P<uid>\d+)|RFC822\.SIZE (?P<size>\d+)"
    rb'|INTERNALDATE "(?P<date>[^"\\]*)"|FLAGS \((?P<flags>[^()"{}]*)\)) ?){4}'
)
_FACTS = re.compile(_HEAD + rb"\)")
_WHOLE = re.compile(_HEAD + rb"BODY\[\](?:<0>)? \{\d+\}")
_BODY_HEAD = re.compile(rb"\d+ \((?:UID (?P<uid>\d+) )?BODY\[\](?:<\d+>)? \{\d+\}")
_BODY_TAIL = re.compile(rb"(?: UID (?P<uid>\d+))?\)")
_DATE = re.compile(rb" ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
_MONTHS = b"jan feb mar apr may jun jul aug sep oct nov dec".split()


def read_facts(data: Data) -> dict[int, MailFacts]:
    """Return the facts of each mail by UID; answers without a size are about something else."""
    facts: dict[int, MailFacts] = {}
    for line in data:
        match = _FACTS.fullmatch(line) if isinstance(line, bytes) else None
        if match is None or None in match.groups():
            return _facts_carefully(data)
        uid, size, date, flags = match.groups()
        facts[int(uid)] = MailFacts(
            uid=int(uid), size=int(size), internaldate=read_date(date), flags=_flags(flags.split())
        )
    return facts


def read_bodies(data: Data) -> dict[int, bytes]:
    """Return the (part of the) content of each mail by UID."""
    if len(data) % 2:
        return _bodies_carefully(data)
    bodies: dict[int, bytes] = {}
    for pair, tail in zip(data[::2], data[1::2], strict=True):
        head_match = _BODY_HEAD.fullmatch(pair[0]) if isinstance(pair, tuple) else None
        tail_match = _BODY_TAIL.fullmatch(tail) if isinstance(tail, bytes) else None
        if head_match is None or tail_match is None:
            return _bodies_carefully(data)
        uid = head_match["uid"] or tail_match["uid"]
        if uid is None:
            return _bodies_carefully(data)
        bodies[int(uid)] = pair[1]
    return bodies


def read_whole(data: Data) -> dict[int, tuple[MailFacts, bytes]]:
    """Return facts and (the beginning of the) content of each mail by UID."""
    if len(data) % 2:
        return _whole_carefully(data)
    whole: dict[int, tuple[MailFacts, bytes]] = {}
    for pair, tail in zip(data[::2], data[1::2], strict=True):
        match = _WHOLE.fullmatch(pair[0]) if isinstance(pair, tuple) and tail == b")" else None
        if match is None or None in match.groups():
            return _whole_carefully(data)
        uid, size, date, flags = match.groups()
        facts = MailFacts(
            uid=int(uid), size=int(size), internaldate=read_date(date), flags=_flags(flags.split())
        )
        whole[facts.uid] = facts, pair[1]
    return whole


def read_headers(data: Data) -> dict[int, Header]:
    """Return size and header fields of each mail by UID; incomplete answers are left out."""
    headers: dict[int, Header] = {}
    for uid, answer in _carefully(data).items():
        fields = next((v for k, v in answer.items() if k.startswith(b"BODY[HEADER")), None)
        if b"RFC822.SIZE" not in answer or not isinstance(fields, bytes):
            continue
        headers[uid] = Header(
            uid=uid,
            size=int(answer[b"RFC822.SIZE"]),
            internaldate=_moment(answer.get(b"INTERNALDATE")),
            fields=fields,
        )
    return headers


def read_date(text: bytes) -> datetime:
    """Return an INTERNALDATE as a moment, or ``NO_DATE``."""
    match = _DATE.fullmatch(text)
    if match is None:
        return NO_DATE
    day, month, year, hour, minute, second, sign, zone_hours, zone_minutes = match.groups()
    try:
        offset = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
        local = datetime(
            int(year),
            _MONTHS.index(month.lower()) + 1,
            int(day),
            int(hour),
            int(minute),
            int(second),
            tzinfo=timezone(-offset if sign == b"-" else offset),
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return NO_DATE


def _flags(names: Sequence[bytes]) -> frozenset[str]:
    return frozenset(name.decode("utf-8", "replace") for name in names)


def _carefully(data: Data) -> dict[int, dict[bytes, Any]]:
    answers: dict[int, dict[bytes, Any]] = parse_fetch_response(list(data), normalise_times=False)
    return answers


def _facts_carefully(data: Data) -> dict[int, MailFacts]:
    facts: dict[int, MailFacts] = {}
    for uid, answer in _carefully(data).items():
        if b"RFC822.SIZE" not in answer:
            continue
        facts[uid] = MailFacts(
            uid=uid,
            size=int(answer[b"RFC822.SIZE"]),
            internaldate=_moment(answer.get(b"INTERNALDATE")),
            flags=_flags(
                [
                    str(flag).encode() if isinstance(flag, int) else flag
                    for flag in answer.get(b"FLAGS", ())
                ]
            ),
        )
    return facts


def _moment(date: datetime | None) -> datetime:
    return date.astimezone(UTC) if date is not None and date.tzinfo else NO_DATE


def _bodies_carefully(data: Data) -> dict[int, bytes]:
    return {
        uid: value
        for uid, answer in _carefully(data).items()
        for key, value in answer.items()
        if key.startswith(b"BODY[]") and isinstance(value, bytes)
    }


def _whole_carefully(data: Data) -> dict[int, tuple[MailFacts, bytes]]:
    facts, bodies = _facts_carefully(data), _bodies_carefully(data)
    return {uid: (facts[uid], bodies[uid]) for uid in facts.keys() & bodies.keys()}
