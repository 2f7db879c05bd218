"""A practice server with one user, to send by."""

from collections.abc import Iterator

import pytest

from mailroom.practice.server import PracticeServer

ME = "desk@example.test"


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        server.add_user(ME)
        yield server
