"""Why a mail has not left, for the command line: one sentence each, in two languages (S1).

The window has its own in ``ui.wording.sending_text``.
"""

from __future__ import annotations

from mailroom.domain.query import OutboxRow, OutboxState
from mailroom.domain.sends.trouble import SendTrouble
from mailroom.service.words import Sentence, pick
from mailroom.settings import Language


def why(row: OutboxRow, language: Language) -> str:
    """Return why a mail that waits or was refused has not left; empty if nothing was in the way."""
    if row.trouble is None:
        return ""
    waits = row.state is OutboxState.WAITING
    said = pick(_FOR_NOW.get(row.trouble, _LATER) if waits else _FOR_GOOD[row.trouble], language)
    return f"{said} ({row.detail})" if row.detail else said


def not_sent(language: Language) -> str:
    """Return the line above the words of a mail that became a note."""
    return pick(_NOT_SENT, language)


_NOT_SENT: Sentence = ("送らなかった返信:", "A reply that was not sent:")
_LATER: Sentence = (
    "メールサーバーが今は受け付けません。自動でもう一度送ります。",
    "the mail server takes no mail for the moment; it is tried again by itself",
)
_FOR_NOW: dict[SendTrouble, Sentence] = {
    SendTrouble.NO_CONNECTION: (
        "メールサーバーにつながりません。つながり次第、自動で送ります。",
        "the mail server cannot be reached; it is sent by itself when it answers again",
    ),
    SendTrouble.ADDRESS_FULL: (
        "相手のメールボックスがいっぱいです。自動でもう一度送ります。急ぐときは電話してください。",
        "the recipient's mailbox is full; it is tried again by itself, in a hurry call them",
    ),
}
_FOR_GOOD: dict[SendTrouble, Sentence] = {
    SendTrouble.NO_CONNECTION: (
        "送られていません。メールサーバーにつながりません。あとでもう一度送ってください。",
        "not sent: the mail server could not be reached; try again later",
    ),
    SendTrouble.BUSY: (
        "送られていません。メールサーバーが混み合っています。あとでもう一度送ってください。",
        "not sent: the mail server is busy; try again later",
    ),
    SendTrouble.LIMIT: (
        "送られていません。今日送れる数を超えました。明日送るか、メールの担当者に聞いてください。",
        "not sent: this account has sent as much as it may today; try again tomorrow",
    ),
    SendTrouble.LOGIN: (
        "送られていません。パスワードが違います。設定で入れ直してから、もう一度送ってください。",
        "not sent: the mail server does not accept the password; set it again, then retry",
    ),
    SendTrouble.NO_SAFE_LINE: (
        (
            "送られていません。安全に接続できないので何も渡していません。メールの担当者に"
            "聞いてください。"
        ),
        (
            "not sent: no safe connection to the mail server, nothing was handed over; "
            "ask whoever looks after your mail"
        ),
    ),
    SendTrouble.SENDER: (
        (
            "送られていません。この差出人では送れません。差出人を変えるか、メールの担当者に"
            "聞いてください。"
        ),
        "not sent: the server does not let you send from this address; choose another sender",
    ),
    SendTrouble.NO_ADDRESS: (
        "送られていません。宛先が見つかりません。宛先を直してください。",
        "not sent: the server knows no such address; correct it",
    ),
    SendTrouble.ADDRESS_FULL: (
        "送られていません。相手のメールボックスがいっぱいです。あとで送るか、電話してください。",
        "not sent: the recipient's mailbox is full; try again later, or call them",
    ),
    SendTrouble.RECIPIENT: (
        "送られていません。この宛先には届けられません。宛先を確かめ、正しければ電話してください。",
        "not sent: the server takes no mail for this recipient; check the address or call them",
    ),
    SendTrouble.TOO_BIG: (
        "送られていません。メールが大きすぎます。ファイルを小さくするか、別の方法で渡してください。",
        "not sent: the mail is too big for the server; make the files smaller",
    ),
    SendTrouble.CONTENT: (
        "送られていません。本文か添付が迷惑メールや危険とみなされました。見直してから送ってください。",
        "not sent: the text or a file was taken for dangerous or unwanted mail; look at them",
    ),
    SendTrouble.NOT_CARRIED: (
        (
            "送られていません。このメールサーバーでは扱えない文字があります。英数字の宛先を使い、"
            "転送は本文に貼ってください。"
        ),
        (
            "not sent: the server is too old for some letters in it; use a plain address, "
            "send a forwarded mail as text"
        ),
    ),
    SendTrouble.UNANSWERED: (
        "送れたか確認できません。届いている可能性があります。送り直す前に確かめてください。",
        "it is not known whether it left; it may have arrived, ask before sending it again",
    ),
    SendTrouble.OTHER: (
        (
            "送られていません。メールサーバーに断られました。もう一度送り、だめならこの言葉を"
            "メールの担当者に見せてください。"
        ),
        (
            "not sent: the mail server refused it; try again, else show these words to whoever "
            "looks after your mail"
        ),
    ),
}
