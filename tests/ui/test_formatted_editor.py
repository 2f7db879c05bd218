"""The editor of formatted text gives back what it was given, and nothing more than we can say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument

from mailroom.service import rich
from ui.views.writing.formatted_editor import FormattedEditor

ROOT = Path(__file__).resolve().parents[2]
_words = st.text(alphabet="あいう漢字abc12 <>&\"'・。", min_size=1, max_size=8)
_looked = st.builds(lambda tag, words: (tag, words), st.sampled_from(["", "b", "i", "u"]), _words)
_links = st.builds(lambda words: ("a", words), _words)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _run(one: tuple[str, str]) -> str:
    tag, words = one
    if tag == "a":
        return f'<a href="https://a.example/?q=1&amp;r=2">{_escaped(words)}</a>'
    return f"<{tag}>{_escaped(words)}</{tag}>" if tag else _escaped(words)


_line = st.lists(_looked | _links, max_size=4).map(lambda runs: "".join(map(_run, runs)))
_block = st.one_of(
    _line.map(lambda line: f"<div>{line or '<br>'}</div>"),
    st.tuples(st.sampled_from(["ul", "ol"]), st.lists(_line, min_size=1, max_size=3)).map(
        lambda one: f"<{one[0]}>" + "".join(f"<li>{line}</li>" for line in one[1]) + f"</{one[0]}>"
    ),
    # two quotes beside each other are one to an editor
    _line.map(lambda line: f"<blockquote><div>{line}</div></blockquote><div>x</div>"),
)


@pytest.fixture
def editor(qtbot):
    made = FormattedEditor("text")
    qtbot.addWidget(made)
    return made


def test_what_it_is_given_comes_back(editor):
    @settings(deadline=None)
    @given(blocks=st.lists(_block, max_size=6))
    def comes_back(blocks):
        html = rich.clean("".join(blocks)) or rich.EMPTY_LINE
        for _ in range(2):
            editor.start("", html)
            assert editor.html() == html
            assert editor.words() == rich.plain(html)

    comes_back()


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><ul><li>a</li><li>b</li></ul></blockquote><div>c</div>",
        "<blockquote><div>a</div><blockquote><div>b</div></blockquote></blockquote><div>c</div>",
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
        "<ul><li>a<br>b</li></ul>",
        "<ul><li>a</li></ul><ul><li>b</li></ul>",
        "<div>a</div><div><br></div><div><br></div><div>b</div>",
        '<div>x <img src="cid:ab@mailroom" alt="名 前.png"> y</div>',
        "<div>二つ&nbsp; の空白</div>",
    ],
)
def test_nested_things_come_back(editor, html):
    editor.start("", rich.clean(html), {"ab@mailroom": QImage(8, 8, QImage.Format.Format_RGB32)})
    assert editor.html() == rich.clean(html)


def test_it_reads_no_file_and_no_address(editor, tmp_path):
    secret = tmp_path / "secret.png"
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(secret))
    kind = int(QTextDocument.ResourceType.ImageResource)
    for name in (QUrl.fromLocalFile(str(secret)), QUrl("https://a.example/x.png"), QUrl("cid:x")):
        assert editor.loadResource(kind, name).size().width() == 1
    assert editor.loadResource(int(QTextDocument.ResourceType.StyleSheetResource), "a.css") == ""


def test_making_it_plain_leaves_the_words_of_plain_readers(editor):
    html = rich.clean("<div>a <b>b</b></div><ol><li>c</li></ol><blockquote>d</blockquote>")
    editor.start("", html)
    editor.set_formatted(False)
    assert editor.toPlainText() == rich.plain(html) == "a b\n1. c\n> d"
    assert not editor.document().begin().blockFormat().leftMargin()


COPIES_AND_ENDS = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from ui.views.writing.mail_editor import MailEditor
editor = MailEditor("text")
for html in ("", "<div><b>bold</b></div>"):
    editor.start("plain", html)
    editor.selectAll()
    editor.copy()
    assert app.clipboard().mimeData().html() == html
"""


def test_what_was_copied_outlives_the_window_and_ends_with_it():
    done = subprocess.run(
        [sys.executable, "-c", COPIES_AND_ENDS], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
