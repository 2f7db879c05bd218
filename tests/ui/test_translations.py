"""The words: complete in both languages, not drifting from the sources, compiled."""

import ast
import re
import string
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from mailroom.settings import Language
from tests.ui import catalogue
from tests.ui.catalogue import FOLDER, Key, texts
from ui import translations
from ui.wording import words
from ui.wording.words import tr

PLURAL = "%n"


@pytest.fixture(scope="module")
def japanese() -> dict[Key, list[str]]:
    return texts(FOLDER / "ja.ts")


def fields(text: str) -> set[str]:
    """Return the facts a text takes: {name}s, %n."""
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return named | ({PLURAL} if PLURAL in text else set())


def test_every_text_is_translated(japanese: dict[Key, list[str]]) -> None:
    assert len(japanese) > 400
    assert [key for key, forms in japanese.items() if not all(forms)] == []


def test_translations_take_the_same_facts(japanese: dict[Key, list[str]]) -> None:
    wrong = [
        (key, form)
        for key, forms in japanese.items()
        for form in forms
        if fields(form) != fields(key[1])
    ]
    assert wrong == []


def test_english_knows_one_and_many() -> None:
    plurals = texts(FOLDER / "en.ts")
    assert plurals
    for (_, source, _), forms in plurals.items():
        assert len(forms) == 2, source
        assert all(forms), source
        assert not [form for form in forms if "(s)" in form], source


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_catalogue_follows_the_sources(language: str, tmp_path: Path) -> None:
    for name in ("ja", "en"):
        (tmp_path / f"{name}.ts").write_bytes((FOLDER / f"{name}.ts").read_bytes())
    catalogue.update(tmp_path)
    fresh, kept = texts(tmp_path / f"{language}.ts"), texts(FOLDER / f"{language}.ts")
    assert set(fresh) - set(kept) == set(), "run: python tests/ui/catalogue.py"
    assert set(kept) - set(fresh) == set(), "run: python tests/ui/catalogue.py"


def test_the_compiled_catalogues_are_the_written_ones(tmp_path: Path) -> None:
    for name in ("ja", "en"):
        (tmp_path / f"{name}.ts").write_bytes((FOLDER / f"{name}.ts").read_bytes())
    catalogue.release(tmp_path)
    for name in ("ja", "en"):
        assert (tmp_path / f"{name}.qm").read_bytes() == (FOLDER / f"{name}.qm").read_bytes()


def test_text_is_marked_where_the_tools_find_it() -> None:
    """``tr`` of ``words`` inside a class would be filed under the class, and never found."""
    wrong = []
    for path in catalogue.sources():
        tree = ast.parse(Path(path).read_text(encoding="utf-8"))
        for one in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
            wrong += [
                f"{Path(path).name}:{call.lineno}"
                for call in ast.walk(one)
                if isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id == "tr"
            ]
    assert wrong == []


def test_no_japanese_stands_in_the_sources() -> None:
    """What people read goes through the catalogue; names of ranks and readings are data."""
    data = {"readings.py", "text.py", "reply_tab.py", "reply_start.py"}
    kana = re.compile("[ぁ-んァ-ヶ]{3}")
    wrong = []
    for path in map(Path, catalogue.sources()):
        if path.name in data or path.parent.name == "shots":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        wrong += [
            f"{path.name}:{node.lineno} {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and kana.search(node.value)
            and id(node) not in documented | loose
        ]
    assert wrong == []


def test_the_window_speaks_both_languages(qapp: QApplication) -> None:
    assert translations.install(Language.JA) is Language.JA
    assert tr("Reply") == "返信"
    assert words.tr("%n new ↑", "", 3) == "新着 3 件 ↑"
    assert QCoreApplication.translate("CaseHeader", "More") == "その他"
    translations.install(Language.EN)
    assert tr("Reply") == "Reply"
    assert tr("%n case(s) have no owner.", "", 1) == "1 case has no owner."
    assert tr("%n case(s) have no owner.", "", 7) == "7 cases have no owner."
