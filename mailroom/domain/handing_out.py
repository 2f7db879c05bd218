"""朝の一覧: who could take which case that nobody has (N23).

Pure, and a proposal only: a person looks at it, changes it and hands out. Who is away gets nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mailroom.ids import CaseId, PersonId

FOR_A_FRIEND = 1
"""How many cases more than the least busy colleague somebody may get who knows the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unowned:
    """A case that nobody has.

    Attributes:
        knows: who last answered this customer; they need not read up on it.
    """

    case: CaseId
    knows: PersonId | None = None


def hand_out(cases: Iterable[Unowned], load: Mapping[PersonId, int]) -> dict[CaseId, PersonId]:
    """Return an owner for every case, so that nobody ends with much more than another.

    Nobody who gets one ends with more than ``1 + FOR_A_FRIEND`` above the least busy.

    Args:
        cases: the most urgent first: these are spread first.
        load: the open cases of everybody who is there; empty when nobody is, then nobody gets any.
    """
    busy = dict(load)
    owners: dict[CaseId, PersonId] = {}
    if not busy:
        return owners
    for unowned in cases:
        least = min(busy, key=lambda person: (busy[person], person))
        owner = unowned.knows
        if owner is None or _is_too_much(busy, owner, least):
            owner = least
        owners[unowned.case] = owner
        busy[owner] += 1
    return owners


def _is_too_much(busy: Mapping[PersonId, int], owner: PersonId, least: PersonId) -> bool:
    return owner not in busy or busy[owner] - busy[least] > FOR_A_FRIEND
