"""Pictures of who has what until when: board, load, heads-ups, morning, 申し送り, the next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailroom.domain import commands as c
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from mailroom.service.room import Room
from ui.actions import Do
from ui.dialogs.board import BoardDialog, Page
from ui.dialogs.go_home import GoHomeDialog
from ui.dialogs.morning import MorningDialog
from ui.shots.stage import Scene, Stage

_WORDS = "新しいチラシの料金を見て、同じ問い合わせが 3 件ありました。"


def look_ahead(room: Room) -> None:
    """Tell a lead of something without asking anything, and ask another."""
    free = _free(room)
    for case in free[:2]:
        form = room.reads.prefill_escalation(case)
        form = replace(form, kind=EscalationKind.HEADS_UP, level=2, request=_WORDS)
        room.do(c.Escalate(case=case, form=room.reads.with_plan(form)))
    for case in free[2:3]:
        form = room.reads.prefill_escalation(case)
        wanted = room.clock.now() + timedelta(minutes=40)
        form = replace(form, kind=EscalationKind.APPROVE, level=3, request=_WORDS, wanted_by=wanted)
        room.do(c.Escalate(case=case, form=room.reads.with_plan(form)))
    room.sync_once()


def _free(room: Room) -> list[CaseId]:
    rows = room.reads.rows(room.reads.case_ids(CaseQuery(view=View.ALL)))
    return [
        row.case.id
        for row in rows
        if row.holder is None and not row.case.escalated and row.case.waiting_since
    ]


def _proposal(stage: Stage) -> bool:
    stage.window.status.upcoming.read()
    stage.settle()
    return stage.window.status.upcoming.isVisible()


def _next_step(stage: Stage) -> bool:
    """As in a team that lets its clock run by itself."""
    room = stage.session.room
    soon = room.clock.now() + timedelta(minutes=12)
    steps = room.escalations.next_steps()
    coming = tuple(replace(step, fires_at=max(step.at, soon), late=None) for step in steps)
    stage.window.status.upcoming.show_steps(coming)
    stage.settle()
    return bool(coming)


def _board(page: Page) -> Scene:
    def play(stage: Stage) -> bool:
        stage.feign(stage.health(), lead=True)
        stage.do(Do.BOARD)
        [board] = stage.window.findChildren(BoardDialog)
        board.page.choose(page)
        board.page.chosen.emit()
        stage.settle()
        return True

    return play


def _morning(stage: Stage) -> bool:
    MorningDialog(stage.session, stage.window).open()
    stage.settle()
    return True


def _go_home(stage: Stage) -> bool:
    GoHomeDialog(stage.session, stage.window).open()
    stage.settle()
    return True


SEEING: tuple[tuple[str, Scene], ...] = (
    ("proposal", _proposal),
    ("next-step", _next_step),
    ("board", _board(Page.BOARD)),
    ("load", _board(Page.LOAD)),
    ("heads-ups", _board(Page.DIGEST)),
    ("morning", _morning),
    ("go-home", _go_home),
)
