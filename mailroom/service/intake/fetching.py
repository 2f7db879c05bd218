"""Fetching one mail that this PC lacks, because somebody wants to read it now (rule 37).

The team knows its header facts already; the next pass would bring it, or has not got so far. Must
not announce anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from mailroom.domain.mails import Direction, MailFacts
from mailroom.domain.people import FolderRole
from mailroom.errors import MailMissing
from mailroom.ids import MailKey
from mailroom.imap.client import ImapClient
from mailroom.service.intake.accounting import Folder
from mailroom.service.intake.following import Follower
from mailroom.service.intake.ingest import folders_of
from mailroom.service.intake.parsed import charsets_of_senders, team_view
from mailroom.service.intake.reading import Job, Reader
from mailroom.service.line import Line
from mailroom.service.parts import Parts
from mailroom.store.mailbox.mails import Place, StoredMail

_LATEST = 500  # mails whose size is compared


class Fetcher:
    """Looks for a mail in the folders that are synced; used by the engine's thread."""

    def __init__(self, parts: Parts, line: Line) -> None:
        self._parts = parts
        self._line = line

    def fetch(self, key: MailKey) -> None:
        """Fetch and keep a mail.

        Raises:
            MailMissing: it does not lie there any more, or cannot be read here.
        """
        mails = self._parts.store.mails
        if mails.raw(key) is not None and all(one.whole for one in mails.unreadable([key])):
            return
        with self._parts.store.reads.state() as state:
            place = state.mail(key)
        client = self._line.client
        self._line.look_again()
        if place is not None:
            for folder in self._folders(place.facts):
                if self._fetch_from(client, folder, place.facts):
                    return
        raise MailMissing(client.host)

    def _folders(self, facts: MailFacts) -> Iterator[Folder]:
        """Yield the folders that are synced, then those into which others may have moved it."""
        synced = folders_of(self._parts, self._line)
        yield from synced if facts.direction is Direction.INBOUND else synced[::-1]
        role = FolderRole.INBOX if facts.direction is Direction.INBOUND else FolderRole.SENT
        follower = Follower(self._parts, self._line)
        for name in follower.likely_folders(folder.name for folder in synced):
            yield Folder(name=name, role=role)

    def _fetch_from(self, client: ImapClient, folder: Folder, facts: MailFacts) -> bool:
        uidvalidity = client.select(folder.name).uidvalidity
        candidates = self._candidates(client, folder, uidvalidity, facts)
        for mail in (mail for uid in candidates for mail in client.fetch_raw([uid])):
            job = Job(
                place=Place(
                    mailbox=self._parts.mailbox,
                    folder=folder.name,
                    uidvalidity=uidvalidity,
                    uid=mail.uid,
                ),
                raw=mail.raw,
                arrived_at=mail.internaldate,
                role=folder.role,
                history=facts.history,
                team=team_view(self._parts.store.reads),
                charsets=charsets_of_senders(self._parts.store),
            )
            with Reader() as reader:  # the one of the pass may be in the middle of a slice
                [found] = reader.start([job])()
            if found.facts.key == facts.key:
                self._parts.publish(self._parts.store.keep_mails([found]))
                self._note_followed(found)
                return True
        return False

    def _note_followed(self, mail: StoredMail) -> None:
        """Note that a mail lies where no pass comes by, if so."""
        ledger, folder = self._parts.store.ledger, mail.place.folder
        if folder not in {one.name for one in folders_of(self._parts, self._line)}:
            id_ = ledger.known_mails([mail.facts.key])[mail.facts.key].id
            self._parts.publish(ledger.put_places({mail.place: id_}, synced=False))

    def _candidates(
        self, client: ImapClient, folder: Folder, uidvalidity: int, facts: MailFacts
    ) -> Iterator[int]:
        """Yield where it may lie: where part of it came from, by its Message-ID, or among the rest.

        Mail may lack a Message-ID, and some servers do not find every one.
        """
        places = self._parts.store.mails.places_of([facts.key]).get(facts.key, ())
        here = (folder.name, uidvalidity)
        found = tuple(one.uid for one in places if (one.folder, one.uidvalidity) == here)
        yield from found
        if facts.message_id is not None:
            named = client.search_message_id(folder.name, facts.message_id)
            yield from named
            found += named
        known = self._parts.store.ledger.known_uids(self._parts.mailbox, folder.name, uidvalidity)
        unknown = sorted(set(client.uids_from()) - known - set(found))
        told = client.fetch_facts(unknown[-_LATEST:])
        yield from (uid for uid, one in told.items() if one.size == facts.size)
