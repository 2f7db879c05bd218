"""S44: what counts as told of the house, and what any mail may say."""

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.events import SendDone
from mailroom.domain.sends.reporting import leaks
from mailroom.domain.times.clock_events import Promised
from tests.unit.domain.world import SATO, World

NOTE = "先方は強い苦情の常連。値引きは課長まで確認のこと。"


@pytest.mark.parametrize(
    "text",
    [
        "先方は強い苦情の常連。",
        "…先方は\n強い苦情の　常連…",
        "値引きは課長まで確認のこと",
        "ＡＢＣ 値引きは課長まで確認のこと",
    ],
)
def test_S44_a_part_of_a_line_is_told_of_the_house_too(text: str):
    assert leaks(text, [NOTE], "")


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("ご確認をお願いします。", "確認をお願いします。", ""),
        ("2026/11/24 15,000円", "2026/11/24 15,000円", ""),
        ("Please check it.", "Please check", ""),
        ("箱が破れて届いた件", "箱が破れて届いた件", "件名: 箱が破れて届いた件"),
        ("よろしくお願いいたします", NOTE, ""),
        ("", NOTE, ""),
    ],
)
def test_S44_what_any_mail_says_or_the_customer_knows_is_no_secret(
    text: str, inside: str, outside: str
):
    assert leaks(text, [inside], outside) == ()


def test_S44_english_words_of_the_house_are_found():
    said = "Customer is difficult and threatens to sue"
    assert leaks(f"We note: {said.upper()}!", [said], "") == (said,)


def test_S44_who_waits_still_waits_after_a_report():
    world = World.founded()
    world.mail("a")
    world.do(SATO, Promised(at=world.now.replace(hour=8), text="連絡"), on="a")
    before = world.case("a")
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", "<r@shop>", token, report=True)
    assert world.reason is None
    assert world.case("a").open_send is not None
    world.do(SATO, SendDone(message_id="<r@shop>"), on="a")  # type: ignore[arg-type]
    after = world.case("a")
    assert after.waiting_since == before.waiting_since is not None
    assert (after.promises, after.interim_at, after.last_ours_at) == (before.promises, None, None)
    assert (after.open_send, after.claim) == (None, None)
    assert after.status is CaseStatus.OPEN
