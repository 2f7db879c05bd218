"""Two whole desks, two processes, one mailbox: one holder, and replies only from holders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.e2e.office import DeskProcess, Office, report, run, started

pytestmark = [pytest.mark.dovecot, pytest.mark.timeout(900)]


@pytest.fixture
def two_desks(office: Office) -> tuple[DeskProcess, DeskProcess]:
    office.join("a", "田中")
    office.join("b", "佐藤")
    return office.start("a"), office.start("b")


def open_cases(desk: DeskProcess) -> dict[str, dict]:
    return {case["subject"]: case for case in desk.ask("cases")["cases"]}


def test_rule_08_of_two_who_claim_at_once_exactly_one_wins(
    office: Office,
    two_desks: tuple[DeskProcess, DeskProcess],
    soak: bool,
    eventually: Callable[..., None],
):
    races = 200 if soak else 20
    names = {"a": "田中", "b": "佐藤"}
    for number in range(races):
        office.write(f"race {number}", sender=f"c{number}@shop.example")
    for desk in two_desks:
        eventually(lambda desk=desk: len(open_cases(desk)) == races, within=120, what="all cases")
    numbers = [{c["subject"]: c["number"] for c in open_cases(d).values()} for d in two_desks]
    assert numbers[0] == numbers[1]
    winners: dict[int, str] = {}
    for number in range(races):
        line = f"do --wait 60 claim {numbers[0][f'race {number}']}"
        first, second = two_desks if number % 2 else two_desks[::-1]
        first.say(line)
        second.say(line)
        answers = {desk.name: desk.answer() for desk in (first, second)}
        won = [name for name, answer in answers.items() if answer["exit"] == 0]
        assert len(won) == 1, answers
        [winner], [loser] = won, answers.keys() - set(won)
        winners[number] = winner
        assert answers[loser]["reason"] == "held"
        assert answers[loser]["who"] == names[winner]
    report(f"{races} races: {dict(Counter(winners.values()))}")

    # Replies: everybody tries to answer everything; only the holder's mail leaves.
    for sent, number in enumerate(range(0, races, 4), start=1):
        case = numbers[0][f"race {number}"]
        for desk in two_desks:
            desk.say(f"do --wait 60 reply {case} --text 'from {desk.name}'")
        codes = {desk.name: desk.answer()["exit"] for desk in two_desks}
        assert codes.pop(winners[number]) == 0
        assert set(codes.values()) == {3}
        mails = office.server.sink.wait_for(sent)
        assert len(mails) == sent
        assert mails[-1].recipients == (f"c{number}@shop.example",)


def test_two_desks_come_to_the_same_state(
    office: Office, two_desks: tuple[DeskProcess, DeskProcess], eventually: Callable[..., None]
):
    a, b = two_desks
    office.write("shared")
    for desk in two_desks:
        eventually(lambda desk=desk: open_cases(desk), within=60)
    assert a.ask("do label-define 至急 --colour red")["exit"] == 0
    assert a.ask("do label 1 至急")["exit"] == 0
    eventually(lambda: open_cases(b)["shared"]["labels"] == ["至急"])
    assert b.ask("do assign 1 田中")["exit"] == 0
    eventually(lambda: open_cases(a)["shared"]["assignee"] == "田中")
    assert b.ask("do note 1 調べています")["exit"] == 0
    eventually(lambda: a.ask("show 1")["case"] == b.ask("show 1")["case"])
    kinds = [item.get("kind") for item in a.ask("show 1")["case"]["timeline"]]
    assert kinds == [None, "Labelled", "Assigned", "NoteAdded"]


def test_rule_09_the_same_person_at_another_desk_takes_over_explicitly(
    office: Office, eventually: Callable[..., None]
):
    office.join("a", "田中")
    office.join("home", "田中")  # the same name: the same member at another PC
    office.write("mine")
    assert run("sync", "--profile", "a").code == 0
    assert run("sync", "--profile", "home").code == 0
    assert run("do", "--profile", "a", "claim", "1").code == 0
    run("sync", "--profile", "home")
    refused = run("do", "--profile", "home", "claim", "1")
    assert refused.code == 3
    taken = run("do", "--profile", "home", "takeover", "1", "--reason", "at home now")
    assert taken.code == 0, taken.out
    assert run("show", "--profile", "home", "1", "--json").json["holder"]["desk"] == "PC-home"


def test_L1_a_window_and_commands_of_one_profile_send_each_mail_once(
    office: Office, soak: bool
) -> None:
    """Four processes have the same outbox before them, and all of them try to empty it."""
    mails = 40 if soak else 3
    office.join("a", "田中")
    for number in range(mails):
        office.write(f"case {number}", sender=f"c{number}@shop.example")
    assert run("sync", "--profile", "a").code == 0
    cases = [case["number"] for case in run("cases", "--profile", "a", "--json").json]
    desk = office.start("a")
    for at in range(0, mails, 3):
        batch = cases[at : at + 3]
        do = ("do", "--profile", "a", "--wait", "60")
        running = [started(*do, "reply", str(number), "--text", "x") for number in batch]
        running.append(started("sync", "--profile", "a"))
        told = [process.communicate(timeout=120) for process in running]
        assert [out for out, _ in told[:-1]] == ["accepted\n"] * len(batch), told
    desk.end()
    assert run("sync", "--profile", "a").code == 0
    assert run("outbox", "--profile", "a", "--json").json == []
    got = Counter(mail.recipients for mail in office.server.sink.received)
    assert got == {(f"c{number}@shop.example",): 1 for number in range(mails)}
    with office.server.connect(office.user) as client:
        assert client.status(client.sent_folder()).exists == mails
