"""Everything a desk knows of the team at one position: what a checkpoint carries (section 4).

A snapshot is a cache of the fold, never authority: whoever has the journal may ignore it. It holds
the rows of the state in canonical form, so that it outlives the tables and the program that wrote
it.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from mailroom.domain.arrival.rule import ArrivalRules
from mailroom.domain.cases import Case, Label, SentMail
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.mails import MailPlace
from mailroom.domain.people import Desk, Mailbox, Member, Team
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.policies.policy import Policy
from mailroom.domain.records.record import canonical, from_plain, to_plain
from mailroom.domain.records.replica import Cursor
from mailroom.domain.sends.approval import Approval
from mailroom.domain.state import Entry, Row
from mailroom.domain.templates.template import Template
from mailroom.ids import digest

FORMAT = 1
KINDS: tuple[type, ...] = (
    Team,
    Policy,
    ArrivalRules,
    Member,
    Desk,
    Mailbox,
    Label,
    Template,
    Contact,
    Case,
    MailPlace,
    SentMail,
    Escalation,
    Approval,
    Entry,
)
_ORDERED = Member.__name__  # the order of joining matters to the fold, that of others does not


class BadSnapshot(ValueError):
    """These rows are none that a desk of the team would write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state after ``cursor.head``.

    Attributes:
        cursor: where it was taken; ``chain`` is the state hash of everyone who is there.
        seqs: the highest sequence number of each incarnation up to there (rule 34).
        team: the team's id, as in every batch.
        key: the team's key there, in hex.
        level: the fold level it was made under.
        rows: row type name to canonical JSON texts; members in order of joining. Entries carry
            their events, so that the timeline is complete.
    """

    cursor: Cursor
    seqs: Mapping[str, int] = field(default_factory=dict)
    team: str
    key: str
    level: int = 1
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Return the name of this snapshot: equal snapshots have equal digests."""
        heads = [f"{one} {seq}" for one, seq in sorted(self.seqs.items())]
        parts = [
            f"{kind}\n" + "\n".join(rows if kind == _ORDERED else sorted(rows))
            for kind, rows in sorted(self.rows.items())
            if rows
        ]
        return digest(str(self.cursor.head), self.cursor.chain, self.team, *heads, *parts)

    def with_rows(self, kind: type, rows: tuple[str, ...]) -> Snapshot:
        """Return the snapshot with other rows of one kind."""
        return replace(self, rows={**self.rows, kind.__name__: rows})


def rows_by_kind(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Return rows as a snapshot holds them."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(type(row).__name__, []).append(canonical(row))
    return {kind: tuple(texts) for kind, texts in found.items()}


def pack(snapshot: Snapshot) -> bytes:
    """Return the snapshot as bytes: a line about it, then the rows, one a line."""
    head = {
        "v": FORMAT,
        "cursor": to_plain(snapshot.cursor),
        "seqs": dict(snapshot.seqs),
        "team": snapshot.team,
        "key": snapshot.key,
        "level": snapshot.level,
        "rows": [[kind, len(rows)] for kind, rows in snapshot.rows.items()],
    }
    lines = [canonical(head)]
    for rows in snapshot.rows.values():
        lines += rows
    return "\n".join(lines).encode()


def unpack(packed: bytes) -> Snapshot:
    """Return the snapshot of ``pack``. The rows are not looked into.

    Raises:
        BadSnapshot: these bytes hold none that this program can read.
    """
    try:
        lines = packed.decode().split("\n")
        head: dict[str, typing.Any] = json.loads(lines[0])
        _require(head["v"] == FORMAT, f"format {head['v']}")
        rows: dict[str, tuple[str, ...]] = {}
        start = 1
        for kind, count in head["rows"]:
            rows[str(kind)] = tuple(lines[start : start + _natural(count)])
            start += count
        _require(start == len(lines), "rows are missing")
        return Snapshot(
            cursor=from_plain(Cursor, head["cursor"]),
            seqs={str(one): _natural(seq) for one, seq in head["seqs"].items()},
            team=from_plain(str, head["team"]),
            key=bytes.fromhex(head["key"]).hex(),
            level=_natural(head["level"]),
            rows=rows,
        )
    except BadSnapshot:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise BadSnapshot(str(error)) from error


def _require(sound: object, otherwise: str) -> None:
    if not sound:
        raise BadSnapshot(otherwise)


def _natural(value: object) -> int:
    fits = type(value) is int and 0 <= value <= 2**40  # what goes into a file must fit there
    _require(fits, f"number {value!r}")
    return typing.cast("int", value)
