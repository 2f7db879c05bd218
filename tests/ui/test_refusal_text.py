"""Why something was refused: a fitting sentence for every command and every reason, twice over."""

import typing

import pytest

from mailroom.domain import commands as c
from mailroom.domain import events as e
from mailroom.domain.people import Desk, Member, Role, Seat
from mailroom.domain.query import Space
from mailroom.domain.records import journal_events as j
from mailroom.domain.records.replica import Alarm
from mailroom.domain.rules import CommandRefused
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.errors import RuleBroken
from mailroom.ids import DeskId, EventId, PersonId
from mailroom.settings import Language
from ui import translations
from ui.wording import refusal_text, text
from ui.wording.names import Roster
from ui.wording.refusal_text import About

TANAKA, SATO, KACHO = PersonId("tanaka"), PersonId("sato"), PersonId("kacho")
ROSTER = Roster(
    members={
        TANAKA: Member(id=TANAKA, name="田中 恵"),
        SATO: Member(id=SATO, name="佐藤 健一"),
        KACHO: Member(id=KACHO, name="佐々木 課長", role=Role.LEAD),
    },
    desks={DeskId("2"): Desk(id=DeskId("2"), name="机2", person=SATO)},
    me=Seat(person=TANAKA, desk=DeskId("1")),
)
COMMANDS = typing.get_args(c.Command)
BODIES = typing.get_args(e.Body)


@pytest.fixture(autouse=True)
def _language(qapp, request: pytest.FixtureRequest) -> typing.Iterator[None]:
    translations.install(getattr(request, "param", Language.JA))
    yield
    translations.install(Language.JA)


def asked_for(kind: type) -> object:
    """Return something of this kind; what is in it does not matter here."""
    return object.__new__(kind)


def refusal(reason: Reason, *, named: bool = True) -> Verdict:
    seat = {"who": SATO, "where": DeskId("2")} if named else {}
    return Verdict(accepted=False, reason=reason, **seat)


@pytest.mark.parametrize("_language", [Language.JA, Language.EN], indirect=True, ids=["ja", "en"])
@pytest.mark.parametrize("kind", [*COMMANDS, *BODIES], ids=lambda kind: kind.__name__)
def test_there_is_a_sentence_for_whatever_is_refused(kind: type) -> None:
    for reason in Reason:
        for named in (True, False):
            said = refusal_text.refused(refusal(reason, named=named), ROSTER, asked_for(kind))
            assert said.endswith(("。", ".")), (reason, said)
            assert "{" not in said
            assert "rule" not in said.lower()


@pytest.mark.parametrize("kind", [*COMMANDS, *BODIES], ids=lambda kind: kind.__name__)
def test_every_command_and_event_is_about_something(kind: type) -> None:
    plain = {
        c.AddNote, c.LogPhone, c.OpenCase, e.NoteAdded, e.PhoneLogged, e.CaseOpened,
        e.MailArrived, e.AnsweredElsewhere, e.HistoryClaimed, e.HistoryImported, c.Undo,
    }  # fmt: skip
    about = refusal_text.about_of(asked_for(kind))
    assert (about is About.ANYTHING) == (kind in plain - {c.Undo})


CLAIMED = "佐藤さん(机2)"
HAPPENING = [
    (c.Assign, Reason.FIELD_CHANGED, "佐藤さん(机2)が先に変えました。"),
    (c.Assign, Reason.INVALID, "選んだ人またはレベルは、今のチームにありません。"),
    (c.PutLabel, Reason.INVALID, "このラベルはもうありません。"),
    (c.TakeLabel, Reason.LABEL_CHANGED, "ほかの人がこのラベルを付け直しました。"),
    (c.Close, Reason.CONTENT_CHANGED, "まだ見ていない新しい内容が届いています。"),
    (c.Close, Reason.OPEN_ESCALATION, "エスカレーション中です。回答を待つか、"),
    (c.Close, Reason.HELD, "佐藤さん(机2)がこの案件に対応中です。"),
    (c.Close, Reason.SENDING, "佐藤さん(机2)がこの案件の返信を送信しています。"),
    (c.Snooze, Reason.INVALID, "その時刻はもう過ぎています。"),
    (c.Snooze, Reason.CLOSED, "この案件は完了しています。先に「再開」"),
    (c.ClaimCase, Reason.HELD, "佐藤さん(机2)が先に書き始めました。入力は残っています。"),
    (c.ClaimCase, Reason.ESCALATED, "エスカレーション中です。回答が来るまで進められるのは佐藤さん"),
    (c.TakeOver, Reason.NOT_LEAD, "佐藤さん(机2)がまだ対応中です。「譲ってもらう」を押して5分"),
    (c.TakeOver, Reason.TOO_EARLY, "佐藤さん(机2)の返事を5分待っています。"),
    (c.TakeOver, Reason.INVALID, "引き継ぐには理由が必要です。"),
    (c.Merge, Reason.HELD, "佐藤さん(机2)がどちらかの案件に対応中です。"),
    (c.Merge, Reason.ALREADY_ESCALATED, "どちらの案件もエスカレーション中です。"),
    (c.Merge, Reason.SAME_CASE, "同じ案件です。"),
    (c.SplitCase, Reason.INVALID, "案件には少なくとも1通のメールを残します。"),
    (c.MoveMail, Reason.NOT_STANDING, "これらの案件のメールは、その間に別の案件へ"),
    (c.Escalate, Reason.ALREADY_ESCALATED, "この案件では、別のエスカレーションが先に"),
    (c.Escalate, Reason.HELD, "佐藤さん(机2)がこの案件の返信を書いています。"),
    (c.AddToEscalation, Reason.NO_ESCALATION, "このエスカレーションは終わっています"),
    (c.WithdrawEscalation, Reason.NOT_LEAD, "これができるのは、依頼した佐藤さん(机2)とリーダー"),
    (c.AnswerEscalation, Reason.ALREADY, "このエスカレーションにはすでに回答があります。"),
    (c.HandBack, Reason.NOT_HOLDER, "この案件は佐藤さん(机2)に交代しています。"),
    (c.Undo, Reason.NOT_STANDING, "そのあとまた変わったため、元に戻せません。"),
    (c.SetMember, Reason.NOT_LEAD, "これができるのはリーダーだけです。佐々木課長に頼んで"),
    (c.SetPolicy, Reason.NOT_LEAD, "これができるのはリーダーだけです。佐々木課長に頼んで"),
    (c.SetMember, Reason.INVALID, "この内容では記録できません。名前がないか、リーダーが"),
    (c.Redact, Reason.NOT_LEAD, "これができるのは、書いた本人とリーダーだけです。佐々木課長に"),
    (c.RotateKey, Reason.NOT_LEAD, "これができるのは、書いた本人とリーダーだけです。"),
    (c.AbandonSend, Reason.TOO_EARLY, "佐藤さん(机2)がまだ送信中かもしれません。"),
    (c.AbandonSend, Reason.UNKNOWN_SEND, "この返信の送信はすでに終わっています。"),
    (e.SendBegun, Reason.CONTENT_CHANGED, "まだ見ていない新しい内容が届いています。入力は"),
    (e.SendBegun, Reason.WRONG_TOKEN, "今は佐藤さん(机2)がこの案件を持っています。入力は"),
    (j.LevelRaised, Reason.UNSUPPORTED, "佐藤さん(机2)の Mailroom が古く、"),
    (c.AddNote, Reason.NOT_MEMBER, "チームのメンバーに登録されていません。佐々木課長に"),
]


@pytest.mark.parametrize(("kind", "reason", "said"), HAPPENING)
def test_what_really_happens_is_said_in_its_own_words(
    kind: type, reason: Reason, said: str
) -> None:
    assert refusal_text.refused(refusal(reason), ROSTER, asked_for(kind)).startswith(said)


def test_myself_at_another_pc_is_told_as_you() -> None:
    mine = Verdict(accepted=False, reason=Reason.HELD, who=TANAKA, where=DeskId("2"))
    said = refusal_text.refused(mine, ROSTER, About.LOCK)
    assert said == "あなた(机2)が先に書き始めました。入力は残っています。"
    translations.install(Language.EN)
    said = refusal_text.refused(mine, ROSTER, About.LOCK)
    assert said == "Your other PC (机2) began first. Your text is kept."


def test_an_undo_is_told_as_an_undo() -> None:
    reopened = e.Reopened(undoes=EventId("closing"))
    assert refusal_text.about_of(reopened) is About.UNDO
    assert refusal_text.about_of(e.Reopened()) is About.COURSE


def test_a_refused_command_names_who_is_in_the_way() -> None:
    error = CommandRefused(refusal(Reason.HELD))
    said = text.describe(error, ROSTER, asked_for(c.Merge))
    assert said.startswith("佐藤さん(机2)がどちらかの案件に対応中です。")


@pytest.mark.parametrize("alarm", [one for one in Alarm if one.read_only])
def test_a_desk_that_only_shows_says_why_it_does_nothing(alarm: Alarm) -> None:
    said = text.describe(RuleBroken(alarm), ROSTER)
    assert "見るだけ" in said
    assert "佐々木課長に知らせてください" in said or "更新してください" in said


@pytest.mark.parametrize("space", [Space.LOW, Space.FULL])
def test_little_room_is_said_with_what_still_works(space: Space) -> None:
    said = text.describe(RuleBroken(space), ROSTER)
    assert said.startswith("メールボックスの空きが")
    assert "佐々木課長" in said
