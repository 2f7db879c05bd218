"""Looking at a mail opens nothing: no file, no address of the web, no link by itself."""

import base64

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from mailroom.domain.links import judge
from ui.question import Question
from ui.views.mail import view as mail_view
from ui.views.mail.view import MailView, text_as_html

IMAGE = int(QTextDocument.ResourceType.ImageResource)
STYLE = int(QTextDocument.ResourceType.StyleSheetResource)
HTML = int(QTextDocument.ResourceType.HtmlResource)
DOT_BYTES = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DOT = QImage.fromData(DOT_BYTES)


@pytest.fixture
def view(qtbot: QtBot) -> MailView:
    made = MailView({"cid:dot@mail": DOT}.get)
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
    assert found == "" or is_nothing(found)


def is_nothing(found: object) -> bool:
    """One clear dot, and not a null image: for that Qt may try the name as a file."""
    return isinstance(found, QImage) and found.width() == 1 and found.pixelColor(0, 0).alpha() == 0


def test_pictures_of_the_mail_itself_are_shown(view: MailView) -> None:
    found = view.loadResource(IMAGE, QUrl("cid:dot@mail"))
    assert isinstance(found, QImage)
    assert not is_nothing(found)


def test_a_hostile_page_asks_for_nothing(view: MailView, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    whole = MailView.loadResource

    def spy(self: MailView, kind: int, name: QUrl) -> object:
        answer = whole(self, kind, name)
        loaded = answer != "" and not is_nothing(answer)
        if loaded:
            asked.append(QUrl(name).toString())
        return answer

    monkeypatch.setattr(MailView, "loadResource", spy)
    view.show_rich(
        '<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x.png">'
        '<link rel="stylesheet" href="file:///etc/hosts"><img src="cid:dot@mail">'
    )
    view.grab()
    assert set(asked) <= {"cid:dot@mail"}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(
        mail_view.QDesktopServices, "openUrl", lambda url: found.append(url.toString())
    )
    return found


def test_links_open_on_a_click_only_and_only_harmless_ones(
    view: MailView, opened: list[str]
) -> None:
    assert not view.openLinks()
    for address in ("https://shop.example/a", "file:///etc/passwd", "javascript:x", "smb://h/x"):
        view.anchorClicked.emit(QUrl(address))
    assert opened == ["https://shop.example/a"]


def test_a_doubtful_link_is_asked_about_first(view: MailView, opened: list[str]) -> None:
    asked: list[Question] = []
    view.question_asked.connect(asked.append)
    target = "https://rakuten.co.jp.evil.example/login"
    view.show_rich('<a href="link:0">x</a>', [judge(target, "x")])
    view.anchorClicked.emit(QUrl("link:0"))
    assert opened == []
    (question,) = asked
    assert "rakuten.co.jp.evil.example" in question.what
    question.act()
    assert opened == [target]


def test_what_the_pointer_shows_is_where_a_link_leads(view: MailView) -> None:
    view.show_rich('<a href="link:0">x</a>', [judge("https://a.example/b?c", "x")])
    view.highlighted.emit(QUrl("link:0"))
    assert "https://a.example/b?c" in view.toolTip()
    assert "link:0" not in view.toolTip()


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
