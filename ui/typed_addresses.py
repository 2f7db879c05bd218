"""Mail addresses as people type them: names with 様, full-width commas, pasted lists.

Checks the form of an address, never whether it exists: that is the server's word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from mailroom.domain.honorifics import bare
from mailroom.domain.people import Address

_SPLIT = re.compile(r"[,;、；，\n](?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")
_NAMED = re.compile(r"^(?P<name>.*?)\s*<(?P<addr>[^<>]*)>$", re.DOTALL)
_ADDRESS = re.compile(r"^[^\s@<>\"(),:;\[\]\\]+@(?:[^\s@.<>(),:;\[\]\\]+\.)+[^\s@.<>(),:;\[\]\\]+$")


def parse_addresses(text: str) -> tuple[tuple[Address, ...], tuple[str, ...]]:
    """Return the addresses in a typed line, and the pieces that are no address."""
    good: list[Address] = []
    bad: list[str] = []
    for piece in _SPLIT.split(text):
        shown = piece.strip()
        if not shown:
            continue
        address = _parse_one(shown)
        if address is None:
            bad.append(shown)
        elif address.addr not in {known.addr for known in good}:
            good.append(address)
    return tuple(good), tuple(bad)


def piece_at(text: str, cursor: int) -> tuple[int, int]:
    """Return from where to where the address reaches in which the cursor stands."""
    ends = [found.start() for found in _SPLIT.finditer(text)]
    start = max((end + 1 for end in ends if end < cursor), default=0)
    end = min((end for end in ends if end >= cursor), default=len(text))
    return start, end


def show_address(address: Address) -> str:
    """Return an address as it stands in the field: ``山田太郎 <yamada@example>``."""
    if not address.name:
        return address.addr
    name = f'"{address.name}"' if _SPLIT.search(address.name) else address.name
    return f"{name} <{address.addr}>"


def show_addresses(addresses: Iterable[Address]) -> str:
    """Return addresses as one editable line."""
    return ", ".join(show_address(address) for address in addresses)


def _parse_one(piece: str) -> Address | None:
    named = _NAMED.match(piece)
    name, addr = (named["name"], named["addr"]) if named else ("", piece)
    addr = unicodedata.normalize("NFKC", addr).strip().lower()
    if not _ADDRESS.match(addr):
        return None
    clean = "".join(char for char in name if char.isprintable()).strip().strip('"')
    return Address(name=bare(clean), addr=addr)
