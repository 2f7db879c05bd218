"""The command line for scripts, admins and outside checks (design section 8).

Thin: every verb is a call of the same service that the window uses. Owns exit codes and what goes
to which stream: results to stdout, one sentence about a failure to stderr, never a traceback.
"""

from __future__ import annotations

import getpass
import json
import os
import shlex
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from socket import gethostname
from typing import Any

from mailroom import logging
from mailroom.clock import Clock, SystemClock
from mailroom.domain.records.replica import Alarm
from mailroom.errors import BadInput, MailroomError, RuleBroken, StoreCorrupt
from mailroom.mail.reading.charset import TWICE, codec_of
from mailroom.mail.reading.parse import parse_mail
from mailroom.service import accounts, credentials, doctor, link_handler, profiles
from mailroom.service.cli import as_json, listing
from mailroom.service.cli.approval import ApprovalShell
from mailroom.service.cli.clock import CalendarShell
from mailroom.service.cli.contact import ContactShell
from mailroom.service.cli.day import DayShell
from mailroom.service.cli.desk import DeskShell
from mailroom.service.cli.elsewhere import TakeInShell
from mailroom.service.cli.journal import JournalShell
from mailroom.service.cli.ledger import LedgerShell
from mailroom.service.cli.naming import case_named
from mailroom.service.cli.outbox import OutboxShell
from mailroom.service.cli.outcome import Doing
from mailroom.service.cli.parser import parser
from mailroom.service.cli.rescue import RescueShell
from mailroom.service.cli.rules import verbs_about_rules
from mailroom.service.cli.shell import BAD_INPUT, DONE, FAILED, Shell
from mailroom.service.enrol import Wish, enrol
from mailroom.service.founding import FoundingPreview
from mailroom.service.profiles import Profile
from mailroom.service.room import Room
from mailroom.service.words import failure, language_of, pick
from mailroom.settings import Account, JournalKind, Language


def main(argv: Sequence[str], *, clock: Clock | None = None) -> int:
    """Do what the arguments say and return the exit code."""
    language = language_of()
    try:
        args = parser().parse_args(argv)
        language = Language(args.lang) if args.lang else language
        return Door(args, language, clock or SystemClock()).run()
    except BadInput as error:
        _complain(failure(error, language))
        return BAD_INPUT
    except MailroomError as error:
        _complain(failure(error, language))
        return FAILED
    except SystemExit as leaving:  # --help
        return int(leaving.code or 0)


def _complain(sentence: str) -> None:
    print(f"mailroom: {sentence}", file=sys.stderr)


class Door:
    """One run of the command line."""

    def __init__(self, args: Namespace, language: Language, clock: Clock) -> None:
        self._args = args
        self._language = language
        self._clock = clock

    def run(self) -> int:
        """Do the verb."""
        verbs: dict[str, Callable[[], int]] = {
            "profile": self._profile,
            "parse": self._parse,
            "doctor": self._doctor,
            "links": self._links,
        }
        if self._args.verb in verbs:
            return verbs[self._args.verb]()
        profile = self._chosen()
        with ExitStack() as stack:
            stack.callback(logging.write_to(profile.folder / "log" / "cli.log"))
            room = stack.enter_context(Room.open(profile, clock=self._clock))
            for path in room.kept_aside:
                _complain(failure(StoreCorrupt(str(path)), self._language))
            return RoomShell(room, self._args, self._language).run()

    def _chosen(self) -> Profile:
        """Return the profile that was named; the only one needs no name."""
        name = self._args.profile
        if name:
            return profiles.load(name)
        found = profiles.names()
        if len(found) == 1:
            return profiles.load(found[0])
        raise BadInput("profile", ", ".join(found), "several" if found else "none")

    # --- without a room ------------------------------------------------------------------------

    def _parse(self) -> int:
        try:
            raw = Path(self._args.file).read_bytes()
        except OSError as error:
            raise BadInput("file", self._args.file, str(error)) from error
        name = self._args.charset
        if name and name != TWICE and not codec_of(name):
            raise BadInput("charset", name, "unknown")
        mail = parse_mail(raw, charset=name)
        plain = as_json.parsed(mail)
        if self._args.json:
            _print_json(plain)
        else:
            for name in ("subject", "from", "to", "date", "message_id"):
                print(f"{name}: {plain[name]}")
            for one in plain["attachments"]:
                print(f"attachment: {one['filename']} ({one['content_type']}, {one['size']})")
            print(f"\n{mail.text}")
        return DONE

    def _links(self) -> int:
        if sys.platform != "linux":
            print(pick(_CHOOSE, self._language))
            return DONE
        path = link_handler.register(link_handler.command())
        print(pick(_REGISTERED, self._language).format(path, link_handler.ENTRY))
        return DONE

    def _doctor(self) -> int:
        profile = self._chosen()
        bad = 0
        for finding in doctor.examine(profile, self._clock):
            said = failure(finding.error, self._language) if finding.error else finding.detail
            print(f"{finding.health.value:5} {finding.what}: {said}")
            bad += finding.health is doctor.Health.BAD
            if isinstance(finding.error, RuleBroken) and finding.error.reason in _REPAIRS:
                command = f"journal --profile {profile.name} {_REPAIRS[finding.error.reason]}"
                print(pick(_A_LEAD_REPAIRS, self._language).format(f"main.py {command}"))
        return FAILED if bad else DONE

    def _profile(self) -> int:
        match self._args.what:
            case "list":
                for name in profiles.names():
                    print(name)
                return DONE
            case "password":
                profile = profiles.load(self._args.name)
                credentials.keep(profile, self._password())
                return DONE
            case _:
                return self._add_profile()

    def _add_profile(self) -> int:
        args = self._args
        plain = args.plaintext_loopback
        account = Account(
            imap=accounts.imap_server(args.imap, plaintext_loopback=plain),
            smtp=accounts.smtp_server(args.smtp, plaintext_loopback=plain),
            user=args.user,
            smtp_user=args.smtp_user,
            address=_mail_address("from", args.address),
        )
        wish = Wish(
            name=args.name,
            account=account,
            person_name=args.person,
            desk_name=args.desk or gethostname(),
            own_address=_mail_address("address", args.own_address) if args.own_address else "",
            team=args.team,
            journal=JournalKind(args.journal),
            start_line_days=args.history_days,
            mark_mail=args.mark_mail,
        )
        given = os.environ.get(credentials.VARIABLE, "")
        done = enrol(
            wish,
            given or self._password(),
            clock=self._clock,
            go_on=self._show_preview,
            keep_password=not given,
        )
        if done.profile is not None:
            print(pick(_FOUNDED if done.founded else _JOINED, self._language).format(args.name))
        return DONE

    def _show_preview(self, preview: FoundingPreview) -> bool:
        sentence = _WILL_JOIN if preview.joins else _WILL_FOUND
        print(
            pick(sentence, self._language).format(
                team=preview.team,
                old=preview.old,
                young=preview.young,
                day=f"{preview.start_line.astimezone():%Y-%m-%d}",
                send=preview.mails_to_send,
                founder=preview.founder,
                founded=f"{preview.founded.astimezone():%Y-%m-%d}" if preview.founded else "",
            ),
            flush=True,
        )
        return not self._args.preview

    def _password(self) -> str:
        if self._args.password_stdin:
            password = sys.stdin.readline().rstrip("\r\n")
        elif sys.stdin.isatty():
            password = getpass.getpass(pick(("パスワード: ", "Password: "), self._language))
        else:
            password = ""
        if not password:
            raise BadInput("password", self._args.name, "missing")
        logging.hide(password)
        return password


class RoomShell(Shell):
    """The verbs that need a room."""

    def run(self) -> int:
        """Do the verb."""
        verbs: dict[str, Callable[[], int]] = {
            "sync": LedgerShell(self._room, self._args, self._language).sync,
            "ledger": LedgerShell(self._room, self._args, self._language).run,
            "rescue": RescueShell(self._room, self._args, self._language).run,
            "take-in": TakeInShell(self._room, self._args, self._language).run,
            "cases": self._cases,
            "show": self._show,
            "do": self._do,
            "export": self._export,
            "overdue": self._overdue,
            "stopped": self._stopped,
            "approvals": ApprovalShell(self._room, self._args, self._language).run,
            "outbox": OutboxShell(self._room, self._args, self._language).run,
            "journal": JournalShell(self._room, self._args, self._language).run,
            "desk": self._desk,
            "calendar": CalendarShell(self._room, self._args, self._language).run,
            **verbs_about_rules(self._room, self._args, self._language),
            "contact": ContactShell(self._room, self._args, self._language).run,
            "board": DayShell(self._room, self._args, self._language).board,
            "morning": DayShell(self._room, self._args, self._language).morning,
        }
        return verbs[self._args.verb]()

    # --- looking -------------------------------------------------------------------------------

    def _cases(self) -> int:
        room, args = self._room, self._args
        for sentence in listing.not_understood(room, args, self._language):
            _complain(sentence)
        if args.csv:
            print(listing.write_ledger(room, args, self._language))
        elif args.json:
            _print_json(as_json.CaseForms(room.reads).cases(listing.found(room, args)))
        else:
            for line in listing.lines(room, listing.found(room, args)):
                print(line)
        return DONE

    def _show(self) -> int:
        detail = case_named(self._room, self._args.case)
        case = as_json.CaseForms(self._room.reads).case(detail.row.case.id, whole=True)
        assert case is not None
        if self._args.json:
            _print_json(case)
            return DONE
        print(f"#{case['number']} {case['subject']} ({case['status']})")
        for item in case["timeline"]:
            what = item.get("kind") or f"mail from {item['from']}"
            by = f" {item['by']}" if item.get("by") else ""
            text = item.get("body", {}).get("text", "")
            print(f"{item['at']}  {what}{by} {text}".rstrip())
        return DONE

    def _overdue(self) -> int:
        rows = [as_json.overdue(row) for row in self._room.reads.overdue()]
        if self._args.json:
            _print_json(rows)
            return DONE
        for row in rows:
            late = "overdue" if row["overdue"] else "due"
            print(f"L{row['level']} #{row['number']} {row['addressee']} {late} {row['due']}")
        return DONE

    def _stopped(self) -> int:
        rows = [as_json.stopped(row) for row in self._room.escalations.stopped()]
        if self._args.json:
            _print_json(rows)
            return DONE
        for row in rows:
            print(f"#{row['case']} {row['step']} {row['to']} {row['why']} {row['at']}")
        return DONE

    def _export(self) -> int:
        print(listing.write_pack(self._room, self._args, self._language))
        return DONE

    # --- doing ---------------------------------------------------------------------------------

    def _do(self) -> int:
        code, plain = Doing(self._room, self._args, self._language).run()
        print(plain["said"])
        return code

    def _desk(self) -> int:
        """Stay, with all threads; a line of arguments in, a line of JSON out."""
        DeskShell(self._room, self._desk_line, watch=self._args.watch).run()
        return DONE

    def _standing(self) -> dict[str, Any]:
        """Return how far this desk is: equal heads must have equal hashes."""
        health = self._room.reads.health()
        return {
            "head": str(health.head),
            "hash": self._room.state_hash(),
            "pending": health.pending,
            "alarm": health.alarm.value,
        }

    def _desk_line(self, line: str) -> dict[str, Any]:
        try:
            args = parser().parse_args(_words_of(line))
            match args.verb:
                case "do":
                    code, plain = Doing(self._room, args, self._language).run()
                    return {"exit": code, **plain}
                case "sync":
                    self._room.sync_now()
                    return {"exit": DONE}
                case "cases":
                    ids = listing.found(self._room, args)
                    return {"exit": DONE, "cases": as_json.CaseForms(self._room.reads).cases(ids)}
                case "show":
                    detail = case_named(self._room, args.case)
                    case = as_json.CaseForms(self._room.reads).case(detail.row.case.id, whole=True)
                    return {"exit": DONE, "case": case}
                case "journal":
                    return {"exit": DONE, **self._standing()}
                case "overdue":
                    rows = [as_json.overdue(row) for row in self._room.reads.overdue()]
                    return {"exit": DONE, "overdue": rows}
                case "outbox":
                    rows = [as_json.outbox(row) for row in self._room.outbox.rows()]
                    return {"exit": DONE, "outbox": rows}
                case _:
                    raise BadInput("verb", args.verb)
        except MailroomError as error:
            code = BAD_INPUT if isinstance(error, BadInput) else FAILED
            return {"exit": code, "said": failure(error, self._language)}


def _words_of(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:  # a quote that nobody closes
        raise BadInput("arguments", line.strip(), str(error)) from error


_REPAIRS: dict[object, str] = {
    Alarm.HOLE: "rebuild --reason ...",
    Alarm.REPLACED: "rebuild --reason ...",
    Alarm.DIVERGED: "rebuild --reason ...",
    Alarm.EXPUNGED: "compact",
}
_A_LEAD_REPAIRS = (
    "      リーダーの PC で: {0}",
    "      on a lead's PC: {0}",
)
_REGISTERED = (
    "{0} に登録しました。既定にするには: xdg-mime default {1} x-scheme-handler/mailto",
    "written to {0}; to make it the default: xdg-mime default {1} x-scheme-handler/mailto",
)
_CHOOSE = (
    "この OS では、設定の「既定のアプリ」で mailto に Mailroom を選んでください。",
    "on this system choose Mailroom for mailto in the settings, under default apps",
)
_WILL_FOUND = (
    (
        "新しいチームを作ります。今ある {old} 通は過去のメールです。うち {day} 以降の {young} 通"
        "だけが、返信がなければ案件として開きます。期限は動かず、送るメールは {send} 通です。"
    ),
    (
        "a new team: the {old} mails that are there become history; only those of the {young}"
        " since {day} that wait for an answer open a case; 0 clocks start, {send} mails are sent"
    ),
)
_WILL_JOIN = (
    "チーム {team} に参加します({founder} さんが {founded} に作ったもの)。",
    "joining the team {team}, founded by {founder} on {founded}",
)
_FOUNDED = ("チームを作りました: {0}", "team founded; profile {0} is ready")
_JOINED = ("チームに参加しました: {0}", "team joined; profile {0} is ready")


def _mail_address(field: str, text: str) -> str:
    local, at, domain = text.rpartition("@")
    if not (local and at and domain) or any(letter.isspace() for letter in text):
        raise BadInput(field, text, "address")
    return text.lower()


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
