"""The line to the mail server is cut after every byte, either way: the answer is true (N1, R2)."""

from __future__ import annotations

from collections import Counter

import pytest

from mailroom.practice.server import PASSWORD, PracticeServer
from mailroom.servers import Security
from mailroom.smtp.send import Outcome, send
from mailroom.smtp.session import SmtpServer
from tests.fakes.proxy import CuttingProxy

pytestmark = pytest.mark.timeout(900)  # --soak cuts at every single byte

ME, YOU, HER = "desk@example.test", "you@example.com", "her@example.com"


def mail(number: int) -> bytes:
    head = f"Message-ID: <cut-{number:06}@example.test>\r\nSubject: x\r\n\r\n"
    return head.encode() + b"0123456789abcdef\r\n..\r\n" * 20


@pytest.mark.parametrize("way", ["up", "down"])
def test_N1_a_cut_line_is_told_truly(practice: PracticeServer, way: str, soak: bool) -> None:
    """Accepted is there once, refused is not there, and unknown only past the final dot."""
    sink = practice.sink
    outcomes: Counter[tuple[str, int]] = Counter()
    with CuttingProxy(practice.smtp_port) as proxy:
        server = SmtpServer(
            host=proxy.host,
            port=proxy.port,
            security=Security.PLAIN_LOOPBACK,
            user=ME,
            password=PASSWORD,
        )
        assert send(server, mail(0), ME, (YOU, HER)).outcome is Outcome.ACCEPTED
        length = proxy.carried[way == "down"]
        step = 1 if soak else max(1, length // 25)
        for cut in sorted({*range(1, length + 1, step), length - len(b"QUIT"), length}):
            setattr(proxy, f"cut_{way}", cut)
            outcome = send(server, mail(cut), ME, (YOU, HER)).outcome
            came = sink.count(f"<cut-{cut:06}@example.test>")
            may_be = {Outcome.ACCEPTED: {1}, Outcome.REFUSED: {0}, Outcome.UNKNOWN: {0, 1}}
            assert came in may_be[outcome], (way, cut, outcome)
            outcomes[outcome.value, came] += 1
    assert outcomes["refused", 0]
    assert outcomes["accepted", 1]  # cut while they say good-bye
    if soak:
        assert outcomes["unknown", 0 if way == "up" else 1]  # lost: the dot, or the answer to it
