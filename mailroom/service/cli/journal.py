"""The verb ``journal``: looking after the team's record from the command line.

Thin: every action is a call of the same service that the window uses.
"""

from __future__ import annotations

from mailroom.domain.commands import Redact, RotateKey
from mailroom.domain.query import JournalReport
from mailroom.domain.records.replica import Alarm
from mailroom.errors import BadInput, RuleBroken
from mailroom.ids import EventId
from mailroom.service.cli.shell import Shell
from mailroom.service.handle import OutcomeKind
from mailroom.service.words import Sentence, failure, pick, refusal

_OF_ACTION: dict[str, Sentence] = {
    "checkpoint": (
        "控えを作り、読み戻して確かめました。新しい PC はここから始めます。",
        "a checkpoint was written and read back; new PCs begin from it",
    ),
    "compact": (
        "控えを作りました。それより前の記録は 30 日後にサーバーから消えます。",
        "a checkpoint was written; what it holds is deleted from the server in 30 days",
    ),
    "compact-now": (
        "控えを作り、それより前の記録をサーバーから消しました。",
        "a checkpoint was written and what it holds was deleted from the server",
    ),
    "rotate-key": (
        "チームの鍵を替えました。各 PC は次に読むときに新しい鍵を使います。",
        "the team has a new key; every PC takes it over when it reads on",
    ),
    "redact": (
        "その言葉を全員の画面から消しました。サーバーからは次の圧縮で消えます。",
        "the words are blanked for everyone; the next compaction removes them from the server",
    ),
    "rebuild": (
        "記録を作り直しました。ほかの PC は次に読むときに続きから使えます。",
        "the record was rebuilt; the other PCs go on when they read it",
    ),
    "rejoin": (
        "チームの記録に入り直しました。この PC にあったものは残っています。",
        "this PC joined the team's record anew; what it had is kept",
    ),
    "nothing": ("直すところはありません。", "there is nothing to repair"),
    "asked": (
        "受け付けました。まだ全員には届いていません。あとで journal status で確かめてください。",
        "asked, not yet seen in the record; look again with: journal status",
    ),
}
_NO_CHECKPOINT: Sentence = ("ありません", "none")
_NOTHING_WRONG: Sentence = ("異常なし", "nothing is wrong")


class JournalShell(Shell):
    """One action about the record; prints one sentence and returns the exit code."""

    def run(self) -> int:
        """Do it.

        Raises:
            RuleBroken: this person may not.
        """
        journal = self._room.journal
        match self._args.what:
            case "status":
                return self._status()
            case "checkpoint":
                journal.checkpoint()
            case "compact":
                journal.compact(at_once=self._args.now)
                return self._say("compact-now" if self._args.now else "compact")
            case "rebuild":
                return self._rebuild()
            case "rejoin":
                journal.rejoin()
                alarm = self._room.reads.health().alarm
                if alarm.read_only:
                    raise RuleBroken(alarm)
            case "rotate-key":
                return self._ask(RotateKey())
            case "redact":
                return self._ask(Redact(event=EventId(self._args.event), reason=self._args.reason))
            case _:
                raise BadInput("arguments", self._args.what)
        return self._say(self._args.what)

    def _rebuild(self) -> int:
        epoch = self._epoch()
        self._room.journal.rebuild(self._args.reason)
        alarm = self._room.reads.health().alarm
        if alarm.read_only:
            raise RuleBroken(alarm)
        return self._say("rebuild" if self._epoch() != epoch else "nothing")

    def _epoch(self) -> int:
        head = self._room.reads.health().head
        return 0 if head is None else head.epoch

    def _ask(self, command: RotateKey | Redact) -> int:
        outcome = self._room.wait(self._room.do(command), self._args.wait)
        if outcome.kind is OutcomeKind.ASKED:
            return self._say("asked", 4)
        if outcome.kind is OutcomeKind.REFUSED:
            reason = outcome.verdict.reason if outcome.verdict else None
            print(refusal(reason, "", self._language))
            return 3
        if isinstance(command, RotateKey):
            self._room.journal.look_after()  # new PCs need a checkpoint under the new key
        return self._say(self._args.what)

    def _status(self) -> int:
        report = self._room.journal.report()
        health = self._room.reads.health()
        wrong = pick(_NOTHING_WRONG, self._language)
        if health.alarm is not Alarm.NONE:
            wrong = failure(RuleBroken(health.alarm), self._language)
        print(f"state: {health.alarm.value or 'ok'}: {wrong}")
        print(f"head: {health.head}")
        print(f"hash: {self._room.state_hash()}")
        print(f"pending: {health.pending}")
        for name, value in self._sizes(report):
            print(f"{name}: {value}")
        return 1 if health.alarm.read_only else 0

    def _sizes(self, report: JournalReport) -> list[tuple[str, str]]:
        none = pick(_NO_CHECKPOINT, self._language)
        written = report.checkpoint
        shelf = f"{written:%Y-%m-%d %H:%M}, {report.checkpoint_bytes} bytes" if written else none
        line = none
        if report.compacted is not None and report.deletable_at is not None:
            line = f"{report.compacted}, deleted from {report.deletable_at:%Y-%m-%d}"
        return [
            ("journal", f"{report.messages} messages, {report.bytes} bytes"),
            ("growth", f"{report.per_day} bytes a day"),
            ("checkpoint", shelf),
            ("compacted", line),
        ]

    def _say(self, what: str, code: int = 0) -> int:
        print(pick(_OF_ACTION[what], self._language))
        return code
