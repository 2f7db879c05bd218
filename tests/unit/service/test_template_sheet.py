"""Templates in a spreadsheet: what Excel makes of them comes back as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.templates.template import Template
from mailroom.errors import BadInput
from mailroom.service.templates.sheet import Incoming, new_template, read_sheet, written_sheet

TEXT = "{お客様}\n\nご連絡ありがとうございます。\n・品番\n"
KNOWN = (
    new_template("お礼", TEXT),
    new_template("送料", '送料は"無料"です、\n', category="返品・返金", subject="送料の件"),
    new_template("式", "=1+1", category="料金"),
    new_template("'=2", "'=2"),
)


@pytest.mark.parametrize("japanese", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_what_was_written_is_read_back(encoding: str, japanese: bool) -> None:
    content = written_sheet(KNOWN, japanese=japanese).encode(encoding)
    assert read_sheet(content, KNOWN) == Incoming(same=4)
    assert read_sheet(content, ()).new == tuple(
        replace(one, order=order) for order, one in enumerate(KNOWN)
    )


def test_a_formula_is_defused_in_the_file() -> None:
    assert "'=1+1" in written_sheet(KNOWN, japanese=True)


def test_a_line_changes_the_template_of_its_category_and_name() -> None:
    sheet = '名前,分類,本文\r\nお礼,,"一行目\n二行目"\r\n,,\r\n新しい,障害,調べています\r\n'
    incoming = read_sheet(sheet.encode(), KNOWN)
    assert incoming.changed == (replace(KNOWN[0], text="一行目\n二行目"),)
    assert [(one.name, one.category) for one in incoming.new] == [("新しい", "障害")]
    assert incoming.same == 0


def test_a_name_that_another_template_once_had_is_free_again() -> None:
    renamed = replace(KNOWN[0], name="ご挨拶")
    [new] = read_sheet("名前,本文\r\nお礼,どうも\r\n".encode(), (renamed,)).new
    assert new.id != renamed.id


def test_a_table_copied_from_a_spreadsheet_has_tabs() -> None:
    incoming = read_sheet(b"Name\tText\nThanks\tThank you, indeed", ())
    assert [(one.name, one.text) for one in incoming.new] == [("Thanks", "Thank you, indeed")]


@pytest.mark.parametrize(
    ("sheet", "detail", "value"),
    [
        ("", "lines", "0"),
        ("こんにちは\r\n", "columns", "こんにちは"),
        ("名前,本文\r\nお礼,ありがとう\r\n,名前がない\r\n", "line", "3"),
        ("名前,本文\r\nお礼, \r\n", "line", "2"),
        ('名前,本文\r\nお礼,"閉じない\r\n', "columns", ""),
    ],
)
def test_what_is_no_table_of_templates_is_refused_whole(
    sheet: str, detail: str, value: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read_sheet(sheet.encode(), KNOWN)
    assert (refused.value.field, refused.value.detail) == ("templates", detail)
    assert refused.value.value.startswith(value)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01\x80", "名前".encode("utf-16")])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        read_sheet(content, KNOWN)


_CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS), max_size=5))
def test_any_words_survive_the_way_out_and_in(cells: list[tuple[str, str, str]]) -> None:
    made: dict[tuple[str, str], Template] = {}
    for category, name, text in cells:
        if name.strip() and text.strip():
            one = new_template(name.strip(), text, category=category.strip())
            made[one.category, one.name] = one
    known = tuple(made.values())
    content = written_sheet(known, japanese=True).encode("utf-8-sig")
    if known:
        assert read_sheet(content, known) == Incoming(same=len(known))
