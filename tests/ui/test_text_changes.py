"""What was changed in a text: letters in Japanese, numbers and Latin words whole."""

import pytest

from ui.models.text_changes import changes


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("はい。", "はい。", [], []),
        ("12,500円です。", "15,200円です。", ["12,500"], ["15,200"]),
        ("一行目\n二行目\n", "一行目\n二行目\n三行目\n", [], ["三行目\n"]),
        ("近日中に発送します。", "明日、発送します。", ["近", "中に"], ["明", "、"]),
        ("Mr Smith writes", "Ms Smith writes", ["Mr"], ["Ms"]),
        ("まったく別の文", "xyz", ["まったく別の文"], ["xyz"]),
        ("𠮷野様", "𠮷田様", ["野"], ["田"]),
    ],
)
def test_what_went_and_what_came(before, after, gone, come):
    found = changes(before, after)
    assert [before[start:end] for start, end in found.gone] == gone
    assert [after[start:end] for start, end in found.come] == come
