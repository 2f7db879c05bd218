"""People go before bulk work, and nobody waits for ever."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mailroom.store.files.turns import Turns
from mailroom.store.store import Store
from tests.store.stories import Teller, folded
from tests.store.test_fold import confirm


def test_a_waiting_user_goes_before_waiting_bulk_work() -> None:
    turns = Turns()
    order: list[str] = []

    def bulk() -> None:
        with turns.bulk():
            order.append("bulk")

    def user() -> None:
        with turns.user():
            order.append("user")

    threads = [threading.Thread(target=work) for work in (bulk, user)]
    with turns.bulk():
        for count, thread in enumerate(threads, 1):  # the bulk work has waited longer
            thread.start()
            while len(turns._condition._waiters) < count:
                os.sched_yield()
        assert turns.user_waits
    for thread in threads:
        thread.join()
    assert order == ["user", "bulk"]


def test_one_at_a_time() -> None:
    turns = Turns()
    inside = 0
    most = 0

    def work(take: object) -> None:
        nonlocal inside, most
        for _ in range(50):
            with take():
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=work, args=(take,)) for take in (turns.user, turns.bulk) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_if_free_never_waits() -> None:
    turns = Turns()
    with turns.if_free() as free:
        assert free
        with turns.if_free() as again:
            assert not again
    with turns.user(), turns.if_free() as free:
        assert not free


def test_a_write_inside_a_write_is_a_mistake_not_a_deadlock() -> None:
    turns = Turns()
    with turns.user(), pytest.raises(RuntimeError), turns.bulk():
        pass
    with turns.user():
        pass


def test_the_lock_is_given_back_after_a_failure() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="no"), turns.user():
        raise ValueError("no")
    with turns.if_free() as free:
        assert free


class Crowded(Turns):
    """As if somebody wanted to write at every moment."""

    def __init__(self) -> None:
        super().__init__()
        self.slices = 0

    @property
    def user_waits(self) -> bool:
        return True

    @contextmanager
    def bulk(self) -> Iterator[None]:
        self.slices += 1
        with super().bulk():
            yield


def test_a_fold_ends_its_commit_for_whoever_waits(store: Store) -> None:
    journal = Teller(5).tell(100)
    store.replica.enter(1)
    store._room.turns = Crowded()
    confirm(store, journal)
    assert store._room.turns.slices > len(journal) / 20
    assert store.replica.cursor().head == journal[-1].position
    assert store.replica.cursor().chain == folded(journal)[1]
