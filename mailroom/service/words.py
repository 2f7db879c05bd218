"""The sentences of the command line: one per failure, with the next step, in two languages.

Owns words only. Must not decide anything; the window has its own words in ``ui.wording.text``.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Callable
from typing import TypeVar

from mailroom import errors
from mailroom.domain.query import Space
from mailroom.domain.records.replica import Alarm
from mailroom.domain.verdicts import Reason
from mailroom.journal.replicate import REJOIN
from mailroom.service.bad_input_words import BAD_INPUT
from mailroom.service.profiles import ProfileInUse
from mailroom.settings import Language

Problem = TypeVar("Problem", bound=Exception)
Sentence = tuple[str, str]  # Japanese, English
_LOCALE_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environ: dict[str, str] | None = None) -> Language:
    """Return the language of this shell: English where it says so or says nothing (C)."""
    values = os.environ if environ is None else environ
    for name in _LOCALE_NAMES:
        if values.get(name):
            plain = values[name].split(".")[0]
            return Language.EN if plain.startswith("en") or plain in {"C", "POSIX"} else Language.JA
    return Language.EN


def house_language(environ: dict[str, str] | None = None) -> Language:
    """Return the language to write to colleagues in: Japanese, unless this PC speaks English.

    The window chooses in the same way; Windows sets no LANG.
    """
    values = os.environ if environ is None else environ
    named = next((values[name] for name in _LOCALE_NAMES if values.get(name)), "")
    spoken = named or locale.getlocale()[0] or ""
    return Language.EN if spoken.lower().startswith("en") else Language.JA


def pick(sentence: Sentence, language: Language) -> str:
    """Return the sentence in one language."""
    return sentence[0] if language is Language.JA else sentence[1]


def failure(error: Exception, language: Language) -> str:
    """Return what happened and what to do about it, in one line."""
    for kind, say in _FAILURES:
        if isinstance(error, kind):
            return " ".join(pick(say(error), language).split())
    return pick((f"失敗しました: {error}", f"failed: {error}"), language)


def refusal(reason: Reason | None, who: str, language: Language) -> str:
    """Return why the team's rules refused it; ``who`` names the person in the way, if any."""
    if reason is None:
        return pick(("反映されませんでした。", "not applied"), language)
    ja, en = _REASONS[reason]
    return pick((ja.format(who=who or "ほかの人"), en.format(who=who or "somebody else")), language)


# --- failures ------------------------------------------------------------------------------------


def _bad_input(error: errors.BadInput) -> Sentence:
    known = BAD_INPUT.get((error.field, error.detail)) or BAD_INPUT.get((error.field, ""))
    if known:
        return known[0].format(error.value), known[1].format(error.value)
    detail = f" ({error.detail})" if error.detail else ""
    return (
        f"{error.field} に使えない値です: {error.value}{detail}",
        f"cannot use {error.value!r} for {error.field}{detail}",
    )


def _connect(error: errors.ConnectFailed) -> Sentence:
    if error.unknown_host:
        return (
            f"サーバー名 {error.host} が見つかりません。綴りとネットワークを確かめてください。",
            f"no server is called {error.host}; check the spelling and the network",
        )
    return (
        f"{error.host} につながりません。サーバー名・ポート・ネットワークを確かめてください。",
        f"cannot reach {error.host} ({error.detail}); check name, port and network",
    )


def _rule(error: errors.RuleBroken) -> Sentence:
    if isinstance(error.reason, Reason):
        ja, en = _REASONS[error.reason]
        return ja.format(who=error.detail or "ほかの人"), en.format(who=error.detail or "somebody")
    if isinstance(error.reason, Alarm):
        return _REJOIN if error.detail == REJOIN else _ALARMS[error.reason]
    if isinstance(error.reason, Space):
        return _NO_ROOM
    return f"反映されませんでした: {error.detail}", f"not applied: {error.detail}"


def _say(ja: str, en: str) -> Callable[[Exception], Sentence]:
    return lambda error: (ja.format(e=error), en.format(e=error))


_FAILURES: tuple[tuple[type[Exception], Callable[..., Sentence]], ...] = (  # special ones first
    (
        ProfileInUse,
        _say(
            "このプロフィールは別の Mailroom で開いています。そちらを使うか、閉じてからどうぞ。",
            "this profile is already open in another Mailroom; use that one, or close it first",
        ),
    ),
    (errors.BadInput, _bad_input),
    (errors.RuleBroken, _rule),
    (errors.ConnectFailed, _connect),
    (
        errors.TimedOut,
        _say(
            "{e.host} から時間内に返事がありません。あとでもう一度どうぞ。",
            "{e.host} did not answer in time; try again later",
        ),
    ),
    (
        errors.LimitReached,
        _say(
            "{e.host} の接続数の上限です。ほかのメールソフトを閉じるか、少し待ってください。",
            "{e.host} allows no further connection; close other mail programs or wait a little",
        ),
    ),
    (
        errors.Unavailable,
        _say(
            "{e.host} との接続が切れました。もう一度どうぞ。",
            "the connection to {e.host} broke ({e.detail}); try again",
        ),
    ),
    (
        errors.AuthFailed,
        _say(
            "{e.host} にログインできません。ユーザー名とパスワードを確かめてください。",
            "{e.host} refused the login; check user name and password",
        ),
    ),
    (
        errors.TlsRefused,
        _say(
            "{e.host} と安全に接続できません({e.detail})。ポートと証明書を確かめてください。",
            "no safe connection to {e.host} ({e.detail}); check the port and the certificate",
        ),
    ),
    (
        errors.QuotaFull,
        _say(
            "{e.host} のメールボックスがいっぱいです。空きを作ってください。",
            "the mailbox at {e.host} is full; make room in it",
        ),
    ),
    (
        errors.FolderMissing,
        _say(
            "{e.host} にフォルダーがありません: {e.detail}",
            "a folder is missing at {e.host}: {e.detail}",
        ),
    ),
    (
        errors.MailMissing,
        _say(
            "このメールはもうサーバーから取得できません。移動または削除された可能性があります。",
            "this mail can no longer be fetched; somebody may have moved or deleted it",
        ),
    ),
    (
        errors.RecipientsRefused,
        _say(
            "送られていません。サーバーが断りました({e.code} {e.detail})。宛先を直してください。",
            "not sent: the server refused it ({e.code} {e.detail}); correct the recipients",
        ),
    ),
    (
        errors.CheckpointLost,
        _say(
            "サーバーに置いた控えを正しく読み戻せませんでした。何も消していません。あとでもう一度どうぞ。",
            "the checkpoint did not come back as it was stored; nothing was lost: try again",
        ),
    ),
    (
        errors.ServerRefused,
        _say("{e.host} が断りました: {e.detail}", "{e.host} refused: {e.detail}"),
    ),
    (
        errors.StoreFull,
        _say(
            "ディスクの空きがありません({e.path})。受信と送信を止めました。空けると続きから始まります。",
            "the disk is full ({e.path}); nothing is lost: make room and try again",
        ),
    ),
    (
        errors.StoreLocked,
        _say(
            "別のプログラムが {e.path} を使っています。閉じてからもう一度どうぞ。",
            "another program holds {e.path}; close it and try again",
        ),
    ),
    (
        errors.StoreCorrupt,
        _say(
            "壊れたファイルを {e.path} に残し、作り直しました。次の同期で元に戻ります。",
            "a damaged file was kept as {e.path} and replaced; the next sync rebuilds it",
        ),
    ),
    (
        errors.StoreTooNew,
        _say(
            "{e.path} は新しい Mailroom のものです。Mailroom を更新してください。",
            "{e.path} was written by a newer Mailroom; update this one",
        ),
    ),
    (
        errors.StoreReadOnly,
        _say(
            "{e.path} に書き込めません。フォルダーの権限を確かめてください。",
            "cannot write {e.path}; check the permissions of that folder",
        ),
    ),
    (
        errors.StoreError,
        _say("{e.path} を読み書きできません: {e.detail}", "cannot use {e.path}: {e.detail}"),
    ),
)

_REJOIN: Sentence = (
    "ほかのリーダーが新しい鍵で作り直しています。この PC は journal rejoin で入り直してください。",
    "another lead began anew with a key this PC does not know; use: journal rejoin",
)
_ALARMS: dict[Alarm, Sentence] = {
    Alarm.NONE: (
        "チームの記録が読めません。リーダーに知らせてください。",
        "the team record cannot be read; tell your lead",
    ),
    Alarm.HOLE: (
        "チームの記録が途切れています。今は見るだけです。リーダーに知らせてください。",
        "the team record has a gap; view only, tell your lead",
    ),
    Alarm.REPLACED: (
        "チームの記録が別のものに変わっています。今は見るだけです。リーダーに知らせてください。",
        "the team record was replaced; view only, tell your lead",
    ),
    Alarm.UPDATE_NEEDED: (
        "チームは新しい Mailroom を使っています。この PC の Mailroom を更新してください。",
        "the team uses a newer Mailroom; update this one",
    ),
    Alarm.EXPUNGED: (
        "チームの記録の一部が消されました(この PC には残っています)。リーダーに知らせてください。",
        "messages of the team's record were deleted; this PC has them all: tell a lead",
    ),
    Alarm.DIVERGED: (
        "この PC の記録がほかの PC と違います。リーダーに知らせてください。",
        "the record on this PC differs from that of another; tell your lead",
    ),
}

# --- refusals ------------------------------------------------------------------------------------

_NO_ROOM: Sentence = (
    "メールボックスの空きが足りません。古いメールを減らすか、容量を増やしてください。",
    "the mailbox is short of room: delete old mail in it or get more room",
)
_REASONS: dict[Reason, Sentence] = {
    Reason.DUPLICATE: ("すでに受け付けています。", "it was received already"),
    Reason.UNKNOWN_ANCHOR: ("その案件はありません。", "there is no such case"),
    Reason.UNKNOWN_KIND: ("更新が必要です。", "this Mailroom is too old for it; update"),
    Reason.REQUIRED_REFUSED: (
        "前提の操作が反映されませんでした。",
        "what it depends on was not applied",
    ),
    Reason.NO_FALLBACK: (
        "迷ったときの相談先がありません。先に決めてください。",
        "nobody is named to ask when in doubt; name somebody first",
    ),
    Reason.CONTACT_RESERVED: (
        "このお客様へは{who}さんとリーダーだけが返信します。",
        "only {who} or a lead writes to this customer",
    ),
    Reason.HELD: ("{who}さんが先に持っています。", "{who} holds the case"),
    Reason.SENDING: ("いま送信中です。", "a mail of this case is being sent"),
    Reason.ESCALATED: ("エスカレーション中です。", "the case is escalated"),
    Reason.WRONG_TOKEN: ("ロックが変わりました。", "the lock has changed hands"),
    Reason.NOT_HOLDER: ("この案件を持っていません。", "you do not hold the case"),
    Reason.NOT_LEAD: ("リーダーだけができます。", "only a lead may do this"),
    Reason.NOT_MEMBER: ("チームのメンバーではありません。", "not a member of the team"),
    Reason.CONTENT_CHANGED: (
        "見たあとに案件が変わりました。読んでからもう一度どうぞ。",
        "the case has changed since you saw it; look, then do it again",
    ),
    Reason.FIELD_CHANGED: ("{who}さんが先に変えました。", "{who} changed it first"),
    Reason.TOO_DEEP: ("ラベルは 3 段までです。", "labels have three levels at most"),
    Reason.NOT_EMPTY: (
        "下にラベルがあります。先に動かすか消してください。",
        "labels lie below it: move or delete them first",
    ),
    Reason.LABEL_CHANGED: ("ラベルが付け直されました。", "the label was put on again"),
    Reason.CLOSED: ("完了しています。", "the case is done"),
    Reason.NOT_CLOSED: ("完了していません。", "the case is not done"),
    Reason.ALREADY: ("すでにそうなっています。", "it is so already"),
    Reason.NOT_STANDING: ("もう元に戻せません。", "it no longer stands; nothing to undo"),
    Reason.ALREADY_ESCALATED: ("すでにエスカレーション中です。", "the case is escalated already"),
    Reason.NO_ESCALATION: ("エスカレーションがありません。", "there is no such escalation"),
    Reason.OPEN_ESCALATION: (
        "エスカレーションが終わっていません。",
        "its escalation is still open",
    ),
    Reason.OPEN_PROMISE: (
        "お客様へのお約束が残っています。先に果たすか取り消してください。",
        "the customer still waits for a promised time; keep or withdraw it first",
    ),
    Reason.UNKNOWN_SEND: ("その送信はありません。", "there is no such mail being sent"),
    Reason.TOO_EARLY: ("まだ早すぎます。", "it is too early"),
    Reason.SAME_CASE: ("同じ案件です。", "it is the same case"),
    Reason.INVALID: ("使えない内容です。", "it makes no sense as it is"),
    Reason.FOUNDED: ("チームはもうあります。", "the team exists already"),
    Reason.TRAINEE: (
        "見習いは送れません。確認を頼んでください。",
        "a trainee asks for a check first",
    ),
    Reason.NOT_APPROVED: (
        "この内容は承認されていません。確認を頼んでください。",
        "a second person has not approved this text; ask for a check first",
    ),
    Reason.OWN_REQUEST: (
        "自分の書いたメールは承認できません。ほかの人に頼んでください。",
        "nobody approves their own mail; ask somebody else",
    ),
    Reason.UNSUPPORTED: (
        "{who}の Mailroom が古く、まだ対応していません。先に更新してください。",
        "the Mailroom of {who} is too old for this; update that PC first",
    ),
}
