"""The few kinds of columns that our STRICT tables are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

import sqlalchemy as sa

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Return microseconds since 1970; exact, unlike a float."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the moment of ``to_micros``."""
    return _EPOCH + micros * _MICROSECOND


class Moment(sa.TypeDecorator[datetime]):
    """An aware datetime, kept as whole microseconds so that it sorts and compares."""

    impl = sa.Integer  # type: ignore[mutable-override]
    cache_ok = True  # type: ignore[mutable-override]

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:
        """Return the number to store."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:
        """Return the moment that was stored."""
        return None if value is None else from_micros(value)


class Word(sa.TypeDecorator[Any]):
    """A member of an enum, kept by its value."""

    impl = sa.Text  # type: ignore[mutable-override]
    cache_ok = True  # type: ignore[mutable-override]

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Enum | None, dialect: sa.Dialect) -> str | None:
        """Return the word to store."""
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Enum | None:
        """Return the member that was stored."""
        return None if value is None else self.kind(value)


class Flag(sa.TypeDecorator[bool]):
    """A boolean; STRICT tables have no such type."""

    impl = sa.Integer  # type: ignore[mutable-override]
    cache_ok = True  # type: ignore[mutable-override]

    def process_bind_param(self, value: bool | None, dialect: sa.Dialect) -> int | None:
        """Return 0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> bool | None:
        """Return the boolean that was stored."""
        return None if value is None else bool(value)


def text(name: str, *, key: bool = False, null: bool = False) -> sa.Column[str]:
    """Return a text column."""
    return sa.Column(name, sa.Text, primary_key=key, nullable=null)


def number(name: str, *, key: bool = False, null: bool = False, least: int = 0) -> sa.Column[int]:
    """Return a whole-number column that is never below ``least``."""
    return sa.Column(
        name, sa.Integer, sa.CheckConstraint(f"{name} >= {least}"), primary_key=key, nullable=null
    )


def moment(name: str, *, null: bool = False) -> sa.Column[datetime]:
    """Return a column for a point in time."""
    return sa.Column(name, Moment, nullable=null)


def flag(name: str, *, key: bool = False) -> sa.Column[bool]:
    """Return a yes-or-no column."""
    return sa.Column(
        name, Flag, sa.CheckConstraint(f"{name} IN (0, 1)"), primary_key=key, nullable=False
    )


def word(name: str, kind: type[Enum], *, key: bool = False, null: bool = False) -> sa.Column[Any]:
    """Return a column for a member of an enum, checked by the file itself."""
    return sa.Column(name, Word(kind), one_of(name, kind), primary_key=key, nullable=null)


def one_of(name: str, kind: Iterable[Enum]) -> sa.CheckConstraint:
    """Return the check that a column holds a value of the enum."""
    values = ", ".join(f"'{member.value}'" for member in kind)
    return sa.CheckConstraint(f"{name} IN ({values})")


def record(name: str = "row") -> sa.Column[str]:
    """Return a column for the canonical JSON of a domain row."""
    return sa.Column(name, sa.Text, sa.CheckConstraint(f"json_valid({name})"), nullable=False)
