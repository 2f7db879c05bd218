"""台帳 as CSV: a spreadsheet shows what was there, and computes nothing (N39)."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.service.pack.ledger_csv import CsvEncoding, defused, encoded

FORMULAS = '=cmd|"/C calc"!A0', "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "=1\n=2"


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert defused(cell).startswith("'")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("0312345678", "'0312345678"),
        ("1234567890123456", "'1234567890123456"),
        ("0", "0"),
        ("128", "128"),
        ("返品=交換", "返品=交換"),
        ("2026-11-22 10:31", "2026-11-22 10:31"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("", ""),
    ],
)
def test_cells_stay_what_they_are(cell: str, shown: str) -> None:
    assert defused(cell) == shown


def test_what_cp932_lacks_is_written_alike_or_as_a_geta() -> None:
    written = encoded("①㈱髙﨑 – 〜 é 😀", CsvEncoding.CP932).decode("cp932")
    assert written == "①㈱髙﨑 - ～ 〓 〓"


def test_utf8_begins_with_the_mark_that_excel_needs() -> None:
    assert encoded("番号", CsvEncoding.UTF8) == b"\xef\xbb\xbf" + "番号".encode()


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.sampled_from(CsvEncoding))
def test_any_cells_are_one_line(cells: list[str], encoding: CsvEncoding) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(map(defused, cells))
    read = encoded(text.getvalue(), encoding).decode(encoding.value)
    [line] = list(csv.reader(io.StringIO(read, newline="")))
    assert len(line) == len(cells)
    assert not any(cell.lstrip(" \n\u3000").startswith(("=", "+", "-", "@")) for cell in line)
