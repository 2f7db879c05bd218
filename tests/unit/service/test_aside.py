"""Work on hostile files happens in a process with limits, and its failures end there."""

import sys
import time
import zlib

import pytest

from mailroom.mail.reading.pdf_text import PdfText, pdf_text
from mailroom.service.intake.aside import aside


def double(number: int) -> int:
    return 2 * number


def fail(_given: object) -> int:
    raise ValueError


def sleep_for_ever(_given: object) -> int:
    time.sleep(600)
    return 1


def eat_memory(_given: object) -> int:
    return len(bytearray(4 * 1024**3))


def test_returns_what_the_work_makes() -> None:
    assert aside(double, 21, 30.0) == 42


def test_a_failure_is_no_result() -> None:
    assert aside(fail, 1, 30.0) is None


def test_work_without_end_is_ended() -> None:
    assert aside(sleep_for_ever, 1, 0.5) is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the limit")
def test_memory_has_a_limit() -> None:
    assert aside(eat_memory, 1, 30.0) is None


def pdf(content: bytes, extra: bytes = b"") -> bytes:
    return b"\n".join(
        [
            b"%PDF-1.4",
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R",
            b"/Resources<</Font<</F1 5 0 R>>>>>>endobj",
            b"4 0 obj<</Length %d%s>>stream\n%s\nendstream endobj" % (len(content), extra, content),
            b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
            b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF",
        ]
    )


WORDS = b"BT /F1 14 Tf 72 720 Td (Estimate 244,000 JPY) Tj ET"


def test_the_words_of_a_pdf() -> None:
    found = aside(pdf_text, pdf(WORDS), 30.0)
    assert found == PdfText(text="Estimate 244,000 JPY", pages=1)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"not a pdf", pdf(WORDS)[:200]])
def test_what_is_no_pdf_has_no_words(data: bytes) -> None:
    found = aside(pdf_text, data, 30.0)
    assert found is None or found.text == ""


def test_a_pdf_bomb_ends_in_time() -> None:
    bomb = zlib.compress(b"q " * 60_000_000, 9)
    found = aside(pdf_text, pdf(bomb, b"/Filter/FlateDecode"), 5.0)
    assert found is None or found.text == ""
