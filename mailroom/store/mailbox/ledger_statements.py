"""The statements of the ledger, made once."""

from __future__ import annotations

import sqlalchemy as sa

from mailroom.store.files import mail_schema as t
from mailroom.store.files.mail_schema import Outcome
from mailroom.store.files.statements import listed, upsert
from mailroom.store.mailbox.keeping import at_place

PLACE = ("mailbox", "folder", "uidvalidity", "uid")
P = t.places.c
HERE = sa.and_(P.gone_at.is_(None), P.missed_at.is_(None))
NOW = sa.bindparam("now", type_=P.gone_at.type)
ROW = sa.select(P.mailbox, P.folder, P.uidvalidity, P.uid, P.mail_id, P.outcome)
IN_FOLDER = at_place(t.places, "mailbox", "folder")
UIDS = sa.select(P.uid).where(*at_place(t.places, "mailbox", "folder", "uidvalidity"))
FOLDER = sa.select(t.folders).where(
    t.folders.c.mailbox == sa.bindparam("mailbox"), t.folders.c.folder == sa.bindparam("folder")
)
PUT_FOLDER = upsert(t.folders)
PUT_PLACE = upsert(t.places)
SYNCED = sa.select(t.folders.c.folder).where(
    t.folders.c.mailbox == sa.bindparam("mailbox"), t.folders.c.synced == 1
)
OTHERS = sa.select(t.folders).where(
    t.folders.c.mailbox == sa.bindparam("mailbox"), t.folders.c.synced == 0
)
OF_THIS = at_place(t.folders, "mailbox", "folder")
UNSYNC_FOLDER = t.folders.update().where(*OF_THIS).values(synced=False)
UNSYNC_PLACES = t.places.update().where(*IN_FOLDER, HERE).values(outcome=Outcome.FOLLOWED)
DROP_FOLDER = t.folders.delete().where(*OF_THIS)
OF_FOLDER = ROW.where(*IN_FOLDER, HERE)
FOLLOWED_FOLDERS = (
    sa.select(P.folder)
    .distinct()
    .where(P.mailbox == sa.bindparam("mailbox"), P.outcome == Outcome.FOLLOWED, HERE)
)
other = t.places.alias("other")
DROP_OLD_NUMBERS = (
    t.places.delete()
    .where(
        P.mailbox == sa.bindparam("mailbox"),
        P.folder == sa.bindparam("folder"),
        sa.or_(~HERE, P.uidvalidity != sa.bindparam("uidvalidity")),
        sa.exists().where(
            other.c.mail_id == P.mail_id,
            other.c.mailbox == P.mailbox,
            other.c.folder == P.folder,
            other.c.uidvalidity == sa.bindparam("uidvalidity"),
            other.c.gone_at.is_(None),
            other.c.missed_at.is_(None),
        ),
    )
    .returning(P.mail_id)
)
LACKING = ROW.where(
    *IN_FOLDER,
    HERE,
    sa.or_(
        P.uidvalidity != sa.bindparam("uidvalidity"),
        P.uid.in_(listed("uids")),
    ),
)
MISSED = ROW.where(P.missed_at.is_not(None))
MISSED_IN = MISSED.where(*IN_FOLDER)
COUNT_KNOWN = sa.select(sa.func.count()).where(*IN_FOLDER, P.gone_at.is_(None))
MISS = t.places.update().where(*at_place(t.places, *PLACE)).values(missed_at=NOW)
GO = t.places.update().where(*at_place(t.places, *PLACE)).values(gone_at=NOW, missed_at=None)
TAKE_BACK = (
    t.places.update()
    .where(*at_place(t.places, "mailbox", "folder", "uidvalidity"), P.uid.in_(listed("uids")))
    .values(missed_at=None)
)
COPIES = (
    sa.select(
        *(P.mailbox, P.folder, P.uidvalidity, P.uid, P.mail_id, P.outcome),
        t.quarantine.c.mail_id.is_not(None).label("unreadable"),
    )
    .outerjoin_from(t.places, t.quarantine, t.quarantine.c.mail_id == P.mail_id)
    .where(
        P.mail_id.in_(listed("ids")),
        HERE,
        P.outcome.in_((Outcome.IMPORTED, Outcome.DUPLICATE, Outcome.QUARANTINED)),
    )
    .order_by(P.mailbox, P.folder, P.uidvalidity, P.uid)
)
SET_OUTCOME = (
    t.places.update()
    .where(*at_place(t.places, *PLACE))
    .values(outcome=sa.bindparam("outcome", type_=P.outcome.type))
)
LOST = sa.select(t.mails.c.id, sa.literal(0), NOW).where(
    t.mails.c.id.in_(listed("ids")),
    ~sa.exists().where(P.mail_id == t.mails.c.id, P.gone_at.is_(None)),
)
STRAY = t.astray.insert().prefix_with("OR IGNORE").from_select(["mail_id", "looks", "since"], LOST)
BACK = t.astray.delete().where(
    sa.exists().where(P.mail_id == t.astray.c.mail_id, P.gone_at.is_(None))
)
FOUND = t.astray.delete().where(t.astray.c.mail_id.in_(listed("ids")))
SEARCHED = (
    t.astray.update()
    .where(t.astray.c.mail_id.in_(listed("ids")))
    .values(looks=t.astray.c.looks + 1, looked_at=NOW)
)
MAIL = (t.mails.c.id, t.mails.c.key, t.mails.c.message_id, t.mails.c.size)
SOUGHT = sa.union(
    sa.select(*MAIL)
    .join(t.astray, t.astray.c.mail_id == t.mails.c.id)
    .where(
        sa.or_(
            t.astray.c.looks == 0,
            t.astray.c.since >= sa.bindparam("since", type_=t.astray.c.since.type),
        )
    ),
    sa.select(*MAIL).join(t.places, P.mail_id == t.mails.c.id).where(P.missed_at.is_not(None)),
).limit(sa.bindparam("limit"))
NEVER_SOUGHT = (
    sa.select(*MAIL)
    .join(t.astray, t.astray.c.mail_id == t.mails.c.id)
    .where(t.astray.c.looks == 0)
    .limit(sa.bindparam("limit"))
)
BY_KEY = sa.select(*MAIL).where(t.mails.c.key.in_(listed("keys")))
KEYS_AT = (
    sa.select(P.uid, t.mails.c.key)
    .join_from(t.places, t.mails, t.mails.c.id == P.mail_id)
    .where(*at_place(t.places, "mailbox", "folder", "uidvalidity"), HERE, P.uid.in_(listed("uids")))
)
