"""Placeholders: both languages, 様 once, what is not known stays to be seen."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.templates.filling import Field, Values, fill

JST = timezone(timedelta(hours=9))
KNOWN = Values(
    customer="山田太郎",
    company="山田商店",
    number=128,
    subject="返品について",
    me="田中",
    team="サポート",
    today=date(2026, 11, 24),
    due=datetime(2026, 11, 25, 15, 5, tzinfo=JST),
    received=date(2026, 11, 20),
)


@pytest.mark.parametrize(
    ("written", "filled"),
    [
        ("{お客様}", "山田太郎 様"),
        ("{お客様}様", "山田太郎様"),
        ("{お客様} 様", "山田太郎 様"),
        ("{お客様}　殿", "山田太郎　殿"),
        ("{customer}", "山田太郎"),
        ("Dear {Customer},", "Dear 山田太郎,"),
        ("｛会社｝御中", "山田商店御中"),
        ("受付番号 { 番号 }", "受付番号 128"),
        ("「{件名}」", "「返品について」"),
        ("{チーム}の{自分}", "サポートの田中"),
        ("{今日}から{明日}", "11月24日(火)から11月25日(水)"),
        ("{today} to {tomorrow}", "24 November to 25 November"),
        ("{期限}まで", "11月25日(水) 15:05まで"),
        ("by {due}", "by 15:05 on 25 November"),
        ("{受付日}", "11月20日(金)"),
    ],
)
def test_a_placeholder_is_filled_in_its_own_language(written: str, filled: str) -> None:
    assert fill(written, KNOWN) == filled


def test_every_field_has_a_name_in_both_languages() -> None:
    for field in Field:
        assert not field.name_in(japanese=True).isascii()
        for japanese in (True, False):
            written = "{" + field.name_in(japanese=japanese) + "}"
            assert fill(written, KNOWN) != written


@pytest.mark.parametrize("title", ["様", " 様", "さん", "殿"])
def test_a_name_that_comes_with_its_title_gets_no_second_one(title: str) -> None:
    assert fill("{お客様}", Values(customer=f"山田{title}")) == "山田 様"
    assert fill("{お客様}様", Values(customer=f"山田{title}")) == "山田様"


def test_what_is_not_known_stays_visible() -> None:
    text = "{お客様}様 {期限} {番号} {機種名} {会社}御中"
    assert fill(text, Values()) == text
    assert fill("{機種名}", KNOWN) == "{機種名}"  # nobody's placeholder


def test_a_value_is_no_text_to_be_filled_again() -> None:
    assert fill("{お客様}/{件名}", Values(customer="{件名}", subject="{自分}")) == (
        "{件名} 様/{自分}"
    )


@given(st.text(alphabet="{}｛｝お客様自分 a\n\\g<1>", max_size=60))
def test_any_text_can_be_filled(text: str) -> None:
    filled = fill(text, KNOWN)
    if "{" not in text and "｛" not in text:
        assert filled == text


def test_a_moment_is_said_as_it_is_where_the_team_is() -> None:
    due = datetime(2026, 11, 24, 16, tzinfo=UTC).astimezone(JST)
    assert fill("{期限}", Values(due=due)) == "11月25日(水) 1:00"
