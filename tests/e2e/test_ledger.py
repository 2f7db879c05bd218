"""Other mail programs at work on the mailbox: nothing lost, nothing twice (N16, N4, I13)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from email.policy import SMTP
from email.utils import format_datetime

import pytest

from mailroom.clock import SystemClock
from mailroom.domain import commands as c
from mailroom.domain.ledger import Fate
from mailroom.domain.query import CaseQuery, View
from mailroom.errors import FolderMissing
from mailroom.ids import MailKey
from mailroom.imap.client import ImapClient
from mailroom.practice.server import PracticeServer
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.office import Office, a_mail, report, run
from tests.fakes.dovecot import Dovecot
from tests.fakes.slow_proxy import SlowProxy

CUSTOMER = "customer@shop.example"
MANY = 24
LONG_AGO = SystemClock().now() - timedelta(days=60)


@pytest.fixture
def anywhere(anywhere: Office) -> Office:
    """A mailbox with one person."""
    anywhere.join("a", "田中")
    return anywhere


def opened(name: str) -> Room:
    return Room.open(profiles.load(name), clock=SystemClock())


def write(office: Office, subject: str, text: str = "help", folder: str = "INBOX") -> None:
    mail = a_mail(subject, sender=CUSTOMER, to=office.address, text=text)
    office.server.deliver(office.user, mail.as_bytes(policy=SMTP), folder)


def key_of(room: Room, subject: str) -> MailKey:
    rows = room.reads.rows(room.reads.recent_cases())
    case = next(row.case.id for row in rows if row.case.subject == subject)
    return next(item.mail.facts.key for item in room.reads.timeline(case) if item.mail)


def moved(client: ImapClient, subject: str, to: str, source: str = "INBOX") -> None:
    """Move a mail as a mail program without MOVE does: copy, delete."""
    client.select(source, readonly=False)
    [uid] = client.search_subject(subject)
    [mail] = client.fetch_raw([uid])
    client.append(to, mail.raw, date=mail.internaldate)
    client.select(source, readonly=False)
    client.expunge([uid])


def test_N16_mail_moved_by_another_program_is_followed_and_stays_in_its_case(anywhere: Office):
    with anywhere.server.connect(anywhere.user) as client, opened("a") as room:
        for folder in ("Archive", "Trash", "案件/完了"):
            client.ensure_folder(folder)
        for subject in ("one", "two", "three", "four"):
            write(anywhere, subject)
        room.sync_once()
        keys = {subject: key_of(room, subject) for subject in ("one", "two", "three", "four")}
        before = room.reads.case_ids(CaseQuery(view=View.ALL))
        moved(client, "one", "Archive")
        moved(client, "two", "案件/完了")
        client.select("INBOX", readonly=False)
        client.expunge(client.search_subject("three"))
        ledger = room.sync_once()
        assert (ledger.server, ledger.imported, ledger.gone) == (1, 1, 3)
        assert ledger.adds_up
        assert room.reads.case_ids(CaseQuery(view=View.ALL)) == before
        where = room.ledger.whereabouts(keys.values())
        assert (where[keys["one"]].fate, where[keys["one"]].folder) == (Fate.MOVED, "Archive")
        assert where[keys["two"]].folder == "案件/完了"
        assert where[keys["three"]].fate is Fate.DELETED
        assert keys["four"] not in where
        assert "help" in room.reads.body(keys["three"]).text  # kept on this PC

        moved(client, "one", "Trash", "Archive")  # and on to somewhere else
        room.sync_once()
        assert room.ledger.whereabouts([keys["one"]])[keys["one"]].folder == "Trash"
        moved(client, "one", "INBOX", "Trash")  # and back
        ledger = room.sync_once()
        assert (ledger.server, ledger.imported) == (2, 2)
        assert ledger.adds_up
        assert keys["one"] not in room.ledger.whereabouts([keys["one"]])
        assert room.reads.case_ids(CaseQuery(view=View.ALL)) == before
        assert len(room.reads.recent_cases()) == 4


def test_rule_37_a_desk_that_lacks_a_mail_finds_it_where_others_moved_it(anywhere: Office):
    anywhere.join("b", "佐藤")
    write(anywhere, "one", text="in the archive")
    with opened("a") as room:
        room.sync_once()
        key = key_of(room, "one")
    with anywhere.server.connect(anywhere.user) as client:
        client.ensure_folder("Archive")
        moved(client, "one", "Archive")
    with opened("b") as other:
        ledger = other.sync_once()
        assert (ledger.server, ledger.adds_up) == (0, True)
        assert not other.reads.body(key).here
        other.fetch_mail(key)
        assert "in the archive" in other.reads.body(key).text
        assert other.sync_once().adds_up
        assert other.ledger.whereabouts([key])[key].folder == "Archive"


@pytest.fixture
def crowded(anywhere: Office) -> Office:
    for number in range(MANY):
        write(anywhere, f"mail {number:02}")
    assert run("sync", "--profile", "a").code == 0
    return anywhere


def emptied(office: Office) -> dict[int, bytes]:
    with office.server.connect(office.user) as client:
        client.select("INBOX", readonly=False)
        mails = {mail.uid: mail.raw for mail in client.fetch_raw(client.uids_from())}
        client.expunge(mails)
    return mails


def test_N4_an_emptied_folder_asks_first(crowded: Office):
    mails = emptied(crowded)
    write(crowded, "new")
    synced = run("--lang", "ja", "sync", "--profile", "a")
    assert synced.code == 1
    assert synced.err.startswith(f"「INBOX」からメールが急に {MANY} 通なくなっています。")
    assert synced.last.endswith(f"{MANY} in doubt")
    subjects = {case["subject"] for case in run("cases", "--profile", "a", "--json").json}
    assert "new" in subjects
    assert len(subjects) == MANY + 1
    assert run("sync", "--profile", "a").code == 1  # it stays a question
    with crowded.server.connect(crowded.user) as client:
        for raw in mails.values():
            client.append("INBOX", raw)  # the backup is put back
    synced = run("sync", "--profile", "a")
    assert (synced.code, synced.err) == (0, "")
    assert len(run("cases", "--profile", "a", "--json").json) == MANY + 1


def test_N4_a_person_accepts_that_mail_is_gone(crowded: Office):
    emptied(crowded)
    assert run("sync", "--profile", "a").code == 1
    page = run("ledger", "--profile", "a", "--json")
    assert page.code == 1
    assert f"bad   ledger: 0 mails, {MANY} suddenly gone" in run("doctor", "--profile", "a").out
    assert [entry["fate"] for entry in page.json["entries"]] == ["missed"] * MANY
    assert run("ledger", "accept", "--profile", "a").code == 0
    assert run("sync", "--profile", "a").code == 0
    page = run("ledger", "--profile", "a", "--json")
    assert {entry["fate"] for entry in page.json["entries"]} == {"deleted"}
    assert len(run("cases", "--profile", "a", "--json").json) == MANY
    rows = list(csv.DictReader(io.StringIO(run("ledger", "csv", "--profile", "a").out)))
    assert [row["fate"] for row in rows] == ["deleted"] * MANY


def test_N4_what_is_archived_in_bulk_needs_no_question(crowded: Office):
    mails = emptied(crowded)
    with crowded.server.connect(crowded.user) as client:
        client.ensure_folder("Archive")
        for raw in mails.values():
            client.append("Archive", raw)
    synced = run("sync", "--profile", "a")
    assert (synced.code, synced.err) == (0, "")
    entries = run("ledger", "--profile", "a", "--json").json["entries"]
    assert {(entry["fate"], entry["to"]) for entry in entries} == {("moved", "Archive")}


def renumber(office: Office) -> None:
    """Give INBOX another UIDVALIDITY, as a restored backup has."""
    server: PracticeServer | Dovecot = office.server.server
    server.renew_validity(office.user)


def test_rule_22_old_mail_in_a_renumbered_folder_is_history(anywhere: Office):
    assert run("sync", "--profile", "a").code == 0
    renumber(anywhere)
    old = a_mail("old", sender=CUSTOMER, to=anywhere.address, text="long ago")
    old.replace_header("Date", format_datetime(LONG_AGO))
    with anywhere.server.connect(anywhere.user) as client:
        client.append("INBOX", old.as_bytes(policy=SMTP), date=LONG_AGO)
    write(anywhere, "new")
    assert run("sync", "--profile", "a").code == 0
    cases = {one["subject"]: one for one in run("cases", "--profile", "a", "--json").json}
    assert (cases["old"]["status"], cases["new"]["status"]) == ("done", "new")
    assert cases["old"]["due"] is None


def test_N4_a_renamed_sent_folder_is_followed(anywhere: Office):
    with anywhere.server.connect(anywhere.user) as client:
        sent = client.ensure_folder("Sent")
        answer = a_mail("Re: one", sender=anywhere.address, to=CUSTOMER, text="answer")
        client.append(sent, answer.as_bytes(policy=SMTP))
        with opened("a") as room:
            assert room.sync_once().server == 1
            client._wire.rename_folder(sent, "Sent Items")
            with pytest.raises(FolderMissing):
                room.sync_once()
            ledger = room.sync_once()
            assert (ledger.server, ledger.imported, ledger.adds_up) == (1, 1, True)
            assert len(room.reads.recent_cases()) == 1


def test_N4_a_renumbered_inbox_is_the_same_mail(anywhere: Office):
    office = anywhere
    office.join("b", "佐藤")
    for number in range(MANY):
        write(office, f"mail {number:02}")
    with opened("a") as room, opened("b") as other:
        room.sync_once()
        other.sync_once()
        case = room.reads.recent_cases()[0]
        room.wait(room.do(c.ClaimCase(case=case)), 10)
        number = room.reads.rows([case])[0].case.number
        run("do", "--profile", "a", "label", str(number), "--add", "急ぎ")
        head = room.head()
        shown = room.reads.rows(room.reads.recent_cases())
        renumber(office)
        write(office, "after")
        ledger = room.sync_once()
        assert (ledger.server, ledger.imported, ledger.gone) == (MANY + 1, MANY + 1, 0)
        assert ledger.adds_up
        assert other.sync_once().adds_up
        rows = {row.case.id: row for row in room.reads.rows(room.reads.recent_cases())}
        assert len(rows) == MANY + 1
        assert rows[case].holder is not None
        assert all(rows[row.case.id].labels == row.labels for row in shown)
        assert room.head() > head
        news = [row for row in rows.values() if row.case.subject == "after"]
        assert len(news) == 1
        office.join("c", "高橋")
        with opened("c") as third:
            assert third.sync_once().adds_up
            other.sync_once()
            assert third.state_hash() == other.state_hash()


def test_N16_a_lead_chooses_further_folders(anywhere: Office):
    with anywhere.server.connect(anywhere.user) as client:
        client.ensure_folder("Enquiries")
        old = a_mail("old", sender=CUSTOMER, to=anywhere.address, text="long ago")
        old.replace_header("Date", format_datetime(LONG_AGO))
        client.append("Enquiries", old.as_bytes(policy=SMTP), date=LONG_AGO)
        assert run("sync", "--profile", "a").code == 0
        page = run("ledger", "--profile", "a", "--json").json
        lying = {one["folder"]: one["server"] for one in page["folders"] if not one["synced"]}
        assert lying["Enquiries"] == 1
        assert run("ledger", "folders", "なし", "--profile", "a").code == 2
        assert run("ledger", "folders", "Enquiries", "--profile", "a").code == 0
        write(anywhere, "new", folder="Enquiries")
        assert run("sync", "--profile", "a").code == 0
        anywhere.join("b", "佐藤")
        assert run("sync", "--profile", "b").code == 0
        for name in "ab":
            cases = {one["subject"]: one for one in run("cases", "--profile", name, "--json").json}
            assert cases["new"]["status"] == "new"
            assert cases["old"]["status"] == "done"
            assert cases["new"]["mails"][0]["folder"] == "Enquiries"
        client.delete_folder("Enquiries")
        assert run("sync", "--profile", "a").code == 0  # two mails: no question
        assert run("ledger", "folders", "--profile", "a").code == 0
        assert run("sync", "--profile", "b").code == 0


def test_N16_a_thorough_check_finds_numbers_that_were_given_twice(practice_office: Office):
    """A server restored from yesterday's backup gives today's numbers to other mails (N4)."""
    office = practice_office
    office.join("a", "田中")
    for subject in ("one", "two"):
        write(office, subject)
    with opened("a") as room:
        room.sync_once()
        office.server.server.restore_backup(office.user, 1)
        write(office, "other", text="a longer text than before")
        assert len(room.reads.recent_cases()) == 2
        assert run("ledger", "check", "--profile", "a").code == 0
        assert {row.case.subject for row in room.reads.rows(room.reads.recent_cases())} == {
            "one",
            "two",
            "other",
        }
        assert room.ledger.whereabouts([key_of(room, "two")]) == {}


def test_a_look_at_which_nothing_is_new_stays_cheap(practice_office: Office):
    """Between two thorough looks (ten minutes) one turn; vanished mail costs some, once."""
    office = practice_office
    with SlowProxy(office.server.imap_port, seconds=0) as line:
        office.join("a", "田中", imap_port=line.port)
        with opened("a") as room, office.server.connect(office.user) as client:
            for folder in ("Archive", "Trash", "Junk"):
                client.ensure_folder(folder)
            for number in range(30):
                write(office, f"mail {number}")
            room.sync_once()
            room.sync_once()

            def turns(work: Callable[[], object]) -> int:
                line.reset()
                room._engine.ask(work)
                return line.turns

            engine = room._engine
            quiet = turns(lambda: engine._ingest.run_if_moved(engine.line))
            thorough = turns(lambda: engine._ingest.run(engine.line, lambda: None))
            moved(client, "mail 7", "Archive")
            vanished = turns(
                lambda: (
                    engine._ingest.run_if_moved(engine.line),
                    engine._ingest.follow(engine.line, lambda: None),
                )
            )
            client.select("INBOX", readonly=False)
            client.expunge(client.search_subject("mail 8"))
            deleted = turns(
                lambda: (
                    engine._ingest.run_if_moved(engine.line),
                    engine._ingest.follow(engine.line, lambda: None),
                )
            )
            report(
                f"turns: quiet {quiet}, thorough {thorough}, moved {vanished}, deleted {deleted}"
            )
            assert quiet == 1
            assert thorough <= 8
            assert vanished <= 12
            assert deleted <= 12
