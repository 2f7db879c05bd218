"""People go before bulk work, and nobody waits for ever."""

import os
import threading

import pytest

from mailroom.store.turns import Turns


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
