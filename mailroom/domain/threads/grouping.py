"""Which mails belong together while no person has touched their cases (rules 25-27).

Owns: the partition of the mails that a new one may affect. For untouched mails it is a function of
their set: first the union over all ids they name, as far as the guard of rule 27 allows; then, in
order of their dates, mails without usable reply headers find the only case that fits. Touched
cases take part as fixed points: mails may join them, and two of them never become one (rule 26).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from mailroom.domain.cases import Case
from mailroom.domain.mails import Automatic, Direction, JoinReason, MailFacts, MailPlace
from mailroom.domain.state import State
from mailroom.domain.threads import pairs
from mailroom.domain.threads.kinship import Circle, outsider_of, people_of
from mailroom.domain.turn import case_at, live_case
from mailroom.ids import CaseId, MailKey, MessageId

SUBJECT_WINDOW = timedelta(days=30)
_NUMBER = re.compile(r"[0-9]{1,9}")
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)

Node = str
"""A mail key (an untouched mail) or a case id (a touched case)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A mail that shares an id with others; ``mail`` is missing for one of ours not yet filed."""

    node: Node
    mail: MailFacts | None

    def holds(self, message_id: MessageId) -> bool:
        """Return whether the id is this mail's own."""
        return self.mail is None or self.mail.message_id == message_id

    def proves(self, message_id: MessageId) -> bool:
        """Return whether the id is an unguessable one of ours (rule 27)."""
        outbound = self.mail is None or self.mail.direction is Direction.OUTBOUND
        return outbound and self.holds(message_id)

    def returned_by(self, other: Tie, own: frozenset[str]) -> bool:
        """Return whether the other is a bounce of this mail, which bears our address (rule 27)."""
        mail, report = self.mail, other.mail
        if mail is None or report is None or mail.sender.addr not in own:
            return False
        return report.automatic is Automatic.BOUNCE and report.bounced == mail.message_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Mails that belong together, and the touched case they belong to, if any."""

    mails: tuple[MailKey, ...]
    touched: CaseId | None


class Region:
    """The neighbourhood of a new mail, closed under everything that could join or part it."""

    def __init__(self, state: State, newcomer: MailFacts) -> None:
        self._state = state
        self._own = state.own_addresses()
        self._newcomer = newcomer
        self.mails: dict[MailKey, MailFacts] = {}
        self.before: dict[MailKey, MailPlace] = {}
        self.touched: dict[CaseId, Case] = {}
        self.ties: dict[MessageId, list[Tie]] = {}
        self.by_subject: dict[MailKey, tuple[JoinReason, str]] = {}
        self._alike: dict[MailKey, list[MailFacts]] = {}
        self._pairs: dict[MailKey, tuple[Node, JoinReason, str]] = {}
        self._conversations: dict[MessageId, list[MailFacts]] = {}
        self._nodes: dict[MailKey, Node] = {}
        self._seen: set[CaseId] = set()
        self._parents: dict[Node, Node] = {}
        self._circles: dict[Node, Circle] = {}
        self._fixed: dict[Node, CaseId] = {}
        self._grow()

    def groups(self) -> list[Group]:
        """Return the partition of the region; every one of its mails is in exactly one group."""
        self._join_by_ids()
        for mail in sorted(self.mails.values(), key=in_time):
            if self._may_join_without_ids(mail) and not self._is_answer(mail):
                self._join_without_ids(mail)
        members: dict[Node, list[MailKey]] = {}
        for key in self.mails:
            members.setdefault(self._root(key), []).append(key)
        return [
            Group(mails=tuple(keys), touched=self._fixed.get(root))
            for root, keys in members.items()
        ]

    def rejected(self) -> Iterator[tuple[Node, Node]]:
        """Yield nodes that name the same id and yet did not come together: they are related."""
        for ties in self.ties.values():
            roots = {self._root(tie.node): tie.node for tie in ties}
            yield from combinations(roots.values(), 2)

    def tie_in_group(self, mail: MailFacts, message_id: MessageId) -> Tie | None:
        """Return another mail of the same group that shares this id, its holder first."""
        root = self._root(mail.key)
        for tie in self.ties[message_id]:
            other = tie.mail is None or tie.mail.key != mail.key
            if other and self._root(tie.node) == root:
                return tie
        return None

    # -- growing ---------------------------------------------------------------------------------

    def _grow(self) -> None:
        waiting = [self._newcomer]
        while waiting:
            mail = waiting.pop()
            if mail.key in self.mails:
                continue
            self.mails[mail.key] = mail
            self._add_node(mail.key, mail.key)
            near = (*self._tied(mail), *self._find_alike(mail), *self._find_conversation(mail))
            for place in (*near, *self._find_pair(mail)):
                waiting.extend(self._reached(place))

    def _reached(self, place: MailPlace) -> Iterator[MailFacts]:
        """Yield the mails of an untouched case once; note a touched one as a fixed point."""
        self.before[place.facts.key] = place
        case = live_case(self._state, place.case)
        if case is None or case.id in self._seen:
            return
        self._seen.add(case.id)
        for mail in self._state.mails_of(case.id):
            self.before[mail.facts.key] = mail
            yield mail.facts

    def _tied(self, mail: MailFacts) -> Iterator[MailPlace]:
        for message_id in dict.fromkeys((*mail.names, mail.message_id)):
            if message_id is None or message_id in self.ties:
                continue
            places = holders_first(self._state, message_id)
            known = [Tie(node=self._node(place), mail=place.facts) for place in places]
            known[:0] = self._unfiled(message_id)
            if message_id in {*self._newcomer.names, self._newcomer.message_id}:
                known.insert(0, Tie(node=self._newcomer.key, mail=self._newcomer))
            self.ties[message_id] = known
            yield from filter(self._is_untouched, places)

    def _unfiled(self, message_id: MessageId) -> Iterator[Tie]:
        """Yield the case of a mail that Mailroom sent, whether or not its copy has come."""
        sent = self._state.sent(message_id)
        case = None if sent is None else case_at(self._state, sent.anchor)
        if case is not None and case.touched:
            yield Tie(node=self._fixed_point(case), mail=None)

    def _find_alike(self, mail: MailFacts) -> Iterator[MailPlace]:
        if not mail.clean_subject:
            return
        for addr in sorted(mail.parties - self._own):
            for place in floating_after(self._state, mail, addr):
                if outsider_of(place.facts, self._own) == addr and self._is_untouched(place):
                    yield place
        if mail.floats:
            alike = self._alike[mail.key] = []
            for place in alike_before(self._state, mail, outsider_of(mail, self._own)):
                self._node(place)
                alike.append(place.facts)
                if self._is_untouched(place):
                    yield place

    def _find_conversation(self, mail: MailFacts) -> Iterator[MailPlace]:
        """Yield the untouched mails that bear the same mark of Outlook."""
        name = mail.conversation
        if name is None or name in self._conversations:
            return
        places = self._state.mails_naming(name)
        known = self._conversations[name] = [place.facts for place in places]
        for place in places:
            self._node(place)
        if self._newcomer.conversation == name:
            known.append(self._newcomer)
        yield from filter(self._is_untouched, places)

    def _find_pair(self, mail: MailFacts) -> Iterator[MailPlace]:
        """Yield the untouched mails that this one follows, or that follow it."""
        followed = pairs.leader_of(self._state, self._newcomer, mail)
        found = list(pairs.followers_of(self._state, self._newcomer, mail))
        if followed is not None:
            place, leader, reason = followed
            node = leader.key if place is None else self._node(place)
            self._pairs[mail.key] = (node, reason, leader.key)
            found += [] if place is None else [place]
        yield from filter(self._is_untouched, found)

    def _is_untouched(self, place: MailPlace) -> bool:
        return self._node(place) == place.facts.key

    def _node(self, place: MailPlace) -> Node:
        key = place.facts.key
        if key not in self._nodes:
            case = live_case(self._state, place.case)
            node = self._fixed_point(case) if case is not None and case.touched else key
            self._add_node(key, node)
        return self._nodes[key]

    def _fixed_point(self, case: Case) -> Node:
        self.touched[case.id] = case
        self._parents.setdefault(case.id, case.id)
        self._fixed.setdefault(case.id, case.id)
        return case.id

    def _add_node(self, key: MailKey, node: Node) -> None:
        self._nodes[key] = node
        self._parents.setdefault(node, node)

    # -- joining ---------------------------------------------------------------------------------

    def _join_by_ids(self) -> None:
        """Join until nothing changes: who is admitted grows with the circle, whatever the order."""
        changed = True
        while changed:
            changed = False
            for message_id, ties in self.ties.items():
                changed |= self._join_group(message_id, ties)

    def _join_group(self, message_id: MessageId, ties: Sequence[Tie]) -> bool:
        if len({self._root(tie.node) for tie in ties}) <= 1:
            return False
        changed = False
        proven = any(tie.proves(message_id) for tie in ties)
        for one, other in combinations(ties, 2):
            apart = self._root(one.node) != self._root(other.node)
            if apart and (proven or self._are_akin(message_id, one, other)):
                changed |= self._unite(one.node, other.node)
        return changed

    def _are_akin(self, message_id: MessageId, one: Tie, other: Tie) -> bool:
        """Rule 27: who names a mail must belong to it; who only share an id, to each other."""
        one_holds, other_holds = one.holds(message_id), other.holds(message_id)
        if one.returned_by(other, self._own) or other.returned_by(one, self._own):
            return True
        one_fits, other_fits = (
            self._admits(other.node, one.mail),
            self._admits(one.node, other.mail),
        )
        if one_holds == other_holds:
            return one_fits and other_fits
        return other_fits if one_holds else one_fits

    def _admits(self, node: Node, mail: MailFacts | None) -> bool:
        return mail is None or self._circle(self._root(node)).admits(mail)

    def _circle(self, root: Node) -> Circle:
        if root not in self._circles:
            self._circles[root] = Circle(self._own, self._mails_at(root))
        return self._circles[root]

    def _mails_at(self, node: Node) -> Iterable[MailFacts]:
        if node in self._fixed:
            return [place.facts for place in self._state.mails_of(self._fixed[node])]
        return [self.mails[MailKey(node)]]

    def _root(self, node: Node) -> Node:
        while self._parents[node] != node:
            node = self._parents[node]
        return node

    def _unite(self, one: Node, other: Node) -> bool:
        first, second = self._root(one), self._root(other)
        if first == second or (first in self._fixed and second in self._fixed):
            return False
        if second in self._fixed:
            first, second = second, first
        self._circle(first).take_in(self._circle(second))
        self._parents[second] = first
        return True

    # -- without reply headers -------------------------------------------------------------------

    def _is_answer(self, mail: MailFacts) -> bool:
        """Return whether its reply headers are usable: another mail knows one of their ids."""
        return any(
            tie.mail is None or tie.mail.key != mail.key
            for message_id in mail.names
            for tie in self.ties[message_id]
        )

    def _may_join_without_ids(self, mail: MailFacts) -> bool:
        if mail.key in self._pairs:
            return True
        return mail.floats or bool(mail.our_tags) or (bool(mail.thread_index) and mail.is_personal)

    def _join_without_ids(self, mail: MailFacts) -> None:
        """Rule 25: by our own tag, by Outlook's mark, by the subject; only to the only one."""
        tagged = self._tagged(mail)
        if tagged is not None:
            self._float_to(mail, tagged, JoinReason.OUR_TAG, tagged)
            return
        if mail.key in self._pairs:
            self._float_to(mail, *self._pairs[mail.key])
            return
        for reason, others in (
            (JoinReason.THREAD_INDEX, self._conversing_with(mail)),
            (JoinReason.SUBJECT, self._alike_to(mail)),
        ):
            by_root = {self._root(self._nodes[other.key]): other.key for other in others}
            if self._root(mail.key) in by_root:
                return  # an answer to it names both: it lies with one of them already
            if len(by_root) == 1:
                [(root, key)] = by_root.items()
                self._float_to(mail, root, reason, key)
                return

    def _conversing_with(self, mail: MailFacts) -> list[MailFacts]:
        """Return what a mail may join by Outlook's mark: what it answers, or what answers it.

        Only mails of a fixed case may be later: of two others the later one joins the earlier.
        """
        if mail.conversation is None or not mail.is_personal:
            return []
        return [
            other
            for other in self._conversations[mail.conversation]
            if other.key != mail.key
            and (
                mail.answers
                if in_time(other) < in_time(mail)
                else self._nodes[other.key] in self._fixed and other.answers
            )
            and Circle(self._own, (other,)).admits(mail)  # not the circle: that grows unseen
        ]

    def _float_to(self, mail: MailFacts, node: Node, reason: JoinReason, via: str) -> None:
        if self._unite(node, mail.key):
            self.by_subject[mail.key] = (reason, via)

    def _alike_to(self, mail: MailFacts) -> list[MailFacts]:
        found = [other for other in self._alike.get(mail.key, ()) if other.key != mail.key]
        if (
            mail.floats
            and mail.key != self._newcomer.key
            and is_alike(self._newcomer, mail, self._own)
        ):
            found.append(self._newcomer)
        return found

    def _tagged(self, mail: MailFacts) -> Node | None:
        """Rule 25: a tag of ours counts if the sender takes part; only touched cases have tags."""
        addr = outsider_of(mail, self._own)
        for case in tagged_cases(self._state, mail):
            node = self._fixed_point(case)
            if addr is not None and self._circle(node).has(addr):
                return node
        return None


def tagged_cases(state: State, mail: MailFacts) -> Iterator[Case]:
    """Yield the touched cases whose tag or number the mail carries."""
    for tag in mail.our_tags:
        kind, _colon, word = tag.partition(":")
        if kind == "number":
            found = state.case_by_number(int(word)) if _NUMBER.fullmatch(word) else None
        else:
            found = state.case(CaseId(word)) if kind == "case" else None
        case = None if found is None else live_case(state, found.id)
        if case is not None and case.touched:
            yield case


def holders_first(state: State, message_id: MessageId) -> list[MailPlace]:
    """Return the mails that share this id: whose own it is first, then the nearest (rule 26)."""
    return sorted(
        state.mails_naming(message_id),
        key=lambda place: (_distance(place.facts, message_id), place.position),
    )


def _distance(mail: MailFacts, message_id: MessageId) -> int:
    """Return over how many steps a mail names an id; an answer is nearer than a later reference."""
    return 0 if mail.message_id == message_id else 1 + mail.names.index(message_id)


def alike_before(state: State, mail: MailFacts, addr: str | None) -> Sequence[MailPlace]:
    """Return the mails of this outsider with the same subject in the 30 days before."""
    if addr is None:
        return ()
    since = mail.sent_at - SUBJECT_WINDOW if mail.sent_at - _FIRST > SUBJECT_WINDOW else _FIRST
    found = state.mails_alike(mail.clean_subject, addr, since, mail.sent_at)
    own = state.own_addresses()
    earlier = (
        place
        for place in found
        if in_time(place.facts) <= in_time(mail) and addr in people_of(place.facts, own)
    )
    return sorted(earlier, key=lambda place: place.position)


def floating_after(state: State, mail: MailFacts, addr: str) -> Sequence[MailPlace]:
    """Return the mails of the 30 days after that might join this one by subject."""
    until = mail.sent_at + SUBJECT_WINDOW if _LAST - mail.sent_at > SUBJECT_WINDOW else _LAST
    found = state.mails_alike(mail.clean_subject, addr, mail.sent_at, until, floating=True)
    return sorted(found, key=lambda place: place.position)


def is_alike(earlier: MailFacts, mail: MailFacts, own: frozenset[str]) -> bool:
    """Return whether ``earlier`` is one that ``mail`` may join by subject."""
    addr = outsider_of(mail, own)
    within = in_time(earlier) < in_time(mail) and mail.sent_at - earlier.sent_at <= SUBJECT_WINDOW
    takes_part = addr in people_of(earlier, own)
    return within and takes_part and earlier.clean_subject == mail.clean_subject


def in_time(mail: MailFacts) -> tuple[datetime, bool, MailKey]:
    """Return a mail's place in the order of dates, in which two mails never come at once.

    A Date says seconds: of two mails of one second, the one that calls itself an answer is later.
    """
    return mail.sent_at, mail.reply_marked, mail.key
