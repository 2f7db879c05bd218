"""One pass over one folder: what is new, what is gone, and the new mail in slices.

Works UID by UID against what the ledger knows; never by UNSEEN or SINCE, so that nobody's read
marks or clock can hide a mail. Must not store anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from mailroom.errors import Disconnected
from mailroom.imap.client import ImapClient, slices
from mailroom.imap.records import FetchedMail, FolderState, MailFacts, MailUnfetchable


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ledger holds of a folder.

    Attributes:
        uidvalidity: under which the UIDs are meant; None for a folder never seen.
        uids: all that are accounted for and not known to be gone.
    """

    uidvalidity: int | None = None
    uids: AbstractSet[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One step of a pass; the connection is free for other work between two of them.

    Attributes:
        mails: fetched intact, in the order of the pass.
        unfetchable: UIDs that the server lists but does not hand out; try them in the next pass.
        gone: UIDs that were expunged while the pass was under way.
    """

    mails: tuple[FetchedMail, ...]
    unfetchable: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPass:
    """What one look at a folder found.

    Attributes:
        state: of the folder at that moment.
        new: UIDs that the ledger does not have, ascending.
        vanished: UIDs that the ledger has and the server no more.
        is_renumbered: UIDVALIDITY is another than the ledger's; then ``new`` is everything and
            ``vanished`` is empty, because the old numbers mean nothing any more.
    """

    client: ImapClient
    state: FolderState
    new: tuple[int, ...]
    vanished: frozenset[int]
    is_renumbered: bool

    def slices(self, *, newest_first: bool = False) -> Iterator[Slice]:
        """Yield the new mail in slices of at most 256 kB.

        Args:
            newest_first: for the first sync, where the latest mail is wanted soonest.

        Raises:
            Disconnected: also when the folder was renumbered in the middle of the pass.
        """
        wanted = self.new[::-1] if newest_first else self.new
        for start in range(0, len(wanted), _AT_ONCE):
            batch = wanted[start : start + _AT_ONCE]
            self._open_again()
            facts = self.client.fetch_facts(batch)
            gone = tuple(uid for uid in batch if uid not in facts)
            if gone:
                yield Slice(mails=(), gone=gone)
            for part in slices(facts[uid] for uid in batch if uid in facts):
                self._open_again()
                yield self._fetch(part)

    def _fetch(self, part: tuple[MailFacts, ...]) -> Slice:
        try:
            mails = self.client.fetch_slice(part)
        except MailUnfetchable:
            return self._fetch_singly(part)
        there = {mail.uid for mail in mails}
        return Slice(mails=mails, gone=tuple(f.uid for f in part if f.uid not in there))

    def _fetch_singly(self, part: tuple[MailFacts, ...]) -> Slice:
        mails: list[FetchedMail] = []
        unfetchable: list[int] = []
        gone: list[int] = []
        for facts in part:
            try:
                found = self.client.fetch_slice([facts])
            except MailUnfetchable:
                unfetchable.append(facts.uid)
                continue
            mails += found
            if not found:
                gone.append(facts.uid)
        return Slice(mails=tuple(mails), unfetchable=tuple(unfetchable), gone=tuple(gone))

    def _open_again(self) -> None:
        """Come back from whatever was done on the connection since the last slice."""
        if self.client.selected == self.state.name:
            return
        if self.client.select(self.state.name).uidvalidity != self.state.uidvalidity:
            raise Disconnected(self.client.host, "the folder was renumbered")


_AT_ONCE = 500


def look(client: ImapClient, folder: str, known: Known, *, thoroughly: bool = False) -> FolderPass:
    """Open a folder and compare it with the ledger.

    Only the UIDs above the highest known one are listed, as long as the counts add up; otherwise
    (mail is gone, or an earlier pass was interrupted) all of them.

    Args:
        client: logged in.
        folder: the server's name of it.
        known: what the ledger has.
        thoroughly: list all UIDs in any case, e.g. once per session.

    Raises:
        FolderMissing: there is no such folder (any more).
    """
    state = client.select(folder)
    if state.uidvalidity != known.uidvalidity:
        return FolderPass(
            client=client,
            state=state,
            new=client.uids_from(1),
            vanished=frozenset(),
            is_renumbered=known.uidvalidity is not None,
        )
    new = client.uids_from(max(known.uids, default=0) + 1)
    vanished: frozenset[int] = frozenset()
    if thoroughly or len(known.uids) + len(new) != state.exists:
        present = client.uids_from(1)
        vanished = frozenset(known.uids - set(present))
        new = tuple(uid for uid in present if uid not in known.uids)
    return FolderPass(client=client, state=state, new=new, vanished=vanished, is_renumbered=False)
