"""One pass over one folder: what is new, what is gone, and the new mail in slices.

Works UID by UID against what the ledger knows; never by UNSEEN or SINCE, so that nobody's read
marks or clock can hide a mail. Must not store anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from mailroom.errors import Disconnected
from mailroom.imap.client import SLICE_BYTES, ImapClient, slices
from mailroom.imap.records import FetchedMail, FolderState, MailFacts, MailUnfetchable

_AT_ONCE = 500  # facts asked for in one go
_LARGE = 1024 * 1024  # a mail above is fetched in pieces


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

    It may be empty: then it is just such a gap, in the middle of a large mail.

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
        here: those of the new mails that came along with the look, being small.
    """

    client: ImapClient
    state: FolderState
    new: tuple[int, ...]
    vanished: frozenset[int]
    is_renumbered: bool
    here: Mapping[int, FetchedMail] = field(default_factory=dict[int, FetchedMail])

    def slices(self, *, newest_first: bool = False) -> Iterator[Slice]:
        """Yield the new mail in slices of at most 256 kB.

        Args:
            newest_first: for the first sync, where the latest mail is wanted soonest.

        Raises:
            Disconnected: also when the folder was renumbered in the middle of the pass.
        """
        wanted = self.new[::-1] if newest_first else self.new
        if self.here:
            yield Slice(mails=tuple(self.here[uid] for uid in wanted if uid in self.here))
            wanted = tuple(uid for uid in wanted if uid not in self.here)
        for start in range(0, len(wanted), _AT_ONCE):
            batch = wanted[start : start + _AT_ONCE]
            self._open_again()
            facts = self.client.fetch_facts(batch)
            gone = tuple(uid for uid in batch if uid not in facts)
            if gone:
                yield Slice(mails=(), gone=gone)
            for part in slices(facts[uid] for uid in batch if uid in facts):
                if part[0].size > _LARGE:
                    yield from self._fetch_large(part[0])
                    continue
                self._open_again()
                yield self._fetch(part)

    def _fetch_large(self, facts: MailFacts) -> Iterator[Slice]:
        """Fetch one mail piece by piece, so that other work need not wait for all of it."""
        pieces: list[bytes] = []
        for start in range(0, facts.size, SLICE_BYTES):
            self._open_again()
            pieces.append(self.client.fetch_part(facts.uid, start, SLICE_BYTES))
            yield Slice(mails=())
        raw = b"".join(pieces)
        if len(raw) != facts.size:  # it has gone, or this server can't cut
            self._open_again()
            yield self._fetch((facts,))
            return
        mail = FetchedMail(
            uid=facts.uid,
            raw=raw,
            internaldate=facts.internaldate,
            flags=facts.flags,
            size=facts.size,
        )
        yield Slice(mails=(mail,))

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
    highest = max(known.uids, default=0)
    ahead = client.look(folder, highest + 1, whole=known.uidvalidity is not None)
    state = ahead.state
    if state.uidvalidity != known.uidvalidity:
        return FolderPass(
            client=client,
            state=state,
            new=client.uids_from(1),
            vanished=frozenset(),
            is_renumbered=known.uidvalidity is not None,
        )
    vanished: frozenset[int] = frozenset()
    new = ahead.uids
    if thoroughly or len(known.uids) + len(new) != state.exists:
        present = client.uids_from(1)
        vanished = frozenset(known.uids - set(present))
        new = tuple(uid for uid in present if uid not in known.uids)
    return FolderPass(
        client=client,
        state=state,
        new=new,
        vanished=vanished,
        is_renumbered=False,
        here={uid: ahead.mails[uid] for uid in new if uid in ahead.mails},
    )
