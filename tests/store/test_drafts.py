"""A draft comes back as it was left, whatever was chosen in it (rule 37)."""

from dataclasses import fields, replace
from datetime import UTC, datetime

from mailroom.domain.drafts import (
    AttachedFile,
    Charset,
    Draft,
    DraftTab,
    InlineFile,
    ReplyKind,
)
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.domain.query import OutboxState
from mailroom.domain.sends.parcels import Parcel
from mailroom.ids import CaseId, EventId, MailKey, MessageId
from mailroom.store.store import Store
from tests.unit.domain.world import SATO

WHOLE = Draft(
    case=CaseId("c"),
    tab=DraftTab.REPLY,
    text="下書き",
    kind=ReplyKind.NEW,
    to=(Address(name="山田", addr="yamada@shop.example"),),
    cc=(Address(addr="cc@shop.example"),),
    bcc=(Address(name="控え", addr="bcc@shop.example"),),
    sender="repair@shop.example",
    subject="件名",
    html="<b>下書き</b>",
    inline=(InlineFile(cid="1@x", name="図.png", path="/x/図.png"),),
    attachments=(AttachedFile(name="a.pdf", path="/x/a.pdf"),),
    answers=MailKey("k"),
    charset=Charset.ISO_2022_JP,
    shown=Position(epoch=1, uid=2, index=3),
    fields=(("quote", "> a"),),
    opens=EventId("e"),
    send_at=datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
)


def test_every_field_of_a_draft_comes_back(store: Store) -> None:
    plain = Draft(case=CaseId("c"), tab=DraftTab.REPLY)
    left = {
        one.name for one in fields(Draft) if getattr(WHOLE, one.name) == getattr(plain, one.name)
    }
    assert left == {"case", "tab", "saved_at"}, "give the new field a value here"
    store.drafts.save(SATO.person, WHOLE)
    kept = store.drafts.load(SATO.person, CaseId("c"), DraftTab.REPLY)
    assert kept is not None
    assert replace(kept, saved_at=None) == WHOLE


def test_blind_copies_are_in_the_envelope_and_come_back(store: Store) -> None:
    parcel = Parcel(
        id="p",
        person=SATO.person,
        message_id=MessageId("<p@shop>"),
        to=WHOLE.to,
        cc=WHOLE.cc,
        bcc=(*WHOLE.bcc, *WHOLE.cc),
        state=OutboxState.SCHEDULED,
        send_at=WHOLE.send_at,
        draft=WHOLE,
    )
    store.outbox.add(parcel, b"raw")
    assert store.outbox.get("p") == parcel
    assert parcel.recipients == ("yamada@shop.example", "cc@shop.example", "bcc@shop.example")
