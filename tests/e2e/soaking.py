"""A team of real desk processes that act, die and come back, and what is made of it afterwards."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from mailroom.clock import SystemClock
from mailroom.domain.cases import Case
from mailroom.domain.dict_state import DictState
from mailroom.domain.events import Claimed, Placed, SendBegun, kind_of
from mailroom.domain.fold import apply
from mailroom.domain.position import Position
from mailroom.domain.turn import case_at
from mailroom.journal.codec import Invalid, TeamKey, decode
from mailroom.journal.reading import journal_time
from mailroom.service.line import JOURNAL_FOLDER
from tests.e2e.office import ROOT, Office, started


def now() -> float:
    return SystemClock().now().timestamp()


ACTIONS = (  # what people do, and how often
    ("claim {case}", 26),
    ("release {case}", 18),
    ("note {case} 調べています", 22),
    ("label {case} 至急", 8),
    ("unlabel {case} 至急", 6),
    ("assign {case} {person}", 10),
    ("reply {case} --text ご連絡ありがとうございます。", 6),
    ("escalate {case} --kind instruct --to boss@example.test --request 指示をお願いします", 2),
    ("close {case}", 2),
)
PATIENCE = 60.0
CATCH_UP = 5.0  # a desk that was up so long must have had the message


@dataclass
class Life:
    """One process of a desk, from its start to its end; Unix times."""

    born: float
    ready: float = 0.0
    died: float = 0.0
    seen: list[tuple[int, float]] = field(default_factory=list)  # (UID of the head, when)


class SoakDesk:
    """A desk whose process is started, used and killed; a thread reads what it says."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lives: list[Life] = []
        self.answers: Counter[str] = Counter()
        self.standing: dict[str, object] = {}
        self._answered = threading.Condition()
        self._waiting = 0
        self._last = ""
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    @property
    def is_up(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        self._process = started("desk", "--profile", self.name, "--watch")
        self.lives.append(Life(born=now()))
        self._waiting = 0
        arguments = (self._process, self.lives[-1])
        self._reader = threading.Thread(target=self._read, args=arguments, name=self.name)
        self._reader.start()

    def say(self, line: str) -> bool:
        """Give a command if the desk is ready and has answered the last one."""
        assert self._process is not None
        assert self._process.stdin is not None
        if not self.lives[-1].ready or self._waiting:
            return False
        self._waiting += 1
        self._last = line
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return True

    def ask(self, line: str) -> dict[str, object]:
        """Give a command and wait for its answer."""
        with self._answered:
            self._wait(lambda: bool(self.lives[-1].ready) and not self._waiting)
            self.say(line)
            self._wait(lambda: not self._waiting)
            return self.standing

    def _wait(self, condition: Callable[[], bool]) -> None:
        if not self._answered.wait_for(condition, PATIENCE):
            assert self._process is not None
            assert self._process.stderr is not None
            self._process.kill()
            raise AssertionError(
                f"{self.name}: {self.lives[-1]}, {self._last}, {self._process.stderr.read()}"
            )

    def kill(self) -> None:
        """Kill -9."""
        assert self._process is not None
        self.lives[-1].died = now()
        self._process.kill()
        self._end()

    def leave(self) -> None:
        """Let it end in order."""
        self.lives[-1].died = now()
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._end()

    def _end(self) -> None:
        assert self._process is not None
        assert self._reader is not None
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert stream is not None
            try:
                stream.close()
            except BrokenPipeError:
                continue
        self._process = None

    def _read(self, process: subprocess.Popen[str], life: Life) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if not line.endswith("\n"):
                return  # it died in the middle of a word
            told = json.loads(line)
            if "seen" in told:
                life.seen.append((told["seen"][1], told["at"]))
                continue
            with self._answered:
                if told.get("ready"):
                    life.ready = now()
                else:
                    self._waiting -= 1
                    self.standing = told
                    self.answers[str(told.get("reason") or told["exit"])] += 1
                self._answered.notify_all()


@dataclass(frozen=True, kw_only=True)
class Message:
    """One journal message: when its author wrote it, by its own clock."""

    uid: int
    desk: str
    sent_at: float


class Soak:
    """Desks on one mailbox that act once a second each and are killed at random."""

    def __init__(self, office: Office, desks: int, cases: int, seed: int) -> None:
        self.office = office
        self.random = random.Random(seed)
        self.desks: list[SoakDesk] = []
        self.cases = cases
        self.kills = self.acts = 0
        for number in range(desks):
            office.join(f"d{number}", f"社員{number}")
            self.desks.append(SoakDesk(f"d{number}"))

    def run(self, seconds: int) -> None:
        """Act for so long; each desk is killed once or twice, at random moments."""
        chances = {desk: self.random.random() for desk in self.desks}  # act out of step
        middle = range(seconds // 6, seconds * 5 // 6)
        deaths = {
            desk: self.random.sample(middle, self.random.choice([1, 2])) for desk in self.desks
        }
        start, tick = monotonic(), threading.Event()
        for second in range(seconds):
            for desk in sorted(self.desks, key=lambda one: chances[one]):
                tick.wait(max(0.0, start + second + chances[desk] - monotonic()))
                if not desk.is_up:
                    desk.start()
                elif second in deaths[desk] and desk.lives[-1].ready:
                    self.kills += 1
                    desk.kill()
                else:
                    self.acts += desk.say(self._action())
        for desk in self.desks:
            if not desk.is_up:
                desk.start()

    def _action(self) -> str:
        words, weights = zip(*ACTIONS, strict=True)
        [action] = self.random.choices(words, weights)
        case = self.random.randint(1, self.cases)
        person = self.random.choice(["me", "none"])
        return "do --wait 0 " + action.format(case=case, person=person)

    def standings(self) -> list[dict[str, object]]:
        return [desk.ask("journal status") for desk in self.desks]


class RawWatchers:
    """The process of ``raw_watchers``."""

    def __init__(self, office: Office, count: int) -> None:
        server = office.server
        words = (
            server.imap_host,
            server.imap_port,
            office.user,
            office.password,
            JOURNAL_FOLDER,
            count,
        )
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.raw_watchers", *map(str, words)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"
        self.since = now()

    def stop(self) -> list[list[tuple[int, float]]]:
        out, _ = self._process.communicate()
        heard: list[list[tuple[int, float]]] = json.loads(out)
        return heard


@dataclass
class Audit:
    """The journal read afresh, by rules said in other words than the fold's."""

    messages: list[Message] = field(default_factory=list)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    double_holders: int = 0
    sends_without_lock: int = 0
    claims: int = 0

    @classmethod
    def of(cls, office: Office) -> Audit:
        audit, state, key, last = cls(), DictState(), None, None
        with office.server.connect(office.user) as client:
            client.select(client.resolve(JOURNAL_FOLDER))
            for mail in client.fetch_raw(client.uids_from(1)):
                decoded = decode(mail.raw, key)
                if isinstance(decoded, Invalid):
                    continue
                key = key or TeamKey(decoded.key or b"")
                batch = decoded.batch
                last = journal_time(last, mail.internaldate, batch.sent_at)
                audit.messages.append(
                    Message(uid=mail.uid, desk=batch.desk, sent_at=batch.sent_at.timestamp())
                )
                for index, event in enumerate(batch.events):
                    position = Position(batch.epoch, mail.uid, index)
                    audit._judge(state, Placed(event=event, position=position, time=last))
        return audit

    def _judge(self, state: DictState, placed: Placed) -> None:
        event = placed.event
        before = case_at(state, event.anchor)
        verdict = apply(state, placed)
        after = case_at(state, event.anchor)
        reason = "accepted" if verdict.accepted else str(verdict.reason and verdict.reason.value)
        self.verdicts[kind_of(event.body), reason] += 1
        if not verdict.accepted or before is None or after is None:
            return
        if isinstance(event.body, Claimed):
            self.claims += 1
            self.double_holders += (
                _is_held(before, placed) and before.claim.seat != after.claim.seat
            )
        if isinstance(event.body, SendBegun):
            holds = after.claim is not None and after.claim.seat.desk == event.desk
            self.sends_without_lock += not (holds or after.escalation is not None)


def _is_held(case: Case, placed: Placed) -> bool:
    return case.claim is not None and case.claim.expires > placed.time


@dataclass
class Delivery:
    """How long messages took to reach others, in milliseconds."""

    took: list[float] = field(default_factory=list)
    while_down: int = 0
    never: int = 0

    def line(self, name: str) -> str:
        ordered = sorted(self.took) or [0.0]
        p50, p90, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.9, 0.99))
        return (
            f"  {name:14}{len(self.took):8}{p50:8.0f}{p90:8.0f}{p99:8.0f}{ordered[-1]:8.0f}"
            f"{self.while_down:12}{self.never:8}"
        )

    def share(self, part: float) -> float:
        ordered = sorted(self.took)
        return ordered[int(len(ordered) * part)]


HEADER = (
    f"  {'':14}{'count':>8}{'p50':>8}{'p90':>8}{'p99':>8}{'max':>8}{'while down':>12}{'never':>8}"
)


def delivered_to_desks(desks: list[SoakDesk], ids: dict[str, str], audit: Audit) -> Delivery:
    """Return how long others' messages took to be folded and published on each desk."""
    delivery = Delivery()
    shown = max(uid for desk in desks for life in desk.lives for uid, _ in life.seen)
    for desk in desks:
        for message in audit.messages:  # what changed nothing (a duplicate) is told of nowhere
            if message.desk != ids[desk.name] and message.uid <= shown:
                _deliver(delivery, desk, message)
    return delivery


def _deliver(delivery: Delivery, desk: SoakDesk, message: Message) -> None:
    for life in desk.lives:
        if not life.seen or message.sent_at < life.seen[0][1]:
            continue  # it was not there yet, or still catching up with what it had missed
        if life.died and message.sent_at > life.died:
            continue
        at = next((when for uid, when in life.seen if uid >= message.uid), None)
        if at is not None:
            delivery.took.append((at - message.sent_at) * 1000)
        elif life.died and life.died - message.sent_at < CATCH_UP:
            delivery.while_down += 1
        else:
            delivery.never += 1
        return
    delivery.while_down += 1


def delivered_to_watchers(
    heard: list[list[tuple[int, float]]], since: float, audit: Audit
) -> Delivery:
    """Return how long messages took to be noticed by clients that do nothing else."""
    delivery = Delivery()
    for notices in heard:
        counts = [count for count, _ in notices]
        for number, message in enumerate(audit.messages, start=1):
            if message.sent_at < since:
                continue
            index = bisect_right(counts, number - 1)
            if index < len(notices):
                delivery.took.append((notices[index][1] - message.sent_at) * 1000)
            else:
                delivery.never += 1
    return delivery
