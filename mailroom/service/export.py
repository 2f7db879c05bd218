"""A case as a folder of files: the mails as they are, and what the team did as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mailroom.domain.query import CaseDetail
from mailroom.errors import StoreReadOnly
from mailroom.service.cli.as_json import CaseForms
from mailroom.service.reads import Reads


def export_case(reads: Reads, detail: CaseDetail, folder: Path) -> int:
    """Write a case into a folder; return how many mails it holds.

    Names come from numbers alone, so nothing a customer wrote can choose where a file lands (R5).

    Raises:
        StoreReadOnly: the folder cannot be written.
    """
    case: dict[str, Any] = CaseForms(reads).case(detail.row.case.id, whole=True) or {}
    keys = list(dict.fromkeys(mail["key"] for mail in case.get("mails", [])))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number, key in enumerate(keys, start=1):
            (folder / f"{number:04}.eml").write_bytes(reads.source(key))
        text = json.dumps(case, ensure_ascii=False, indent=2)
        (folder / "case.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreReadOnly(str(folder), str(error)) from error
    return len(keys)
