"""Fetching one mail that this PC lacks, because somebody wants to read it now (rule 37).

The team knows its header facts already; the next pass would bring it, or has not got so far. Must
not announce anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from mailroom.domain.mails import Direction, MailFacts
from mailroom.errors import MailMissing
from mailroom.ids import MailKey
from mailroom.imap.client import ImapClient
from mailroom.service.ingest import Folder, folders_of, team_view
from mailroom.service.line import Line
from mailroom.service.parts import Parts
from mailroom.service.reading import Job, read
from mailroom.store.mails import Place, StoredMail

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
        if mails.raw(key) is not None:
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

    def _folders(self, facts: MailFacts) -> tuple[Folder, ...]:
        folders = folders_of(self._line)
        return folders if facts.direction is Direction.INBOUND else folders[::-1]

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
            )
            found = read(job)
            if isinstance(found, StoredMail) and found.facts.key == facts.key:
                self._parts.publish(self._parts.store.keep_mails([found]))
                return True
        return False

    def _candidates(
        self, client: ImapClient, folder: Folder, uidvalidity: int, facts: MailFacts
    ) -> Iterator[int]:
        """Yield where it may lie: by its Message-ID, or among what was not fetched yet.

        Mail may lack a Message-ID, and some servers do not find every one.
        """
        found: tuple[int, ...] = ()
        if facts.message_id is not None:
            found = client.search_message_id(folder.name, facts.message_id)
        yield from found
        known = self._parts.store.mails.known_uids(self._parts.mailbox, folder.name, uidvalidity)
        unknown = sorted(set(client.uids_from()) - known - set(found))
        told = client.fetch_facts(unknown[-_LATEST:])
        yield from (uid for uid, one in told.items() if one.size == facts.size)
