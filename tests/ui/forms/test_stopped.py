"""止めた自動メール: each with its reason; a lead may send one once, everybody may look (5.3)."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel

from mailroom.domain.escalations.escalation import StopReason
from mailroom.domain.escalations.internal_mail import MailKind
from mailroom.ids import EscalationId
from mailroom.service.stopped import StoppedRow
from ui.dialogs.stopped import StoppedDialog


def row(session, case, why: StopReason) -> StoppedRow:
    return StoppedRow(
        case=case,
        number=12,
        subject="返品",
        escalation=EscalationId("e"),
        step="nudge:2",
        kind=MailKind.NUDGE,
        to="kacho@shop.example",
        why=why,
        at=session.now(),
    )


def test_5_3_the_tray_says_what_was_stopped_and_why(qtbot, session, case):
    tray = StoppedDialog(session, None)
    qtbot.addWidget(tray)
    assert any("ありません" in label.text() for label in tray.findChildren(QLabel))

    tray.show_rows(tuple(row(session, case, why) for why in StopReason))

    words = [label.text() for label in tray.findChildren(QLabel) if label.isVisibleTo(tray)]
    assert sum(word.startswith("止めた理由") for word in words) == len(StopReason)
    assert len({word for word in words if word.startswith("止めた理由")}) == len(StopReason)
    look = [one for one in tray.findChildren(QAbstractButton) if "案件" in one.text()]
    with qtbot.waitSignal(tray.case_asked) as asked:
        look[0].click()
    assert asked.args == [case]


def test_5_3_only_a_lead_is_offered_to_send_it(qtbot, session, case):
    tray = StoppedDialog(session, None)
    qtbot.addWidget(tray)
    tray.show_rows((row(session, case, StopReason.BOUNCED),))
    offered = [one for one in tray.findChildren(QAbstractButton) if one.text() == "今回だけ送る"]
    assert bool(offered) is session.roster.i_am_lead


def test_5_3_the_tray_grows_with_what_is_stopped_while_it_is_open(qtbot, session, case):
    tray = StoppedDialog(session, None)
    qtbot.addWidget(tray)
    tray.show()
    qtbot.waitExposed(tray)
    before = tray.height()
    tray.show_rows(tuple(row(session, case, why) for why in StopReason))
    assert tray.height() > before + 200
