"""The small parts of the service: servers, times, bells, back-off, sentences, passwords."""

from __future__ import annotations

import inspect
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailroom import errors
from mailroom.domain.records.replica import Alarm
from mailroom.domain.verdicts import Reason
from mailroom.errors import AuthFailed, BadInput, ConnectFailed, Disconnected, StoreFull
from mailroom.ids import DeskId, PersonId
from mailroom.servers import Security
from mailroom.service import credentials, profiles, words
from mailroom.service.accounts import imap_server, smtp_server
from mailroom.service.moments import read_moment
from mailroom.service.profiles import Profile, ProfileInUse
from mailroom.service.wake import Doorbell, knock
from mailroom.service.workers import BackOff, Worker
from mailroom.settings import (
    Account,
    Language,
    ProfileConfig,
    Server,
    Settings,
    read_json,
    write_json,
)
from tests.fakes.hand_clock import HandClock

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def profile(home: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    monkeypatch.delenv("MAILROOM_PASSWORD", raising=False)
    server = Server(host="localhost", port=993, security=Security.TLS)
    return profiles.create(
        ProfileConfig(
            name="営業-1",
            account=Account(imap=server, user="u", address="a@b.example"),
            person=PersonId("p"),
            person_name="田中",
            desk=DeskId("d"),
            desk_name="PC",
        )
    )


@pytest.mark.parametrize(
    ("text", "host", "port", "security"),
    [
        ("mail.example.com", "mail.example.com", 993, Security.TLS),
        ("mail.example.com:143", "mail.example.com", 143, Security.STARTTLS),
        ("mail.example.com:10993", "mail.example.com", 10993, Security.TLS),
        ("[::1]:993", "::1", 993, Security.TLS),
        ("::1", "::1", 993, Security.TLS),
    ],
)
def test_the_port_says_how_it_is_encrypted(text: str, host: str, port: int, security: Security):
    assert imap_server(text) == Server(host=host, port=port, security=security)


def test_smtp_ports():
    assert smtp_server("") is None
    for text, port, security in (
        ("m.example", 465, Security.TLS),
        ("m.example:587", 587, Security.STARTTLS),
        ("m.example:25", 25, Security.STARTTLS),
    ):
        assert smtp_server(text) == Server(host="m.example", port=port, security=security)


@pytest.mark.parametrize("text", ["", ":993", "host:0", "host:99999", "host:x", "two hosts"])
def test_no_server(text: str):
    with pytest.raises(BadInput):
        imap_server(text)


def test_plain_text_stays_here():
    assert imap_server("localhost:1143", plaintext_loopback=True).security is (
        Security.PLAIN_LOOPBACK
    )
    with pytest.raises(BadInput):
        imap_server("mail.example.com:143", plaintext_loopback=True)


def test_moments():
    assert read_moment("+90m", NOW) == NOW + timedelta(minutes=90)
    assert read_moment("+2d", NOW) == NOW + timedelta(days=2)
    assert read_moment("2026-11-22T15:00:00+09:00", NOW) == datetime(2026, 11, 22, 6, tzinfo=UTC)
    assert read_moment("2026-11-22 15:00", NOW).tzinfo is not None
    for wrong in ("", "tomorrow", "+5", "+5w", "2026-13-01"):
        with pytest.raises(BadInput):
            read_moment(wrong, NOW)


def test_a_bell_wakes_who_waits_now_and_who_waits_later(tmp_path: Path):
    bell = Doorbell()
    bell.publish(tmp_path)
    assert not bell.wait(0)
    assert knock(tmp_path)
    assert bell.wait(5)
    assert bell.quiet()
    assert not bell.quiet()
    threading.Timer(0.01, bell.ring).start()
    assert bell.wait(5)
    bell.close()
    assert not knock(tmp_path)


def test_back_off_doubles_up_to_a_minute_and_starts_over():
    back_off = BackOff()
    waits = [back_off.after(Disconnected("h")) for _ in range(9)]
    for number, wait in enumerate(waits):
        full = min(60, 2**number)
        assert 0.5 * full <= wait <= full
    back_off.reset()
    assert back_off.after(ConnectFailed("h")) <= 1
    assert back_off.after(AuthFailed("h")) >= 60
    assert back_off.after(StoreFull("p")) >= 60


def test_a_worker_goes_on_after_any_failure(expect_log):
    expect_log("met a bug")
    done = threading.Event()
    turns = []
    reports = []

    def turn() -> None:
        turns.append(1)
        if len(turns) == 1:
            raise ZeroDivisionError
        done.set()
        worker.ask_to_stop()

    worker = Worker("w", turn, rest=lambda seconds: None, report=reports.append, clock=HandClock())
    worker.start()
    assert done.wait(10)
    assert worker.join(10)
    [report] = reports
    assert report.is_bug
    assert (report.worker, report.attempt) == ("w", 1)


def test_every_reason_and_alarm_has_its_sentence_in_both_languages():
    for reason in Reason:
        for language in (Language.JA, Language.EN):
            assert words.refusal(reason, "佐藤", language)
    for alarm in Alarm:
        assert words.failure(errors.RuleBroken(alarm), Language.EN)


def test_every_error_has_a_sentence():
    for name, kind in inspect.getmembers(errors, inspect.isclass):
        if not issubclass(kind, errors.MailroomError) or name.startswith(("_", "MailroomError")):
            continue
        error = kind(Reason.HELD) if kind is errors.RuleBroken else kind("somewhere", "why")
        for language in (Language.JA, Language.EN):
            said = words.failure(error, language)
            assert said
            assert "\n" not in said
            assert "{" not in said
            assert not said.startswith(("失敗しました", "failed: ")), kind


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, Language.EN),
        ({"LANG": "C"}, Language.EN),
        ({"LANG": "C.UTF-8"}, Language.EN),
        ({"LANG": "en_US.UTF-8"}, Language.EN),
        ({"LANG": "ja_JP.UTF-8"}, Language.JA),
        ({"LANG": "de_DE.UTF-8"}, Language.JA),
        ({"LC_ALL": "ja_JP.UTF-8", "LANG": "C"}, Language.JA),
    ],
)
def test_the_language_of_the_shell(environ: dict[str, str], language: Language):
    assert words.language_of(environ) is language


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "C.UTF-8"}, Language.JA),  # the window speaks Japanese here, so do its mails
        ({"LANG": "ja_JP.UTF-8"}, Language.JA),
        ({"LANG": "en_GB.UTF-8"}, Language.EN),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ja_JP.UTF-8"}, Language.EN),
    ],
)
def test_the_language_of_mails_to_colleagues(environ: dict[str, str], language: Language):
    assert words.house_language(environ) is language


def test_a_password_is_sealed_and_its_key_lies_elsewhere(profile: Profile):
    credentials.keep(profile, "hunter2 ひみつ")
    assert credentials.password_of(profile) == "hunter2 ひみつ"
    here = b"".join(path.read_bytes() for path in profile.folder.rglob("*") if path.is_file())
    assert b"hunter2" not in here
    key = profiles.home() / "keys" / "営業-1.key"
    if os.name == "posix":
        assert key.stat().st_mode & 0o777 == 0o600
    key.unlink()
    with pytest.raises(BadInput):
        credentials.password_of(profile)


def test_a_forgotten_password_is_asked_for(profile: Profile, monkeypatch: pytest.MonkeyPatch):
    credentials.keep(profile, "x")
    credentials.forget(profile)
    with pytest.raises(BadInput):
        credentials.password_of(profile)
    monkeypatch.setenv("MAILROOM_PASSWORD", "from a script")
    assert credentials.password_of(profile) == "from a script"


def test_profiles_are_found_by_name(profile: Profile):
    assert profiles.names() == ("営業-1",)
    assert profiles.load("営業-1") == profile
    for wrong in ("", "..", "../x", "a/b", ".hidden", "x" * 41, "a b"):
        with pytest.raises(BadInput):
            profiles.load(wrong)
    with pytest.raises(BadInput):
        profiles.create(profile.config)


def test_a_profile_has_one_engine(profile: Profile):
    first = profile.hold_engine()
    with pytest.raises(ProfileInUse):
        profile.hold_engine()
    first.release()
    profile.hold_engine().release()


def test_settings_survive_and_a_broken_file_means_the_defaults(profile: Profile):
    profile.save_settings(Settings(text_percent=125, undo_seconds=5))
    assert profile.settings() == Settings(text_percent=125, undo_seconds=5)
    (profile.folder / "settings.json").write_text("{nonsense")
    assert profile.settings() == Settings()


def test_a_value_of_a_later_version_is_ignored(tmp_path: Path):
    path = tmp_path / "settings.json"
    write_json(path, Settings(undo_seconds=3))
    path.write_text(path.read_text().replace("{", '{"invented_later": 1,', 1))
    assert read_json(path, Settings).undo_seconds == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps other users out by the folder")
def test_the_port_of_the_bell_is_for_this_user_only_whatever_the_umask(tmp_path: Path):
    (tmp_path / "engine.port").write_text("1", encoding="ascii")  # left by a crash
    bell, before = Doorbell(), os.umask(0)
    try:
        bell.publish(tmp_path)
    finally:
        os.umask(before)
    assert (tmp_path / "engine.port").stat().st_mode & 0o777 == 0o600
    assert knock(tmp_path)
    assert bell.wait(30)
    bell.close()
