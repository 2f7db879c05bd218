"""The sealed word in the mail of a step (N01): for one step, one escalation, one address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.escalations.step_tokens import is_genuine, make_step_token, read_step_token
from mailroom.ids import EscalationId

SECRET, CHIEF = "a secret", "chief@team.example"
ESCALATION = EscalationId("e1")
TOKEN = make_step_token(SECRET, ESCALATION, "0123456789AB", 2, CHIEF)


def test_it_goes_through_a_mail():
    assert read_step_token(str(TOKEN)) == TOKEN
    assert read_step_token(str(TOKEN).lower().replace("ab-", "AB-", 1)) == TOKEN
    assert len(f"mailroom:esc:{TOKEN}") < 60  # a line of its own in any quote


def test_it_is_genuine_for_who_was_asked():
    assert is_genuine(SECRET, ESCALATION, TOKEN, ["other@team.example", CHIEF.upper()])


@pytest.mark.parametrize(
    ("escalation", "step", "asked"),
    [("e2", 2, CHIEF), ("e1", 1, CHIEF), ("e1", 2, "other@team.example")],
)
def test_it_is_for_nothing_else(escalation, step, asked):
    moved = read_step_token(f"{TOKEN.token}-{step}-{TOKEN.seal}")
    assert moved is not None
    assert not is_genuine(SECRET, EscalationId(escalation), moved, [asked])


def test_another_team_cannot_make_it():
    assert not is_genuine("another", ESCALATION, TOKEN, [CHIEF])


@pytest.mark.parametrize(
    "text", ["", "0123456789AB", "0123456789AB-1", "0123456789AB-1-XYZ", "-1-"]
)
def test_what_has_not_its_form_is_none(text):
    assert read_step_token(text) is None


@given(st.text())
def test_any_text_can_be_looked_at(text):
    read_step_token(text)
