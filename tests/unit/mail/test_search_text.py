"""Folding and terms: every word that a plain look finds, the index finds."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.mail.search_text import find_spans, fold, index_terms, name_terms, phrase, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("ﾍﾝﾋﾟﾝ", "へんぴん"),
        ("ヘンピン", "へんぴん"),
        ("カ\u3099", "が"),
        ("サーバー", "ｻｰﾊﾞｰ"),
        ("㈱", "(株)"),
        ("①", "1"),
        ("〜", "～"),
        ("03−1234", "03-1234"),
        ("Straße", "STRASSE"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("髙﨑", "高崎"),
        ("齋藤", "斉藤"),
    ],
)
def test_folds_alike(one, other):
    assert fold(one) == fold(other)


def found(text: str, query: str) -> bool:
    index = sqlite3.connect(":memory:")
    index.execute("create virtual table f using fts5(t, tokenize='unicode61 remove_diacritics 0')")
    index.execute("insert into f values (?)", (index_terms(text),))
    expression = " AND ".join(filter(None, map(phrase, query.split())))
    hit = (
        bool(expression)
        and index.execute("select 1 from f where f match ?", (expression,)).fetchone()
    )
    index.close()
    return bool(hit)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("商品の返品について", "返品"),
        ("商品の返品", "品"),
        ("返", "返"),
        ("ヘンピン希望", "へんぴん"),
        ("型番X100返品", "x100返品"),
        ("Refund please", "refu"),
        ("Tel 03-1234-5678", "0312345678"),
        ("Tel 0312345678", "03-1234-5678"),
        ("Tel 03-1234-5678", "1234-5678"),
        ("2024-05-01 10:00", "05-01"),
        ("注文 KR-1476174", "kr-1476174"),
        ("返品と交換", "交換 返品"),
        ("it's here", "it's"),
        ("①型番", "①型番"),
        ("佐々木様", "佐々木"),
        ("サーバが落ちた", "サーバー"),
        ("サーバーが落ちた", "サーバ"),
        ("ﾕｰｻﾞ登録", "ユーザー登録"),
        ("ユーザー登録", "ユーザ登録"),
        ("渡邊様", "渡辺"),
        ("+81 3-1234-5678", "0312345678"),
        ("+81-90-1234-5678", "090-1234-5678"),
    ],
)
def test_finds(text, query):
    assert found(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("返却と商品", "返品"),
        ("返品", "品返"),
        ("返品", "返品 交換"),
        ("refund", "fund"),
        ("返品", ""),
        ("返品", '" OR '),
        ("x", "-"),
        ("キを見る", "キー"),
        ("サーモン", "サーバー"),
        ("81-90-1234-5678", "090-1234-5678"),
    ],
)
def test_does_not_find(text, query):
    assert not found(text, query)


@given(
    st.text(alphabet="返品交換のヘンピン、。 ab", max_size=30),
    st.text(alphabet="返品交換のヘンピン", min_size=1, max_size=3),
)
def test_finds_exactly_what_a_plain_look_finds(text, word):
    assert found(text, word) == any(one in fold(text) for one in variants(word))


@given(st.text(max_size=40))
def test_any_query_is_a_valid_expression(query):
    found("text", query)


def test_says_where_the_words_lie_in_the_original():
    text = "本日のﾍﾝﾋﾟﾝとＲＥＦＵＮＤ、返品"
    spans = find_spans(text, ["へんぴん", "refund", "返品"])
    assert [text[start:end] for start, end in spans] == ["ﾍﾝﾋﾟﾝ", "ＲＥＦＵＮＤ", "返品"]


@pytest.mark.parametrize(
    ("text", "word", "marked"),
    [
        ("電話 03(1234)5678 まで", "03-1234-5678", "03(1234)5678"),
        ("電話 03-1234-5678 まで", "0312345678", "03-1234-5678"),
        ("渡邊様より", "渡辺", "渡邊"),
        ("サーバが", "サーバー", "サーバ"),
    ],
)
def test_marks_what_is_written_otherwise(text, word, marked):
    [(start, end)] = find_spans(text, [word])
    assert text[start:end] == marked


def test_a_name_is_found_with_and_without_its_blank():
    assert set(name_terms("山田　太郎").split()) >= {"田太", "山田", "太郎"}


@given(st.text(max_size=60), st.lists(st.text(max_size=4), max_size=3))
def test_spans_lie_in_the_text_in_order(text, words):
    spans = find_spans(text, words)
    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.text(alphabet="カタサーバ設定", min_size=1, max_size=9))
def test_words_are_among_their_own_variants_or_hold_one(word):
    assert any(one in fold(word) for one in variants(word))
