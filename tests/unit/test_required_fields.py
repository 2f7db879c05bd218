"""What an escalation must say before it is sent (S43)."""

import dataclasses

import pytest

from mailroom.domain.escalations.escalation import Criterion, EscalationForm, EscalationKind
from mailroom.domain.escalations.required import missing_fields, required_fields
from mailroom.domain.people import Address

EMPTY = EscalationForm(
    kind=EscalationKind.CHECK,
    level=2,
    criterion=Criterion.UNSURE,
    request="",
    to=Address(addr="suzuki@example.com"),
)


@pytest.mark.parametrize("kind", EscalationKind)
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_an_empty_form_misses_exactly_what_is_required(kind, level):
    form = dataclasses.replace(EMPTY, kind=kind, level=level)

    assert missing_fields(form) == required_fields(kind, level)
    assert "request" in missing_fields(form)


def test_an_explicit_unknown_fills_a_field_but_never_the_request():
    kind, level = EscalationKind.TAKE_OVER, 4
    everything = required_fields(kind, level)
    form = dataclasses.replace(EMPTY, kind=kind, level=level, unknown=everything)

    assert missing_fields(form) == {"request"}


def test_blanks_say_nothing():
    form = dataclasses.replace(EMPTY, request=" \n", history="返品のご相談")

    assert missing_fields(form) == {"request"}


def test_higher_levels_ask_for_more_except_for_a_heads_up():
    assert required_fields(EscalationKind.CHECK, 2) < required_fields(EscalationKind.CHECK, 3)
    assert required_fields(EscalationKind.HEADS_UP, 2) == required_fields(
        EscalationKind.HEADS_UP, 4
    )
