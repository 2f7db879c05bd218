"""What people do with a case, and what they had been shown when they did it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from mailroom.domain import commands as ask
from mailroom.domain.cases import Case, Label
from mailroom.domain.commands import Command
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import AnswerKind, Criterion
from mailroom.domain.events import (
    DraftShared,
    Event,
    MailMoved,
    Merged,
    PhoneLogged,
    Reopened,
    RulesFired,
    SendAbandoned,
    SendDone,
    SentUnchecked,
    Split,
    Unmerged,
)
from mailroom.domain.mails import Automatic, Direction, JoinReason, MailPlace
from mailroom.domain.overlay import Overlay
from mailroom.domain.people import Desk as DeskRow
from mailroom.domain.people import Identity, Mailbox, Member, Presence, Role
from mailroom.domain.policies.default_policy import DEFAULT_POLICY, LEADS
from mailroom.domain.policies.policy import ClockMode, Level, Policy
from mailroom.domain.position import Position
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import CaseId, DeskId, LabelId, MailboxId, PersonId
from tests.replication.simulator import approvals, arrival, asking, contacts, sharing, templates
from tests.replication.simulator.desk import Desk
from tests.unit.domain.world import NOVICE, SATO, SUPPORT, SUZUKI, TANAKA

PEOPLE = (TANAKA, SATO, SUZUKI, NOVICE)
LABELS = (LabelId("返品"), LabelId("至急"))
SHAPE = (Merged, Unmerged, Split, MailMoved)
CONTENT = (PhoneLogged, SendDone, SentUnchecked, SendAbandoned, Reopened, *SHAPE)
"""Events that change what a reply must take into account (rule 18)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The ghost of a click: what its author had on screen, said by what was there and not how."""

    case: CaseId
    at: Position
    words: frozenset[str]
    assignees: frozenset[PersonId | None]
    """On screen, and beneath what waits here: a merge of one's own may be refused."""


def words_in(state: State, case: CaseId) -> dict[str, DeskId | None]:
    """Return the content of a case and who made it; what comes from outside nobody did.

    A reply that left is one word of the case it was for, whoever tells of it, where and how often.
    """
    words: dict[str, DeskId | None] = {
        mail.facts.key: None for mail in state.mails_of(case) if is_said_outside(state, mail)
    }
    for entry in rows_of(state, "entries"):
        event = entry.event
        if not entry.verdict.accepted or not isinstance(event.body, CONTENT):
            continue
        left = isinstance(event.body, SendDone | SentUnchecked)
        sent = state.sent(event.body.message_id) if left else None
        found = case_at(state, entry.anchor if sent is None else sent.anchor)
        if found is not None and found.id == case:
            words.setdefault(word_of(event), event.desk)
    return words


def word_of(event: Event) -> str:
    """Return what an event that is content adds to a case."""
    if isinstance(event.body, SendDone | SentUnchecked):
        return f"{event.body.message_id} left"
    return event.id


def is_said_outside(state: State, mail: MailPlace) -> bool:
    """Return whether a mail is content: a person's, to or from a customer, and not ours."""
    facts = mail.facts
    if facts.history or JoinReason.ESCALATION in {mail.reason, mail.threaded}:
        return False
    if facts.direction is Direction.INBOUND:
        return facts.automatic is Automatic.NO
    sent_here = facts.message_id is not None and state.sent(facts.message_id) is not None
    return facts.direction is Direction.OUTBOUND and not sent_here


def look(desk: Desk, case: Case) -> Shown:
    """Return what somebody sees who opens a case here."""
    beneath = desk.replica.state.case(case.id) or case
    return Shown(
        case=case.id,
        at=desk.replica.cursor().head,
        words=frozenset(words_in(desk.shown(), case.id)),
        assignees=frozenset({case.assignee, beneath.assignee}),
    )


def rows_of(state: State, table: str) -> list:
    """Return all rows of a table: the port has look-ups only, the simulator may see everything."""
    if isinstance(state, DictState):
        return list(getattr(state, table).values())
    assert isinstance(state, Overlay)
    below, above = getattr(state._base, table), getattr(state._top, table)
    return list((below | above).values())


def cases_of(state: State) -> list[Case]:
    """Return the live cases, by number."""
    live = [case for case in rows_of(state, "cases") if case.merged_into is None]
    return sorted(live, key=lambda case: case.number)


@dataclass(frozen=True)
class Hand:
    """A person at a desk with a case before them; ``choice`` settles what a command leaves open."""

    desk: Desk
    state: State
    case: Case
    shown: Shown | None
    choice: int

    @property
    def on(self) -> dict[str, object]:
        """Return what every command about a case says."""
        seen = self.desk.replica.cursor().head if self.shown is None else self.shown.at
        return {"case": self.case.id, "shown": seen}

    def other(self) -> Case:
        """Return some case, often another one."""
        cases = cases_of(self.state)
        return cases[self.choice % len(cases)]

    def person(self) -> PersonId:
        """Return one of the team."""
        return PEOPLE[self.choice % len(PEOPLE)].person

    def anybody(self) -> PersonId:
        """Return one of the team, or somebody who is not."""
        return PersonId("stranger") if self.choice % 23 == 0 else self.person()

    def mails(self) -> tuple:
        """Return some of the mails in the case."""
        keys = [mail.facts.key for mail in self.state.mails_of(self.case.id)]
        return tuple(key for n, key in enumerate(keys) if (self.choice >> n) % 2) or tuple(keys[:1])


def _assign(hand: Hand) -> Command:
    person = None if hand.choice % 5 == 0 else hand.person()
    return ask.Assign(**hand.on, person=person)


def _move(hand: Hand) -> Command | None:
    mails = hand.mails()
    return ask.MoveMail(**hand.on, mail=mails[0], to=hand.other().id) if mails else None


def _escalate(hand: Hand) -> Command:
    return ask.Escalate(**hand.on, form=asking.request(hand, 1 + hand.choice % 3))


def _of_escalation(hand: Hand) -> Command | None:
    named = hand.case.escalation
    if named is None:
        known = _escalations(hand)
        if not known:
            return None
        named = known[hand.choice % len(known)]
    match hand.choice % 7:
        case 0:
            return ask.AddToEscalation(**hand.on, escalation=named, text="追加です")
        case 1:
            return _withdraw(hand)
        case 2:
            return _hand_back(hand)
        case _:
            kinds = tuple(AnswerKind)
            return ask.AnswerEscalation(
                **hand.on,
                escalation=named,
                kind=kinds[hand.choice // 7 % len(kinds)],
                words="はい",
                by="佐藤",
                by_person=hand.person(),
                spoken=hand.choice % 2 == 0,
            )


def _withdraw(hand: Hand) -> Command | None:
    known = hand.case.escalation or next(reversed(_escalations(hand)), None)
    return ask.WithdrawEscalation(**hand.on, escalation=known, reason="済み") if known else None


def _hand_back(hand: Hand) -> Command | None:
    known = hand.case.escalation or next(reversed(_escalations(hand)), None)
    return ask.HandBack(**hand.on, escalation=known, instruction="お願い") if known else None


def _escalations(hand: Hand) -> list:
    return list(hand.desk.replica.state.escalations)


def _undo(hand: Hand) -> Command | None:
    mine = [
        entry.event.id
        for entry in hand.desk.replica.state.entries.values()
        if entry.verdict.accepted
        and (entry.event.by == hand.desk.seat.person or isinstance(entry.event.body, RulesFired))
    ]
    return ask.Undo(event=mine[-1 - hand.choice % min(3, len(mine))]) if mine else None


def _redact(hand: Hand) -> Command | None:
    known = list(hand.desk.replica.state.entries)
    return ask.Redact(event=known[-1 - hand.choice % len(known)], reason="個人情報")


def _member(hand: Hand) -> Command:
    known = hand.state.member(hand.person())
    role = (Role.MEMBER, Role.MEMBER, Role.LEAD, Role.TRAINEE)[hand.choice // 4 % 4]
    member = known or Member(id=hand.person(), name=hand.person())
    match hand.choice // 16 % 4:
        case 0:
            return ask.SetMember(member=replace(member, role=role))
        case 1:
            return ask.SetMember(member=replace(member, left=not member.left))
        case _:
            return ask.SetMember(member=replace(member, phone=str(hand.choice)))


def _presence(hand: Hand) -> Command:
    presences = tuple(Presence)
    return ask.SetPresence(
        person=hand.anybody(), presence=presences[hand.choice // 4 % len(presences)]
    )


def _policy(hand: Hand) -> Command:
    levels = tuple(Level(number=n, name=str(n)) for n in range(1, 1 + hand.choice % 5))
    fallback = None if hand.choice % 8 == 7 else LEADS
    policy = Policy(
        levels=levels,
        criteria=DEFAULT_POLICY.criteria,
        fallback=fallback,
        catch_all=LEADS,
        mode=tuple(ClockMode)[hand.choice % 3 > 0],
        reopen_days=(None, None, 1, 30)[hand.choice // 8 % 4],
        sending=approvals.RULES[hand.choice // 32 % 4],
    )
    return ask.SetPolicy(policy=policy, reason="")


def _tick(hand: Hand) -> Command:
    criterion = (Criterion.MONEY, Criterion.LONG)[hand.choice % 2]
    return ask.TickCriterion(**hand.on, criterion=criterion)


def _dismiss(hand: Hand) -> Command:
    rule = ("long", "long", "long", Criterion.MONEY.value)[hand.choice % 4]
    reason = "" if hand.choice % 5 == 0 else "窓口で答えます"
    return ask.DismissSuggestion(**hand.on, rule=rule, reason=reason)


def _team(hand: Hand) -> Command:
    seat = hand.desk.seat
    match hand.choice % 6:
        case 0:
            name = "" if hand.choice % 12 == 0 else "色"
            return ask.SetLabel(label=Label(id=LABELS[0], name=name))
        case 1:
            return ask.JoinDesk(desk=DeskRow(id=seat.desk, name="PC", person=hand.person()))
        case 2:
            address = "" if hand.choice % 12 == 2 else "info@shop.example"
            return ask.AddMailbox(mailbox=Mailbox(id=MailboxId("m2"), address=address))
        case 3:
            return ask.RotateKey()
        case 4:
            return _policy(hand)
        case _:
            return _redact(hand) or ask.RotateKey()


def _snooze(hand: Hand) -> Command:
    until = hand.desk.clock.now() + timedelta(minutes=(hand.choice % 40) * 10 - 10)
    note = "折り返す" if hand.choice % 3 == 0 else ""
    return ask.Snooze(**hand.on, until=None if hand.choice % 5 == 4 else until, note=note)


def _phone(hand: Hand) -> Command:
    incoming = hand.choice % 3 > 0
    return ask.LogPhone(**hand.on, incoming=incoming, reached=True, with_whom="客", text="電話")


def _clock(hand: Hand) -> Command:
    if hand.choice % 3 == 0:
        return ask.ResumeClock(**hand.on)
    return ask.PauseClock(**hand.on, reason="" if hand.choice % 7 == 0 else "資料待ち")


def _promise(hand: Hand) -> Command:
    """Promise a time, also one that has passed; move, keep or withdraw what was promised."""
    known = hand.case.promises
    at = hand.desk.clock.now() + timedelta(minutes=hand.choice % 50 - 5)
    if not known or hand.choice % 7 == 0:
        return ask.MakePromise(**hand.on, at=at, text="連絡", by_reply=hand.choice % 3 > 0)
    one = known[hand.choice % len(known)].id
    match hand.choice % 3:
        case 0:
            return ask.MakePromise(**hand.on, at=at, text="連絡", instead_of=one)
        case 1:
            return ask.KeepPromise(**hand.on, promise=one)
        case _:
            return ask.WithdrawPromise(**hand.on, promise=one, reason="済み")


def _set_identities(hand: Hand) -> Command:
    """Say as whom the team writes; one in four says nothing that could be."""
    choice = hand.choice
    names = (SUPPORT, "repair@shop.example", "sales@shop.example")[: choice % 4]
    wrong = Identity(address="nobody") if choice % 16 >= 12 else None
    signature = f"窓口 {choice}"
    identities = tuple(Identity(address=name, name="窓口", signature=signature) for name in names)
    return ask.SetIdentities(
        mailbox=MailboxId("m"), identities=(*identities, *([wrong] if wrong else []))
    )


CLICKS: dict[str, tuple[int, Callable[[Hand], Command | None]]] = {
    "assign": (4, _assign),
    "level": (1, lambda hand: ask.SetLevel(**hand.on, level=hand.choice % 5)),
    "label": (2, lambda hand: ask.PutLabel(**hand.on, label=LABELS[hand.choice % 2])),
    "take label": (2, lambda hand: ask.TakeLabel(**hand.on, label=LABELS[hand.choice % 2])),
    "close": (4, lambda hand: ask.Close(**hand.on)),
    "reopen": (1, lambda hand: ask.Reopen(**hand.on)),
    "snooze": (2, _snooze),
    "wake": (1, lambda hand: ask.Wake(**hand.on)),
    "filter": (1, lambda hand: ask.Filter(**hand.on)),
    "restore": (1, lambda hand: ask.Restore(**hand.on)),
    "note": (2, sharing.write_down),
    "phone": (2, _phone),
    "clock": (2, _clock),
    "promise": (4, _promise),
    "open": (1, lambda _hand: ask.OpenCase(subject="電話", contact_name="客", text="電話です")),
    "claim": (6, lambda hand: ask.ClaimCase(**hand.on)),
    "renew": (1, lambda hand: ask.RenewClaim(**hand.on)),
    "release": (2, lambda hand: ask.ReleaseCase(**hand.on)),
    "ask for it": (2, lambda hand: ask.AskForClaim(**hand.on)),
    "keep": (1, lambda hand: ask.KeepClaim(**hand.on)),
    "take over": (3, lambda hand: ask.TakeOver(**hand.on, reason="急ぎ" * (hand.choice % 4 > 0))),
    "merge": (3, lambda hand: ask.Merge(**hand.on, other=hand.other().id)),
    "split": (3, lambda hand: ask.SplitCase(**hand.on, mails=hand.mails())),
    "move": (2, _move),
    "escalate": (4, _escalate),
    "escalation": (4, _of_escalation),
    "withdraw": (1, _withdraw),
    "hand back": (1, _hand_back),
    "life": (6, asking.act),
    "undo": (4, _undo),
    "member": (2, _member),
    "presence": (2, _presence),
    "team": (3, _team),
    "rotate": (1, lambda _hand: ask.RotateKey()),
    "rules": (1, arrival.set_rules),
    "nest": (1, arrival.set_label),
    "template": (1, templates.set_template),
    "identities": (1, _set_identities),
    "contact": (2, contacts.handle),
    "know": (3, contacts.know),
    "tick": (1, _tick),
    "dismiss": (2, _dismiss),
    "propose": (2, approvals.ask_for),
    "approve": (3, approvals.decide),
    "abandon": (2, lambda hand: ask.AbandonSend(**hand.on)),
}
_DRAWN = tuple(name for name, (weight, _) in CLICKS.items() for _ in range(weight))


def number_of(name: str) -> int:
    """Return the number that stands for a command in a step."""
    return _DRAWN.index(name)


def command_of(hand: Hand, number: int) -> Command | None:
    """Return what somebody asks for, if there is anything to ask it about."""
    return CLICKS[_DRAWN[number % len(_DRAWN)]][1](hand)


def words_of(event: Event) -> str:
    """Return the words of a person in an event; they must never be lost (rule 21)."""
    names = ("text", "words", "reason", "instruction", "memo", "note", "comment")
    said = "".join(str(getattr(event.body, name, "") or "") for name in names)
    return said or (event.body.draft.text if isinstance(event.body, DraftShared) else "")
