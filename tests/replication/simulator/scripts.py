"""Stories that chance alone would tell too seldom; anything may happen between their lines."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.replication.simulator.plan import WAITS, Act, Step

Script = Callable[[Random, int, int, int], list[Step]]
"""From chance, two desks and a case to steps."""

_PLAIN = 24  # nothing goes wrong, at the mail server or on the line
_FRESH = 7  # a reply at once, to what is on screen now
_SAME_APPROVAL = 20  # … with the latest approval of its case, used or not


def click(desk: int, name: str, case: int, choice: int = 0) -> Step:
    """Return a click on a command; ``case`` is a multiple of three if nothing old is on screen."""
    return Step(Act.CLICK, desk, number_of(name) + 256 * choice, case)


def boldly(desk: int, name: str, case: int, choice: int = 0) -> Step:
    """Return a click that is asked although it is known to be refused."""
    return Step(Act.CLICK, desk, number_of(name) + 256 * choice + (3 << 14), case)


def number_of(name: str) -> int:
    """Return the number of a command."""
    from tests.replication.simulator import clicks  # noqa: PLC0415 - it knows the whole product

    return clicks.number_of(name)


def sync(desk: int) -> Step:
    """Return an exchange in which nothing goes wrong."""
    return Step(Act.SYNC, desk, 1)


def wait(minutes: int) -> Step:
    """Return a pause."""
    return Step(Act.WAIT, 0, WAITS.index(minutes) + len(WAITS), 0)


def send(desk: int, at_data: int = 0) -> Step:
    """Return one step of the outbox."""
    return Step(Act.SEND, desk, _PLAIN + at_data, 0)


def stuck_send(random: Random, one: int, other: int, case: int) -> list[Step]:
    """A lid closes between asking and DATA; a colleague ends the send meanwhile."""
    return [
        Step(Act.REPLY, one, _FRESH, case),
        send(one),
        send(one),
        wait(random.choice((5, 31, 40, 90))),
        Step(Act.PULL, other),
        boldly(one, "release", case),
        boldly(other, random.choice(("abandon", "take over", "split", "move", "merge")), case, 1),
        click(other, "abandon", case),
        sync(other),
        send(one),
    ]


def lock_near_its_end(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Somebody whose clock is fast believes that a lock has expired."""
    return [
        click(one, "claim", case),
        sync(one),
        Step(Act.PULL, other),
        wait(random.choice((27, 27, 31))),
        click(other, "claim", case),
        sync(other),
    ]


def snooze(_random: Random, one: int, other: int, case: int) -> list[Step]:
    """Timers fire from desks with all sorts of clocks."""
    return [
        Step(Act.PULL, one),
        click(one, "snooze", case, 2),
        sync(one),
        Step(Act.PULL, other),
        wait(6),
        Step(Act.TIMERS, other, 1),
        wait(10),
        Step(Act.PULL, one),
        Step(Act.TIMERS, one, 1),
        Step(Act.TIMERS, other, 1),
    ]


def shown_draft(one: int, other: int, case: int) -> list[Step]:
    """A draft is shown; somebody else would take it back, then its author; one is split off."""
    share, withdraw = 8, 3  # what ``sharing.write_down`` makes of these choices
    its_mail = 4  # that which is answered, of two or of three in the case
    return [
        click(one, "note", case, share),
        sync(one),
        Step(Act.PULL, other),
        boldly(other, "note", case, withdraw),
        sync(other),
        boldly(one, "note", case, withdraw),
        click(one, "note", case, share),
        click(one, "split", case, its_mail),
        sync(one),
    ]


def held_case(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Somebody takes apart, or closes, what a colleague holds."""
    names = random.sample(("move", "split", "merge", "close", "filter", "move"), k=4)
    return [
        *(Step(Act.MAIL, 0, 3 * 5, n) for n in (case, case, 0)),
        Step(Act.FETCH, one, 1),
        click(one, "claim", case),
        sync(one),
        Step(Act.PULL, other),
        *(boldly(other, name, case, random.randrange(1, 8)) for name in names),
        sync(other),
        *shown_draft(one, other, case),
    ]


def asked_for(random: Random, one: int, other: int, case: int) -> list[Step]:
    """譲ってもらう, and what comes of it."""
    return [
        click(one, "claim", case),
        sync(one),
        Step(Act.PULL, other),
        click(other, "ask for it", case),
        sync(other),
        *([sync(one), click(one, "keep", case), sync(one)] if random.random() < 0.5 else []),
        wait(random.choice((2, 6, 6))),
        boldly(other, "take over", case, 1),
        sync(other),
    ]


def another_lock(_random: Random, one: int, other: int, case: int) -> list[Step]:
    """A lock is given back and taken again while somebody names the former one (rule 8)."""
    return [
        click(one, "claim", case),
        sync(one),
        Step(Act.PULL, other),
        click(other, "ask for it", case),
        click(other, "take over", case, 1),
        click(one, "release", case),
        click(one, "claim", case),
        sync(one),
        sync(other),
    ]


def both_merge(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Two cases are merged into each other at once, or one after the other."""
    return [
        Step(Act.PULL, one),
        Step(Act.PULL, other),
        click(one, "merge", case, random.randrange(4)),
        click(other, "merge", case + 3, random.randrange(4)),
        sync(one),
        sync(other),
        click(one, "undo", case),
        sync(one),
    ]


def escalation(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Somebody is asked, and a colleague wants the case meanwhile."""
    return [
        click(one, "escalate", case, random.randrange(40)),
        sync(one),
        Step(Act.SEND_ALL, one, _PLAIN),
        Step(Act.PULL, other),
        click(other, "claim", case),
        sync(other),
        Step(Act.MAIL, 0, 9 * 5, case),
        Step(Act.FETCH, other, 1),
        click(one, "escalation", case, random.randrange(40)),
        sync(one),
    ]


def at_once(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Two people do something to the same case in the same moment."""
    names = ("level", "assign", "close", "label", "take label", "snooze", "filter", "restore")
    names += ("merge", "split", "move", "claim", "release", "keep", "renew", "escalate", "undo")
    mine = random.choice(names)
    theirs = random.choice((mine, random.choice(names)))
    return [
        Step(Act.PULL, one),
        Step(Act.PULL, other),
        click(one, mine, case, random.randrange(40)),
        click(other, theirs, case, random.randrange(40)),
        sync(one),
        sync(other),
        boldly(one, "undo", case),
        boldly(other, random.choice(("undo", "take over", "keep")), case, random.randrange(40)),
        sync(one),
        sync(other),
    ]


def lost_request(random: Random, one: int, other: int, case: int) -> list[Step]:
    """The desk of who asked dies before the mail to the addressee leaves; others take over."""
    return [
        click(one, "escalate", case, random.randrange(40)),
        sync(one),
        Step(Act.SEND_ALL, one, _PLAIN + random.choice((4, 5, 6, 8))),
        Step(Act.PULL, other),
        Step(Act.TIMERS, other, 1),
        Step(Act.SEND_ALL, other, _PLAIN),
        boldly(other, "hand back", case),
        boldly(other, "withdraw", case),
        sync(other),
        wait(random.choice((1, 10))),
        Step(Act.TIMERS, other, 1),
        Step(Act.TIMERS, one, 1),
        Step(Act.SEND_ALL, other, _PLAIN),
        Step(Act.SEND_ALL, one, _PLAIN),
    ]


_REDONE = (("snooze", "wake"), ("filter", "restore"), ("label", "take label"), ("close", "reopen"))
_REDONE += (("assign", "assign"), ("level", "level"), ("split", "merge"), ("merge", "undo"))


def undone_late(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Somebody undoes what others have changed, and done again, meanwhile (rule 20)."""
    done, undone = random.choice(_REDONE)
    choice = random.randrange(1, 20)
    return [
        Step(Act.PULL, one),
        click(one, done, case, choice),
        sync(one),
        Step(Act.PULL, other),
        Step(Act.VIEW, other, 0, case),
        click(other, undone, case, choice),
        click(other, done, case, choice),
        sync(other),
        boldly(one, "undo", case),
        click(one, undone, case, choice),
        sync(one),
    ]


def relabelled(_random: Random, one: int, other: int, case: int) -> list[Step]:
    """A label is taken off by somebody who has not seen that it was put on again."""
    return [
        click(one, "label", case),
        sync(one),
        Step(Act.PULL, other),
        click(one, "take label", case),
        click(one, "label", case),
        sync(one),
        click(other, "take label", case),
        sync(other),
    ]


_MEDDLING = ("merge", "split", "move", "filter", "close", "release", "take over", "claim")
_MEDDLING += ("abandon", "keep", "renew", "snooze", "escalate", "undo")


def meddled_with(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Somebody holds, sends or asks, and others want the same case, whatever their screen says."""
    choice = random.randrange(40)
    both = [click(one, "escalate", n, 1) for n in (0, 1)]
    begun = random.choice(
        (
            [Step(Act.REPLY, one, _FRESH, case), send(one), send(one)],
            [click(one, "merge", case), Step(Act.REPLY, one, _FRESH, case), send(one), send(one)],
            [click(one, "escalate", case, choice)],
            [*both, sync(one), boldly(one, "merge", 0, 1), boldly(one, "merge", 1, 0)],
            [click(one, "merge", case), click(one, "escalate", case, 1), boldly(one, "undo", case)],
            [click(one, "escalate", case, 1), click(one, "claim", case)],
            [click(one, "claim", case)],
        )
    )
    meddling = [
        boldly(random.choice((other, other, one)), random.choice(_MEDDLING), case, 1 + n)
        for n in range(8)
    ]
    return [Step(Act.PULL, one), *begun, sync(one), Step(Act.PULL, other), *meddling, sync(other)]


def new_key(_random: Random, one: int, other: int, case: int) -> list[Step]:
    """The key changes while others write under the old one, and something old arrives late."""
    late = Step(Act.SYNC, other, 3 * 4)  # a zombie
    return [
        click(other, "note", case),
        late,
        click(0, "rotate", case),
        sync(0),
        click(one, "note", case),
        Step(Act.ZOMBIES),
        sync(one),
        sync(other),
    ]


def lost_answer(random: Random, one: int, _other: int, case: int) -> list[Step]:
    """Nobody knows whether a mail has left, and its author decides."""
    return [
        Step(Act.REPLY, one, _FRESH, case),
        Step(Act.SEND_ALL, one, _PLAIN + random.choice((4, 5, 6, 7, 8))),
        wait(1),
        Step(Act.SEND_ALL, one, _PLAIN),
        Step(Act.SEND_ALL, one, _PLAIN),
        Step(Act.DECIDE, one, random.randrange(3), 0),
        Step(Act.SEND_ALL, one, _PLAIN),
    ]


def days_away(random: Random, one: int, other: int, case: int) -> list[Step]:
    """A desk works without a line for days, and comes back with what it wanted to say."""
    offline = [
        click(one, random.choice(("close", "assign", "claim", "note", "label")), case + 3 * n, n)
        for n in range(5)
    ]
    return [
        Step(Act.CUT, one),
        *offline,
        Step(Act.REPLY, one, _FRESH, case),
        Step(Act.MAIL, 0, 3 * 5, case),
        Step(Act.FETCH, other, 1),
        click(other, random.choice(("assign", "close", "claim")), case, 1),
        sync(other),
        wait(60 * 24 * 4),
        Step(Act.HEAL, one),
        sync(one),
    ]


def backup(_random: Random, one: int, _other: int, case: int) -> list[Step]:
    """A mail leaves, and then the PC comes back from an earlier copy of its disk."""
    return [
        Step(Act.REPLY, one, _FRESH, case),
        Step(Act.CLONE, one, 0),
        Step(Act.SEND_ALL, one, _PLAIN),
        sync(one),
        Step(Act.CLONE, one, 1),
        Step(Act.SEND_ALL, one, _PLAIN),
        sync(one),
    ]


def lost_message(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Somebody deletes a journal message that one desk has read and another has not."""
    return [
        sync(one),
        click(one, "note", case),
        sync(one),
        Step(Act.EXPUNGE, one, 0),
        click(one, "claim", case),
        sync(one),
        click(other, "note", case),
        sync(other),
        *([Step(Act.REBUILD, 0)] if random.random() < 0.5 else [Step(Act.CHECKPOINT, 0)]),
        sync(other),
    ]


def lost_lock(_random: Random, one: int, other: int, case: int) -> list[Step]:
    """Somebody deletes the message that took a lock; who has not read it must not send."""
    return [
        Step(Act.PULL, other),
        Step(Act.REPLY, other, _FRESH, case),
        click(one, "claim", case),
        sync(one),
        Step(Act.EXPUNGE, one, 0),
        click(one, "note", case),
        sync(one),
        Step(Act.SEND_ALL, other, _PLAIN),
    ]


def month_away(_random: Random, one: int, other: int, case: int) -> list[Step]:
    """The journal is compacted while a desk is away."""
    return [
        click(one, "note", case),
        Step(Act.CUT, one),
        click(other, "note", case),
        sync(other),
        Step(Act.PULL, 0),
        Step(Act.COMPACT, 0, 1),
        wait(60 * 24 * 32),
        click(0, "label", case),
        sync(0),
        Step(Act.COMPACT, 0, 2),
        Step(Act.HEAL, one),
        sync(one),
    ]


def second_look(random: Random, one: int, other: int, case: int) -> list[Step]:
    """A mail is looked at by others, or its author, before it leaves; the world may move on."""
    later = random.choice(
        (
            [],
            [],
            [click(other, "phone", case, 1), sync(other), Step(Act.PULL, one)],
            [Step(Act.MAIL, 0, 3 * 5, case), Step(Act.FETCH, one, 1)],
        )
    )
    unseen = [click(one, "phone", case, 1)] if random.random() < 0.2 else []
    return [
        click(one, "propose", case, random.randrange(60)),
        sync(one),
        Step(Act.PULL, other),
        *([Step(Act.VIEW, 0, 0, case), *unseen, sync(one)] if unseen else []),
        boldly(random.choice((one, other, other, 0)), "approve", case, random.randrange(120)),
        boldly(0, "approve", case, random.randrange(120)),
        sync(other),
        sync(0),
        boldly(other, "approve", case, random.randrange(120)),
        Step(Act.PULL, one),
        *later,
        Step(Act.REPLY, one, random.choice((_FRESH, 10, 17, 19)), case),
        Step(Act.SEND_ALL, one, _PLAIN + random.choice((0, 0, 0, 2, 4))),
        Step(Act.REPLY, one, _FRESH, case),
        Step(Act.SEND_ALL, one, _PLAIN),
        Step(Act.REPLY, one, _SAME_APPROVAL, case),
        Step(Act.SEND_ALL, one, _PLAIN),
        sync(other),
    ]


def two_addresses(_random: Random, one: int, other: int, _case: int) -> list[Step]:
    """Two desks find, and one doubts, that two addresses are one person's."""
    join, part, nobody = 12, 6, 17  # what ``contacts.know`` makes of these choices
    return [
        boldly(other, "know", 0, nobody),
        click(one, "know", 0, join),
        sync(one),
        click(other, "know", 0, join),
        sync(other),
        click(one, "know", 0, part),
        boldly(other, "know", 0, part),
        sync(one),
        sync(other),
    ]


SCRIPTS: dict[str, tuple[Script, ...]] = {
    "sending": (stuck_send, stuck_send, lost_answer, second_look),
    "people": (
        asked_for,
        both_merge,
        days_away,
        at_once,
        at_once,
        undone_late,
        relabelled,
        lost_request,
        held_case,
        lock_near_its_end,
        two_addresses,
        second_look,
    ),
    "lines": (new_key, days_away, backup),
    "mail": (both_merge, escalation, lost_request),
    "history": (lost_answer, escalation),
    "time": (another_lock, lock_near_its_end, lock_near_its_end, snooze, asked_for, lost_request),
    "journal": (new_key, month_away),
    "loss": (backup, lost_message, lost_lock),
    "usual": (
        second_look,
        meddled_with,
        another_lock,
        undone_late,
        at_once,
        stuck_send,
        asked_for,
        escalation,
        held_case,
        lock_near_its_end,
    ),
    "odd": (meddled_with, undone_late, relabelled, at_once, held_case),
}
"""What the themes of a plan like to tell."""
