"""A mail of ours that came back: the case asks for somebody, and says so (behaviours 5.3)."""

import pytest

from mailroom.domain.cases import CaseStatus, SendState
from mailroom.domain.events import Closed, Merged, Snoozed, Split
from mailroom.domain.mails import Automatic
from mailroom.domain.verdicts import Reason
from mailroom.ids import MailKey, MessageId
from tests.unit.domain.test_pairs import ours, returned
from tests.unit.domain.world import CUSTOMER, SATO, World

SENT = "<reply@shop>"
DAEMON = "mailer-daemon@mx.example"


@pytest.fixture
def world() -> World:
    """Return a case with an answer of ours that nobody has heard back about."""
    made = World.founded()
    made.mail("a")
    made.reply(SATO, "a", SENT)
    assert made.case("a").status is CaseStatus.WAITING_CUSTOMER
    return made


def come_back(world: World, key: str = "dsn") -> None:
    world.mail(key, DAEMON, automatic=Automatic.BOUNCE, bounced=SENT)


def test_a_bounce_brings_the_case_back_to_somebody(world: World) -> None:
    come_back(world)
    case = world.case("a")
    assert (case.undelivered, case.status) == ("dsn", CaseStatus.OPEN)
    assert case.waiting_since is None  # no word of the customer: no clock begins
    assert world.state.sent(MessageId(SENT)).state is SendState.BOUNCED


def test_a_case_that_was_done_is_not_reopened_but_shows(world: World) -> None:
    world.do(SATO, Closed(), on="a")
    come_back(world)
    case = world.case("a")
    assert (case.closed, case.status) == (True, CaseStatus.OPEN)
    world.do(SATO, Closed(), on="a")
    assert world.verdict.accepted
    assert world.case("a").status is CaseStatus.DONE
    world.do(SATO, Closed(), on="a")
    assert world.reason is Reason.ALREADY


def test_what_was_put_off_shows_too(world: World) -> None:
    world.do(SATO, Snoozed(), on="a")
    come_back(world)
    assert world.case("a").status is CaseStatus.OPEN


def test_another_answer_settles_it(world: World) -> None:
    come_back(world)
    world.reply(SATO, "a", "<again@shop>")
    assert world.case("a").undelivered is None
    assert world.case("a").status is CaseStatus.WAITING_CUSTOMER


def test_a_word_of_the_customer_settles_it(world: World) -> None:
    come_back(world)
    world.mail("b", answers=("a",))
    assert world.case("a").undelivered is None


@pytest.mark.parametrize("kind", [Automatic.REPLY, Automatic.LIST])
def test_other_automatic_mail_changes_nothing(world: World, kind: Automatic) -> None:
    world.mail("auto", DAEMON, automatic=kind, answers=("reply@shop",))
    assert world.case("a").id == world.case("auto").id
    assert world.case("a").status is CaseStatus.WAITING_CUSTOMER


def test_while_nobody_has_touched_the_case(world: World) -> None:
    world.announce(ours("sent", "b@firm.example"))
    world.announce(returned("back", "b@firm.example"))
    case = world.case("sent")
    assert (case.touched, case.undelivered, case.status) == (False, "back", CaseStatus.OPEN)


def test_it_goes_with_the_mail_that_says_so(world: World) -> None:
    come_back(world)
    world.do(SATO, Split(mails=(MailKey("dsn"),)), on="a")
    assert world.case("a").undelivered is None
    world.mail("b", CUSTOMER, subject="別件")
    world.mail("c", CUSTOMER, subject="さらに別件")
    come_back(world, "dsn2")
    world.do(SATO, Merged(other=MailKey("a")), on="b")
    assert world.case("b").undelivered == "dsn2"
