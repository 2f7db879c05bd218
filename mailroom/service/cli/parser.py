"""What the command line accepts (design section 8; the names are stable).

Owns words and their shapes. Must not do anything.
"""

from __future__ import annotations

import argparse
from functools import cache

from mailroom.domain.cases import CaseStatus, LabelStanding
from mailroom.domain.escalations.escalation import AnswerKind, Criterion, EscalationKind
from mailroom.domain.people import Presence, Role
from mailroom.domain.policies.contacts import ContactFlag
from mailroom.domain.query import Sort, View
from mailroom.service.cli import approval, elsewhere
from mailroom.service.cli.arguments import Parser, a_mail, a_text, of_case, on_profile
from mailroom.service.cli.day import DESK
from mailroom.service.cli.escalation import REFUSED
from mailroom.service.cli.outbox import add_to as add_outbox
from mailroom.service.cli.rescue import add_to as add_rescue
from mailroom.service.cli.writing import add_new_mail
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.settings import JournalKind


@cache
def parser() -> Parser:
    """Return the parser of the whole command line; making it costs more than most commands."""
    root = Parser(prog="main.py", description="Mailroom on the command line")
    root.add_argument("--lang", choices=["ja", "en"], help="language of what it says")
    verbs = root.add_subparsers(dest="verb", required=True, parser_class=Parser)
    _profile(verbs.add_parser("profile", help="found or join a team on a mailbox"))
    on_profile(verbs.add_parser("sync", help="one whole pass; the ledger is the last line"))
    _ledger(on_profile(verbs.add_parser("ledger", help="where every mail on the server went")))
    _cases(on_profile(verbs.add_parser("cases", help="list cases")))
    show = on_profile(verbs.add_parser("show", help="one case"))
    show.add_argument("case")
    show.add_argument("--json", action="store_true")
    do = on_profile(verbs.add_parser("do", help="act on a case or on the team"))
    do.add_argument("--wait", type=float, default=30, metavar="S", help="seconds to wait for it")
    _actions(do.add_subparsers(dest="action", required=True, parser_class=Parser))
    parse = verbs.add_parser("parse", help="one mail as Mailroom reads it")
    parse.add_argument("file")
    parse.add_argument("--charset", default="", help="read it as this, whatever it declares")
    parse.add_argument("--json", action="store_true")
    take_in = verbs.add_parser("take-in", help="mails that came as files become cases")
    elsewhere.add_to(on_profile(take_in))
    add_rescue(on_profile(verbs.add_parser("rescue", help="mail that is hard to read")))
    verbs.add_parser("links", help="let the system open mailto: links with Mailroom")
    on_profile(verbs.add_parser("doctor", help="what works with this mailbox"))
    _export(on_profile(verbs.add_parser("export", help="a case as files")))
    for name, help_ in (
        ("stopped", "automatic mails that were stopped"),
        ("approvals", "mails that wait for a second person, or for their author after that"),
        ("overdue", "escalations by deadline"),
        ("labels", "the tree of labels, with their cases"),
    ):
        listed = on_profile(verbs.add_parser(name, help=help_))
        listed.add_argument("--json", action="store_true")
    _day(verbs)
    add_outbox(on_profile(verbs.add_parser("outbox", help="what waits to be sent")))
    _calendar(on_profile(verbs.add_parser("calendar", help="business time and deadlines")))
    contact = on_profile(verbs.add_parser("contact", help="a customer with all their cases"))
    contact.add_argument("address", metavar="ADDR")
    contact.add_argument("--json", action="store_true")
    _policy(on_profile(verbs.add_parser("policy", help="the team's rules")))
    _rules(on_profile(verbs.add_parser("rules", help="rules on arrival")))
    _templates(on_profile(verbs.add_parser("templates", help="texts the team has ready")))
    _journal(on_profile(verbs.add_parser("journal", help="look after the team's record")))
    desk = verbs.add_parser("desk", help="long-lived: commands on stdin, JSON on stdout")
    on_profile(desk).add_argument("--watch", action="store_true", help="say each new head too")
    return root


def _templates(templates: argparse.ArgumentParser) -> None:
    templates.add_argument("case", nargs="?", default="", help="filled in for a case")
    templates.add_argument("--json", action="store_true")
    templates.add_argument("--write", default="", metavar="FILE", help="as a table (CSV)")
    templates.add_argument("--read", default="", metavar="FILE", help="take over such a table")


def _define_templates(verbs: argparse._SubParsersAction[Parser]) -> None:
    for verb in ("template-define", "template-remove"):
        template = verbs.add_parser(verb)
        template.add_argument("name")
        template.add_argument("--category")
        if verb == "template-define":
            template.add_argument("--subject")
            a_text(template)


def _contacts(verbs: argparse._SubParsersAction[Parser]) -> None:
    note = verbs.add_parser("contact-note", help="for everybody who writes to them")
    a_text(note)
    note.add_argument("address", metavar="ADDR|@DOMAIN")
    describe = verbs.add_parser("contact-describe", help="who a customer is")
    describe.add_argument("address", metavar="ADDR")
    for name in ("--name", "--company", "--phone"):
        describe.add_argument(name, default="")
    for name in ("contact-join", "contact-part"):
        pair = verbs.add_parser(name, help="two addresses are one person's, or are not")
        pair.add_argument("one", metavar="ADDR")
        pair.add_argument("other", metavar="ADDR")


def _cases(cases: argparse.ArgumentParser) -> None:
    cases.add_argument(
        "query",
        nargs="*",
        help="words, from:NAME, is:overdue, before:DAY …, status:open, label:NAME, assignee:NAME",
    )
    cases.add_argument("--view", choices=[view.value for view in View], default=View.ALL.value)
    cases.add_argument("--sort", choices=[sort.value for sort in Sort], default=Sort.NUMBER.value)
    cases.add_argument("--json", action="store_true")
    cases.add_argument("--csv", metavar="FILE", help="the list as a ledger (台帳)")
    cases.add_argument("--encoding", choices=["utf8", "cp932"], default="utf8")


def _export(export: argparse.ArgumentParser) -> None:
    export.add_argument("case")
    export.add_argument("folder")
    export.add_argument("--zip", action="store_true", help="one file FOLDER.zip")
    export.add_argument(
        "--for-customer", action="store_true", help="mails with the customer only, nothing internal"
    )


def _ledger(parser: argparse.ArgumentParser) -> None:
    actions = ["show", "check", "accept", "folders", "csv"]
    parser.add_argument("what", nargs="?", choices=actions, default="show")
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="the server's names")
    parser.add_argument("--json", action="store_true")


def _day(verbs: argparse._SubParsersAction[Parser]) -> None:
    board = on_profile(verbs.add_parser("board", help="who acts on which escalation until when"))
    morning = on_profile(verbs.add_parser("morning", help="what today brings, who could take it"))
    morning.add_argument("--hand-out", action="store_true", help="give each to who is proposed")
    for parser in (board, morning):
        parser.add_argument("--json", action="store_true")


def _profile(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", required=True, parser_class=Parser)
    verbs.add_parser("list", help="the profiles of this user")
    password = verbs.add_parser("password", help="give the password of a profile again")
    password.add_argument("name")
    password.add_argument("--password-stdin", action="store_true")
    add = verbs.add_parser("add", help="found the team of a mailbox, or join it")
    add.add_argument("name")
    add.add_argument("--imap", required=True, metavar="HOST[:PORT]")
    add.add_argument("--smtp", default="", metavar="HOST[:PORT]")
    add.add_argument("--user", required=True)
    add.add_argument("--smtp-user", default="")
    add.add_argument("--from", dest="address", required=True, metavar="ADDR")
    add.add_argument("--name", dest="person", required=True, metavar="NAME")
    add.add_argument("--address", dest="own_address", default="", help="your own mail address")
    add.add_argument("--team", default="", help="name of a team that is founded")
    add.add_argument("--desk", default="", help="what the team calls this PC")
    add.add_argument("--password-stdin", action="store_true")
    add.add_argument("--plaintext-loopback", action="store_true")
    kinds = [kind.value for kind in JournalKind]
    add.add_argument("--journal", choices=kinds, default=JournalKind.IMAP.value)
    add.add_argument("--history-days", type=int, default=14, metavar="N")
    add.add_argument(
        "--mark-mail",
        action="store_true",
        help="of a new team: mark answered and done mail, for colleagues in other programs",
    )
    add.add_argument("--preview", action="store_true", help="only say what would be founded")


def _journal(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", required=True, parser_class=Parser)
    verbs.add_parser("status", help="how it is and how it grows")
    verbs.add_parser("checkpoint", help="write one now, so that new PCs begin quickly")
    compact = verbs.add_parser("compact", help="let what a checkpoint holds be deleted")
    compact.add_argument("--now", action="store_true", help="now instead of in 30 days")
    rotate = verbs.add_parser("rotate-key", help="a new key, when somebody left the team")
    rebuild = verbs.add_parser("rebuild", help="begin the order anew when it is broken")
    rebuild.add_argument("--reason", required=True)
    verbs.add_parser("rejoin", help="trust a rebuilt record that this PC cannot check")
    redact = verbs.add_parser("redact", help="blank the words of an event for everyone")
    redact.add_argument("event")
    redact.add_argument("--reason", default="")
    for asking in (rotate, redact):
        asking.add_argument("--wait", type=float, default=30, metavar="S")


def _actions(verbs: argparse._SubParsersAction[Parser]) -> None:
    _field_actions(verbs)
    _clock_actions(verbs)
    _lock_actions(verbs)
    _writing_actions(verbs)
    _escalation_actions(verbs)
    _team_actions(verbs)


def _field_actions(verbs: argparse._SubParsersAction[Parser]) -> None:
    of_case(verbs, "assign").add_argument("person", help="a name, me, or none")
    of_case(verbs, "level").add_argument("level", type=int)
    of_case(verbs, "label").add_argument("label")
    of_case(verbs, "unlabel").add_argument("label")
    handover = of_case(verbs, "handover")
    handover.add_argument("--to", default=DESK, metavar=f"NAME|{DESK}")
    handover.add_argument("--text", default="", help="what to know about it")
    for name in ("close", "reopen", "filter", "restore", "wake"):
        of_case(verbs, name)
    snooze = of_case(verbs, "snooze")
    snooze.add_argument("--until", required=True, metavar="+4h|TIME|mail")
    snooze.add_argument("--note", default="", help="what to do then")
    of_case(verbs, "merge").add_argument("other")
    of_case(verbs, "unmerge")
    of_case(verbs, "split").add_argument("mails", nargs="+", metavar="KEY")
    move = of_case(verbs, "move")
    move.add_argument("mail", metavar="KEY")
    move.add_argument("to", metavar="CASE")


def _clock_actions(verbs: argparse._SubParsersAction[Parser]) -> None:
    of_case(verbs, "pause").add_argument("--reason", required=True)
    of_case(verbs, "resume")
    promise = of_case(verbs, "promise")
    promise.add_argument("--by", required=True, metavar="15:00|TIME", help="by the team's clock")
    promise.add_argument("--text", default="")
    promise.add_argument("--by-hand", action="store_true", help="a reply does not keep it")
    promise.add_argument("--instead", action="store_true", help="moves the one that is open")
    for name in ("promise-kept", "promise-withdraw"):
        settle = of_case(verbs, name)
        settle.add_argument("--promise", default="", metavar="EVENT", help="default: the earliest")
        settle.add_argument("--reason", default="")
    calendar = verbs.add_parser("calendar")
    calendar.add_argument("file", help="the calendar as JSON; - is standard input")
    calendar.add_argument("--reason", default="")


def _policy(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", required=True, parser_class=Parser)
    verbs.add_parser("show", help="as JSON, as 'do policy' takes it")
    check = verbs.add_parser("check", help="what would be wrong with it, and which deadlines move")
    check.add_argument("file", nargs="?", default="", help="JSON; default: the rules as they are")
    put = verbs.add_parser("set", help="take the rules of a file, if they would work")
    put.add_argument("file", help="JSON; - is standard input")
    put.add_argument("--reason", required=True, help="everybody reads it in the history")
    verbs.add_parser("history", help="every change: when, by whom, why")
    verbs.add_parser("suggest", help="the criteria that apply to a case").add_argument("case")


def _rules(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", required=True, parser_class=Parser)
    show = verbs.add_parser("show", help="in plain words")
    check = verbs.add_parser("check", help="what would be wrong with rules, or odd")
    preview = verbs.add_parser("preview", help="which cases rules would touch; changes nothing")
    for one in (show, preview):
        one.add_argument("--json", action="store_true", help="rules as 'rules set' takes them")
    for one in (check, preview):
        one.add_argument("file", nargs="?", default="", help="JSON; default: those in force")
    put = verbs.add_parser("set", help="take the rules of a file, all of them at once")
    put.add_argument("file", help="JSON; - is standard input")
    put.add_argument("--reason", required=True, help="everybody reads it in the history")
    verbs.add_parser("history", help="every change: when, by whom, why")


def _calendar(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", required=True, parser_class=Parser)
    show = verbs.add_parser("show", help="hours, closures, and the holidays of a year")
    show.add_argument("--year", type=int, default=0)
    show.add_argument("--json", action="store_true", help="as 'do calendar' takes it")
    check = verbs.add_parser("check", help="which deadlines would move")
    check.add_argument("file", help="the calendar as JSON; - is standard input")
    due = verbs.add_parser("due", help="the deadlines of a case, explained")
    due.add_argument("case", help="number or id")


def _lock_actions(verbs: argparse._SubParsersAction[Parser]) -> None:
    for name in ("claim", "release", "ask", "keep", "abandon"):
        of_case(verbs, name)
    of_case(verbs, "takeover").add_argument("--reason", default="")


def _writing_actions(verbs: argparse._SubParsersAction[Parser]) -> None:
    note = of_case(verbs, "note", text=True)
    note.add_argument("words", nargs="*")
    phone = of_case(verbs, "phone", text=True)
    phone.add_argument("--with", dest="with_whom", default="")
    phone.add_argument("--number", default="")
    phone.add_argument("--outgoing", action="store_true")
    phone.add_argument("--missed", action="store_true")
    new = verbs.add_parser("new")
    new.add_argument("--subject", required=True)
    new.add_argument("--contact-name", default="")
    new.add_argument("--contact", default="", metavar="ADDR")
    new.add_argument("--phone", default="")
    a_text(new)
    share = of_case(verbs, "share-draft", text=True)
    share.add_argument("--to", action="append", default=[], metavar="ADDR")
    share.add_argument("--subject", default="")
    for name in ("withdraw-draft", "take-draft"):
        of = of_case(verbs, name).add_argument("--of", default="", metavar="NAME")
        of.help = "whose; needed where several are shown"
    a_mail(of_case(verbs, "reply", text=True))
    add_new_mail(verbs)
    redirect = of_case(verbs, "redirect")
    redirect.add_argument("to", metavar="ADDR|NAME", help="another desk, by address or name")
    redirect.add_argument("--mail", default="", metavar="KEY", help="default: the latest")
    redirect.add_argument("--keep-open", action="store_true", help="the case is not done by it")
    redirect.add_argument("--undo-seconds", type=float, default=0, metavar="S")
    send = verbs.add_parser("send", help="decide about a mail in the outbox")
    send.add_argument("id")
    send.add_argument("decision", choices=[one.value for one in OutboxDecision])
    approval.add_verbs(verbs)


def _escalation_actions(verbs: argparse._SubParsersAction[Parser]) -> None:
    escalate = of_case(verbs, "escalate")
    kinds = [kind.value for kind in EscalationKind]
    escalate.add_argument("--kind", choices=kinds, required=True)
    escalate.add_argument("--level", type=int, default=2)
    escalate.add_argument("--to", default="", metavar="ADDR|NAME")
    escalate.add_argument("--request", required=True)
    escalate.add_argument("--wanted-by", default="", metavar="+60m|TIME")
    escalate.add_argument("--category", default="")
    criteria = [criterion.value for criterion in Criterion]
    escalate.add_argument("--criterion", choices=criteria, default=Criterion.UNSURE.value)
    for name in ("customer", "dates", "history", "tried", "now", "amount"):
        escalate.add_argument(f"--{name}", default="")
    of_case(verbs, "add", text=True)
    of_case(verbs, "withdraw").add_argument("--reason", default="")
    answers = [kind.value for kind in AnswerKind]
    answer = of_case(verbs, "answer", text=True)
    answer.add_argument("--kind", choices=answers, default=AnswerKind.INSTRUCT.value)
    spoken = of_case(verbs, "spoken", text=True)
    spoken.add_argument("--kind", choices=answers, default=AnswerKind.INSTRUCT.value)
    spoken.add_argument("--by", required=True, help="who said it")
    spoken.add_argument("--how", default="phone")
    of_case(verbs, "handback", text=True)
    _life_actions(verbs, answers)
    of_case(verbs, "tick").add_argument("criterion", choices=criteria)
    dismiss = of_case(verbs, "dismiss")
    dismiss.add_argument("rule", help="as 'policy suggest' names it")
    dismiss.add_argument("--reason", required=True)


def _life_actions(verbs: argparse._SubParsersAction[Parser], answers: list[str]) -> None:
    up = of_case(verbs, "raise")
    down = of_case(verbs, "lower", text=True)
    for move in (up, down):
        move.add_argument("--level", type=int, default=0)
        move.add_argument("--to", default="", metavar="ADDR|NAME")
    up.add_argument("--request", default="", help="default: as it was asked")
    phone = of_case(verbs, "phone-step", text=True)
    phone.add_argument("--number", default="")
    phone.add_argument("--missed", action="store_true", help="not reached")
    let_go = of_case(verbs, "send-stopped")  # see ``stopped``
    let_go.add_argument("--step", required=True)
    fire, stop = of_case(verbs, "fire"), of_case(verbs, "stop")
    for step in (fire, stop):
        step.add_argument("--step", type=int, default=0, help="default: the one that comes next")
    fire.add_argument("--to", default="", metavar="ADDR|NAME", help="instead of who was planned")
    stop.add_argument("--reason", default="")
    of_case(verbs, "apply")
    of_case(verbs, "told").add_argument("--how", default="phone")
    sort = of_case(verbs, "sort")
    sort.add_argument("kind", choices=[*answers, REFUSED])
    sort.add_argument("--answer", default="", metavar="EVENT", help="default: the latest")


def _team_actions(verbs: argparse._SubParsersAction[Parser]) -> None:
    presence = verbs.add_parser("presence")
    presence.add_argument("presence", choices=[one.value for one in Presence])
    presence.add_argument("--person", default="me")
    presence.add_argument("--until", default="", metavar="+2h|TIME")
    member = verbs.add_parser("member")
    member.add_argument("name")
    member.add_argument("--address", action="append", default=[], metavar="ADDR")
    member.add_argument("--role", choices=[role.value for role in Role], default="")
    member.add_argument("--phone", default="")
    member.add_argument("--extension", default="")
    member.add_argument("--mobile", default="")
    member.add_argument("--hours", default="", metavar="9:00-17:30")
    member.add_argument("--deputy", default="", metavar="NAME|none")
    member.add_argument("--left", action="store_true")
    identity = verbs.add_parser("identity", help="as whom the team writes")
    identity.add_argument("address", metavar="ADDR")
    identity.add_argument("--name", help="beside the address")
    identity.add_argument("--first", action="store_true", help="what mails have by default")
    identity.add_argument("--remove", action="store_true")
    a_text(identity)
    _define_templates(verbs)
    define = verbs.add_parser("label-define")
    define.add_argument("name")
    define.add_argument("--colour", default="")
    define.add_argument("--parent", default="", metavar="PATH")
    define.add_argument("--standing", choices=[one.value for one in LabelStanding], default="")
    policy = verbs.add_parser("policy")
    policy.add_argument("file", help="the policy as JSON; - is standard input")
    policy.add_argument("--reason", required=True, help="everybody reads it in the history")
    contact = verbs.add_parser("contact", help="how a customer is handled")
    contact.add_argument("address", metavar="ADDR|@DOMAIN")
    contact.add_argument("--flag", choices=[flag.value for flag in ContactFlag], default="")
    contact.add_argument("--handling", help="shown beside the case")
    contact.add_argument("--may-answer", action="append", default=[], metavar="NAME")
    contact.add_argument("--wording", help="words to be used")
    contact.add_argument("--two-people", action="store_true", help="a second person looks first")
    contact.add_argument("--clear", action="store_true", help="begin anew")
    _contacts(verbs)
    undo = verbs.add_parser("undo")
    undo.add_argument("event", nargs="?", default="", help="default: the last thing I did here")


STATUSES = {status.value: status for status in CaseStatus}
