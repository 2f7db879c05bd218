"""What nobody filled in is found; what only looks like it is left alone."""

import pytest

from mailroom.domain.sends.risks import Around, Leaving, Risk, RiskKind, risks
from mailroom.domain.templates.blanks import blanks
from mailroom.domain.templates.founding import founding


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{期限}までにご連絡します", ("{期限}",)),
        ("｛機種名｝の件", ("｛機種名｝",)),
        ("○○様\nお世話になります", ("○○",)),
        ("◯◯株式会社の〇〇様", ("◯◯", "〇〇")),
        ("金額は＿＿＿＿円です", ("＿＿＿＿",)),
        ("on ____ at {time}, {time}", ("____", "{time}")),
        ("△△の件、××まで", ("△△", "××")),
        ("●●さんへ", ("●●",)),
    ],
)
def test_blanks_are_found_once_each(text: str, found: tuple[str, ...]) -> None:
    assert blanks(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "山田 様\n\nありがとうございます。",
        "二〇〇八年に購入",
        "＿＿＿＿＿＿＿＿＿＿\nサポート窓口",
        "______________________\nSupport",
        "●●●●●●●●●●●●",
        "○印の箇所",
        "評価は○か×か",
        "https://shop.example/a___b/___init___",
        '{"name": "x"}',
        "body { color: red; }",
        "> {期限}までに",
        "10×10",
    ],
)
def test_what_is_no_blank_is_left_alone(text: str) -> None:
    assert blanks(text) == ()


def test_N34_a_blank_is_asked_about_before_the_mail_leaves() -> None:
    left = Leaving(recipients=(), text="{期限}までに○○をお送りします", subject="＿＿の件")
    assert risks(left, Around()) == (
        Risk(kind=RiskKind.BLANK, about="＿＿"),
        Risk(kind=RiskKind.BLANK, about="{期限}"),
        Risk(kind=RiskKind.BLANK, about="○○"),
    )


def test_only_what_a_founding_text_leaves_to_be_filled_is_a_blank() -> None:
    for japanese in (True, False):
        found = [one for text in founding(japanese=japanese) for one in blanks(text.text)]
        assert found == ["{期限}" if japanese else "{due}"]
