"""format=flowed (RFC 3676): lines that end in a space go on in the next one."""

from __future__ import annotations

import re

_QUOTES = re.compile(r">*")


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Join soft-broken lines of equal quote depth; the signature mark never joins."""
    out: list[str] = []
    depth_before = -1
    flows = False
    for line in text.split("\n"):
        depth = _QUOTES.match(line).end()  # type: ignore[union-attr] # ">*" always matches
        content = line[depth:].removeprefix(" ")
        if flows and depth == depth_before and content != "-- ":
            out[-1] += content
        else:
            out.append(">" * depth + (" " if depth and content else "") + content)
        flows = content.endswith(" ") and content != "-- "
        if flows and delete_space:
            out[-1] = out[-1][:-1]
        depth_before = depth
    return "\n".join(out)
