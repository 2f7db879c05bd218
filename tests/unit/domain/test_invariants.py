"""The invariants of design section 6 that a single fold can show, over journals of all sorts."""

import os
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.cases import Case, CaseStatus, SendState
from mailroom.domain.claims.holding import live_claim
from mailroom.domain.content import unseen_content
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import OPEN_STATES, EscalationKind
from mailroom.domain.events import (
    ClaimAsked,
    Claimed,
    Closed,
    EscalationBody,
    Event,
    MailArrived,
    Merged,
    Placed,
    SendBegun,
    TakenOver,
    Unmerged,
)
from mailroom.domain.fold import FACTS, apply
from mailroom.domain.mails import Direction
from mailroom.domain.overlay import Overlay
from mailroom.domain.position import START
from mailroom.domain.records.recording import Recording, chain, digest_rows
from mailroom.domain.state import State
from mailroom.domain.status import settled
from mailroom.domain.turn import case_at
from mailroom.domain.verdicts import Reason
from mailroom.ids import CaseId
from tests.unit.domain.journals import journals, live_cases


def fold(placed: list[Placed], state: State | None = None) -> tuple[DictState | State, str]:
    """Fold a journal; return the state and the head of its hash chain."""
    state = DictState() if state is None else state
    recording = Recording(state)
    head = ""
    for one in placed:
        verdict = apply(recording, one)
        head = chain(head, one.event.id, verdict, digest_rows(recording.take()))
    return state, head


@given(journals())
def test_any_journal_can_be_folded_and_keeps_its_cases_in_order(journal: list[Placed]) -> None:
    state = DictState()
    for placed in journal:
        apply(state, placed)
        check_cases(state)
        check_mails(state)


def check_mails(state: DictState) -> None:
    """I8: every announced mail lies in exactly one live case, which counts it."""
    inside: dict[CaseId, int] = {}
    for place in state.mails.values():
        assert state.cases[place.case].merged_into is None
        assert place in state.mails_of(place.case)
        if place.facts.direction is not Direction.BY_HAND:
            inside[place.case] = inside.get(place.case, 0) + 1
    for case in live_cases(state):
        assert case.mail_count == inside.get(case.id, 0)
        assert state.mails[case.anchor].case == case.id


def check_cases(state: DictState) -> None:
    numbers = [case.number for case in state.cases.values()]
    assert len(numbers) == len(set(numbers))
    for case in state.cases.values():
        check_alias(state, case)
    for case in live_cases(state):
        check_clocks(state, case)
        check_slot(state, case)
        check_escalation(state, case)


def check_clocks(state: DictState, case: Case) -> None:
    """Status and clocks follow from the row alone: settling it again changes nothing."""
    team = state.team()
    assert team is not None
    assert settled(case, state.policy(), team.time, anew=True) == case
    assert (case in state.clocked_cases()) is bool(case.clocks)
    if case.due is not None and case.status is not CaseStatus.SNOOZED:
        assert case.due == min(due.at for due in case.clocks if due.at is not None)


def check_alias(state: DictState, case: Case) -> None:
    """I9: following merges ends at a live case."""
    seen = set()
    while case.merged_into is not None:
        assert case.id not in seen
        seen.add(case.id)
        case = state.cases[case.merged_into]


def check_slot(state: DictState, case: Case) -> None:
    if case.open_send is not None:
        sent = state.sents[case.open_send.message_id]
        assert sent.state in {SendState.BEGUN, SendState.BOUNCED}
        assert case_at(state, sent.anchor) == case


def check_escalation(state: DictState, case: Case) -> None:
    """S50: an open escalation that locks belongs to one case, which is not closed."""
    if case.escalated:
        assert not case.closed
        escalation = state.escalations[case.escalation]
        assert escalation.state in OPEN_STATES
        assert escalation.form.kind is not EscalationKind.HEADS_UP
        assert case_at(state, escalation.anchor) == case


@given(journals(), st.data())
def test_duplicates_change_nothing(journal: list[Placed], data: st.DataObject) -> None:
    """I3: any event again, at any later place."""
    state = DictState()
    recording = Recording(state)
    for placed in journal:
        apply(recording, placed)
    recording.take()
    copy = data.draw(st.sampled_from(journal))
    if not is_known(state, copy.event):
        return  # derived and refused: it may count now (rule 2)
    last = journal[-1]
    later = last.position._replace(uid=10**6)
    verdict = apply(recording, Placed(event=copy.event, position=later, time=last.time))
    assert verdict.reason is Reason.DUPLICATE
    assert recording.take() == ()


def is_known(state: DictState, event: Event) -> bool:
    if isinstance(event.body, MailArrived):
        return state.mail(event.body.mail.key) is not None
    return state.entry(event.id) is not None


@given(journals())
def test_a_live_lock_changes_hands_only_as_the_rules_say(journal: list[Placed]) -> None:
    """I2: by take-over, own merge, escalation; or it comes free."""
    state = DictState()
    for placed in journal:
        before = {case.id: case for case in live_cases(state)}
        apply(state, placed)
        body, seat = placed.event.body, (placed.event.by, placed.event.desk)
        for case in live_cases(state):
            was = before.get(case.id)
            claim = None if was is None else live_claim(was, state.team().time)
            if claim is None or case.claim is None or case.claim.seat == claim.seat:
                continue
            assert isinstance(body, TakenOver | Merged | Unmerged | EscalationBody), (body, seat)


@given(journals())
def test_nobody_acts_on_what_they_were_not_shown(journal: list[Placed]) -> None:
    """I6, I7: accepted replies and closings had seen all content; facts are never refused."""
    state = DictState()
    for placed in journal:
        event = placed.event
        case = case_at(state, event.anchor)
        unseen = case is not None and unseen_content(case, event) is not None
        founded = state.team() is not None
        known = state.entry(event.id) is not None
        verdict = apply(state, placed)
        if isinstance(event.body, SendBegun | Closed):
            assert not (verdict.accepted and unseen)
        if isinstance(event.body, FACTS) and founded and not known:
            assert verdict.accepted
        if isinstance(event.body, Claimed | ClaimAsked) and verdict.accepted:
            assert case is not None


@given(journals())
def test_a_message_id_is_begun_again_only_after_it_failed_or_was_given_up(
    journal: list[Placed],
) -> None:
    """I5, as far as the journal decides it."""
    state = DictState()
    for placed in journal:
        body = placed.event.body
        before = state.sent(body.message_id) if isinstance(body, SendBegun) else None
        if apply(state, placed).accepted and before is not None:
            assert before.state in {SendState.FAILED, SendState.ABANDONED}


@given(journals())
def test_what_only_moves_forward_never_goes_back(journal: list[Placed]) -> None:
    """Journal time, numbers, level, epoch, compaction line; and ids of ours are sealed alike."""
    state = DictState()
    before = None
    for placed in journal:
        apply(state, placed)
        team = state.team()
        if before is not None:
            assert team.time >= before.time
            assert team.next_number >= before.next_number
            assert before.fold_level <= team.fold_level <= before.fold_level + 1
            assert before.epoch <= team.epoch <= before.epoch + 1
            assert (team.compacted or START) >= (before.compacted or START)
            assert team.secret == before.secret
        before = team


@given(journals(), st.data())
def test_an_overlay_folds_like_the_state_itself(journal: list[Placed], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(journal)))
    whole, head = fold(journal)
    base, middle = fold(journal[:cut])
    untouched = tuple(base.rows())
    overlay = Overlay(base)
    recording = Recording(overlay)
    for one in journal[cut:]:
        verdict = apply(recording, one)
        middle = chain(middle, one.event.id, verdict, digest_rows(recording.take()))
    assert middle == head
    assert tuple(base.rows()) == untouched
    for row in overlay.changed_rows():
        base.put(row)
    assert set(base.rows()) == set(whole.rows())


@given(journals())
def test_the_order_of_unordered_lookups_does_not_matter(journal: list[Placed]) -> None:
    """I1: a state that answers in another order folds to the same hashes."""

    class Backwards(DictState):
        def mails_naming(self, message_id):
            return list(reversed(super().mails_naming(message_id)))

        def mails_alike(self, *args, **kwargs):
            return list(reversed(super().mails_alike(*args, **kwargs)))

        def claims_of(self, person):
            return list(reversed(super().claims_of(person)))

    assert fold(journal)[1] == fold(journal, Backwards())[1]


HASHED = """
from datetime import timedelta
from mailroom.domain.events import *
from tests.unit.domain.test_invariants import fold
from tests.unit.domain.world import *
world = World.founded()
for n in range(60):
    world.mail(f"m{n}", f"user{n % 7}@firm{n % 3}.example", to=(SUPPORT, f"user{n % 5}@gmail.com"),
        references=tuple(f"m{n - k}" for k in (1, 2, 3, 5) if n % k == 0 and n >= k),
        subject=("re: " if n % 2 else "") + f"件名{n % 4}",
        sent_at=world.now + timedelta(days=n % 9))
    if n % 3 == 0:
        world.do(SATO, Merged(other=f"m{n // 2}"), on=f"m{n}")
        world.claim(SUZUKI, f"m{n}")
print(fold(world.log)[1])
"""


def test_the_state_hash_is_the_same_in_every_process() -> None:
    """I1: nothing depends on the order in which a process happens to iterate its sets."""
    heads = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(heads) == 1
