"""What a look at a folder means for the ledger: what is to be fetched, and what was lost (I13, N4).

Owns telling new mail from mail that is here under another number. Must not fetch whole mails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mailroom import logging
from mailroom.domain.people import FolderRole
from mailroom.imap.client import ImapClient
from mailroom.imap.fetch import FolderPass, Known
from mailroom.imap.folders import INBOX
from mailroom.imap.records import FolderState
from mailroom.service.intake.recognising import recognise
from mailroom.service.parts import Parts
from mailroom.store.mailbox import ledger
from mailroom.store.mailbox.mails import Place

_log = logging.topic("service")
Step = Callable[[int, int, bool], bool]
"""Is told how many of how many mails are compared, and whether any of the last ones was another
than it should be; says whether to go on."""

AT_ONCE = 500  # mails whose headers are compared between two looks at what else is due


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder of the mailbox that is synced."""

    name: str  # the server's
    role: FolderRole


class Accounts:
    """The accounts of one mailbox; used by the thread that owns the connection."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._ledger = parts.store.ledger

    def has_moved(self, state: FolderState) -> bool:
        """Return whether a folder is not as the last pass left it, by its numbers."""
        seen = self._ledger.last_pass(self._parts.mailbox, state.name)
        return (
            seen is None
            or seen.uidvalidity != state.uidvalidity
            or seen.uidnext != state.uidnext
            or seen.exists != state.exists
        )

    def known(self, folder: Folder) -> Known:
        """Return what is accounted for in a folder."""
        seen = self._ledger.last_pass(self._parts.mailbox, folder.name)
        if seen is None:
            return Known()
        uids = self._uids(folder.name, seen.uidvalidity)
        return Known(uidvalidity=seen.uidvalidity, uids=uids)

    def sort_out(self, found: FolderPass, between: Callable[[], None]) -> FolderPass:
        """Return a look at a folder with only what has to be fetched as new.

        Mail that is here already, under another number or after it was missed, is noted at once.
        """
        mailbox, state = self._parts.mailbox, found.state
        seen = self._ledger.last_pass(mailbox, state.name)
        missed = self._ledger.missed_uids(mailbox, state.name, state.uidvalidity)
        back = missed.intersection(found.new)
        if back:
            self._parts.publish(
                self._ledger.take_back(mailbox, state.name, state.uidvalidity, back)
            )
            found = _without(found, back)
        if found.is_renumbered or seen is None:
            had = self._uids(state.name, state.uidvalidity)  # noted before a pass was cut off
            vanished = had.difference(found.new, back)
            found = replace(_without(found, had), vanished=frozenset(vanished))
            return self._recognised(found, between) if self._has_mail else found
        if 0 < state.uidnext < seen.uidnext:
            _log.warning("%s went back from %d to %d", state.name, seen.uidnext, state.uidnext)
            return self.compared(found, until_right)
        return found

    def compared(self, found: FolderPass, step: Step) -> FolderPass:
        """Return a look in which numbers that stand for other mails now count as new (N4).

        A mailbox restored from a backup goes on counting where the backup ended. Then the highest
        number known here is missing, or stands for another mail: that one tells of all.
        """
        mailbox, state = self._parts.mailbox, found.state
        here = sorted(self._uids(state.name, state.uidvalidity) - found.vanished, reverse=True)
        others, start, count = set[int](), 0, 1  # mostly the first is right, and that is all
        while start < len(here):
            batch = here[start : start + count]
            start, count = start + len(batch), AT_ONCE
            _select(found.client, state)
            mails = recognise(self._parts, found.client, batch)
            keys = self._ledger.keys_at(mailbox, state.name, state.uidvalidity, batch)
            odd = {uid for uid, key in keys.items() if uid not in mails or mails[uid].key != key}
            others |= odd
            if not step(start, len(here), bool(odd)):
                break
        _select(found.client, state)
        return self._exchanged(found, others)

    def note(self, found: FolderPass) -> bool:
        """Note what a pass saw; return whether mail that was there is not any more."""
        state = found.state
        seen = ledger.FolderPass(
            mailbox=self._parts.mailbox,
            folder=state.name,
            uidvalidity=state.uidvalidity,
            uidnext=state.uidnext,
            exists=state.exists,
            vanished=found.vanished,
        )
        changes = self._ledger.record_pass(seen)
        self._parts.publish(changes)
        return changes.membership

    def note_missing(self, folder: Folder) -> None:
        """Note that a folder is not on the server (any more)."""
        seen = self._ledger.last_pass(self._parts.mailbox, folder.name)
        if seen is not None:
            uids = self._uids(folder.name, seen.uidvalidity)
            self._parts.publish(self._ledger.record_pass(replace(seen, exists=0, vanished=uids)))

    # --- inside --------------------------------------------------------------------------------

    @property
    def _has_mail(self) -> bool:
        return self._ledger.last_pass(self._parts.mailbox, INBOX) is not None

    def _uids(self, folder: str, uidvalidity: int) -> frozenset[int]:
        return self._ledger.known_uids(self._parts.mailbox, folder, uidvalidity)

    def _recognised(self, found: FolderPass, between: Callable[[], None]) -> FolderPass:
        client, state, known = found.client, found.state, set[int]()
        for start in range(0, len(found.new), AT_ONCE):
            _select(client, state)
            mails = recognise(self._parts, client, found.new[start : start + AT_ONCE])
            places = {self._place(state, uid): mail.id for uid, mail in mails.items()}
            self._parts.publish(self._ledger.put_places(places, synced=True))
            known |= mails.keys()
            between()
        if known:
            _log.info("%s: knew %d mails again", state.name, len(known))
        return _without(found, known)

    def _exchanged(self, found: FolderPass, others: set[int]) -> FolderPass:
        """Let go of the mails that had these numbers, so that the ones that have them now come."""
        if not others:
            return found
        mailbox, state = self._parts.mailbox, found.state
        self._parts.publish(self._ledger.let_go(mailbox, state.name, state.uidvalidity, others))
        return replace(found, new=tuple(sorted({*found.new, *others})))

    def _place(self, state: FolderState, uid: int) -> Place:
        return Place(
            mailbox=self._parts.mailbox,
            folder=state.name,
            uidvalidity=state.uidvalidity,
            uid=uid,
        )


def until_right(_done: int, _total: int, odd: bool) -> bool:
    """Go on while mails are other ones than they should be."""
    return odd


def _without(found: FolderPass, known: set[int] | frozenset[int]) -> FolderPass:
    return replace(found, new=tuple(uid for uid in found.new if uid not in known))


def _select(client: ImapClient, state: FolderState) -> None:
    if client.selected != state.name:
        client.select(state.name)
