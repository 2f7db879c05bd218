"""Two layers between a mail and the world, each holding alone.


The core's pages shown by a plain Qt document reach nothing; the mail as it came shown by our view
reaches nothing either. What would be reached lies there to be found: files that can be read.
"""

# ruff: noqa: E501 - mails are quoted as they come

import base64
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailroom.mail.html.safe import rich_text
from ui import pictures
from ui.views.mail.view import MailView

SIDE = 150
"""Of the red square that every address of the hostile mails leads to."""

TARGETS = {
    "a path": "{path}",
    "a file": "file://{path}",
    "a file by its host": "file://localhost{path}",
    "a picture within": "data:image/png;base64,{data}",
    "a resource of Qt": ":/qt-project.org/styles/commonstyle/images/filelink-128.png",
    "a resource by its scheme": "qrc:/qt-project.org/styles/commonstyle/images/filelink-128.png",
    "a page of the web": "http://127.0.0.1:9/x.png",
    "a share": "//127.0.0.1/share/x.png",
    "a name beside": "red.png",
}

FORMS = {
    "img": '<img src="{to}">',
    "img, broken": "<img src='{to}' <p>",
    "img, twice": '<img src="cid:x" src="{to}"><img src="{to}" src="cid:x">',
    "img, in entities": '<img src="{entities}">',
    "img, blanks before": '<img src=" \t\n{to}">',
    "img, upper case": '<IMG SRC="{to}">',
    "srcset": '<img srcset="{to} 1x"><picture><source srcset="{to}"></picture>',
    "background": '<body background="{to}"><table background="{to}"><tr><td background="{to}">x</table>',
    "css background": "<p style=\"background-image:url('{to}')\">x</p>",
    "css shorthand": '<td style="background:#fff url({to}) repeat">x</td>',
    "css, escaped": r'<p style="background-image:u\72l({to})">x</p>',
    "css list": '<ul style="list-style-image:url({to})"><li>x</ul>',
    "css expression": '<p style="width:expression(load({to}));behavior:url({to})">x</p>',
    "css import": '<style>@import url("{to}"); @import "{to}"; p{{background:url({to})}}</style><p>x',
    "css import, late": '<p>x</p><div><style>@import "{to}";</style></div>',
    "css content": "<style>p:before{{content:url({to})}}</style><p>x",
    "css font": '<style>@font-face{{font-family:x;src:url({to})}}</style><p style="font-family:x">x',
    "link": '<link rel="stylesheet" href="{to}"><link rel=icon href="{to}"><p>x',
    "base": '<base href="{to}/"><img src="red.png"><p>x',
    "meta refresh": '<meta http-equiv="refresh" content="0;url={to}"><p>x',
    "iframe": '<iframe src="{to}"></iframe><frameset><frame src="{to}"></frameset>',
    "object": '<object data="{to}"><embed src="{to}"></object><applet code="{to}"></applet>',
    "svg": '<svg><image href="{to}" xlink:href="{to}"/><script href="{to}"/></svg>',
    "svg, foreign object": '<svg><foreignObject><img src="{to}"></foreignObject></svg>',
    "mathml": '<math><mglyph src="{to}"/><mtext><img src="{to}"></mtext></math>',
    "video": '<video poster="{to}" src="{to}"></video><audio src="{to}">',
    "form": '<form action="{to}"><input type=image src="{to}"><button formaction="{to}">x</button>',
    "script": '<script src="{to}"></script><p onload="load(\'{to}\')" onmouseover=x>x',
    "template": '<template><img src="{to}"></template><noscript><img src="{to}"></noscript>',
    "comment": '<!--[if mso]><img src="{to}"><![endif]--><![CDATA[<img src="{to}">]]>',
    "nested quotes": '<p title="</p><img src=\'{to}\'>">x</p><p title=\'"><img src="{to}">\'>y</p>',
    "remote and cid names": '<img src="remote:{to}"><img src="cid:{to}"><img src="remote:0">',
}

HOSTILE = [(form, target) for form in FORMS for target in TARGETS]


@pytest.fixture(scope="module")
def red(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reach") / "red.png"
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(path))
    return path


@pytest.fixture
def beside(red: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand where a relative name would be found."""
    monkeypatch.chdir(red.parent)


def written(form: str, target: str, red: Path) -> str:
    data = base64.b64encode(red.read_bytes()).decode()
    to = TARGETS[target].format(path=red, data=data)
    entities = "".join(f"&#{ord(char)};" for char in to[:400])
    return FORMS[form].format(to=to, entities=entities)


class Listening(QTextDocument):
    """A plain document that tells what it is asked to load, and loads it as Qt does."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        found = super().loadResource(kind, name)
        if found not in (None, "", QByteArray()):
            self.loaded.append(QUrl(name).toString())
        return found


def test_the_bait_is_taken_without_layers(red: Path, beside: None) -> None:
    """These tests would see it: a plain document loads files and data by itself."""
    for target in ("a path", "a file", "a picture within", "a name beside"):
        document = QTextDocument()
        document.setHtml(written("img", target, red))
        assert document.size().height() > SIDE, target


@pytest.mark.parametrize("form", FORMS)
def test_clean_pages_reach_nothing_in_a_plain_document(
    form: str, red: Path, beside: None, qapp: QApplication
) -> None:
    for target in TARGETS:
        found = rich_text(written(form, target, red))
        for page in (*found.pages, *found.quoted):
            document = Listening()
            document.setHtml(page)
            assert document.size().height() < SIDE, (target, page)
            assert document.loaded == [], (target, page)


@pytest.mark.parametrize("form", FORMS)
def test_mail_as_it_came_reaches_nothing_in_our_view(
    form: str, red: Path, beside: None, qtbot: QtBot
) -> None:
    for target in TARGETS:
        view = MailView({}.get)
        qtbot.addWidget(view)
        view.resize(400, 300)
        view.show_rich(written(form, target, red))
        view.show()
        seen = view.grab().toImage()
        assert view.document().size().height() < SIDE, target
        assert not _has_red(seen), target
        assert view.source() == QUrl()


def _has_red(image: QImage) -> bool:
    red = QColor("red")
    return any(
        image.pixelColor(x, y) == red
        for x in range(0, image.width(), 10)
        for y in range(0, image.height(), 10)
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'),
        (
            "huge",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\0\xff\xff" * 2 + b"\x08\x02\0\0\0\0\0\0\0",
        ),
        ("cut", base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB")),
        ("empty", b""),
        ("text", b"not a picture"),
        ("xpm", b'/* XPM */ static char *x[] = {"1 1 1 1", "a c red", "a"};'),
    ],
)
def test_only_plain_pictures_of_a_sane_size_are_decoded(name: str, data: bytes) -> None:
    assert pictures.decoded(data) is None


def test_a_picture_bomb_is_refused_before_it_is_unfolded(tmp_path: Path) -> None:
    image = QImage(9_000, 9_000, QImage.Format.Format_Mono)
    image.fill(0)
    path = tmp_path / "bomb.png"
    assert image.save(str(path))
    data = path.read_bytes()
    assert len(data) < 100_000
    assert pictures.decoded(data) is None


def test_a_large_photo_is_made_smaller_while_it_is_decoded(tmp_path: Path) -> None:
    image = QImage(4_000, 1_000, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    path = tmp_path / "photo.jpg"
    assert image.save(str(path))
    found = pictures.decoded(path.read_bytes())
    assert found is not None
    assert (found.width(), found.height()) == (1_600, 400)
