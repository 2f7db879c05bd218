"""Every finding is one plain sentence that names its cell, in both languages (S32)."""

import pytest

from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy_check import Cell, Finding, Page, Problem
from mailroom.service.policy_words import bare, sentence
from mailroom.settings import Language

CELL = Cell(page=Page.ROUTES, category="料金・請求", level=3)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_a_sentence(problem: Problem, language: Language) -> None:
    said = bare(Finding(problem=problem, cell=CELL, who="佐藤"), language)
    assert said[-1] in "。."
    assert "{" not in said


@pytest.mark.parametrize(
    ("cell", "language", "said"),
    [
        (CELL, Language.JA, "料金・請求 × L3 課長: 佐藤さんは退職しています。"),
        (CELL, Language.EN, "料金・請求 × L3 課長: 佐藤 has left the team."),
        (Cell(page=Page.ROUTES, level=2), Language.JA, "分類なし × L2 係長: "),
        (Cell(page=Page.ROUTES, place="fallback"), Language.JA, "迷ったときの相談先: "),
        (Cell(page=Page.CRITERIA, rule="outage"), Language.JA, "目安「障害・緊急」: "),
        (Cell(page=Page.LEVELS, level=4), Language.JA, "L4 部長: "),
        (Cell(page=Page.WHOLE), Language.JA, "佐藤さんは"),
    ],
)
def test_a_sentence_names_its_cell(cell: Cell, language: Language, said: str) -> None:
    finding = Finding(problem=Problem.LEFT, cell=cell, who="佐藤")
    assert sentence(finding, DEFAULT_POLICY, language).startswith(said)
