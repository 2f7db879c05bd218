"""A link that is opened while the window is there comes to that window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.one_window import Wishes, hand_over

LINK = "mailto:yamada@shop.example?subject=%E4%BB%B6%E5%90%8D"


def test_the_open_window_gets_the_link(qtbot: QtBot, tmp_path: Path) -> None:
    wishes = Wishes(tmp_path)
    with qtbot.waitSignal(wishes.wished, timeout=5_000) as heard:
        assert hand_over(tmp_path, LINK)
    assert heard.args == [LINK]
    wishes.close()
    assert not hand_over(tmp_path, LINK)


def test_without_a_window_nobody_takes_it(qtbot: QtBot, tmp_path: Path) -> None:
    assert not hand_over(tmp_path, LINK)
