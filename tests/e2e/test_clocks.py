"""Pauses, promises and the calendar from the command line, on a real mailbox (N21, N22, N24)."""

from __future__ import annotations

import json
import time

import pytest

from tests.e2e.office import Office, run

CUSTOMER = "customer@shop.example"


@pytest.fixture
def asked(practice_office: Office) -> Office:
    """A case of a customer, open at desk a."""
    practice_office.join("a", "田中", "--address", "tanaka@team.example")
    practice_office.write("いつ届きますか", sender=CUSTOMER, text="注文番号 1234 です。")
    assert run("sync", "--profile", "a").code == 0
    return practice_office


def do(*words: str):
    return run("do", "--profile", "a", *words)


def case():
    return run("show", "--profile", "a", "1", "--json").json


def due() -> str:
    ran = run("--lang", "ja", "calendar", "--profile", "a", "due", "1")
    assert ran.code == 0, ran.err
    return ran.out


def test_a_pause_has_a_reason_and_ends(asked: Office) -> None:
    before = case()["due"]
    assert do("pause", "1").code == 2  # without a reason
    assert do("pause", "1", "--reason", "倉庫の返事待ち").out == "accepted\n"
    assert case()["due"] is None
    assert "一次返信: 停止中: 倉庫の返事待ち" in due()
    assert do("pause", "1", "--reason", "もう一度").code == 3
    assert do("resume", "1").out == "accepted\n"
    assert before is not None
    assert case()["due"] >= before
    assert all(pause.get("until") for pause in case()["pauses"])


def test_N24_a_promise_is_made_moved_kept_and_holds_the_case_open(asked: Office) -> None:
    assert do("promise", "1", "--by", "+10m", "--text", "在庫を確認してご連絡").code == 0
    [promise] = case()["promises"]
    assert case()["due"] == promise["at"]
    assert "お約束「在庫を確認してご連絡」: 残り" in due()
    refused = do("close", "1")
    assert refused.code == 3
    assert refused.out.startswith("refused: open_promise: ")
    assert do("promise", "1", "--by", "+20m", "--instead").code == 0
    assert do("promise-kept", "1").code == 0
    assert do("promise-kept", "1").code == 2  # none is open
    assert do("close", "1").code == 0
    assert run("sync", "--profile", "a").code == 0


def test_S45_a_reply_that_tells_a_time_makes_the_promise_when_it_has_left(asked: Office) -> None:
    sent = do("reply", "1", "--text", "15分後までにご連絡します", "--promise", "+15m")
    assert sent.code == 0, sent.err
    assert run("sync", "--profile", "a").code == 0
    told = case()
    [promise] = told["promises"]
    assert (told["status"], told["due"]) == ("open", promise["at"])
    assert do("reply", "1", "--text", "お待たせしました。明日届きます。").code == 0
    assert run("sync", "--profile", "a").code == 0
    assert case()["promises"][0]["kept_at"]
    assert case()["status"] == "waiting_customer"


def test_N21_the_calendar_shows_what_moves_and_then_moves_it(asked: Office, tmp_path) -> None:
    shown = run("calendar", "--profile", "a", "show", "--year", "2026")
    assert "2026-09-22 (Tue) 国民の休日: closed" in shown.out
    assert "Mon 09:00-12:00 13:00-18:00" in shown.out
    plain = run("calendar", "--profile", "a", "show", "--json").json
    always = [[{"opens": "00:00:00", "closes": "00:00:00"}]] * 7
    file = tmp_path / "calendar.json"
    file.write_text(json.dumps({**plain, "week": always, "holidays": "none", "closed": []}))
    checked = run("calendar", "--profile", "a", "check", str(file))
    assert checked.out.splitlines()[-1] == "2 deadlines move"
    before = case()["due"]
    assert do("calendar", str(file), "--reason", "24時間対応").code == 0
    assert case()["due"] < before
    assert run("calendar", "--profile", "a", "check", str(file)).out == "0 deadlines move\n"


def test_a_calendar_that_nobody_can_count_by_is_refused_in_a_sentence(
    asked: Office, tmp_path
) -> None:
    file = tmp_path / "calendar.json"
    file.write_text(json.dumps({"week": [[]] * 7}))
    ran = do("calendar", str(file))
    assert ran.code == 2
    assert ran.err.startswith("mailroom: ")
    assert run("calendar", "--profile", "a", "due", "77").code == 2


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no other zone can be set here")
def test_N22_the_zone_of_a_pc_matters_to_nobody(
    asked: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deadlines and the words about them are those of the team, wherever a PC stands."""
    assert do("promise", "1", "--by", "2030-01-04 15:00", "--text", "発送").code == 0
    told, plain = due(), case()
    assert "期限 1/4(金) 15:00" in told
    for zone in ("America/New_York", "Pacific/Kiritimati"):
        with monkeypatch.context() as elsewhere:
            elsewhere.setenv("TZ", zone)
            time.tzset()
            assert due().splitlines()[-1] == told.splitlines()[-1]
            assert (case()["due"], case()["promises"]) == (plain["due"], plain["promises"])
        time.tzset()
