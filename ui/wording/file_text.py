"""Sentences about files of mails: what they are, and why one is asked about first."""

from __future__ import annotations

from mailroom.domain.files import Danger, FileKind
from mailroom.domain.query import AttachmentInfo
from ui.wording.words import tr

_LONGEST = 34
_HIDDEN = dict.fromkeys(
    (*range(0x20), 0x7F, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)), "_"
)
"""What turns a name around or hides a part of it: ``photo_gpj.exe``."""


def short_name(info: AttachmentInfo) -> str:
    """Return a name that fits a chip, with its end, which says what it is."""
    name = info.filename.translate(_HIDDEN)
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 13]}…{name[-12:]}"


def file_name(info: AttachmentInfo) -> str:
    """Return a name to propose for saving."""
    return info.safe_name or "attachment"


def kind_name(kind: FileKind) -> str:
    """Return what a file is."""
    return {
        FileKind.PICTURE: tr("Picture"),
        FileKind.PDF: tr("PDF"),
        FileKind.TEXT: tr("Text"),
        FileKind.MAIL: tr("Mail"),
        FileKind.SHEET: tr("Document"),
        FileKind.ARCHIVE: tr("Archive"),
        FileKind.OTHER: tr("File"),
    }[kind]


def warning(danger: Danger, filename: str) -> str:
    """Return why a file is asked about before it is opened."""
    name = filename.translate(_HIDDEN)
    match danger:
        case Danger.PROGRAM:
            return tr(
                "“{name}” is a program. It can do anything on this PC. Open it only if you asked "
                "for it and know who sent it."
            ).format(name=name)
        case Danger.MACROS:
            return tr(
                "“{name}” can hold macros, which are small programs. Do not allow macros in it "
                "unless you know who sent it."
            ).format(name=name)
        case Danger.PAGE:
            return tr(
                "“{name}” is a web page. Do not enter a password or a card number in it."
            ).format(name=name)
        case Danger.TWO_NAMES:
            return tr(
                "“{name}” looks like a document, but its last part shows that it is a program. "
                "Such names are made to deceive. Ask the sender by phone before you open it."
            ).format(name=name)


def saved(count: int) -> str:
    """Return what is said after several files were saved."""
    return tr("%n file(s) saved", "", count)
