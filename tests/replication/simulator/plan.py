"""Which steps a seed means. Nothing later draws from chance: a plan can be cut and run again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from random import Random


class Act(Enum):
    """What happens in a step. ``a`` and ``b`` choose among what there is at that time."""

    MAIL = "mail"  # somebody writes: kind a, about b
    FETCH = "fetch"  # look for mail and announce it: accident a
    SYNC = "sync"  # push, then pull: accident a
    PULL = "pull"
    VIEW = "view"  # a person looks at case b
    CLICK = "click"  # a person asks for a on case b, as it was last looked at
    REPLY = "reply"  # a person writes to the customer of case b: a says how
    SEND = "send"  # the outbox goes one step on with parcel b: accident a
    SEND_ALL = "send all"  # the outbox goes as far as it goes: accident a
    DECIDE = "decide"  # a person decides a about a mail that waits for that
    TIMERS = "timers"  # what is due by the desk's clock
    HISTORY = "history"  # import old mail
    WAIT = "wait"  # time passes: a chooses how much
    CRASH = "crash"
    CUT = "cut"  # no connection from now on
    HEAL = "heal"
    ZOMBIES = "zombies"  # late appends arrive
    ODD = "odd"  # a desk writes what no honest program would: a is a seed
    SENT_OUTSIDE = "sent outside"  # a colleague answers case b in Outlook
    RAISE = "raise"  # a lead raises the fold level
    WRONG_KEY = "wrong key"  # this desk's files say another key
    EXPUNGE = "expunge"  # somebody deletes journal message a
    CHECKPOINT = "checkpoint"  # a lead's desk writes a checkpoint
    COMPACT = "compact"  # and says so; what is old enough is deleted
    REPLACE = "replace"  # the folder is another one
    REBUILD = "rebuild"  # a lead begins the order anew
    CLONE = "clone"  # a PC comes back from a backup of its disk


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a schedule."""

    act: Act
    desk: int = 0
    a: int = 0
    b: int = 0

    def __str__(self) -> str:
        return f"{self.act.value} desk={self.desk} a={self.a} b={self.b}"


WAITS = (1, 2, 5, 6, 10, 27, 31, 40, 90, 60 * 9, 60 * 24 * 4, 60 * 24 * 32)
"""Minutes that may pass."""


class Founding(Enum):
    """How the team begins."""

    DONE = "done"
    AT_ONCE = "at once"  # two desks found at the same time


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole schedule.

    Attributes:
        skews: seconds each desk's clock is ahead.
        drifts: seconds a day it gains.
        old: desks whose program is older: it knows one fold level less.
        keeps_sent: whether the server files sent mail by itself.
    """

    seed: int
    theme: str
    desks: int
    skews: tuple[int, ...]
    drifts: tuple[int, ...]
    founding: Founding
    old: frozenset[int]
    keeps_sent: bool
    steps: tuple[Step, ...]


_USUAL = {
    Act.MAIL: 8,
    Act.FETCH: 8,
    Act.SYNC: 12,
    Act.PULL: 4,
    Act.VIEW: 4,
    Act.CLICK: 16,
    Act.REPLY: 5,
    Act.SEND: 8,
    Act.SEND_ALL: 4,
    Act.DECIDE: 2,
    Act.TIMERS: 2,
    Act.WAIT: 5,
    Act.CRASH: 2,
    Act.CUT: 1,
    Act.HEAL: 2,
    Act.ZOMBIES: 1,
    Act.ODD: 2,
}
_THEMES: dict[str, dict[Act, int]] = {
    "usual": {},
    "sending": {Act.REPLY: 14, Act.SEND: 24, Act.DECIDE: 6, Act.CRASH: 4, Act.MAIL: 5},
    "people": {Act.CLICK: 40, Act.VIEW: 8, Act.SYNC: 16},
    "lines": {Act.SYNC: 20, Act.CUT: 4, Act.HEAL: 4, Act.ZOMBIES: 4, Act.CRASH: 6},
    "mail": {Act.MAIL: 30, Act.FETCH: 16, Act.SENT_OUTSIDE: 5, Act.CLICK: 6},
    "history": {Act.HISTORY: 24, Act.MAIL: 12, Act.CRASH: 3},
    "time": {Act.WAIT: 14, Act.TIMERS: 12, Act.CLICK: 24},
    "odd": {Act.ODD: 60, Act.CLICK: 16},
    "journal": {Act.RAISE: 2, Act.CHECKPOINT: 3, Act.COMPACT: 4, Act.WAIT: 8, Act.WRONG_KEY: 1},
    "loss": {Act.EXPUNGE: 3, Act.CHECKPOINT: 3, Act.REPLACE: 2, Act.REBUILD: 4, Act.CLONE: 1},
}
_TURNS = tuple(_THEMES)


def plan(seed: int) -> Plan:
    """Return what a seed means."""
    random = Random(seed)
    theme = _TURNS[seed % len(_TURNS)]
    desks = random.choice((2, 2, 3, 3, 4))
    weights = _USUAL | _THEMES[theme]
    acts, weigh = list(weights), list(weights.values())
    steps = [
        Step(act, random.randrange(desks), random.randrange(1 << 16), random.randrange(1 << 10))
        for act in random.choices(acts, weigh, k=random.randint(25, 45))
    ]
    skews = tuple(random.choice((0, 0, 3, -40, 120, -500, 500)) for _ in range(desks))
    steps = _told(steps, theme, skews, random)
    founding = Founding.AT_ONCE if theme != "odd" and random.random() < 0.06 else Founding.DONE
    return Plan(
        seed=seed,
        theme=theme,
        desks=desks,
        skews=skews,
        drifts=tuple(random.choice((0, 0, 2, -2)) for _ in range(desks)),
        founding=founding,
        old=frozenset({desks - 1} if random.random() < 0.3 else ()),
        keeps_sent=random.random() < 0.3,
        steps=tuple(_opening(desks, random) + steps),
    )


def _opening(desks: int, random: Random) -> list[Step]:
    """Return some mail and one look at it, so that there is something to do."""
    mails = [Step(Act.MAIL, 0, 0, random.randrange(1 << 10)) for _ in range(random.randint(1, 3))]
    return [*mails, Step(Act.FETCH, 0), *(Step(Act.PULL, desk) for desk in range(1, desks))]


def _told(steps: list[Step], theme: str, skews: tuple[int, ...], random: Random) -> list[Step]:
    """Return the steps with a story or two woven in."""
    from tests.replication.simulator.clockwork import STORIES  # noqa: PLC0415 - it needs steps
    from tests.replication.simulator.scripts import SCRIPTS  # noqa: PLC0415

    known = SCRIPTS.get(theme) or tuple(story for some in SCRIPTS.values() for story in some)
    known += STORIES.get(theme, ())
    for script in random.sample(known, k=min(len(known), random.choice((1, 1, 2)))):
        one, other = random.sample(range(len(skews)), 2)
        if skews[one] > skews[other]:
            one, other = other, one  # the fast clock is the one that errs
        story = script(random, one, other, 3 * random.randrange(3))
        at = random.randrange(len(steps))
        woven: list[Step] = []
        for line in story:
            woven.append(line)
            if random.random() < 0.3 and at < len(steps):
                woven.append(steps.pop(at))
        steps[at:at] = woven
    return steps
