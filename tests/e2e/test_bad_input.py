"""Everything that goes wrong outside: one clear sentence with the next step, and nothing lost."""

from __future__ import annotations

import email
import itertools
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.practice.faults import Act
from mailroom.practice.mailbox import StoredMail
from tests.e2e.office import ROOT, Office, Ran, a_mail, run
from tests.guards import ExpectLog

resource = pytest.importorskip("resource")  # limits the size of files; not on Windows
RUN = "import sys; from mailroom.service.cli import door as cli; sys.exit(cli.main(sys.argv[1:]))"


def sentence(ran: Ran, code: int = 1) -> str:
    """Return what a command complained: exactly one line, and no traceback."""
    assert ran.code == code, ran.out + ran.err
    [line] = ran.err.strip().splitlines()
    assert line.startswith("mailroom: ")
    assert "Traceback" not in ran.err
    return line


def add(office: Office, *instead: str) -> Ran:
    """Try to make a profile with something wrong in it; later options win."""
    server = office.server
    return run(
        *("profile", "add", "a", "--user", office.user, "--from", office.address),
        *("--imap", f"{server.imap_host}:{server.imap_port}", "--name", "田中"),
        *("--plaintext-loopback", *instead),
    )


# -- the account ---------------------------------------------------------------------------------


def test_wrong_password(practice_office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MAILROOM_PASSWORD", "wrong-canary")
    assert "check user name and password" in sentence(add(practice_office))
    assert run("profile", "list").out == ""  # nothing is left behind
    monkeypatch.setenv("MAILROOM_PASSWORD", practice_office.password)
    assert add(practice_office).code == 0
    monkeypatch.setenv("MAILROOM_PASSWORD", "wrong-canary")
    assert "check user name and password" in sentence(run("sync", "--profile", "a"))


def test_unreachable_server(practice_office: Office):
    assert "cannot reach 127.0.0.1" in sentence(add(practice_office, "--imap", "127.0.0.1:1"))


def test_unknown_host(practice_office: Office):
    server = practice_office.server
    ran = run(
        *("profile", "add", "a", "--imap", "mail.nowhere.invalid", "--user", "x"),
        *("--smtp", f"{server.smtp_host}", "--from", "a@b.example", "--name", "田中"),
    )
    assert "no server is called mail.nowhere.invalid" in sentence(ran)


def test_refused_tls(practice_office: Office):
    """A server that speaks no TLS gets no password."""
    server = practice_office.server
    ran = run(
        *("profile", "add", "a", "--imap", f"localhost:{server.imap_port}", "--user", "x"),
        *("--from", "a@b.example", "--name", "田中"),
    )
    assert "no safe connection to localhost" in sentence(ran)
    assert server.server.logins(practice_office.user) == 0


def test_plain_text_goes_to_this_machine_only(practice_office: Office):
    ran = add(practice_office, "--imap", "mail.example.com:143")
    assert "plaintext" in sentence(ran, 2)


def test_a_silent_server_is_given_up(practice_office: Office):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def accept_and_close() -> None:
            listener.accept()[0].close()

        hang_up = threading.Thread(target=accept_and_close)
        hang_up.start()
        sentence(add(practice_office, "--imap", f"127.0.0.1:{port}"))
        hang_up.join()


WRONG_ARGUMENTS = [
    (("show", "99"), "there is no case 99"),
    (("cases", "status:unknown"), "unknown"),
    (("do", "assign", "1", "nobody-like-that"), "there is no member nobody-like-that"),
    (("do", "label", "1", "no-such-label"), "no-such-label"),
    (("do", "snooze", "1", "--until", "sometime"), "sometime"),
    (("do", "reply", "1", "--text-file", "/nowhere/x"), "cannot read the file /nowhere/x"),
    (("do", "reply", "1", "--text", "x", "--to", "not an address"), "not an address"),
    (("do", "note", "1"), "text"),
    (("do", "fly", "1"), "fly"),
    (("frobnicate",), "frobnicate"),
    (("sync", "--profile", "nope"), "there is no profile nope"),
    (("sync", "--profile", "../evil"), "cannot be a profile name"),
    (("parse", "/nowhere/mail.eml"), "cannot read the file /nowhere/mail.eml"),
]


def test_wrong_arguments(one_case: Office):
    for args, said in WRONG_ARGUMENTS:
        assert said in sentence(run(*args), 2), args


@pytest.fixture
def one_case(practice_office: Office) -> Office:
    practice_office.join("a", "田中")
    practice_office.write("one")
    run("sync")
    return practice_office


def test_japanese_sentences(practice_office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert "プロフィール nope はありません" in sentence(run("sync", "--profile", "nope"), 2)


# -- mail ----------------------------------------------------------------------------------------


class NeverWhole:
    """A mail of which the server hands out something else each time."""

    def __init__(self, mail: StoredMail) -> None:
        self.uid, self.internaldate, self.flags = mail.uid, mail.internaldate, mail.flags
        self._first = mail.raw
        self._numbers = itertools.count()

    @property
    def raw(self) -> bytes:
        return self._first + b"?" * next(self._numbers)


def test_a_mail_that_cannot_be_fetched_is_put_aside_and_the_rest_comes(
    practice_office: Office, expect_log: ExpectLog
):
    expect_log("is unreadable")
    office = practice_office
    office.join("a", "田中")
    for number in range(3):
        office.write(f"mail {number}")
    mails = office.server.server.account(office.user).find("INBOX").mails
    whole, mails[2] = mails[2], NeverWhole(mails[2])
    ledgers = [run("sync", "--profile", "a") for _ in range(3)]
    assert [ran.code for ran in ledgers] == [1, 1, 0]
    assert ledgers[-1].last.endswith("imported 2 + duplicate 0 + filtered 0 + quarantined 1")
    subjects = {case["subject"] for case in run("cases", "--json").json}
    assert subjects == {"mail 0", "mail 1", "mail 2"}  # its header came: it has a case (N17)
    [bad] = run("rescue", "--profile", "a", "list", "--json").json
    assert (bad["subject"], bad["reason"]) == ("mail 1", "the server does not hand it out")
    mails[2] = whole
    assert run("rescue", "--profile", "a", "again", bad["key"]).code == 0
    last = run("sync", "--profile", "a").last
    assert last.endswith("imported 3 + duplicate 0 + filtered 0 + quarantined 0")
    assert run("rescue", "--profile", "a", "list", "--json").json == []


def test_hostile_mails_stop_nothing(practice_office: Office):
    office = practice_office
    office.join("a", "田中")
    bad = [b"", b"\0" * 5_000, b"Subject: " + b"=?utf-8?B?" * 9_000, b"From: <" + b"a," * 20_000]
    for raw in bad:
        office.server.deliver(office.user, raw)
    office.write("good one")
    synced = run("sync", "--profile", "a")
    assert synced.code == 0, synced.out + synced.err
    assert "good one" in [case["subject"] for case in run("cases", "--json").json]


def test_a_refused_recipient_is_named_and_the_words_are_kept(one_case: Office):
    one_case.server.sink.refused["customer@shop.example"] = "550 no such user"
    ran = run("do", "reply", "1", "--text", "hello")
    assert ran.code == 3
    assert "550" in ran.out
    [row] = run("outbox", "--json").json
    assert row["state"] == "refused"
    assert run("do", "send", row["id"], "as-draft").code == 0
    assert run("outbox", "--json").json == []


# -- this PC -------------------------------------------------------------------------------------


def full_disk(bytes_: int, *args: str) -> Ran:
    """Run a command in a process whose files may not grow beyond so many bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))

    done = subprocess.run(
        [sys.executable, "-c", RUN, *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=limit,
        check=False,
    )
    return Ran(code=done.returncode, out=done.stdout, err=done.stderr)


def test_full_disk(one_case: Office):
    size = (one_case.folder("a") / "mail.db").stat().st_size
    big = a_mail("big", sender="b@shop.example", to=one_case.address, text="x" * size)
    one_case.server.deliver(one_case.user, big.as_bytes())
    assert "disk is full" in sentence(full_disk(size, "sync"))
    assert run("sync").code == 0  # room again: nothing is missing
    assert len(run("cases", "--json").json) == 2


@pytest.mark.parametrize("name", ["mail.db", "room.db"])
def test_a_corrupt_file_is_kept_aside_and_rebuilt(
    one_case: Office, name: str, expect_log: ExpectLog
):
    expect_log("is damaged", maybe=name == "mail.db")
    run("do", "note", "1", "remember this")
    before = run("cases", "--json").json
    damage(one_case.folder("a") / name)
    first = run("sync")
    assert "a damaged file was kept as" in sentence(first, first.code)
    kept = re.search(r"kept as (\S+) and", first.err)
    assert kept is not None
    assert Path(kept[1]).exists()
    assert run("sync").code == 0
    assert run("cases", "--json").json == before
    assert "remember this" in run("show", "1").out


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"this is no database any more" * 200)


def test_a_newer_file_is_left_alone(one_case: Office):
    path = one_case.folder("a") / "room.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "newer Mailroom" in sentence(run("cases"))


def test_a_damaged_profile_file(one_case: Office):
    (one_case.folder("a") / "profile.json").write_text("{")
    assert "profile.json" in sentence(run("cases"), 2)


@pytest.fixture
def locked_folder(one_case: Office) -> Iterator[Path]:
    folder = one_case.folder("a")
    yield folder
    folder.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(locked_folder: Path):
    locked_folder.chmod(0o500)
    assert "check the permissions" in sentence(run("sync"))


def test_two_instances_on_one_profile(one_case: Office):
    desk = one_case.start("a")
    second = subprocess.run(
        [sys.executable, "-c", RUN, "desk"],
        cwd=ROOT,
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    refused = Ran(code=second.returncode, out=second.stdout, err=second.stderr)
    assert "already open in another Mailroom" in sentence(refused)
    # Commands go on working: reads directly, writes through the one that runs.
    one_case.write("while it runs")
    synced = run("sync")
    assert synced.code == 0
    assert synced.last.startswith("ledger: server 2 = imported 2")
    assert run("do", "note", "1", "from a command").out == "accepted\n"
    assert "from a command" in str(desk.ask("show 1")["case"]["timeline"])


# -- secrets -------------------------------------------------------------------------------------


def test_the_password_is_in_no_file(practice_office: Office, monkeypatch: pytest.MonkeyPatch):
    """T6: neither in the profile nor in the log, also when the server quotes it back."""
    office = practice_office
    monkeypatch.delenv("MAILROOM_PASSWORD")
    secret = office.password
    added = run(
        *("profile", "add", "a", "--user", office.user, "--from", office.address),
        *("--imap", f"127.0.0.1:{office.server.imap_port}", "--name", "田中"),
        *("--plaintext-loopback", "--password-stdin"),
        stdin=f"{secret}\n",
    )
    assert added.code == 0, added.err
    office.write("hello")
    office.server.server.faults.at("FETCH", Act.NO, text=f"NO {secret} is your password")
    run("sync", "--profile", "a")
    assert run("sync", "--profile", "a").code == 0  # the sealed password opens
    home = Path(os.environ["MAILROOM_HOME"])
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "cli.log" for path in files)
    for path in files:
        assert secret.encode() not in path.read_bytes(), path
        assert path.stat().st_mode & 0o077 == 0 or path.suffix == ".lock", path


def test_a_parsed_mail_as_json(tmp_path: Path):
    mail = a_mail("件名①", sender="山田 <y@shop.example>", to="t@team.example", text="本文")
    mail.add_attachment(b"123", "application", "pdf", filename="領収書.pdf")
    (tmp_path / "m.eml").write_bytes(mail.as_bytes())
    parsed = run("parse", str(tmp_path / "m.eml"), "--json").json
    assert parsed["subject"] == "件名①"
    assert parsed["from"] == [["山田", "y@shop.example"]]
    assert parsed["text"] == "本文"
    assert parsed["attachments"][0]["filename"] == "領収書.pdf"


def test_export_writes_mails_and_history(one_case: Office, tmp_path: Path):
    run("do", "note", "1", "kept")
    exported = run("export", "1", str(tmp_path / "out"))
    assert exported.code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "0001.eml",
        "case.json",
        "index.html",
    }
    mail = email.message_from_bytes((tmp_path / "out" / "0001.eml").read_bytes())
    assert mail["Subject"] == "one"
    assert "kept" in (tmp_path / "out" / "case.json").read_text()
