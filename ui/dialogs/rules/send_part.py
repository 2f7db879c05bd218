"""What each mailbox asks before a mail leaves it: a second person, ticked recipients (S19)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.people import Mailbox, Member, Role
from mailroom.domain.policies.send_rules import SendRule
from mailroom.ids import PersonId
from ui.flow import FlowLayout
from ui.inputs import CheckBox
from ui.models.rules_draft import RulesDraft
from ui.plain_text import plain_label


class SendPart(QWidget):
    """The rules of one mailbox."""

    def __init__(self, draft: RulesDraft, mailbox: Mailbox) -> None:
        super().__init__()
        self._draft = draft
        self._mailbox = mailbox.id
        rule = self._rule()
        self.every = CheckBox(
            self.tr("A second person checks every mail"), checked=rule.approve_all
        )
        self.ticks = CheckBox(
            self.tr("Each recipient is ticked before a mail leaves"), checked=rule.tick_recipients
        )
        self.people = {one.id: self._box(one, rule) for one in draft.members}
        people = QWidget()
        line = FlowLayout(people)
        for box in self.people.values():
            line.addWidget(box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(plain_label("meta", mailbox.address))
        layout.addWidget(self.every)
        layout.addWidget(plain_label("meta", self.tr("or only the mails of (trainees always):")))
        layout.addWidget(people)
        layout.addWidget(self.ticks)
        self.every.toggled.connect(lambda on: self._change(approve_all=on))
        self.ticks.toggled.connect(lambda on: self._change(tick_recipients=on))

    def _box(self, member: Member, rule: SendRule) -> CheckBox:
        trainee = member.role is Role.TRAINEE
        box = CheckBox(member.name, checked=trainee or member.id in rule.approve_people)
        box.setEnabled(not trainee)
        box.toggled.connect(partial(self._watch, member.id))
        return box

    def _watch(self, person: PersonId, on: bool) -> None:
        others = tuple(one for one in self._rule().approve_people if one != person)
        self._change(approve_people=(*others, person) if on else others)

    def _rule(self) -> SendRule:
        rules = self._draft.policy.sending
        found = next((one for one in rules if one.mailbox == self._mailbox), None)
        return found or SendRule(mailbox=self._mailbox)

    def _change(self, **parts: Any) -> None:
        changed = replace(self._rule(), **parts)
        others = tuple(one for one in self._draft.policy.sending if one.mailbox != self._mailbox)
        empty = changed == SendRule(mailbox=self._mailbox)
        self._draft.change(sending=others if empty else (*others, changed))
