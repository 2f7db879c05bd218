"""Which templates hold now, in the language this person writes in."""

from __future__ import annotations

from mailroom.domain.templates.founding import founding
from mailroom.domain.templates.template import Template, in_force
from mailroom.service.parts import Parts
from mailroom.settings import Language


def current(parts: Parts) -> tuple[Template, ...]:
    """Return the team's templates by category; those of the founding until they are set."""
    japanese = parts.language is Language.JA
    return in_force(founding(japanese=japanese), parts.store.templates.own())
