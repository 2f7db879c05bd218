"""The verb ``rescue``: mail that cannot be read (N17), or reads wrong (N30). All of it is local."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mailroom.errors import BadInput, StoreReadOnly
from mailroom.ids import MailKey
from mailroom.service.cli.shell import DONE, FAILED, Shell
from mailroom.service.intake.rescue import CHARSETS
from mailroom.service.words import Sentence, pick

_NONE: Sentence = ("読めないメールはありません。", "there is no mail that could not be read")
_READ: Sentence = ("読めるようになりました。", "it can be read now")
_STILL: Sentence = (
    "まだ読めません。更新のあとで自動でもう一度読みます。",
    "it still cannot be read; an update of the program tries again by itself",
)


class RescueShell(Shell):
    """What is done about such mail; each verb returns its exit code."""

    def _verbs(self) -> dict[str, Callable[[], int]]:
        return {
            "list": self._list,
            "again": self._again,
            "save": self._save,
            "readings": self._readings,
            "as": self._as,
        }

    def _list(self) -> int:
        found = [
            {
                "key": one.facts.key,
                "subject": one.facts.subject,
                "from": one.facts.sender.addr,
                "reason": one.reason,
                "attempts": one.attempts,
                "case": self._room.rescue.case_of(one.facts.key),
            }
            for one in self._room.rescue.unreadable()
        ]
        if self._args.json:
            _print(found)
        for one in [] if self._args.json else found:
            print(f"{one['key']} {one['from']} {one['subject']}: {one['reason']}")
        if not found and not self._args.json:
            print(pick(_NONE, self._language))
        return DONE

    def _again(self) -> int:
        could = self._room.rescue.try_again(self._key())
        print(pick(_READ if could else _STILL, self._language))
        return DONE if could else FAILED

    def _save(self) -> int:
        raw = self._room.reads.source(self._key())
        try:
            Path(self._args.file).write_bytes(raw)
        except OSError as error:
            raise StoreReadOnly(self._args.file, str(error)) from error
        return DONE

    def _readings(self) -> int:
        for one in self._room.rescue.readings(self._key()):
            line = " ".join(one.text.split())[:70]
            print(f"{one.charset or '-':14} {one.wrong:4.2f} {one.subject} | {line}")
        return DONE

    def _as(self) -> int:
        name = "" if self._args.charset == "-" else self._args.charset
        self._room.rescue.read_as(self._key(), name, sender=self._args.sender)
        return DONE

    def _key(self) -> MailKey:
        """Return the mail that was named, if this PC has it.

        Raises:
            BadInput: it has none of this key.
        """
        key = MailKey(self._args.mail)
        if not self._room.reads.source(key):
            raise BadInput("mail", key, "unknown")
        return key


def add_to(parser: Any) -> None:
    """Say what the verb takes."""
    verbs = parser.add_subparsers(dest="what", required=True)
    listed = verbs.add_parser("list", help="mail that could not be read; each lies in a case")
    listed.add_argument("--json", action="store_true")
    for name, help_ in (
        ("again", "try once more to read it"),
        ("save", "write it to a file as it came"),
        ("readings", "how it looks in each charset; the second column is how wrong that seems"),
        ("as", "read it as another charset from now on, on this PC"),
    ):
        one = verbs.add_parser(name, help=help_)
        one.add_argument("mail", help="its key, as 'show --json' gives it")
        if name == "save":
            one.add_argument("file")
        if name == "as":
            one.add_argument("charset", choices=[*CHARSETS, "-"], help="- is what it declares")
            one.add_argument("--sender", action="store_true", help="all mail of its sender")


def _print(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
