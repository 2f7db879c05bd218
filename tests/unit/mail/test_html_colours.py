"""What an HTML mail says can be read, whatever colours it came in (contrast is computed)."""

# ruff: noqa: E501 - mails are quoted as they come

import re

import pytest

from mailroom.mail.html.colours import INK, LINK, WHITE, contrast, parse, readable
from mailroom.mail.html.safe import rich_text
from mailroom.mail.html.tokens import attributes, tokens
from ui import theme

NEWSLETTERS = {
    "white assumed": "<p>text</p><a href=https://a.example>link</a><b style='color:#c00'>red</b>",
    "black said": "<p style='color:#000000'>text</p><p style='color:black;background:#fff'>x</p>",
    "black said, one red": "<p style='color:#000'>text <font color=red>red</font></p>",
    "pale grey": "<p style='color:#bbb'>text <a href=https://a.example style='color:#ccc'>link</a></p>",
    "white on a picture that is not loaded": "<table background='https://a.example/x.png'>"
    "<tr><td style='color:#fff'>text</td></tr></table>",
    "dark page": "<body bgcolor=#101020 text=#fff><p style='color:#eee'>text</p><p>plain</p>"
    "<table><tr><td>cell <a href=https://a.example>link</a></td></tr></table></body>",
    "dark block": "<div style='background-color:#222'><p>text</p><span style='color:#333'>x</span></div>",
    "black inside dark": "<td bgcolor=#000><table bgcolor=#ffffff><tr><td>text</td></tr></table></td>",
    "functions": "<p style='color:rgb(250,250,250)'>a</p><p style='color:hsl(60,100%,90%)'>b</p>"
    "<p style='background:linear-gradient(#000,#111) #0a0a0a'>c</p>",
    "nonsense": "<p style='color:nocolour;background-color:url(x)' bgcolor=zzz>text</p>",
    "half clear": "<p style='color:rgba(255,255,255,.1)'>text</p>",
}


def contrasts(page: str) -> list[tuple[str, float]]:
    """Return every text of a page with its contrast, as a layout would paint it."""
    ground = [(INK, WHITE)]
    found = []
    for token in tokens(page):
        if not token.tag:
            if token.text.strip():
                found.append((token.text, contrast(*ground[-1])))
        elif token.closes:
            ground.pop()
        elif token.tag not in ("br", "img", "hr"):
            values = attributes(token.text)
            style = dict(re.findall(r"([a-z-]+):\s*([^;]+)", values.get("style", "")))
            ink, paper = ground[-1]
            own = style.get("color") or values.get("color")
            ink = parse(own) if own else LINK if token.tag == "a" else ink
            behind = style.get("background-color") or values.get("bgcolor")
            ground.append((ink, parse(behind) if behind else paper))
    return found


@pytest.mark.parametrize("source", NEWSLETTERS.values(), ids=NEWSLETTERS)
def test_everything_can_be_read_on_paper(source: str) -> None:
    found = rich_text(source)
    seen = contrasts("".join(found.pages))
    assert seen
    assert all(ratio >= 4.5 for _text, ratio in seen), seen


@pytest.mark.parametrize("name", ["black said", "half clear", "nonsense"])
def test_black_and_white_are_no_colours_of_its_own(name: str) -> None:
    found = rich_text(NEWSLETTERS[name])
    assert not found.coloured
    assert "color" not in "".join(found.pages)


@pytest.mark.parametrize("name", ["white assumed", "dark page", "pale grey", "dark block"])
def test_other_colours_need_paper(name: str) -> None:
    assert rich_text(NEWSLETTERS[name]).coloured


def test_colours_that_can_be_read_stay_as_they_are() -> None:
    page = rich_text(
        "<p style='color:#c0392b'>a</p><table><tr><td bgcolor=#7a1f2b style='color:#fff'>b</table>"
    ).pages[0]
    assert "color:#c0392b" in page
    assert 'bgcolor="#7a1f2b"' in page
    assert "color:#ffffff" in page


def test_the_mark_of_a_doubtful_link_can_be_read() -> None:
    page = rich_text('<a href="https://evil.example">bank.example</a>').pages[0]
    assert "color:#a31515" in page
    assert contrast(parse("#a31515"), parse("#fdf3d7")) >= 4.5


def test_mending_changes_no_more_than_it_must() -> None:
    assert readable((0, 0, 0), WHITE) == (0, 0, 0)
    for ink in ((187, 187, 187), (255, 255, 0), (255, 255, 255)):
        mended = readable(ink, WHITE)
        assert 4.5 <= contrast(mended, WHITE) < 6.5


def test_paper_is_what_the_window_paints() -> None:
    light = theme.LIGHT
    assert (parse(light.ink), parse(light.link), parse(light.card)) == (INK, LINK, WHITE)
