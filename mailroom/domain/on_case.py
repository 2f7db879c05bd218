"""What every command about one case says: which case, and what its author had been shown."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.position import Position
from mailroom.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCase:
    """Base of commands about one case."""

    case: CaseId
    shown: Position | None = None
