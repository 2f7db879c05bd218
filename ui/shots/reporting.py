"""A report to a client beside what was said in the house (S44)."""

from __future__ import annotations

from ui.report_window import ReportDialog
from ui.shots.stage import Scene, Stage


def _report(stage: Stage) -> bool:
    case = stage.cases.first
    begun = stage.session.room.reads.reports.begin(case) if case is not None else None
    if begun is None or not stage.show(case):
        return False
    dialog = ReportDialog(stage.session, begun, stage.window)
    dialog.page.recipients.to_line.setText("部品メーカー 品質保証 <hinshitsu@kita-kogyo.example>")
    dialog.show()
    stage.settle()
    return True


REPORTING: tuple[tuple[str, Scene], ...] = (("report", _report),)
