"""Asking the other side to say when a mail is delivered (RFC 3461; S48)."""

import pytest

from mailroom.servers import Security
from mailroom.smtp.send import Outcome, send
from mailroom.smtp.session import SmtpServer
from tests.fakes.scripted import Peer, ScriptedServer

ME, YOU = "desk@example.test", "chief@team.example"
RAW = b"Subject: x\r\n\r\nbody\r\n"


def server_that_says(*extensions: bytes) -> ScriptedServer:
    def script(peer: Peer) -> None:
        peer.say(b"220 ready")
        peer.hear()
        peer.say(b"250-mx.example", *(b"250-" + one for one in extensions), b"250 HELP")
        for answer in (b"250 ok", b"250 ok", b"354 go"):
            peer.hear()
            peer.say(answer)
        while peer.hear() != b".":
            pass
        peer.say(b"250 kept")
        peer.hear()
        peer.say(b"221 bye")

    return ScriptedServer(script)


@pytest.mark.parametrize(
    ("extensions", "report", "asked"),
    [((b"DSN",), True, True), ((b"DSN",), False, False), ((b"SIZE",), True, False)],
)
def test_S48_a_report_is_asked_for_where_the_server_can(extensions, report, asked):
    with server_that_says(*extensions) as server:
        one = SmtpServer(host=server.host, port=server.port, security=Security.PLAIN_LOOPBACK)
        outcome = send(one, RAW, ME, (YOU,), report=report)
    assert outcome.outcome is Outcome.ACCEPTED
    _, mail, rcpt, *_ = server.heard.split(b"\r\n")
    assert (b"RET=HDRS" in mail) is asked
    assert (b"NOTIFY=SUCCESS,FAILURE,DELAY" in rcpt) is asked
