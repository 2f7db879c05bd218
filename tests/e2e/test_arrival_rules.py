"""Rules on arrival between desks: one desk's firing is everybody's, each mail once (S66, N16)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mailroom.domain.query import CaseQuery, View
from mailroom.ids import MailKey
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.fakes.skipping_clock import SkippingClock

NEWS = {
    "name": "お知らせ",
    "conditions": [{"part": "list"}],
    "labels": ["通知/メルマガ"],
    "filters": True,
}
INVOICE = {
    "name": "請求書",
    "conditions": [
        {"part": "text", "words": ["請求書", "ｾｲｷｭｳ"]},
        {"part": "sender", "words": ["@firm.example"]},
    ],
    "labels": ["請求"],
    "assign": ["Sato"],
    "level": 2,
}


@pytest.fixture
def office(practice_office: Office) -> Office:
    return practice_office


def do(*words: str) -> None:
    ran = run("do", "--profile", "a", "--wait", "20", *words)
    assert ran.code == 0, ran.out + ran.err


def set_rules(tmp_path: Path, *rules: dict[str, Any], reason: str = "仕分け") -> None:
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")
    ran = run("rules", "--profile", "a", "set", str(file), "--reason", reason)
    assert (ran.code, ran.last) == (0, "accepted"), ran.out + ran.err


def two_desks(office: Office, tmp_path: Path) -> None:
    office.join("a", "Tanaka")
    office.join("b", "Sato")
    for name, parent in (("請求", ""), ("通知", ""), ("メルマガ", "通知")):
        do("label-define", name, "--parent", parent)
    set_rules(tmp_path, NEWS, INVOICE)


def opened(name: str, clock: SkippingClock) -> Room:
    room = Room.open(profiles.load(name), clock=clock)
    room.sync_once()
    return room


def story(room: Room) -> dict[str, tuple[object, ...]]:
    """Return what stands of every case, by subject."""
    ids = [*room.reads.recent_cases(), *room.reads.case_ids(CaseQuery(view=View.FILTERED))]
    names = {label.id: label.name for label in room.reads.labels()}
    found: dict[str, tuple[object, ...]] = {}
    for row in room.reads.rows(ids):
        case = row.case
        people = {one.member.id: one.member.name for one in room.reads.members()}
        labels = tuple(names[label] for label in row.labels)
        who = people.get(case.assignee, "")
        found[case.subject] = (labels, who, case.level, case.status.value)
    return found


def firings(room: Room) -> list[MailKey]:
    """Return the mails for which rules fired, as the timelines tell it."""
    ids = [*room.reads.recent_cases(), *room.reads.case_ids(CaseQuery(view=View.FILTERED))]
    items = [item for id_ in ids for item in room.reads.timeline(id_)]
    return [
        item.event.body.mail
        for item in items
        if item.event is not None and type(item.event.body).__name__ == "RulesFired"
    ]


EXPECTED = {
    "10月のご請求": (("請求",), "Sato", 2, "new"),
    "今週のお知らせ": (("メルマガ",), "", 1, "filtered"),
    "返品について": ((), "", 1, "new"),
}


def write_three(office: Office) -> None:
    office.write("10月のご請求", sender="x@firm.example", text="せいきゅう書を送ります: 請求書")
    office.write("今週のお知らせ", sender="news@shop.example", List_Id="<news.shop.example>")
    office.write("返品について", sender="c@gmail.com", text="請求書は firm.example から")


def test_S66_one_desks_firing_is_everybodys_and_each_mail_fires_once(
    office: Office, tmp_path: Path, clock: SkippingClock
) -> None:
    two_desks(office, tmp_path)
    write_three(office)
    with opened("a", clock) as a, opened("b", clock) as b:
        a.sync_once()
        assert story(a) == story(b) == EXPECTED
        assert len(firings(a)) == len(set(firings(a))) == 2
        assert a.state_hash() == b.state_hash()
        clock.ahead += timedelta(minutes=10)  # the other desk looks again, and finds it done
        b.sync_once()
        a.sync_once()
        assert len(firings(b)) == 2
    with opened("a", clock) as a:  # a restart fires nothing
        clock.ahead += timedelta(minutes=10)
        a.sync_once()
        assert len(firings(a)) == 2
        assert story(a) == EXPECTED
    ledger = run("sync", "--profile", "a")
    assert ledger.code == 0, ledger.out


def test_both_desks_announce_at_once_and_nothing_is_done_twice(
    office: Office, tmp_path: Path, clock: SkippingClock
) -> None:
    two_desks(office, tmp_path)
    with opened("a", clock) as a, opened("b", clock) as b:
        write_three(office)
        for room in (a, b):  # each takes the mail in and says so, unheard by the other
            room._engine.ask(lambda room=room: room._engine.check_for_mail())
        for room in (b, a, b):
            room.sync_once()
        assert story(a) == story(b) == EXPECTED
        assert a.state_hash() == b.state_hash()
        assert len(firings(a)) == len(set(firings(a))) == 2


def test_another_desk_looks_again_at_what_an_older_program_announced(
    office: Office, tmp_path: Path, clock: SkippingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_desks(office, tmp_path)
    with opened("a", clock) as a, opened("b", clock) as b:
        write_three(office)
        with monkeypatch.context() as older:
            older.setattr(a._engine._announcer._rules, "event_for", lambda facts: None)
            a.sync_once()
        b.sync_once()
        assert firings(b) == []  # not at once: the other one may be about to
        clock.ahead += timedelta(minutes=5)
        b.sync_once()
        a.sync_once()
        assert story(a) == story(b) == EXPECTED
        assert len(firings(a)) == 2


def test_a_first_sync_of_old_mail_fires_nothing(
    office: Office, tmp_path: Path, clock: SkippingClock
) -> None:
    for n in range(60):
        office.write(f"古い請求書 {n}", sender=f"p{n}@firm.example")
    two_desks(office, tmp_path)
    for name in ("a", "b"):
        assert run("sync", "--profile", name).code == 0
    with opened("a", clock) as a:
        clock.ahead += timedelta(minutes=10)
        a.sync_once()
        assert firings(a) == []
        told = run("rules", "--profile", "a", "preview", "--json").json
        assert len(told["cases"]) == 60  # but trying out finds them
        assert told["met"] == {"お知らせ": 0, "請求書": 60}


def test_rules_in_words_on_the_command_line(office: Office, tmp_path: Path) -> None:
    two_desks(office, tmp_path)
    shown = run("rules", "--profile", "a", "show")
    assert "請求書" in shown.out
    again = tmp_path / "again.json"
    plain = run("rules", "--profile", "a", "show", "--json")
    again.write_text(plain.out, encoding="utf-8")
    ran = run("rules", "--profile", "a", "set", str(again), "--reason", "同じもの")
    assert ran.last == "accepted"
    assert run("rules", "--profile", "a", "show", "--json").json == plain.json
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps([{"name": "空"}]), encoding="utf-8")
    refused = run("rules", "--profile", "a", "check", str(wrong))
    assert refused.code == 3
    assert "error: 空" in refused.out
    missing = run("rules", "--profile", "a", "set", str(tmp_path / "none"), "--reason", "x")
    assert missing.code == 2
    history = run("rules", "--profile", "a", "history").out.splitlines()
    assert [line.rpartition(": ")[2] for line in history] == ["仕分け", "同じもの"]
    labels = run("labels", "--profile", "a").out
    assert "通知/メルマガ\t0" in labels
    do_label = run("labels", "--profile", "a", "--json").json
    assert {one["path"] for one in do_label} == {"請求", "通知", "通知/メルマガ"}
