"""Many mails with a rich vocabulary, folded into a store: for looking words up, and for its speed.

The same (count, seed) gives the same words. A scan of the true text says what a search must find.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from mailroom.domain.events import Event, MailArrived, NoteAdded, Placed
from mailroom.domain.mails import MailFacts
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.domain.records.replica import Page
from mailroom.ids import CaseId, DeskId, EventId, MailKey, PersonId, mail_arrived_id
from mailroom.mail.search_text import fold
from mailroom.store.store import Store
from tests.store.mailbag import stored
from tests.unit.domain.world import MORNING, SATO, World, facts

_KANJI = (
    "返品交換請求金額納期相談在庫確認商品注文番号到着配送遅延破損初期不良修理保証書類見積契約更新解約"
    "退会登録変更住所電話連絡担当者部長営業技術開発資料送付添付写真画像動画音声設定画面表示印刷接続"
    "速度容量機器本体部品電源充電温度湿度水漏騒音振動重量寸法素材色柄新旧型式年月日時分秒円税込送料"
)
_KANA = ("サーバー", "ユーザ", "ログイン", "エラー", "パスワード", "メール", "カメラ", "ﾌﾟﾘﾝﾀ")
_PARTICLES = ("を", "が", "に", "で", "の", "は", "と", "から", "まで", "について")
_ENDS = ("お願いします。", "でしょうか。", "しました。", "となりました。", "ください。")
_LATIN = ("invoice", "order", "refund", "login", "KR-1476174", "X100", "delivery", "03-1234-5678")
_FAMILIES = ("山田", "佐藤", "渡邊", "髙橋", "鈴木", "田中", "中村", "齋藤", "小林", "加藤")
_GIVEN = ("太郎", "花子", "一郎", "美咲", "健", "由美", "翔太", "さくら")
_PER_MESSAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A mail, all its words, and a note on its case now and then.

    Attributes:
        words: everything of the mail that can be found.
        folded: the words and the note as a search compares them; ten thousand books are asked a
            thousand times.
    """

    mail: MailFacts
    text: str
    attachment: str
    note: str
    words: str
    folded: tuple[str, str]


def books(count: int, seed: int = 1) -> Iterator[Book]:
    """Yield mails in order of arrival."""
    chance = random.Random(seed)
    words = [
        "".join(chance.choices(_KANJI, k=chance.choice((2, 2, 2, 3, 4)))) for _ in range(3_000)
    ]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for number in range(count):
        chosen = iter(chance.choices(words, weights, k=200))
        people = f"{chance.choice(_FAMILIES)} {chance.choice(_GIVEN)}"
        first = number - number % 3  # three mails in a row make a case
        answers = (f"m{number - 1}",) if number % 3 else ()
        mail = facts(
            f"m{number}",
            f"c{first % 900}@c{first % 40}.example",
            answers=answers,
            subject=f"{next(chosen)}の件 {next(chosen)}",
            sent_at=MORNING + timedelta(minutes=number),
        )
        yield _book(
            replace(mail, sender=Address(name=people, addr=mail.sender.addr)),
            text="".join(_sentence(chance, chosen) for _ in range(chance.randint(3, 25))),
            attachment=f"{next(chosen)}.pdf" if number % 8 == 0 else "",
            note=f"{next(chosen)}を確認" if number % 50 == 0 else "",
        )


def _book(mail: MailFacts, *, text: str, attachment: str, note: str) -> Book:
    words = "\n".join((mail.subject, text, mail.sender.name, mail.sender.addr, attachment))
    folded = fold(words), fold(note)
    return Book(mail=mail, text=text, attachment=attachment, note=note, words=words, folded=folded)


def _sentence(chance: random.Random, words: Iterator[str]) -> str:
    middle = chance.choice((*_KANA, *_LATIN)) if chance.random() < 0.2 else next(words)
    parts = (next(words), chance.choice(_PARTICLES), middle, chance.choice(_ENDS))
    return "".join(parts) + ("\n" if chance.random() < 0.5 else "")


def fill(store: Store, library: Sequence[Book]) -> None:
    """Keep the mails and fold a journal that announces them; notes come last."""
    placed = World.founded().log
    uid = placed[-1].position.uid + 1
    events = [_arrival(book.mail) for book in library]
    events += [_note(book) for book in library if book.note]
    for first in range(0, len(events), _PER_MESSAGE):
        uid += 1
        for index, event in enumerate(events[first : first + _PER_MESSAGE]):
            position = Position(1, uid, index)
            placed.append(Placed(event=event, position=position, time=event.made_at))
    store.replica.enter(1)
    by_uid: dict[int, list[Placed]] = {}
    for item in placed:
        by_uid.setdefault(item.position.uid, []).append(item)
    for at, page in by_uid.items():
        store.replica.confirm(Page(after=store.replica.cursor(), uid=at, placed=tuple(page)))
    store.mails.add_mails(
        replace(kept, body=replace(kept.body, sender=book.mail.sender))
        for number, book in enumerate(library, start=1)
        for kept in [
            stored(
                book.mail.key,
                uid=number,
                mail=book.mail,
                text=book.text,
                attachment=book.attachment,
            )
        ]
    )


def scan(store: Store, library: Sequence[Book], word: str) -> frozenset[CaseId]:
    """Return the cases that a look at every text finds."""
    folded = fold(word)
    keys = [book.mail.key for book in library if any(folded in said for said in book.folded)]
    return store.reads.cases_of(map(MailKey, keys))


def _arrival(mail: MailFacts) -> Event:
    return Event(
        id=mail_arrived_id(mail.key),
        by=PersonId(""),
        desk=DeskId("d"),
        body=MailArrived(mail=mail),
        made_at=mail.sent_at,
    )


def _note(book: Book) -> Event:
    return Event(
        id=EventId(f"note-{book.mail.key}"),
        by=SATO.person,
        desk=SATO.desk,
        body=NoteAdded(text=book.note),
        anchor=book.mail.key,
        made_at=MORNING + timedelta(days=30),
    )
