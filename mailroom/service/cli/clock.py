"""The command line about time: pauses, promises, the calendar, deadlines in words (N21, N22, N24).

Owns the verbs and what they print; sentences about clocks are in ``clock_words``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.records.record import from_plain, to_plain
from mailroom.domain.times.calendar import Calendar, HolidayRule
from mailroom.domain.times.clocks import Promise
from mailroom.domain.times.holidays import FIRST_YEAR, LAST_YEAR, holidays_of
from mailroom.errors import BadInput
from mailroom.service.cli.naming import Words
from mailroom.service.cli.shell import Shell
from mailroom.service.clock_words import day_line, explanation, hours, moved

_STDIN = "-"


def _pause(words: Words) -> Command:
    return ask.PauseClock(case=words.case, shown=words.shown, reason=words.args.reason)


def _resume(words: Words) -> Command:
    return ask.ResumeClock(case=words.case, shown=words.shown)


def _promise(words: Words) -> Command:
    args = words.args
    return ask.MakePromise(
        case=words.case,
        shown=words.shown,
        at=words.promised_time(args.by),
        text=args.text,
        by_reply=not args.by_hand,
        instead_of=_open_promise(words).id if args.instead else None,
    )


def _kept(words: Words) -> Command:
    promise = _open_promise(words, words.args.promise)
    return ask.KeepPromise(case=words.case, shown=words.shown, promise=promise.id)


def _withdrawn(words: Words) -> Command:
    promise = _open_promise(words, words.args.promise)
    return ask.WithdrawPromise(
        case=words.case, shown=words.shown, promise=promise.id, reason=words.args.reason
    )


def _open_promise(words: Words, named: str = "") -> Promise:
    """Return the promise of that event, else the earliest one that is open."""
    promises = [one for one in words.detail.row.case.promises if one.is_open]
    found = [one for one in promises if not named or one.id == named]
    if not found:
        raise BadInput("promise", named or words.args.case, "missing")
    return min(found, key=lambda one: one.at)


def _calendar(words: Words) -> Command:
    calendar = _read(words.args.file)
    policy = replace(words.rules_in_force(), calendar=calendar)
    return ask.SetPolicy(policy=policy, reason=words.args.reason)


VERBS: dict[str, Callable[[Words], Command]] = {
    "pause": _pause,
    "resume": _resume,
    "promise": _promise,
    "promise-kept": _kept,
    "promise-withdraw": _withdrawn,
    "calendar": _calendar,
}


class CalendarShell(Shell):
    """``main.py calendar …``."""

    def run(self) -> int:
        """Do what was asked; return the exit code."""
        verbs = {"show": self._show, "check": self._check, "due": self._due}
        for line in verbs[self._args.what]():
            print(line)
        return 0

    def _show(self) -> list[str]:
        calendar = self._room.reads.policy().calendar
        if self._args.json:
            return [json.dumps(to_plain(calendar), ensure_ascii=False, indent=1, sort_keys=True)]
        now = self._room.clock.now().astimezone(calendar.zone.tz)
        year = self._args.year or now.year
        lines = hours(calendar, self._language)
        if calendar.holidays is HolidayRule.JAPAN and FIRST_YEAR <= year <= LAST_YEAR:
            lines += [
                day_line(calendar, day, name.value, self._language)
                for day, name in holidays_of(year).items()
            ]
        return lines

    def _check(self) -> list[str]:
        policy = replace(self._room.reads.policy(), calendar=_read(self._args.file))
        now = self._room.clock.now()
        shifts = self._room.deadlines.moves(policy)
        lines = [moved(one, policy.calendar, now, self._language) for one in shifts]
        return [*lines, f"{len(shifts)} deadlines move"]

    def _due(self) -> list[str]:
        name = self._args.case.removeprefix("#")
        case = self._room.reads.case_by_number(int(name)) if name.isdigit() else name
        if case is None or self._room.reads.detail(case) is None:
            raise BadInput("case", self._args.case)
        now, calendar = self._room.clock.now(), self._room.reads.policy().calendar
        told = self._room.deadlines(case)
        return [explanation(one, calendar, now, self._language) for one in told]


def _read(name: str) -> Calendar:
    """Return the calendar in a file; what it leaves out is as in a new team."""
    try:
        text = sys.stdin.read() if name == _STDIN else Path(name).read_text(encoding="utf-8")
        calendar: Calendar = from_plain(Calendar, json.loads(text))
    except (OSError, ValueError) as error:
        raise BadInput("calendar", name, str(error)) from error
    if not calendar.is_sound:
        raise BadInput("calendar", name, "hours out of order, or none at all")
    return calendar
