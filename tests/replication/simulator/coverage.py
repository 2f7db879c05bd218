"""Which verdicts must have been tried: every reason that the rules of a kind can give.

Read off the rules, kind by kind. Reasons that are given before the rules of a topic are asked are
the same for every kind and are counted once.
"""

from __future__ import annotations

from collections import Counter
from typing import get_args

from mailroom.domain.events import Body

FOR_ALL = "duplicate required_refused not_member unknown_anchor unknown_kind"
"""Given to any kind alike (rules 2, 12, 24, 32, 35)."""

_FREE = "sending escalated held"  # what keeps a case from being reshaped
_VALUE = "already field_changed not_standing invalid"

REASONS: dict[str, str] = {
    "TeamFounded": "founded",
    "DeskJoined": "invalid",
    "MemberSet": "not_lead invalid",
    "PresenceSet": "not_lead invalid",
    "MailboxAdded": "invalid already",
    "LabelSet": "invalid too_deep not_empty",
    "TemplateSet": "invalid",
    "IdentitiesSet": "not_lead invalid",
    "PolicySet": "not_lead invalid no_fallback",
    "ContactSet": "not_lead invalid",
    "ContactDescribed": "invalid",
    "ContactNoted": "invalid",
    "ContactsJoined": "invalid already",
    "ContactsParted": "not_standing",
    "ArrivalRulesSet": "not_lead invalid",
    "RulesFired": "invalid not_standing",
    "FiringUndone": "not_standing",
    "CriterionTicked": "already",
    "SuggestionDismissed": "invalid",  # already: too rare here, see ``test_rules_guidance``
    "MailArrived": "invalid duplicate",
    "HistoryClaimed": "already held",
    "HistoryImported": "already not_holder",
    "CaseOpened": "",
    "Assigned": _VALUE,
    "LevelSet": _VALUE,
    "Labelled": "invalid already not_standing",
    "Unlabelled": "already not_standing label_changed",
    "NoteAdded": "",
    "PhoneLogged": "",
    "Closed": f"already not_standing open_escalation open_promise content_changed {_FREE}",
    "Reopened": "not_closed not_standing",
    "Snoozed": "not_standing closed invalid open_promise",
    "Woken": "already too_early not_standing",
    "Filtered": f"already not_standing open_escalation {_FREE}",
    "Restored": "already not_standing",
    "ClockPaused": "already closed invalid",
    "ClockResumed": "already",
    "Promised": "closed invalid not_standing",
    "PromiseKept": "not_standing",
    "PromiseWithdrawn": "not_standing",
    "Claimed": "sending escalated held",
    "ClaimRenewed": "wrong_token not_holder",
    "Released": "wrong_token not_holder sending",
    "ClaimAsked": "wrong_token already",
    "ClaimKept": "wrong_token not_holder already",
    "TakenOver": "escalated wrong_token sending already invalid not_lead too_early",
    "SendBegun": "trainee sending escalated held wrong_token not_holder already content_changed"
    " contact_reserved not_approved",
    "SendDone": "",
    "SendFailed": "",
    "SendAbandoned": "unknown_send too_early",
    "SentUnchecked": "",
    "DraftShared": "invalid",
    "DraftWithdrawn": "not_standing not_lead",
    "ApprovalAsked": "invalid",
    "Approved": "not_standing own_request not_lead invalid content_changed",
    "ApprovalReturned": "not_standing own_request not_lead invalid",
    "ApprovalWithdrawn": "not_standing not_lead",
    "Merged": f"same_case not_standing already_escalated {_FREE}",
    "Unmerged": f"not_standing {_FREE}",
    "Split": f"not_standing invalid {_FREE}",
    "MailMoved": f"not_standing same_case invalid {_FREE}",
    "Escalated": "invalid already_escalated held sending",
    "EscalationAdded": "no_escalation",
    "EscalationWithdrawn": "no_escalation not_lead",
    "EscalationAnswered": "no_escalation already",
    "HandedBack": "no_escalation invalid not_holder",
    "AnswerSorted": "no_escalation not_standing already already_escalated sending held",
    "EscalationRaised": "no_escalation not_lead invalid",
    "EscalationLowered": "no_escalation not_holder invalid",
    "StepFired": "no_escalation not_standing too_early",
    "StepStopped": "no_escalation not_standing",
    "AddresseeAway": "no_escalation not_standing invalid",
    "EscalationDelivered": "",
    "PhoneTried": "no_escalation",
    "AnswerApplied": "no_escalation already",
    "CustomerTold": "no_escalation already",
    "InternalBegun": "no_escalation not_standing already invalid too_early",
    "InternalDone": "",
    "InternalFailed": "",
    "MailStopped": "no_escalation invalid",  # not_standing: too rare here, see ``test_limits``
    "StoppedMailReleased": "not_lead no_escalation not_standing",  # already: as above
    "KeyRotated": "not_lead invalid already",
    "LevelRaised": "not_lead already invalid too_early unsupported",
    "Compacted": "not_lead invalid already",
    "EpochStarted": "not_lead invalid already",
    "Redacted": "not_lead invalid",
}

UNREACHABLE: dict[tuple[str, str], str] = {
    ("Closed", "escalated"): "an open escalation refuses a closing as such, before its lock",
    ("Filtered", "escalated"): "an open escalation refuses it as such, before its lock",
    ("LevelRaised", "too_early"): "a desk writes each into a message of its own (``writing``)",
    ("Compacted", "already"): "a lead's desk never asks for a line behind the one it knows",
}
"""What the rules name and no schedule of these can come to, and why."""


def missing(judged: Counter[tuple[str, str]]) -> list[str]:
    """Return the verdicts that were never tried."""
    wanted = [(kind, "accepted") for kind in REASONS]
    wanted += [(kind, reason) for kind, text in REASONS.items() for reason in text.split()]
    tried = {reason for _, reason in judged}
    never = [f"{kind} {reason}" for kind, reason in wanted if not judged[kind, reason]]
    never = [one for one in never if tuple(one.split()) not in UNREACHABLE]
    return never + [f"any {reason}" for reason in FOR_ALL.split() if reason not in tried]


def kinds() -> set[str]:
    """Return the kinds of events that there are."""
    return {kind.__name__ for kind in get_args(Body)}
