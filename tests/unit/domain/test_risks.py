"""The risk card: a question only where a slip is likely (N34)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailroom.domain.people import Address
from mailroom.domain.sends.risks import Around, Leaving, Risk, RiskKind, Said, risks

YAMADA = Address(name="山田 太郎", addr="yamada@minato.example")
OTHER_YAMADA = Address(name="山田 花子", addr="hanako@kita.example")
SATO = Address(name="佐藤健一", addr="sato@us.example")
AROUND = Around(
    parties=(YAMADA, Address(name="", addr="support@us.example")),
    insiders=frozenset({"support@us.example", "sato@us.example"}),
    inside=("この方は以前にも返品の件で強くおっしゃいました。\n要注意",),
    warning_words=("至急", "全額返金"),
    answered="12,500円で間違いないでしょうか。送料は八百円と伺いました。",
)
TEXT = "山田様\n\nお世話になっております。承知しました。"


def leaving(text=TEXT, *, to=(YAMADA,), **more):
    return Leaving(recipients=tuple(to), text=text, **more)


def kinds(mail, around=AROUND):
    return [one.kind for one in risks(mail, around)]


def test_N34_an_ordinary_reply_asks_nothing():
    assert risks(leaving(), AROUND) == ()


@pytest.mark.parametrize(
    ("mail", "found"),
    [
        (leaving(to=[YAMADA, Address(addr="x@elsewhere.example")]), RiskKind.NEW_DOMAIN),
        (leaving(to=[YAMADA, Address(addr="yamada.t@gmail.com")]), RiskKind.NEW_DOMAIN),
        (leaving(to=[YAMADA, SATO]), RiskKind.INSIDER),
        (
            leaving(TEXT + "\nこの方は以前にも返品の件で 強くおっしゃいました。"),
            RiskKind.QUOTED_NOTE,
        ),
        (leaving(TEXT + "\n見積書を添付いたします。"), RiskKind.NO_FILE),
        (leaving(TEXT + "\nPlease find attached."), RiskKind.NO_FILE),
        (leaving("佐藤様\n\n承知しました。"), RiskKind.OTHER_NAME),
        (leaving("株式会社ミナト 営業部\n鈴木 様\n\n承知しました。"), RiskKind.OTHER_NAME),
        (leaving(files=2, size=11 * 1024 * 1024), RiskKind.BIG_FILES),
        (leaving(TEXT + "\n全額 返金いたします。"), RiskKind.WARNING_WORD),
        (leaving(TEXT + "\n送料は ¥1,250 です。"), RiskKind.AMOUNT),
    ],
)
def test_N34_each_slip_is_asked_about(mail, found):
    assert kinds(mail) == [found]


def test_N33_our_own_archive_with_a_password_is_asked_about():
    found = risks(leaving(files=2, locked=("a.zip",)), AROUND)
    assert found == (Risk(kind=RiskKind.LOCKED_FILE, about="a.zip"),)


def test_N34_a_namesake_who_was_never_in_the_case_is_asked_about():
    found = risks(leaving(to=[OTHER_YAMADA]), AROUND)
    assert (
        Risk(
            kind=RiskKind.NAMESAKE,
            about="山田 花子 <hanako@kita.example>",
            other="山田 太郎 <yamada@minato.example>",
        )
        in found
    )


@pytest.mark.parametrize(
    "text",
    [
        "お客様\n\n承知しました。",
        "ご担当者様\n\n承知しました。",
        "山田太郎様\n\n承知しました。",
        "皆様\n\n承知しました。",
        "ミナト商店の山田様\n\n承知しました。",
        "承知しました。この度は様々なご意見を",
        TEXT + "\n添付ファイルはございません。",
        TEXT + "\n要注意",
    ],
)
def test_what_is_usual_asks_nothing(text):
    assert risks(leaving(text), AROUND) == ()


def test_a_colleague_of_the_customer_is_no_new_domain_and_a_file_is_no_missing_one():
    boss = Address(name="社長", addr="boss@minato.example")
    assert risks(leaving(to=[YAMADA, boss]), AROUND) == ()
    assert risks(leaving(TEXT + "\n見積書を添付します。", files=1, size=10), AROUND) == ()


def test_forwarding_goes_to_somebody_new_by_nature():
    maker = Address(addr="desk@maker.example")
    assert risks(leaving("よろしくお願いします。", to=[maker], forwards=True), AROUND) == ()


def test_names_that_are_only_known_in_latin_letters_are_not_compared():
    latin = Address(name="Taro Yamada", addr="yamada@minato.example")
    around = Around(parties=(latin,))
    assert risks(leaving("山田様\n\n承知しました。", to=[latin]), around) == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("はい、１２，５００円です。", False),  # the same, otherwise written
        ("1万2500円と送料 800円です。", False),
        ("12,500円と、別に手数料 330円です。", False),  # what they asked, and something new
        ("15,200円です。", True),
        ("2026年11月25日にお届けします。", False),  # no money
    ],
)
def test_N34_an_amount_that_changed_is_asked_about(text, asked):
    assert (RiskKind.AMOUNT in kinds(leaving(text))) is asked


def test_N34_both_amounts_stand_in_the_question():
    [found] = risks(leaving("15,200円です。"), AROUND)
    assert (found.about, found.other) == ("15,200円", "12,500円")


def test_N34_a_first_offer_asks_nothing():
    first = replace(AROUND, answered="おいくらでしょうか。")
    assert kinds(leaving("15,200円です。"), first) == []


def test_N34_what_is_passed_on_is_not_compared():
    assert kinds(leaving("15,200円です。", forwards=True)) == []


def test_N14_the_same_words_to_the_same_people_are_asked_about_once():
    at = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
    to = frozenset({YAMADA.addr})
    before = replace(AROUND, said=(Said(text=f"\n{TEXT}  ", to=to, at=at), Said(text=TEXT, to=to)))
    assert risks(leaving(), before) == (Risk(kind=RiskKind.SAID_ALREADY, about=at.isoformat()),)
    waits = replace(AROUND, said=(Said(text=TEXT, to=to),))
    assert risks(leaving(), waits) == (Risk(kind=RiskKind.SAID_ALREADY),)
    assert risks(leaving(f"{TEXT}追伸です。"), before) == ()
    elsewhere = replace(AROUND, said=(Said(text=TEXT, to=frozenset({"x@kita.example"}), at=at),))
    assert risks(leaving(), elsewhere) == ()
    nothing = replace(AROUND, said=(Said(text=" ", to=to),))
    assert risks(leaving(""), nothing) == ()
