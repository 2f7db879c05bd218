"""Every answer of a mail server has its sentence, in both languages, with what to do (S1)."""

from __future__ import annotations

import pytest

from mailroom.domain.people import Address
from mailroom.domain.query import OutboxRow, OutboxState
from mailroom.domain.sends.trouble import SendTrouble
from mailroom.service import send_words
from mailroom.settings import Language
from ui.wording.sending_text import why


def row(trouble: SendTrouble, state: OutboxState) -> OutboxRow:
    return OutboxRow(
        id="x",
        case=None,
        subject="返品",
        to=(Address(addr="yamada@example.com"),),
        others=0,
        attachments=0,
        state=state,
        detail="554 5.7.1 words",
        trouble=trouble,
    )


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("trouble", SendTrouble)
def test_S1_each_answer_has_a_sentence_of_its_own(trouble: SendTrouble) -> None:
    refused = row(trouble, OutboxState.REFUSED)
    said = why(refused)
    others = {why(row(one, OutboxState.REFUSED)) for one in SendTrouble if one is not trouble}
    assert said not in others
    assert why(row(trouble, OutboxState.WAITING)) != said
    ja, en = (send_words.why(refused, one) for one in (Language.JA, Language.EN))
    assert "554 5.7.1 words" in ja
    assert "554 5.7.1 words" in en
    assert ja.split("。")[0] != en.split(";")[0]
    assert any("ぁ" <= letter <= "ん" for letter in ja)
    assert en.isascii()
