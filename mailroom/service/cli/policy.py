"""The command line about the team's rules: show, check, set, history; contacts and criteria.

Owns the verbs and what they print. A policy travels as JSON, so that one can be edited, compared
and set again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.escalations.escalation import Criterion
from mailroom.domain.policies.contacts import Contact, ContactFlag
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Policy
from mailroom.domain.records.record import from_plain, to_plain
from mailroom.errors import BadInput
from mailroom.service.cli.naming import Words
from mailroom.service.cli.shell import DONE, REFUSED, Shell
from mailroom.service.policy_words import sentence

_STDIN = "-"


def _policy(words: Words) -> Command:
    policy = read_policy(words.args.file)
    return ask.SetPolicy(policy=policy, reason=words.args.reason)


def _contact(words: Words) -> Command:
    args = words.args
    key = args.address.lower()
    said = words.contact(key)
    known = said if said is not None and said.key == key else Contact(key=key)
    given = {
        "handling": args.handling,
        "wording": args.wording,
        "may_answer": tuple(words.person(name) for name in args.may_answer) or None,
        "flag": ContactFlag(args.flag) if args.flag else None,
        "two_people": True if args.two_people else None,
    }
    base = Contact(key=key) if args.clear else replace(known, key=key)
    changes = {name: value for name, value in given.items() if value is not None}
    return ask.SetContact(contact=replace(base, **changes))


def _tick(words: Words) -> Command:
    criterion = Criterion(words.args.criterion)
    return ask.TickCriterion(case=words.case, shown=words.shown, criterion=criterion)


def _dismiss(words: Words) -> Command:
    args = words.args
    return ask.DismissSuggestion(
        case=words.case, shown=words.shown, rule=args.rule, reason=args.reason
    )


VERBS: dict[str, Callable[[Words], Command]] = {
    "policy": _policy,
    "contact": _contact,
    "tick": _tick,
    "dismiss": _dismiss,
}


class PolicyShell(Shell):
    """``main.py policy …``."""

    def _verbs(self) -> dict[str, Callable[[], int]]:
        return {
            "show": self._show,
            "check": self._check,
            "set": self._set,
            "history": self._history,
            "suggest": self._suggest,
        }

    def _show(self) -> int:
        policy = self._room.policy.current()
        print(json.dumps(to_plain(policy), ensure_ascii=False, indent=1, sort_keys=True))
        return 0

    def _check(self) -> int:
        given = self._args.file
        policy = read_policy(given) if given else self._room.policy.current()
        findings = self._room.policy.check(policy)
        for one in findings:
            mark = "error" if one.is_error else "warning"
            print(f"{mark}: {sentence(one, policy, self._language)}")
        errors = sum(one.is_error for one in findings)
        moved = len(self._room.policy.moves(policy))
        print(f"{errors} errors, {len(findings) - errors} warnings, {moved} deadlines move")
        return REFUSED if errors else DONE

    def _set(self) -> int:
        """Check, save and wait, as the window does; ``do policy`` leaves judging to the team."""
        policy = read_policy(self._args.file)
        errors = [one for one in self._room.policy.check(policy) if one.is_error]
        for one in errors:
            print(f"error: {sentence(one, policy, self._language)}")
        if errors:
            return REFUSED
        return self._wait_for(self._room.policy.save(policy, self._args.reason))

    def _history(self) -> int:
        for change in self._room.policy.history():
            position = ".".join(str(part) for part in change.position)
            when = change.at.astimezone(change.policy.calendar.zone.tz)
            print(f"{position} {when:%Y-%m-%d %H:%M} {change.by_name}: {change.reason}")
        return 0

    def _suggest(self) -> int:
        name = self._args.case.removeprefix("#")
        case = self._room.reads.case_by_number(int(name)) if name.isdigit() else name
        if case is None or self._room.reads.detail(case) is None:
            raise BadInput("case", self._args.case)
        for one in self._room.guidance.suggestions(case):
            level = "" if one.level is None else f" → L{one.level} {one.kind.value}?"
            signs = "+".join(one.signs)
            print(f"{one.rule.id}: {one.rule.text} ({signs}){level}")
        return 0


def read_policy(name: str) -> Policy:
    """Return the policy in a file, or on standard input.

    Raises:
        BadInput: it cannot be read, or is none.
    """
    try:
        text = sys.stdin.read() if name == _STDIN else Path(name).read_text(encoding="utf-8")
        plain = json.loads(text)
        if not isinstance(plain, dict):
            raise BadInput("policy", name, "an object is expected")
        policy: Policy = from_plain(Policy, _whole(plain))
    except (OSError, ValueError) as error:
        raise BadInput("policy", name, str(error)) from error
    return policy


def _whole(plain: dict[str, object]) -> dict[str, object]:
    """Levels may be left out; nothing else is filled in, so that a file says what it sets."""
    return plain if "levels" in plain else {**plain, "levels": to_plain(DEFAULT_POLICY)["levels"]}
