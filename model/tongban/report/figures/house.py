"""How every figure looks (图表风格): colours, frame, headings, and three files a figure.

The pair of colours for the two regimes differs in hue and in lightness, so that it is told apart
by colour-blind eyes, on a pale projector and in grey print; figures add shape or place to it.
"""

from __future__ import annotations

import csv
import io
import textwrap
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from tongban.levers.regime import Regime
from tongban.report.typeface import UNDATED, use_typeface
from tongban_spec.language import LANGUAGES, Language, Text

INK, QUIET, FAINT, PAPER = "#1f2429", "#5b6670", "#d5dade", "#ffffff"
_FILL = {"siloed": "#E69F00", "integrated": "#0B4F8A"}
_WORD = {"siloed": "#8A5A00", "integrated": "#0B4F8A"}
COLOUR = _FILL["integrated"]  # of a picture with one colour
_OTHERS = ("#56B4E9", "#8C4A79", "#4F9E7F", "#9AA3AB")
_OTHER_WORDS = ("#1F6F9E", "#8C4A79", "#2F6E55", "#5b6670")
_MARKS = ("o", "s", "D", "^", "v", "P")
ONE_REPLICATION = Text(
    "仅为第 0 次重复；各次重复的平均见报告的表",
    "Replication 0 alone; for means over the replications see the report's tables",
)
WIDTH = 8.0  # inches; at 150 dpi a picture of 1,200 pixels


@dataclass(frozen=True)
class Table:
    """The data behind a figure (图后数据): columns with ids as names, and rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def to_csv(self) -> str:
        """Return it as CSV (RFC 4180 with plain line ends); floats in full, NaN empty."""
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_cell(v) for v in row] for row in self.rows)
        return target.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, float):
        return "" if value != value else repr(float(value))
    return value


class Plate(ABC):
    """A figure with its words and its data (图版).

    The picture and the CSV are made of the same frozen object and of nothing else.
    """

    name: str
    heading: Text

    @property
    @abstractmethod
    def finding(self) -> Text:
        """What the figure shows, in a sentence: the title inside the picture."""

    @property
    @abstractmethod
    def caption(self) -> Text:
        """How to read it, and what it is made of."""

    @abstractmethod
    def table(self) -> Table:
        """The data behind it."""

    @abstractmethod
    def draw(self, language: Language) -> Figure:
        """The picture in one language."""


def fill_of(regime: Regime, number: int) -> str:
    """Return the colour of a regime's areas (体制颜色); ``number`` is its place among all."""
    return _FILL.get(regime.name, _OTHERS[number % len(_OTHERS)])


def word_colour(regime: Regime, number: int) -> str:
    """Return the colour of a regime's words: the same hue, dark enough to read on white."""
    return _WORD.get(regime.name, _OTHER_WORDS[number % len(_OTHER_WORDS)])


def mark_of(number: int) -> str:
    """Return the marker of the ``number``-th regime, so that colour never tells alone."""
    return _MARKS[number % len(_MARKS)]


def sheet(
    finding: Text, language: Language, height: float, one_replication: bool = False
) -> Figure:
    """Return an empty figure with its title set (图纸).

    Parameters
    ----------
    finding : Text
        Set in the top left corner, broken to the width.
    language : {"zh", "en"}
    height : float
        Inches without the title.
    one_replication : bool
        Whether it shows replication 0: then the picture says so, wherever it is taken to.
    """
    use_typeface()
    title = _balanced(finding.say(language), language, 80)
    lines = title.count("\n") + 1
    size = (WIDTH, height + 0.12 + 0.26 * lines + 0.24 * one_replication)
    figure = Figure(figsize=size, layout=ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.07))
    figure.set_facecolor(PAPER)
    figure.suptitle(title, x=0.012, ha="left", fontsize=13, color=INK, linespacing=1.3)
    if one_replication:
        words = ONE_REPLICATION.say(language)
        figure.supxlabel(words, x=0.988, ha="right", fontsize=9, color=QUIET)
    return figure


def plain_axes(axes: Axes, grid: Literal["", "x", "y"] = "") -> Axes:
    """Take away what carries no data (坐标轴从简); ``grid`` is ``x``, ``y`` or empty."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(QUIET)
    axes.tick_params(colors=QUIET, labelcolor=INK, labelsize=9.5, length=3)
    if grid:
        axes.grid(axis=grid, color=FAINT, linewidth=0.7)
        axes.set_axisbelow(True)
    return axes


def wrapped(text: str, language: Language, width: int) -> str:
    """Return a text broken into lines (换行).

    Parameters
    ----------
    width : int
        Latin letters a line; a Chinese character is as wide as two.
    """
    if language == "en":
        return "\n".join(textwrap.wrap(text, width)) or text
    lines, line, used = [], "", 0
    for word in _unbroken(text):
        size = sum(2 if ord(c) > 0x2E7F else 1 for c in word)
        if used + size > width and line and word[0] not in "，。；：、）”…%":
            lines.append(line.rstrip())
            line, used = "", 0
        line, used = line + word, used + size
    return "\n".join([*lines, line])


def _balanced(text: str, language: Language, width: int) -> str:
    """Return a text in as few lines as ``wrapped``, broken at a stop or else about the middle."""
    whole = wrapped(text, language, width)
    breaks = whole.count("\n")
    ways = [wrapped(text, language, narrower) for narrower in range(width // 2, width)]
    ways = [w for w in ways if w.count("\n") == breaks] if breaks else []
    at_stops = [w for w in ways if all(x[-1] in "，；。：,;.:" for x in w.split("\n")[:-1])]
    return next(iter([*at_stops, *ways]), whole)


def _unbroken(text: str):
    """Yield what may not be broken inside: a Chinese character, or a run of others."""
    run = ""
    for c in text:
        if ord(c) > 0x2E7F or c == " ":
            if run:
                yield run
            run = ""
            yield c
        else:
            run += c
    if run:
        yield run


def save_plate(plate: Plate, folder: Path) -> dict[Language, str]:
    """Write a figure as SVG and PNG in both languages and its data as CSV (存图).

    Returns
    -------
    dict
        The SVG of each language, for a page.
    """
    (folder / f"{plate.name}.csv").write_text(plate.table().to_csv(), encoding="utf-8")
    pictures: dict[Language, str] = {}
    for language in LANGUAGES:
        figure = plate.draw(language)
        figure.savefig(folder / f"{plate.name}.{language}.png", metadata=dict(UNDATED["png"]))
        target = io.BytesIO()
        figure.savefig(target, format="svg", metadata=dict(UNDATED["svg"]))
        pictures[language] = target.getvalue().decode("utf-8")
        file = folder / f"{plate.name}.{language}.svg"
        file.write_text(pictures[language], encoding="utf-8", newline="\n")
    return pictures
