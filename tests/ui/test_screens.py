"""Screens (ui.md): nothing asks for more than the window, no word is cut, in either language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from mailroom.domain.people import Address
from mailroom.domain.query import OutboxRow, OutboxState, View
from mailroom.domain.sends.risks import Risk, RiskKind
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.settings import Language, Settings
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.actions import Do
from ui.arrangement import arrangement
from ui.inputs import ElidedLabel
from ui.main_window import MainWindow
from ui.models.sidebar import EntryKind
from ui.views.frame.sidebar import WIDTH
from ui.views.frame.status_bar import _Line
from ui.wording import words

SIZES = [(1366, 688), (1280, 640), (1093, 534), (911, 432)]
SCENES = ["list", "case", "reply", "note", "phone", "escalate", "overdue", "lock", "inspector"]
SCENES += ["ask", "asked", "answered"]
GIVING_WAY = (ElidedLabel, _Line)
"""Labels made to end in … where there is no room; the whole is in their tooltip."""


def play(window: MainWindow, windows: Windows, made: Desk, scene: str) -> None:
    case = {
        "overdue": "angry-1",
        "lock": "delivery-1",
        "escalate": "invoice-1",
        "asked": "price-1",
        "answered": "outage-1",
    }
    window.composer.leave()
    window.form.leave()
    if scene != "list":
        window.show_case(made.case(case.get(scene, "return-1")))
        windows.settle(window)
    actions = {
        "reply": Do.REPLY,
        "lock": Do.REPLY,
        "note": Do.NOTE,
        "phone": Do.PHONE,
        "escalate": Do.ESCALATE,
        "ask": Do.ASK,
        "asked": Do.ESCALATE,
        "answered": Do.ESCALATE,
        "inspector": Do.INSPECTOR,
    }
    if scene in actions:
        window.actions_by_name[actions[scene]].trigger()
        windows.settle(window)


def shown(window: MainWindow) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.width() > 0:
            yield widget


def name_of(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    path, one = [], widget
    while one is not None:
        path.append(type(one).__name__)
        one = one.parentWidget()
    return f"{'<'.join(path[:5])} {said!r} {widget.size().toTuple()}"


def scrolled(widget: QWidget) -> bool:
    """Return whether a widget lies inside something that scrolls vertically."""
    one = widget.parentWidget()
    while one is not None:
        if isinstance(one, QScrollArea):
            return True
        one = one.parentWidget()
    return False


def too_small(widget: QWidget) -> bool:
    wanted = widget.minimumSizeHint()
    if not wanted.isValid() or isinstance(widget, (QAbstractScrollArea, *GIVING_WAY)):
        return False
    if isinstance(widget, QLabel) and not widget.text():  # a picture of fixed size
        return False
    if isinstance(widget.parentWidget(), QAbstractScrollArea):  # its own scroll bars
        return False
    height = widget.height() if not scrolled(widget) else 10_000
    return wanted.width() > widget.width() or wanted.height() > height


def cut(widget: QWidget) -> bool:
    """Return whether a label or a button cannot show all of its words."""
    if isinstance(widget, GIVING_WAY):
        return False
    if isinstance(widget, QLabel) and widget.text():
        metrics = QFontMetrics(widget.font())
        room = widget.contentsRect().size()
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height()
        return metrics.horizontalAdvance(widget.text()) > room.width() + 1
    if isinstance(widget, QPushButton) and widget.text():
        icon = widget.iconSize().width() + 4 if not widget.icon().isNull() else 0
        metrics = QFontMetrics(widget.font())
        return metrics.horizontalAdvance(widget.text().replace("&", "")) + icon > widget.width()
    return False


def outside(widget: QWidget) -> bool:
    """Return whether a widget stands partly outside its parent, to the right or below."""
    parent = widget.parentWidget()
    if parent is None or scrolled(widget) or widget.isWindow():
        return False
    return widget.x() + widget.width() > parent.width() + 1


@pytest.mark.parametrize("language", [Language.JA, Language.EN], ids=["ja", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_everything_fits(
    windows: Windows, busy_desk: Desk, size: tuple[int, int], language: Language
) -> None:
    window = windows.open(busy_desk, size=size, settings=Settings(language=language))
    wrong: list[str] = []
    for scene in SCENES:
        play(window, windows, busy_desk, scene)
        least = window.minimumSizeHint()
        assert window.size() == QSize(*size)
        assert (least.width() <= size[0], least.height() <= size[1]) == (True, True), scene
        for widget in shown(window):
            faults = [fault.__name__ for fault in (too_small, cut, outside) if fault(widget)]
            wrong += [f"{scene}: {fault}: {name_of(widget)}" for fault in faults]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", [Language.JA, Language.EN], ids=["ja", "en"])
@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_large_text_asks_for_no_larger_window(
    windows: Windows, busy_desk: Desk, size: tuple[int, int], language: Language
) -> None:
    settings = Settings(language=language, text_percent=150)
    window = windows.open(busy_desk, size=size, settings=settings)
    for scene in ("case", "reply", "lock", "note"):
        play(window, windows, busy_desk, scene)
        least = window.minimumSizeHint()
        assert (least.width() <= size[0], least.height() <= size[1]) == (True, True), (scene, least)


def test_the_sidebar_has_room_for_its_words(windows: Windows, busy_desk: Desk) -> None:
    for language in (Language.JA, Language.EN):
        window = windows.open(busy_desk, settings=Settings(language=language))
        metrics = QFontMetrics(window.sidebar.view.font())
        for entry in window.sidebar.model.entries():
            if entry.kind in {EntryKind.VIEW, EntryKind.MEMBER}:
                side = metrics.horizontalAdvance(entry.side)
                needed = 24 + 20 + metrics.horizontalAdvance(entry.text) + side + 6
                assert needed <= WIDTH, (language, entry.text)
        for view in View:
            assert 50 + metrics.horizontalAdvance(words.view_name(view)) <= WIDTH


@pytest.mark.parametrize(
    ("size", "marks"),
    [
        ((1920, 1000), {"docked"}),
        ((1440, 900), {"docked"}),
        ((1366, 688), set()),
        ((1280, 640), set()),
        ((1093, 534), {"rail", "low"}),
        ((911, 432), {"rail", "single", "low"}),
    ],
)
def test_what_stands_where(size: tuple[int, int], marks: set[str]) -> None:
    now = arrangement(*size)
    assert {name for name in ("rail", "single", "docked", "low") if getattr(now, name)} == marks


def test_eleven_rows_stand_on_the_usual_screen(windows: Windows, busy_desk: Desk) -> None:
    window = windows.open(busy_desk, size=(1366, 688))
    window.sidebar.choose_view(View.ALL)
    windows.settle(window)
    rows = window.cases.view.viewport().height() // window.cases.view.sizeHintForRow(0)
    assert rows >= 11


def test_above_the_composer_something_of_the_mail_stays(windows: Windows, busy_desk: Desk) -> None:
    window = windows.open(busy_desk, size=(911, 432))
    play(window, windows, busy_desk, "reply")
    assert window.case.timeline.height() >= 120
    assert window.composer.height() >= 180


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_a_question_beside_a_held_mail_fits_the_smallest_window(
    windows: Windows, busy_desk: Desk, language: Language
) -> None:
    window = windows.open(busy_desk, size=(911, 432), settings=Settings(language=language))
    play(window, windows, busy_desk, "reply")
    kinds = (RiskKind.NO_FILE, RiskKind.WARNING_WORD, RiskKind.AMOUNT)
    window.composer.bars.risk.ask(tuple(Risk(kind=kind, about="12,500円") for kind in kinds))
    verdict = Verdict(accepted=False, reason=Reason.CONTENT_CHANGED)
    held = OutboxRow(
        id="0",
        case=window.composer.case,
        subject="返品について",
        to=(Address(name="山田太郎", addr="yamada@yamada-shoten.example"),),
        others=0,
        attachments=0,
        state=OutboxState.HELD,
        verdict=verdict,
    )
    window.send_bar.stop_card.show_row(held)
    window.send_bar.stop_card.detail("9:30 山田太郎: 追伸です。色は青でお願いします。")
    windows.settle(window)
    assert window.minimumSizeHint().height() <= 432
    assert (window.width(), window.height()) == (911, 432)
    assert window.composer.bars.risk.height() >= 60
