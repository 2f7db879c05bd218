"""Names with 様 and without: kept bare, greeted with it once.

Pure. A name is kept as its owner would write it; the courtesy belongs to the sentence.
"""

from __future__ import annotations

import re

HONORIFIC = "様"
_AT_END = re.compile(r"[\s　]*(?:様方|様|さま|サマ|さん|殿|どの|御中|先生)$")
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")


def bare(name: str) -> str:
    """Return a name without what politeness put behind it: ``山田様`` is 山田."""
    stripped = name.strip()
    return _AT_END.sub("", stripped) or stripped


def greeted(name: str) -> str:
    """Return how a mail addresses somebody: ``山田 様``; nothing where 様 would be odd."""
    called = bare(name)
    return f"{called} {HONORIFIC}" if called and _JAPANESE.search(called) else ""
