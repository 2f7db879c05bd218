"""What the search field offers, whatever one types with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.people import Address
from mailroom.settings import Language
from ui import translations
from ui.models.search_offers import Known, offers, taken

KNOWN = Known(
    labels=("返品・交換", "至急"),
    members=("佐藤", "鈴木"),
    senders=(Address(name="山田 太郎", addr="yamada@shop.example"), Address(addr="x@y.example")),
    last=("返品 is:unread",),
)


@pytest.fixture(autouse=True)
def english(qapp):
    translations.install(Language.EN)
    yield
    translations.install(Language.JA)


def texts(typed: str) -> list[str]:
    return [one.text for one in offers(typed, len(typed), KNOWN)]


def test_an_empty_field_offers_the_last_searches():
    assert texts("") == ["返品 is:unread"]


@pytest.mark.parametrize("typed", ["yama", "やまだ", "山田", "YAMADA@"])
def test_people_are_offered_by_name_reading_and_address(typed):
    assert 'from:"山田 太郎"' in texts(typed)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("label:henpin", "label:返品・交換"),
        ("ラベル：しきゅう", "label:至急"),
        ("assignee:sato", "assignee:佐藤"),
        ("返品 is:over", "is:overdue"),
        ("-is:don", "-is:done"),
        ("bef", "before:"),
        ("after:last", "after:last-week"),
        ("from:x@", "from:x@y.example"),
    ],
)
def test_operators_and_their_values(typed, offered):
    assert offered in texts(typed)


def test_what_is_taken_replaces_the_word_under_the_cursor():
    typed = "返品 ya 至急"
    [offer] = [one for one in offers(typed, 5, KNOWN) if one.text.startswith("from:")]
    text, cursor = taken(typed, offer)
    assert text == '返品 from:"山田 太郎" 至急'
    assert text[:cursor] == '返品 from:"山田 太郎"'


def test_an_operator_that_is_no_such_thing_offers_nothing():
    assert texts("重さ:10") == []


@given(st.text(alphabet='返 品:："-a is from', max_size=20), st.integers(0, 20))
def test_any_text_at_any_cursor(typed, cursor):
    cursor = min(cursor, len(typed))
    for offer in offers(typed, cursor, KNOWN):
        text, at = taken(typed, offer)
        assert offer.text in text
        assert 0 <= at <= len(text)
