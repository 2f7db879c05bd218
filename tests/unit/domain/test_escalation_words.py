"""Design section 4: the words people say about an escalation can be blanked, all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import AnswerKind
from mailroom.domain.events import (
    CustomerTold,
    EscalationAnswered,
    EscalationBody,
    EscalationLowered,
    EscalationRaised,
    PhoneTried,
    StepStopped,
)
from mailroom.domain.records.journal_events import Redacted
from mailroom.domain.records.record import canonical
from mailroom.ids import EscalationId
from tests.unit.domain.asking import ADDRESSES, CHIEF, DEPUTY, HEAD, answer, ask, request, team
from tests.unit.domain.world import TANAKA, World

SECRET = "山田様は入院中"


def said(escalation: EscalationId) -> dict[str, EscalationBody]:
    up = replace(request(), level=4, to=ADDRESSES[HEAD], to_person=HEAD, request=SECRET)
    down = replace(request(), level=2, to=ADDRESSES[DEPUTY], to_person=DEPUTY)
    return {
        "phone": PhoneTried(escalation=escalation, number=SECRET, reached=False, memo=SECRET),
        "stop": StepStopped(escalation=escalation, step=2, reason=SECRET),
        "raise": EscalationRaised(escalation=escalation, form=up),
        "lower": EscalationLowered(escalation=escalation, instruction=SECRET, form=down),
        "hand back": EscalationLowered(escalation=escalation, instruction=SECRET),
        "told": CustomerTold(escalation=escalation, how=SECRET),
        "answer": EscalationAnswered(
            escalation=escalation,
            kind=AnswerKind.INSTRUCT,
            words=SECRET,
            by="課長",
            by_person=CHIEF,
            spoken=True,
            how=SECRET,
            for_customer=SECRET,
        ),
    }


def everything(world: World) -> str:
    assert isinstance(world.state, DictState)
    return "".join(canonical(row) for row in world.state.rows())


@pytest.mark.parametrize("name", said(EscalationId("")))
def test_words_are_gone_from_every_row(name: str) -> None:
    world = team()
    escalation = ask(world)
    if name == "told":
        answer(world, escalation, AnswerKind.INSTRUCT)
    event = world.do(TANAKA, said(escalation)[name], on="a")
    assert world.verdict.accepted, world.verdict
    assert SECRET in everything(world)
    before = replace(world.escalation(escalation), form=request())
    world.do(TANAKA, Redacted(event=event, reason="本人の求め"))
    assert world.verdict.accepted
    assert SECRET not in everything(world)
    assert world.escalation(escalation).state is before.state
