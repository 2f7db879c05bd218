"""Lines above a mail: it came back, it was read, what opens its archive."""

from dataclasses import replace

import pytest

from mailroom.domain.delivery import Delivery, DeliveryReport, Obstacle
from mailroom.domain.mails import Automatic, Direction, JoinReason, MailPlace
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.domain.query import ItemKind, TimelineItem
from mailroom.ids import CaseId, MailKey, MessageId
from mailroom.settings import Language
from tests.unit.domain.world import MORNING, facts
from ui import translations
from ui.models.mail_notices import mail_notices
from ui.wording import delivery_text

TARO = Address(name="山田太郎", addr="taro@shop.example")


def item(key: str, *, via: str = "", out: bool = False, **changed: object) -> TimelineItem:
    mail = replace(facts(key, out=out), **changed)
    place = MailPlace(
        facts=mail,
        case=CaseId("case"),
        home=CaseId("case"),
        reason=JoinReason.OPENED,
        via=via,
        position=Position(1, 1, 0),
    )
    return TimelineItem(kind=ItemKind.MAIL, at=MORNING, mail=place)


def report(delivery: Delivery, obstacle: Obstacle = Obstacle.UNKNOWN) -> DeliveryReport:
    return DeliveryReport(delivery=delivery, obstacle=obstacle, recipients=(TARO.addr,))


def test_a_bounce_marks_the_mail_that_came_back(qapp: object) -> None:
    translations.install(Language.EN)
    sent = item("ours", out=True, direction=Direction.OUTBOUND, recipients=(TARO,))
    back = item(
        "dsn",
        automatic=Automatic.BOUNCE,
        bounced=MessageId("<ours>"),
        report=report(Delivery.FAILED, Obstacle.NO_SUCH_ADDRESS),
    )
    found = mail_notices((sent, back), {})
    said = "Not delivered: 山田太郎 <taro@shop.example> (no such address). "
    [line] = found[MailKey("ours")]
    assert line.said.startswith(said)
    assert line.problem
    assert found[MailKey("dsn")] == (line,)


def test_a_bounce_that_names_nothing_marks_what_it_was_joined_to(qapp: object) -> None:
    sent = item("ours", out=True)
    back = item("dsn", via="ours", automatic=Automatic.BOUNCE, report=report(Delivery.FAILED))
    assert MailKey("ours") in mail_notices((sent, back), {})


def test_an_archive_says_what_may_open_it(qapp: object) -> None:
    translations.install(Language.EN)
    found = mail_notices((), {MailKey("zip"): ("aB3$x9Qz",), MailKey("other"): ()})
    assert "aB3$x9Qz" in found[MailKey("zip")][0].said
    assert "No mail that tells it" in found[MailKey("other")][0].said


@pytest.mark.parametrize("language", [Language.EN, Language.JA])
@pytest.mark.parametrize("obstacle", Obstacle)
@pytest.mark.parametrize("delivery", Delivery)
def test_everything_that_can_happen_has_words(
    qapp: object, delivery: Delivery, obstacle: Obstacle, language: Language
) -> None:
    translations.install(language)
    one = report(delivery, obstacle)
    assert TARO.addr in delivery_text.came_back(one)
    asks = delivery in {Delivery.FAILED, Delivery.DELAYED}
    assert bool(delivery_text.what_to_do(one)) is asks
