"""The typeface of figures and pages (字体): Chinese is drawn on a machine without Chinese fonts.

The shipped font is a cut of Noto Sans SC; ``fonts/README.md`` says where it is from and how it
was cut. A character outside it falls back to the font that matplotlib brings.
"""

from __future__ import annotations

import base64
import io
from functools import cache
from pathlib import Path
from types import MappingProxyType

FAMILY = "Noto Sans SC"
FALLBACK_FAMILY = "DejaVu Sans"
FONT_FILE = Path(__file__).parent / "fonts" / "NotoSansSC-GB2312.otf"
FONT_MEDIA_TYPE = "font/woff"

# matplotlib writes the time of day into these formats unless it is told not to; the same run must
# give the same bytes: ``figure.savefig(path, metadata=UNDATED["svg"])``.
UNDATED = MappingProxyType(
    {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {}},
)


def use_typeface() -> None:
    """Make matplotlib draw Chinese with the shipped font (启用中文字体).

    Sets the process-wide ``rcParams`` that a figure of tongban relies on: the font, an ASCII minus,
    letters as outlines in SVG (so that any machine shows them), fixed ids in SVG, and 150 dpi.
    May be called more than once. One weight is shipped: emphasise by size or colour, not by bold.

    Examples
    --------
    >>> use_typeface()
    >>> import matplotlib
    >>> matplotlib.rcParams["font.family"]
    ['Noto Sans SC', 'DejaVu Sans']
    """
    import matplotlib

    _register()
    matplotlib.rcParams.update(
        {
            "font.family": [FAMILY, FALLBACK_FAMILY],
            "axes.unicode_minus": False,
            "svg.fonttype": "path",
            "svg.hashsalt": "tongban",
            "figure.dpi": 150,
            "savefig.dpi": 150,
        }
    )


@cache
def _register() -> None:
    # Once a process: the font manager would keep a second entry for a second call.
    from matplotlib import font_manager

    font_manager.fontManager.addfont(FONT_FILE)


@cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(FONT_FILE, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def characters_outside(text: str) -> str:
    """Return the characters that the shipped font lacks (字体之外的字符).

    Parameters
    ----------
    text : str
        Any text; line ends, tabs and other control characters are not looked at.

    Returns
    -------
    str
        Each such character once, in the order of its first appearance; empty if there is none.

    Examples
    --------
    >>> characters_outside("通办：一网通办，最多跑一次")
    ''
    >>> characters_outside("朱镕基的镕")
    '镕'
    """
    known = _characters()
    return "".join(c for c in dict.fromkeys(text) if ord(c) not in known and c >= " ")


def font_base64_for(text: str) -> str:
    """Return a font with just the characters of a page, for embedding (网页内嵌字体).

    Parameters
    ----------
    text : str
        Everything that the page may show; characters outside the shipped font are left out, and
        the browser draws them with a font of its own.

    Returns
    -------
    str
        A WOFF file in base64, for ``url(data:font/woff;base64,…)``. The order and repetition of
        the characters do not matter; the same characters give the same bytes. WOFF and not
        WOFF2, because that needs a compressor outside the standard library for a fifth less.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont

    wanted = {ord(c) for c in text} & _characters() | {ord(" ")}
    options = subset.Options()
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 13, 14]  # the licence travels with the font
    with TTFont(FONT_FILE, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
        font.flavor = "woff"
        target = io.BytesIO()
        font.save(target)
    return base64.b64encode(target.getvalue()).decode("ascii")
