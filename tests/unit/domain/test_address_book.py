"""Whom a typed name or address may mean, and names with 様 once (issue 6)."""

import pytest

from mailroom.domain.address_book import MOST_OFFERED, Known, offered
from mailroom.domain.honorifics import bare, greeted
from mailroom.domain.people import Address


def known(name: str, addr: str, **more: object) -> Known:
    return Known(address=Address(name=name, addr=addr), **more)  # type: ignore[arg-type]


YAMADA = known("山田 太郎", "yamada@yamada-shoten.example")
HANAKO = known("花子 山田", "hanako@home.example", company="ミナト商事")
SUZUKI = known("Suzuki Ichiro", "ichi@yamato.example")
SHIMIZU = known("清水 一郎", "info@port.example")
SATO = known("Sales", "sato.k@mine.example")
ALL = (SUZUKI, YAMADA, HANAKO, SHIMIZU, SATO)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("山田", [YAMADA, HANAKO]),
        ("山田様", [YAMADA, HANAKO]),
        ("山田 さん", [YAMADA, HANAKO]),
        ("山田太", [YAMADA]),
        ("太郎", [YAMADA]),
        ("ｙａｍａ", [YAMADA, SUZUKI]),  # its own address before the domain of another
        ("YAMADA@", [YAMADA]),
        ("ichiro", [SUZUKI]),
        ("ミナト", [HANAKO]),
        ("みなと", [HANAKO]),  # the two kana are one
        ("やまだ", [YAMADA]),  # a surname by its reading
        ("ヤマダ様", [YAMADA]),
        ("しみず", [SHIMIZU]),
        ("shimizu", [SHIMIZU]),
        ("simi", [SHIMIZU]),
        ("さとう", [SATO]),  # an address by its sound
        ("すずき", []),  # it is no surname at the head of a name here
        ("", []),
        ("様", []),
        ("nobody", []),
    ],
)
def test_a_piece_of_a_name_or_address_finds_people(typed: str, found: list[Known]) -> None:
    assert list(offered(ALL, typed)) == found


def test_who_stands_there_already_is_not_offered_again() -> None:
    assert offered(ALL, "山田", but=frozenset({YAMADA.address.addr})) == (HANAKO,)


def test_no_more_are_offered_than_one_reads() -> None:
    crowd = [known("", f"info{number}@many.example") for number in range(50)]
    assert len(offered(crowd, "info")) == MOST_OFFERED
    assert len(offered(crowd, "many")) == MOST_OFFERED


@pytest.mark.parametrize(
    ("name", "plain", "greeting"),
    [
        ("山田太郎", "山田太郎", "山田太郎 様"),
        ("山田 様", "山田", "山田 様"),
        ("山田様", "山田", "山田 様"),
        ("ミナト商事御中", "ミナト商事", "ミナト商事 様"),
        ("佐藤さん", "佐藤", "佐藤 様"),
        ("Yamada", "Yamada", ""),
        ("", "", ""),
    ],
)
def test_a_name_gets_its_honorific_once(name: str, plain: str, greeting: str) -> None:
    assert bare(name) == plain
    assert greeted(name) == greeting
