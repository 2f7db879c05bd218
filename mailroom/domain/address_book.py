"""Whom a typed name or address may mean: the team and everybody who ever wrote to it.

Pure matching over a list that is made once; a press of a key looks through all of it. The best
ones first: whose address or name begins so, then who was last heard of.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from mailroom.domain.honorifics import bare
from mailroom.domain.people import Address

MOST_OFFERED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody whose address is known.

    Attributes:
        company: as a member said, shown beside the name and found by.
        colleague: a member of the team.
    """

    address: Address
    company: str = ""
    colleague: bool = False
    _address: str = field(init=False, repr=False, compare=False)
    _names: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Spell once what every press of a key is compared with."""
        named = (bare(self.address.name), self.company)
        parts = [part for name in named for part in (name, *name.split())]
        object.__setattr__(self, "_address", self.address.addr.casefold())
        object.__setattr__(self, "_names", tuple(filter(None, map(_spelled, parts))))

    def fit(self, spelled: str) -> int:
        """Return how well this one fits what was typed; 0 = not at all."""
        if self._address.startswith(spelled) or any(
            name.startswith(spelled) for name in self._names
        ):
            return 2
        inside = any(spelled in name for name in self._names)
        return int(inside or self._address.rpartition("@")[2].startswith(spelled))


def offered(
    known: Iterable[Known], typed: str, *, but: frozenset[str] = frozenset()
) -> tuple[Known, ...]:
    """Return whom a person may mean, the likeliest first, at most ``MOST_OFFERED``.

    Args:
        known: everybody, who was last heard of first.
        typed: the piece of the line in which somebody types; 様 behind it counts for nothing.
        but: addresses that stand there already.
    """
    spelled = _spelled(bare(typed.strip()))
    if not spelled:
        return ()
    found: tuple[list[Known], list[Known]] = ([], [])
    for one in known:
        fit = one.fit(spelled)
        if fit and one.address.addr not in but:
            found[2 - fit].append(one)
            if len(found[0]) >= MOST_OFFERED:
                break
    return tuple((found[0] + found[1])[:MOST_OFFERED])


def _spelled(text: str) -> str:
    """Return a text as it is compared: width, case and blanks do not matter."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
