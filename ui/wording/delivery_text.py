"""What is said of a mail that did not arrive, or did, and what one can do about it."""

from __future__ import annotations

from mailroom.domain.delivery import Delivery, DeliveryReport, Obstacle
from mailroom.domain.people import Address
from ui.wording.words import tr


def came_back(report: DeliveryReport, known: tuple[Address, ...] = ()) -> str:
    """Return what became of a mail, for whom and why: 届きませんでした: 山田 <…> 宛先不明."""
    if report.delivery is Delivery.FAILED:
        said = tr("Not delivered: {who} ({why})")
    elif report.delivery is Delivery.DELAYED:
        said = tr("Not delivered yet, still being tried: {who} ({why})")
    else:
        return _arrived(report, known)
    return said.format(who=_who(report, known), why=obstacle(report.obstacle))


def what_to_do(report: DeliveryReport) -> str:
    """Return the next step, "" if there is nothing to do."""
    if report.delivery is Delivery.DELAYED:
        return tr("Nothing to do yet. If it is urgent, call.")
    if report.delivery is not Delivery.FAILED:
        return ""
    return {
        Obstacle.NO_SUCH_ADDRESS: tr("Check the address, or call the customer."),
        Obstacle.NO_SUCH_HOST: tr("Check what stands behind the @, or call the customer."),
        Obstacle.MAILBOX_FULL: tr("Call the customer, or send it again later."),
        Obstacle.TAKEN_FOR_SPAM: tr("Write it differently, without links or files, or call."),
        Obstacle.REFUSED_BY_RECIPIENT: tr(
            "Their phone lets only chosen senders through. Call, and ask them to allow our address."
        ),
        Obstacle.TOO_LARGE: tr("Send it with smaller files."),
        Obstacle.NOT_REACHED: tr("Send it again later, or call the customer."),
        Obstacle.UNKNOWN: tr("Look at the report, or call the customer."),
    }[report.obstacle]


def obstacle(why: Obstacle) -> str:
    """Return why a mail did not arrive, in two or three words."""
    return {
        Obstacle.NO_SUCH_ADDRESS: tr("no such address"),
        Obstacle.NO_SUCH_HOST: tr("no such mail server"),
        Obstacle.MAILBOX_FULL: tr("mailbox full"),
        Obstacle.TAKEN_FOR_SPAM: tr("refused as spam"),
        Obstacle.REFUSED_BY_RECIPIENT: tr("refused by the recipient's settings"),
        Obstacle.TOO_LARGE: tr("too large"),
        Obstacle.NOT_REACHED: tr("their server does not answer"),
        Obstacle.UNKNOWN: tr("no reason given"),
    }[why]


def _arrived(report: DeliveryReport, known: tuple[Address, ...]) -> str:
    said = {
        Delivery.READ: tr("Read by {who}"),
        Delivery.DELIVERED: tr("Delivered to {who}"),
    }.get(report.delivery, tr("Passed on for {who}; what became of it there is not reported"))
    return said.format(who=_who(report, known))


def _who(report: DeliveryReport, known: tuple[Address, ...]) -> str:
    names = {one.addr: one.name for one in known if one.name}
    said = [f"{names[addr]} <{addr}>" if addr in names else addr for addr in report.recipients[:3]]
    return tr(", ", "list").join(said) or tr("a recipient")
