"""One applicant's journeys (同一申请人的旅程): the same need under each regime, hour by hour."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tongban.experiments.comparison import Comparison
from tongban.experiments.sample import Sample
from tongban.journeys.program import Op, Outcome
from tongban.levers.regime import Regime
from tongban.quantities import DAY, HOUR
from tongban.report.figures.house import (
    INK,
    Plate,
    Table,
    fill_of,
    plain_axes,
    sheet,
    word_colour,
    wrapped,
)
from tongban.report.words import by_regime, number, regime_name, same
from tongban.scenario.world import World
from tongban.trace.spans import PREPARING, Spans
from tongban_spec.language import Language, Text

LANES: dict[str, Text] = {
    "travel": Text("路上", "travel"),
    "waiting": Text("排队等候", "waiting in queues"),
    "served": Text("窗口服务", "being served"),
    "papers": Text("找材料、备材料", "hunting and preparing papers"),
    "office_work": Text("部门办理", "administration at work"),
    "office_wait": Text("等部门", "waiting for administration"),
}
_OWN = ("travel", "waiting", "served", "papers")  # the applicant's own time, in hours


@dataclass(frozen=True)
class Path:
    """What one regime made of the need (一种体制下的旅程).

    Parameters
    ----------
    regime : Regime
    bars : tuple of (str, int, int)
        Lane, begin and end in seconds after the need arose.
    end : int
        Second at which the last result was there.
    visits, for_papers : int
        Trips, and of them those only to obtain a paper.
    """

    regime: Regime
    bars: tuple[tuple[str, int, int], ...]
    end: int
    visits: int
    for_papers: int

    def seconds(self, lane: str) -> int:
        """Return the time in a lane, each second once where bars lie over each other."""
        total, until = 0, -1
        for _, begin, end in sorted(b for b in self.bars if b[0] == lane):
            total += max(end - max(begin, until), 0)
            until = max(until, end)
        return total


@dataclass(frozen=True)
class Journey(Plate):
    """The same case under each regime (同一办件).

    Parameters
    ----------
    case : int
        Number of the case in replication 0 under the first regime.
    matter, group : Text
    middle : float
        Median visits of the matter under the first regime.
    paths : tuple of Path
    """

    case: int
    matter: Text
    group: Text
    middle: float
    paths: tuple[Path, ...]
    name = "journey"
    heading = Text("同一位申请人的旅程", "One applicant's journeys")

    @property
    def finding(self) -> Text:
        said = [
            Text("{d} 天、跑 {v} 次", "{d} days, {v} trip{s}").fill(
                d=number(p.end / DAY, "day"), v=p.visits, s="" if p.visits == 1 else "s"
            )
            for p in self.paths
        ]
        return Text("同一位申请人，{m}。{s}", "The same applicant, {m}. {s}").fill(
            m=self.matter, s=by_regime(tuple(p.regime for p in self.paths), said)
        )

    @property
    def caption(self) -> Text:
        papers = [same(str(p.for_papers)) for p in self.paths]
        return Text(
            "第 0 次重复的第 {n} 号办件（{g}）。选取规则：至少有十件办结的一件事中"
            "涉及部门最多的那一件事，"
            "各体制下都办结、第一种体制下跑动次数最接近中位数（{m}）者；相同则取编号最小者。"
            "很短的时段画得比实际略宽。"
            "虚线为拿到最后结果之时；空白处是申请人自己择日再去。部门办理与等部门包括夜间和周末。"
            "其中只为取得证明而跑的：{p}。",
            "Case {n} of replication 0 ({g}). Rule: of the matter that involves the most "
            "departments (among those with ten cases or more), the case delivered under every "
            "regime whose visits under the first are nearest their median ({m}); ties by the "
            "smallest number. Very short spans are drawn wider than they are. Dashed: the "
            "moment of the last result; gaps are the applicant's own choice of another day. The "
            "administration's rows include nights and weekends. Visits only to obtain a paper: "
            "{p}.",
        ).fill(n=self.case, g=self.group, m=number(self.middle, "count"),
               p=by_regime(tuple(p.regime for p in self.paths), papers))  # fmt: skip

    def table(self) -> Table:
        rows = [
            (p.regime.name, lane, begin, end) for p in self.paths for lane, begin, end in p.bars
        ]
        return Table(("regime", "lane", "begin_seconds", "end_seconds"), tuple(rows))

    def draw(self, language: Language) -> Figure:
        figure = sheet(self.finding, language, 2.15 * len(self.paths) + 0.35, one_replication=True)
        panels = figure.subplots(len(self.paths), 1, sharex=True, squeeze=False)[:, 0]
        longest = max(p.end for p in self.paths) / DAY
        for r, (axes, path) in enumerate(zip(panels, self.paths, strict=True)):
            self._draw_path(plain_axes(axes, "x"), path, r, language)
            axes.set_xlim(0, max(longest, 0.01) * 1.01)
        words = Text("需求产生后的天数", "days after the need arose")
        panels[-1].set_xlabel(words.say(language), color=INK)
        return figure

    def _draw_path(self, axes, path: Path, r: int, language: Language) -> None:
        fill = fill_of(path.regime, r)
        for y, lane in enumerate(LANES):
            spans = [(b / DAY, (e - b) / DAY) for what, b, e in path.bars if what == lane]
            own = lane in _OWN
            axes.broken_barh(spans, (y - 0.36, 0.72), facecolor=fill if own else "#9AA3AB",
                             edgecolor=fill if own else "#9AA3AB", linewidth=1.0)  # fmt: skip
            axes.text(1.01, y, _how_long(path, lane).say(language), va="center", fontsize=9,
                      color=INK, transform=axes.get_yaxis_transform())  # fmt: skip
        axes.axvline(path.end / DAY, color=word_colour(path.regime, r), linewidth=1,
                     linestyle=(0, (2, 2)), zorder=0)  # fmt: skip
        names = [wrapped(t.say(language), language, 30) for t in LANES.values()]
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(len(names) - 0.4, -0.6)
        title = wrapped(self._words(path).say(language), language, 72)
        axes.set_title(title, loc="left", fontsize=11, color=word_colour(path.regime, r))

    def _words(self, path: Path) -> Text:
        own = sum(path.seconds(lane) for lane in _OWN) / HOUR
        return Text(
            "{r}：{d} 天后拿到最后结果；跑 {v} 次，自己用时 {h} 小时",
            "{r}: last result after {d} days; {v} trip{s}, {h} hours of own time",
        ).fill(r=regime_name(path.regime), d=number(path.end / DAY, "day"), v=path.visits,
               s="" if path.visits == 1 else "s",
               h=number(own, "hour"))  # fmt: skip


def _how_long(path: Path, lane: str) -> Text:
    seconds = path.seconds(lane)
    if lane in _OWN:
        return Text("{n} 小时", "{n} h").fill(n=number(seconds / HOUR, "hour"))
    if seconds < DAY:
        return Text("{n} 小时", "{n} h").fill(n=number(seconds / HOUR, "hour"))
    return Text("{n} 天", "{n} days").fill(n=number(seconds / DAY, "day"))


def journey_of(comparison: Comparison) -> Journey | None:
    """Return the figure's data by its rule; None if no case was delivered under every regime."""
    samples = list(comparison.samples.values())
    cases = samples[0].cases
    delivered = np.ones(len(cases.number), bool)
    for sample in samples:  # the same need has other numbers where demand differs
        done = sample.cases.number[sample.cases.outcome == Outcome.DELIVERED]
        delivered &= np.isin(_identity(samples[0])[cases.number], _identity(sample)[done])
    if not delivered.any():
        return None
    matter = _widest_matter(comparison.world, np.bincount(cases.matter[delivered]))
    rows = np.flatnonzero(delivered & (cases.matter == matter))
    visits = cases.values["visits"][rows]
    middle = float(np.median(visits))
    chosen = int(rows[np.argmin(np.abs(visits - middle))])  # the first of equals
    number_of_case = int(cases.number[chosen])
    who = _identity(samples[0])[number_of_case]
    world = comparison.world
    return Journey(
        number_of_case,
        list(world.catalogue.matters.values())[matter].name,
        list(world.groups.values())[int(cases.group[chosen])].name,
        middle,
        tuple(
            _path(regime, s, int(np.flatnonzero(_identity(s) == who)[0]))
            for regime, s in zip(comparison.regimes, samples, strict=True)
        ),
    )


def _identity(sample: Sample) -> NDArray[np.uint64]:
    return sample.compiled.needs.bits


def _widest_matter(world: World, count: NDArray[np.int64]) -> int:
    """Return the matter that involves the most departments; of equals the most frequent one.

    Only matters with at least ten cases, if there are any.
    """
    enough = np.flatnonzero(count >= min(10, count.max()))
    items = world.catalogue.items
    matters = [m.items for m in world.catalogue.matters.values()]
    widths = {m: len({items[i].department for i in matters[m]}) for m in enough.tolist()}
    return max(widths, key=lambda m: (widths[m], int(count[m]), -m))


def _path(regime: Regime, sample: Sample, case: int) -> Path:
    s, zero = sample.spans, int(sample.compiled.needs.at[case])
    mine = s.case == case
    called = np.where(s.start >= 0, s.start, s.end)
    review = (s.code == Op.QUEUE) & ~s.at_window
    away = (s.code == Op.SPEND) & ~s.did(*PREPARING)
    lanes = (
        ("travel", s.code == Op.TRIP, s.begin, s.start),
        ("travel", s.code == Op.RETURN, s.start, s.end),
        ("waiting", s.at_window, s.begin, called),
        ("served", s.at_window, called, s.end),
        ("papers", s.did(*PREPARING), s.begin, s.end),
        ("office_work", review, called, s.end),
        ("office_wait", review, s.begin, called),
        ("office_wait", away, s.begin, s.end),
    )
    bars = []
    for lane, mask, begin, end in lanes:
        at = np.flatnonzero(mask & mine)
        pairs = zip((begin[at] - zero).tolist(), (end[at] - zero).tolist(), strict=True)
        bars += [(lane, b, e) for b, e in pairs if e > b]
    order = {lane: n for n, lane in enumerate(LANES)}
    bars.sort(key=lambda bar: (order[bar[0]], bar[1], bar[2]))
    visits = int((mine & (s.code == Op.TRIP)).sum())
    return Path(
        regime, tuple(bars), int(sample.trace.ended_at[case]) - zero, visits, _papers(s, mine)
    )


def _papers(s: Spans, mine) -> int:
    """Return how many visits were to an issuer, for a paper."""
    return int((mine & s.did("at_issuer")).sum())
