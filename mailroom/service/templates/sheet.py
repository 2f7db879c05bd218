"""Templates as a spreadsheet: written for Excel, read back from what Excel makes of it.

A line is the template of its category and name; what no line names stays as it is. Cells that a
spreadsheet would take for formulas carry an apostrophe (``ledger_csv``), which goes again here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from mailroom.domain.templates.keeping import MOST_LETTERS
from mailroom.domain.templates.template import Template
from mailroom.errors import BadInput
from mailroom.ids import TemplateId, digest
from mailroom.service.pack.ledger_csv import defused

_COLUMNS = (("分類", "Category"), ("名前", "Name"), ("件名", "Subject"), ("本文", "Text"))
_CATEGORY, _NAME, _SUBJECT, _TEXT = range(4)
_NAMES = {name.casefold(): at for at, pair in enumerate(_COLUMNS) for name in pair}
MOST_LINES = 2_000
_ENCODINGS = ("utf-8-sig", "cp932")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a spreadsheet would change.

    Attributes:
        new, changed: to be set.
        same: how many lines say what holds already.
    """

    new: tuple[Template, ...] = ()
    changed: tuple[Template, ...] = ()
    same: int = 0


def written_sheet(templates: Iterable[Template], *, japanese: bool) -> str:
    """Return templates as CSV with CRLF between lines; a line break within a cell stays one."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(pair[0 if japanese else 1] for pair in _COLUMNS)
    for one in templates:
        lines.writerow(map(_cell, (one.category, one.name, one.subject, one.text)))
    return text.getvalue()


def read_sheet(content: bytes, known: Sequence[Template]) -> Incoming:
    """Return what the file says differently from what is known.

    Raises:
        BadInput: no CSV with these columns, or a line that cannot be a template.
    """
    rows = list(_rows(_decoded(content)))
    if not rows or len(rows) > MOST_LINES:
        raise BadInput("templates", str(len(rows)), "lines")
    places = [_NAMES.get(cell.strip().casefold()) for cell in rows[0]]
    if _NAME not in places or _TEXT not in places:
        raise BadInput("templates", ", ".join(rows[0])[:80], "columns")
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {at: cell for at, cell in zip(places, row, strict=False) if at is not None}
        name, text = _plain(cells.get(_NAME, "")).strip(), _plain(cells.get(_TEXT, ""))
        if not name or not text.strip() or len(text) > MOST_LETTERS:
            raise BadInput("templates", str(number), "line")
        category = _plain(cells.get(_CATEGORY, "")).strip()
        found[category, name] = (_plain(cells.get(_SUBJECT, "")).strip(), text)
    return _compared(found, known)


def _compared(found: dict[tuple[str, str], tuple[str, str]], known: Sequence[Template]) -> Incoming:
    by_name = {(one.category, one.name): one for one in known}
    taken = {one.id for one in known}
    new, changed, same = [], [], 0
    for order, ((category, name), (subject, text)) in enumerate(found.items()):
        there = by_name.get((category, name))
        if there is None:
            made = new_template(
                name, text, category=category, subject=subject, order=order, taken=taken
            )
            taken.add(made.id)
            new.append(made)
        elif (there.subject, there.text) == (subject, text):
            same += 1
        else:
            changed.append(replace(there, subject=subject, text=text))
    return Incoming(new=tuple(new), changed=tuple(changed), same=same)


def new_template(
    name: str,
    text: str,
    *,
    category: str = "",
    subject: str = "",
    order: int = 0,
    taken: Container[TemplateId] = (),
) -> Template:
    """Return a template that is called so; made anew, it is the removed one of that name.

    ``taken`` are the ids of those that hold: one of them may have had this name once.
    """
    id_ = TemplateId(digest("template", category, name)[:16])
    while id_ in taken:
        id_ = TemplateId(digest("template", id_)[:16])
    return Template(id=id_, name=name, text=text, category=category, subject=subject, order=order)


def _rows(text: str) -> Iterable[list[str]]:
    """Yield the lines of cells, by comma or, as a copied table has it, by tab."""
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first else ";" if ";" in first and "," not in first else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise BadInput("templates", str(error), "columns") from error


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith("'") else defused(words)


def _plain(cell: str) -> str:
    """Return the words of a cell, without the apostrophe that ``_cell`` put before them."""
    bare = cell.replace("\r\n", "\n").replace("\r", "\n")
    return bare[1:] if bare.startswith("'") and _cell(bare[1:]) == bare else bare


def _decoded(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("templates", "", "columns")
