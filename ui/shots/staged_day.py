"""The practice day at a good moment for pictures: something overdue, a lock, an answer, notes.

Time stands almost still and is moved by hand, so that every run shows the same morning. What
happens here are ordinary commands; nothing is painted that a team could not see.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailroom.clock import SystemClock
from mailroom.domain import commands as c
from mailroom.domain.escalations.escalation import AnswerKind, Criterion, EscalationKind
from mailroom.domain.position import Position
from mailroom.domain.query import CaseQuery, View
from mailroom.errors import MailroomError
from mailroom.ids import CaseId, PersonId
from mailroom.practice.day import PracticeDay
from mailroom.service.forms import NOBODY
from mailroom.service.room import Room
from ui.shots import (
    addressing,
    arrival,
    contacts,
    ledger,
    reading,
    shown_mails,
    staged_asking,
    threads,
)

_OPENING = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)  # Tuesday, 9:30 in Japan


class MovedClock:
    """Starts at the opening of a working day and can be moved on."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self._start = self._real.monotonic()
        self._moved = 0.0

    def now(self) -> datetime:
        """Return the moment of the staged day."""
        return _OPENING + timedelta(seconds=self.monotonic() - self._start)

    def monotonic(self) -> float:
        """Return seconds, with what was jumped over."""
        return self._real.monotonic() + self._moved

    def move(self, minutes: float) -> None:
        """Let time pass at once; nothing may be waiting meanwhile."""
        self._moved += minutes * 60


class StagedDay:
    """The morning, and what may still happen on it."""

    def __init__(self, day: PracticeDay, clock: MovedClock) -> None:
        self._day = day
        self._clock = clock

    @property
    def room(self) -> Room:
        """Return 田中's room."""
        return self._day.room

    def name_senders(self) -> None:
        """Let the lead say as whom the team writes."""
        with self._day.chief() as chief:
            chief.sync_once()
            addressing.name_senders(chief)
        self._day.sync()

    def step_out(self) -> None:
        """Let somebody who would be asked be out."""
        staged_asking.step_out(self._day, self._clock.now())

    def ask_and_answer(self) -> None:
        """Let people be asked, and answer in every way."""
        staged_asking.ask_and_answer(self._day, self._clock.now)

    def bring_mails(self) -> None:
        """Let mails come that show what mails can be."""
        shown_mails.bring_mails(self._day)
        reading.bring_hard_mails(self._day)

    def bring_threads(self) -> None:
        """Let mails come that may lie in one case or another."""
        threads.bring_threads(self._day)

    def sort_mail(self) -> None:
        """Let rules sort mail that comes in."""
        arrival.sort_mail(self._day)

    def know_people(self) -> None:
        """Let colleagues say who a customer is, and an archive and its password come."""
        contacts.know_people(self._day)

    def tidy(self) -> None:
        """Let another mail program move and delete mail."""
        ledger.let_others_tidy(self._day)

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Let the server lack nearly all mail for a while."""
        lost = ledger.empty_folder(self._day)
        yield
        ledger.put_back(self._day, lost)

    def wait(self, minutes: float) -> None:
        """Let time pass in which nobody answers."""
        self._clock.move(minutes)
        self._day.sync()

    def collide(self) -> None:
        """Let 佐藤 be first, three times, with what 田中 does without having heard of it."""
        mine, theirs = self._day.room, self._day.colleague
        for subject in _CONTESTED:
            _hand_out(theirs, subject, "sato")
        moved = _case(theirs, "お届け先の変更")
        theirs.do(
            c.LogPhone(
                case=moved, incoming=True, reached=True, with_whom="石川", text="急ぎとのこと。"
            )
        )
        asked = _case(theirs, _PRICE)
        theirs.do(_spoken_answer(theirs, asked))
        theirs.sync_once()
        for subject in _CONTESTED:
            _hand_out(mine, subject, "suzuki")
        mine.do(c.Close(case=moved, shown=_seen(mine, moved)))
        detail = mine.reads.detail(asked)
        assert detail is not None
        words = "先方から、今週中に決めたいとの連絡がありました。納期は12月10日のご希望です。"
        mine.do(c.AddToEscalation(case=asked, escalation=detail.escalations[-1].id, text=words))
        self._clock.move(3)
        self._day.sync()

    def cut_off(self) -> None:
        """Take the network away and let 田中 go on working."""
        self._day.server.stop()
        room = self._day.room
        with suppress(MailroomError):
            room.sync_once()
        case = _case(room, "返品について")
        room.do(c.AddNote(case=case, text="返送用の伝票は、明日の便で送ります。"))
        room.do(c.Assign(case=case, person=PersonId("suzuki")))
        room.do(c.Snooze(case=case, until=self._clock.now() + timedelta(days=1)))


@contextmanager
def staged_day(folder: Path) -> Iterator[StagedDay]:
    """Give the middle of 田中's morning, with nothing running."""
    _live_in_japan()
    clock = MovedClock()
    day = PracticeDay(folder, speed=1.0, real=clock)
    day.open()
    day.bring_colleague()
    day.turn()
    try:
        _happen(day, clock)
        yield StagedDay(day, clock)
    finally:
        day.close()


_CONTESTED = ("ギフト包装の可否", "保証書をなくしました")
_PRICE = "【お見積り】HS-300 50台の価格のご相談"


def _hand_out(room: Room, subject: str, person: str) -> None:
    case = _case(room, subject)
    room.do(c.Assign(case=case, shown=_seen(room, case), person=PersonId(person)))


def _seen(room: Room, case: CaseId) -> Position:
    detail = room.reads.detail(case)
    assert detail is not None
    return detail.seen


def _spoken_answer(room: Room, case: CaseId) -> c.AnswerEscalation:
    """Return the chief's spoken answer, which ends the request before more can be told."""
    detail = room.reads.detail(case)
    assert detail is not None
    return c.AnswerEscalation(
        case=case,
        escalation=detail.escalations[-1].id,
        kind=AnswerKind.APPROVE,
        words="19,200円までなら結構です。",
        by="佐々木 課長",
        by_person=PersonId("kacho"),
        spoken=True,
        how="phone",
    )


def _live_in_japan() -> None:
    """Let local time be the team's, so that pictures are the same on every PC."""
    if hasattr(time, "tzset"):
        os.environ["TZ"] = "Asia/Tokyo"
        time.tzset()


def _happen(day: PracticeDay, clock: MovedClock) -> None:
    me, room = PersonId("tanaka"), day.room
    room.sync_once()
    for subject in _MINE:
        room.do(c.Assign(case=_case(room, subject), person=me))
    labels = {label.name: label.id for label in room.reads.labels()}
    room.do(c.PutLabel(case=_case(room, "返品について"), label=labels["返品・返金"]))
    room.do(c.PutLabel(case=_case(room, "10月分の請求金額について"), label=labels["請求"]))
    room.do(
        c.LogPhone(
            case=_case(room, "返品について"),
            incoming=True,
            reached=True,
            with_whom="山田",
            text="返送先の住所を確認したいとのこと。折り返しメールで送ると伝えました。",
        )
    )
    room.sync_once()
    for request in _REQUESTS:
        _escalate(room, request, clock)
    room.sync_once()
    note = "保証期間内です。送料は当社負担でよいか、係長に確認します。"
    room.do(c.AddNote(case=_case(room, "返品について"), text=note))
    day.sync()
    for minutes in (4, 6, 9):  # colleagues and customers go on; the section chief is late
        clock.move(minutes)
        day.turn()
        day.sync()


_MINE = (
    "返品について",
    "10月分の請求金額について",
    "Voltage of HS-200 for Brazil",
    "ふたが閉まりません(写真を添付します)",
    "ギフト包装の可否",
    "保証書をなくしました",
    "お届け先の変更",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """An escalation of this morning."""

    subject: str
    level: int
    kind: EscalationKind
    criterion: Criterion
    words: str
    minutes: int


_REQUESTS = (
    _Request(
        subject="いい加減にしてください!!",
        level=3,
        kind=EscalationKind.TAKE_OVER,
        criterion=Criterion.RESPONSIBLE_PERSON,
        words="責任者からの連絡を求められています。本日中のご連絡をお願いします。",
        minutes=5,
    ),
    _Request(
        subject="【お見積り】HS-300 50台の価格のご相談",
        level=3,
        kind=EscalationKind.APPROVE,
        criterion=Criterion.MONEY,
        words="50台で 1台 18,900円のご希望です。この価格でよいでしょうか。",
        minutes=45,
    ),
    _Request(
        subject="請求書の宛名変更のお願い",
        level=2,
        kind=EscalationKind.CHECK,
        criterion=Criterion.AUTHORITY,
        words="今月分の請求書から宛名を変えてよいか、確認をお願いします。",
        minutes=200,
    ),
)


def _escalate(room: Room, request: _Request, clock: MovedClock) -> None:
    case = _case(room, request.subject)
    form = replace(
        room.reads.prefill_escalation(case),
        kind=request.kind,
        level=request.level,
        criterion=request.criterion,
        request=request.words,
        wanted_by=clock.now() + timedelta(minutes=request.minutes),
        to=NOBODY,
        to_person=None,
    )
    room.do(c.Escalate(case=case, form=room.reads.with_plan(form)))


def _case(room: Room, subject: str) -> CaseId:
    rows = room.reads.rows(room.reads.case_ids(CaseQuery(view=View.ALL)))
    return next(row.case.id for row in rows if row.case.subject == subject)
