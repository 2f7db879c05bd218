"""What stands where in a window of this size (ui.md, the window): pure numbers, tested as such."""

from __future__ import annotations

from dataclasses import dataclass

DOCKED_FROM = 1440  # narrower: the inspector is a drawer
FULL_FROM = 1180  # narrower: the sidebar is a rail
BOTH_FROM = 960  # narrower: list or case
TALL_FROM = 560  # lower: everything in one line

LIST_WIDTH = 336
COLUMNS_WIDTH = 520  # 一覧: one line with columns
INSPECTOR_WIDTH = 288


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What a window of some size shows.

    Attributes:
        rail: the sidebar is a rail of icons, the overdue section a strip above the list.
        single: the list or the case, not both.
        docked: there is room for the inspector beside the case.
        low: the header is one line, the next step a chip.
    """

    rail: bool
    single: bool
    docked: bool
    low: bool


def arrangement(width: int, height: int, text_percent: int = 100) -> Arrangement:
    """Return what fits into a client area of this size; large text makes a window low sooner."""
    return Arrangement(
        rail=width < FULL_FROM,
        single=width < BOTH_FROM,
        docked=width >= DOCKED_FROM,
        low=height < TALL_FROM * max(100, text_percent) / 100,
    )
