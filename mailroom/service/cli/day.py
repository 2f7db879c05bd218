"""The command line about the day: the board, the morning list, handing over in the evening (N23).

Owns the verbs and what they print; gathering is ``room.escalations`` and ``room.day``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from mailroom.domain import commands as ask
from mailroom.domain.commands import Assign, Command
from mailroom.ids import CaseId, PersonId
from mailroom.service.cli.naming import Words
from mailroom.service.cli.shell import ASKED, DONE, REFUSED, Shell
from mailroom.service.day import Morning, MorningCase
from mailroom.service.escalations import BoardRow
from mailroom.service.handle import OutcomeKind
from mailroom.service.steps import NextStep

DESK = "desk"
"""What ``handover --to`` takes for the whole desk."""

_WAIT = 30.0  # seconds


def _handover(words: Words) -> Command:
    to = words.args.to
    return ask.HandOver(
        case=words.case,
        shown=words.shown,
        to=None if to == DESK else words.person(to),
        text=words.args.text,
    )


VERBS: dict[str, Callable[[Words], Command]] = {"handover": _handover}


class DayShell(Shell):
    """``board`` and ``morning``."""

    def board(self) -> int:
        """Print who has to act on which escalation until when (S46)."""
        rows = self._room.escalations.board()
        if self._args.json:
            _print_json([_board(row) for row in rows])
            return DONE
        for row in rows:
            late = "overdue" if row.overdue else "due"
            due = _time(row.due) or "-"
            whom = "everybody" if row.on_board else row.taken_by or row.addressee
            coming = f"  next: {_time(row.next.at)} {row.next.action.value}" if row.next else ""
            print(
                f"L{row.level} {row.kind.value} #{row.number} {row.asker} -> {whom}"
                f" {row.state.value} {late} {due}{coming}"
            )
        return DONE

    def morning(self) -> int:
        """Print what today brings; with ``--hand-out`` give each case to who is proposed."""
        found = self._room.day.morning()
        handed = self._hand_out(found) if self._args.hand_out else {}
        if self._args.json:
            _print_json(self._morning(found, handed))
        else:
            self._print_morning(found, handed)
        if OutcomeKind.REFUSED in handed.values():
            return REFUSED
        return ASKED if OutcomeKind.ASKED in handed.values() else DONE

    def _hand_out(self, found: Morning) -> dict[CaseId, OutcomeKind]:
        """Assign, and wait how each was judged: somebody else may have been quicker."""
        asked = {
            one.case.id: self._room.do(Assign(case=one.case.id, person=one.proposed))
            for one in found.unowned
            if one.proposed is not None
        }
        return {id_: self._room.wait(one, _WAIT).kind for id_, one in asked.items()}

    def _morning(self, found: Morning, handed: Mapping[CaseId, OutcomeKind]) -> dict[str, Any]:
        def lines(cases: tuple[MorningCase, ...]) -> list[dict[str, Any]]:
            return [self._line(one, handed) for one in cases]

        return {
            "handed": lines(found.handed),
            "mine": lines(found.mine),
            "unowned": lines(found.unowned),
            "hands": [
                {"person": self._name(person), "open": count} for person, count in found.hands
            ],
        }

    def _line(self, one: MorningCase, handed: Mapping[CaseId, OutcomeKind]) -> dict[str, Any]:
        outcome = handed.get(one.case.id)
        return {
            "case": one.case.id,
            "number": one.case.number,
            "subject": one.case.subject,
            "due": _time(one.case.due),
            "proposed": self._name(one.proposed),
            "handed_by": self._name(one.handed_by),
            "text": one.handed_text,
            "outcome": outcome.value if outcome else None,
        }

    def _print_morning(self, found: Morning, handed: Mapping[CaseId, OutcomeKind]) -> None:
        parts = (("handed", found.handed), ("mine", found.mine), ("unowned", found.unowned))
        for name, cases in parts:
            for one in cases:
                line = self._line(one, handed)
                who = line["proposed"] or line["handed_by"] or "-"
                more = " ".join(filter(None, (line["text"], line["outcome"])))
                said = f"{name:<8} #{line['number']} {line['due'] or '-'} {who} {line['subject']}"
                print(f"{said} {more}".rstrip())

    def _name(self, person: PersonId | None) -> str | None:
        return self._names.get(person) if person is not None else None

    @cached_property
    def _names(self) -> dict[PersonId, str]:
        return {row.member.id: row.member.name for row in self._room.reads.members()}


def _board(row: BoardRow) -> dict[str, Any]:
    return {
        "case": row.case,
        "number": row.number,
        "subject": row.subject,
        "escalation": row.escalation,
        "kind": row.kind.value,
        "level": row.level,
        "category": row.category,
        "state": row.state.value,
        "asker": row.asker,
        "addressee": row.addressee,
        "taken_by": row.taken_by or None,
        "asked_at": _time(row.asked_at),
        "due": _time(row.due),
        "left_minutes": None if row.left is None else int(row.left.total_seconds() // 60),
        "overdue": row.overdue,
        "record_owed": row.record_owed,
        "on_board": row.on_board,
        "next": None if row.next is None else _step(row.next),
    }


def _step(step: NextStep) -> dict[str, Any]:
    return {
        "step": step.step,
        "action": step.action.value,
        "to": step.to.addr if step.to is not None else None,
        "at": _time(step.at),
        "fires_at": _time(step.fires_at),
        "proposal": step.proposal,
        "late_minutes": None if step.late is None else int(step.late.total_seconds() // 60),
        "missed": step.missed,
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
