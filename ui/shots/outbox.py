"""Pictures of the outbox: every state at once, a booked reply above its case, closing before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailroom.domain.people import Address
from mailroom.domain.query import Held, OutboxRow, OutboxState, View
from mailroom.domain.sends.triage import Place
from mailroom.domain.sends.trouble import SendTrouble
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.ids import PersonId
from mailroom.service.outgoing.tray import TrayRow
from ui.dialogs.leave import BookedDialog
from ui.shots.stage import Scene, Stage

_STOPPED = Verdict(accepted=False, reason=Reason.CONTENT_CHANGED)
_TAKEN = Verdict(accepted=False, reason=Reason.HELD, who=PersonId("sato"))


def _rows(stage: Stage) -> tuple[TrayRow, ...]:
    now = stage.session.now()
    one = OutboxRow(
        id="0",
        case=stage.cases.first,
        subject="返品について",
        to=(Address(name="山田太郎", addr="yamada@yamada-shoten.example"),),
        others=0,
        attachments=0,
        state=OutboxState.WAITING,
        due=now - timedelta(minutes=3),
    )
    late = replace(one, state=OutboxState.HELD, why=Held.LATE, due=now - timedelta(hours=15))
    evening = now.replace(hour=17, minute=0)
    said = ((Place.LOOK, replace(one, state=OutboxState.HELD, verdict=_STOPPED)),
        (Place.LOOK, replace(one, state=OutboxState.HELD, verdict=_TAKEN, subject="請求金額の件")),
        (Place.LOOK, replace(one, state=OutboxState.REFUSED, trouble=SendTrouble.NO_ADDRESS,
            detail="550 5.1.1 no such user", subject="納期のお問い合わせ")),
        (Place.LOOK, replace(one, state=OutboxState.UNKNOWN, subject="保証書の再発行")),
        (Place.LOOK, replace(one, state=OutboxState.SENT, refused=("gone@example.com",))),
        (Place.READY, late),
        (Place.READY, replace(one, trouble=SendTrouble.NO_CONNECTION)),
        (Place.UNDER_WAY, replace(one, state=OutboxState.UNDO)),
        (Place.UNDER_WAY, replace(one, state=OutboxState.CHECKING)),
        (Place.UNDER_WAY, replace(one, state=OutboxState.SENDING, internal=True)),
        (Place.SCHEDULED, replace(one, state=OutboxState.SCHEDULED, send_at=evening)),
        (Place.SENT, replace(one, state=OutboxState.SENT, left_at=now - timedelta(hours=1))),
    )  # fmt: skip
    return tuple(
        TrayRow(row=replace(row, id=str(n)), place=place) for n, (place, row) in enumerate(said)
    )


def _outbox(stage: Stage) -> bool:
    stage.window.sidebar.choose_view(View.OUTBOX)
    stage.settle()
    stage.window.outbox.show_rows(_rows(stage))
    stage.settle()
    return True


def _outbox_below(stage: Stage) -> bool:
    _outbox(stage)
    bar = stage.window.outbox.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.settle()
    return True


def _booked(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    row = next(one.row for one in _rows(stage) if one.place is Place.SCHEDULED)
    stage.window.case.booked.show_row(row)
    stage.settle()
    return True


def _closing(stage: Stage) -> bool:
    rows = [one.row for one in _rows(stage) if one.place is Place.SCHEDULED]
    BookedDialog(stage.session, rows, stage.window).open()
    stage.settle()
    return True


OUTBOX: tuple[tuple[str, Scene], ...] = (
    ("outbox", _outbox),
    ("outbox-below", _outbox_below),
    ("booked", _booked),
    ("closing-booked", _closing),
)
"""What the outbox holds is made up, the window is not."""
