"""The tables of room.db: what the team did, what this desk still wants to say.

Three groups. The journal and what waits for it are authority of this desk. The projection can be
folded again from the journal at any time (``PROJECTION_VERSION``). Drafts, outbox and marks are
local and exist nowhere else.

Projection tables have two layers: ``pending = 0`` is the confirmed state, ``pending = 1`` holds
rows that differ because of events of this desk not yet seen in the journal. ``case_list`` is what
the list shows: the upper layer where there is one.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from mailroom.domain.cases import CaseStatus
from mailroom.domain.drafts import DraftTab
from mailroom.domain.escalations.escalation import EscalationState
from mailroom.domain.mails import Direction
from mailroom.domain.query import OutboxState
from mailroom.store.files.columns import Moment, flag, moment, number, record, text, word
from mailroom.store.reading.shelves import Shelf

ROOM_VERSION = 2
PROJECTION_VERSION = 5
"""Raise it whenever the fold or these tables change: the projection is then folded anew."""

room = sa.MetaData()


def _table(name: str, *columns: Any, rowid: bool = False) -> sa.Table:
    # without a rowid the table lies inside its key; wide rows and blobs do better with one
    return sa.Table(name, room, *columns, sqlite_strict=True, sqlite_with_rowid=rowid)


def _layered(name: str, key: sa.Column[str], *columns: Any, rowid: bool = False) -> sa.Table:
    table = _table(name, key, flag("pending", key=True), *columns, rowid=rowid)
    sa.Index(f"{name}_pending", table.c.pending, sqlite_where=table.c.pending == 1)
    return table


# -- journal -----------------------------------------------------------------------------------

replica = _table(
    "replica",
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    text("room"),  # random; mail.db notes which room its "announced" marks are about
    number("projection"),
    text("incarnation"),
    text("team"),
    sa.Column("team_key", sa.LargeBinary, nullable=False),  # empty until the team is known
    number("uidvalidity"),
    number("epoch"),
    number("uid"),  # everything up to this message was read
    moment("time", null=True),
    number("head_epoch"),
    number("head_uid"),
    number("head_idx"),
    text("chain"),
    text("alarm"),  # empty, or why this desk may only look
    text("alarm_detail"),
)

journal = _table(
    "journal",
    number("epoch", key=True),
    number("uid", key=True),
    number("idx", key=True),
    text("event_id"),
    text("kind"),
    moment("time"),
    record("event"),
    record("verdict"),
    text("chain"),
    rowid=True,
)
sa.Index("journal_event", journal.c.event_id)

incarnations = _table("incarnations", text("incarnation", key=True), number("seq"))

# The checkpoint that this desk began with, if it did: its rows, packed, without the entries, which
# lie in ``entries`` and ``journal``. A re-fold starts here; the journal before it may be gone.
base = _table(
    "base",
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    number("head_epoch"),
    number("head_uid"),
    number("head_idx"),
    flag("compressed"),
    sa.Column("rows", sa.LargeBinary, nullable=False),
    rowid=True,
)

# Rows of that checkpoint which are not in the tables yet, in slices: loaded in short commits
unloaded = _table(
    "unloaded",
    sa.Column("n", sa.Integer, primary_key=True),
    text("kind"),
    text("rows"),  # canonical texts, one a line; of mails, which are in: the row numbers
    rowid=True,
)

pending = _table(
    "pending",
    sa.Column("n", sa.Integer, primary_key=True),
    text("event_id"),
    text("kind"),
    record("event"),
    number("attempts"),
    flag("on_wire"),
    sa.UniqueConstraint("event_id"),
    rowid=True,
)

# -- projection --------------------------------------------------------------------------------

team_rows = _layered("team_rows", text("kind", key=True), record())
members = _layered("members", text("id", key=True), flag("lead"), record(), rowid=True)
desks = _layered("desks", text("id", key=True), record())
mailboxes = _layered("mailboxes", text("id", key=True), record())
labels = _layered("labels", text("id", key=True), record())
templates = _layered("templates", text("id", key=True), record())
handled_contacts = _layered("handled_contacts", text("key", key=True), record())

cases = _layered(
    "cases",
    text("id", key=True),
    number("number"),
    text("claimed_by", null=True),
    flag("clocked"),
    record(),
    rowid=True,
)
sa.Index("cases_number", cases.c.number)
sa.Index("cases_clocked", cases.c.number, sqlite_where=cases.c.clocked == 1)
sa.Index("cases_claimed", cases.c.claimed_by, sqlite_where=cases.c.claimed_by.is_not(None))

mail_places = _layered(
    "mail_places",
    text("key", key=True),
    text("case_id"),
    text("home"),
    word("direction", Direction),
    moment("at"),
    flag("history"),
    flag("attachments"),
    record(),
    rowid=True,
)
sa.Index("mail_places_case", mail_places.c.case_id)
sa.Index(
    "mail_places_home", mail_places.c.home, sqlite_where=mail_places.c.home != mail_places.c.case_id
)

sent_mails = _layered("sent_mails", text("message_id", key=True), record())

escalations = _layered(
    "escalations",
    text("id", key=True),
    text("token"),
    text("anchor"),
    word("state", EscalationState),
    flag("owes"),  # mails that have not left
    record(),
)
sa.Index("escalations_token", escalations.c.token)
sa.Index("escalations_anchor", escalations.c.anchor)
sa.Index("escalations_state", escalations.c.state)
sa.Index("escalations_owes", escalations.c.owes, sqlite_where=escalations.c.owes == 1)

approvals = _layered(
    "approvals",
    text("id", key=True),
    text("anchor"),
    flag("open"),
    record(),
)
sa.Index("approvals_anchor", approvals.c.anchor)
sa.Index("approvals_open", approvals.c.open, sqlite_where=approvals.c.open == 1)

entries = _layered(
    "entries",
    text("id", key=True),
    text("anchor", null=True),
    text("kind"),
    text("by"),
    flag("accepted"),
    number("epoch"),
    number("uid"),
    number("idx"),
    moment("time"),
    record("verdict"),
)
sa.Index("entries_anchor", entries.c.anchor, sqlite_where=entries.c.kind != "MailArrived")
sa.Index("entries_refused", entries.c.by, sqlite_where=entries.c.accepted == 0)

# Ways to find a row by something else than its key. They have no layers and may hold more than is
# true (a pending row that was replaced): whoever looks here checks the row that it finds.
member_addresses = _table("member_addresses", text("addr", key=True), text("member", key=True))
mail_names = _table("mail_names", text("message_id", key=True), text("key", key=True))
mail_parties = _table(
    "mail_parties",
    text("clean_subject", key=True),
    text("addr", key=True),
    sa.Column("sent_at", Moment, primary_key=True),
    text("key", key=True),
    flag("floats"),
)
contacts = _table("contacts", text("addr", key=True), text("key", key=True))
escalation_mails = _table(
    "escalation_mails", text("message_id", key=True), text("escalation", key=True)
)

case_list = _table(
    "case_list",
    text("id", key=True),
    number("number"),
    word("shelf", Shelf),
    word("status", CaseStatus),
    text("assignee", null=True),
    text("owner", null=True),
    text("asked_of", null=True),
    flag("answered"),
    moment("last_at"),
    number("due", least=-(2**62)),
    rowid=True,
)

case_labels = _table("case_labels", text("label", key=True), text("case_id", key=True))
sa.Index("case_labels_case", case_labels.c.case_id)

_SORTED = {"newest": case_list.c.last_at, "due": case_list.c.due, "number": None}
for _name, _column in _SORTED.items():
    _order = (case_list.c.number,) if _column is None else (_column, case_list.c.number)
    sa.Index(f"case_list_shelf_{_name}", case_list.c.shelf, *_order)
    sa.Index(
        f"case_list_mine_{_name}",
        case_list.c.owner,
        *_order,
        sqlite_where=case_list.c.shelf == Shelf.TO_DO,
    )
    sa.Index(
        f"case_list_unassigned_{_name}",
        *_order,
        sqlite_where=sa.and_(case_list.c.assignee.is_(None), case_list.c.shelf == Shelf.TO_DO),
    )
    sa.Index(f"case_list_all_{_name}", *_order, sqlite_where=case_list.c.shelf != Shelf.FILTERED)
sa.Index(
    "case_list_assignee",
    case_list.c.assignee,
    case_list.c.shelf,
    sqlite_where=case_list.c.assignee.is_not(None),
)
sa.Index("case_list_answered", case_list.c.last_at, sqlite_where=case_list.c.answered == 1)
sa.Index("case_list_asked", case_list.c.asked_of, sqlite_where=case_list.c.asked_of.is_not(None))

# -- local -------------------------------------------------------------------------------------

drafts = _table(
    "drafts",
    text("person", key=True),
    text("case_id", key=True),
    word("tab", DraftTab, key=True),
    moment("saved_at"),
    record(),
)
sa.Index("drafts_case", drafts.c.case_id)

outbox = _table(
    "outbox",
    text("id", key=True),
    text("person"),
    text("case_id", null=True),
    text("message_id"),
    word("state", OutboxState),
    flag("open"),
    moment("changed_at"),
    record(),
    sa.Column("raw", sa.LargeBinary, nullable=False),
    rowid=True,
)
sa.Index("outbox_open", outbox.c.open, sqlite_where=outbox.c.open == 1)
sa.Index("outbox_message", outbox.c.message_id)
sa.Index("outbox_case", outbox.c.case_id)

read_marks = _table("read_marks", text("person", key=True), text("key", key=True))
dismissed = _table("dismissed", text("event_id", key=True))
settings = _table("settings", text("name", key=True), record("value"))

# Refused events with words whose journal is no more (rules 21, 33); still shown to their author
left_behind = _table(
    "left_behind",
    text("id", key=True),
    text("by"),
    moment("time"),
    record("event"),
    record("verdict"),
    rowid=True,
)

LOCAL = (drafts, outbox, read_marks, dismissed, settings, left_behind)
LAYERED = (
    team_rows,
    members,
    desks,
    mailboxes,
    labels,
    templates,
    handled_contacts,
    cases,
    mail_places,
    sent_mails,
    escalations,
    approvals,
    entries,
)
PROJECTION = (
    *LAYERED,
    member_addresses,
    mail_names,
    mail_parties,
    contacts,
    escalation_mails,
    case_list,
    case_labels,
)

# Notes and phone notes, searchable; rowid is that of the journal row (FTS5 has no Core construct)
NOTES_INDEX = "CREATE VIRTUAL TABLE note_index USING fts5(grams, content='', detail=full)"
