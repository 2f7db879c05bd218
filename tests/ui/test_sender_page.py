"""The settings' page of senders: a lead sets them, everybody's composer offers them (issue 6)."""

from mailroom.domain.people import Identity
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.dialogs.sender_page import SenderPage
from ui.main_window import MainWindow


def test_a_lead_adds_orders_and_removes_senders(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    session, senders = windows.session_of(window), quiet_desk.room.senders
    [own] = senders.all()
    page = SenderPage(session)
    page._new()
    page.address.setText("nobody")
    page.save()
    assert page.problem.text()
    page.address.setText("Repair@shop.example")
    page.name.setText("修理窓口")
    page.signature.setPlainText("修理窓口\n03-1")
    page.save()
    windows.settle(window)
    repair = Identity(address="repair@shop.example", name="修理窓口", signature="修理窓口\n03-1")
    assert senders.all() == (own, repair)
    page.list.setCurrentRow(1)
    page.first_button.click()
    windows.settle(window)
    assert senders.all() == (repair, own)
    page.list.setCurrentRow(0)
    page.remove_button.click()
    windows.settle(window)
    assert senders.all() == (own,)
    assert not page.remove_button.isEnabled()
    page.deleteLater()
