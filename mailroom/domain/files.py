"""Files that came with a mail: where they lie, what can be previewed, which may do harm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from mailroom.ids import MailKey


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRef:
    """A file of a mail: its index there, or a path through mails enclosed in each other."""

    mail: MailKey
    path: tuple[int, ...]


class FileKind(Enum):
    """What a file is for the person who looks at it."""

    PICTURE = "picture"
    PDF = "pdf"
    TEXT = "text"
    MAIL = "mail"
    SHEET = "sheet"
    ARCHIVE = "archive"
    OTHER = "other"


class Danger(Enum):
    """Why opening a file is asked about first."""

    PROGRAM = "program"
    MACROS = "macros"
    PAGE = "page"  # a web page or drawing: it can run and ask for passwords
    TWO_NAMES = "two_names"  # invoice.pdf.exe: the last part counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What can be shown of a file in the window: words, or the bytes of a picture.

    Attributes:
        cut: not all of it is here.
        locked: a password is needed to read it.
    """

    kind: FileKind
    text: str = ""
    data: bytes = b""
    cut: bool = False
    locked: bool = False


_NAMES = {
    "pictures": "png jpg jpeg gif bmp webp tif tiff heic",
    "texts": "txt csv tsv log md json xml ics vcf ini yml",
    "sheets": "xls xlsx ods doc docx odt ppt pptx odp rtf jtd xdw",
    "archives": "zip 7z rar lzh tar gz tgz bz2 xz cab",
    "programs": """
        exe com scr pif bat cmd msi msp msix appx cpl dll sys lnk url scf hta chm reg inf vbs vbe
        js jse wsf wsh ws sct ps1 psm1 psc1 msc jar jnlp app command workflow pkg dmg iso img vhd
        vhdx sh bash py pyw pl rb run desktop apk deb rpm appimage application gadget xll wll one
        onepkg library-ms search-ms settingcontent-ms diagcab theme website webloc fileloc slk iqy
    """,
    "macros": "docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm mdb accdb ade",
    "pages": "html htm shtml xhtml mht mhtml svg svgz xsl",
}
_KNOWN = {name: frozenset(words.split()) for name, words in _NAMES.items()}
_PICTURES, _TEXTS, _SHEETS = _KNOWN["pictures"], _KNOWN["texts"], _KNOWN["sheets"]
_PROGRAMS, _MACROS, _PAGES = _KNOWN["programs"], _KNOWN["macros"], _KNOWN["pages"]
_HARMLESS_LOOK = _PICTURES | _TEXTS | _SHEETS | {"pdf"}
_SPLIT = re.compile(r"[.．。]")


def extensions(filename: str) -> list[str]:
    """Return the last parts of a name, as the system reads them: ``a.pdf.EXE`` → pdf, exe."""
    parts = [part.strip().lower() for part in _SPLIT.split(filename.rstrip(" ."))]
    return parts[1:][-2:]


def kind_of(filename: str, content_type: str) -> FileKind:
    """Return what a file is by its name, and by its type where the name says nothing."""
    end = (extensions(filename) or [""])[-1]
    for kind, known in (
        (FileKind.PICTURE, _PICTURES),
        (FileKind.TEXT, _TEXTS),
        (FileKind.SHEET, _SHEETS),
        (FileKind.ARCHIVE, _KNOWN["archives"]),
        (FileKind.PDF, frozenset({"pdf"})),
        (FileKind.MAIL, frozenset({"eml"})),
    ):
        if end in known:
            return kind
    return _kind_by_type(content_type.lower()) if not danger_of(filename) else FileKind.OTHER


def _kind_by_type(content_type: str) -> FileKind:
    if content_type in ("message/rfc822", "message/global"):
        return FileKind.MAIL
    if content_type == "application/pdf":
        return FileKind.PDF
    if content_type.startswith("image/") and "svg" not in content_type:
        return FileKind.PICTURE
    if content_type in ("text/plain", "text/csv", "text/calendar", "text/x-vcard"):
        return FileKind.TEXT
    return FileKind.OTHER


def danger_of(filename: str) -> Danger | None:
    """Return why opening a file of that name may do harm."""
    ends = extensions(filename)
    end = ends[-1] if ends else ""
    harmful = next(
        (
            danger
            for danger, known in (
                (Danger.PROGRAM, _PROGRAMS),
                (Danger.MACROS, _MACROS),
                (Danger.PAGE, _PAGES),
            )
            if end in known
        ),
        None,
    )
    if harmful is not None and len(ends) > 1 and ends[0] in _HARMLESS_LOOK:
        return Danger.TWO_NAMES
    return harmful
