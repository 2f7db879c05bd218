"""Ctrl+K in the window: everything of the menus is offered."""

from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.actions import Do
from ui.dialogs.palette import ActionPalette


def test_the_palette_offers_what_the_menus_do(windows: Windows, quiet_desk: Desk) -> None:
    window = windows.open(quiet_desk)
    window.actions_by_name[Do.PALETTE].trigger()
    palette = window.findChild(ActionPalette)
    assert palette is not None
    palette.list.line.setText("settei")
    found = palette.list.current()
    assert found is not None
    assert found.text == "設定"
    palette.reject()
