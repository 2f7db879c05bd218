"""Whether a reply begins formatted: where its customer wrote so. Pure change of a ``Draft``."""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.drafts import Draft
from mailroom.domain.query import MailBody
from mailroom.service import rich

_PAGES = 3
"""Pages of a mail that are looked at: somebody who formats does so from the beginning."""


def formatted_as(draft: Draft, answered: MailBody) -> Draft:
    """Return a fresh draft formatted if the mail that it answers shows looks of its own.

    HTML that says nothing more than plain text counts as plain: most programs write that.
    """
    pages = answered.rich.pages[:_PAGES] if answered.rich is not None else ()
    if not any(rich.is_rich(page) for page in pages):
        return draft
    return replace(draft, html=rich.of_plain(draft.text))
