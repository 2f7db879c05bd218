"""Colours, fonts and sizes: one table of named colours in two brightnesses.

Everything painted takes its colour from a ``Palette`` by name, so that a test can compute the
contrast of every pair in ``PAIRS`` and the distance of the signal fills for colour-blind eyes.
The style sheet in ``resources/styles`` uses the same names with an ``@``. Knows no widgets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mailroom.settings import Theme

Made = TypeVar("Made")

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

FAMILIES = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Yu Gothic UI",
    "Meiryo",
    "Hiragino Sans",
    "Segoe UI",
    "Noto Sans",
)
"""Explicit, in this order: the fallback of Qt mixes weights (facts.md)."""

BODY, META, TITLE = 13, 12, 16
"""Pixels of running text, of side remarks, and of a case's subject, at 100 %."""

GRID = 4
RADIUS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The named colours of one brightness."""

    dark: bool
    # surfaces, from the back to the front
    window: str
    sidebar: str
    card: str
    raised: str  # inputs, buttons
    hover: str
    border: str
    edge: str  # lines that must be seen: inputs, focus-less buttons
    scroll: str  # the handle of a scroll bar at rest
    # words
    ink: str
    meta: str
    link: str
    # the accent, and what is chosen
    accent: str
    on_accent: str
    chosen: str
    on_chosen: str
    # what only the team sees
    internal: str
    on_internal: str
    internal_edge: str
    phone: str
    phone_edge: str
    customer: str  # the tint of our own mails to the customer
    # signals, each with an icon and a word
    overdue: str
    on_overdue: str
    overdue_ink: str  # as words on a plain surface
    soon: str
    on_soon: str
    locked: str  # outline and words
    on_locked: str  # the surface inside the outline
    escalated: str
    on_escalated: str
    answered: str
    on_answered: str
    done: str
    banner: str
    on_banner: str
    strip: str  # the undo bar and toasts
    on_strip: str
    on_strip_accent: str

    def value(self, name: str) -> str:
        """Return a colour by its name in this table, as Qt writes it."""
        return str(getattr(self, name))

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in this table."""
        return QColor(self.value(name))


LIGHT = Palette(
    dark=False,
    window="#f5f6f7",
    sidebar="#eceff0",
    card="#ffffff",
    raised="#ffffff",
    hover="#e3e8ea",
    border="#d8dee1",
    edge="#8a979e",
    scroll="#c5cdd2",
    ink="#1b2327",
    meta="#526068",
    link="#0f5f8c",
    accent="#0f766e",
    on_accent="#ffffff",
    chosen="#d3ebe7",
    on_chosen="#10302d",
    internal="#fdf3d7",
    on_internal="#4a3410",
    internal_edge="#b7791f",
    phone="#eef0f2",
    phone_edge="#6b7880",
    customer="#e9f5f3",
    overdue="#b91c1c",
    on_overdue="#ffffff",
    overdue_ink="#a31515",
    soon="#fcd34d",
    on_soon="#33270a",
    locked="#5b21b6",
    on_locked="#ffffff",
    escalated="#0c4a8a",
    on_escalated="#ffffff",
    answered="#0f766e",
    on_answered="#ffffff",
    done="#526068",
    banner="#fdf3d7",
    on_banner="#4a3410",
    strip="#26333a",
    on_strip="#f3f6f7",
    on_strip_accent="#7fe3d5",
)

DARK = Palette(
    dark=True,
    window="#15191c",
    sidebar="#1b2124",
    card="#1f2629",
    raised="#283034",
    hover="#2c3539",
    border="#333d42",
    edge="#7c8a92",
    scroll="#46525a",
    ink="#e6ebed",
    meta="#a9b5bb",
    link="#7cc4f5",
    accent="#2dd4bf",
    on_accent="#06231f",
    chosen="#1d4640",
    on_chosen="#e2f6f3",
    internal="#3a3018",
    on_internal="#f7e6bd",
    internal_edge="#d9a441",
    phone="#2a3135",
    phone_edge="#94a3ab",
    customer="#1c312f",
    overdue="#b91c1c",
    on_overdue="#ffffff",
    overdue_ink="#ff9b94",
    soon="#fcd34d",
    on_soon="#33270a",
    locked="#c4b5fd",
    on_locked="#1f2629",
    escalated="#3b6fd4",
    on_escalated="#ffffff",
    answered="#2dd4bf",
    on_answered="#06231f",
    done="#a9b5bb",
    banner="#3a3018",
    on_banner="#f7e6bd",
    strip="#e6ebed",
    on_strip="#1b2327",
    on_strip_accent="#0b5f58",
)

SURFACES = ("window", "sidebar", "card", "raised", "hover", "chosen")
PAIRS: tuple[tuple[str, str], ...] = (
    *(("ink", surface) for surface in SURFACES),
    *(("meta", surface) for surface in SURFACES),
    *(("overdue_ink", surface) for surface in SURFACES),
    *(("link", surface) for surface in ("card", "customer", "internal", "window")),
    *(("ink", surface) for surface in ("customer", "phone")),
    *(("meta", surface) for surface in ("customer", "phone", "internal")),
    ("accent", "card"),
    ("accent", "window"),
    ("on_accent", "accent"),
    ("on_chosen", "chosen"),
    ("on_internal", "internal"),
    ("on_overdue", "overdue"),
    ("on_soon", "soon"),
    ("locked", "on_locked"),
    ("locked", "card"),
    ("on_escalated", "escalated"),
    ("on_answered", "answered"),
    ("done", "card"),
    ("on_banner", "banner"),
    ("on_strip", "strip"),
    ("on_strip_accent", "strip"),
)
"""Every (words, surface) pair that is painted; each needs 4.5:1."""

SIGNALS = ("overdue", "soon", "locked", "escalated", "answered")
"""Fills that must be told apart, also by colour-blind eyes."""

LABEL_COLOURS = ("teal", "blue", "violet", "pink", "red", "orange", "yellow", "green", "grey")


def label_fill(name: str, *, dark: bool) -> str:
    """Return the fill of a label's chip; its words are ``ink``."""
    light_fill, dark_fill = {
        "teal": ("#cdeae6", "#17453f"),
        "blue": ("#d6e6f7", "#1b3a5c"),
        "violet": ("#e6defa", "#3d2f66"),
        "pink": ("#f8dcea", "#582741"),
        "red": ("#f9dcda", "#5a2724"),
        "orange": ("#fbe3cf", "#573516"),
        "yellow": ("#f7edc4", "#4a3f12"),
        "green": ("#d8ecd3", "#24431f"),
        "grey": ("#e2e6e8", "#3a444a"),
    }.get(name, ("#e2e6e8", "#3a444a"))
    return dark_fill if dark else light_fill


def palette_for(theme: Theme) -> Palette:
    """Return the colours for what a person chose."""
    if theme is Theme.SYSTEM:
        hints = QGuiApplication.styleHints()
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if theme is Theme.DARK else LIGHT


_current = LIGHT


def current() -> Palette:
    """Return the colours that the application wears now."""
    return _current


def dressed(palette: Palette, text_percent: int, make: Callable[[], Made]) -> Made:
    """Make widgets and dress them afterwards: a third of the time of making them dressed.

    Every ``addWidget`` under a style sheet polishes the widget anew (0.8 s for the window against
    0.27 s).
    """
    application().setStyleSheet("")
    wear(palette, text_percent)
    made = make()
    application().setStyleSheet(style_sheet(palette, text_percent))
    return made


def apply(palette: Palette, text_percent: int = 100) -> None:
    """Dress the whole application."""
    wear(palette, text_percent)
    application().setStyleSheet(style_sheet(palette, text_percent))


def application() -> QApplication:
    """Return the application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def wear(palette: Palette, text_percent: int = 100) -> None:
    """Choose colours and font, without the style sheet."""
    global _current  # noqa: PLW0603 - as Qt's own palette: one per application
    _current = palette
    app = application()
    app.setStyle("Fusion")
    app.setFont(font(text_percent=text_percent))
    app.setPalette(_qt_palette(palette))


def font(size: int = BODY, *, bold: bool = False, text_percent: int = 100) -> QFont:
    """Return the font of the window at a size given in pixels for 100 %."""
    made = QFont()
    made.setFamilies([*_families()])
    made.setPixelSize(scaled(size, text_percent))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def scaled(pixels: int, text_percent: int) -> int:
    """Return a text size or a row height at a person's text size."""
    return max(9, round(pixels * text_percent / 100))


def style_sheet(palette: Palette, text_percent: int = 100) -> str:
    """Return the style sheet with names and sizes filled in."""
    facts = {f.name: str(getattr(palette, f.name)) for f in fields(palette)}
    facts |= {
        "body_px": f"{scaled(BODY, text_percent)}px",
        "meta_px": f"{scaled(META, text_percent)}px",
        "title_px": f"{scaled(TITLE, text_percent)}px",
        "line_height": f"{scaled(20, text_percent)}px",
        "chip_height": f"{scaled(18, text_percent)}px",
        "tight_height": f"{scaled(16, text_percent)}px",
        "radius": f"{RADIUS}px",
        "icons": _icon_folder(),
    }
    return re.sub(r"@(\w+)", lambda found: facts[found[1]], _sheet())


@cache
def _sheet() -> str:
    return (RESOURCES / "styles" / "mailroom.qss").read_text(encoding="utf-8")


def _icon_folder() -> str:
    return (RESOURCES / "icons").as_posix()


@cache
def _families() -> tuple[str, ...]:
    """Return the families of this PC; the bundled subset only where no Japanese font is."""
    known = set(QFontDatabase.families())
    found = [family for family in FAMILIES if family in known]
    japanese = QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)
    if not japanese:
        for path in sorted((RESOURCES / "fonts").glob("*.[ot]tf")):
            number = QFontDatabase.addApplicationFont(str(path))
            found += QFontDatabase.applicationFontFamilies(number)
    return tuple(found or FAMILIES)


def _qt_palette(palette: Palette) -> QPalette:
    """Return the colours that Qt itself paints with (links in dark mode need this, not QSS)."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.ink,
        QPalette.ColorRole.Base: palette.card,
        QPalette.ColorRole.AlternateBase: palette.sidebar,
        QPalette.ColorRole.Text: palette.ink,
        QPalette.ColorRole.Button: palette.raised,
        QPalette.ColorRole.ButtonText: palette.ink,
        QPalette.ColorRole.BrightText: palette.on_accent,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Link: palette.link,
        QPalette.ColorRole.LinkVisited: palette.link,
        QPalette.ColorRole.PlaceholderText: palette.meta,
        QPalette.ColorRole.ToolTipBase: palette.strip,
        QPalette.ColorRole.ToolTipText: palette.on_strip,
        QPalette.ColorRole.Mid: palette.border,
        QPalette.ColorRole.Light: palette.raised,
        QPalette.ColorRole.Dark: palette.edge,
        QPalette.ColorRole.Accent: palette.accent,
    }
    for role, name in roles.items():
        made.setColor(role, QColor(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.meta))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor(palette.meta))
    return made
