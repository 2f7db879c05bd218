"""Keeps the practice mailboxes in a folder, so that a practice day can go on tomorrow.

One folder per account, in it one per mailbox with a file per mail and a log of what happened.
Appending to the log is the commit; a torn last line is ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from mailroom.practice.mailbox import Account, Change, Mailbox, StoredMail
from mailroom.practice.personas import Persona


class MailDisk:
    """The folder under which all accounts lie."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._logs: dict[Path, IO[str]] = {}

    def load(self, persona: Persona) -> Iterator[Account]:
        """Return the accounts as they were, and keep them from now on."""
        for about in sorted(self._root.glob("*/account.json")):
            facts: dict[str, Any] = json.loads(about.read_text("utf-8"))
            account = Account(facts["user"], facts["password"], persona)
            account.quota = facts["quota"]
            for name, special, validity, subscribed in facts["folders"]:
                folder = Mailbox(name, validity, special)
                folder.is_subscribed = subscribed
                _replay(about.parent / str(validity), folder)
                account.adopt(folder)
            self.keep(account)
            yield account

    def keep(self, account: Account) -> None:
        """Write down the account, and everything that happens to it from now on."""
        home = self._home(account)
        home.mkdir(parents=True, exist_ok=True)
        account.on_folders = self._write_account
        self._write_account(account)

    def close(self) -> None:
        """Close all files."""
        for log in self._logs.values():
            log.close()
        self._logs.clear()

    def _home(self, account: Account) -> Path:
        return self._root / quote(account.user, safe="@")

    def _write_account(self, account: Account) -> None:
        home = self._home(account)
        for folder in account.folders.values():
            (home / str(folder.uidvalidity)).mkdir(exist_ok=True)
            folder.on_change = lambda box, what, uid: self._note(home, box, what, uid)
        facts = {
            "user": account.user,
            "password": account.password,
            "quota": account.quota,
            "folders": [
                (folder.name, folder.special, folder.uidvalidity, folder.is_subscribed)
                for folder in account.folders.values()
            ],
        }
        fresh = home / "account.json.new"
        fresh.write_text(json.dumps(facts), "utf-8")
        fresh.replace(home / "account.json")

    def _note(self, home: Path, folder: Mailbox, what: Change, uid: int) -> None:
        place = home / str(folder.uidvalidity)
        entry: dict[str, Any] = {"uid": uid}
        if what is Change.REMOVED:
            (place / f"{uid}.eml").unlink(missing_ok=True)
        else:
            mail = folder.mails[uid]
            entry |= {"date": mail.internaldate.isoformat(), "flags": sorted(mail.flags)}
            if what is Change.ADDED:
                (place / f"{uid}.eml").write_bytes(mail.raw)
        log = self._logs.get(place)
        if log is None:
            log = self._logs[place] = (place / "log.jsonl").open("a", encoding="utf-8")
        log.write(json.dumps(entry) + "\n")
        log.flush()


def _replay(place: Path, folder: Mailbox) -> None:
    log = place / "log.jsonl"
    if not log.exists():
        return
    last: dict[int, dict[str, Any]] = {}
    for number, line in enumerate(log.read_text("utf-8").splitlines(keepends=True)):
        if line.endswith("\n"):
            folder.modseq = number + 2  # a folder begins at 1
            entry = json.loads(line) | {"modseq": folder.modseq}
            last[entry["uid"]] = entry
    for uid, entry in sorted(last.items()):
        folder.uidnext = max(folder.uidnext, uid + 1)  # also for mail that is gone
        if "date" in entry:
            folder.put(
                StoredMail(
                    uid=uid,
                    raw=(place / f"{uid}.eml").read_bytes(),
                    internaldate=datetime.fromisoformat(entry["date"]),
                    flags=set(entry["flags"]),
                    modseq=entry["modseq"],
                )
            )
