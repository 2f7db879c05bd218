"""The practice day as a whole: real servers, two desks, and people who write and answer."""

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations.escalation import EscalationState
from mailroom.domain.query import CaseQuery, View
from mailroom.practice.day import PracticeDay

SPEED = 400.0  # an hour of practice in nine seconds


def rows_by_subject(room):
    reads = room.reads
    return {row.case.subject: row for row in reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))}


def test_a_day_goes_by(tmp_path, eventually):
    with PracticeDay(tmp_path, speed=SPEED) as day:
        expected = len(day.day.mails)
        day.start()
        room = day.room
        eventually(lambda: room.reads.health().ledger.server >= expected)

        # the colleague at the second desk answered a customer
        eventually(
            lambda: any(
                "岡本" in mail.raw.decode() or "okamoto" in mail.recipients[0]
                for mail in day.server.sink.received
            )
        )
        # the escalated outage was answered by plain mail and came back
        outage = "URGENT: ordering portal is down"
        eventually(lambda: _escalation_state(room, outage) is EscalationState.ANSWERED)

        # old mail is announced last
        eventually(lambda: "Invoice copy for August" in rows_by_subject(room))

        rows = rows_by_subject(room)
        assert rows["Invoice copy for August"].case.status is CaseStatus.DONE  # history
        assert rows["ギフト包装の可否"].case.mail_count == 3  # one thread
        assert room.reads.health().ledger.adds_up
        # no customer appears in a mail to the chiefs
        chiefs = {one.address for one in day.day.members}
        for mail in day.server.sink.received:
            if set(mail.recipients) & chiefs:
                head = mail.raw.partition(b"\r\n\r\n")[0].decode()
                assert "brightline-retail" not in head
                assert "quick-mail" not in head


def _escalation_state(room, subject):
    row = rows_by_subject(room).get(subject)
    if row is None:
        return None
    detail = room.reads.detail(row.case.id)
    return detail.escalations[-1].state if detail.escalations else None
