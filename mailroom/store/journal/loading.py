"""Rows of a snapshot into the tables, in two steps (design section 4).

First what people see: cases, the list, the places of mails, the team. It takes a second for a
hundred thousand events, in one transaction. Then, in slices of a few milliseconds, what is long:
the entries with their events, the words for searching, the finder tables. Until the last slice is
in, timelines are shorter than they will be and nothing can be folded.

Columns are taken from the JSON where that is all that is wanted of it: making the domain's rows
would take four times as long.
"""

from __future__ import annotations

import gc
import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from mailroom.domain.cases import Case, SentMail
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.events import Event
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.records.record import TAG, from_plain
from mailroom.domain.records.snapshot import KINDS, BadSnapshot
from mailroom.domain.state import Entry, Row
from mailroom.ids import EventId, MailKey
from mailroom.mail.search_text import index_terms
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import to_micros
from mailroom.store.files.statements import Many, Prepared, written
from mailroom.store.journal.journal_rows import next_rowid, put_journal
from mailroom.store.journal.projection import show
from mailroom.store.journal.rows import FINDERS, finders_of, values_of_case, write_rows
from mailroom.store.searching.notes_index import WORDY, words_of

_log = logging.getLogger(__name__)

_KINDS = {kind.__name__: kind for kind in KINDS}
_ENTRY, _PLACE, _SENT = Entry.__name__, MailPlace.__name__, SentMail.__name__
_CASE = Case.__name__
_LISTED = (
    *("id", "number", "anchor", "subject", "contact", "opened_at", "last_at"),  # cannot be left out
    *("status", "filtered", "merged_into", "assignee", "labels", "claim", "due"),
    "clocks",
    *("answered", "escalation"),
)
_AT_ONCE = 500
"""Rows in one slice; its commit takes about 30 ms."""

_Values = tuple[Any, ...]


@dataclass(slots=True)
class Incoming:
    """The rows of a snapshot, read; made before the transaction, because it takes long.

    Attributes:
        rows: of the kinds that are read whole.
        listed: cases, as far as the list needs to know them.
        cases: rows of ``cases``.
        places: rows of ``mail_places``.
        sent: rows of ``sent_mails``.
        entries: rows that are loaded later.
    """

    rows: list[Row] = field(default_factory=list)
    listed: list[Case] = field(default_factory=list)
    cases: list[_Values] = field(default_factory=list)
    places: list[_Values] = field(default_factory=list)
    sent: list[_Values] = field(default_factory=list)
    entries: Sequence[str] = ()

    def mail_keys(self) -> set[MailKey]:
        """Return the keys of all mails."""
        return {place[0] for place in self.places}

    def event_ids(self) -> set[EventId]:
        """Return the events that left an entry."""
        with uncollected(), refusing():
            return {plain["event"]["id"] for plain in _parsed(self.entries)}


def prepare(rows: Mapping[str, Sequence[str]]) -> Incoming:
    """Read the rows of a snapshot, as far as they are loaded at once.

    Raises:
        BadSnapshot: there are rows among them that no desk of the team would write.
    """
    unknown = rows.keys() - _KINDS.keys()
    if unknown:
        raise BadSnapshot(f"rows of {sorted(unknown)}")
    prepared = Incoming()
    with uncollected(), refusing():
        for name, texts in rows.items():
            if name == _PLACE:
                prepared.places = list(map(_values_of_place, _parsed(texts), texts))
            elif name == _CASE:
                prepared.listed = [_listed(plain) for plain in _parsed(texts)]
                prepared.cases = [
                    (*values_of_case(case, 0), text)
                    for case, text in zip(prepared.listed, texts, strict=True)
                ]
            elif name == _SENT:
                prepared.sent = list(map(_values_of_sent, _parsed(texts), texts))
            elif name == _ENTRY:
                prepared.entries = texts
            else:
                prepared.rows += [from_plain(_KINDS[name], plain) for plain in _parsed(texts)]
    return prepared


def _parsed(texts: Sequence[str]) -> list[Any]:
    """Return the values of JSON texts; together they are read twice as fast as one by one."""
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    if len(found) != len(texts):
        raise BadSnapshot("not one row a line")
    return found


def _listed(plain: dict[str, Any]) -> Case:
    """Return a case without what takes long to read and neither list nor columns ask for."""
    return cast("Case", from_plain(Case, {name: plain[name] for name in _LISTED if name in plain}))


def _values_of_place(plain: dict[str, Any], text: str) -> _Values:
    facts = plain["facts"]
    at = min(_moment(facts["sent_at"]), _moment(facts["arrived_at"]))
    return (
        _text(facts["key"]),
        0,
        _text(plain["case"]),
        _text(plain["home"]),
        Direction(facts["direction"]).value,
        at,
        int(facts.get("history", False)),
        int(facts.get("has_attachments", False)),
        text,
    )


def _values_of_sent(plain: dict[str, Any], text: str) -> _Values:
    return _text(plain["message_id"]), 0, text


def _text(value: object) -> str:
    if type(value) is not str:
        raise BadSnapshot(f"{value!r} is no text")
    return value


def _natural(value: object) -> int:
    if type(value) is not int or not 0 <= value < 2**62:
        raise BadSnapshot(f"{value!r} is no position")
    return value


def _moment(iso: str) -> int:
    return to_micros(datetime.fromisoformat(iso))


@contextmanager
def refusing() -> Iterator[None]:
    """Raise ``BadSnapshot`` for rows of the wrong form."""
    try:
        yield
    except BadSnapshot:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadSnapshot(f"{type(error).__name__}: {error}") from error


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the garbage collector rest: it would walk the growing rows again and again.

    Half of the time of reading a hundred thousand rows went there; none of them is garbage.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


# -- at once -----------------------------------------------------------------------------------


def lay(connection: Connection, prepared: Incoming) -> None:
    """Write what people see into empty tables, and put the rest aside in slices."""
    texts = prepared.entries
    with uncollected():
        write_rows(connection, prepared.rows, pending=False)
        _PUT_CASES.run(connection, prepared.cases)
        _PUT_PLACES.run(connection, prepared.places)
        _PUT_SENT.run(connection, prepared.sent)
        asked = {row.id: row for row in prepared.rows if isinstance(row, Escalation)}
        cases = [case for case in prepared.listed if not case.merged_into]
        show(connection, [(c, asked.get(c.escalation) if c.escalation else None) for c in cases])
    # finding a mail's case comes before its timeline
    slices = [
        *((_PLACE, f"{at + 1} {at + _AT_ONCE}") for at in range(0, len(prepared.places), _AT_ONCE)),
        *((_ENTRY, "\n".join(texts[at : at + _AT_ONCE])) for at in range(0, len(texts), _AT_ONCE)),
    ]
    _PUT_SLICES.run(connection, ((None, *one) for one in slices))


# -- in slices ---------------------------------------------------------------------------------


def is_complete(connection: Connection) -> bool:
    """Return whether nothing of a snapshot waits to be loaded."""
    return not _ANY.run(connection, {})


def load_slice(connection: Connection) -> bool:
    """Load the next slice; return whether there was one."""
    row = connection.execute(_NEXT).first()
    if row is None:
        return False
    with uncollected():
        if row.kind == _PLACE:
            first, last = map(int, row.rows.split())
            texts = _PLACES.run(connection, {"first": first, "last": last})
            _load_finders(connection, [text for (text,) in texts])
        else:
            _load_entries(connection, row.rows.split("\n"))
    connection.execute(t.unloaded.delete().where(t.unloaded.c.n == row.n))
    return True


def _load_finders(connection: Connection, texts: Sequence[str]) -> None:
    found: defaultdict[str, list[_Values]] = defaultdict(list)
    for plain, _ in _sound(texts):
        try:
            place: MailPlace = from_plain(MailPlace, plain)
        except ValueError as error:  # its author sealed it all the same: do without
            _log.warning("a mail of the checkpoint cannot be read: %s", error)
            continue
        for finder, values in finders_of(place):
            found[finder].append(values)
    for finder, rows in found.items():
        FINDERS[finder].run(connection, sorted(rows))


def _load_entries(connection: Connection, texts: Sequence[str]) -> None:
    entries, journal, notes = [], [], []
    rowid = next_rowid(connection)
    for plain, text in _sound(texts):
        try:
            entry, row, words = _values_of_entry(plain, text)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("an entry of the checkpoint cannot be read: %s", error)
            continue
        entries.append(entry)
        journal.append((rowid, *row))
        if words:
            notes.append((rowid, index_terms(words)))
        rowid += 1
    _PUT_ENTRIES.run(connection, sorted(entries))
    put_journal(connection, journal, notes)


def _sound(texts: Sequence[str]) -> Iterable[tuple[Any, str]]:
    """Yield the rows that are JSON, with their values."""
    try:
        return zip(_parsed(texts), texts, strict=True)
    except ValueError:
        if len(texts) > 1:
            return [one for text in texts for one in _sound([text])]
        _log.warning("a row of the checkpoint is no JSON")
        return ()


def _values_of_entry(plain: dict[str, Any], text: str) -> tuple[_Values, _Values, str]:
    """Return the rows of ``entries`` and of ``journal``, and the words to be searched for.

    The texts of event and verdict are cut out of the canonical form, whose keys are sorted.
    """
    event, verdict, position = plain["event"], plain["verdict"], plain["position"]
    epoch, uid, index = map(_natural, position)
    between = f',"position":[{epoch},{uid},{index}],"time":"{plain["time"]}","verdict":'
    front, _, back = text.rpartition(between)
    event_text, verdict_text = front[front.index(_EVENT) + len(_EVENT) :], back[:-1]
    kind, time = event["body"][TAG], _moment(plain["time"])
    words = words_of(from_plain(Event, event)) if kind in WORDY else ""
    id_, where = _text(event["id"]), (epoch, uid, index)
    anchor = None if plain["anchor"] is None else _text(plain["anchor"])
    accepted = int(verdict["accepted"])
    entry = (id_, 0, anchor, kind, _text(event["by"]), accepted, *where, time, verdict_text)
    return entry, (*where, id_, kind, time, event_text, verdict_text, ""), words


# -- statements, made once ---------------------------------------------------------------------

_EVENT = '"event":'
_ANY = Prepared(
    sa.union_all(
        sa.select(t.unloaded.c.n), sa.select(t.base.c.id).where(t.base.c.compressed == written(0))
    ).limit(1)
)
_NEXT = sa.select(t.unloaded).order_by(t.unloaded.c.n).limit(1)
_ROWID = sa.literal_column("mail_places.rowid", sa.Integer)
_PLACES = Prepared(
    sa.select(t.mail_places.c.row).where(
        _ROWID.between(sa.bindparam("first"), sa.bindparam("last")),
        t.mail_places.c.pending == written(0),
    )
)
_PUT_SLICES = Many(t.unloaded.insert())
_PUT_CASES = Many(insert(t.cases).on_conflict_do_nothing())
_PUT_PLACES = Many(insert(t.mail_places).on_conflict_do_nothing())
_PUT_SENT = Many(insert(t.sent_mails).on_conflict_do_nothing())
_PUT_ENTRIES = Many(insert(t.entries).on_conflict_do_nothing())
