"""The journal of a busy team: thousands of mails, several actions for each, as desks write them."""

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from mailroom.domain.events import (
    Assigned,
    Body,
    Claimed,
    Closed,
    Event,
    Labelled,
    MailArrived,
    NoteAdded,
    PhoneLogged,
    Placed,
    Reopened,
    SendBegun,
    SendDone,
    Unlabelled,
)
from mailroom.domain.people import Address, Seat
from mailroom.domain.position import Position
from mailroom.domain.records.replica import Page
from mailroom.ids import (
    DeskId,
    EventId,
    LabelId,
    MailKey,
    MessageId,
    PersonId,
    Token,
    digest,
    mail_arrived_id,
)
from mailroom.store.store import Store
from tests.unit.domain.world import MORNING, SATO, SUZUKI, TANAKA, World, facts

_SEATS = (TANAKA, SATO, SUZUKI)
_SUBJECTS = ("返品について", "領収書の再発行のお願い", "注文番号 {} の配送について", "お見積り {}")
_WORDS = (
    "お客様に電話で確認済み。在庫は月曜に入る予定です。",
    "先方の担当が代わった。次回からは総務部あてに送ること。",
    "写真を見るかぎり初期不良。交換品を先に送ってよいと課長の承認あり。",
    "二重注文の可能性。請求は一件だけにして、残りは取り消す。",
)


class _Desk:
    """Writes batches: a message holds what somebody did in one go."""

    def __init__(self, seed: int) -> None:
        self.placed = list(World.founded().log)
        self._random = random.Random(seed)
        self._uid = itertools.count(self.placed[-1].position.uid + 1)
        self._ids = itertools.count()
        self.now = MORNING + timedelta(hours=1)

    def write(self, seat: Seat | None, bodies: Iterable[Body], on: str | None) -> list[EventId]:
        """Append one message."""
        self.now += timedelta(seconds=self._random.randint(5, 90))
        head = self.placed[-1].position
        uid = next(self._uid)
        written: list[EventId] = []
        for index, body in enumerate(bodies):
            event = self._event(seat, body, on, head)
            self.placed.append(Placed(event=event, position=Position(1, uid, index), time=self.now))
            written.append(event.id)
        return written

    def _event(self, seat: Seat | None, body: Body, on: str | None, head: Position) -> Event:
        if isinstance(body, MailArrived):
            id_ = mail_arrived_id(body.mail.key)
        else:
            id_ = EventId(digest("busy", str(next(self._ids))))
        return Event(
            id=id_,
            by=PersonId("") if seat is None else seat.person,
            desk=DeskId("desk-1") if seat is None else seat.desk,
            body=body,
            anchor=None if on is None else MailKey(on),
            basis=head,
            made_at=self.now - timedelta(seconds=1),
        )


def busy(mails: int, *, per_mail: int = 4, seed: int = 1) -> Sequence[Placed]:
    """Return the journal of a team that gets so many mails and does so many things for each."""
    rng = random.Random(seed)
    desk = _Desk(seed)
    customers: list[int] = []
    for n in range(mails):
        key = _key(n)
        answered = n - rng.randint(1, 50) if n > 50 and rng.random() < 0.4 else None
        customers.append(rng.randrange(3000) if answered is None else customers[answered])
        desk.write(None, [_mail(rng, n, answered, customers[n], desk.now)], None)
        left = per_mail
        while left > 0:
            left -= _act(rng, desk, key, n)
    return desk.placed


def _mail(
    rng: random.Random, n: int, answered: int | None, customer: int, now: datetime
) -> MailArrived:
    subject = rng.choice(_SUBJECTS).format(n if answered is None else answered)
    mail = facts(
        _key(n),
        f"kyaku{customer}@example{customer % 40}.jp",
        answers=() if answered is None else (_key(answered),),
        subject=subject if answered is None else f"Re: {subject}",
        sent_at=now,
    )
    return MailArrived(mail=mail)


def _key(n: int) -> str:
    return digest("mail", str(n))


def _act(rng: random.Random, desk: _Desk, key: str, n: int) -> int:
    """Do one thing about a mail; return how many events that took."""
    seat = rng.choice(_SEATS)
    draw = rng.random()
    if draw < 0.2:
        return len(_reply(desk, seat, key, n))
    if draw < 0.4:
        return len(desk.write(seat, [NoteAdded(text=rng.choice(_WORDS))], key))
    if draw < 0.55:
        return len(desk.write(seat, [Assigned(person=rng.choice(_SEATS).person)], key))
    if draw < 0.7:
        label = LabelId(rng.choice(("返品", "至急")))
        body = Labelled(label=label) if rng.random() < 0.7 else Unlabelled(label=label)
        return len(desk.write(seat, [body], key))
    if draw < 0.8:
        call = PhoneLogged(
            incoming=True, reached=True, with_whom="山田様", number="03-1234-5678", text=_WORDS[0]
        )
        return len(desk.write(seat, [call], key))
    if draw < 0.97:
        return len(desk.write(seat, [Closed()], key))
    return len(desk.write(seat, [Reopened()], key))


def _reply(desk: _Desk, seat: Seat, key: str, n: int) -> list[EventId]:
    [claimed] = desk.write(seat, [Claimed()], key)
    message_id = MessageId(f"<{digest('sent', str(n), claimed)}@shop.example>")
    begun = SendBegun(
        message_id=message_id, token=Token(claimed), to=(Address(addr="kyaku@example.jp"),)
    )
    done = SendDone(message_id=message_id)  # hands the lock back
    return [claimed, *desk.write(seat, [begun], key), *desk.write(seat, [done], key)]


def pages(placed: Sequence[Placed], size: int = 500) -> Iterator[tuple[int, tuple[Placed, ...]]]:
    """Cut a journal where messages end, as it would be read; yield the last UID with each piece."""
    piece: list[Placed] = []
    for item in placed:
        if len(piece) >= size and item.position.uid != piece[-1].position.uid:
            yield piece[-1].position.uid, tuple(piece)
            piece = []
        piece.append(item)
    if piece:
        yield piece[-1].position.uid, tuple(piece)


def take_in(store: Store, placed: Sequence[Placed], size: int = 500) -> None:
    """Hand a journal to the store as the replicator does."""
    for uid, piece in pages(placed, size):
        after = store.replica.cursor()
        store.replica.confirm(Page(after=after, uid=uid, placed=piece, seqs={"one": uid}))
