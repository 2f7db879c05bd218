"""Labels as a tree in SQL: a look for a label finds what lies below it, too (S66)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from mailroom.domain.cases import LabelStanding
from mailroom.ids import LabelId
from mailroom.store.files import room_schema as t
from mailroom.store.files.statements import written
from mailroom.store.reading.shelves import Shelf

_L = t.labels.alias("upper_label")
_ROW = sa.type_coerce(t.labels.c.row, sa.Text)
_SHOWN = sa.or_(
    t.labels.c.pending == written(1),
    ~sa.exists().where(_L.c.id == t.labels.c.id, _L.c.pending == written(1)),
)
_PARENT = sa.func.json_extract(_ROW, "$.parent")
_STANDING = sa.func.coalesce(sa.func.json_extract(_ROW, "$.standing"), "")


def labelled(label: LabelId) -> sa.Select[Any]:
    """Return a select of the cases that wear a label or one below it."""
    below = sa.select(sa.literal(label).label("id")).cte("below", recursive=True)
    below = below.union(
        sa.select(t.labels.c.id).join_from(t.labels, below, below.c.id == _PARENT).where(_SHOWN)
    )
    worn = t.case_labels.c.label.in_(sa.select(below.c.id))
    return sa.select(t.case_labels.c.case_id).where(worn)


def _line() -> sa.CTE:
    """Return each label with itself and those above it, deleted ones left out."""
    shown = sa.select(t.labels.c.id, _PARENT.label("parent")).where(
        _SHOWN, _STANDING.is_distinct_from(LabelStanding.DELETED.value)
    )
    known = shown.subquery("known")
    line = sa.select(known.c.id, known.c.id.label("above"), known.c.parent).cte(
        "line", recursive=True
    )
    return line.union(
        sa.select(line.c.id, known.c.id, known.c.parent).join_from(
            line, known, known.c.id == line.c.parent
        )
    )


def _counts() -> sa.Select[Any]:
    line = _line()
    return (
        sa.select(line.c.above, sa.func.count(sa.distinct(t.case_labels.c.case_id)))
        .join_from(line, t.case_labels, t.case_labels.c.label == line.c.id)
        .join(t.case_list, t.case_list.c.id == t.case_labels.c.case_id)
        .where(t.case_list.c.shelf.in_(_COUNTED))
        .group_by(line.c.above)
    )


_COUNTED = (Shelf.TO_DO, Shelf.ESCALATED, Shelf.WAITING, Shelf.SNOOZED)
LABEL_COUNTS = _counts()
"""The live cases under each label, those of the labels below it included."""
