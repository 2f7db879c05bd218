"""The texts that a team has ready: made, changed, removed; also such as say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.templates.template import Template
from mailroom.ids import TemplateId

if TYPE_CHECKING:
    from tests.replication.simulator.clicks import Hand


def set_template(hand: Hand) -> Command:
    """Set one of three templates; one in five cannot be."""
    choice = hand.choice
    return ask.SetTemplate(
        template=Template(
            id=TemplateId(f"文{choice % 3}"),
            name="" if choice % 5 == 0 else "お礼",
            text="" if choice % 25 == 1 else f"{{お客様}} お世話になります。{choice}",
            category=("", "返品・返金")[choice // 3 % 2],
            order=choice % 4,
            removed=choice // 6 % 4 == 0,
        )
    )
