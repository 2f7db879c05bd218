"""Sentences: something for every fact, times as people say them, names politely."""

import typing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum

import pytest

from mailroom import errors
from mailroom.domain import events
from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Criterion,
    EscalationForm,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.ledger import Ledger
from mailroom.domain.mails import Automatic, JoinReason
from mailroom.domain.people import Address, Member, Presence, Role
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.position import Position
from mailroom.domain.query import (
    Connection,
    Health,
    ItemKind,
    OutboxState,
    Sort,
    Standing,
    TimelineItem,
    View,
)
from mailroom.domain.records.journal_events import (
    Compacted,
    EpochStarted,
    KeyRotated,
    LevelRaised,
    Redacted,
)
from mailroom.domain.records.replica import Alarm
from mailroom.domain.times.clock_events import ClockPaused, Promised
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.ids import DeskId, EscalationId, EventId, LabelId, MailKey, MessageId, PersonId, Token
from mailroom.settings import Density, Language, Theme
from ui import translations
from ui.wording import event_text, health_text, moments, names, refusal_text, text, words
from ui.wording.names import Roster

JST = timezone(timedelta(hours=9))
NOW = datetime(2026, 11, 24, 10, 30, tzinfo=JST)
TANAKA, SATO = PersonId("tanaka"), PersonId("sato")
ROSTER = Roster(
    members={
        TANAKA: Member(id=TANAKA, name="田中 恵"),
        SATO: Member(id=SATO, name="佐藤 健一"),
    }
)


@pytest.fixture(autouse=True)
def _japanese(qapp) -> None:
    translations.install(Language.JA)


@pytest.mark.parametrize(
    ("name_of", "kind"),
    [
        (words.view_name, View),
        (words.sort_name, Sort),
        (words.status_name, CaseStatus),
        (words.kind_name, EscalationKind),
        (words.answer_name, AnswerKind),
        (words.escalation_state, EscalationState),
        (words.criterion_name, Criterion),
        (words.presence_name, Presence),
        (words.role_name, Role),
        (words.outbox_state, OutboxState),
        (words.language_name, Language),
        (words.theme_name, Theme),
        (words.density_name, Density),
        (words.join_reason, JoinReason),
    ],
)
def test_every_member_has_a_name(name_of: typing.Callable, kind: type[Enum]) -> None:
    names = [name_of(member) for member in kind]
    assert all(names)
    assert len(set(names)) == len(names)


def test_automatic_mail_is_named() -> None:
    assert [one for one in Automatic if not words.automatic_name(one)] == [Automatic.NO]


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_says_something(reason: Reason) -> None:
    said = refusal_text.refused(Verdict(accepted=False, reason=reason, who=SATO), ROSTER)
    assert said.endswith("。")


@pytest.mark.parametrize(
    "error",
    [
        errors.RuleBroken(Reason.HELD),
        errors.BadInput("imap", "nowhere"),
        errors.ConnectFailed("mail.example", unknown_host=True),
        errors.ConnectFailed("mail.example"),
        errors.Disconnected("mail.example"),
        errors.TimedOut("mail.example"),
        errors.LimitReached("mail.example"),
        errors.AuthFailed("mail.example"),
        errors.TlsRefused("mail.example"),
        errors.QuotaFull("mail.example"),
        errors.AppendRefused("mail.example", "no"),
        errors.FolderMissing("mail.example", "Sent"),
        errors.CheckpointLost("mail.example"),
        errors.RecipientsRefused("mail.example", code=550),
        errors.StoreFull("/x"),
        errors.StoreLocked("/x"),
        errors.StoreCorrupt("/x"),
        errors.StoreTooNew("/x"),
        errors.StoreReadOnly("/x"),
        ZeroDivisionError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_error_becomes_a_sentence(error: Exception) -> None:
    said = text.describe(error, ROSTER)
    assert said
    assert "Error" not in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("佐藤 健一", "佐藤さん"),
        ("鈴木 係長", "鈴木係長"),
        ("佐々木課長", "佐々木課長"),
        ("田中", "田中さん"),
        ("Emma Clarke", "Emma Clarke"),
        ("who@example.test", "who@example.test"),
        ("", ""),
    ],
)
def test_people_are_named_politely(name: str, said: str) -> None:
    assert names.san(name) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 24, 10, 24, tzinfo=JST), "10:24"),
        (datetime(2026, 11, 24, 1, 5, tzinfo=UTC), "10:05"),
        (datetime(2026, 11, 23, 16, 5, tzinfo=JST), "きのう 16:05"),
        (datetime(2026, 11, 25, 9, 0, tzinfo=JST), "あす 9:00"),
        (datetime(2026, 11, 20, 9, 0, tzinfo=JST), "11/20"),
        (datetime(2025, 11, 20, 9, 0, tzinfo=JST), "2025/11/20"),
    ],
)
def test_times_are_said_as_people_say_them(at: datetime, said: str) -> None:
    assert moments.when(at, NOW) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (35, "残り 35分"),
        (60, "残り 1時間"),
        (70, "残り 1時間10分"),
        (60 * 24 * 3, "残り 3日"),
        (-40, "40分超過"),
        (0, "残り 0分"),
    ],
)
def test_deadlines_say_what_is_left(minutes: int, said: str) -> None:
    assert moments.left(NOW + timedelta(minutes=minutes), NOW) == said


def test_a_day_is_said_once_above_its_events() -> None:
    assert moments.day(NOW, NOW) == "今日"
    assert moments.day(NOW - timedelta(days=1), NOW) == "きのう"
    assert moments.day(NOW - timedelta(days=4), NOW) == "11/20(金)"


FORM = EscalationForm(
    kind=EscalationKind.APPROVE,
    level=3,
    criterion=Criterion.MONEY,
    request="18,900円でよいですか",
    wanted_by=NOW + timedelta(hours=1),
    to=Address(name="佐々木 課長", addr="sasaki@example.test"),
)
ESCALATION = EscalationId("escalation")
TOKEN, MESSAGE = Token("token"), MessageId("<1@example.test>")
SHOWN = {
    events.Assigned(person=SATO): "田中さんが担当を佐藤さんにしました",
    events.Assigned(person=TANAKA): "田中さんが担当になりました",
    events.Assigned(person=None): "田中さんが担当を外しました",
    events.LevelSet(level=3): "田中さんがレベルを L3 にしました",
    events.Labelled(label=LabelId("x")): "田中さんがラベル「(削除されたラベル)」を付けました",
    events.Closed(): "田中さんが完了にしました",
    events.Reopened(): "田中さんが再開しました",
    events.Snoozed(until=NOW + timedelta(days=1)): "田中さんが あす 10:30 まで保留にしました",
    events.Snoozed(): "田中さんが メールが届くまで保留にしました",
    events.Woken(timer=True): "保留の時間が来たので一覧に戻りました",
    ClockPaused(reason="倉庫の確認待ち"): "田中さんが時計を止めました: 倉庫の確認待ち",
    Promised(
        at=NOW + timedelta(hours=1), text="折り返す"
    ): "田中さんがお客様に 11:30 までとお約束しました: 折り返す",
    events.TakenOver(token=TOKEN, reason="急ぎ"): "田中さんが引き継ぎました: 急ぎ",
    events.SendFailed(
        message_id=MESSAGE, detail="550 no"
    ): "送られていません。サーバーが断りました: 550 no",
    events.Escalated(form=FORM, token="t"): (
        "田中さんが佐々木 課長へエスカレーション(L3・承認) 回答期限 11:30"
    ),
    events.EscalationAnswered(
        escalation=ESCALATION,
        kind=AnswerKind.APPROVE,
        words="どうぞ",
        by="佐々木 課長",
        spoken=True,
    ): "佐々木課長(口頭)の回答: 承認する: どうぞ",
}
SILENT = (
    events.ClaimRenewed(token=TOKEN),
    events.SendDone(message_id=MESSAGE),
    events.InternalDone(escalation=ESCALATION, step="request", attempt=1),
    events.UnknownBody(kind="Future", plain="{}"),
)


def item(body: object, standing: Standing = Standing.CONFIRMED) -> TimelineItem:
    event = events.Event(
        id=EventId("e"), by=TANAKA, desk=DeskId("d"), body=body, anchor=MailKey("m"), made_at=NOW
    )
    refused = Verdict(accepted=False, reason=Reason.HELD, who=SATO)
    return TimelineItem(
        kind=ItemKind.EVENT,
        at=NOW,
        event=event,
        standing=standing,
        verdict=refused if standing is Standing.REFUSED else None,
    )


@pytest.mark.parametrize("body", SHOWN, ids=lambda body: type(body).__name__)
def test_events_are_sentences(body: object) -> None:
    assert event_text.line(item(body), ROSTER, NOW) == SHOWN[body]


@pytest.mark.parametrize("body", SILENT, ids=lambda body: type(body).__name__)
def test_machinery_is_silent(body: object) -> None:
    assert event_text.line(item(body), ROSTER, NOW) is None


def test_what_is_not_confirmed_says_so() -> None:
    asked = event_text.line(item(events.Closed(), Standing.ASKED), ROSTER, NOW)
    refused = event_text.line(item(events.Closed(), Standing.REFUSED), ROSTER, NOW)
    assert asked == "田中さんが完了にしました(確認中)"
    assert refused is not None
    assert refused.startswith("田中さんが完了にしました(反映されませんでした: 佐藤さんが")


@pytest.mark.parametrize(
    ("health", "said", "problem"),
    [
        (
            Health(connection=Connection.OFFLINE, since=NOW),
            (
                "オフライン(10:30 から)。読む・書く・メモはできます。"
                "返信はまだ送られません。送信トレイで待ちます。"
            ),
            False,
        ),
        (
            Health(connection=Connection.LOGIN_FAILED, since=NOW),
            "受信が 10:30 から止まっています。パスワードを入れ直してください。",
            True,
        ),
        (
            Health(connection=Connection.ONLINE, loading_done=3120, loading_total=12408),
            "新しい順に表示中(3,120 / 12,408 通)。このまま使えます。",
            False,
        ),
        (Health(connection=Connection.ONLINE, last_sync=NOW), "10:30 に同期", False),
        (
            Health(alarm=Alarm.HOLE),
            "チームの記録が途切れています。このPCでは今は見るだけです。",
            True,
        ),
        (
            Health(problem=errors.StoreFull("/x")),
            "ディスクの空きがありません。受信と送信を止めました。空けると続きから始まります。",
            True,
        ),
    ],
)
def test_the_status_line_says_what_it_means(health: Health, said: str, problem: bool) -> None:
    assert health_text.connection(health, NOW) == said
    assert health_text.is_problem(health) is problem


@pytest.mark.parametrize("alarm", [one for one in Alarm if one is not Alarm.NONE])
def test_every_alarm_is_said(alarm: Alarm) -> None:
    assert health_text.connection(Health(alarm=alarm), NOW).endswith("。")


def test_the_ledger_adds_up_in_words() -> None:
    ledger = Ledger(server=12_408, imported=12_000, duplicates=371, filtered=35, quarantined=2)
    said = health_text.ledger(Health(ledger=ledger))
    assert said == "受信 12,408 通 = 案件に 12,371 + 除外 35 + 読めない 2"
    assert health_text.ledger(Health()) == ""
    assert "これから 5" in health_text.ledger(Health(ledger=Ledger(server=5)))


@pytest.mark.parametrize("body", [events.Claimed(), events.Released(token=TOKEN)])
def test_a_claim_that_failed_is_no_news(body: object) -> None:
    assert event_text.line(item(body), ROSTER, NOW) is not None
    assert event_text.line(item(body, Standing.REFUSED), ROSTER, NOW) is None


TEAM_SHOWN = {
    events.PolicySet(policy=DEFAULT_POLICY, reason="繁忙期"): (
        "田中さんがレベルと期限を変えました: 繁忙期"
    ),
    events.MemberSet(member=Member(id=SATO, name="佐藤 健一")): (
        "田中さんが佐藤さんの登録内容を変えました"
    ),
    events.PresenceSet(person=SATO, presence=Presence.OUT): (
        "田中さんが佐藤さんの在席を「外出」にしました"
    ),
    KeyRotated(key="0" * 64): "田中さんがチームの鍵を新しくしました",
    LevelRaised(level=2): "田中さんが新しい Mailroom の操作を使えるようにしました",
    Compacted(upto=Position(1, 2, 3), checkpoint="x"): "田中さんがチームの記録を整理しました",
    EpochStarted(
        epoch=2, after=Position(1, 2, 3), chain="c", checkpoint="x", reason="サーバー移転"
    ): "田中さんがチームの記録を立て直しました: サーバー移転",
    Redacted(event=EventId("e"), reason="個人情報"): (
        "田中さんが書かれた内容を完全に削除しました: 個人情報"
    ),
}


@pytest.mark.parametrize("body", TEAM_SHOWN, ids=lambda body: type(body).__name__)
def test_what_happens_to_the_team_is_a_sentence_too(body: object) -> None:
    assert event_text.line(item(body), ROSTER, NOW) == TEAM_SHOWN[body]


@pytest.mark.parametrize("body", typing.get_args(events.Body), ids=lambda body: body.__name__)
def test_every_event_has_a_family_or_is_machinery(body: type) -> None:
    silent = {
        events.MailArrived, events.HistoryClaimed, events.HistoryImported, events.ClaimRenewed,
        events.SendBegun, events.SendDone, events.InternalBegun, events.InternalDone,
        events.NoteAdded, events.PhoneLogged,
    }  # fmt: skip
    assert (body in event_text._ICONS) or body in silent


def test_details_say_everything_there_is_to_know() -> None:
    confirmed = replace(
        item(events.Closed()),
        desk_name="机2",
        verdict=Verdict(accepted=True, position=Position(1, 345, 0)),
    )
    facts = dict(event_text.details(confirmed, ROSTER, NOW))
    assert facts["だれが"] == "田中 恵"
    assert facts["PC"] == "机2"
    assert facts["いつ"] == "11/24 10:30:00"
    assert facts["記録の位置"] == "1.345.0"
    assert facts["状態"] == "チームの記録で確認済み"
