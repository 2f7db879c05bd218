"""No tofu: where a PC has no Japanese font, the bundled subset covers all we ever say."""

import unicodedata
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from tests.ui.catalogue import FOLDER, texts
from ui import theme

FONTS = sorted((theme.RESOURCES / "fonts").glob("*.otf"))


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_the_bundled_font_has_every_sign_of_ours(qapp: QApplication, path: Path) -> None:
    said = "".join(form for forms in texts(FOLDER / "ja.ts").values() for form in forms)
    said += (theme.RESOURCES / "practice" / "day.toml").read_text(encoding="utf-8")
    signs = {sign for sign in said if unicodedata.category(sign)[0] != "C"}
    font = QRawFont(str(path), 13)
    assert font.isValid()
    assert {sign for sign in signs if not font.supportsCharacter(ord(sign))} == set()


def test_it_is_used_only_where_no_japanese_font_is(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[str] = []
    real = QFontDatabase.addApplicationFont
    monkeypatch.setattr(
        QFontDatabase, "addApplicationFont", lambda path: added.append(path) or real(path)
    )
    theme._families.__wrapped__()
    known = QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)
    assert (added == []) is bool(known)
    monkeypatch.setattr(QFontDatabase, "families", lambda *_system: [])
    found = theme._families.__wrapped__()
    assert [Path(path).name for path in added][-len(FONTS) :] == [path.name for path in FONTS]
    assert any("Noto Sans JP" in family for family in found)


def test_families_are_named_in_order(qapp: QApplication) -> None:
    assert theme.font().families()[0] in theme.FAMILIES
    assert theme.font(bold=True).weight() > theme.font().weight()
    assert theme.font(text_percent=150).pixelSize() == 20
