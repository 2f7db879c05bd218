"""Packs and ledgers of one room: from ids to files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from pathlib import Path

from mailroom.clock import Clock
from mailroom.domain.query import CaseDetail
from mailroom.errors import StoreReadOnly
from mailroom.ids import CaseId
from mailroom.service.pack.case_pack import CasePack, Packed, Progress, Wish
from mailroom.service.pack.ledger_csv import CsvEncoding, Ledger
from mailroom.service.reads import Reads
from mailroom.settings import Language


def _quiet(_done: int, _total: int) -> None:
    return None


class PackRoom:
    """Writes what others are to have; long ones say how far they are and can be stopped."""

    def __init__(self, reads: Reads, clock: Clock) -> None:
        self._reads = reads
        self._clock = clock

    def wish(
        self,
        language: Language,
        *,
        for_customer: bool = False,
        zipped: bool = False,
        zone: tzinfo | None = None,
    ) -> Wish:
        """Return what a pack made now is to hold; times are of ``zone``, or of this PC."""
        now = self._clock.now().astimezone(zone)
        return Wish(language=language, now=now, for_customer=for_customer, zipped=zipped)

    def write_case(
        self,
        detail: CaseDetail,
        path: Path,
        wish: Wish,
        progress: Progress = _quiet,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Packed:
        """Write the pack of a case.

        Raises:
            StoreReadOnly: it cannot be written there.
        """
        return CasePack(self._reads, detail, wish).write(path, progress, stopped)

    def write_ledger(
        self,
        cases: Sequence[CaseId],
        path: Path,
        *,
        encoding: CsvEncoding,
        language: Language,
        zone: tzinfo | None = None,
        progress: Progress = _quiet,
        stopped: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write the ledger of cases; return how many lines it has. Stopped, it writes nothing.

        Raises:
            StoreReadOnly: it cannot be written there.
        """
        ledger = Ledger(self._reads, language, self._clock.now().astimezone(zone))
        content = ledger.written(cases, encoding, progress, stopped)
        if stopped():
            return 0
        try:
            path.write_bytes(content)
        except OSError as error:
            raise StoreReadOnly(str(path), str(error)) from error
        return len(cases)
