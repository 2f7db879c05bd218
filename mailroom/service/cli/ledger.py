"""The verbs ``sync`` and ``ledger``: where every mail on the server went (N16).

Thin: every action is a call of the same service that the window uses.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from mailroom.domain.ledger import FolderSheet, Ledger, LedgerEntry
from mailroom.errors import RuleBroken
from mailroom.service.cli import as_json
from mailroom.service.cli.shell import DONE, FAILED, Shell
from mailroom.service.room import Room
from mailroom.service.words import Sentence, failure, pick
from mailroom.settings import Language

_MISSED: Sentence = (
    (
        "「{folder}」からメールが急に {n} 通なくなっています。"
        "消した覚えがなければ管理者に知らせ、消したのなら ledger accept で認めてください。"
    ),
    (
        '{n} mails have suddenly gone from "{folder}": if nobody deleted them tell your '
        "administrator, else say so with: ledger accept"
    ),
)
_MISSING: Sentence = (
    "サーバーのメール {n} 通をまだ受け取っていません。もう一度 sync してください。",
    "{n} mails on the server are not here yet; run sync again",
)
_MORE: Sentence = (
    "数が合いません(この PC のほうが {n} 通多い)。ledger check で照らし合わせてください。",
    "the counts differ (this PC has {n} more); compare them with: ledger check",
)
_ACCEPTED: Sentence = ("なくなったものと認めました。", "they count as gone")
_NOTHING: Sentence = ("認めるものはありません。", "nothing waits to be accepted")
_CHOSEN: Sentence = ("受信するフォルダーを決めました。", "the folders are chosen")


def complaint(room: Room, ledger: Ledger, language: Language) -> str:
    """Return in one sentence why the ledger does not add up, or ""."""
    missed = room.ledger.missed()
    if missed:
        worst = max(missed, key=lambda one: one.counts.missed)
        return pick(_MISSED, language).format(folder=worst.folder, n=worst.counts.missed)
    if ledger.missing > 0:
        return pick(_MISSING, language).format(n=ledger.missing)
    return pick(_MORE, language).format(n=-ledger.missing) if ledger.missing else ""


class LedgerShell(Shell):
    """What is done about the ledger; each verb returns its exit code."""

    def sync(self) -> int:
        """Do one whole pass; the ledger is the last line."""
        ledger = self._room.sync_once()
        for row in self._room.outbox.rows():
            print(f"outbox: {row.id} {row.state.value} {row.subject}")
        print(as_json.ledger_line(ledger))
        health = self._room.reads.health()
        problem = RuleBroken(health.alarm) if health.alarm.read_only else health.problem
        if problem is not None:  # the mail is here; what this PC has to say waits
            sys.stderr.write(failure(problem, self._language) + "\n")
        return DONE if self._adds_up(ledger) and problem is None else FAILED

    def run(self) -> int:
        """Do an action of ``ledger``.

        Raises:
            RuleBroken: this person may not choose the team's folders.
            BadInput: there is no such folder.
            ProfileInUse: another process works on the line of this profile.
        """
        ledger, folders = self._room.ledger, self._args.folders
        match self._args.what:
            case "accept":
                done = [ledger.accept(folder) for folder in folders or [None]]
                print(pick(_ACCEPTED if any(done) else _NOTHING, self._language))
                return DONE
            case "folders":
                self._room.wait(ledger.choose_folders(folders), 10)
                print(pick(_CHOSEN, self._language))
                return DONE
            case "csv":
                sys.stdout.write(ledger.as_csv())
                return DONE
            case "check":
                ledger.check(lambda done, total: None, threading.Event())
            case _:
                pass
        return self._show()

    def _show(self) -> int:
        page = self._room.ledger.page()
        if self._args.json:
            plain = {
                "total": _counts(page.total),
                "folders": [_folder(sheet) for sheet in page.folders],
                "entries": [_entry(entry) for entry in page.entries],
            }
            print(json.dumps(plain, ensure_ascii=False, indent=1))
        else:
            for sheet in page.folders:
                print(_line(sheet))
            for entry in page.entries:
                print(f"{entry.fate.value:<12} {entry.folder} {entry.uid}: {entry.subject}")
            print(as_json.ledger_line(page.total))
        return DONE if self._adds_up(page.total) else FAILED

    def _adds_up(self, ledger: Ledger) -> bool:
        if not ledger.adds_up:
            sys.stderr.write(complaint(self._room, ledger, self._language) + "\n")
        return ledger.adds_up


def _line(sheet: FolderSheet) -> str:
    if not sheet.synced:
        return f"{sheet.folder}: {sheet.counts.server} mails, not synced"
    counts = as_json.ledger_line(sheet.counts).removeprefix("ledger: ")
    return f"{sheet.folder} (UIDVALIDITY {sheet.uidvalidity}): {counts}"


def _counts(counts: Ledger) -> dict[str, Any]:
    return {
        "server": counts.server,
        "imported": counts.imported,
        "duplicate": counts.duplicates,
        "filtered": counts.filtered,
        "quarantined": counts.quarantined,
        "gone": counts.gone,
        "missed": counts.missed,
        "adds_up": counts.adds_up,
    }


def _folder(sheet: FolderSheet) -> dict[str, Any]:
    return {
        "folder": sheet.folder,
        "special": sheet.special.value,
        "synced": sheet.synced,
        "uidvalidity": sheet.uidvalidity,
        "uidnext": sheet.uidnext,
        "checked_at": sheet.checked_at.isoformat(),
        **(_counts(sheet.counts) if sheet.synced else {"server": sheet.counts.server}),
    }


def _entry(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "fate": entry.fate.value,
        "folder": entry.folder,
        "uidvalidity": entry.uidvalidity,
        "uid": entry.uid,
        "key": entry.key,
        "subject": entry.subject,
        "from": entry.sender,
        "reason": entry.reason,
        "since": None if entry.since is None else entry.since.isoformat(),
        "to": None if entry.to is None else entry.to.folder,
    }
