"""A received mail in the window: HTML or plain, quotes, pictures of the web, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QImageWriter, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from mailroom.domain.files import FileRef
from mailroom.domain.query import AttachmentInfo, CaseQuery, View
from mailroom.errors import StoreReadOnly
from mailroom.service.pictures import Pictures
from mailroom.settings import Language, Settings, Theme
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.actions import Do
from ui.dialogs.confirm import Confirm
from ui.dialogs.settings import SettingsDialog
from ui.main_window import MainWindow
from ui.views.case.cards import MailCard
from ui.views.mail import received_files
from ui.views.mail.enclosed_mail import EnclosedMail
from ui.views.mail.file_preview import FilePreview
from ui.views.mail.picture_line import PictureLine
from ui.views.mail.received_files import FileChip, ReceivedFiles, dragged

SENDER = "news@minato.example"


def picture(colour: str = "red", side: int = 20) -> bytes:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


HTML = """<p>こんにちは <b>太字</b></p><p><img src="cid:logo@x"></p>
<p><img src="https://cdn.minato.example/a.png" alt="表"><img src="https://cdn.minato.example/b.png"></p>
<p><img src="https://t.minato.example/o.gif" width="1" height="1"></p>
<blockquote>older words</blockquote>"""


def mails() -> Iterator[EmailMessage]:
    rich = _mail("rich", "plain words")
    rich.add_alternative(HTML, subtype="html")
    rich.get_payload()[1].add_related(picture(), "image", "png", cid="<logo@x>")
    yield rich
    files = _mail("files", "ご確認ください。")
    files.add_attachment(picture("blue"), maintype="image", subtype="png", filename="写真.png")
    files.add_attachment("品番,数量\n", subtype="csv", filename="明細.csv")
    files.add_attachment("other", subtype="csv", filename="明細.CSV")
    files.add_attachment(
        b"MZ", maintype="application", subtype="octet-stream", filename="invoice.pdf.exe"
    )
    inner = _mail("inner", "inner words")
    inner.add_attachment("deep", filename="deep.txt")
    files.add_attachment(inner)
    files.add_attachment(b"x", maintype="application", subtype="pdf", filename="../../con.pdf")
    yield files
    yield _mail("text", "only text\nhttps://rakuten.co.jp.evil.example/x\n\n> older\n")
    large = _mail("large", "")
    large.clear_content()
    large.set_content("<p>word word</p>" * 40_000, subtype="html")
    yield large


def _mail(subject: str, text: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = f"Minato <{SENDER}>"
    message["To"] = "support@hinata-shoji.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 24 Nov 2026 09:20:00 +0900"
    message["Message-ID"] = f"<{subject}@minato.example>"
    message.set_content(text)
    return message


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("shelf")) as made:
        for mail in mails():
            made.server.deliver(made.day.address, mail.as_bytes())
        made.sync()
        yield made


class Offered:
    """A source of pictures that has what a test puts there, and remembers who asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def fetch(self, address: str) -> bytes:
        self.asked.append(address)
        return picture("lime", 30)

    def stop(self) -> None:
        pass


@pytest.fixture
def web(shelf: Desk, monkeypatch: pytest.MonkeyPatch) -> Offered:
    source = Offered()
    monkeypatch.setattr(shelf.room, "pictures", Pictures(source))
    return source


@pytest.fixture
def show(windows: Windows, shelf: Desk, web: Offered) -> Callable[..., MailCard]:
    def open_(subject: str, **settings: object) -> MailCard:
        chosen = Settings(language=Language.EN, theme=Theme.LIGHT)
        window = windows.open(shelf, settings=replace(chosen, **settings))
        reads = shelf.room.reads
        rows = reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))
        case = next(row.case.id for row in rows if row.case.subject == subject)
        window.show_case(case)
        windows.settle(window)
        return window.case.timeline.cards()[-1]

    return open_


def window_of(card: MailCard) -> MainWindow:
    found = card.window()
    assert isinstance(found, MainWindow)
    return found


def said(card: MailCard) -> str:
    assert card.words is not None
    return "\n".join(view.toPlainText() for view in card.words.views if not view.isHidden())


def test_html_is_shown_as_laid_out_and_plain_text_is_one_key_away(
    show: Callable[..., MailCard], windows: Windows
) -> None:
    card = show("rich")
    assert "こんにちは" in said(card)
    assert "plain words" not in said(card)
    window = window_of(card)
    window.actions_by_name[Do.PLAIN_MAIL].trigger()
    windows.settle(window)
    assert "plain words" in said(card)
    assert windows.session_of(window).room.profile.settings().plain_mail
    window.actions_by_name[Do.PLAIN_MAIL].trigger()
    windows.settle(window)
    assert "こんにちは" in said(card)


def test_plain_text_is_remembered(show: Callable[..., MailCard]) -> None:
    assert "plain words" in said(show("rich", plain_mail=True))


def test_older_mail_unfolds_with_one_key(show: Callable[..., MailCard], windows: Windows) -> None:
    card = show("rich")
    assert "older words" not in said(card)
    window_of(card).actions_by_name[Do.UNFOLD].trigger()
    assert "older words" in said(card)
    window_of(card).actions_by_name[Do.UNFOLD].trigger()
    assert not [v for v in card.words.views if v.isVisible() and "older" in v.toPlainText()]


def test_pictures_of_the_mail_are_shown(show: Callable[..., MailCard]) -> None:
    card = show("rich")
    seen = card.words.views[0].grab().toImage()
    assert _has(seen, QColor("red"))


def test_looking_loads_nothing_and_says_so(show: Callable[..., MailCard], web: Offered) -> None:
    line = show("rich").findChild(PictureLine)
    assert "2 pictures not shown" in line.said.text()
    assert "1 tracking" in line.said.text()
    assert web.asked == []


def test_pictures_come_when_asked_for_this_once(
    show: Callable[..., MailCard], web: Offered, windows: Windows, qtbot: QtBot
) -> None:
    card = show("rich")
    card.findChild(PictureLine).once.click()
    windows.settle(window_of(card))
    qtbot.waitUntil(lambda: _has(card.words.views[0].grab().toImage(), QColor("lime")))
    assert web.asked == ["https://cdn.minato.example/a.png", "https://cdn.minato.example/b.png"]
    assert windows.session_of(window_of(card)).settings.pictures_from == ()


def test_always_for_a_sender_is_kept_and_can_be_taken_back(
    show: Callable[..., MailCard], web: Offered, windows: Windows
) -> None:
    card = show("rich")
    window = window_of(card)
    session = windows.session_of(window)
    card.findChild(PictureLine).always.click()
    windows.settle(window)
    assert session.settings.pictures_from == (SENDER,)
    assert len(web.asked) == 2
    dialog = SettingsDialog(session, window)
    dialog.mail.senders.item(0).setCheckState(dialog.mail.senders.item(0).checkState().Unchecked)
    dialog.confirm()
    windows.settle(window)
    assert session.settings.pictures_from == ()


def test_pictures_of_a_sender_come_by_themselves_once_allowed(
    show: Callable[..., MailCard], web: Offered, windows: Windows
) -> None:
    card = show("rich", pictures_from=(SENDER,))
    windows.settle(window_of(card))
    assert len(web.asked) == 2
    assert not card.findChild(PictureLine).once.isVisible()


def _has(image: QImage, colour: QColor) -> bool:
    places = ((x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4))
    return any(image.pixelColor(x, y) == colour for x, y in places)


def test_a_link_in_plain_text_is_judged_too(
    show: Callable[..., MailCard], windows: Windows
) -> None:
    card = show("text")
    assert "[! rakuten.co.jp.evil.example]" in said(card).replace("\xa0", " ")
    card.words.views[0].anchorClicked.emit(QUrl("link:0"))
    (question,) = window_of(card).findChildren(Confirm)
    question.close()


def test_a_large_mail_comes_in_pages(show: Callable[..., MailCard], windows: Windows) -> None:
    card = show("large")
    windows.settle(window_of(card))
    views = card.words.views
    assert 1 < len(views) <= 16
    more = next(
        button
        for button in card.findChildren(type(card.findChild(PictureLine).once))
        if button.text().startswith("Show more")
    )
    more.click()
    windows.settle(window_of(card))
    assert len(card.words.views) > len(views)


# --- files ---------------------------------------------------------------------------------------


def files_of(card: MailCard) -> ReceivedFiles:
    found = card.findChild(ReceivedFiles)
    assert found is not None
    return found


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found: list[Path] = []
    monkeypatch.setattr(
        received_files.QDesktopServices,
        "openUrl",
        lambda url: found.append(Path(url.toLocalFile())),
    )
    return found


def test_files_have_a_kind_a_name_and_a_size(show: Callable[..., MailCard]) -> None:
    names = [chip.accessibleName() for chip in files_of(show("files")).chips]
    assert names[0].startswith("写真.png, Picture, ")
    assert names[3].startswith("invoice.pdf.exe, File, ")
    assert "Mail" in names[4]


def test_a_picture_of_the_text_is_no_file_below(show: Callable[..., MailCard]) -> None:
    assert show("rich").findChild(ReceivedFiles) is None


def test_a_file_opens_as_a_read_only_copy(
    show: Callable[..., MailCard], opened: list[Path], windows: Windows
) -> None:
    card = show("files")
    files = files_of(card)
    files.open(files.files[0])
    windows.settle(window_of(card))
    (path,) = opened
    assert path.read_bytes() == picture("blue")
    assert path.name == "写真.png"


def test_a_program_opens_only_after_a_question(
    show: Callable[..., MailCard], opened: list[Path], windows: Windows
) -> None:
    card = show("files")
    files = files_of(card)
    files.open(files.files[3])
    windows.settle(window_of(card))
    assert opened == []
    (question,) = window_of(card).findChildren(Confirm)
    question.confirm()
    windows.settle(window_of(card))
    assert [path.name for path in opened] == ["invoice.pdf.exe"]


def test_nothing_is_opened_by_looking(
    show: Callable[..., MailCard], opened: list[Path], windows: Windows
) -> None:
    card = show("files")
    for info in files_of(card).files[:2]:
        files_of(card).look(info)
        windows.settle(window_of(card))
    for preview in window_of(card).findChildren(FilePreview):
        preview.close()
    assert opened == []


def test_save_all_writes_over_nothing(
    show: Callable[..., MailCard],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    windows: Windows,
) -> None:
    (tmp_path / "写真.png").write_bytes(b"mine")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(tmp_path))
    card = show("files")
    files_of(card).save_all()
    windows.settle(window_of(card))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert (tmp_path / "写真.png").read_bytes() == b"mine"
    assert (tmp_path / "写真 (2).png").read_bytes() == picture("blue")
    assert len({name.casefold() for name in names}) == len(names) == 7
    assert "_con.pdf" in names
    assert not list(tmp_path.parent.glob("con.pdf"))


def test_save_replaces_only_what_the_person_chose(
    show: Callable[..., MailCard],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    windows: Windows,
) -> None:
    chosen = tmp_path / "x.png"
    chosen.write_bytes(b"old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(chosen), ""))
    card = show("files")
    files_of(card).save(files_of(card).files[0])
    windows.settle(window_of(card))
    assert chosen.read_bytes() == picture("blue")
    assert [path.name for path in tmp_path.iterdir()] == ["x.png"]


def test_a_failed_save_leaves_what_was_there(shelf: Desk, tmp_path: Path) -> None:
    key = _key(shelf, "files")
    folder = tmp_path / "x"
    folder.mkdir()
    with pytest.raises(StoreReadOnly):
        shelf.room.files.save(FileRef(mail=key, path=(0,)), folder)
    assert list(folder.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def _key(made: Desk, subject: str) -> object:
    reads = made.room.reads
    rows = reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))
    case = next(row.case.id for row in rows if row.case.subject == subject)
    return next(item.mail.facts.key for item in reads.timeline(case) if item.mail is not None)


def test_what_is_dragged_out_is_a_copy(shelf: Desk) -> None:
    path = shelf.room.files.copy(FileRef(mail=_key(shelf, "files"), path=(0,)))
    (url,) = dragged(path).urls()
    assert Path(url.toLocalFile()).read_bytes() == picture("blue")


def test_an_enclosed_mail_opens_to_be_read(show: Callable[..., MailCard], windows: Windows) -> None:
    card = show("files")
    files_of(card).chips[4].click()
    windows.settle(window_of(card))
    (enclosed,) = window_of(card).findChildren(EnclosedMail)
    assert "inner words" in enclosed.words.views[0].toPlainText()
    inner = enclosed.findChild(ReceivedFiles)
    assert inner.ref(inner.files[0]).path == (4, 0)
    enclosed.close()


def test_a_file_within_an_enclosed_mail_is_read(shelf: Desk) -> None:
    ref = FileRef(mail=_key(shelf, "files"), path=(4, 0))
    assert "deep" in shelf.room.files.preview(ref).text


def test_a_file_is_dragged_only_once_the_pointer_has_moved(qtbot: QtBot) -> None:
    copied: list[object] = []
    info = AttachmentInfo(index=0, filename="a.png", content_type="image/png", size=1)
    chip = FileChip(info, copied.append)
    qtbot.addWidget(chip)
    clicked: list[bool] = []
    chip.clicked.connect(lambda: clicked.append(True))
    near, far = QPoint(5, 5), QPoint(5 + 3 * QApplication.startDragDistance(), 5)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    qtbot.mousePress(chip, left, none, near)
    qtbot.mouseMove(chip, near + QPoint(1, 0))
    assert copied == []
    move = QMouseEvent(QEvent.Type.MouseMove, far, chip.mapToGlobal(far), left, left, none)
    QApplication.sendEvent(chip, move)
    QApplication.sendEvent(chip, move)
    assert len(copied) == 1
    qtbot.mouseRelease(chip, left, none, far)
    assert clicked == []  # what was dragged is not also opened
