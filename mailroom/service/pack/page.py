"""The readable page of a pack: one HTML file that stands alone and prints well.

Every word of it is escaped text; mails appear as words (their HTML was read by ``mail.html.safe``),
their originals lie beside it. A policy in its head forbids all the same that anything is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from mailroom.settings import Language

_STYLE = """
@page { size: A4; margin: 16mm 14mm; }
body { font: 10.5pt/1.65 "Yu Gothic", "Hiragino Sans", "Noto Sans CJK JP", "Meiryo", sans-serif;
  color: #1a1d1f; background: #fff; max-width: 50em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; line-height: 1.35; margin: 0 0 .4em; }
h2 { font-size: 1.1em; margin: 2em 0 .6em; border-bottom: 1px solid #c9d2d6; padding-bottom: .2em; }
table { border-collapse: collapse; width: 100%; font-size: .93em; }
th { text-align: left; color: #4d585d; font-weight: 600; white-space: nowrap; width: 9em; }
th, td { padding: .28em .8em .28em 0; vertical-align: top; border-bottom: 1px solid #e6ebed; }
section { border: 1px solid #d5dde0; border-radius: 6px; margin: .9em 0; padding: .7em 1em; }
section.ours { border-left: 4px solid #0f766e; }
section.theirs { border-left: 4px solid #64748b; }
section.inside { border-left: 4px solid #b45309; background: #fffaf0; }
header { font-size: .93em; color: #4d585d; break-after: avoid; }
header b { color: #1a1d1f; font-size: 1.07em; }
time { float: right; }
.badge { background: #b45309; color: #fff; border-radius: 3px; padding: 0 .45em; font-size: .82em; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; margin: .55em 0 0; }
.quoted { white-space: pre-wrap; overflow-wrap: anywhere; color: #5b666b; font-size: .93em;
  border-left: 2px solid #d5dde0; padding-left: .8em; }
.event { color: #4d585d; font-size: .93em; margin: .45em .2em; }
.files { margin: .6em 0 0; padding-left: 1.2em; font-size: .93em; }
code { font-size: .82em; overflow-wrap: anywhere; color: #5b666b; }
@media print { body { margin: 0; max-width: none; padding: 0; } section { break-inside: auto; } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file of the pack: where it lies in it, what it is called, how large it is (bytes)."""

    path: str
    name: str
    size: int
    digest: str = ""  # SHA-256 in hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something of the timeline, all of it as plain words.

    Attributes:
        look: ``theirs``, ``ours``, ``inside`` for cards; "" for a line.
        title: who wrote, or what happened.
        route: to whom.
        badge: 社内, if it is.
    """

    at: str
    title: str
    look: str = ""
    route: str = ""
    subject: str = ""
    badge: str = ""
    words: str = ""
    quoted: str = ""
    files: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole page."""

    language: Language
    title: str
    facts: tuple[tuple[str, str], ...]
    timeline: tuple[Entry, ...]
    timeline_name: str
    contents: tuple[Enclosed, ...]
    contents_name: str
    foot: str


def html_of(page: Page) -> str:
    """Return the page."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    language = "en" if page.language is Language.EN else "ja"
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{escape(page.title)}</h1>"
    yield from _table(page.facts)
    yield f"<h2>{escape(page.timeline_name)}</h2>"
    for entry in page.timeline:
        yield from _entry(entry)
    yield f"<h2>{escape(page.contents_name)}</h2>\n<table>"
    for one in page.contents:
        yield (
            f"<tr><td>{_link(one)}</td><td>{one.size:,}&nbsp;B</td>"
            f"<td><code>{escape(one.digest)}</code></td></tr>"
        )
    yield f'</table>\n<p class="event">{escape(page.foot)}</p>\n</body>\n</html>'


def _table(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield "<table>"
    for name, value in facts:
        if value:
            yield f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
    yield "</table>"


def _entry(entry: Entry) -> Iterator[str]:
    when = f"<time>{escape(entry.at)}</time>"
    if not entry.look:
        yield f'<p class="event">{when}{escape(entry.title)}</p>'
        return
    badge = f'<span class="badge">{escape(entry.badge)}</span> ' if entry.badge else ""
    yield f'<section class="{escape(entry.look)}">'
    yield f"<header>{when}{badge}<b>{escape(entry.title)}</b>"
    yield "".join(f"<br>{escape(line)}" for line in (entry.route, entry.subject) if line)
    yield "</header>"
    if entry.words:
        yield f'<div class="words">{escape(entry.words)}</div>'
    if entry.quoted:
        yield f'<div class="quoted">{escape(entry.quoted)}</div>'
    if entry.files:
        links = "".join(f"<li>{_link(one)} ({one.size:,}&nbsp;B)</li>" for one in entry.files)
        yield f'<ul class="files">{links}</ul>'
    yield "</section>"


def _link(file: Enclosed) -> str:
    return f'<a href="./{quote(file.path)}">{escape(file.name)}</a>'
