"""The menus made of the table of actions: the bar, and what pops up over list and case."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui import actions
from ui.actions import TABLE, Do, Menu

IN_LIST = (
    Do.OPEN, Do.REPLY, Do.MINE, Do.ASSIGN, Do.LABEL, Do.SNOOZE, Do.DONE, Do.MERGE, Do.FILTER,
)  # fmt: skip
IN_CASE = (
    Do.REPLY_ALL, Do.FORWARD, Do.REDIRECT, Do.REPORT, Do.MINE, Do.LABEL, Do.SNOOZE, Do.PROMISE,
    Do.CLOCK, Do.MERGE, Do.RELEASE, Do.REOPEN,
    Do.FILTER, Do.RESTORE, Do.PRINT, Do.MEND, Do.SOURCE,
)  # fmt: skip


def fill(bar: QMenuBar, made: Mapping[Do, QAction]) -> None:
    """Fill the menu bar with every action of the table."""
    menus = {menu: bar.addMenu(actions.menu_name(menu)) for menu in Menu}
    for spec in TABLE:
        if spec.separator:
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(made[spec.do])


def pop_up(parent: QWidget, chosen: tuple[Do, ...], made: Mapping[Do, QAction], at: QPoint) -> None:
    """Show a menu of these actions."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for do in chosen:
        menu.addAction(made[do])
    menu.popup(at)
