"""What is random in the product, drawn from the seed instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from mailroom import ids
from mailroom.domain import rules
from mailroom.journal import codec


class Chance:
    """What of ``secrets`` the product uses."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._random = Random(f"ids {seed}")

    def token_hex(self, size: int) -> str:
        return self._random.randbytes(size).hex()

    def token_bytes(self, size: int) -> bytes:
        return self._random.randbytes(size)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let fresh ids and keys come from the seed; within itself it simply goes on."""
    if isinstance(ids.secrets, Chance) and ids.secrets.seed == seed:
        yield
        return
    chance = Chance(seed)
    places = (ids, rules, codec)
    before = [place.secrets for place in places]
    for place in places:
        place.secrets = chance  # type: ignore[assignment]
    try:
        yield
    finally:
        for place, kept in zip(places, before, strict=True):
            place.secrets = kept
