"""Looking at a mail opens nothing: no file, no address of the web, no link by itself."""

import base64

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from ui.views import mail_view
from ui.views.mail_view import MailView, text_as_html

IMAGE = int(QTextDocument.ResourceType.ImageResource)
STYLE = int(QTextDocument.ResourceType.StyleSheetResource)
HTML = int(QTextDocument.ResourceType.HtmlResource)
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def view(qtbot: QtBot) -> MailView:
    made = MailView({"dot@mail": DOT}.get)
    qtbot.addWidget(made)
    made.resize(400, 200)
    return made


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "qrc:/secret",
        "http://127.0.0.1:9/pixel.png",
        "https://tracker.example/x.png",
        "data:image/png;base64,AAAA",
        "//host/share/x.png",
        "/etc/passwd",
        "cid:unknown",
    ],
)
@pytest.mark.parametrize("kind", [IMAGE, STYLE, HTML])
def test_nothing_from_outside_the_mail_is_loaded(view: MailView, address: str, kind: int) -> None:
    found = view.loadResource(kind, QUrl(address))
    assert found == "" or (isinstance(found, QImage) and found.isNull())


def test_pictures_of_the_mail_itself_are_shown(view: MailView) -> None:
    found = view.loadResource(IMAGE, QUrl("cid:dot@mail"))
    assert isinstance(found, QImage)
    assert not found.isNull()


def test_a_hostile_page_asks_for_nothing(view: MailView, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    whole = MailView.loadResource

    def spy(self: MailView, kind: int, name: QUrl) -> object:
        answer = whole(self, kind, name)
        loaded = answer != "" and not (isinstance(answer, QImage) and answer.isNull())
        if loaded:
            asked.append(QUrl(name).toString())
        return answer

    monkeypatch.setattr(MailView, "loadResource", spy)
    view.show_html(
        '<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x.png">'
        '<link rel="stylesheet" href="file:///etc/hosts"><img src="cid:dot@mail">'
    )
    view.grab()
    assert set(asked) <= {"cid:dot@mail"}


def test_links_open_on_a_click_only_and_only_harmless_ones(
    view: MailView, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        mail_view.QDesktopServices, "openUrl", lambda url: opened.append(url.toString())
    )
    assert not view.openLinks()
    for address in ("https://shop.example/a", "file:///etc/passwd", "javascript:x", "smb://h/x"):
        view.anchorClicked.emit(QUrl(address))
    assert opened == ["https://shop.example/a"]


def test_plain_text_stays_plain() -> None:
    shown = text_as_html("<b>太字</b> & https://a.example/?q=1&r=2。 続き\n  二行目")
    assert "<b>" not in shown
    assert '<a href="https://a.example/?q=1&amp;r=2">' in shown
    assert "。 続き<br>  二行目" in shown


def test_the_view_is_as_high_as_its_text(view: MailView, qtbot: QtBot) -> None:
    view.show()
    view.show_text("一行")
    low = view.height()
    view.show_text("\n".join("行" for _ in range(40)))
    qtbot.waitUntil(lambda: view.height() > 10 * low)
    assert view.verticalScrollBar().maximum() == 0
