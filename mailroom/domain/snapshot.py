"""Everything a desk knows of the team at one position: what a checkpoint carries (section 4).

A snapshot is a cache of the fold, never authority: whoever has the journal may ignore it. It holds
the rows of the state in canonical form, so that it outlives the tables and the program that wrote
it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mailroom.domain.replica import Cursor
from mailroom.ids import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state after ``cursor.head``.

    Attributes:
        cursor: where it was taken; ``chain`` is the state hash of everyone who is there.
        seqs: the highest sequence number of each incarnation up to there (rule 34).
        team: the team's id, as in every batch.
        key: the team's key there, in hex.
        level: the fold level it was made under.
        rows: row type name to canonical JSON texts, in the order the rows were first put. Entries
            carry their events, so that the timeline is complete.
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
        parts = [f"{kind} {row}" for kind, rows in sorted(self.rows.items()) for row in rows]
        return digest(str(self.cursor.head), self.cursor.chain, self.team, *heads, *parts)
