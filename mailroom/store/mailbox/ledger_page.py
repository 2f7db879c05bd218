"""What a person is shown of the ledger. Each look-up is a plain function of a connection."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.ledger import (
    Fate,
    FolderSheet,
    Ledger,
    LedgerEntry,
    Special,
    Whereabouts,
)
from mailroom.domain.mails import MailFacts
from mailroom.ids import MailKey
from mailroom.store.files import mail_schema as t
from mailroom.store.files.mail_schema import Outcome
from mailroom.store.files.statements import listed
from mailroom.store.journal.rows import decode

_AT_MOST = 2_000  # entries of one page


def counts(connection: Connection, filtered: Collection[MailKey]) -> Ledger:
    """Return the sum over all synced folders."""
    return _sum([sheet.counts for sheet in sheets(connection, filtered) if sheet.synced])


def sheets(connection: Connection, filtered: Collection[MailKey]) -> tuple[FolderSheet, ...]:
    """Return the accounts of each folder, the synced ones first."""
    keys = json.dumps(list(filtered))
    numbers: defaultdict[tuple[str, str], dict[Any, int]] = defaultdict(dict)
    for row in connection.execute(_OUTCOMES):
        numbers[row.mailbox, row.folder][row.outcome] = row.n
    lost = {(row.mailbox, row.folder): row for row in connection.execute(_LOST)}
    held = {(r.mailbox, r.folder): r.n for r in connection.execute(_FILTERED, {"keys": keys})}
    found = []
    for row in connection.execute(_FOLDERS):
        place = (row.mailbox, row.folder)
        of, away, aside = numbers[place], lost.get(place), held.get(place, 0)
        ledger = Ledger(
            server=row.exists_count,
            imported=of.get(Outcome.IMPORTED, 0) - aside,
            duplicates=of.get(Outcome.DUPLICATE, 0),
            filtered=of.get(Outcome.FILTERED, 0) + aside,
            quarantined=of.get(Outcome.QUARANTINED, 0),
            gone=away.gone if away else 0,
            missed=away.missed if away else 0,
        )
        found.append(
            FolderSheet(
                mailbox=row.mailbox,
                folder=row.folder,
                special=Special(row.special),
                synced=row.synced,
                uidvalidity=row.uidvalidity,
                uidnext=row.uidnext,
                counts=ledger,
                checked_at=row.checked_at,
            )
        )
    return tuple(found)


def entries(connection: Connection, filtered: Collection[MailKey]) -> tuple[LedgerEntry, ...]:
    """Return every UID that is not simply a mail in its case, the newest first."""
    keys = json.dumps(list(filtered))
    rows = connection.execute(_EXCEPTIONS, {"keys": keys}).all()
    gone = [row.mail_id for row in rows if row.gone_at is not None]
    where = {id_: _where(found) or _copy(found) for id_, found in _places(connection, gone).items()}
    return tuple(_entry(row, where) for row in rows)


def whereabouts(connection: Connection, keys: Iterable[MailKey]) -> dict[MailKey, Whereabouts]:
    """Return where those of these mails are that are no longer where they were found."""
    rows = connection.execute(_IDS, {"keys": json.dumps(list(keys))}).all()
    found = _whereabouts(connection, [row.id for row in rows])
    return {row.key: found[row.id] for row in rows if row.id in found}


def _entry(row: Any, where: dict[int, Whereabouts]) -> LedgerEntry:
    facts = None if row.facts is None else decode(MailFacts, row.facts)
    to = where.get(row.mail_id) if row.gone_at is not None else None
    return LedgerEntry(
        fate=_fate(row, to),
        mailbox=row.mailbox,
        folder=row.folder,
        uidvalidity=row.uidvalidity,
        uid=row.uid,
        key=None if facts is None else facts.key,
        subject="" if facts is None else facts.subject,
        sender="" if facts is None else (facts.sender.name or facts.sender.addr),
        reason=row.why or row.reason,
        since=row.gone_at or row.missed_at,
        to=to,
    )


def _fate(row: Any, to: Whereabouts | None) -> Fate:
    if row.missed_at is not None:
        return Fate.MISSED
    if row.gone_at is not None:
        return Fate.MOVED if to is None else to.fate
    of_outcome = {Outcome.DUPLICATE: Fate.DUPLICATE, Outcome.QUARANTINED: Fate.QUARANTINED}
    return of_outcome.get(row.outcome, Fate.FILTERED)


def _whereabouts(connection: Connection, ids: Collection[int]) -> dict[int, Whereabouts]:
    found = {id_: _where(rows) for id_, rows in _places(connection, ids).items()}
    return {id_: where for id_, where in found.items() if where is not None}


def _places(connection: Connection, ids: Collection[int]) -> dict[int, list[Any]]:
    places = defaultdict(list)
    for row in connection.execute(_PLACES, {"ids": json.dumps(list(ids))}):
        places[row.mail_id].append(row)
    return places


def _copy(rows: list[Any]) -> Whereabouts:
    """Return where the copy lies that is synced."""
    place = next(row for row in rows if row.gone_at is None and row.missed_at is None)
    return Whereabouts(fate=Fate.MOVED, folder=place.folder)


def _where(rows: list[Any]) -> Whereabouts | None:
    """Return where a mail is, or None while it lies in a folder that is synced."""
    here = [row for row in rows if row.gone_at is None and row.missed_at is None]
    if any(row.outcome is not Outcome.FOLLOWED for row in here):
        return None
    since = max((row.gone_at for row in rows if row.gone_at is not None), default=None)
    if here:  # "all mail" says least of where it went
        place = min(here, key=lambda row: row.special == Special.ALL.value)
        special = Special(place.special or "")
        return Whereabouts(fate=Fate.MOVED, folder=place.folder, special=special, since=since)
    if any(row.missed_at is not None for row in rows):
        return Whereabouts(fate=Fate.MISSED, folder=rows[0].folder)
    fate = Fate.DELETED if rows[0].looks else Fate.SOUGHT
    return Whereabouts(fate=fate, folder=rows[0].folder, since=since)


def _sum(parts: list[Ledger]) -> Ledger:
    return Ledger(
        server=sum(one.server for one in parts),
        imported=sum(one.imported for one in parts),
        duplicates=sum(one.duplicates for one in parts),
        filtered=sum(one.filtered for one in parts),
        quarantined=sum(one.quarantined for one in parts),
        gone=sum(one.gone for one in parts),
        missed=sum(one.missed for one in parts),
    )


# -- statements, made once ---------------------------------------------------------------------

_P, _F = t.places.c, t.folders.c
_HERE = sa.and_(_P.gone_at.is_(None), _P.missed_at.is_(None))
_OF_FOLDER = sa.and_(_F.mailbox == _P.mailbox, _F.folder == _P.folder, _F.synced == 1)
_CURRENT = sa.and_(  # places of an earlier UIDVALIDITY say nothing about the server of today
    _OF_FOLDER, _F.uidvalidity == _P.uidvalidity, _HERE
)
_FOLDERS = sa.select(t.folders).order_by(_F.synced.desc(), _F.mailbox, _F.folder)
_OUTCOMES = (
    sa.select(_P.mailbox, _P.folder, _P.outcome, sa.func.count().label("n"))
    .join_from(t.folders, t.places, _CURRENT)
    .group_by(_P.mailbox, _P.folder, _P.outcome)
)
_LOST = (
    sa.select(
        _P.mailbox,
        _P.folder,
        sa.func.count(_P.gone_at).label("gone"),
        sa.func.count(_P.missed_at).label("missed"),
    )
    .join_from(t.folders, t.places, _OF_FOLDER)
    .where(~_HERE)
    .group_by(_P.mailbox, _P.folder)
)
_IDS = sa.select(t.mails.c.key, t.mails.c.id).where(t.mails.c.key.in_(listed("keys")))
_FILTERED = (
    sa.select(_P.mailbox, _P.folder, sa.func.count().label("n"))
    .join_from(t.folders, t.places, _CURRENT)
    .join(t.mails, t.mails.c.id == _P.mail_id)
    .where(_P.outcome == Outcome.IMPORTED, t.mails.c.key.in_(listed("keys")))
    .group_by(_P.mailbox, _P.folder)
)
_EXCEPTIONS = (
    sa.select(
        *(_P.mailbox, _P.folder, _P.uidvalidity, _P.uid, _P.outcome, _P.mail_id, _P.reason),
        *(_P.gone_at, _P.missed_at, t.mails.c.facts, t.quarantine.c.reason.label("why")),
    )
    .join_from(t.folders, t.places, _OF_FOLDER)
    .outerjoin(t.mails, t.mails.c.id == _P.mail_id)
    .outerjoin(t.quarantine, t.quarantine.c.mail_id == _P.mail_id)
    .where(
        sa.or_(
            ~_HERE,
            sa.and_(
                _F.uidvalidity == _P.uidvalidity,
                sa.or_(_P.outcome != Outcome.IMPORTED, t.mails.c.key.in_(listed("keys"))),
            ),
        )
    )
    .order_by(_P.missed_at.is_(None), t.mails.c.sent_at.desc(), _P.folder, _P.uid)
    .limit(_AT_MOST)
)
_PLACES = (
    sa.select(
        *(_P.mail_id, _P.folder, _P.outcome, _P.gone_at, _P.missed_at),
        *(_F.special, t.astray.c.looks),
    )
    .outerjoin_from(t.places, t.folders, sa.and_(_F.mailbox == _P.mailbox, _F.folder == _P.folder))
    .outerjoin(t.astray, t.astray.c.mail_id == _P.mail_id)
    .where(_P.mail_id.in_(listed("ids")))
)
