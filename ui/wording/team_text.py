"""What changed in the team, as sentences: who joined, which PC, which role, which key."""

from __future__ import annotations

from mailroom.domain import events as e
from mailroom.domain.people import Desk, Member
from mailroom.domain.roster import TeamChange
from ui.wording import event_text, names, rule_text, words
from ui.wording.mailbox_text import about_mailbox
from ui.wording.names import Roster
from ui.wording.template_text import about_template
from ui.wording.words import tr


def line(change: TeamChange, roster: Roster) -> str | None:
    """Return the sentence of a change, or ``None`` when it changed nothing that people see."""
    event = change.entry.event
    who = names.san(roster.name(event.by)) or tr("Mailroom")
    match event.body:
        case e.MemberSet(member=member):
            return _member(change.member_was, member, who)
        case e.DeskJoined(joined=desk):
            return _desk(change.desk_was, desk, roster)
        case body:
            return _plain(body, who)


def joined(desk: Desk, roster: Roster) -> str:
    """Return the notice on the other PCs: a new one joined."""
    who = names.san(roster.name(desk.person))
    return tr("A new PC joined the team: {desk} ({who})").format(desk=desk.name, who=who)


def _plain(body: e.Body | e.UnknownBody, who: str) -> str | None:
    match body:
        case e.TeamFounded(name=name):
            return tr("{who} founded the team {name}").format(who=who, name=name)
        case e.MailboxAdded() | e.IdentitiesSet():
            return about_mailbox(body, who)
        case e.PolicySet():
            return tr("{who} changed the levels").format(who=who)
        case e.ArrivalRulesSet():
            return rule_text.about_rules(body, who)
        case e.LabelSet(label=label):
            return tr("{who} set the label “{name}”").format(who=who, name=label.name)
        case e.TemplateSet():
            return about_template(body, who)
        case _:
            return event_text.of_the_journal(body, who)


def _desk(before: Desk | None, desk: Desk, roster: Roster) -> str | None:
    who = names.san(roster.name(desk.person))
    if before is None:
        return joined(desk, roster)
    if before.person != desk.person:
        return tr("{who} sat down at {desk}").format(who=who, desk=desk.name)
    if before.name != desk.name:
        return tr("The PC {before} is called {name} now").format(before=before.name, name=desk.name)
    return None


def _member(before: Member | None, member: Member, who: str) -> str | None:
    name = names.san(member.name)
    if before is None:
        return tr("{name} joined the team").format(name=name)
    if member.left is not before.left:
        said = tr("{name} has left the team") if member.left else tr("{name} is back in the team")
        return said.format(name=name)
    if member.role is not before.role:
        role = words.role_name(member.role)
        return tr("{who} made {name} {role}").format(who=who, name=name, role=role)
    if member.name != before.name:
        return tr("{before} is called {name} now").format(before=before.name, name=member.name)
    return _small_change(before, member, name, who)


def _small_change(before: Member, member: Member, name: str, who: str) -> str | None:
    if _reached(member) != _reached(before):
        return tr("{who} changed how {name} is reached").format(who=who, name=name)
    if (member.hours, member.deputy) != (before.hours, before.deputy):
        return tr("{who} changed hours or deputy of {name}").format(who=who, name=name)
    return None


def _reached(member: Member) -> tuple[object, ...]:
    return (member.addresses, member.phone, member.extension, member.mobile)
