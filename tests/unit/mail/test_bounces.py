"""Delivery reports: what came back, for whom, why (behaviours 5.3)."""

from datetime import UTC, datetime

import pytest

from mailroom.domain.delivery import Delivery
from mailroom.domain.mails import Automatic
from mailroom.domain.people import FolderRole
from mailroom.mail.machines.bounces import read_bounce
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.threads import facts_of
from tests.unit.mail.bounce_forms import FORMS, OURS, WORDS, Form


def facts(raw: bytes):
    return facts_of(
        parse_mail(raw),
        own_addresses=frozenset({OURS}),
        folder_role=FolderRole.INBOX,
        arrived_at=datetime(2024, 5, 1, 12, tzinfo=UTC),
    )


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_reads_a_report(form: Form) -> None:
    found = read_bounce(parse_mail(form.raw))
    assert found is not None
    assert (found.delivery, found.obstacle) == (form.delivery, form.obstacle)
    assert found.recipients == (form.to,)
    assert found.original == form.original


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_report_is_no_word_of_the_customer(form: Form) -> None:
    found = facts(form.raw)
    failed = form.delivery is Delivery.FAILED
    assert found.automatic is (Automatic.BOUNCE if failed else Automatic.REPLY)
    assert found.report is not None
    assert found.report.delivery is form.delivery
    assert found.bounced == (form.original if failed else None)
    assert form.original is None or form.original in found.names


@pytest.mark.parametrize("raw", WORDS.values(), ids=WORDS)
def test_who_writes_about_a_bounce_is_heard(raw: str) -> None:
    found = facts(raw.encode())
    assert (found.automatic, found.report, found.bounced) == (Automatic.NO, None, None)
