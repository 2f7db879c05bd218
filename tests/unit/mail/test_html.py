"""HTML mail: nothing that runs or fetches is left, what people should read is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.rich_text import without_pictures
from mailroom.mail.html.safe import rich_text, whole_html, whole_text
from mailroom.mail.html.text import html_to_text
from mailroom.mail.html.tokens import MAX_DEPTH, nested
from mailroom.mail.reading.parse import parse_mail


def shown(source):
    found = rich_text(source)
    return "".join((*found.pages, *found.quoted))


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x></SCRIPT >",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href=' jav&#x09;ascript:alert(1)'>x</a>",
        "<a href='vbscript:x'>x</a><a href='data:text/html,x'>y</a><a href='file:///etc/passwd'>z</a>",
        "<iframe src=http://x></iframe><object data=x></object><embed src=x>",
        "<form action=http://x><input name=a><button>b</button></form>",
        "<base href=http://x><meta http-equiv=refresh content='0;url=http://x'>",
        "<link rel=stylesheet href=http://x>",
        "<style>@import url(http://x); body{background:url(http://x)}</style>",
        "<div style='background:url(http://x);behavior:url(x);position:fixed'>x</div>",
        "<img src=http://x/a.png><img src=//x/a.png><img srcset='http://x 2x'>",
        "<img src='file:///etc/passwd'><img src='qrc:/x'><img src='data:image/svg+xml,x'>",
        "<table background=http://x><td background=http://x>x</table>",
        "<svg><script>1</script><image href=http://x></svg><math><mtext></mtext></math>",
        "<!--[if mso]><img src=http://x><![endif]-->x",
        "<noscript><img src=http://x></noscript>",
        "<a name=x href=x onmouseover=alert(1) ping=http://x>y</a>",
        "<video poster=http://x src=http://x><audio src=x>",
    ],
)
def test_nothing_active_and_nothing_remote_is_left(source):
    html = without_pictures(shown(source)).lower()
    for word in (
        "script",
        "http:",
        "<img",
        "onerror",
        "onmouse",
        "url(",
        "file:",
        "data:",
        "iframe",
        "object",
        "form",
        "input",
        "meta",
        "style>",
        "background",
        "behavior",
        "ping",
        "position",
    ):
        assert word not in html, html


def test_an_attribute_stays_an_attribute():
    assert "<img" not in shown("<p title='</p><img src=http://x>'>x</p>")


def test_counts_pictures_of_the_web_and_those_that_only_report():
    found = rich_text(
        "<img src='http://x/1.gif'><img src=//x/2.gif width=600><img src='http://x/1.gif'>"
        "<img src=https://t/o.gif width=1 height=1><img src=https://t/p.gif style='width:0px'>"
    )
    assert (found.blocked, found.tracking) == (2, 2)
    assert found.pictures[1].address == "https://x/2.gif"


def test_leaves_room_for_pictures_that_somebody_allowed():
    source = "<img src='http://x/1.gif' alt=Chart width=60><img src=https://t/o.gif width=1>"
    assert shown(source) == '<img src="remote:0" alt="Chart" width="60">'
    assert without_pictures(shown(source)) == "Chart"


def test_keeps_images_of_the_mail_itself():
    html = without_pictures(
        shown('<img src="cid:logo@x" alt=Logo><img src="http://x" alt="Chart">')
    )
    assert 'src="cid:logo@x"' in html
    assert html.endswith("Chart")  # the words instead of the picture


def test_links_keep_their_real_target_and_the_page_holds_none():
    found = rich_text('<a href="https://x.example/?a=1&amp;b=2">see <b>this</b></a>')
    (link,) = found.links
    assert (link.text, link.target) == ("see this", "https://x.example/?a=1&b=2")
    assert found.pages == ('<a href="link:0">see <b>this</b></a>',)


def test_a_doubtful_link_says_behind_it_where_it_leads():
    html = shown('<a href="https://evil.example/">www.bank.example</a>')
    assert "[! evil.example]" in html
    assert "[!" not in shown('<a href="https://shop.example/">shop.example</a>')


def test_only_links_that_a_person_may_follow_are_links():
    for target in ("javascript:x", "file:///etc/passwd", "data:text/html,x", "smb://h/x", "link:0"):
        assert "href" not in shown(f'<a href="{target}">x</a>')
    for target in ("https://a.example", "mailto:a@b.example", "tel:0312345678"):
        assert 'href="link:0"' in shown(f'<a href="{target}">x</a>')


def test_hidden_text_is_not_shown():
    assert "secret" not in shown("<div style='display: none'>secret<p>secret</div>shown")
    assert "shown" in shown("<div style='display:none'>secret</div>shown")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>a</div>\r\n<div>b</div>", "a\nb"),
        ("<div>a</div><div>&nbsp;</div><div>b</div>", "a\n\nb"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ('<p class="MsoNormal">a</p><p class="MsoNormal">b</p>', "a\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("  many\n   blanks&nbsp; here ", "many blanks  here"),
        ("<ul><li>x<li>y</ul>", "・x\n・y"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</table>", "1\t2\n3"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>> b\nc"),
        ("<pre> a\n  b</pre>", " a\n  b"),
        ("1 &lt; 2 &amp; 3 &#x8FD4;", "1 < 2 & 3 返"),
        ("a<script>x</script><style>y</style><!-- z --><title>t</title>b", "a b"),
        ("返<b>品</b>の<span>件</span>", "返品の件"),
        ("1 < 2 and <b", "1 < 2 and"),
        ('<img alt="logo"> x', "logo x"),
        ("", ""),
    ],
)
def test_says_html_as_text(html, text):
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b x=1>",
        "<span></b>",
        "<",
        "&",
        '<a "',
        "<script",
        "<!--",
        "<table><td>",
        "<p>",
        "</div>",
        "<blockquote>",
        "<pre>",
    ],
)
def test_hostile_html_is_bounded(piece):
    source = piece * (100_000 // len(piece))
    html = shown(source)
    depth = deepest = 0
    for part in html.split("<")[1:]:
        depth += -1 if part.startswith("/") else 0 if part.startswith(("br", "img", "hr")) else 1
        deepest = max(deepest, depth)
    assert deepest <= 2 * MAX_DEPTH  # tbody and tr come between tables and their cells
    html_to_text(source)


def test_endless_attributes_are_cut():
    source = "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x"
    assert len(nested(source)) < 1_000


def test_a_whole_mail_is_shown_once_and_completely():
    head = "Content-Type: multipart/{}; boundary=b\n\n--b\n{}\n--b\n{}\n--b--\n"
    plain, html = (
        "Content-Type: text/plain\n\nplain <words>",
        "Content-Type: text/html\n\n<b>rich</b>",
    )
    either = parse_mail(head.format("alternative", plain, html).encode())
    both = parse_mail(head.format("mixed", plain, html).encode())
    assert (whole_text(either), whole_html(either)) == ("plain <words>", "<b>rich</b>")
    assert whole_text(both) == "plain <words>\nrich"
    assert whole_html(both) == "<div>plain &lt;words&gt;</div>\n<b>rich</b>"


PIECES = [
    "<p>",
    "</p>",
    "<div style='display:none'>",
    "</div>",
    "<a href='http://x'>",
    "<img src=x>",
    "text",
    "&amp;",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<b",
    ">",
    '"',
    "'",
    "<table>",
    "<td>",
    "</table>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_mixture_is_safe_and_said(pieces):
    source = "".join(pieces)
    html = shown(source)
    assert "<script" not in html
    assert "//" not in html
    html_to_text(source)
