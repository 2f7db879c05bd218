"""The line is cut after every byte, either way: nothing half, nothing twice, no other error."""

import pytest

from mailroom.errors import Unavailable
from mailroom.imap.client import ImapClient
from mailroom.imap.fetch import Known, look
from tests.fakes.proxy import CuttingProxy
from tests.fakes.servers import MailServer, connect

pytestmark = pytest.mark.timeout(900)  # --soak cuts at every single byte

RAW = b"Message-ID: <cut@example.test>\r\nSubject: x\r\n\r\n" + b"0123456789abcdef\r\n" * 20


def append(client: ImapClient) -> None:
    client.append("INBOX", RAW, flags=["\\Seen"])


def read(client: ImapClient) -> None:
    found = look(client, "INBOX", Known())
    mails = [mail for part in found.slices() for mail in part.mails]
    assert [mail.raw for mail in mails] == [RAW] * 3


@pytest.mark.parametrize("way", ["up", "down"])
def test_append_is_whole_or_not_at_all(mail_server: MailServer, way: str, soak: bool):
    with CuttingProxy(mail_server.imap_port) as proxy:
        user, password = mail_server.new_user()
        with connect(proxy.host, proxy.port, user, password) as client:
            append(client)
        length = proxy.carried[way == "down"]
        stored = 1
        outcomes = set()
        for cut in range(1, length, 1 if soak else max(1, length // 15)):
            setattr(proxy, f"cut_{way}", cut)
            try:
                with connect(proxy.host, proxy.port, user, password) as client:
                    append(client)
                is_sure = True
            except Unavailable:
                is_sure = False
            with mail_server.connect(user) as witness:
                now = witness.status("INBOX").exists
            assert now - stored in ({1} if is_sure else {0, 1})
            outcomes.add((is_sure, now - stored))
            stored = now
    with mail_server.connect(user) as witness:
        witness.select("INBOX")
        assert all(mail.raw == RAW for mail in witness.fetch_raw(witness.uids_from(1)))
    assert (False, 0) in outcomes
    if way == "down":
        assert (False, 1) in outcomes  # the lost acknowledgement


@pytest.mark.parametrize("way", ["up", "down"])
def test_reading_tells_the_truth_or_fails(mail_server: MailServer, way: str, soak: bool):
    user, password = mail_server.new_user()
    for _ in range(3):
        mail_server.deliver(user, RAW)
    with CuttingProxy(mail_server.imap_port) as proxy:
        with connect(proxy.host, proxy.port, user, password) as client:
            read(client)
        length = proxy.carried[way == "down"]
        failed = 0
        for cut in range(1, length, 1 if soak else max(1, length // 25)):
            setattr(proxy, f"cut_{way}", cut)
            try:
                with connect(proxy.host, proxy.port, user, password) as client:
                    read(client)
            except Unavailable:
                failed += 1
        assert failed > 8
        setattr(proxy, f"cut_{way}", None)
        with connect(proxy.host, proxy.port, user, password) as client:
            read(client)
