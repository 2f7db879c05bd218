"""The team's rules while somebody edits them: one value, checked at every change (S32).

Pages read and replace parts of it; what is wrong comes back cell by cell, in words. Nothing is kept
until it is saved, with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal

from mailroom.domain.people import Address, Member, Role
from mailroom.domain.policies.policy import Level, Pick, Policy, Target, TargetKind
from mailroom.domain.policies.policy_check import Cell, Finding, Page
from mailroom.ids import PersonId
from mailroom.service import policy_words
from mailroom.service.room import Room
from mailroom.settings import Language
from ui.wording.words import tr


class RulesDraft(QObject):
    """A policy that is being edited.

    Signals:
        changed(): some part of it, or what is wrong with it.
    """

    changed = Signal()

    def __init__(self, room: Room, members: Iterable[Member]) -> None:
        super().__init__()
        self._room = room
        self.members = [one for one in members if not one.left]
        self.mailboxes = room.policy.mailboxes()
        self.before = self.policy = room.policy.current()
        self.findings: tuple[Finding, ...] = ()
        self._check()

    @property
    def is_changed(self) -> bool:
        """Return whether there is anything to save."""
        return self.policy != self.before

    @property
    def errors(self) -> int:
        """Return how many findings keep it from being saved."""
        return sum(one.is_error for one in self.findings)

    def on_top_of(self, now: Policy) -> Policy | None:
        """Return what I changed on top of the rules in force by now.

        None if somebody else changed the same part meanwhile: nobody's rules are overwritten.
        """
        parts: dict[str, Any] = {}
        for one in fields(Policy):
            was, mine, theirs = (getattr(of, one.name) for of in (self.before, self.policy, now))
            if mine != was and theirs not in (was, mine):
                return None
            if mine != was:
                parts[one.name] = mine
        return replace(now, **parts)

    def change(self, **parts: Any) -> None:
        """Replace parts of the policy."""
        changed = replace(self.policy, **parts)
        if changed != self.policy:
            self.policy = changed
            self._check()
            self.changed.emit()

    def put(self, policy: Policy) -> None:
        """Take over a whole policy: an earlier one."""
        self.policy = policy
        self._check()
        self.changed.emit()

    def change_level(self, number: int, **parts: Any) -> None:
        """Replace parts of one level."""
        self.change(
            levels=tuple(
                replace(one, **parts) if one.number == number else one for one in self.policy.levels
            )
        )

    def said(self, fits: Callable[[Cell], bool]) -> tuple[str, bool]:
        """Return what is to be said beside a cell, and whether it is an error."""
        found = [one for one in self.findings if fits(one.cell)]
        words = dict.fromkeys(policy_words.bare(one, _language()) for one in found)
        return "\n".join(words), any(one.is_error for one in found)

    def sentences(self, page: Page | None = None) -> list[tuple[str, bool]]:
        """Return the findings of a page (or all) with their cells, and which are errors."""
        return [
            (policy_words.sentence(one, self.policy, _language()), one.is_error)
            for one in self.findings
            if page is None or one.cell.page is page
        ]

    def moves(self) -> int:
        """Return how many deadlines would move if it were saved now (N21)."""
        return len(self._room.policy.moves(self.policy)) if self.is_changed else 0

    def person_name(self, person: PersonId | None) -> str:
        """Return how a person is called."""
        found = (one.name for one in self.members if one.id == person)
        return next(found, self.tr("somebody who left"))

    def target_name(self, target: Target) -> str:
        """Return a target in a few words."""
        match target.kind:
            case TargetKind.PERSON:
                return self.person_name(target.person)
            case TargetKind.ROLE:
                return self.tr("a lead")
            case TargetKind.ADDRESS:
                return _address_name(target.address)
            case TargetKind.POOL:
                names = [
                    self.person_name(one.person) if one.person else _address_name(one.address)
                    for one in target.pool
                ]
                how = pick_name(target.pick)
                return self.tr("{name} ({people}; {how})").format(
                    name=target.name or self.tr("Group"), people=joined(names), how=how
                )

    def today(self) -> date:
        """Return the day in the team's zone."""
        return self.policy.calendar.zone.local(self._room.clock.now()).date()

    def level_title(self, level: Level) -> str:
        """Return a level as pages head it: L3 課長."""
        return f"L{level.number} {level.name}".strip()

    def _check(self) -> None:
        self.findings = self._room.policy.check(self.policy)


def joined(words: Iterable[str]) -> str:
    """Return names one after the other."""
    return tr(", ", "list").join(words)


def leads_target() -> Target:
    """Return the target that means a lead."""
    return Target(kind=TargetKind.ROLE, role=Role.LEAD)


def pick_name(pick: Pick) -> str:
    """Return in which order a group is asked."""
    return {
        Pick.FEWEST_OPEN: tr("whoever has the fewest"),
        Pick.ROUND_ROBIN: tr("in turn"),
    }[pick]


def _address_name(address: Address | None) -> str:
    if address is None:
        return ""
    return address.name or address.addr


def _language() -> Language:
    japanese = QLocale().language() == QLocale.Language.Japanese
    return Language.JA if japanese else Language.EN
