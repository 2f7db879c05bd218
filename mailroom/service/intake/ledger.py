"""The ledger for whoever looks at it: every mail on the server, and what a person may say to it.

Owns the use cases of the window and the command line. What is counted is
``store.mailbox.ledger``'s, when the server is asked is ``ingest``'s.
"""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace

from mailroom.domain.commands import AddMailbox, Command
from mailroom.domain.ledger import (
    Fate,
    FolderSheet,
    Ledger,
    LedgerEntry,
    LedgerPage,
    Whereabouts,
)
from mailroom.domain.people import FolderRole, FoundingRecord, Mailbox
from mailroom.domain.verdicts import Reason
from mailroom.errors import BadInput, RuleBroken
from mailroom.ids import MailKey
from mailroom.service.engine import Engine
from mailroom.service.handle import Asked
from mailroom.service.intake.accounting import Folder
from mailroom.service.parts import Parts

Progress = Callable[[int, int], None]
_COLUMNS = ("fate", "folder", "uidvalidity", "uid", "subject", "sender", "now_in", "since", "why")


class LedgerRoom:
    """What the page of the ledger needs. ``check`` and ``choose_folders`` ask the server."""

    def __init__(
        self,
        parts: Parts,
        engine: Engine,
        on_line: Callable[[], AbstractContextManager[None]],
        do: Callable[[Command], Asked],
    ) -> None:
        self._parts = parts
        self._store = parts.store
        self._engine = engine
        self._on_line = on_line
        self._do = do

    def page(self) -> LedgerPage:
        """Return the sum, each folder, and every mail that is not simply in its case."""
        filtered = self._store.reads.filtered_mails()
        return LedgerPage(
            total=self._store.ledger.counts(filtered),
            folders=self._store.ledger.sheets(filtered),
            entries=self._store.ledger.entries(filtered),
        )

    def missed(self) -> tuple[FolderSheet, ...]:
        """Return the folders that suddenly lack mail: a person is asked (N4)."""
        return tuple(one for one in self._store.ledger.sheets() if one.counts.missed)

    def whereabouts(self, keys: Iterable[MailKey]) -> dict[MailKey, Whereabouts]:
        """Return where those of these mails are that others moved or deleted."""
        return self._store.ledger.whereabouts(keys)

    def accept(self, folder: str | None = None) -> bool:
        """Say that the mail missed in a folder (or in all) is gone; return whether any was."""
        changes = self._store.ledger.accept(self._parts.mailbox, folder)
        self._parts.publish(changes)
        return bool(changes)

    def check(self, progress: Progress, stop: threading.Event) -> Ledger:
        """Compare every number on the server with what is here, and return the sum.

        Args:
            progress: is told how many of how many mails of a folder were compared.
            stop: set it to leave the rest uncompared.

        Raises:
            ProfileInUse: another process works on the line of this profile.
        """
        with self._on_line():
            self._engine.ask(lambda: self._engine.compare(progress, stop))
        return self._store.add_up()

    def further_folders(self) -> tuple[str, ...]:
        """Return the folders that are synced besides INBOX and sent mail."""
        records = self._records()
        return tuple(one.folder for one in records if one.role is FolderRole.FURTHER)

    def choose_folders(self, names: Collection[str]) -> Asked:
        """Let the team sync these folders too; what lies there now becomes history (rule 22).

        Raises:
            RuleBroken: NOT_LEAD.
            BadInput: there is no such folder.
        """
        if not self._store.replica.is_lead(self._parts.me.person):
            raise RuleBroken(Reason.NOT_LEAD)
        known = {one.folder: one for one in self._records() if one.role is FolderRole.FURTHER}
        others = {sheet.folder for sheet in self._store.ledger.sheets() if not sheet.synced}
        for name in names:
            if name not in known and name not in others:
                raise BadInput("folder", name)
        fresh = [name for name in names if name not in known]
        with self._on_line():
            new = self._engine.ask(lambda: [self._record(name) for name in fresh])
        kept = [one for one in self._records() if one.role is not FolderRole.FURTHER]
        chosen = [known[name] for name in names if name in known]
        mailbox = replace(self._mailbox(), folders=(*kept, *chosen, *new))
        return self._do(AddMailbox(mailbox=mailbox))

    def as_csv(self) -> str:
        """Return the exceptions as a table for a spreadsheet."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        writer.writerows(map(_row, self.page().entries))
        return out.getvalue()

    # --- inside --------------------------------------------------------------------------------

    def _mailbox(self) -> Mailbox:
        known = {one.id: one for one in self._store.reads.mailboxes()}
        return known[self._parts.mailbox]

    def _records(self) -> tuple[FoundingRecord, ...]:
        known = {one.id: one for one in self._store.reads.mailboxes()}
        mailbox = known.get(self._parts.mailbox)
        return () if mailbox is None else mailbox.folders

    def _record(self, name: str) -> FoundingRecord:
        folder = Folder(name=name, role=FolderRole.FURTHER)
        return self._engine.founder.record_of(folder)


def _row(entry: LedgerEntry) -> tuple[object, ...]:
    to = entry.to
    now_in = to.folder if to is not None and to.fate is Fate.MOVED else ""
    return (
        *(entry.fate.value, entry.folder, entry.uidvalidity, entry.uid),
        *map(_harmless, (entry.subject, entry.sender, now_in)),
        "" if entry.since is None else entry.since.isoformat(timespec="seconds"),
        _harmless(entry.reason),
    )


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: customers write these words."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
