"""Each view and order of the list comes out of an index: no scan, no sorting (perf.md)."""

import random
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from mailroom.domain.cases import CaseStatus
from mailroom.domain.query import CaseQuery, Sort, View
from mailroom.ids import LabelId
from mailroom.store.files import room_schema as t
from mailroom.store.reading.case_query import cases_of
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.stories import Teller
from tests.store.test_fold import confirm
from tests.unit.domain.world import SATO

_OTHERS = {View.OUTBOX, View.REFUSED, View.UNREADABLE, View.STOPPED}
CASE_VIEWS = [view for view in View if view not in _OTHERS]
SMALL = {View.ANSWERED, View.ASKED_OF_ME, View.TO_APPROVE, View.OVERDUE}
"""Found by index, then sorted: few."""


@pytest.fixture(scope="module")
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, clock: HandClock) -> Iterator[Store]:
    """A room with a long story in it; these tests only read."""
    store = Store.open(tmp_path_factory.mktemp("room"), clock)
    store.replica.enter(1)
    confirm(store, Teller(1).tell(150), random.Random(1))
    clock.move(days=2)
    yield store
    store.close()


def plan(store: Store, query: CaseQuery, clock: HandClock) -> str:
    statement, values = cases_of(query, SATO.person, clock.now(), None)
    dialect = store._room._reading.dialect
    compiled = statement.compile(dialect=dialect)
    arguments = tuple({**compiled.params, **values}[name] for name in compiled.positiontup)
    with store._room.read() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", arguments)
        return "\n".join(row.detail for row in rows)


@pytest.mark.parametrize("view", CASE_VIEWS)
@pytest.mark.parametrize("sort", Sort)
def test_a_view_comes_out_of_an_index(
    full: Store, clock: HandClock, view: View, sort: Sort
) -> None:
    found = plan(full, CaseQuery(view=view, sort=sort), clock)
    assert "USING" in found
    assert "INDEX" in found
    if view not in SMALL:
        assert "TEMP B-TREE" not in found, found
    scans = [line for line in found.splitlines() if line.startswith("SCAN")]
    assert all("USING" in line and "INDEX" in line for line in scans), found


@pytest.mark.parametrize(
    "query",
    [
        CaseQuery(label=LabelId("返品")),
        CaseQuery(assignee=SATO.person),
        CaseQuery(view=View.OUTBOX),
    ],
)
def test_filters_are_looked_up(full: Store, clock: HandClock, query: CaseQuery) -> None:
    assert "SEARCH" in plan(full, query, clock)


@pytest.mark.parametrize("view", CASE_VIEWS)
@pytest.mark.parametrize("sort", Sort)
def test_the_order_is_right(full: Store, view: View, sort: Sort) -> None:
    ids = full.reads.case_ids(CaseQuery(view=view, sort=sort), SATO.person)
    cases = [row.case for row in full.reads.rows(ids, SATO.person)]
    assert len(cases) == len(ids)
    keys = {
        Sort.NEWEST: [(-case.last_at.timestamp(), -case.number) for case in cases],
        Sort.OLDEST: [(case.last_at, case.number) for case in cases],
        Sort.DUE: [(case.due is None, case.due, case.number) for case in cases],
        Sort.NUMBER: [-case.number for case in cases],
    }[sort]
    if sort is Sort.DUE:
        open_ones = [key for key in keys if not key[0]]
        assert keys[: len(open_ones)] == sorted(open_ones)
    else:
        assert keys == sorted(keys)


def test_every_case_stands_in_one_place(full: Store) -> None:
    places = [View.ESCALATED, View.WAITING, View.SNOOZED, View.DONE]
    seen = [full.reads.case_ids(CaseQuery(view=view), SATO.person) for view in places]
    to_do = full.reads.case_ids(CaseQuery(status=CaseStatus.NEW), SATO.person)
    to_do += full.reads.case_ids(CaseQuery(status=CaseStatus.OPEN), SATO.person)
    together = sorted([id_ for ids in seen for id_ in ids] + to_do)
    assert together == sorted(full.reads.case_ids(CaseQuery(), SATO.person))
    assert len(set(together)) == len(together)


def test_counts_are_the_lengths_of_the_views(full: Store) -> None:
    counts = full.reads.counts(SATO.person)
    for view in set(View) - {View.REFUSED, View.STOPPED}:  # events, and what rules say
        ids = full.reads.case_ids(CaseQuery(view=view), SATO.person)
        assert counts.views[view] == len(ids), view
    for label, count in counts.labels.items():
        ids = full.reads.case_ids(CaseQuery(label=label), SATO.person)
        live = [row for row in full.reads.rows(ids, SATO.person) if not row.case.closed]
        assert count == len(live)


def test_the_list_holds_what_is_shown(full: Store) -> None:
    """The list is kept beside the cases; it must say the same."""
    with full._room.read() as connection:
        listed = connection.execute(sa.select(t.case_list)).mappings().all()
        labels = set(connection.execute(sa.select(t.case_labels)).all())
    cases = {row.case.id: row.case for row in full.reads.rows([r["id"] for r in listed], "")}
    assert len(cases) == len(listed) > 10
    for row in listed:
        case = cases[row["id"]]
        assert (row["number"], row["status"], row["assignee"], row["last_at"]) == (
            case.number,
            case.status,
            case.assignee,
            case.last_at,
        )
        assert {label for label, id_ in labels if id_ == case.id} == set(case.labels)
