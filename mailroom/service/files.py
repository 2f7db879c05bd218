"""The files of received mails: looked at in the window, opened as a copy, saved.

Nothing is opened by itself. What is opened or dragged out is a read-only copy for this run.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mailroom.domain.files import FileKind, FileRef, Preview, kind_of
from mailroom.domain.query import MailBody
from mailroom.errors import MailMissing, StoreFull, StoreReadOnly
from mailroom.ids import MailKey
from mailroom.mail.reading.card import body_of
from mailroom.mail.reading.charset import decode
from mailroom.mail.reading.filenames import numbered
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.reading.parsed import Attachment, ParsedMail
from mailroom.mail.reading.pdf_text import MAX_BYTES, PdfText, pdf_text
from mailroom.service.intake.aside import aside
from mailroom.service.intake.parsed import parsed
from mailroom.service.opened import OpenedCopies, mark_as_foreign, write_new
from mailroom.service.parts import Parts
from mailroom.settings import is_full

PDF_SECONDS = 20.0
_MOST_TEXT = 400_000  # bytes of a text file that are shown
_MOST_PICTURE = 40 * 1024 * 1024
_DEEPEST = 10  # mails enclosed in each other


class Files:
    """The use case; calls may come from any thread and take as long as reading the mail."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._copies = OpenedCopies(parts.profile.folder / "opened")

    def close(self) -> None:
        """Remove the copies of this run."""
        self._copies.close()

    # --- looking -------------------------------------------------------------------------------

    def body(self, key: MailKey, within: tuple[int, ...]) -> MailBody:
        """Return what the window shows of a mail enclosed in another, by the path to it."""
        return body_of(self._mail_at(key, within), key)

    def inline_pictures(self, key: MailKey, within: tuple[int, ...] = ()) -> dict[str, bytes]:
        """Return the pictures that a mail shows in its text, by Content-ID."""
        mail = self._mail_at(key, within)
        return {
            one.content_id: one.content
            for one in mail.attachments
            if one.content_id and one.content_type.startswith("image/")
        }

    def preview(self, ref: FileRef) -> Preview:
        """Return what can be shown of a file without opening it."""
        found = self._file(ref)
        kind = kind_of(found.filename or found.safe_name, found.content_type)
        match kind:
            case FileKind.PICTURE if found.size <= _MOST_PICTURE:
                return Preview(kind=kind, data=found.content)
            case FileKind.TEXT:
                data = found.content
                text = decode(data[:_MOST_TEXT]).text
                return Preview(kind=kind, text=text, cut=len(data) > _MOST_TEXT)
            case FileKind.PDF if found.size <= MAX_BYTES:
                read = aside(pdf_text, found.content, PDF_SECONDS) or PdfText(cut=True)
                return Preview(kind=kind, text=read.text, cut=read.cut, locked=read.locked)
            case _:
                return Preview(kind=kind)

    # --- taking out ----------------------------------------------------------------------------

    def copy(self, ref: FileRef) -> Path:
        """Return a read-only copy that another program may open.

        Raises:
            StoreError: it cannot be written.
        """
        found = self._file(ref)
        return self._copies.put(found.safe_name, found.content)

    def save(self, ref: FileRef, path: Path) -> None:
        """Write a file where the person said, in place of one that they agreed to lose.

        Raises:
            StoreError: it cannot be written; then what was there is still there.
        """
        beside = path.with_name(numbered(path.name, 1, ".part"))
        try:
            beside.unlink(missing_ok=True)
            write_new(beside, self._file(ref).content)
            beside.replace(path)
            mark_as_foreign(path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise _store_error(path, error) from error

    def save_all(self, refs: Sequence[FileRef], folder: Path) -> tuple[Path, ...]:
        """Write several files into a folder, each under a name that was free there.

        Raises:
            StoreError: one cannot be written; those before it stay.
        """
        return tuple(self._save_new(self._file(ref), folder) for ref in refs)

    def _save_new(self, found: Attachment, folder: Path) -> Path:
        taken = {one.name.casefold() for one in folder.iterdir()} if folder.is_dir() else set()
        count = 1
        while True:
            path = folder / numbered(found.safe_name, count)
            count += 1
            if path.name.casefold() in taken:
                continue
            try:
                write_new(path, found.content)
            except FileExistsError:
                continue
            except OSError as error:
                raise _store_error(path, error) from error
            return path

    # --- inside --------------------------------------------------------------------------------

    def _file(self, ref: FileRef) -> Attachment:
        mail = self._mail_at(ref.mail, ref.path[:-1])
        return _attachment(mail, ref.path[-1])

    def _mail_at(self, key: MailKey, within: tuple[int, ...]) -> ParsedMail:
        mail = parsed(self._parts.store, key) or ParsedMail()
        for index in within[:_DEEPEST]:
            mail = parse_mail(_attachment(mail, index).content)
        return mail


def _attachment(mail: ParsedMail, index: int) -> Attachment:
    if not 0 <= index < len(mail.attachments):
        raise MailMissing("", "no such attachment")
    return mail.attachments[index]


def _store_error(path: Path, error: OSError) -> StoreFull | StoreReadOnly:
    kind = StoreFull if is_full(error) else StoreReadOnly
    return kind(str(path), str(error))
