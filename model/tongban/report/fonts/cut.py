"""Cut the shipped typeface from the whole Noto Sans SC (字体裁剪); run by hand, see README.md.

The whole font has 30 000 glyphs and 8 MB. The cut keeps GB2312, which is what a Chinese report is
written in (the names of the divisions of three provinces were looked through: none lies outside),
and the signs of figures and tables.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

CUT = Path(__file__).with_name("NotoSansSC-GB2312.otf")

# What figures and tables of a report write; GB2312 has a part of it.
SIGNS = (
    "×÷±−–—…·•‘’“”°¹²³⁴µ‰′″≤≥≠≈∞∑√∈∩∪∂∆∏∫¼½¾€£¥©®"
    "←↑→↓↔↕↗↘⇒⇔⇄①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
    "●○■□▲△▼▽◆◇★☆✓⚠▁▂▃▄▅▆▇█─│┌┐└┘├┤┬┴┼"
    "àáäåçèéêëíñóôöøúüß"
)


def gb2312() -> Iterator[str]:
    """Yield every character of GB2312 (国标字符集): 682 signs and letters, 6 763 ideographs."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue  # the standard leaves this cell empty


def characters() -> set[str]:
    """Return the characters that the cut keeps (所收字符): ASCII, GB2312, signs."""
    ascii_ = {chr(code) for code in range(0x20, 0x7F)}
    return ascii_ | set(gb2312()) | set(SIGNS) | {"\u00a0", "\u3000"}


def cut(source: Path, target: Path = CUT) -> int:
    """Write the cut of a font and return its size in bytes (裁剪字体).

    Parameters
    ----------
    source : Path
        The whole font, OpenType with CFF outlines.
    target : Path
        Where the cut is written; an older one is replaced.

    Returns
    -------
    int
        Size of the cut, bytes.

    Raises
    ------
    ValueError
        If ``source`` lacks a character: then it is not the font that the README names.
    """
    wanted = characters()
    font = TTFont(source, recalcTimestamp=False)
    present = font.getBestCmap() or {}
    lacking = sorted(c for c in wanted if ord(c) not in present)
    if lacking:
        raise ValueError(f"{source} lacks {len(lacking)} characters: {''.join(lacking[:20])}")
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]  # 13 and 14 carry the licence
    # Horizontal text only: vertical metrics, layout tables and the signature go.
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(c) for c in wanted])
    cutter.subset(font)
    font.save(target)
    return target.stat().st_size


def main() -> int:
    """Cut the font named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="NotoSansSC-Regular.otf, the whole font")
    parser.add_argument("--target", type=Path, default=CUT, help="where the cut goes")
    arguments = parser.parse_args()
    size = cut(arguments.source, arguments.target)
    print(f"{arguments.target}: {size} bytes, {len(characters())} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
