"""案件として取り込む: mails that came as files (.eml) go into the team's INBOX and become cases.

They keep their Message-ID, so that every desk opens the same case, and so that a mail which is
there already is not taken in twice. Only the header is read here; what a hostile file holds is met
where all mail is read. Must not change a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from mailroom.domain.turn import case_at
from mailroom.errors import AppendRefused, QuotaFull
from mailroom.ids import CaseId, MailKey
from mailroom.imap.folders import INBOX
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.threads import mail_key
from mailroom.service.engine import Engine
from mailroom.service.errands import Errands
from mailroom.service.parts import Parts

MOST_BYTES = 50 * 1024 * 1024
"""No mail server takes more."""

_MOST_HEADER = 64 * 1024
_BLANK = re.compile(rb"\r?\n\r?\n")
_BREAKS = re.compile(rb"\r\n|\r|\n")
_MBOX_LINE = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:From [^\r\n]*[\r\n]+)?")


class FileFate(Enum):
    """What became of one file."""

    TAKEN_IN = "taken-in"
    KNOWN = "known"  # the team has this mail already
    NO_MAIL = "no-mail"
    TOO_BIG = "too-big"
    UNREADABLE = "unreadable"  # not there, or not ours to read
    REFUSED = "refused"  # by the mail server
    LEFT = "left"  # stopped before its turn came


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTold:
    """One file and what became of it; ``case`` is where a known mail lies."""

    path: Path
    fate: FileFate
    case: CaseId | None = None


class MailFiles:
    """Takes mails in; from any thread."""

    def __init__(self, parts: Parts, engine: Engine, errands: Errands) -> None:
        self._parts = parts
        self._engine = engine
        self._errands = errands

    def take_in(
        self,
        paths: Sequence[Path],
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> tuple[FileTold, ...]:
        """Put mails into INBOX, one after the other; they become cases as any mail does.

        Args:
            paths: of files that hold one mail each.
            progress: told how many of how many are done.
            stopped: asked before each; what is in then stays in.

        Raises:
            Unavailable: the server cannot be reached; what is in stays in, and is known next time.
            ProfileInUse: another program works on the line.
        """
        told: list[FileTold] = []
        seen: set[MailKey] = set()
        with self._errands.on_line():
            for path in paths:
                left = stopped()
                told.append(
                    FileTold(path=path, fate=FileFate.LEFT) if left else self._one(path, seen)
                )
                progress(len(told), len(paths))
        self._engine.look_for_mail()
        return tuple(told)

    def _one(self, path: Path, seen: set[MailKey]) -> FileTold:
        found = _read(path)
        if isinstance(found, FileFate):
            return FileTold(path=path, fate=found)
        keys = self._keys(found)
        if not keys:
            return FileTold(path=path, fate=FileFate.NO_MAIL)
        case = self._case_of(keys)
        if case is not None or seen & set(keys):
            return FileTold(path=path, fate=FileFate.KNOWN, case=case)
        try:
            self._engine.ask(lambda: self._engine.line.client.append(INBOX, found))
        except (AppendRefused, QuotaFull):
            return FileTold(path=path, fate=FileFate.REFUSED)
        seen.update(keys)
        return FileTold(path=path, fate=FileFate.TAKEN_IN)

    def _keys(self, raw: bytes) -> tuple[MailKey, ...]:
        """Return what the team may know the mail as; nothing if no header is there."""
        team = self._parts.store.reads.team()
        secret = team.secret.encode() if team else b""
        head = _BLANK.split(raw[:_MOST_HEADER], maxsplit=1)[0] + b"\r\n\r\n"
        parsed = parse_mail(head)
        if not (parsed.from_ or parsed.sender) or not (parsed.message_id or parsed.date):
            return ()
        return tuple(dict.fromkeys((mail_key(parsed, secret), mail_key(parsed))))

    def _case_of(self, keys: Sequence[MailKey]) -> CaseId | None:
        with self._parts.store.reads.state() as state:
            cases = (case_at(state, key) for key in keys)
            return next((one.id for one in cases if one is not None), None)


def _read(path: Path) -> bytes | FileFate:
    """Return the bytes as they go to the server, or why there are none."""
    try:
        if not path.is_file():
            return FileFate.UNREADABLE
        if path.stat().st_size > MOST_BYTES:
            return FileFate.TOO_BIG
        raw = path.read_bytes()
    except OSError:
        return FileFate.UNREADABLE
    # A server takes no NUL, and the line of a mailbox file is no field.
    return _BREAKS.sub(b"\r\n", _MBOX_LINE.sub(b"", raw, count=1).replace(b"\0", b""))
