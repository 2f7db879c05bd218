"""The words of internal mails: request, added facts, withdrawal, confirmation (S42, rule 31).

Reads on a phone: what is asked and until when stand in the first three lines. Owns sentences in two
languages. Must not address or send anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.escalation import Criterion, Escalation, EscalationForm, EscalationKind
from mailroom.mail.tags import tag_text
from mailroom.settings import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Subject and text of an internal mail."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a letter is about.

    Attributes:
        number: of the case; 0 while it is not confirmed.
        customer_text: the latest words of the customer.
        asker: who asks, by name.
    """

    number: int
    subject: str
    token: str
    form: EscalationForm
    asker: str
    due: datetime
    customer_text: str = ""


def request(matter: Matter, language: Language) -> Letter:
    """Return the first mail of an escalation."""
    say = _WORDS[language]
    form = matter.form
    lines = [
        f"{say.kinds[form.kind]}: {_one_line(form.request)}",
        f"{say.until}: {_moment(matter.due, language)}",
        say.how[form.kind],
        "",
        f"{say.request}: {form.request.strip()}",
        *_fields(form, say),
        f"{say.asker}: {matter.asker}",
        "",
        f"--- {say.customer_words} ---",
        matter.customer_text.strip() or f"({say.none})",
    ]
    return _letter(matter, say.kinds[form.kind], lines, language)


def added(matter: Matter, text: str, language: Language) -> Letter:
    """Return the mail that brings further facts."""
    say = _WORDS[language]
    return _letter(matter, say.added, [f"{say.added} ({matter.asker}):", "", text], language)


def withdrawn(matter: Matter, reason: str, language: Language) -> Letter:
    """Return the mail that says it is no longer needed."""
    say = _WORDS[language]
    lines = [say.withdrawn, f"{say.reason}: {reason.strip() or say.none}", f"({matter.asker})"]
    return _letter(matter, say.withdrawn, lines, language)


def confirmed(matter: Matter, words: str, language: Language) -> Letter:
    """Return the mail that repeats a spoken answer to whoever gave it."""
    say = _WORDS[language]
    lines = [say.confirmed, "", words.strip(), "", say.correct, f"({matter.asker})"]
    return _letter(matter, say.confirmed_subject, lines, language)


def matter_of(escalation: Escalation, number: int, subject: str, asker: str) -> Matter:
    """Return what later letters of an escalation are about."""
    form = escalation.form
    return Matter(
        number=number,
        subject=subject,
        token=escalation.token,
        form=form,
        asker=asker,
        due=form.wanted_by or escalation.asked_at,
    )


def _letter(matter: Matter, head: str, lines: list[str], language: Language) -> Letter:
    say = _WORDS[language]
    due = _moment(matter.due, language, short=True)
    number = f" (#{matter.number})" if matter.number else ""
    subject = f"【L{matter.form.level}/{say.until} {due}】{head}: {matter.subject}{number}"
    text = "\n".join([*lines, "", say.keep, tag_text("esc", matter.token), ""])
    return Letter(subject=subject, text=text)


def _fields(form: EscalationForm, say: _Words) -> list[str]:
    values = {
        "category": form.category,
        "criterion": say.criteria[form.criterion],
        "customer": form.customer,
        "dates": form.dates,
        "history": form.history,
        "tried": form.tried,
        "now": form.now,
        "amount": form.amount,
    }
    lines = []
    for name, value in values.items():
        if value.strip():
            lines.append(f"{say.fields[name]}: {value.strip()}")
        elif name in form.unknown:
            lines.append(f"{say.fields[name]}: {say.unknown}")
    return lines


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"  # noqa: PLR2004 - a phone's line


def _moment(moment: datetime, language: Language, *, short: bool = False) -> str:
    local = moment.astimezone()
    plain = f"{local.month}/{local.day} {local:%H:%M}"
    if short:
        return plain
    if language is Language.JA:
        return f"{local.month}/{local.day}({'月火水木金土日'[local.weekday()]}) {local:%H:%M}"
    return f"{local:%a} {plain}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of one language."""

    kinds: dict[EscalationKind, str]
    how: dict[EscalationKind, str]
    criteria: dict[Criterion, str]
    fields: dict[str, str]
    until: str
    request: str
    asker: str
    customer_words: str
    added: str
    withdrawn: str
    reason: str
    confirmed: str
    confirmed_subject: str
    correct: str
    keep: str
    none: str
    unknown: str


_JA = _Words(
    kinds={
        EscalationKind.HEADS_UP: "共有",
        EscalationKind.CHECK: "確認のお願い",
        EscalationKind.INSTRUCT: "指示のお願い",
        EscalationKind.APPROVE: "承認のお願い",
        EscalationKind.TAKE_OVER: "交代のお願い",
    },
    how={
        EscalationKind.HEADS_UP: "お知らせです。返信は必要ありません。",
        EscalationKind.CHECK: "このメールに返信すると、そのまま回答になります。",
        EscalationKind.INSTRUCT: "このメールに返信すると、そのまま指示になります。",
        EscalationKind.APPROVE: "1 行目に「承認する」か「承認しない」と書いて返信してください。",
        EscalationKind.TAKE_OVER: "1 行目に「引き受ける」か「差し戻す」と書いて返信してください。",
    },
    criteria={
        Criterion.RESPONSIBLE_PERSON: "責任者からの回答を求められている",
        Criterion.EXPERTISE: "専門知識が必要",
        Criterion.MONEY: "金額の交渉・調整",
        Criterion.AUTHORITY: "権限・承認が必要",
        Criterion.LONG: "時間がかかりそう",
        Criterion.WORSENING: "遅れると深刻化する",
        Criterion.NOT_IN_HANDBOOK: "手順にない",
        Criterion.EMOTIONAL: "感情的になっている",
        Criterion.OUTAGE: "障害・緊急",
        Criterion.UNSURE: "迷ったら相談",
    },
    fields={
        "category": "分類",
        "criterion": "目安",
        "customer": "お客様",
        "dates": "発生日時",
        "history": "いきさつ",
        "tried": "試したこと",
        "now": "今の状態",
        "amount": "金額",
    },
    until="回答期限",
    request="お願い",
    asker="依頼した人",
    customer_words="お客様の文面",
    added="追加のお知らせ",
    withdrawn="取り下げ: 対応は不要になりました",
    reason="理由",
    confirmed="口頭でいただいた回答を次のとおり記録しました。",
    confirmed_subject="回答の確認",
    correct="違うところがあれば、このメールに返信してください。",
    keep="(下の行は消さずに返信してください)",
    none="なし",
    unknown="不明",
)

_EN = _Words(
    kinds={
        EscalationKind.HEADS_UP: "Heads-up",
        EscalationKind.CHECK: "Please check",
        EscalationKind.INSTRUCT: "Please instruct",
        EscalationKind.APPROVE: "Please approve",
        EscalationKind.TAKE_OVER: "Please take over",
    },
    how={
        EscalationKind.HEADS_UP: "For your information; no answer needed.",
        EscalationKind.CHECK: "Reply to this mail: your words are the answer.",
        EscalationKind.INSTRUCT: "Reply to this mail: your words are the instruction.",
        EscalationKind.APPROVE: 'Reply with "approve" or "reject" in the first line.',
        EscalationKind.TAKE_OVER: 'Reply with "I take it" or "hand back" in the first line.',
    },
    criteria={
        Criterion.RESPONSIBLE_PERSON: "the customer asks for the person in charge",
        Criterion.EXPERTISE: "needs special knowledge",
        Criterion.MONEY: "money is negotiated",
        Criterion.AUTHORITY: "needs authority or approval",
        Criterion.LONG: "will take long",
        Criterion.WORSENING: "gets worse with delay",
        Criterion.NOT_IN_HANDBOOK: "not in the handbook",
        Criterion.EMOTIONAL: "the customer is upset",
        Criterion.OUTAGE: "outage, urgent",
        Criterion.UNSURE: "not sure",
    },
    fields={
        "category": "Category",
        "criterion": "Criterion",
        "customer": "Customer",
        "dates": "When",
        "history": "History",
        "tried": "Tried",
        "now": "Now",
        "amount": "Amount",
    },
    until="answer by",
    request="Request",
    asker="Asked by",
    customer_words="the customer's words",
    added="More facts",
    withdrawn="Withdrawn: nothing to do any more",
    reason="Reason",
    confirmed="Your spoken answer was recorded as follows.",
    confirmed_subject="Your answer",
    correct="Reply to this mail if anything is wrong.",
    keep="(please keep the next line in your reply)",
    none="none",
    unknown="unknown",
)

_WORDS = {Language.JA: _JA, Language.EN: _EN}
