"""Before a mail leaves: the risk card in all its kinds, ticks, and a second person (N34, S19).

The windows are real; what a mail says, and who proposed it, is made up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailroom.domain.events import ApprovalAsked, Approved
from mailroom.domain.people import Address, Role, Seat
from mailroom.domain.query import ApprovalPage
from mailroom.domain.sends.approval import Approval, ApprovalState, Proposal, ProposedFile
from mailroom.domain.sends.risks import Risk, RiskKind
from mailroom.ids import ApprovalId, DeskId, EventId, MailKey
from mailroom.service.outgoing.replies import Reply
from ui.actions import Do
from ui.dialogs.approval import ApprovalDialog, AskApprovalDialog
from ui.shots.stage import Scene, Stage

_CUSTOMER = Address(name="山田 太郎", addr="yamada@minato-shoten.example")
_BOSS = Address(name="山田 花子", addr="hanako@kita-kogyo.example")
_TEXT = (
    "山田様\n\nお世話になっております。ひなた商事の佐藤です。\n"
    "ご注文の品は、12,500円でお送りします。\n近日中に発送します。\n"
)
_BETTER = _TEXT.replace("12,500円", "15,200円（税込）").replace("近日中に", "11月26日（木）に")
_PEOPLE = (
    Risk(kind=RiskKind.NEW_DOMAIN, about="yamada.t@elsewhere.example"),
    Risk(
        kind=RiskKind.NAMESAKE,
        about="山田 花子 <hanako@kita-kogyo.example>",
        other="山田 太郎 <yamada@minato-shoten.example>",
    ),
    Risk(kind=RiskKind.INSIDER, about="佐藤 健一 <sato@hinata-shoji.example>"),
    Risk(kind=RiskKind.OTHER_NAME, about="鈴木", other="山田 太郎"),
)
_WORDS = (
    Risk(kind=RiskKind.QUOTED_NOTE, about="この方には過去に強い苦情をいただいています。"),
    Risk(kind=RiskKind.NO_FILE),
    Risk(kind=RiskKind.BIG_FILES, about=str(14 * 1024 * 1024)),
    Risk(kind=RiskKind.WARNING_WORD, about="全額返金"),
    Risk(kind=RiskKind.AMOUNT, about="12,500円", other="15,200円"),
    Risk(kind=RiskKind.BLANK, about="{会社}"),
    Risk(kind=RiskKind.SAID_ALREADY),
)


def _risks(asked: tuple[Risk, ...]) -> Scene:
    def play(stage: Stage) -> bool:
        if not _replies(stage):
            return False
        stage.window.composer.bars.risk.ask(asked)
        stage.settle()
        return True

    return play


def _ticks(stage: Stage) -> bool:
    if not _replies(stage):
        return False
    bars = stage.window.composer.bars
    bars.risk.hide()
    bars.ticks.ask((("", _CUSTOMER), ("Cc", _BOSS), ("Bcc", Address(addr="audit@kita.example"))))
    bars.ticks.boxes[0].setChecked(True)
    stage.settle()
    return True


def _ask(stage: Stage) -> bool:
    case = stage.cases.first
    if case is None or not stage.show(case):
        return False
    reply = Reply(case=case, to=(_CUSTOMER,), cc=(_BOSS,), text=_TEXT)
    dialog = AskApprovalDialog(stage.session, reply, stage.window)
    dialog.note.setPlainText("金額と日付を見てください。")
    dialog.open()
    stage.settle()
    return True


def _check(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    page = _page(stage, mine=False)
    dialog = ApprovalDialog(stage.session, page, stage.window, deciding=True)
    dialog.after.setPlainText(_BETTER)
    dialog.comment.setPlainText("金額は税込で書いてください。日付も入れました。")
    dialog.open()
    stage.settle()
    return True


def _bar(*, mine: bool, state: ApprovalState) -> Scene:
    def play(stage: Stage) -> bool:
        case = stage.cases.first
        detail = stage.session.room.reads.detail(case) if case is not None else None
        if detail is None or not stage.show(case):
            return False
        page = _page(stage, mine=mine, state=state)
        stage.window.case.approval.show_case(replace(detail, approvals=(page,)))
        stage.settle()
        return True

    return play


def _replies(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    stage.do(Do.REPLY)
    return True


def _page(stage: Stage, *, mine: bool, state: ApprovalState = ApprovalState.ASKED) -> ApprovalPage:
    members = [one for one in stage.session.roster.members.values() if not one.left]
    me = stage.session.me.person
    other = next(one.id for one in members if one.id != me)
    lead = next((one.id for one in members if one.role is Role.LEAD and one.id != me), other)
    proposal = Proposal(
        to=(_CUSTOMER,),
        cc=(_BOSS,),
        subject="Re: ご注文の件",
        text=_TEXT,
        files=(ProposedFile(name="見積書.pdf", size=84_000, sha256="0"),),
    )
    row = Approval(
        id=ApprovalId("a"),
        anchor=MailKey("m"),
        asker=stage.session.me if mine else Seat(person=other, desk=DeskId("d")),
        of=lead if mine else None,
        asked_at=stage.session.now() - timedelta(minutes=12),
        state=state,
        seal=proposal.seal,
        by=lead if state is ApprovalState.APPROVED else None,
        decided=EventId("e") if state is ApprovalState.APPROVED else None,
    )
    asked = ApprovalAsked(proposal=proposal, seal=proposal.seal, note="金額と日付を見てください。")
    changed = replace(proposal, text=_BETTER)
    decided = Approved(approval=row.id, seal=changed.seal, changed=changed)
    return ApprovalPage(
        approval=row, asked=asked, decided=decided if state is ApprovalState.APPROVED else None
    )


CHECKING: tuple[tuple[str, Scene], ...] = (
    ("risk-people", _risks(_PEOPLE)),
    ("risk-words", _risks(_WORDS)),
    ("ticks", _ticks),
    ("approval-ask", _ask),
    ("approval-check", _check),
    ("approval-bar", _bar(mine=False, state=ApprovalState.ASKED)),
    ("approval-waits", _bar(mine=True, state=ApprovalState.ASKED)),
    ("approval-given", _bar(mine=True, state=ApprovalState.APPROVED)),
)
