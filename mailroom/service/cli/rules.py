"""The command line about rules on arrival and the tree of labels.

Rules travel as JSON, so that they can be edited, tried out and set again; in it labels are named by
their path (親/子), people by their names.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mailroom.domain.arrival.checking import RuleFinding
from mailroom.domain.arrival.rule import CHOSEN, Part, Rule
from mailroom.domain.labelling import path
from mailroom.domain.records.record import from_plain, to_plain
from mailroom.errors import BadInput
from mailroom.ids import digest
from mailroom.service.arrival import words
from mailroom.service.arrival.words import Names
from mailroom.service.cli.naming import Words
from mailroom.service.cli.policy import PolicyShell
from mailroom.service.cli.shell import DONE, REFUSED, Shell
from mailroom.service.cli.templates import TemplateShell
from mailroom.settings import Language

if TYPE_CHECKING:
    from mailroom.service.room import Room

_STDIN = "-"
_SHOWN = 20
"""Cases that a trial lists unless all are asked for."""

Plain = dict[str, Any]
Verb = Callable[[], int]


def verbs_about_rules(room: Room, args: Namespace, language: Language) -> dict[str, Verb]:
    """Return what can be asked about what the team agreed on."""
    rules = RulesShell(room, args, language)
    return {
        "policy": PolicyShell(room, args, language).run,
        "rules": rules.run,
        "labels": rules.labels,
        "templates": TemplateShell(room, args, language).run,
    }


class RulesShell(Shell):
    """``main.py rules …`` and ``main.py labels``."""

    def __init__(self, room: Room, args: Namespace, language: Language) -> None:
        super().__init__(room, args, language)
        self._naming = Words(room, args)

    def _verbs(self) -> dict[str, Callable[[], int]]:
        return {
            "show": self._show,
            "check": self._check,
            "preview": self._preview,
            "set": self._set,
            "history": self._history,
        }

    def labels(self) -> int:
        """Print the labels as a tree: their paths, or all there is to know as JSON."""
        labels = {one.id: one for one in self._room.reads.labels()}
        counts = self._room.reads.counts().labels
        found = [
            {
                "id": one.id,
                "path": "/".join(path(labels, one.id)),
                "name": one.name,
                "colour": one.colour,
                "parent": one.parent,
                "standing": one.standing.value,
                "cases": counts.get(one.id, 0),
            }
            for one in labels.values()
        ]
        if self._args.json:
            print(json.dumps(found, ensure_ascii=False))
        else:
            for one in found:
                print(f"{one['path']}\t{one['cases']}")
        return 0

    # --- rules ---------------------------------------------------------------------------------

    def _show(self) -> int:
        rules = self._room.arrival.current().rules
        if self._args.json:
            plain = [self._plain(rule) for rule in rules]
            print(json.dumps(plain, ensure_ascii=False, indent=1))
            return 0
        names = self._names()
        for at, rule in enumerate(rules, 1):
            mark = " " if rule.active else "-"
            when = words.when(rule, names, self._language)
            print(f"{at:2}{mark} {rule.name}: {when} → {words.then(rule, names, self._language)}")
        return 0

    def _check(self) -> int:
        rules = self._given()
        findings = self._room.arrival.check(rules, self._room.arrival.try_out(rules))
        self._print(rules, findings)
        errors = sum(one.is_error for one in findings)
        print(f"{errors} errors, {len(findings) - errors} warnings")
        return REFUSED if errors else DONE

    def _preview(self) -> int:
        """Say what rules would do to the mail that is there; nothing is written."""
        rules = self._given()
        trial = self._room.arrival.try_out(rules)
        touched = trial.touched
        names = {rule.id: rule.name for rule in rules}
        if self._args.json:
            found = [
                {
                    "number": hit.number,
                    "subject": hit.subject,
                    "rules": [names[rule] for rule in hit.rules],
                    "labels": list(hit.labels),
                    "assign": hit.assign,
                    "level": hit.level,
                    "filters": hit.filters,
                }
                for hit in touched
            ]
            met = {names[rule]: count for rule, count in trial.met.items()}
            told = {"mails": trial.looked_at, "met": met, "cases": found}
            print(json.dumps(told, ensure_ascii=False))
            return 0
        for hit in touched[:_SHOWN]:
            print(f"#{hit.number} {hit.subject}: {', '.join(names[rule] for rule in hit.rules)}")
        print(f"would touch {len(touched)} cases ({trial.looked_at} mails looked at)")
        return 0

    def _set(self) -> int:
        rules = self._given()
        errors = [one for one in self._room.arrival.check(rules) if one.is_error]
        if errors:
            self._print(rules, errors)
            return REFUSED
        return self._wait_for(self._room.arrival.save(rules, self._args.reason))

    def _history(self) -> int:
        for change in self._room.arrival.history():
            when = change.at.astimezone(self._room.policy.current().calendar.zone.tz)
            print(f"{when:%Y-%m-%d %H:%M} {change.by_name}: {change.reason}")
        return 0

    def _print(self, rules: tuple[Rule, ...], findings: Any) -> None:
        names = {rule.id: rule.name for rule in rules}
        one: RuleFinding
        for one in findings:
            mark = "error" if one.is_error else "warning"
            print(f"{mark}: {names[one.rule]}: {words.finding(one, self._language)}")

    def _names(self) -> Names:
        reads = self._room.reads
        labels = {one.id: one for one in reads.labels()}
        return Names(
            labels={id_: "/".join(path(labels, id_)) for id_ in labels},
            people={row.member.id: row.member.name for row in reads.members()},
            levels={one.number: one.name for one in reads.policy().levels},
            mailboxes={one.id: one.address for one in self._room.arrival.mailboxes()},
        )

    # --- as JSON -------------------------------------------------------------------------------

    def _plain(self, rule: Rule) -> Plain:
        """Return a rule as it is written to a file: names instead of ids."""
        names = self._names()
        plain: Plain = to_plain(rule)
        if rule.labels:
            plain["labels"] = [names.labels.get(one, one) for one in rule.labels]
        if rule.assign:
            plain["assign"] = [names.people.get(one, one) for one in rule.assign]
        for one in plain.get("conditions", ()):
            if one["part"] == Part.LABEL.value:
                one["words"] = [names.labels.get(word, word) for word in one["words"]]
        return plain

    def _given(self) -> tuple[Rule, ...]:
        """Return the rules in a file, or those in force if none is named.

        Raises:
            BadInput: it cannot be read, or names something that is not there.
        """
        name = self._args.file
        if not name:
            return self._room.arrival.current().rules
        try:
            text = sys.stdin.read() if name == _STDIN else Path(name).read_text(encoding="utf-8")
            given = json.loads(text)
            if not isinstance(given, list):
                raise BadInput("rules", name, "a list is expected")
            return tuple(self._read(one) for one in given)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise BadInput("rules", name, str(error)) from error

    def _read(self, plain: Mapping[str, Any]) -> Rule:
        whole = dict(plain)
        whole.setdefault("id", digest("rule", str(whole.get("name", "")))[:12])
        whole["labels"] = [self._naming.label(one) for one in whole.get("labels", ())]
        whole["assign"] = [self._naming.person(one) for one in whole.get("assign", ())]
        conditions = []
        for one in whole.get("conditions", ()):
            of_label = Part(one["part"]) in CHOSEN - {Part.MAILBOX}
            found = (
                [self._naming.label(word) for word in one.get("words", ())] if of_label else None
            )
            conditions.append({**one, "words": found} if of_label else one)
        rule: Rule = from_plain(Rule, {**whole, "conditions": conditions})
        return rule
