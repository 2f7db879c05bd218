"""Stories of escalations: the clock with two desks and skewed clocks, and all that people do."""

from __future__ import annotations

from random import Random

from tests.replication.simulator import scripts
from tests.replication.simulator.plan import Act, Step
from tests.replication.simulator.scripts import send, sync, wait

_LEAD = 0
_AUTOMATIC = 4  # the choice of a policy whose clock runs by itself
_PLANNED = (13, 14, 29, 46, 47, 61, 62, 22, 23)  # choices of requests with steps that follow
RAISE, LOWER, SORT, FIRE, STOP, CALL, APPLY, TELL = range(8)


def click(desk: int, name: str, case: int, choice: int = 0) -> Step:
    """Return a click with exactly this choice, which else depends on the case."""
    return scripts.click(desk, name, case, (choice - case) % 64)


def boldly(desk: int, name: str, case: int, choice: int = 0) -> Step:
    """Return the same, asked although it is known to be refused."""
    return scripts.boldly(desk, name, case, (choice - case) % 64)


def life(desk: int, what: int, case: int, random: Random, *, bold: bool = False) -> Step:
    """Return something done with an escalation."""
    choice = what + 8 * random.randrange(8)
    return boldly(desk, "life", case, choice % 64) if bold else click(desk, "life", case, choice)


def two_clocks(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Two desks fire what is due; one of them dies before its mail has left, or has no line."""
    trouble = random.choice((Act.CRASH, Act.CUT, Act.PULL))
    return [
        click(_LEAD, "team", case, _AUTOMATIC),
        sync(_LEAD),
        Step(Act.PULL, one),
        click(one, "escalate", case, random.choice(_PLANNED)),
        sync(one),
        Step(Act.SEND_ALL, one, 1),
        Step(Act.PULL, other),
        wait(random.choice((5, 6, 10, 27))),
        Step(Act.TIMERS, other, 1),
        Step(Act.TIMERS, one, 1),
        Step(trouble, one, random.randrange(64)),
        Step(Act.SEND_ALL, other, random.choice((1, 1, 2, 3))),
        wait(random.choice((6, 10, 31))),
        Step(Act.HEAL, one),
        Step(Act.TIMERS, one, 1),
        Step(Act.SEND_ALL, one, 1),
        Step(Act.TIMERS, other, 1),
        Step(Act.SEND_ALL, other, 1),
    ]


def up_and_down(random: Random, one: int, other: int, case: int) -> list[Step]:
    """People raise, lower, phone, fire and stop, some of it over what others just did."""
    acts = [RAISE, LOWER, FIRE, STOP, CALL]
    random.shuffle(acts)
    return [
        click(one, "escalate", case, random.choice(_PLANNED)),
        sync(one),
        Step(Act.PULL, other),
        Step(Act.PULL, _LEAD),
        *(life(random.choice((one, _LEAD)), act, case, random) for act in acts),
        sync(one),
        *(life(other, act, case, random, bold=True) for act in acts),
        sync(other),
        click(one, "withdraw", case),
        sync(one),
        *(life(other, act, case, random, bold=True) for act in acts),
        sync(other),
    ]


def put_to_use(random: Random, one: int, other: int, case: int) -> list[Step]:
    """An answer is sorted, again, put to use, and the customer told."""
    spoken = 6 + 14 * random.randrange(4)  # words of some kind, by mouth
    return [
        click(one, "escalate", case, random.choice(_PLANNED)),
        sync(one),
        Step(Act.PULL, other),
        click(one, "escalation", case, spoken),
        sync(one),
        Step(Act.PULL, other),
        life(other, SORT, case, random),
        sync(other),
        Step(Act.PULL, one),
        life(one, SORT, case, random, bold=True),
        *([life(one, APPLY, case, random)] if random.random() < 0.6 else []),
        *([click(one, "escalate", case, 13)] if random.random() < 0.3 else []),
        sync(one),
        life(other, APPLY, case, random, bold=True),
        life(other, TELL, case, random),
        sync(other),
        life(one, TELL, case, random, bold=True),
        life(one, SORT, case, random, bold=True),
        sync(one),
    ]


def sorted_late(random: Random, one: int, other: int, case: int) -> list[Step]:
    """Somebody says that it was no answer after all, while others have gone on with it."""
    not_now = SORT + 8 * 6  # 今は対応できない
    go_on = random.choice(
        (
            [click(one, "release", case), sync(one), boldly(other, "claim", case), sync(other)],
            [Step(Act.SEND_ALL, one, 1), Step(Act.REPLY, one, 7, case), send(one), send(one)],
        )
    )
    return [
        click(one, "escalate", case, random.choice(_PLANNED)),
        sync(one),
        Step(Act.PULL, other),
        click(one, "escalation", case, 10),
        sync(one),
        Step(Act.PULL, other),
        *go_on,
        Step(Act.PULL, one),
        Step(Act.PULL, other),
        boldly(_LEAD, "life", case, not_now),
        sync(_LEAD),
        boldly(one, "life", case, not_now),
        boldly(other, "life", case, not_now),
        sync(one),
        sync(other),
    ]


def answered_and_asked(random: Random, one: int, other: int, case: int) -> list[Step]:
    """A case whose answer waits goes into one that is escalated; then the answer was none."""
    into = case + 3 if random.random() < 0.5 else max(0, case - 3)
    return [
        click(one, "escalate", case, random.choice(_PLANNED)),
        click(one, "escalation", case, 10),
        click(one, "escalate", into, 13),
        sync(one),
        click(one, "merge", into, case),
        sync(one),
        Step(Act.PULL, other),
        *(boldly(other, "life", case, SORT + 8 * kind) for kind in range(7)),
        sync(other),
    ]


STORIES = {
    "time": (two_clocks, two_clocks, up_and_down, put_to_use, sorted_late),
    "people": (two_clocks, up_and_down, put_to_use, sorted_late, answered_and_asked),
    "usual": (two_clocks, up_and_down, put_to_use, sorted_late),
    "mail": (answered_and_asked,),
    "history": (answered_and_asked,),
    "sending": (two_clocks,),
    "lines": (two_clocks,),
}
"""What the themes of a plan like to tell of them."""
