"""The text of an answer taken apart: words for the team, wording for the customer (▼お客様へ).

Owns what is left out: older mail, signatures, what a company's server adds, what our own buttons
prepare. Must not judge what the words mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailroom.mail.quote import own_words

_MAX_TEXT = 20_000
_MAX_LINE = 200

_FOR_CUSTOMER = re.compile(
    r"\s*[▼▽↓■◆●【\[<＜]+\s*(?:お客様|お客さま|先方|顧客)(?:へ|宛て?|あて)?(?:の?(?:返信|返答|回答|文面|案))*"
    r"\s*[】\]>＞▼▽↓]*\s*[:：]?\s*"
    r"|\s*(?:[▼▽↓■◆●\[<]+\s*)?(?:to|for) the customer\s*[\]>▼]*\s*:?\s*",
    re.IGNORECASE,
)
_FOR_CUSTOMER_ENDS = re.compile(
    r"\s*(?:[▲△↑]+.{0,20}|[▼▽■◆●【\[]\s*(?:社内|ここまで|以上|担当者?(?:へ|宛)|internal|end\b).{0,20})\s*",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"\s*(?:[*＊※【(（\[<-]\s*)*(?:(?:この|本)(?:電子)?メール(?:および|及び|には|は|の内容)"
    r"|誤って(?:本|この)?メールを|this (?:e-?mail|message)(?: and any| is| may| contains)"
    r"|confidential(?:ity)?(?: notice)?\b|disclaimer\b"
    r"|the information (?:contained|transmitted) in this"
    r"|注意\s?[:：]\s?(?:この|本)メール|\[external\]|external (?:e-?mail|sender)\b|caution\s?:)",
    re.IGNORECASE,
)
_DISCLAIMER_TELLS = re.compile(
    r"機密|秘密|守秘|宛先|受信者|誤って|誤送信|削除|破棄|confidential|privileged|intended|recipient"
    r"|delete|unauthorized|unauthorised|originated (?:from )?outside|external",
    re.IGNORECASE,
)
_OURS = "mailroom:esc:"
_STARTER = re.compile(
    r"\s*[(（].{0,60}(?:消さず|消さない|ここに|keep (?:this|the next) line|write here)"
    r".{0,60}[)）]\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerText:
    """What somebody typed."""

    words: str
    for_customer: str = ""


def take_apart(text: str) -> AnswerText:
    """Return what the writer of a mail typed, for whom."""
    typed = _without_disclaimer(_without_ours(own_words(text[:_MAX_TEXT])))
    words, for_customer = _apart(typed)
    return AnswerText(words=words, for_customer=for_customer)


def _without_ours(typed: str) -> str:
    """Leave out the lines that a button has prepared."""
    lines = typed.split("\n")
    kept = [line for line in lines if _OURS not in line and not _STARTER.fullmatch(line[:200])]
    return "\n".join(kept).strip()


def _without_disclaimer(typed: str) -> str:
    """Leave out the paragraphs that a company's server adds."""
    paragraphs = re.split(r"\n[ \t]*\n", typed)
    kept = [
        paragraph
        for paragraph in paragraphs
        if not (_DISCLAIMER.match(paragraph) and _DISCLAIMER_TELLS.search(paragraph))
    ]
    return "\n\n".join(kept).strip() if len(kept) < len(paragraphs) else typed


def _apart(typed: str) -> tuple[str, str]:
    """Return the words for the team, and those for the customer."""
    lines = typed.split("\n")
    begin = next((at for at, line in enumerate(lines) if _opens_block(line)), None)
    if begin is None:
        return typed, ""
    end = begin + 1
    while end < len(lines) and not _FOR_CUSTOMER_ENDS.fullmatch(lines[end][:80]):
        end += 1
    words = [*lines[:begin], *lines[end + 1 :]]
    return "\n".join(words).strip(), "\n".join(lines[begin + 1 : end]).strip()


def _opens_block(line: str) -> bool:
    return _FOR_CUSTOMER.fullmatch(line[:80]) is not None
