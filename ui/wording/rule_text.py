"""What rules on arrival are said to have done, and how labels are called with those above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QLocale

from mailroom.domain import events as e
from mailroom.domain.arrival.rule import Fired
from mailroom.domain.cases import Label
from mailroom.domain.labelling import path
from mailroom.domain.query import TimelineItem
from mailroom.ids import LabelId
from mailroom.service.arrival.words import Names
from mailroom.settings import Language
from ui.wording import names
from ui.wording.names import Roster
from ui.wording.words import tr


def about_rules(body: e.Body | e.UnknownBody, who: str) -> str | None:
    """Return what somebody did to the rules on arrival, or with what they did."""
    match body:
        case e.ArrivalRulesSet():
            return tr("{who} changed the rules on arrival").format(who=who)
        case e.FiringUndone():
            return tr("{who} took back what a rule did").format(who=who)
        case e.RulesFired():
            return tr("A rule looked at a mail")
        case _:
            return None


def fired(item: TimelineItem, roster: Roster) -> str | None:
    """Return what rules did for a mail: one sentence for each; None if nothing changed."""
    said = [_fired(one, roster) for one in item.fired if one.did_something]
    return "\n".join(said) or None


def label_path(label: LabelId, labels: Mapping[LabelId, Label]) -> str:
    """Return a label with those above it: 製品 / 返品."""
    return " / ".join(path(labels, label)) if label in labels else ""


def names_of(roster: Roster) -> Names:
    """Return what things are called in rules."""
    policy = roster.policy
    return Names(
        labels={id_: label_path(id_, roster.labels) for id_ in roster.labels},
        people={id_: names.san(one.name) for id_, one in roster.members.items()},
        levels={one.number: one.name for one in policy.levels} if policy is not None else {},
    )


def language() -> Language:
    """Return the language of the window, for words that the core has in both."""
    japanese = QLocale().language() == QLocale.Language.Japanese
    return Language.JA if japanese else Language.EN


def _fired(one: Fired, roster: Roster) -> str:
    done: list[str] = []
    if one.labels:
        labels = [label_path(label, roster.labels) or label for label in one.labels]
        done.append(tr("put on the label {labels}").format(labels=joined(labels)))
    if one.assigned is not None:
        whom = names.san(roster.name(one.assigned))
        done.append(tr("gave the case to {whom}", "a rule").format(whom=whom))
    if one.level:
        done.append(tr("set level L{level}", "a rule").format(level=one.level))
    if one.filters:
        done.append(tr("left the mail out", "a rule"))
    return tr("The rule “{rule}” {done}").format(rule=one.name, done=joined(done))


def joined(parts: Iterable[str]) -> str:
    """Return things after each other, as one writes them."""
    return tr(", ", "between things").join(parts)
