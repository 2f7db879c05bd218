"""Scenes of the rules: every page of the editor, and what stands beside a case of care."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mailroom.domain.policies.contacts import Contact, ContactFlag
from ui.dialogs.rules.contact_editor import ContactEditor
from ui.dialogs.rules.criteria_page import CriteriaPage
from ui.dialogs.rules.editor import RulesDialog
from ui.dialogs.rules.levels_page import LevelsPage
from ui.dialogs.rules.routes_page import RoutesPage
from ui.shots.stage import Scene, Stage


def _page(number: int, play: Callable[[RulesDialog, QWidget], None] | None = None) -> Scene:
    """Return the scene of one page, as a lead sees it."""

    def show(stage: Stage) -> bool:
        stage.feign(stage.health(), lead=True)
        dialog = RulesDialog(stage.session, stage.window)
        page = dialog.show_page(number)
        if play is not None:
            play(dialog, page)
        dialog.show()
        stage.settle()
        return True

    return show


def _open_cell(dialog: RulesDialog, page: QWidget) -> None:
    if isinstance(page, RoutesPage):
        category = dialog.draft.policy.categories[1].name
        page.open_cell(category, dialog.draft.policy.levels[1].number)


def _go_wrong(dialog: RulesDialog, page: QWidget) -> None:
    """Let the board be left out, and a name be missing."""
    if isinstance(page, LevelsPage):
        level = dialog.draft.policy.levels[2]
        page.cards[2].name.setText("")
        dialog.draft.change_level(level.number, name="", stall=level.stall[:-1])


def _open_criterion(_dialog: RulesDialog, page: QWidget) -> None:
    if isinstance(page, CriteriaPage):
        page.cards[0].open()


def _contact(stage: Stage) -> bool:
    stage.feign(stage.health(), lead=True)
    contact = Contact(
        key="yamada@yamada-shoten.example",
        flag=ContactFlag.CAREFUL,
        handling="以前、返金の約束をめぐって行き違いがありました。日付と金額は必ず書面で。",
        wording="このたびはご不便をおかけし、申し訳ございません。",
        two_people=True,
    )
    ContactEditor(stage.session, contact, stage.window).show()
    stage.settle()
    return True


RULES: tuple[tuple[str, Scene], ...] = (
    ("rules-levels", _page(0)),
    ("rules-wrong", _page(0, _go_wrong)),
    ("rules-routes", _page(1, _open_cell)),
    ("rules-criteria", _page(2, _open_criterion)),
    ("rules-times", _page(3)),
    ("rules-customers", _page(4)),
    ("rules-texts", _page(5)),
    ("rules-history", _page(6)),
    ("contact", _contact),
)
