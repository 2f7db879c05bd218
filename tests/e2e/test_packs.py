"""A case as files for others (N39), a list as a ledger: what a person finds in them."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.e2e.office import Office, a_mail, run

TRACKER = "tracker.outside.example"
HOSTILE_NAMES = ("../../evil.exe", "CON.txt", "見積書\u202egnp.exe", "領収書.pdf", "a\x00b.txt")


def letter(office: Office) -> EmailMessage:
    """Return a mail that would like to be fetched from, run, and written elsewhere."""
    mail = a_mail(
        "=返品 <script>alert(1)</script>",
        sender='"山田 <b>太郎</b>" <yamada@shop.example>',
        to=office.address,
        text="返品したいです。\n電話は 0312345678 です。",
    )
    mail.add_alternative(
        f'<p>返品したいです。<img src="http://{TRACKER}/x.png"><link href="//{TRACKER}/a.css">'
        f'<script src="https://{TRACKER}/a.js"></script><iframe src="http://{TRACKER}"></iframe>'
        f'<a href="javascript:alert(1)">押す</a> 電話は 0312345678 です。</p>',
        subtype="html",
    )
    for name in HOSTILE_NAMES:
        mail.add_attachment(b"data", maintype="application", subtype="pdf", filename=name)
    return mail


@pytest.fixture
def case(practice_office: Office) -> Office:
    practice_office.join("a", "田中")
    mail = letter(practice_office)
    practice_office.server.deliver(practice_office.user, mail.as_bytes())
    run("sync")
    run("do", "note", "1", "社内だけの話 <i>秘</i>")
    run("do", "snooze", "1", "--until", "mail", "--note", "在庫を見る")
    run("sync")
    return practice_office


class Outside(HTMLParser):
    """Collects every address and every tag that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        named = ("src", "href", "action", "background", "poster", "srcset", "data", "style")
        self.addresses += [value or "" for name, value in attrs if name in named]
        assert not [name for name, _value in attrs if name.startswith("on")]


def test_N39_a_pack_holds_everything_and_points_nowhere(case: Office, tmp_path: Path) -> None:
    ran = run("export", "1", str(tmp_path / "out"))
    assert ran.code == 0, ran.err
    folder = tmp_path / "out"
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {"0001.eml", "index.html", "case.json"} <= files
    attached = sorted(name for name in files if name.startswith("attachments/"))
    assert len(attached) == len(HOSTILE_NAMES)
    assert all(
        re.fullmatch(r"attachments/0001-\d\d-[^/\\\x00-\x1f\u202e]+", one) for one in attached
    )
    assert {path.resolve().is_relative_to(folder) for path in folder.rglob("*")} == {True}
    page = (folder / "index.html").read_text(encoding="utf-8")
    seen = Outside()
    seen.feed(page)
    assert not seen.tags & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert all(address.startswith("./") for address in seen.addresses)
    assert {address.removeprefix("./") for address in seen.addresses} >= {"0001.eml"}
    assert "default-src 'none'" in page
    assert f"//{TRACKER}" not in re.sub(r"<[^>]*>", "", page).replace("&", "")
    assert "返品したいです。" in page
    assert "社内だけの話 &lt;i&gt;秘&lt;/i&gt;" in page
    assert "在庫を見る" in page
    assert json.loads((folder / "case.json").read_text(encoding="utf-8"))["number"] == 1


def test_N39_what_was_said_in_the_house_stays_there(case: Office, tmp_path: Path) -> None:
    ran = run("export", "1", str(tmp_path / "out"), "--zip", "--for-customer")
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(tmp_path / "out.zip") as pack:
        assert pack.testzip() is None
        everything = b"".join(pack.read(name) for name in pack.namelist() if "eml" not in name)
        assert all(name.startswith("out/") for name in pack.namelist())
    assert not (tmp_path / "out.zip.part").exists()
    text = everything.decode("utf-8")
    assert "返品したいです。" in text
    for secret in ("社内だけの話", "在庫を見る", "田中", "snoozed"):
        assert secret not in text


def test_N39_a_ledger_opens_as_it_was_meant(case: Office, tmp_path: Path) -> None:
    for encoding, codec in (("utf8", "utf-8-sig"), ("cp932", "cp932")):
        path = tmp_path / f"{encoding}.csv"
        ran = run("cases", "--csv", str(path), "--encoding", encoding)
        assert ran.code == 0, ran.err
        raw = path.read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") is (encoding == "utf8")
        head, line = csv.reader(io.StringIO(raw.decode(codec), newline=""))
        assert len(head) == len(line) == len(set(head))
        assert line[0] == "1"
        assert line[1].startswith("'=返品")
        assert raw.count(b"\r\n") == 2


def test_N32_the_command_line_says_what_it_does_not_understand(case: Office) -> None:
    ran = run("cases", "form:yamada")
    assert ran.code == 0
    assert ran.err.strip() == ("mailroom: there is no condition “form:”; searched for it as words")
    assert "#1" in run("cases", "from:yamada", "is:snoozed", "返品").out
    assert run("cases", "-返品").out == ""
