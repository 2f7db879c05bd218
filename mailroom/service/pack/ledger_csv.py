"""The ledger (台帳): one line for each case, as a spreadsheet opens it rightly.

Excel guesses: a cell that begins with = + - or @ would be a formula, 0312345678 a number. Such
cells begin with an apostrophe. Lines end in CRLF; a line break within a cell stays one.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import Enum

from mailroom.domain.cases import Case
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.query import CaseDetail
from mailroom.domain.times.clocks import DueKind
from mailroom.ids import CaseId
from mailroom.service.cli.as_json import CaseForms
from mailroom.service.pack import sentences
from mailroom.service.pack.sentences import Pair
from mailroom.service.reads import Reads
from mailroom.settings import Language

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_NUMBER_LIKE = re.compile(r"0\d+|\d{12,}")
_CELL = 32_000  # a spreadsheet takes 32,767 characters
_GETA = "〓"

_COLUMNS: tuple[Pair, ...] = (
    ("番号", "Number"),
    ("件名", "Subject"),
    ("お客様", "Customer"),
    ("メールアドレス", "Address"),
    ("状態", "Status"),
    ("担当", "Assignee"),
    ("レベル", "Level"),
    ("ラベル", "Labels"),
    ("受付", "Received"),
    ("最終", "Last"),
    ("期限", "Due"),
    ("一次返信", "First reply"),
    ("一次返信 期限内", "First reply in time"),
    ("完了", "Resolved"),
    ("完了 期限内", "Resolved in time"),
    ("エスカレーション", "Escalation"),
    ("メール数", "Mails"),
)


class CsvEncoding(Enum):
    """How the file is written."""

    UTF8 = "utf-8-sig"  # with a mark that Excel needs to know it
    CP932 = "cp932"


class Ledger:
    """Writes ledgers of cases."""

    def __init__(self, reads: Reads, language: Language, now: datetime) -> None:
        """Ask for names once; ``now`` gives the zone of the times."""
        self._reads = reads
        self._forms = CaseForms(reads)
        self._language = language
        self._zone = now.tzinfo

    def written(
        self,
        cases: Sequence[CaseId],
        encoding: CsvEncoding,
        progress: Callable[[int, int], None] = lambda done, total: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> bytes:
        """Return the file; what was written so far once ``stopped`` says so."""
        text = io.StringIO()
        lines = csv.writer(text, lineterminator="\r\n")
        lines.writerow(self.columns())
        for done, case in enumerate(cases):
            if stopped():
                break
            progress(done, len(cases))
            detail = self._reads.detail(case)
            if detail is not None:
                lines.writerow(map(defused, self.cells(detail)))
        return encoded(text.getvalue(), encoding)

    def columns(self) -> list[str]:
        """Return what stands above the columns."""
        return [sentences.said(column, self._language) for column in _COLUMNS]

    def cells(self, detail: CaseDetail) -> list[str]:
        """Return the line of a case."""
        row, case = detail.row, detail.row.case
        return [
            str(case.number),
            case.subject,
            case.contact.name,
            case.contact.addr,
            sentences.said(sentences.STATUS[case.status], self._language),
            self._forms.person(case.assignee) or "",
            str(case.level),
            ", ".join(map(self._forms.label, row.labels)),
            self._when(case.opened_at),
            self._when(case.last_at),
            self._when(case.due),
            *self._ended(case, DueKind.FIRST_REPLY),
            *self._ended(case, DueKind.RESOLUTION),
            " / ".join(map(self._escalation, detail.escalations)),
            str(case.mail_count),
        ]

    def _ended(self, case: Case, kind: DueKind) -> tuple[str, str]:
        found = next((one for one in case.verdicts if one.kind is kind), None)
        if found is None:
            return "", ""
        in_time = ("はい", "yes") if found.met else ("いいえ", "no")
        return self._when(found.ended), sentences.said(in_time, self._language)

    def _escalation(self, one: Escalation) -> str:
        kind = sentences.said(sentences.KIND[one.form.kind], self._language)
        state = sentences.said(sentences.STATE[one.state], self._language)
        return f"L{one.level} {kind} {state}"

    def _when(self, at: datetime | None) -> str:
        return "" if at is None else at.astimezone(self._zone).strftime("%Y-%m-%d %H:%M")


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, or for a number it is not."""
    plain = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")[:_CELL]
    first = plain.lstrip(" \n\u3000")
    if first.startswith(_FORMULA) or _NUMBER_LIKE.fullmatch(plain):
        return "'" + plain
    return plain


def encoded(text: str, encoding: CsvEncoding) -> bytes:
    """Return the bytes; what CP932 lacks is written as it can be, or as 〓."""
    if encoding is CsvEncoding.UTF8:
        return text.encode(encoding.value, "replace")
    return b"".join(_in_cp932(char) for char in text)


def _in_cp932(char: str) -> bytes:
    for written in _ways_to_write(char):
        try:
            return written.encode(CsvEncoding.CP932.value)
        except UnicodeEncodeError:
            continue
    return _GETA.encode(CsvEncoding.CP932.value)


def _ways_to_write(char: str) -> Iterable[str]:
    """A character, or one that looks alike: – — 〜 − are often missing."""
    yield char
    yield {"–": "-", "〜": "～", "−": "－", "‖": "∥", "¢": "￠", "£": "￡", "¬": "￢"}.get(
        char, char
    )
    yield unicodedata.normalize("NFKC", char)
