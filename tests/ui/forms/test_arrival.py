"""Labels as a tree and rules on arrival in the window (S66, S67, N16, N19)."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListView, QWidget

from mailroom.domain.arrival.rule import Condition, Part, Rule
from mailroom.domain.cases import Label, LabelStanding
from mailroom.domain.commands import PutLabel, Restore, SetArrivalRules, SetLabel
from mailroom.domain.people import Role
from mailroom.domain.query import CaseQuery, Counts, View
from mailroom.ids import LabelId, RuleId
from tests.ui.forms.conftest import write
from ui.acts.event_acts import EventActs
from ui.acts.rule_acts import RuleActs
from ui.dialogs.arrival.dialog import ArrivalDialog
from ui.dialogs.arrival.page import ArrivalPage
from ui.dialogs.label_page import LabelPage
from ui.dialogs.labels import LabelEditor, LabelPicker
from ui.models.sidebar import SidebarModel, label_entries
from ui.views.case.filter_bar import FilterBar
from ui.views.frame.label_tree import LabelFolds
from ui.wording import event_text

RETURN = LabelId("返品")
NEWS = Rule(
    id=RuleId("news"),
    name="お知らせ",
    conditions=(Condition(part=Part.SENDER, words=("@news.example",)),),
    labels=(RETURN,),
    filters=True,
)


@pytest.fixture
def rules(team):
    """Nobody's rules; whatever a test saves is taken back."""
    before = team.room.arrival.current().rules
    yield before
    if team.room.arrival.current().rules != before:
        team.do(SetArrivalRules(rules=before, reason="元に戻す"))


@pytest.fixture
def dialog(session, window, shown, rules):
    return shown(ArrivalDialog(session, window))


@pytest.fixture
def tree(team):
    """Three labels, one below the other, and one beside them; gone afterwards."""
    made = [
        Label(id=LabelId("t1"), name="製品", colour="blue"),
        Label(id=LabelId("t2"), name="修理", parent=LabelId("t1")),
        Label(id=LabelId("t3"), name="保証品", parent=LabelId("t2")),
        Label(id=LabelId("t4"), name="隣", order=1),
    ]
    for one in made:
        team.room.do(SetLabel(label=one))
    team.sync()
    yield {one.name: one for one in made}
    for one in reversed(made):
        gone = replace(one, standing=LabelStanding.DELETED)
        team.room.do(SetLabel(label=gone))
    team.sync()


@pytest.fixture
def shown_page(host):
    """Show a page on the smallest window."""

    def show(page):
        page.setParent(host)
        page.show()
        return page

    return show


def label_of(team, name):
    return next((one for one in team.room.reads.labels() if one.name == name), None)


def write_into(line, words):
    """Type Japanese, which no key does."""
    line.setText(words)
    line.textEdited.emit(words)


def tried(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.draft.trial is not None and not dialog.draft.is_trying)


# --- labels ---------------------------------------------------------------------------------------


def pick(page, name):
    [item] = page.tree.findItems(name, Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly)
    page.tree.setCurrentItem(item)
    return item


def test_S66_labels_stand_as_a_tree_with_colour_and_text(session, shown_page, tree):
    page = shown_page(LabelPage(session))
    item = pick(page, "保証品")
    assert item.parent().text(0) == "修理"
    assert item.parent().parent().text(0) == "製品"
    assert not item.icon(0).isNull()
    assert "青" in item.parent().parent().text(1)
    assert not page.moves["in"].isEnabled()  # three levels
    assert not page.delete_button.isEnabled() or item.childCount() == 0


def test_S66_labels_are_nested_by_keys_and_buttons(qtbot, team, session, shown_page, tree):
    page = shown_page(LabelPage(session))
    pick(page, "隣")
    page.shift("in")  # below the label above it
    qtbot.waitUntil(lambda: label_of(team, "隣").parent is not None)
    qtbot.waitUntil(lambda: pick(page, "隣").parent() is not None)
    page.moves["out"].click()
    qtbot.waitUntil(lambda: label_of(team, "隣").parent is None)


def test_a_label_with_others_below_it_is_not_deleted(qtbot, team, session, shown_page, tree):
    page = shown_page(LabelPage(session))
    pick(page, "製品")
    assert not page.delete_button.isEnabled()
    pick(page, "保証品")
    page.delete_button.click()
    qtbot.waitUntil(lambda: label_of(team, "保証品") is None)
    team.do(SetLabel(label=tree["保証品"]))
    assert label_of(team, "保証品") is not None


@pytest.mark.usefixtures("tree")
def test_a_label_put_away_is_not_offered_and_stays_where_it_lies(
    qtbot, team, session, shown_page, new_case
):
    case = new_case()
    team.do(PutLabel(case=case, label=LabelId("t4")))
    page = shown_page(LabelPage(session))
    pick(page, "隣")
    page.retire_button.click()
    away = LabelStanding.RETIRED
    qtbot.waitUntil(lambda: session.roster.labels[LabelId("t4")].standing is away)
    [row] = team.room.reads.rows([case])
    assert LabelId("t4") in row.labels
    other = LabelPicker(session, (new_case(),), page)
    assert "隣" not in [
        other.list.model.entry(other.list.model.index(n)).text
        for n in range(other.list.model.rowCount())
    ]


def test_the_picker_shows_paths_and_finds_them_by_romaji(session, window, shown, new_case, tree):
    picker = shown(LabelPicker(session, (new_case(),), window))
    picker.list.line.setText("hosho")
    names = [
        picker.list.model.entry(picker.list.model.index(n)).text
        for n in range(picker.list.model.rowCount())
    ]
    assert "製品 / 修理 / 保証品" in names


def test_the_editor_offers_only_places_that_keep_three_levels(session, window, shown, tree):
    editor = shown(LabelEditor(session, session.roster.labels[LabelId("t1")], window))
    offered = [editor.parent_label.itemText(n) for n in range(editor.parent_label.count())]
    assert offered == [offered[0]]  # it has two levels below it: it stays at the top
    leaf = shown(LabelEditor(session, session.roster.labels[LabelId("t4")], window))
    offered = [leaf.parent_label.itemText(n) for n in range(leaf.parent_label.count())]
    assert "製品 / 修理" in offered
    assert "製品 / 修理 / 保証品" not in offered


def test_the_sidebar_nests_labels_and_folds_them(tree):
    counts = Counts(labels={LabelId("t1"): 3, LabelId("t3"): 1})
    entries = label_entries(tree.values(), counts)
    assert [(one.text, one.depth, one.side) for one in entries[1:]] == [
        ("製品", 0, "3"), ("修理", 1, ""), ("保証品", 2, "1"), ("隣", 0, ""),
    ]  # fmt: skip
    assert [one.folds for one in entries[1:]] == [False, False, None, None]
    folded = label_entries(tree.values(), counts, {LabelId("t1")})
    assert [one.text for one in folded[1:]] == ["製品", "隣"]
    assert "製品 / 修理 / 保証品" in entries[3].spoken


def test_arrows_fold_a_label_in_the_sidebar(qtbot, host, tree):
    view, model = QListView(host), SidebarModel(host)
    view.setModel(model)
    folds = LabelFolds(view)
    model.show(label_entries(tree.values(), Counts()))
    view.setCurrentIndex(model.index(1))
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert folds.folded == {LabelId("t1")}
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert folds.folded == frozenset()


# --- rules ----------------------------------------------------------------------------------------


def test_S66_a_rule_is_made_in_plain_words_tried_out_and_saved(qtbot, team, dialog, new_case):
    new_case()
    dialog.add_rule.click()
    write_into(dialog.editor.name, "返品の依頼")
    [line] = dialog.editor.lines
    write_into(line.typed, "返品、返金")
    dialog.editor.label.choose(RETURN)
    dialog.editor.label.activated.emit(dialog.editor.label.currentIndex())
    tried(qtbot, dialog)
    [rule] = dialog.draft.rules
    assert rule.conditions == (Condition(part=Part.SUBJECT, words=("返品", "返金")),)
    assert rule.labels == (RETURN,)
    assert dialog.draft.trial.met[rule.id] >= 1
    assert str(len(dialog.draft.trial.touched)) in dialog.touched.text()
    dialog.confirm()
    assert "理由" in dialog.problem.text()  # everybody reads why
    dialog.reason.setText("仕分けを始める")
    dialog.confirm()
    qtbot.waitUntil(lambda: team.room.arrival.current().rules == (rule,))
    assert team.room.arrival.history()[-1].reason == "仕分けを始める"


def test_what_would_not_work_is_said_and_not_saved(qtbot, dialog, team):
    dialog.add_rule.click()
    assert "空の条件" in dialog.findings.text()
    dialog.reason.setText("試しに")
    dialog.confirm()
    assert dialog.isVisible()
    assert team.room.arrival.current().rules == ()


def test_rules_are_ordered_switched_and_deleted(qtbot, dialog):
    for rule in (NEWS, replace(NEWS, id=RuleId("2"), name="二")):
        dialog.draft.put(rule)
    dialog.choose(RuleId("2"))
    dialog.up.click()
    assert [one.id for one in dialog.draft.rules] == ["2", "news"]
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.draft.rules[0].active
    dialog.choose(RuleId("2"))
    dialog.remove_rule.click()
    assert [one.id for one in dialog.draft.rules] == ["news"]


def test_a_condition_of_another_kind_asks_for_what_it_needs(qtbot, dialog):
    dialog.add_rule.click()
    [line] = dialog.editor.lines
    line.part.choose(Part.AMOUNT)
    line.part.activated.emit(line.part.currentIndex())
    qtbot.keyClicks(line.yen, "30000")
    line.holds.choose(False)
    line.holds.activated.emit(1)
    assert line.condition == Condition(part=Part.AMOUNT, at_least=30_000, negated=True)
    line.part.choose(Part.LABEL)
    line.part.activated.emit(line.part.currentIndex())
    assert line.condition.words == (line.listed.value(),)


def test_only_a_lead_saves_rules(session, window, shown, rules):
    me = session.roster.members[session.me.person]
    session.roster.members[me.id] = replace(me, role=Role.MEMBER)
    dialog = shown(ArrivalDialog(session, window))
    assert not dialog.add_rule.isEnabled()
    assert dialog.reason_row.isHidden()


def test_rules_somebody_else_changed_meanwhile_are_not_overwritten(qtbot, team, dialog):
    dialog.draft.put(NEWS)
    team.do(SetArrivalRules(rules=(replace(NEWS, name="別"),), reason="先に"))
    dialog.reason.setText("仕分け")
    dialog.confirm()
    assert "ほかの人" in dialog.problem.text()
    assert [one.name for one in team.room.arrival.current().rules] == ["別"]


def test_N19_what_a_trial_found_is_done_by_hand_with_one_undo(
    qtbot, team, session, dialog, new_case
):
    case = new_case()
    subject = team.room.reads.rows([case])[0].case.subject
    only_it = Condition(part=Part.SUBJECT, words=(subject,))
    dialog.draft.put(replace(NEWS, conditions=(only_it,), filters=False, level=3))
    tried(qtbot, dialog)
    trial = dialog.show_trial()
    chosen = [hit for hit in trial.chosen() if hit.case == case]
    assert len(chosen) == 1
    for at, hit in enumerate(trial._hits):
        if hit.case != case:
            trial.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    trial.confirm()
    qtbot.waitUntil(lambda: team.room.reads.rows([case])[0].labels == (RETURN,))
    qtbot.waitUntil(lambda: team.room.reads.rows([case])[0].case.level == 3)
    team.sync()
    qtbot.waitUntil(lambda: session.tasks.is_idle)
    session.undo_last()
    qtbot.waitUntil(lambda: team.room.reads.rows([case])[0].labels == ())
    qtbot.waitUntil(lambda: team.room.reads.rows([case])[0].case.level == 1)
    team.sync()


def test_a_mail_begins_a_rule_with_its_sender(team, session, window, new_case, rules):
    case = new_case()
    [item] = [one for one in team.room.reads.timeline(case) if one.mail is not None]
    acts = RuleActs(session, window, window)
    acts.from_mail(item.mail.facts.key)
    [dialog] = [one for one in window.findChildren(ArrivalDialog) if one.isVisible()]
    [rule] = dialog.draft.rules
    assert rule.conditions[0] == Condition(part=Part.SENDER, words=("@yamada-shoten.example",))
    dialog.reject()


@pytest.fixture
def left_out(team, rules):
    """Two cases that a rule has left out, and their rows."""
    team.do(SetArrivalRules(rules=(NEWS,), reason="仕分け"))
    subjects = {"今週のお知らせ", "来週のお知らせ"}
    for at, subject in enumerate(sorted(subjects)):
        write(team, subject, "お得な商品です", sender=f"ニュース <n{at}@news.example>")
    team.sync()
    ids = team.room.reads.case_ids(CaseQuery(view=View.FILTERED))
    found = [row for row in team.room.reads.rows(ids) if row.case.subject in subjects]
    assert len(found) == 2
    yield found
    for row in found:
        if team.room.reads.rows([row.case.id])[0].case.filtered:
            team.room.do(Restore(case=row.case.id))
    team.sync()


def test_N16_a_filtered_case_says_by_which_rule_and_all_of_it_comes_back(
    qtbot, team, session, host, left_out
):
    bar = FilterBar(session)
    bar.setParent(host)
    bar.show_case(team.room.reads.detail(left_out[0].case.id))
    qtbot.waitUntil(lambda: "お知らせ" in bar.sentence())
    asked = []
    bar.rule_asked.connect(asked.append)
    back, change, all_of_it = bar.buttons()
    change.click()
    assert asked == [NEWS.id]
    assert "2" in all_of_it.text()
    all_of_it.click()
    ids = [row.case.id for row in left_out]
    qtbot.waitUntil(lambda: not any(r.case.filtered for r in team.room.reads.rows(ids)))
    bar.show_case(team.room.reads.detail(left_out[0].case.id))
    assert bar.isHidden()
    assert back.text()


def test_S67_the_timeline_says_what_a_rule_did_and_takes_it_back(
    qtbot, team, session, window, left_out
):
    case = left_out[0].case.id
    items = team.room.reads.timeline(case)
    [item] = [one for one in items if one.fired]
    said = event_text.line(item, session.roster, session.now())
    assert "お知らせ" in said
    assert "返品" in said
    acts = EventActs(session, window)
    menu = acts.menu(item)
    titles = [action.text() for action in menu.actions()]
    assert any("お知らせ" in title for title in titles)
    acts.rules.undo(item)
    qtbot.waitUntil(lambda: not team.room.reads.rows([case])[0].case.filtered)
    assert team.room.reads.rows([case])[0].labels == ()
    team.sync()


def test_the_page_of_the_settings_says_the_rules_in_words(session, shown_page, left_out):
    page = shown_page(ArrivalPage(session))
    said = " ".join(label.text() for label in page.findChildren(QWidget) if hasattr(label, "text"))
    assert "差出人が「@news.example」である" in said
    assert "除外" in said
    assert page.mapToGlobal(QPoint(0, 0)) is not None
