"""Cuts resources/fonts out of Noto Sans CJK: what Japanese office mail is written with, no more.

    python3 -m pip install fonttools     # anywhere but in Mailroom's own environment
    python3 resources/packaging/make_font.py FOLDER

FOLDER holds NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc (Debian: package fonts-noto-cjk,
folder /usr/share/fonts/opentype/noto).
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

FONTS = Path(__file__).resolve().parents[1] / "fonts"
FEATURES = ["kern"]  # the others drag in Chinese and Korean variants: twice the glyphs
BLOCKS = (
    range(0x20, 0x180),  # Latin with the accents of Western and Central Europe
    range(0x2010, 0x2070),  # dashes, quotes, bullets, the ellipsis
    range(0x20A0, 0x20C0),  # currencies
    range(0x2100, 0x2200),  # trade mark, numero, fractions, Roman numerals, arrows
    range(0x2460, 0x2500),  # circled numbers
    range(0x25A0, 0x2700),  # shapes and check marks
    range(0x3000, 0x3100),  # punctuation, hiragana, katakana
    range(0x3200, 0x3400),  # enclosed and squared words
    range(0xFF00, 0xFFF0),  # full-width ASCII, half-width kana
)
PRIVATE_USE = range(0xE000, 0xF900)


def wanted() -> set[int]:
    """Return the code points: the blocks, all of CP932, and plane 1 of JIS X 0213.

    CP932 is JIS X 0208 (level 1 and 2) with the NEC and IBM rows: the names 髙 and 﨑 need them.
    JIS X 0213 adds level 3: 剝, 頰, 塡 and 𠮟 have been school kanji since 2010.
    """
    points = {point for block in BLOCKS for point in block}
    for codec, leads in (("cp932", range(0x81, 0xFD)), ("euc_jis_2004", range(0xA1, 0xFF))):
        for lead in leads:
            for trail in range(0x40, 0xFF):
                points |= {ord(sign) for sign in bytes([lead, trail]).decode(codec, "ignore")}
    return {point for point in points if point not in PRIVATE_USE}


def cut(source: Path, target: Path) -> None:
    """Write the Japanese face of a collection, reduced to what is wanted, as ``target``."""
    faces = TTCollection(source).fonts
    font = next(face for face in faces if face["name"].getDebugName(1) == "Noto Sans CJK JP")
    options = Options(layout_features=FEATURES, name_IDs=["*"], name_languages=[0x409])
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE"]  # nothing is set in columns
    options.notdef_outline = True
    options.hinting = False  # CFF hints matter to small sizes on old screens only, and weigh 20 %
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    for record in font["name"].names:  # a family of its own beside an installed Noto Sans CJK JP
        text = record.toUnicode().replace("Noto Sans CJK JP", "Noto Sans JP")
        record.string = text.replace("NotoSansCJKjp", "NotoSansJP")
    font.save(target)


def main(folder: Path) -> None:
    """Cut both weights."""
    FONTS.mkdir(exist_ok=True)
    for weight in ("Regular", "Bold"):
        cut(folder / f"NotoSansCJK-{weight}.ttc", FONTS / f"NotoSansJP-{weight}.otf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
