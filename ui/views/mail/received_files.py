"""The files that came with a mail: chips to look at, open, save, drag out.

A click shows what can be shown in the window. Opening hands a read-only copy to the program of the
system, after a question where a file may do harm; nothing is ever opened by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from mailroom.domain.files import FileKind, FileRef, danger_of, kind_of
from mailroom.domain.query import AttachmentInfo
from mailroom.ids import MailKey
from ui import icons
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.question import Question
from ui.session import Session, ToastKind
from ui.views.mail.file_preview import FilePreview
from ui.wording import file_text, text
from ui.wording.sizes import size_of

_ICONS = {
    FileKind.PICTURE: "image",
    FileKind.PDF: "note",
    FileKind.TEXT: "list",
    FileKind.MAIL: "mail",
    FileKind.SHEET: "chart",
    FileKind.ARCHIVE: "inbox",
    FileKind.OTHER: "clip",
}
_SHOWN = frozenset({FileKind.PICTURE, FileKind.PDF, FileKind.TEXT})


class ReceivedFiles(QWidget):
    """The row of chips below a mail.

    Signals:
        enclosed_asked(FileRef): show a mail that lies in this one.
    """

    enclosed_asked = Signal(object)

    def __init__(
        self,
        session: Session,
        mail: MailKey,
        within: tuple[int, ...],
        files: Sequence[AttachmentInfo],
    ) -> None:
        """Make the chips of ``files`` of a mail, or of one enclosed in it."""
        super().__init__()
        self._session = session
        self._mail = mail
        self._within = within
        self.files = tuple(files)
        self.chips: list[FileChip] = []
        row = FlowLayout(self, gap=6)
        for info in self.files:
            chip = FileChip(info, partial(self._copy_for, info))
            chip.clicked.connect(partial(self._press, info))
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            chip.customContextMenuRequested.connect(partial(self._pop_up, chip, info))
            self.chips.append(chip)
            row.addWidget(chip)
        if len(self.files) > 1:
            every = PlainButton(self.tr("Save all…"), role="link")
            every.clicked.connect(self.save_all)
            row.addWidget(every)

    def ref(self, info: AttachmentInfo) -> FileRef:
        """Return where a file lies."""
        return FileRef(mail=self._mail, path=(*self._within, info.index))

    # --- what a person can do ------------------------------------------------------------------

    def look(self, info: AttachmentInfo) -> None:
        """Show a file in the window."""
        dialog = FilePreview(self._session, info, self.window())
        dialog.open_asked.connect(lambda: self.open(info))
        dialog.save_asked.connect(lambda: self.save(info))
        dialog.open()
        ref = self.ref(info)
        files = self._session.room.files
        self._session.tasks.ask(
            f"preview:{ref}", lambda: files.preview(ref), dialog.show_preview, dialog.show_error
        )

    def open(self, info: AttachmentInfo) -> None:
        """Hand a copy to the program of the system; ask first where it may do harm."""
        danger = danger_of(info.filename)
        if danger is None:
            self._open(info)
            return
        self._session.question_asked.emit(
            Question(
                title=self.tr("Open “{name}”?").format(name=file_text.short_name(info)),
                what=file_text.warning(danger, info.filename),
                do=self.tr("Open anyway"),
                act=lambda: self._open(info),
            )
        )

    def save(self, info: AttachmentInfo) -> None:
        """Ask where to, and save a file."""
        proposed = str(Path(_downloads()) / file_text.file_name(info))
        chosen, _filter = QFileDialog.getSaveFileName(
            self.window(), self.tr("Save the attachment"), proposed
        )
        if not chosen:
            return
        session, ref, path = self._session, self.ref(info), Path(chosen)
        session.tasks.act(
            lambda: session.room.files.save(ref, path),
            lambda _none: session.toast(text.saved_as(path.name), kind=ToastKind.GOOD),
            session.tell,
        )

    def save_all(self) -> None:
        """Ask for a folder and save every file there; none that is there is written over."""
        chosen = QFileDialog.getExistingDirectory(
            self.window(), self.tr("Save all attachments in"), _downloads()
        )
        if not chosen:
            return
        session, refs = self._session, [self.ref(info) for info in self.files]
        session.tasks.act(
            lambda: session.room.files.save_all(refs, Path(chosen)),
            partial(_say_saved, session),
            session.tell,
        )

    # --- inside --------------------------------------------------------------------------------

    def _press(self, info: AttachmentInfo) -> None:
        """Do what a click means: look if it can be shown here, else ask what to do."""
        kind = kind_of(info.filename, info.content_type)
        if kind is FileKind.MAIL:
            self.enclosed_asked.emit(self.ref(info))
        elif kind in _SHOWN:
            self.look(info)
        else:
            chip = self.chips[self.files.index(info)]
            self._pop_up(chip, info, chip.rect().bottomLeft())

    def _pop_up(self, chip: QWidget, info: AttachmentInfo, at: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        kind = kind_of(info.filename, info.content_type)
        if kind is FileKind.MAIL:
            show = menu.addAction(self.tr("Show the mail"))
            show.triggered.connect(lambda: self.enclosed_asked.emit(self.ref(info)))
        elif kind in _SHOWN:
            menu.addAction(self.tr("Show")).triggered.connect(lambda: self.look(info))
        menu.addAction(self.tr("Open")).triggered.connect(lambda: self.open(info))
        menu.addAction(self.tr("Save as…")).triggered.connect(lambda: self.save(info))
        if len(self.files) > 1:
            menu.addAction(self.tr("Save all…")).triggered.connect(self.save_all)
        menu.popup(chip.mapToGlobal(at))

    def _open(self, info: AttachmentInfo) -> None:
        self._copy_for(info, _show_outside)

    def _copy_for(self, info: AttachmentInfo, then: Callable[[Path], None]) -> None:
        """Make a copy off the GUI thread and go on with it."""
        session, ref = self._session, self.ref(info)
        session.tasks.ask(f"copy:{ref}", lambda: session.room.files.copy(ref), then, session.tell)


class FileChip(PlainButton):
    """One file: its kind, name and size. Dragged out it becomes a copy of the file."""

    def __init__(
        self, info: AttachmentInfo, copy: Callable[[Callable[[Path], None]], None]
    ) -> None:
        """Make a chip; ``copy`` makes a copy of the file and calls back with its place."""
        super().__init__(f"{file_text.short_name(info)}  {size_of(info.size)}", role="chip")
        kind = kind_of(info.filename, info.content_type)
        harm = danger_of(info.filename) is not None
        self.setIcon(
            icons.icon("alert" if harm else _ICONS[kind], "overdue_ink" if harm else "meta")
        )
        said = file_text.kind_name(kind)
        self.setToolTip(f"{info.filename}\n{said}")
        self.setAccessibleName(f"{info.filename}, {said}, {size_of(info.size)}")
        self._copy = copy
        self._pressed_at: QPoint | None = None
        self._dragged = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self._dragged = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag a copy out once the pointer has moved far enough."""
        super().mouseMoveEvent(event)
        if self._pressed_at is None:
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if way < QApplication.startDragDistance():
            return
        self._pressed_at = None
        self._dragged = True
        self._copy(self._drag)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Forget the drag; what was dragged is not pressed too."""
        self._pressed_at = None
        if self._dragged:
            self.setDown(False)
        super().mouseReleaseEvent(event)

    def _drag(self, path: Path) -> None:
        if not QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return  # let go before the copy was there
        drag = QDrag(self)
        drag.setMimeData(dragged(path))
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.CopyAction)


def dragged(path: Path) -> QMimeData:
    """Return what is dragged out: the place of a copy, which the other program copies from."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def _show_outside(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _say_saved(session: Session, paths: tuple[Path, ...]) -> None:
    session.toast(file_text.saved(len(paths)), kind=ToastKind.GOOD)


def _downloads() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
