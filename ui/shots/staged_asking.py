"""What becomes of the escalations of the practice day: answers of every kind, people away.

Ordinary mails and commands, nothing painted: a chief writes plain mails, a stranger answers, the
team member calls. Used for pictures.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from mailroom.domain import commands as c
from mailroom.domain.escalations.escalation import Criterion, Escalation, EscalationKind
from mailroom.domain.people import Presence
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId, PersonId
from mailroom.practice.day import PracticeDay
from mailroom.service.forms import NOBODY
from mailroom.service.room import Room

WORDS = "お届け先の変更"
DOUBTFUL = "ギフト包装の可否"
WORDING = "保証書をなくしました"
CALLED = "ふたが閉まりません(写真を添付します)"
MINE = "10月分の請求金額について"
"""Subjects of the cases whose escalations are answered so, called about, or asked of 田中."""

_SUZUKI = "鈴木 係長 <suzuki@hinata-shoji.example>"


def step_out(day: PracticeDay, now: datetime) -> None:
    """Let 佐々木 課長 be out until one o'clock; 鈴木 係長 stands in."""
    room, chief = day.room, PersonId("kacho")
    member = next(row.member for row in room.reads.members() if row.member.id == chief)
    until = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=4)
    room.do(c.SetMember(member=replace(member, deputy=PersonId("suzuki"))))
    room.do(c.SetPresence(person=chief, presence=Presence.OUT, until=until))
    day.sync()


def ask_and_answer(day: PracticeDay, now: Callable[[], datetime]) -> None:
    """Ask four times, and let the answers come: in words, from a stranger, with a wording."""
    asked = {
        WORDS: "新しい倉庫への変更を今日の便から受けてよいでしょうか。",
        DOUBTFUL: "包装を無料にしてよいか、確認をお願いします。",
        WORDING: "保証書なしで修理を受けてよいでしょうか。",
    }
    for subject, words in asked.items():
        _ask(day.room, subject, words)
    _ask(day.room, CALLED, "交換品を先に送ってよいか、至急の判断をお願いします。", level=4)
    _ask_me(day.colleague)
    day.sync()
    _answer(day, WORDS, _SUZUKI, "倉庫の都合もあるので、そのあたりは先方と相談しながらで。", now())
    stranger = "倉庫 山口 <yamaguchi@hinata-souko.example>"
    _answer(day, DOUBTFUL, stranger, "承認する", now())
    wording = (
        "指示する\n購入日が分かれば保証扱いで受けます。\n\n▼お客様へ\n"
        "保証書がお手元になくても、ご購入日の分かるものがあれば無償で修理いたします。"
    )
    _answer(day, WORDING, _SUZUKI, wording, now())
    day.sync()
    case = _case(day.room, CALLED)
    call = c.TryPhone(
        case=case,
        escalation=_escalation(day.room, case).id,
        number="090-5550-0401",
        reached=False,
        memo="13時に折り返しの予定。",
    )
    day.room.do(call)


def _ask(room: Room, subject: str, words: str, *, level: int = 2) -> None:
    case = _case(room, subject)
    form = replace(
        room.reads.prefill_escalation(case),
        kind=EscalationKind.INSTRUCT,
        level=level,
        criterion=Criterion.AUTHORITY,
        request=words,
        unknown=frozenset({"tried", "now"}),
        to=NOBODY,
        to_person=None,
    )
    room.do(c.Escalate(case=case, form=room.reads.with_plan(form)))


def _ask_me(room: Room) -> None:
    """Let 佐藤 ask 田中."""
    case = _case(room, MINE)
    me = next(row.member for row in room.reads.members() if row.member.id == "tanaka")
    form = replace(
        room.reads.prefill_escalation(case),
        kind=EscalationKind.CHECK,
        request="先月の値引きが請求書に入っているか、見てもらえますか。",
        to=replace(NOBODY, name=me.name, addr=me.addresses[0]),
        to_person=me.id,
    )
    room.do(c.Escalate(case=case, form=room.reads.with_plan(form)))


def _answer(day: PracticeDay, subject: str, sender: str, words: str, at: datetime) -> None:
    """Answer the request of a case as a plain mail program does."""
    case = _case(day.room, subject)
    asked = _request_mail(day, _escalation(day.room, case))
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = day.room.profile.config.account.address
    mail["Subject"] = f"Re: {asked['Subject']}"
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = make_msgid(domain="plain.example")
    mail["In-Reply-To"] = asked["Message-ID"]
    mail.set_content(words)
    day.server.deliver(day.room.profile.config.account.user, bytes(mail), when=at)


def _request_mail(day: PracticeDay, escalation: Escalation) -> EmailMessage:
    wanted = {mail.message_id for mail in escalation.mails}
    found = next(one for one in day.server.sink.received if one.message_id in wanted)
    parsed = email.message_from_bytes(found.raw, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def _escalation(room: Room, case: CaseId) -> Escalation:
    detail = room.reads.detail(case)
    assert detail is not None
    return detail.escalations[-1]


def _case(room: Room, subject: str) -> CaseId:
    rows = room.reads.rows(room.reads.case_ids(CaseQuery(view=View.ALL)))
    return next(row.case.id for row in rows if row.case.subject == subject)
