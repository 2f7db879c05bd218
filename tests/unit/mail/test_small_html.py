"""Our own small HTML: whatever comes in, nothing else comes out, and no word is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailroom.domain.drafts import Draft, DraftTab
from mailroom.ids import CaseId
from mailroom.mail.html import small
from mailroom.mail.html.small_text import as_small_html
from mailroom.mail.html.tokens import MAX_HTML, attributes, tokens
from mailroom.service import rich

ALLOWED = {"div", "br", "b", "i", "u", "ul", "ol", "li", "blockquote", "a", "img"}
_TAGS = "div p br b i u ul ol li blockquote a img span pre h1 table tr td strong hr script"
_ATTRIBUTES = st.sampled_from(
    [
        "",
        " style='font-weight:bold; color:red'",
        " style='mso-list:l1 level2 lfo3'",
        " style='mso-list:Ignore'",
        " style='margin:0; margin-left:80px'",
        " class=MsoNormal onclick='x()'",
        " href='http://a.example/?b=1&amp;c=&quot;2'",
        " href='mailto:x@y.example'",
        " href='java\nscript:x()'",
        " src='cid:a@b' alt='n  \"m\"'",
        " src='https://evil.example/x.png' alt=logo",
        " src='cid:a b\r\nX: y'",
    ]
)
_TAG = st.builds(
    lambda name, more, closes: f"</{name}>" if closes else f"<{name}{more}>",
    st.sampled_from(_TAGS.split()),
    _ATTRIBUTES,
    st.booleans(),
)
_TEXT = st.text(alphabet="ab \n\t\u3000\xa0&<>;\"'1.\u2028\x00漢\ud800\ufffc", max_size=6)
WORD_LIST = (
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>a</p>"
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>b</p>"
)
HTML = st.lists(st.one_of(_TAG, _TEXT), max_size=25).map("".join)


@given(HTML, st.sampled_from(["", '<meta name="qrichtext" content="1" />']))
@example("<ul>1", "").via("a list without an item")
@example("<a href='java\nscript:x()'>a</a>", "").via("an address cut in two")
def test_S53_nothing_but_our_own_html_comes_out_and_it_comes_out_once(html: str, head: str):
    made = rich.clean(head + html)
    for token in tokens(made):
        assert not token.tag or token.tag in ALLOWED
        values = attributes(token.text) if token.tag and not token.closes else {}
        assert set(values) <= {"a": {"href"}, "img": {"src", "alt"}}.get(token.tag, set())
        assert values.get("href", "http:").startswith(("http:", "mailto:"))
        assert values.get("src", "cid:a@b") == "cid:a@b"
    assert rich.clean(made) == made
    assert rich.plain(made) == rich.plain(head + html)
    assert rich.is_rich(made) == rich.is_rich(head + html)
    assert not set(made) & set("\x00\ud800\ufffc\u2028")


@given(st.text(max_size=200))
def test_no_text_is_too_strange(html: str):
    assert rich.clean(rich.clean(html)) == rich.clean(html)
    assert not rich.is_rich(rich.of_plain(html))


@given(st.text(alphabet="ab \n\u3000&<>;\"'1.漢・>-", max_size=60))
def test_a_plain_text_comes_back_as_it_was(text: str):
    made = rich.of_plain(text)
    lines = [line if line.strip(" ") else "" for line in text.split("\n")]
    assert rich.plain(made) == "\n".join(lines)
    assert rich.clean(made) == made


@pytest.mark.parametrize(
    ("html", "expected", "plain"),
    [
        ("<p>a</p><p>b</p>", "<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("a<br><br>b", "<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        (
            '<p class="MsoNormal">a</p><p class=MsoNormal>b</p>',
            "<div>a</div><div>b</div>",
            "a\nb",
        ),
        (
            "<p><strong>x</strong> <em>y</em> <span style='text-decoration:underline'>z</span></p>",
            "<div><b>x</b> <i>y</i> <u>z</u></div>",
            "x y z",
        ),
        ("<b style='font-weight:normal'>x</b>", "<div>x</div>", "x"),
        (
            "<ul><li>a<br>b</li><li>c<ol><li>d</li><li>e</li></ol>f</li></ul>",
            "<ul><li>a<br>b</li><li>c<ol><li>d</li><li>e</li></ol>f</li></ul>",
            "・a\n　b\n・c\n　1. d\n　2. e\n　f",
        ),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>c",
            "<blockquote><div>a</div><blockquote><div>b</div></blockquote></blockquote><div>c</div>",
            "> a\n>> b\nc",
        ),
        (
            "<a href='https://a.example/x?y=1&amp;z=2'>こちら</a>",
            '<div><a href="https://a.example/x?y=1&amp;z=2">こちら</a></div>',
            "こちら <https://a.example/x?y=1&z=2>",
        ),
        (
            "<a href='mailto:a@b.example'>a@b.example</a>, <a href='javascript:x'>b</a>",
            '<div><a href="mailto:a@b.example">a@b.example</a>, b</div>',
            "a@b.example, b",
        ),
        (
            "x<img src=cid:1@m alt=shot.png>y<img src='http://e.example/t.gif' alt=logo>",
            '<div>x<img src="cid:1@m" alt="shot.png">ylogo</div>',
            "x［画像: shot.png］ylogo",
        ),
        ("<table><tr><td>A<td>1,200<tr><td>B</table>", "<div>A　1,200</div><div>B</div>", None),
        (
            WORD_LIST,
            "<ol><li>a</li><li>b</li></ol>",
            "1. a\n2. b",
        ),
        ("<style>p{}</style><script>x()</script><!-- c -->a<o:p></o:p>", "<div>a</div>", "a"),
        ("", "", ""),
    ],
)
def test_what_others_write_is_said_in_ours(html: str, expected: str, plain: str | None):
    assert rich.clean(html) == expected
    assert plain is None or rich.plain(html) == plain


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ("<p>a<br>b</p><blockquote>c</blockquote>", False),
        ("<a href='https://a.example/'>https://a.example</a>", False),
        ("<a href='https://a.example/'>a</a>", True),
        ("<b>a</b>", True),
        ("<ul><li>a</ul>", True),
        ("<img src=cid:a>", True),
        ("<span style='color:red'>a</span>", False),
    ],
)
def test_what_would_be_lost_as_plain_text(html: str, lost: bool):
    assert rich.is_rich(html) is lost


def test_a_quote_of_a_formatted_mail_keeps_its_look_and_loads_nothing():
    html = "<div>見て<b>ください</b><img src='cid:logo' alt='logo.png'></div>"
    quote = small.quoted(small.without_pictures(small.read(html)))
    assert as_small_html((*small.of_plain("山田様:"), *quote)) == (
        "<div>山田様:</div>"
        "<blockquote><div>見て<b>ください</b>［画像: logo.png］</div></blockquote>"
    )


def test_pictures_are_named_in_their_order():
    assert rich.pictures("<img src=cid:b><img src=cid:a><img src=cid:b>") == ("b", "a")


def test_a_draft_says_the_same_formatted_or_not():
    draft = Draft(case=CaseId("c"), tab=DraftTab.REPLY, text="a")
    assert rich.words(draft) == "a"
    formatted = Draft(case=CaseId("c"), tab=DraftTab.REPLY, text="a", html="<ul><li>b")
    assert rich.words(formatted) == "・b"


@pytest.mark.parametrize(
    "html",
    ["<blockquote>" * 20_000, "<ul><li>" * 20_000 + "x", "a<br>" * 10_000, "x" * (MAX_HTML + 5)],
    ids=["quotes", "lists", "lines", "long"],
)
def test_a_monster_is_bounded(html: str):
    assert len(rich.clean(html)) < 2 * MAX_HTML
