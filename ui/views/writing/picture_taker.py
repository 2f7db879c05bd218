"""What becomes of files and pictures that are given to a mail's text: into it, or along with it.

In a formatted text pictures stand where they are pasted or dropped; everything else is attached,
and so are the pictures of a plain text. Too many, or too much, asks once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QImage

from mailroom.domain.drafts import InlineFile
from mailroom.service import rich
from ui.notice_bar import BarKind, NoticeBar
from ui.views.writing.attachments import Attachments
from ui.views.writing.inline_pictures import (
    MOST,
    MOST_BYTES,
    InlinePictures,
    Placed,
    is_picture,
    weight,
)
from ui.views.writing.mail_editor import MailEditor
from ui.views.writing.pasted import keep_picture


class PictureTaker(NoticeBar):
    """Takes what is given to one text; is the question about it, hidden while there is none.

    Signals:
        said(str): tell the author this.
    """

    said = Signal(str)

    def __init__(self, body: MailEditor, attachments: Attachments, *, folder: Path | None) -> None:
        """Take what is given to ``body``; ``folder`` is where pictures are kept."""
        super().__init__(BarKind.WAIT, glyph="image")
        self._body = body
        self._attachments = attachments
        self._folder = folder
        self._allowed = False
        self._known = InlinePictures(
            folder, self.tr("picture"), self.tr("The picture is no longer there")
        )
        body.files_given.connect(self._take_files)
        body.picture_given.connect(self._take_picture)

    def begin(self, kept: Iterable[InlineFile]) -> dict[str, QImage]:
        """Know the pictures of another draft; return them as they are shown, by content id."""
        self.hide()
        self._allowed = False
        return self._known.begin(kept)

    def of(self, html: str) -> tuple[InlineFile, ...]:
        """Return the pictures that stand in a text."""
        return self._known.of(html)

    def attach_all(self, html: str) -> None:
        """Let the pictures of a text that is plain now go along as files."""
        self._attachments.add(*(Path(one.path) for one in self._known.of(html)))

    def _take_files(self, files: tuple[Path, ...]) -> None:
        inside = [one for one in files if self._body.formatted and is_picture(one)]
        placed = [(path, self._known.take_file(path)) for path in inside]
        refused = {path for path, picture in placed if picture is None}
        self._attachments.add(*(one for one in files if one not in inside or one in refused))
        self._put([picture for _path, picture in placed if picture is not None])

    def _take_picture(self, picture: QImage) -> None:
        if self._body.formatted:
            placed = self._known.take_image(picture)
            if placed is not None:
                self._put([placed])
                return
        path = keep_picture(picture, self._folder, self.tr("picture")) if self._folder else None
        if path is None:
            self.said.emit(
                self.tr("The picture could not be kept. Save it as a file and attach that.")
            )
        else:
            self._attachments.add(path)

    def _put(self, pictures: list[Placed]) -> None:
        """Put pictures in, or ask first where it becomes too much."""
        if not pictures:
            return
        count = len(rich.pictures(self._body.html())) + len(pictures)
        size = weight((*self.of(self._body.html()), *(one.file for one in pictures)))
        if self._allowed or (count <= MOST and size <= MOST_BYTES):
            self._put_in(pictures)
            return
        self.ask_about(count, size, lambda: self._allow(pictures))

    def ask_about(self, count: int, size: int, put_in: Callable[[], None]) -> None:
        """Ask whether so many pictures of so many bytes shall stand in the text."""
        said = self.tr("%n picture(s), {size} in all: some servers refuse that much.", "", count)
        self.say(
            said.format(size=QLocale().formattedDataSize(size, 0)),
            (self.tr("Leave out"), self._leave),
            (self.tr("Put in all the same"), put_in),
        )

    def _put_in(self, pictures: list[Placed]) -> None:
        self.hide()
        for one in pictures:
            self._body.put_picture(one.file.cid, one.shown, one.file.name)

    def _allow(self, pictures: list[Placed]) -> None:
        """Put them in, and ask no more about this text."""
        self._allowed = True
        self._put_in(pictures)

    def _leave(self) -> None:
        self.hide()
        self._body.setFocus()
