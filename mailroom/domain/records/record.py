"""Frozen dataclasses to and from plain JSON values, one canonical form (journal, rows, digests).

The canonical form leaves out fields that hold their default, sorts keys, writes enums by value,
datetimes as ISO 8601 UTC, dates and times of the day as ISO 8601,
spans as whole seconds, tuples as lists, frozensets as sorted lists, and a member of a union of
dataclasses as ``{"is": class name, ...}``. Unknown keys are ignored on reading, so that a
field may be added later (rule 35).
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cache
from operator import attrgetter

Plain = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | None
Reader = Callable[[typing.Any], typing.Any]
Writer = Callable[[typing.Any], typing.Any]

TAG = "is"
"""Names the class where a field may hold one of several; no field of ours is called so."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_MUTABLE = frozenset({dict, list})
_TEXTS_KEPT = 1024
_texts: dict[int, tuple[object, str]] = {}  # by identity; holding the value keeps its id its own


def to_plain(value: object) -> typing.Any:
    """Return the plain form of a frozen dataclass or of a value inside one."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain_of(value)
    match value:
        case Enum():
            return value.value
        case datetime():
            return _write_moment(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return _write_span(value)
        case tuple():
            return [to_plain(item) for item in value]
        case frozenset():
            return sorted(to_plain(item) for item in value)
        case _:
            return value


def canonical(value: object) -> str:
    """Return the one JSON text of a value; equal values give equal texts on every desk.

    The texts of the last few rows are remembered: one event's rows are digested, then stored.
    """
    if type(value) in _MUTABLE:
        return _ENCODER.encode(to_plain(value))
    known = _texts.get(id(value))
    if known is not None and known[0] is value:
        return known[1]
    text = _ENCODER.encode(to_plain(value))
    if len(_texts) >= _TEXTS_KEPT:
        _texts.clear()
    _texts[id(value)] = (value, text)
    return text


def from_plain(kind: typing.Any, plain: object) -> typing.Any:
    """Return the value of type ``kind`` that has this plain form.

    Raises:
        ValueError: the plain form does not fit the type.
    """
    try:
        return _reader(kind)(plain)
    except (TypeError, KeyError, AttributeError, ValueError, OverflowError) as error:
        raise ValueError(f"not a {kind}: {error}") from error


def _plain_of(value: object) -> dict[str, typing.Any]:
    plain: dict[str, typing.Any] = {}
    kind: typing.Any = type(value)
    for name, default, write in _fields_of(kind):
        item = getattr(value, name)
        if item is default or (item == default and type(item) is type(default)):
            continue
        plain[name] = item if write is None or item is None else write(item)
    return plain


@cache
def _fields_of(cls: type) -> tuple[tuple[str, object, Writer | None], ...]:
    hints = typing.get_type_hints(cls)
    return tuple((f.name, f.default, _writer(hints[f.name])) for f in dataclasses.fields(cls))


@cache
def _writer(hint: typing.Any) -> Writer | None:
    """Return a function that writes a value of ``hint``, or None if it stands for itself.

    Built once per type: the fold writes every row that it changes, for the state hash.
    """
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        others = [arg for arg in typing.get_args(hint) if arg is not types.NoneType]
        return _writer(others[0]) if len(others) == 1 else _write_tagged
    if isinstance(hint, typing.NewType):
        return _writer(hint.__supertype__)
    if dataclasses.is_dataclass(hint):
        return _plain_of
    if hint in _WRITERS:
        return _WRITERS[hint]
    if origin is tuple:
        return _tuple_writer(typing.get_args(hint))
    if origin is frozenset:
        return sorted
    return _scalar_writer(hint)


def _scalar_writer(hint: typing.Any) -> Writer | None:
    if hint in {str, int, bool, float}:
        return None
    if isinstance(hint, type) and issubclass(hint, Enum):
        return attrgetter("value")
    if isinstance(hint, type) and issubclass(hint, tuple):  # a named one
        return _tuple_writer(tuple(typing.get_type_hints(hint).values()))
    return to_plain


def _tuple_writer(args: tuple[typing.Any, ...]) -> Writer:
    """Return a function that writes a tuple: of any length, or with a type for each place."""
    if args[-1] is Ellipsis:
        write = _writer(args[0])
        return list if write is None else lambda items: [write(item) for item in items]
    writers = [_writer(arg) for arg in args]
    if not any(writers):
        return list
    return lambda items: [
        item if write is None else write(item) for write, item in zip(writers, items, strict=True)
    ]


def _write_moment(moment: datetime) -> str:
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()


def _write_span(span: timedelta) -> int:
    return span // timedelta(seconds=1)


_WRITERS: dict[type, Writer] = {
    datetime: _write_moment,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _write_span,
}


def _write_tagged(item: object) -> typing.Any:
    return {TAG: type(item).__name__, **_plain_of(item)}


def _dataclasses_of(hint: typing.Any) -> tuple[type, ...]:
    if typing.get_origin(hint) not in {types.UnionType, typing.Union}:
        return ()
    return tuple(
        a for a in typing.get_args(hint) if isinstance(a, type) and dataclasses.is_dataclass(a)
    )


@cache
def _reader(hint: typing.Any) -> Reader:
    """Return a function that reads the plain form of ``hint`` (built once per type)."""
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        return _union_reader(hint)
    if isinstance(hint, typing.NewType):
        return _reader(hint.__supertype__)
    if dataclasses.is_dataclass(hint):
        return _dataclass_reader(typing.cast("type", hint))
    if origin in {tuple, frozenset}:
        return _collection_reader(hint, origin)
    return _scalar_reader(hint)


def _scalar_reader(hint: typing.Any) -> Reader:
    if hint in _READERS:
        return _READERS[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if isinstance(hint, type) and issubclass(hint, tuple):
        return _named_tuple_reader(hint)
    return lambda plain: _checked(hint, plain)


def _named_tuple_reader(cls: type) -> Reader:
    readers = [_reader(hint) for hint in typing.get_type_hints(cls).values()]
    return lambda plain: cls(*(r(p) for r, p in zip(readers, plain, strict=True)))


def _checked(hint: type, plain: object) -> object:
    if type(plain) is not hint:
        raise TypeError(f"{plain!r} is not {hint.__name__}")
    return plain


def _read_moment(plain: str) -> datetime:
    moment = datetime.fromisoformat(plain)
    if moment.tzinfo is None:
        raise ValueError(f"{plain} has no zone")
    return moment.astimezone(UTC)


def _read_span(plain: int) -> timedelta:
    return timedelta(seconds=_checked(int, plain))  # type: ignore[arg-type]


_READERS: dict[type, Reader] = {
    datetime: _read_moment,
    date: date.fromisoformat,
    time: time.fromisoformat,
    timedelta: _read_span,
}


def _collection_reader(hint: typing.Any, origin: Callable[[typing.Any], typing.Any]) -> Reader:
    args = typing.get_args(hint)
    if origin is tuple and args[-1] is not Ellipsis:  # a fixed tuple
        readers = [_reader(arg) for arg in args]
        return lambda plain: tuple(r(p) for r, p in zip(readers, plain, strict=True))
    read = _reader(args[0])
    return lambda plain: origin(read(item) for item in plain)


def _union_reader(hint: typing.Any) -> Reader:
    tagged = {cls.__name__: cls for cls in _dataclasses_of(hint)}
    if len(tagged) > 1:
        return lambda plain: None if plain is None else _reader(tagged[plain[TAG]])(plain)
    [inner] = [arg for arg in typing.get_args(hint) if arg is not types.NoneType]
    read = _reader(inner)
    return lambda plain: None if plain is None else read(plain)


def _dataclass_reader(cls: type) -> Reader:
    hints = typing.get_type_hints(cls)
    readers = {f.name: _reader(hints[f.name]) for f in dataclasses.fields(cls)}

    def read(plain: dict[str, typing.Any]) -> typing.Any:
        return cls(**{n: readers[n](p) for n, p in plain.items() if n in readers})

    return read
