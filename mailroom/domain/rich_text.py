"""What a mail in HTML looks like once it may be shown: inert pages, and what they speak of.

The pages hold no address: a link is ``link:N`` and a picture of the web ``remote:N``, numbers into
``links`` and ``pictures``. Whatever shows the pages can therefore open nothing by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailroom.domain.links import Link

LINK = "link:"
REMOTE = "remote:"
CID = "cid:"

_PICTURE = re.compile(r'<img [^>]*?src="remote:\d+"[^>]*>')
_WORDS = re.compile(r' alt="([^"]*)"')


def without_pictures(page: str) -> str:
    """Return a page with the words of its pictures of the web instead of them."""

    def words(picture: re.Match[str]) -> str:
        found = _WORDS.search(picture[0])
        return found[1] if found is not None else ""

    return _PICTURE.sub(words, page)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePicture:
    """A picture that lies on the web; ``tracking`` if nobody can see it: it only reports."""

    address: str
    tracking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RichText:
    """A mail's HTML made safe.

    Attributes:
        pages: what its writer typed, each part small enough to be laid out at once.
        quoted: history and signature, folded away.
        coloured: has colours of its own, meant for white paper.
    """

    pages: tuple[str, ...]
    quoted: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[RemotePicture, ...] = ()
    coloured: bool = False

    @property
    def blocked(self) -> int:
        """Return how many pictures people would see if they were loaded."""
        return len({one.address for one in self.pictures if not one.tracking})

    @property
    def tracking(self) -> int:
        """Return how many invisible pictures only report that the mail was read."""
        return len({one.address for one in self.pictures if one.tracking})
