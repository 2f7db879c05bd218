"""What a file is by its name, and which names are asked about before they are opened."""

import pytest

from mailroom.domain.files import Danger, FileKind, danger_of, kind_of


@pytest.mark.parametrize(
    ("name", "danger"),
    [
        ("見積書.pdf", None),
        ("写真.JPG", None),
        ("data.zip", None),
        ("no name", None),
        ("", None),
        ("setup.exe", Danger.PROGRAM),
        ("SETUP.EXE ", Danger.PROGRAM),
        ("run.ps1", Danger.PROGRAM),
        ("link.lnk", Danger.PROGRAM),
        ("note.one", Danger.PROGRAM),
        ("disk.iso", Danger.PROGRAM),
        ("invoice.pdf.exe", Danger.TWO_NAMES),
        ("invoice.pdf      .exe", Danger.TWO_NAMES),
        ("請求書.xlsx.js", Danger.TWO_NAMES),
        ("photo.jpg.scr...", Danger.TWO_NAMES),
        ("report.docx.html", Danger.TWO_NAMES),
        ("book.xlsm", Danger.MACROS),
        ("page.html", Danger.PAGE),
        ("logo.svg", Danger.PAGE),
    ],
)
def test_names_that_may_do_harm(name: str, danger: Danger | None) -> None:
    assert danger_of(name) is danger


@pytest.mark.parametrize(
    ("name", "content_type", "kind"),
    [
        ("a.png", "application/octet-stream", FileKind.PICTURE),
        ("a.eml", "application/octet-stream", FileKind.MAIL),
        ("", "message/rfc822", FileKind.MAIL),
        ("a", "application/pdf", FileKind.PDF),
        ("a.exe", "image/png", FileKind.OTHER),
        ("a.svg", "image/svg+xml", FileKind.OTHER),
        ("a.html", "text/plain", FileKind.OTHER),
        ("a.xlsx", "", FileKind.SHEET),
        ("winmail.dat", "application/ms-tnef", FileKind.OTHER),
        ("予定.ics", "text/calendar", FileKind.TEXT),
    ],
)
def test_what_a_file_is(name: str, content_type: str, kind: FileKind) -> None:
    assert kind_of(name, content_type) is kind
