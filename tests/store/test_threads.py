"""Two desks hold the same cases, however the journal reached them and whatever people did (I1)."""

import random
from pathlib import Path

import pytest

from mailroom.domain.records.record import canonical
from mailroom.domain.threads.why import why_here
from mailroom.store.store import Store
from tests.fakes.conversations import conversations
from tests.fakes.hand_clock import HandClock
from tests.store.test_fold import confirm, rows_of
from tests.unit.domain.test_conversations import act_now_and_then
from tests.unit.domain.world import World


@pytest.mark.parametrize("seed", [7, 8])
def test_two_desks_have_the_same_cases_with_actions_in_between(
    tmp_path: Path, clock: HandClock, seed: int
) -> None:
    rng = random.Random(seed)
    mails = [said.facts for said in conversations(120, seed)]
    world = World.founded()
    for mail in rng.sample(mails, len(mails)):
        world.announce(mail)
        act_now_and_then(world, rng)
    found = []
    for name, cuts in (("at-once", None), ("bit-by-bit", random.Random(seed))):
        folder = tmp_path / name
        folder.mkdir()
        store = Store.open(folder, clock)
        confirm(store, world.log, cuts)
        found.append((rows_of(store), store.replica.cursor().chain))
        with store.reads.state() as state:
            explained = [why_here(state, mail.key) for mail in mails]
            assert explained == [why_here(world.state, mail.key) for mail in mails]
        store.close()
    assert found[0] == found[1]
    assert found[0][0] == {canonical(row) for row in world.state.rows()}
