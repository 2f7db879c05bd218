"""案件として取り込む: mails that came as files become cases on every desk, each once."""

from __future__ import annotations

from pathlib import Path

from mailroom.domain.query import CaseQuery, View
from mailroom.practice.smtp import SmtpSink
from mailroom.service.mail_files import MOST_BYTES, FileFate
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.e2e.replying import the_case

A_MAIL = (
    b"From: Hanako <hanako@shop.example>\nTo: support@shop.example\nSubject: by file\n"
    b"Message-ID: <by-file@shop.example>\nDate: Mon, 5 Jan 2026 10:00:00 +0900\n\nhello\n"
)


def fates(room: Room, *paths: Path) -> list[FileFate]:
    return [one.fate for one in room.mail_files.take_in(paths)]


def cases(room: Room) -> set[str]:
    rows = room.reads.rows(room.reads.case_ids(CaseQuery(view=View.ALL)))
    return {row.case.subject for row in rows}


def test_a_mail_from_a_file_becomes_a_case_once(room: Room, tmp_path: Path):
    file = tmp_path / "mail.eml"
    file.write_bytes(A_MAIL)
    assert fates(room, file, file) == [FileFate.TAKEN_IN, FileFate.KNOWN]
    assert room.sync_once().adds_up
    assert cases(room) == {"help me", "by file"}
    [told] = room.mail_files.take_in([file])
    detail = room.reads.detail(told.case) if told.case is not None else None
    assert (told.fate, detail is not None and detail.row.case.subject) == (
        FileFate.KNOWN,
        "by file",
    )
    assert file.read_bytes() == A_MAIL
    # An old mail waits since today: somebody wants it answered now.
    assert detail is not None
    assert detail.row.case.waiting_since is not None


def test_what_the_mailbox_has_is_known(room: Room, tmp_path: Path):
    [place] = room.redirects.mails(the_case(room).row.case.id)
    file = tmp_path / "same.eml"
    file.write_bytes(room.reads.source(place.facts.key).replace(b"\r\n", b"\n"))
    [told] = room.mail_files.take_in([file])
    assert (told.fate, told.case) == (FileFate.KNOWN, the_case(room).row.case.id)


def test_hostile_files_harm_nothing(room: Room, tmp_path: Path, practice_office: Office):
    """No mail, a folder, nothing there, NULs, a mailbox line, no line end, too big."""
    hostile = {
        "text": b"only words\n",
        "outlook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "empty": b"",
        "long": b"X: " + b"a" * 200_000,
        "nul": b"From: a\0@b.example\nDate: Mon, 5 Jan 2026 10:00:00 +0900\nSubject: nul\n\nx\0y",
        "mbox": b"From a@b.example Mon Jan  5 10:00:00 2026\n" + A_MAIL,
    }
    for name, data in hostile.items():
        (tmp_path / name).write_bytes(data)
    big = tmp_path / "big"
    with big.open("wb") as out:
        out.truncate(MOST_BYTES + 1)
    paths = [*(tmp_path / name for name in hostile), big, tmp_path, tmp_path / "gone"]
    no = FileFate.NO_MAIL
    assert fates(room, *paths) == [
        *[no] * 4,
        *[FileFate.TAKEN_IN] * 2,
        FileFate.TOO_BIG,
        *[FileFate.UNREADABLE] * 2,
    ]
    assert room.sync_once().adds_up
    assert {"nul", "by file"} <= cases(room)


def test_stopping_leaves_the_rest(room: Room, tmp_path: Path):
    paths = []
    for number in range(3):
        paths.append(tmp_path / f"{number}.eml")
        paths[-1].write_bytes(A_MAIL.replace(b"by-file", f"file-{number}".encode()))
    seen: list[int] = []
    told = room.mail_files.take_in(
        paths, progress=lambda done, _total: seen.append(done), stopped=lambda: bool(seen)
    )
    assert [one.fate for one in told] == [FileFate.TAKEN_IN, FileFate.LEFT, FileFate.LEFT]
    assert seen == [1, 2, 3]


def test_by_a_command(practice_office: Office, sink: SmtpSink, tmp_path: Path):
    practice_office.join("a", "田中")
    file, other = tmp_path / "mail.eml", tmp_path / "no.txt"
    file.write_bytes(A_MAIL)
    other.write_bytes(b"words")
    done = run("take-in", "--profile", "a", str(file), str(other))
    assert done.code == 1
    assert "taken-in" in done.out
    assert "no-mail" in done.out
    assert "by file" in run("cases", "--profile", "a").out
    assert run("take-in", "--profile", "a", str(file)).code == 0
