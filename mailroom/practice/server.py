"""The practice server: an IMAP mailbox and an SMTP sink on loopback, hosted in one thread.

Owns accounts, listeners and their life. Must not listen anywhere but on loopback.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from mailroom.clock import Clock, SystemClock
from mailroom.practice import imap_folders, imap_mail, imap_notify
from mailroom.practice.disk import MailDisk
from mailroom.practice.faults import Faults
from mailroom.practice.imap_session import Session
from mailroom.practice.loop import LoopThread
from mailroom.practice.mailbox import INBOX, Account, Mailbox, StoredMail, wire_name
from mailroom.practice.personas import MODERN, Persona
from mailroom.practice.smtp import SmtpSink

HOST = "127.0.0.1"
PASSWORD = "himitsu"  # noqa: S105 - of practice accounts; a word that stands nowhere else
_COMMANDS = imap_folders.COMMANDS | imap_mail.COMMANDS | imap_notify.COMMANDS
_READ_LIMIT = 1024 * 1024  # bytes in one command line


class PracticeServer:
    """A mailbox for several users; ``with PracticeServer() as server`` runs it.

    Attributes:
        port: of IMAP, once started.
        smtp_port: of SMTP, once started.
        sink: takes mail in by SMTP, delivers it to accounts here, remembers all of it.
        faults: accidents to come, for IMAP.
    """

    def __init__(
        self,
        *,
        persona: Persona = MODERN,
        clock: Clock | None = None,
        directory: Path | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.persona = persona
        self.files_late = False  # a server that files sent mail takes its time
        self._unfiled: list[tuple[str, bytes]] = []
        self.faults = Faults()
        self.clock: Clock = clock or SystemClock()
        self.host = HOST
        self.port = 0
        self.smtp_port = 0
        self.sink = SmtpSink(self._take_in, self._knows, self._file_sent)
        self._tls = tls
        self._loop = LoopThread("practice-server")
        self._disk = MailDisk(directory) if directory is not None else None
        self._accounts: dict[str, Account] = {}
        self._sessions: dict[Session, asyncio.StreamWriter] = {}
        self._listeners: list[asyncio.Server] = []
        if self._disk is not None:
            for account in self._disk.load(persona):
                self._accounts[account.user] = account

    # -- life ------------------------------------------------------------------------------

    def start(self) -> Self:
        """Listen; returns when both ports are open."""
        self._loop.start()
        self._loop.wait(self._listen())
        return self

    def stop(self) -> None:
        """Hang up on everybody and end the thread."""
        self._loop.call(self._close_all)
        self._loop.stop()
        if self._disk is not None:
            self._disk.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def drop_connections(self) -> None:
        """Cut every IMAP connection, as a restart of a server would."""
        self._loop.call(self._cut_sessions)

    # -- accounts and mail -----------------------------------------------------------------

    def add_user(self, user: str, password: str = PASSWORD) -> None:
        """Make an account with the persona's folders; an existing one is left as it is."""
        self._loop.call(lambda: self._add_user(user, password))

    def deliver(
        self,
        user: str,
        raw: bytes,
        *,
        folder: str = INBOX,
        when: datetime | None = None,
        flags: Iterable[str] = (),
    ) -> int:
        """Put a mail into a folder (made if need be), as if it had come in; return its UID.

        Raises:
            MailboxFull: the quota does not allow it.
        """
        return self._loop.call(lambda: self._deliver(user, raw, folder, when, flags))

    def deliver_many(self, user: str, mails: Iterable[bytes], *, folder: str = INBOX) -> int:
        """Put many mails into a folder at once; return the last UID."""
        return self._loop.call(
            lambda: max(self._deliver(user, raw, folder, None, ()) for raw in mails)
        )

    def mails(self, user: str, folder: str = INBOX) -> tuple[StoredMail, ...]:
        """Return what a folder holds now, by UID; nothing if there is no such folder."""

        def look() -> tuple[StoredMail, ...]:
            found = self._accounts[user].find(wire_name(folder))
            return tuple(found.mails.values()) if found else ()

        return self._loop.call(look)

    def numbers(self, user: str, folder: str = INBOX) -> tuple[int, int]:
        """Return UIDVALIDITY and UIDNEXT of a folder; zeros if there is no such folder."""

        def look() -> tuple[int, int]:
            found = self._accounts[user].find(wire_name(folder))
            return (found.uidvalidity, found.uidnext) if found else (0, 0)

        return self._loop.call(look)

    def folders(self, user: str) -> tuple[str, ...]:
        """Return the names (on the wire) of a user's folders."""
        return self._loop.call(lambda: tuple(self._accounts[user].folders))

    def remove(self, user: str, uids: Iterable[int], *, folder: str = INBOX) -> None:
        """Expunge mails, as another client would."""

        def expunge() -> None:
            for uid in uids:
                self._open(user, folder).remove(uid)

        self._loop.call(expunge)

    def renew_validity(self, user: str, folder: str = INBOX) -> None:
        """Give a folder a new UIDVALIDITY and all its mail new UIDs."""
        self._loop.call(lambda: self._accounts[user].renew_validity(wire_name(folder)))

    def restore_backup(self, user: str, uid: int, folder: str = INBOX) -> None:
        """Put a folder back to the time when this UID was its last; connections are cut.

        Its UIDVALIDITY stays, so the numbers above are given out a second time: what a careless
        restore does.
        """

        def restore() -> None:
            self._open(user, folder).restore(uid)
            self._cut_sessions()

        self._loop.call(restore)

    def surface(self) -> int:
        """Do what ``Act.DROP_LATER`` has put off; return how many commands it was."""
        late, self.faults.late[:] = self.faults.late[:], []
        for work in late:
            self._loop.wait(_awaited(work()))
        return len(late)

    # -- what sessions ask -----------------------------------------------------------------

    def account(self, user: str) -> Account | None:
        """Return the account of a user."""
        return self._accounts.get(user)

    def logins(self, user: str) -> int:
        """Return how many sessions this user has."""
        return sum(
            session.account is not None and session.account.user == user
            for session in self._sessions
        )

    # -- inside the loop -------------------------------------------------------------------

    async def _listen(self) -> None:
        imap = await asyncio.start_server(
            self._serve, HOST, 0, ssl=self._tls, limit=_READ_LIMIT, backlog=100
        )
        smtp = await asyncio.get_running_loop().create_server(self.sink.protocol, HOST, 0)
        self._listeners = [imap, smtp]
        self.port = imap.sockets[0].getsockname()[1]
        self.smtp_port = smtp.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = Session(self, reader, writer, _COMMANDS)
        self._sessions[session] = writer
        try:
            await session.run()
        finally:
            del self._sessions[session]

    def _close_all(self) -> None:
        for listener in self._listeners:
            listener.close()
        self._cut_sessions()
        self.sink.hang_up()

    def _cut_sessions(self) -> None:
        for writer in self._sessions.values():
            writer.transport.abort()

    def _add_user(self, user: str, password: str) -> Account:
        account = self._accounts.get(user)
        if account is not None:
            return account
        account = Account(user, password, self.persona)
        account.create(INBOX)
        for name, special in self.persona.folders:
            account.create(name, special)
        self._accounts[user] = account
        if self._disk is not None:
            self._disk.keep(account)
        return account

    def _open(self, user: str, folder: str) -> Mailbox:
        account, name = self._accounts[user], wire_name(folder)
        return account.find(name) or account.create(name)

    def _deliver(
        self, user: str, raw: bytes, folder: str, when: datetime | None, flags: Iterable[str]
    ) -> int:
        mailbox = self._open(user, folder)
        return self._accounts[user].take_in(mailbox, raw, when or self.clock.now(), flags)

    def _knows(self, user: str, password: str) -> bool:
        account = self._accounts.get(user)
        return account is not None and account.password == password

    def _take_in(self, recipient: str, raw: bytes) -> bool:
        """Deliver mail that came by SMTP; False if the recipient has no mailbox here."""
        if recipient not in self._accounts:
            return False
        self._deliver(recipient, raw, INBOX, None, ())
        return True

    def _file_sent(self, user: str, raw: bytes) -> None:
        """Keep a copy of what a user has sent, if this is such a server."""
        if self.files_late:
            self._unfiled.append((user, raw))
        elif self.persona.files_sent:
            account = self._accounts[user]
            account.take_in(account.sent_folder(), raw, self.clock.now(), {"\\Seen"})

    def file_now(self) -> None:
        """Keep the copies that are late, as such servers do after some seconds."""
        self.files_late = False
        late, self._unfiled = self._unfiled, []
        for user, raw in late:
            self._file_sent(user, raw)


async def _awaited(work: Awaitable[object]) -> object:
    return await work
