"""HTML mail: nothing that runs or fetches is left, what people should read is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.mail.html import sanitise, whole_html, whole_text
from mailroom.mail.html_text import html_to_text
from mailroom.mail.html_tokens import MAX_DEPTH, nested
from mailroom.mail.parse import parse_mail


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
    html = sanitise(source).html.lower()
    for word in (
        "script",
        "http:",
        "src=",
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
    assert "<img" not in sanitise("<p title='</p><img src=http://x>'>x</p>").html


def test_counts_what_it_blocked():
    found = sanitise(
        "<img src='http://x/1.gif'><td background=//x><p style='background:url(https://x)'>"
    )
    assert found.blocked == 3


def test_keeps_images_of_the_mail_itself():
    found = sanitise('<img src="cid:logo@x" alt=Logo><img src="http://x" alt="Chart">')
    assert found.content_ids == ("logo@x",)
    assert 'src="cid:logo@x"' in found.html
    assert found.html.endswith("Chart")  # the words instead of the picture


@pytest.mark.parametrize(
    ("html", "deceptive"),
    [
        ('<a href="https://bank.example/x">https://bank.example/x</a>', False),
        ('<a href="https://www.bank.example/">bank.example</a>', False),
        ('<a href="https://login.bank.example/">bank.example</a>', False),
        ('<a href="https://evil.example/">www.bank.example</a>', True),
        ('<a href="https://bank.example.evil.example/">bank.example</a>', True),
        ('<a href="https://bank.example@evil.example/">https://bank.example</a>', True),
        ('<a href="https://xn--bnk-5cd.example/">our shop</a>', True),
        ('<a href="https://b\u0430nk.example/">our shop</a>', True),
        ('<a href="https://evil.example/">click here</a>', False),
        ('<a href="mailto:a@b.example">a@b.example</a>', False),
    ],
)
def test_marks_links_that_lead_elsewhere(html, deceptive):
    (link,) = sanitise(html).links
    assert link.deceptive is deceptive


def test_links_keep_their_real_target():
    (link,) = sanitise('<a href="https://x.example/?a=1&amp;b=2">see <b>this</b></a>').links
    assert (link.text, link.target) == ("see this", "https://x.example/?a=1&b=2")


def test_colours_can_be_left_out():
    source = '<font color=red>a</font><p style="color:red;font-weight:bold" bgcolor=x>b</p>'
    assert "red" in sanitise(source).html
    assert "red" not in sanitise(source, colours=False).html
    assert "bold" in sanitise(source, colours=False).html


def test_hidden_text_is_not_shown():
    assert "secret" not in sanitise("<div style='display: none'>secret<p>secret</div>shown").html
    assert "shown" in sanitise("<div style='display:none'>secret</div>shown").html


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
    html = sanitise(source).html
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
    html = sanitise(source).html
    assert "<script" not in html
    assert "src=" not in html
    html_to_text(source)
