"""Looking where mail went that another client moved: archive, trash, junk, any other folder (N4).

What is moved gets a number above all others of its new folder, so it is enough to look at what came
there since the last time; only what is not found so is searched for by its Message-ID. A few round
trips whenever mail has vanished, two every ten minutes, none in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from mailroom import logging
from mailroom.domain.ledger import Special
from mailroom.imap.client import ImapClient
from mailroom.imap.folders import SpecialUse
from mailroom.imap.records import FolderState
from mailroom.service.intake.accounting import AT_ONCE
from mailroom.service.intake.recognising import recognise
from mailroom.service.line import OUR_FOLDERS, Line
from mailroom.service.parts import Parts
from mailroom.store.mailbox.ledger import KnownMail, OtherFolder
from mailroom.store.mailbox.mails import Place

_log = logging.topic("service")

FOLLOWED_FOR = timedelta(days=30)  # after that only a search by hand finds it again
_WANTED = 5_000  # mails looked for in one go
_LATEST = 500  # UIDs of a folder that was never looked at
_MARGIN = 20  # UIDs looked at once more: they may have come while we looked elsewhere
_SEARCHED = 40  # mails searched for by their Message-ID in one go
_FOLDERS = 12  # in which one searches so
_SPECIAL = {
    SpecialUse.ALL: Special.ALL,
    SpecialUse.ARCHIVE: Special.ARCHIVE,
    SpecialUse.JUNK: Special.JUNK,
    SpecialUse.SENT: Special.SENT,
    SpecialUse.TRASH: Special.TRASH,
}
_LIKELY = (Special.ARCHIVE, Special.ALL, Special.TRASH, Special.JUNK, Special.NONE, Special.SENT)


class Follower:
    """Follows vanished mail over one line."""

    def __init__(self, parts: Parts, line: Line) -> None:
        self._parts = parts
        self._line = line
        self._ledger = parts.store.ledger

    @property
    def is_due(self) -> bool:
        """Return whether there is mail for which nobody has looked yet."""
        return bool(self._ledger.never_sought(1))

    def run(self, synced: Iterable[str], between: Callable[[], None]) -> None:
        """Look at the other folders, and for what vanished from the synced ones."""
        client = self._line.client
        special = self._other_folders(client, frozenset(synced))
        before = self._ledger.other_folders(self._parts.mailbox)
        for gone in before.keys() - special.keys():
            self._parts.publish(self._ledger.forget_folder(self._parts.mailbox, gone))
        states = client.numbers_of(tuple(special))
        self._line.look_again()
        self._look_after_followed(client, states, before)
        self._look_at_new(client, states, before, special, between)
        self._search(client, special, between)
        self._parts.publish(
            self._ledger.record_others(
                self._parts.mailbox, [_other(state, special[state.name]) for state in states]
            )
        )

    def likely_folders(self, synced: Iterable[str]) -> list[str]:
        """Return the other folders, those first in which a moved mail mostly lies (rule 37)."""
        return _in_order(self._other_folders(self._line.client, frozenset(synced)))[:_FOLDERS]

    # --- inside --------------------------------------------------------------------------------

    def _other_folders(self, client: ImapClient, synced: frozenset[str]) -> dict[str, Special]:
        ours = tuple(client.resolve(name) for name in OUR_FOLDERS)
        return {
            folder.name: _SPECIAL.get(folder.special, Special.NONE)
            if folder.special
            else Special.NONE
            for folder in client.list_folders()
            if folder.selectable
            and folder.name not in synced
            and folder.name not in ours
            and folder.special is not SpecialUse.DRAFTS
        }

    def _look_after_followed(
        self,
        client: ImapClient,
        states: Iterable[FolderState],
        before: Mapping[str, OtherFolder],
    ) -> None:
        """See what is left of what was followed before; it is looked for again."""
        mailbox = self._parts.mailbox
        followed = self._ledger.followed_folders(mailbox)
        for state in states:
            last = before.get(state.name)
            if state.name not in followed or _same(state, last):
                continue
            client.select(state.name)
            present = frozenset(client.uids_from())
            self._parts.publish(
                self._ledger.unfollow(mailbox, state.name, state.uidvalidity, present)
            )

    def _look_at_new(
        self,
        client: ImapClient,
        states: Iterable[FolderState],
        before: Mapping[str, OtherFolder],
        special: Mapping[str, Special],
        between: Callable[[], None],
    ) -> None:
        for state in states:
            first = _first(state, before.get(state.name))
            if special[state.name] is Special.ALL or first >= state.uidnext:
                continue  # everything is in "all mail" from the beginning
            wanted = {mail.id for mail in self._wanted()}
            if not wanted:
                return
            client.select(state.name)
            uids = client.uids_from(first)
            for start in range(0, len(uids), AT_ONCE):
                if client.selected != state.name:
                    client.select(state.name)
                known = recognise(self._parts, client, uids[start : start + AT_ONCE])
                self._put(state, {u: mail for u, mail in known.items() if mail.id in wanted})
                between()

    def _wanted(self) -> tuple[KnownMail, ...]:
        since = self._parts.clock.now() - FOLLOWED_FOR
        return self._ledger.sought(since, _WANTED)

    def _search(
        self, client: ImapClient, special: Mapping[str, Special], between: Callable[[], None]
    ) -> None:
        """Search the mails by name that were not found so, once."""
        sought = self._ledger.never_sought(_SEARCHED)
        left = {mail.id: mail for mail in sought}
        for folder in _in_order(special)[:_FOLDERS]:
            if not left:
                break
            for place, mail in self._found_by_id(client, folder, left.values()).items():
                self._parts.publish(self._ledger.put_places({place: mail.id}, synced=False))
                left.pop(mail.id, None)
            between()
        if left:
            _log.info("%d mails are not on the server any more", len(left))
            self._parts.publish(self._ledger.searched(left))

    def _found_by_id(
        self, client: ImapClient, folder: str, mails: Iterable[KnownMail]
    ) -> dict[Place, KnownMail]:
        ids = {mail.id: mail.message_id for mail in mails}
        named = [message_id for message_id in ids.values() if message_id is not None]
        if not named:
            return {}
        uids = client.search_message_ids(folder, named)
        if not uids:
            return {}
        state = client.select(folder)
        known = recognise(self._parts, client, uids)
        return {self._place(state, uid): mail for uid, mail in known.items() if mail.id in ids}

    def _put(self, state: FolderState, known: Mapping[int, KnownMail]) -> None:
        if known:
            _log.info("%d mails were moved to %s", len(known), state.name)
        places = {self._place(state, uid): mail.id for uid, mail in known.items()}
        self._parts.publish(self._ledger.put_places(places, synced=False))

    def _place(self, state: FolderState, uid: int) -> Place:
        return Place(
            mailbox=self._parts.mailbox,
            folder=state.name,
            uidvalidity=state.uidvalidity,
            uid=uid,
        )


def _first(state: FolderState, last: OtherFolder | None) -> int:
    """Return from which UID on there may be something that was not looked at."""
    if last is None or last.uidvalidity != state.uidvalidity:
        return max(1, state.uidnext - _LATEST)
    if last.uidnext == state.uidnext:
        return state.uidnext
    return max(1, last.uidnext - _MARGIN)


def _same(state: FolderState, last: OtherFolder | None) -> bool:
    return last is not None and (last.uidvalidity, last.uidnext, last.exists) == (
        state.uidvalidity,
        state.uidnext,
        state.exists,
    )


def _other(state: FolderState, special: Special) -> OtherFolder:
    return OtherFolder(
        folder=state.name,
        special=special,
        uidvalidity=state.uidvalidity,
        uidnext=state.uidnext,
        exists=state.exists,
    )


def _in_order(special: Mapping[str, Special]) -> list[str]:
    return sorted(special, key=lambda name: (_LIKELY.index(special[name]), name))
