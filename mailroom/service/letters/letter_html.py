"""The HTML of internal mails: one column, large enough to press with a thumb, no pictures.

Tables and colours as attributes, for Outlook knows little else. Every word is escaped. Owns the
look; must not know what the words mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

_INK, _MUTED, _LINE, _PAPER = "#1b1f24", "#57606a", "#d0d7de", "#f6f8fa"
_STRONG, _STRONG_INK = "#0b57a4", "#ffffff"
_PLAIN, _PLAIN_INK = "#e6ebf1", "#14314f"
_WHITE = "#ffffff"  # said, for a dark mail program would leave dark words on its own ground
_FONT = "font-family:'Hiragino Sans','Yu Gothic UI','Meiryo',sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A word that can be pressed."""

    word: str
    link: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A longer text with its title."""

    title: str
    text: str
    quoted: bool = False
    button: Button | None = None


@dataclass(slots=True, kw_only=True)
class Page:
    """What stands on it, from top to bottom; ``tag`` and ``keep`` end it."""

    lines: list[str] = field(default_factory=list[str])
    buttons: list[Button] = field(default_factory=list[Button])
    fields: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    sections: list[Section] = field(default_factory=list[Section])
    foot: list[str] = field(default_factory=list[str])
    keep: str = ""
    tag: str = ""


def render(page: Page, answers: str) -> str:
    """Return the page as HTML; ``answers`` stands above the buttons."""
    first, *others = page.lines or [""]
    parts = [f'<p style="margin:0 0 8px 0;font-size:18px"><b>{_words(first)}</b></p>']
    parts += [f'<p style="margin:0 0 6px 0">{_words(line)}</p>' for line in others]
    if page.buttons:
        parts.append(f'<p style="margin:14px 0 6px 0;color:{_MUTED}">{_words(answers)}</p>')
        parts += [_button(button) for button in page.buttons]
    if page.fields:
        parts.append(_table(page.fields))
    parts += [_section(section) for section in page.sections]
    parts.append(_foot(page))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light"></head>'
        f'<body bgcolor="{_WHITE}" style="margin:0;padding:12px;background:{_WHITE};color:{_INK};'
        f'font-size:16px;line-height:1.5;{_FONT}">'
        f'<div style="max-width:600px">{"".join(parts)}</div></body></html>\n'
    )


def _button(button: Button) -> str:
    """Return a cell with a colour: what every mail program draws as a button."""
    back, ink = (_STRONG, _STRONG_INK) if button.strong else (_PLAIN, _PLAIN_INK)
    return (
        '<table width="320" cellspacing="0" cellpadding="12" border="0"'
        ' style="margin:0 0 8px 0;max-width:100%"><tr>'
        f'<td align="center" bgcolor="{back}" style="border-radius:6px">'
        f'<a href="{escape(button.link)}" style="color:{ink};text-decoration:none;display:block">'
        f'<b><font color="{ink}">{escape(button.word)}</font></b></a></td></tr></table>'
    )


def _table(fields: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<tr><td valign="top" width="104" style="color:{_MUTED};border-top:1px solid {_LINE}">'
        f'{escape(name)}</td><td valign="top" style="border-top:1px solid {_LINE}">'
        f"{_words(value)}</td></tr>"
        for name, value in fields
    )
    return (
        '<table width="100%" cellspacing="0" cellpadding="6" border="0"'
        f' style="margin:14px 0 0 0">{rows}</table>'
    )


def _section(section: Section) -> str:
    back = f' bgcolor="{_PAPER}"' if section.quoted else ""
    return (
        f'<p style="margin:16px 0 4px 0;color:{_MUTED}">{escape(section.title)}</p>'
        '<table width="100%" cellspacing="0" cellpadding="10" border="0"><tr>'
        f"<td{back}>{_words(section.text)}</td></tr></table>"
        + (_button(section.button) if section.button is not None else "")
    )


def _foot(page: Page) -> str:
    lines = "".join(f'<p style="margin:0 0 6px 0">{_words(line)}</p>' for line in page.foot)
    if page.tag:
        lines += f'<p style="margin:10px 0 0 0">{escape(page.keep)}<br>{escape(page.tag)}</p>'
    return f'<div style="margin:18px 0 0 0;font-size:13px;color:{_MUTED}">{lines}</div>'


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>")
