"""Words of people inside events and rows: what can be blanked, and what no hash depends on.

A field is words if its type says so (``Words``). Then it can be blanked for the sake of personal
data (design section 4), and no rule and no digest may depend on what it says: a journal whose words
were blanked folds to the same state hash. Whether there are words at all stays known: the
placeholder is not empty.

What a mail header would say (subject, names, addresses) is no words: threading needs it.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, TypeVar

_MARK = "words"
Words = Annotated[str, _MARK]
"""Free text that somebody wrote."""

BLANK = "■■■"
"""Stands where words were."""

_Value = TypeVar("_Value")
_Blanking = Callable[[Any], Any]


def blanked(value: _Value) -> _Value:
    """Return a dataclass with all words in it blanked; the same object if it has none."""
    row: Any = value
    kind: Any = type(row)
    changed = {
        name: new
        for name, blank in _blankings_of(kind)
        if (new := blank(old := getattr(row, name))) != old
    }
    return dataclasses.replace(row, **changed) if changed else value


def may_hold_words(cls: Any) -> bool:
    """Return whether values of this dataclass may have words in them."""
    return bool(_blankings_of(cls))


@cache
def _blankings_of(cls: Any) -> tuple[tuple[str, _Blanking], ...]:
    hints = typing.get_type_hints(cls, include_extras=True)
    found = ((field.name, _blanking(hints[field.name])) for field in dataclasses.fields(cls))
    return tuple((name, blank) for name, blank in found if blank is not None)


@cache
def _blanking(hint: Any) -> _Blanking | None:
    """Return what blanks a value of this type, or None if it holds no words."""
    if _MARK in getattr(hint, "__metadata__", ()):
        return _blank
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        inner = _blanking(args[0])
        return None if inner is None else lambda items: tuple(map(inner, items))
    if origin in {types.UnionType, typing.Union}:
        return _blank_one_of if any(_blanking(arg) for arg in args) else None
    return blanked if dataclasses.is_dataclass(hint) and may_hold_words(hint) else None


def _blank(words: str) -> str:
    return BLANK if words else words


def _blank_one_of(value: Any) -> Any:
    """Blank a member of a union: words, a dataclass, or something that has none."""
    if isinstance(value, str):
        return _blank(value)
    return blanked(value) if dataclasses.is_dataclass(value) else value
