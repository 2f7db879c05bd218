"""Which texts fit a case, and in which order they are offered: by its category, then by use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mailroom.domain.templates.template import Template
from mailroom.ids import TemplateId


def offered(
    templates: Iterable[Template], *, category: str = "", uses: Mapping[TemplateId, int]
) -> tuple[Template, ...]:
    """Return all templates, first those of the case's category, then general ones, then others.

    Within each, what this person uses most comes first; else the team's order stays.
    """
    ranks = {category: 0, "": 1} if category else {"": 0}
    return tuple(
        sorted(templates, key=lambda one: (ranks.get(one.category, 2), -uses.get(one.id, 0)))
    )


def scripts(templates: Iterable[Template], category: str) -> tuple[Template, ...]:
    """Return what the desk says itself about matters of a category (S28)."""
    return tuple(one for one in templates if category and one.category == category)


def covers(templates: Iterable[Template], category: str) -> bool:
    """Return whether there is a text for a matter (S22).

    A team that has sorted none of its texts into categories is taken to know its categories.
    """
    sorted_in = {one.category for one in templates} - {""}
    return category in sorted_in if sorted_in else bool(category)
