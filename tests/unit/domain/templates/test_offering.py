"""Which templates hold, which fit a case, and in which order they stand."""

from dataclasses import replace

from mailroom.domain.templates.founding import INTERIM, founding
from mailroom.domain.templates.offering import covers, offered, scripts
from mailroom.domain.templates.template import Template, in_force
from mailroom.ids import TemplateId


def template(name: str, category: str = "", order: int = 0) -> Template:
    return Template(id=TemplateId(name), name=name, text=name, category=category, order=order)


ALL = (
    template("お礼"),
    template("結び", order=1),
    template("送料", "返品・返金"),
    template("手順", "返品・返金", 1),
    template("請求書", "料金・請求"),
)


def names(found: tuple[Template, ...]) -> list[str]:
    return [one.name for one in found]


def test_those_of_the_category_come_first_and_then_general_ones() -> None:
    found = offered(ALL, category="返品・返金", uses={})
    assert names(found) == ["送料", "手順", "お礼", "結び", "請求書"]
    assert names(offered(ALL, uses={})) == ["お礼", "結び", "送料", "手順", "請求書"]


def test_what_is_used_most_stands_above_its_like() -> None:
    uses = {TemplateId("手順"): 3, TemplateId("請求書"): 9, TemplateId("結び"): 1}
    found = offered(ALL, category="返品・返金", uses=uses)
    assert names(found) == ["手順", "送料", "結び", "お礼", "請求書"]


def test_S28_scripts_are_those_of_the_category_alone() -> None:
    assert names(scripts(ALL, "返品・返金")) == ["送料", "手順"]
    assert scripts(ALL, "") == ()


def test_S22_a_matter_is_covered_by_a_text_of_its_category() -> None:
    assert covers(ALL, "返品・返金")
    assert not covers(ALL, "障害")
    assert not covers(ALL, "")
    general = ALL[:2]  # nothing is sorted yet: the categories say what is known
    assert covers(general, "障害")
    assert not covers(general, "")


def test_a_founding_text_holds_until_the_team_sets_or_removes_it() -> None:
    first = founding(japanese=True)
    own = replace(next(one for one in first if one.id == INTERIM), text="少々お待ちください。\n")
    shown = in_force(first, (own, template("請求書", "料金・請求")))
    assert [one.text for one in shown if one.id == INTERIM] == ["少々お待ちください。\n"]
    assert len(shown) == len(first) + 1
    assert shown[-1].name == "請求書"  # general ones come first
    assert INTERIM not in {one.id for one in in_force(first, (replace(own, removed=True),))}
    assert [one.id for one in first] == [one.id for one in founding(japanese=False)]
