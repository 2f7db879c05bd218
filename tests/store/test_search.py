"""What a search finds is what a look at every text finds; conditions hold for whole cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.cases import Label
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.events import (
    Assigned,
    CaseOpened,
    Claimed,
    Closed,
    Filtered,
    Labelled,
    LabelSet,
    NoteAdded,
    Snoozed,
    case_of_opening,
)
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, Sort, View
from mailroom.domain.search.terms import Problem, ProblemKind
from mailroom.ids import CaseId, LabelId
from mailroom.store.reading import case_finder
from mailroom.store.searching import search
from mailroom.store.store import Store
from tests.fakes.library import Book, books, fill, scan
from tests.store.mailbag import stored
from tests.store.test_fold import confirm
from tests.unit.domain.world import MORNING, SATO, SUZUKI, World

TOKYO = ZoneInfo("Asia/Tokyo")
_PAIR = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u3005\u4e00-\u9fff]{2}")


def pairs_in(library: list[Book]) -> list[str]:
    """Return every two-character Japanese word that the mails hold, each once."""
    found: dict[str, None] = {}
    for book in library:
        found |= dict.fromkeys(one + other for one, other in pairwise(book.words))
    return [pair for pair in found if _PAIR.fullmatch(pair)]


@pytest.fixture(scope="module")
def library(request: pytest.FixtureRequest) -> list[Book]:
    return list(books(10_000 if request.config.getoption("soak") else 240))


@pytest.fixture(scope="module")
def shelf(library: list[Book], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("library")
    store = Store.open(folder / "profile", SystemClock())
    fill(store, library)
    yield store
    store.close()


def found(store: Store, text: str, **more: object) -> frozenset[CaseId]:
    query = CaseQuery(text=text, **more)  # type: ignore[arg-type]
    return frozenset(store.reads.case_ids(query, SATO.person, zone=TOKYO))


@pytest.mark.parametrize("few", [search.FEW, 3])
def test_N32_every_word_of_two_characters_is_found(
    shelf: Store, library: list[Book], soak: bool, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW", few)
    words = pairs_in(library)
    step = max(1, len(words) // (1_000 if soak else 60))
    wrong = [w for w in words[::step] if found(shelf, f'"{w}"') != scan(shelf, library, w)]
    assert wrong == []
    assert len(words) > 300


@pytest.mark.parametrize("word", ["品", "の", "件", "ー", "猫"])
def test_N32_every_single_character_is_found(shelf: Store, library: list[Book], word: str) -> None:
    assert found(shelf, word) == scan(shelf, library, word)


@pytest.mark.parametrize("text", ["品 の", "品 -の", "の -品 -件", "件名:の品"])
def test_common_words_are_found_newest_first_and_only_as_many_as_asked(
    shelf: Store, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = CaseQuery(text=text, sort=Sort.NEWEST)
    directly = shelf.reads.case_ids(query, SATO.person)
    monkeypatch.setattr(search, "FEW", 0)
    monkeypatch.setattr(case_finder, "_PAGE", 7)
    assert shelf.reads.case_ids(query, SATO.person) == directly
    first = shelf.reads.case_ids(replace(query, limit=3), SATO.person)
    assert first == directly[:3]


def test_a_search_that_nobody_waits_for_any_more_stops(
    shelf: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW", 0)
    query = CaseQuery(text="の")
    assert shelf.reads.case_ids(query, SATO.person, stopped=lambda: True) == []


# -- conditions --------------------------------------------------------------------------------


@pytest.fixture
def world() -> World:
    return World.founded()


Named = Callable[[str], str]


@pytest.fixture
def named(store: Store, world: World) -> Named:
    """Return a way to search by the letters of five cases of which this and that is so."""
    names = {"a": "山田 太郎", "b": "渡邉花子", "c": "Tom Smith", "d": "森", "e": "林"}
    texts = {
        "a": "返品したい。サーバーが不調",
        "b": "請求書の件。電話は 03(1234)5678",
        "c": "refund please",
        "d": "キャンペーン",
        "e": "返品の続き",
    }
    for day, (key, text) in enumerate(texts.items()):
        mail = world.mail(
            key, f"{key}@firm.example", subject=f"件名{key}", sent_at=MORNING + timedelta(days=day)
        )
        kept = stored(key, text=text, attachment="見積書.pdf" if key == "b" else "")
        sender = Address(name=names[key], addr=f"{key}@firm.example")
        store.mails.add_mails([replace(kept, body=replace(kept.body, sender=sender))])
        assert mail.anchor == key
    world.do(SATO, Assigned(person=SATO.person), on="a")
    world.do(SATO, Assigned(person=SUZUKI.person), on="b")
    world.do(SATO, Labelled(label=LabelId("返品")), on="a")
    world.do(SATO, NoteAdded(text="倉庫に確認する"), on="a")
    world.do(SATO, Snoozed(note="月曜に折り返し"), on="b")
    world.do(SATO, Closed(), on="c")
    world.do(SATO, Filtered(), on="d")
    world.do(SATO, Claimed(), on="e")
    confirm(store, world.log)
    letters = {world.case(key).id: key for key in texts}
    store.drafts.save(SATO.person, Draft(case=world.case("a").id, tab=DraftTab.REPLY, text="x"))
    return lambda text: "".join(sorted(letters[case] for case in found(store, text)))


CONDITIONS = (
    ("from:山田太郎", "a"),
    ("差出人：山田　太郎", "a"),
    ("from:渡辺", "b"),
    ("from:渡邊 花子", "b"),
    ("from:b@firm.example", "b"),
    ("to:shop.example", "abce"),
    ("件名:件名c", "c"),
    ("件名:返品", ""),
    ("本文:返品", "ae"),
    ("本文:件名", ""),
    ("添付:見積書", "b"),
    ("添付:あり", ""),
    ("メモ:倉庫", "a"),
    ("メモ:返品", ""),
    ("本文:返品 倉庫", "a"),
    ("from:山田 倉庫", "a"),
    ("from:花子 倉庫", ""),
    ("月曜に折り返し", "b"),
    ("サーバ", "a"),
    ("サーバー", "a"),
    ("キャンペーン", ""),
    ("キャンペーン is:filtered", "d"),
    ("0312345678", "b"),
    ("03-1234-5678", "b"),
    ("返品 -倉庫", "e"),
    ("-返品", "bc"),
    ("-メモ:倉庫 返品", "e"),
    ("-from:firm.example", ""),
    ("担当:自分", "a"),
    ("担当:suzuki", "b"),
    ("担当:なし", "ce"),
    ("-担当:suzuki", "ace"),
    ("ラベル:返品", "a"),
    ("-ラベル:返品", "bce"),
    ("ラベル:返", "a"),
    ("is:done", "c"),
    ("is:snoozed", "b"),
    ("is:filtered", "d"),
    ("is:mine", "a"),
    ("is:held", "e"),
    ("is:draft", "a"),
    ("is:unreadable", ""),
    ("is:unread", "abce"),
    ("is:overdue", ""),
    ("前:2026/11/21", "a"),
    ("後:2026年11月24日", "e"),
    ("after:2026-11-21 before:2026-11-22", "b"),
    ("-after:2026-11-22", "ab"),
    ("#2", "b"),
    ("1", "ab"),  # the case of that number, and who says 1234
    ("from:", "abce"),
    ("。", ""),
    ("ラベル:なにもない", ""),
)


def test_N32_conditions(named: Named) -> None:
    wrong = {text: named(text) for text, cases in CONDITIONS if named(text) != cases}
    assert wrong == {}


def test_a_label_means_those_below_it_too(store: Store, world: World) -> None:
    above, below = LabelId("返品"), LabelId("below")
    world.do(SATO, LabelSet(label=Label(id=below, name="不良", parent=above)))
    if world.reason is not None:
        pytest.skip("labels have no tree here")
    world.mail("a")
    world.do(SATO, Labelled(label=below), on="a")
    confirm(store, world.log)
    assert found(store, "label:返品") == {world.case("a").id}


def test_words_of_a_case_that_was_opened_by_phone(store: Store, world: World) -> None:
    event = world.do(SATO, CaseOpened(subject="電話の件", contact_name="森", text="折り返し希望"))
    confirm(store, world.log)
    assert found(store, "折り返し") == {world.case(case_of_opening(event)).id}


def test_what_is_not_understood_is_said(store: Store, world: World) -> None:
    confirm(store, world.log)
    said = store.reads.understood("label:無い 担当:居ない 重要:高", SATO.person).problems
    assert set(said) == {
        Problem(kind=ProblemKind.LABEL, word="無い"),
        Problem(kind=ProblemKind.PERSON, word="居ない"),
        Problem(kind=ProblemKind.OPERATOR, word="重要:"),
    }


def test_a_search_stays_within_its_view(named: Named, store: Store) -> None:
    assert named("返品") == "ae"
    assert found(store, "返品", view=View.SNOOZED) == frozenset()
