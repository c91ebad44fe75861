"""Makes the fonts of the card images again: `python generator/fonts.py FOLDER`, where npm has put what they come from.

    npm install --prefix FOLDER @expo-google-fonts/noto-serif @expo-google-fonts/noto-sans \
        @expo-google-fonts/noto-naskh-arabic @expo-google-fonts/noto-sans-jp @expo-google-fonts/noto-emoji \
        @fontsource-variable/noto-serif-hebrew
    pip install fonttools brotli uharfbuzz

Each font is cut to the characters that titles are made of. What a drawing program without a shaper would not know is
put where it looks: kerning into a plain table. `coverage.json` says which font has which character.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parent / "causerie" / "fonts"
_EXPO = "node_modules/@expo-google-fonts"

# Latin with its extensions and Vietnamese, Greek, Cyrillic; punctuation, currencies, fractions, arrows.
_EUROPEAN = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x331), (0x370, 0x3FF), (0x400, 0x52F),
    (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x202F, 0x205E), (0x2070, 0x209F), (0x20A0, 0x20C0), (0x2100, 0x214F),
    (0x2150, 0x215F), (0x2190, 0x2199), (0x2212, 0x2212), (0x2260, 0x2265), (0x25A0, 0x25CF), (0xFB00, 0xFB04),
]  # fmt: skip
_HEBREW = [(0x591, 0x5F4), (0xFB1D, 0xFB4F)]
_ARABIC = [(0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)]
_EMOJI = [(0x2190, 0x2BFF), (0x3030, 0x303D), (0x1F000, 0x1FAFF)]
_KERNED = [(0x21, 0x7E), (0xA1, 0x17F), (0x391, 0x3C9), (0x410, 0x44F), (0x2018, 0x201E)]


def _japanese() -> list[tuple[int, int]]:
    """Kana, full-width forms and the 2,965 kanji of the first level of JIS X 0208."""
    points = [(0x3000, 0x303F), (0x3040, 0x30FF), (0xFF01, 0xFF9F)]
    for row in range(16, 48):
        for cell in range(1, 95):
            try:
                point = ord(bytes([0xA0 + row, 0xA0 + cell]).decode("euc_jp"))
            except UnicodeDecodeError:
                continue
            points.append((point, point))
    return points


# In the order in which they are asked for a character.
_SOURCES = (
    ("serif", f"{_EXPO}/noto-serif/600SemiBold/NotoSerif_600SemiBold.ttf", _EUROPEAN),
    ("sans", f"{_EXPO}/noto-sans/500Medium/NotoSans_500Medium.ttf", _EUROPEAN),
    ("arabic", f"{_EXPO}/noto-naskh-arabic/600SemiBold/NotoNaskhArabic_600SemiBold.ttf", _ARABIC),
    (
        "hebrew",
        "node_modules/@fontsource-variable/noto-serif-hebrew/files/noto-serif-hebrew-hebrew-wght-normal.woff2",
        _HEBREW,
    ),
    ("japanese", f"{_EXPO}/noto-sans-jp/600SemiBold/NotoSansJP_600SemiBold.ttf", _japanese()),
    ("emoji", f"{_EXPO}/noto-emoji/600SemiBold/NotoEmoji_600SemiBold.ttf", _EMOJI),
)


def make_font(source: Path, ranges: list[tuple[int, int]]) -> tuple[bytes, list[int]]:
    """A font with nothing but the outlines, widths and kerning of these characters, and those that it has."""
    font = TTFont(source)
    if "fvar" in font:
        font = instantiateVariableFont(font, {axis.axisTag: min(600, axis.maxValue) for axis in font["fvar"].axes})
    wanted = {point for first, last in ranges for point in range(first, last + 1)}
    points = sorted(wanted & font.getBestCmap().keys())
    pairs = _kerning(font, [p for first, last in _KERNED for p in range(first, last + 1) if p in points])
    options = Options(layout_features=[], hinting=False, notdef_outline=False, name_IDs=[0, 1, 2, 13, 14])
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "gasp", "vhea", "vmtx", "DSIG"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    if pairs:
        font["kern"] = _kern_table(font, pairs)
    # Where a font has no program at all, FreeType hints by guesses, and another version by others: this does nothing.
    font["fpgm"] = newTable("fpgm")
    font["fpgm"].program = Program()
    font["fpgm"].program.fromBytecode(bytes([0xB0, 0x00, 0x21]))  # push 0, pop it
    font["head"].created = font["head"].modified = 0  # the same bytes whenever it is made
    font.recalcTimestamp = False
    out = BytesIO()
    font.save(out)
    return out.getvalue(), points


def _kerning(font: TTFont, points: list[int]) -> dict[tuple[int, int], int]:
    """How much closer than their widths two characters stand, in units of the font."""
    out = BytesIO()
    font.flavor = None
    font.save(out)
    shaper = uharfbuzz.Font(uharfbuzz.Face(out.getvalue()))
    pairs = {}
    for first in points:
        for second in points:
            wide = _width(shaper, chr(first) + chr(second), kern=False)
            if by := _width(shaper, chr(first) + chr(second), kern=True) - wide:
                pairs[first, second] = by
    return dict(sorted(pairs.items(), key=lambda each: -abs(each[1]))[:10_000])  # what such a table can hold


def _width(shaper: Any, text: str, *, kern: bool) -> int:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer, {"kern": kern, "liga": False, "clig": False, "calt": False})
    return sum(position.x_advance for position in buffer.glyph_positions)


def _kern_table(font: TTFont, pairs: dict[tuple[int, int], int]) -> Any:
    names = font.getBestCmap()
    plain = KernTable_format_0()
    plain.coverage, plain.apple = 1, False
    plain.kernTable = {(names[first], names[second]): by for (first, second), by in pairs.items()}
    table = newTable("kern")
    table.version, table.kernTables = 0, [plain]
    return table


def _runs(points: list[int]) -> Iterator[list[int]]:
    """The first and the last of characters that follow each other."""
    start = previous = points[0]
    for point in [*points[1:], -1]:
        if point != previous + 1:
            yield [start, previous]
            start = point
        previous = point


def main(folder: Path) -> None:
    """Write the fonts, what they cover, and their licences."""
    FONTS.mkdir(exist_ok=True)
    coverage = {}
    rights, licence = [], ""
    for name, path, ranges in _SOURCES:
        content, points = make_font(folder / path, ranges)
        (FONTS / f"{name}.ttf").write_bytes(content)
        coverage[name] = list(_runs(points))
        package = folder / Path(*Path(path).parts[:3])
        file = next(p for p in (package / "LICENSE_FONT", package / "LICENSE") if p.exists())
        whose, _, licence = file.read_text(encoding="utf-8").strip().partition("\n")  # the rest is the same for all
        rights.append(f"{name}.ttf: {whose}")
        print(f"{name}.ttf: {len(content):,} bytes, {len(points):,} characters")
    (FONTS / "coverage.json").write_text(json.dumps(coverage, separators=(",", ":")) + "\n", encoding="utf-8")
    lead = "Each font here is a part of the Noto font that it comes from.\n\n"
    (FONTS / "LICENSE.txt").write_text(lead + "\n".join(rights) + "\n" + licence + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
