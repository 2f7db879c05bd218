"""The colours: every pair readable, every signal told apart, whatever the eyes."""

import re
from itertools import combinations

import pytest

from ui import theme
from ui.theme import DARK, LIGHT, Palette

# Linear RGB as seen without red, green or blue cones (Viénot, Brettel and Mollon 1999; for
# tritanopia the usual approximation by one matrix).
PROTAN = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
DEUTAN = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
TRITAN = ((1.0, 0.14461, -0.14461), (0.0, 0.85924, 0.14076), (0.0, 0.85924, 0.14076))
PLAIN = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))

Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return r, g, b


def luminance(colour: str) -> float:
    r, g, b = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def lab(rgb: Triple) -> Triple:
    r, g, b = (min(1.0, max(0.0, c)) for c in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, eyes: tuple[Triple, Triple, Triple]) -> Triple:
    rgb = linear(colour)
    r, g, b = (sum(weight * c for weight, c in zip(row, rgb, strict=True)) for row in eyes)
    return lab((r, g, b))


def distance(one: str, other: str, eyes: tuple[Triple, Triple, Triple]) -> float:
    first, second = seen(one, eyes), seen(other, eyes)
    return sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0d9488", "#ffffff") == pytest.approx(3.74, abs=0.05)  # teal 600: too weak


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_is_readable(palette: Palette) -> None:
    weak = {
        pair: round(contrast(palette.value(pair[0]), palette.value(pair[1])), 2)
        for pair in theme.PAIRS
        if contrast(palette.value(pair[0]), palette.value(pair[1])) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_labels_are_readable(palette: Palette) -> None:
    for name in theme.LABEL_COLOURS:
        fill = theme.label_fill(name, dark=palette.dark)
        assert contrast(palette.ink, fill) >= 4.5, name


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eyes", [PLAIN, PROTAN, DEUTAN, TRITAN], ids=["all", "p", "d", "t"])
def test_signals_are_told_apart(palette: Palette, eyes: tuple[Triple, Triple, Triple]) -> None:
    near = {
        pair: round(distance(palette.value(pair[0]), palette.value(pair[1]), eyes), 1)
        for pair in combinations(theme.SIGNALS, 2)
        if distance(palette.value(pair[0]), palette.value(pair[1]), eyes) < 12
    }
    assert not near


def test_the_style_sheet_names_colours_and_nothing_else() -> None:
    sheet = (theme.RESOURCES / "styles" / "mailroom.qss").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    literal = re.findall(r"(?<![\w@])#[0-9a-fA-F]{3,8}\b(?=[^{]*})", rules)
    assert not literal
    assert "@" not in theme.style_sheet(LIGHT)
