"""Handing out in the morning: even, and nobody who is away (N23)."""

from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.handing_out import FOR_A_FRIEND, Unowned, hand_out
from mailroom.ids import CaseId, PersonId

PEOPLE = [PersonId(name) for name in ("aoki", "ito", "sato", "tanaka")]


@st.composite
def mornings(draw):
    here = draw(st.lists(st.sampled_from(PEOPLE), unique=True))
    load = {person: draw(st.integers(0, 30)) for person in here}
    known = draw(st.lists(st.none() | st.sampled_from(PEOPLE), max_size=40))
    cases = [Unowned(case=CaseId(str(at)), knows=one) for at, one in enumerate(known)]
    return cases, load


@given(mornings())
def test_N23_cases_are_handed_out_evenly_and_to_nobody_who_is_away(morning):
    cases, load = morning
    owners = hand_out(cases, load)
    assert set(owners.values()) <= set(load)
    assert len(owners) == (len(cases) if load else 0)
    after = {person: load[person] + list(owners.values()).count(person) for person in load}
    for person in owners.values():
        assert after[person] <= min(after.values()) + 1 + FOR_A_FRIEND


def test_who_knows_the_customer_goes_on_with_them():
    aoki, ito, *_ = PEOPLE
    owners = hand_out([Unowned(case=CaseId("1"), knows=ito)], {aoki: 3, ito: 4})
    assert owners == {CaseId("1"): ito}


def test_but_not_on_top_of_far_more_work_than_others_have():
    aoki, ito, *_ = PEOPLE
    owners = hand_out([Unowned(case=CaseId("1"), knows=ito)], {aoki: 3, ito: 5})
    assert owners == {CaseId("1"): aoki}
