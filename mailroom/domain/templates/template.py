"""A text that the team has ready: the row, and what of all rows is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mailroom.ids import TemplateId


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A text of the team with the name it is found by.

    Attributes:
        text: may hold placeholders (``filling``).
        category: the name of a category of the policy, or any other heading; "" for all matters.
        subject: of a mail that answers nothing; "" leaves the subject alone.
        order: its place in its category; equal ones go by name.
        removed: shown nowhere; set anew, it is where it was.
    """

    id: TemplateId
    name: str
    text: str
    category: str = ""
    subject: str = ""
    order: int = 0
    removed: bool = False


def in_force(founding: Iterable[Template], own: Iterable[Template]) -> tuple[Template, ...]:
    """Return the team's templates as lists show them: by category, general ones first.

    Those of the founding hold until the team set, or removed, the one of that id.
    """
    known = {one.id: one for one in founding} | {one.id: one for one in own}
    kept = [one for one in known.values() if not one.removed]
    return tuple(sorted(kept, key=lambda one: (one.category, one.order, one.name, one.id)))
