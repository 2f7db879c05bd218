"""The command line about the outbox: what waits, and what a person decides about it (N13, N14).

Owns words and shapes; what may be done is the tray's and the outbox's to say.
"""

from __future__ import annotations

import argparse
import json
from datetime import datetime

from mailroom.domain.sends.triage import Place
from mailroom.errors import BadInput
from mailroom.service import send_words
from mailroom.service.cli import as_json
from mailroom.service.cli.shell import Shell
from mailroom.service.moments import read_moment
from mailroom.service.outgoing.tray import TrayRow

ACTIONS = ("show", "ready", "later", "cancel", "as-note", "to-refused", "leave-refused")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser what can be said about the outbox."""
    parser.add_argument("what", nargs="?", choices=ACTIONS, default="show")
    parser.add_argument("id", nargs="?", default="", help="of a mail, as 'outbox' shows it")
    parser.add_argument("time", nargs="?", default="", metavar="+4h|TIME", help="of 'later'")
    parser.add_argument("--all", action="store_true", help="also what left today")
    parser.add_argument("--json", action="store_true")


class OutboxShell(Shell):
    """``main.py outbox …``."""

    def run(self) -> int:
        """Do what was asked; without a verb, list it."""
        tray, id_ = self._room.tray, self._args.id
        if self._args.what not in {"show", "ready"} and not id_:
            raise BadInput("outbox", "", "missing")
        match self._args.what:
            case "ready":
                print(tray.send_ready())
            case "later":
                tray.rebook(id_, read_moment(self._args.time, self._room.clock.now()))
            case "cancel":
                draft = self._room.outbox.cancel(id_)
                print(draft.case if draft is not None else "")
            case "as-note":
                self._room.outbox.as_note(id_, send_words.not_sent(self._language))
            case "to-refused":
                print(", ".join(one.addr for one in tray.to_the_refused(id_).to))
            case "leave-refused":
                tray.leave_refused(id_)
            case _:
                self._show()
        return 0

    def _show(self) -> None:
        rows = self._room.tray.rows(self._midnight() if self._args.all else None)
        if self._args.json:
            plain = [as_json.outbox(one.row) | {"place": one.place.value} for one in rows]
            print(json.dumps(plain, ensure_ascii=False, indent=2))
            return
        for one in rows:
            self._print(one)

    def _print(self, one: TrayRow) -> None:
        row = one.row
        to = ", ".join(address.addr for address in row.to)
        when = f" {row.send_at.isoformat()}" if row.send_at else ""
        print(f"{row.id} {row.state.value:<9} {one.place.value:<9} {to} {row.subject}{when}")
        if row.trouble is not None:
            print(f"    {send_words.why(row, self._language)}")
        elif one.place is Place.LOOK and row.refused:
            print(f"    {', '.join(row.refused)}")

    def _midnight(self) -> datetime:
        now = self._room.clock.now().astimezone()
        return now.replace(hour=0, minute=0, second=0, microsecond=0)
