"""Whom a typed name or address may mean: the team and everybody who ever wrote to it.

Pure matching over a list that is made once; a press of a key looks through all of it. The best
ones first: whose address or name begins so, then who was last heard of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mailroom.domain import surnames
from mailroom.domain.honorifics import bare
from mailroom.domain.kana import folded, is_kana, romaji
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
    _names: str = field(init=False, repr=False, compare=False)
    _starts: str = field(init=False, repr=False, compare=False)
    _sounds: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Spell once what every press of a key is compared with."""
        address = self.address.addr.casefold()
        named = (bare(self.address.name), self.company)
        parts = [folded(part) for name in named for part in (name, *name.split())]
        sounds = (romaji(address.partition("@")[0]), surnames.spelled(self.address.name))
        object.__setattr__(self, "_address", address)
        object.__setattr__(self, "_names", _lines(parts))
        object.__setattr__(self, "_starts", _lines((address, *parts)))
        object.__setattr__(self, "_sounds", _lines(sounds))

    def fit(self, spelled: str, sound: str = "") -> int:
        """Return how well this one fits what was typed, and how that sounds; 0 = not at all."""
        if f"\n{spelled}" in self._starts or (sound and f"\n{sound}" in self._sounds):
            return 2
        inside = spelled in self._names
        return int(inside or self._address.rpartition("@")[2].startswith(spelled))


def _lines(parts: Iterable[str]) -> str:
    """Return parts in one text, each behind the end of a line: one search looks at all heads."""
    return "".join(f"\n{part}" for part in parts if part)


def offered(
    known: Iterable[Known], typed: str, *, but: frozenset[str] = frozenset()
) -> tuple[Known, ...]:
    """Return whom a person may mean, the likeliest first, at most ``MOST_OFFERED``.

    Args:
        known: everybody, who was last heard of first.
        typed: the piece of the line in which somebody types; 様 behind it counts for nothing.
            Kana or romaji find who is called so, by their surname or their address.
        but: addresses that stand there already.
    """
    spelled = folded(bare(typed.strip()))
    if not spelled:
        return ()
    sound = romaji(spelled) if is_kana(spelled) or (spelled.isalpha() and spelled.isascii()) else ""
    found: tuple[list[Known], list[Known]] = ([], [])
    for one in known:
        fit = one.fit(spelled, sound)
        if fit and one.address.addr not in but:
            found[2 - fit].append(one)
            if len(found[0]) >= MOST_OFFERED:
                break
    return tuple((found[0] + found[1])[:MOST_OFFERED])
