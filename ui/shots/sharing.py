"""Drafts that are shown to the team: the card in the timeline, the bars beside a reply.

The window is real; who shares what is made up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailroom.domain.cases import SharedDraft
from mailroom.domain.events import DraftShared, Event
from mailroom.domain.people import Address
from mailroom.domain.position import START
from mailroom.domain.query import CaseDetail, ItemKind, SharedPage, TimelineItem
from mailroom.domain.sends.approval import Proposal, ProposedFile
from mailroom.ids import DeskId, EventId, MailKey
from ui.actions import Do
from ui.shots.stage import Scene, Stage

_MAIL = Proposal(
    to=(Address(name="山田 太郎", addr="yamada@minato-shoten.example"),),
    cc=(Address(name="山田 花子", addr="hanako@kita-kogyo.example"),),
    text=(
        "山田様\n\nお世話になっております。ひなた商事でございます。\n"
        "このたびはご不便をおかけし、申し訳ございません。\n\n"
        "代わりの品を11月26日（木）の午前にお届けします。\n"
        "お手元の品は、そのときに配達の者へお渡しください。\n"
        "送料はいただきません。\n\nご不明な点は、このメールにそのままご返信ください。"
    ),
    files=(ProposedFile(name="交換のご案内.pdf", size=84_000, sha256="0"),),
)


def _page(stage: Stage, *, mine: bool) -> SharedPage:
    me = stage.session.me.person
    others = (one.id for one in stage.session.roster.members.values() if one.id != me)
    by = me if mine else next(others)
    event = EventId("shared-mine" if mine else "shared")
    row = SharedDraft(event=event, anchor=MailKey("m"), by=by, at=START)
    return SharedPage(shared=row, mail=_MAIL, at=stage.session.now() - timedelta(minutes=12))


def _shown(stage: Stage) -> CaseDetail | None:
    case = stage.cases.first
    if case is None or not stage.show(case):
        return None
    return stage.session.room.reads.detail(case)


def _card(stage: Stage) -> bool:
    detail = _shown(stage)
    if detail is None:
        return False
    page = _page(stage, mine=False)
    event = Event(
        id=page.shared.event,
        by=page.shared.by,
        desk=DeskId("desk"),
        body=DraftShared(draft=_MAIL),
        anchor=detail.row.case.anchor,
        made_at=page.at,
    )
    item = TimelineItem(
        kind=ItemKind.EVENT,
        at=page.at,
        event=event,
        by_name=stage.session.roster.name(page.shared.by),
        stands=True,
    )
    known = stage.session.room.reads.timeline(detail.row.case.id)
    timeline = stage.window.case.timeline
    timeline.show_items((*known, item))
    stage.settle()
    timeline.verticalScrollBar().setValue(timeline.verticalScrollBar().maximum())
    stage.settle()
    return True


def _bar(*, mine: bool) -> Scene:
    def play(stage: Stage) -> bool:
        detail = _shown(stage)
        if detail is None:
            return False
        stage.do(Do.REPLY)
        bars = stage.window.composer.bars
        bars.follow(replace(detail, drafts=(_page(stage, mine=mine),)))
        bars.show(reply=True)
        stage.settle()
        return True

    return play


SHARING: tuple[tuple[str, Scene], ...] = (
    ("shared-card", _card),
    ("shared-beside", _bar(mine=False)),
    ("shared-mine", _bar(mine=True)),
)
"""A colleague's draft, the same beside my reply, and my own."""
