"""Where the words of a search stand in a case, with what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.search.terms import Scope
from mailroom.ids import EventId, MailKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One text of a case that holds words of a search.

    Attributes:
        scope: what it is: a subject, the text of a mail, a note …
        mail: the mail it is in, if it is one.
        event: the event it is in, if it is one.
        words: a piece of the original text in one line.
        spans: where the words lie in that piece, from and to, in order.
    """

    scope: Scope
    mail: MailKey | None = None
    event: EventId | None = None
    words: str
    spans: tuple[tuple[int, int], ...]
