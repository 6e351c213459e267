"""Assumptions, reproduction, limits (假设、复现与局限): what a careful reader asks for last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from tongban.experiments.comparison import Comparison
from tongban.measures.names import HEADLINES
from tongban.report.markup import Html, bullets, element, folded, join, paragraph, section, table
from tongban.report.structure import STRUCTURE
from tongban.report.tables import legend
from tongban.report.words import SURE, group_name, number
from tongban.scenario.world import Figure
from tongban_spec.language import Text

_KINDS = {
    "source": Text("来源", "source"),
    "assumption": Text("假设", "assumption"),
    "published": Text("只作对照", "to compare with"),
}


@dataclass(frozen=True)
class Reproduction:
    """All that repeats a result (复现信息).

    Parameters
    ----------
    version : str
        Of tongban.
    commit : str
        Of its source; empty if unknown.
    command : str
        The command line.
    digest : str
        Of the scenario's files, hexadecimal.
    seed : int
    engine : str
    libraries : tuple of (str, str)
        Name and version.
    """

    version: str
    commit: str
    command: str
    digest: str
    seed: int
    engine: str
    libraries: tuple[tuple[str, str], ...]


def assumptions_section(comparison: Comparison) -> Html:
    """Return the section of the scenario's numbers with their origin (假设与来源)."""
    figures = comparison.world.figures
    inputs = comparison.world.inputs
    assumed = sum(f.kind == "assumption" for f in inputs)
    title = Text("假设与来源", "Assumptions and sources")
    if not inputs:
        none = Text("场景没有给出数值的来源。", "The scenario gives no origin for its numbers.")
        return section("assumptions", title, paragraph(none))
    lead = Text(
        "场景共有 {n} 个数：{s} 个有来源，{a} 个是假设（{p} %）。",
        "The scenario has {n} numbers: {s} have a source, {a} are assumptions ({p} %).",
    ).fill(n=len(inputs), s=len(inputs) - assumed, a=assumed,
           p=number(assumed / len(inputs), "share"))  # fmt: skip
    parts = [paragraph(lead)]
    if len(figures) > len(inputs):
        beside = Text(
            "另有 {m} 个公布的数只用来对照结果，不进模型，不计在内。",
            "Another {m} are published figures that results are only held against: the model is "
            "not fed with them, and they are not counted.",
        )
        parts.append(paragraph(beside.fill(m=len(figures) - len(inputs))))
    for part, group in groupby(sorted(figures, key=_part), key=_part):
        parts.append(_figures_table(part, list(group)))
    return section("assumptions", title, *parts)


def _part(figure: Figure) -> str:
    return figure.path.partition(".")[0].partition("[")[0]


def _figures_table(part: str, figures: list[Figure]) -> Html:
    columns = [
        Text("路径", "path"),
        Text("数值", "value"),
        Text("性质", "kind"),
        Text("来源或理由", "source or reason"),
        Text("文件:行", "file:line"),
    ]
    rows = [
        [element("code", f.path), f.value, _KINDS[f.kind], f.words, element("code", f.where)]
        for f in figures
    ]
    assumed = sum(f.kind == "assumption" for f in figures)
    summary = Text("{p}：{n} 个数，{a} 个假设", "{p}: {n} numbers, {a} assumptions").fill(
        p=part, n=len(figures), a=assumed
    )
    return folded(summary, table(summary, columns, rows), in_print=True)


def reproduce_section(scenario: str, replications: int, found: Reproduction) -> Html:
    """Return the section on how to repeat a result of a scenario (如何复现)."""
    rows = [
        (Text("tongban 版本", "tongban version"), found.version),
        (Text("提交", "commit"), found.commit or "—"),
        (Text("场景", "scenario"), scenario),
        (Text("场景摘要（SHA-256）", "scenario digest (SHA-256)"), found.digest),
        (Text("随机种子", "seed"), str(found.seed)),
        (Text("重复次数", "replications"), str(replications)),
        (Text("引擎", "engine"), found.engine),
        *((Text(f"{name} 版本", f"{name} version"), v) for name, v in found.libraries),
    ]
    body = [[name, element("code", value)] for name, value in rows]
    columns = [Text("项", "item"), Text("值", "value")]
    lead = Text(
        "同样的版本、场景与种子给出逐字节相同的结果：",
        "The same version, scenario and seed give the same result, byte for byte:",
    )
    return section(
        "reproduce",
        Text("如何复现", "How to reproduce"),
        paragraph(lead),
        element("pre", element("code", found.command)),
        table(Text("复现所需", "What is needed"), columns, body),
    )


def limits_section(comparison: Comparison) -> Html:
    """Return the section of approximations and limits (近似与局限)."""
    simplified = [
        Text("{m}：{s}", "{m}: {s}").fill(m=m.name, s=m.simplified)
        for m in comparison.world.catalogue.matters.values()
        if m.simplified is not None
    ]
    parts = [bullets([*_approximations(comparison), *STRUCTURE, *_absent(comparison)])]
    if simplified:
        parts.append(element("h3", Text("各件事的简化", "What is simplified in the matters")))
        parts.append(bullets(simplified))
    parts.append(legend(comparison))
    return section("limits", Text("近似与局限", "Approximations and limits"), join(parts))


def _absent(comparison: Comparison) -> list[Text]:
    """Return whom the report cannot speak of, because they had no case."""
    world = comparison.world
    seen = {r.group for r in comparison.rows}
    ids = [f"matter:{m}" for m in world.catalogue.matters] + [f"group:{g}" for g in world.groups]
    absent = [group_name(world, id) for id in ids if id not in seen]
    if not absent:
        return []
    names = Text("、".join(t.zh for t in absent), ", ".join(t.en for t in absent))
    return [
        Text(
            "没有办件、因而无话可说的：{n}。", "Without any case, so nothing is said of: {n}."
        ).fill(n=names)
    ]


def _approximations(comparison: Comparison) -> list[Text]:
    world = comparison.world
    window = (world.arrival_days, world.warm_up_days, world.horizon_days)
    return [
        Text(
            "区间：各次重复均值的 Student t 区间（{s}）；{n} 项核心指标用 Bonferroni 同时成立，"
            "其余各自成立，看得多了总有几个偶然不含 0。",
            "Intervals: Student's t over the means of replications ({s}); those of the {n} "
            "headline "
            "measures hold together by Bonferroni. The others hold one by one: among many, some "
            "leave out 0 by luck.",
        ).fill(s=SURE, n=len(HEADLINES)),
        Text(
            "区间只显示可能的部分：占比在 0 到 100 % 之间，占比之差不超过 ±100 个百分点，"
            "时间、次数与金额不小于 0；--json 里是未截断的区间，是否明确也按它判断。",
            "Intervals are shown as far as they are possible: shares from 0 to 100 %, differences "
            "of shares within ±100 points, times, counts and money not below 0. The document of "
            "--json has them uncut, and what is clear is decided by the uncut ones.",
        ),
        Text(
            "成对：各体制用同样的申请人、需求与运气，差值逐次成对。",
            "Pairs: every regime meets the same applicants, needs and luck; differences are of "
            "pairs.",
        ),
        Text(
            "办理时长：未办结的按删失处理（Kaplan–Meier），均值只到所见的最长时长；"
            "卡死与放弃的不计入时长。",
            "Elapsed time: open cases are censored (Kaplan–Meier) and the mean is restricted to "
            "the "
            "longest age seen; stuck and given-up matters are not part of it.",
        ),
        Text(
            "时段：{a} 天内产生需求，前 {w} 天不计，观察到第 {h} 天。",
            "Period: needs arise during {a} days, those of the first {w} are not measured, and the "
            "run is observed for {h} days.",
        ).fill(a=window[0], w=window[1], h=window[2]),
        Text(
            "图中的旅程、时长分布、跑动分布、利用率与链路取自第 0 次重复；其余为各次重复的平均。",
            "The figures of the journey, of elapsed time, visits, utilisation and links are of "
            "replication 0; all else is averaged over the replications.",
        ),
        Text(
            "成本按标准成本模型：申请人的时间、路费、邮费与收费；行政一方只在场景写了单价时计价，"
            "工时按实际办理计，措施成本按在用时间摊。",
            "Cost by the Standard Cost Model: the applicant's time, fares, postage and fees. The "
            "administration's work is priced only where the scenario has tariffs: hours worked, "
            "and levers by the share of the time that they are in use.",
        ),
        Text(
            "规模：到达量、人手与时间是场景自己的假设；比值比水平可信。",
            "Scale: arrivals, staff and times are the scenario's own assumptions; ratios deserve "
            "more "
            "trust than levels.",
        ),
    ]  # fmt: skip
