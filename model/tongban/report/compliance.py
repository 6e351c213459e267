"""Compliance in the report (合规): what the specification says of each regime's log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tongban.experiments.comparison import Comparison
from tongban.levers.regime import Regime
from tongban.report.markup import Html, folded, join, paragraph, section, table
from tongban.report.words import NONE, number, regime_name, same
from tongban_spec.language import Text
from tongban_spec.verdicts import VERDICTS, Judgement, Verdict

_COUNTED: Mapping[Verdict, Text] = {
    "holds": Text("符合 {n} 条", "{n} hold"),
    "breached": Text("违反 {n} 条", "{n} are breached"),
    "not_exercised": Text("未发生 {n} 条", "{n} were not exercised"),
    "inconclusive": Text("无法判断 {n} 条", "{n} cannot be judged"),
    "not_applicable": Text("不适用 {n} 条", "{n} do not apply"),
    "waived": Text("已豁免 {n} 条", "{n} are waived"),
}
NEARLY_ALL = 0.9995  # shown as 100.0 %
_HEADING = Text("合规：逐条要求", "Compliance, requirement by requirement")


def compliance_section(comparison: Comparison) -> Html:
    """Return the section of requirements (合规): verdict and rate under each regime.

    Parameters
    ----------
    comparison : Comparison
        Judged or not: if not, the section says so.
    """
    if not comparison.compliance:
        said = Text(
            "没有判定：--no-events 的运行不留日志。",
            "Not judged: a run with --no-events leaves no log.",
        )
        return section("compliance", _HEADING, paragraph(said))
    parts = [paragraph(in_short(r, comparison.compliance[r.name])) for r in comparison.regimes]
    parts.append(paragraph(_how_to_read(comparison), "quiet"))
    beside = _counted_otherwise(comparison)
    parts += [paragraph(beside, "quiet")] if beside is not None else []
    parts.append(_table(comparison))
    parts += [_examples(r, comparison.compliance[r.name]) for r in comparison.regimes]
    return section("compliance", _HEADING, *parts)


def in_short(regime: Regime, judgements: Sequence[Judgement]) -> Text:
    """Return the verdicts of a regime in one sentence, counted (判定小结)."""
    counts = Counter(j.verdict for j in judgements)
    parts = [said.fill(n=counts[v]) for v, said in _COUNTED.items() if counts[v]]
    listed = Text("、".join(p.zh for p in parts), ", ".join(p.en for p in parts))
    return Text("{r}：{n} 条要求中，{p}。", "{r}: of {n} requirements, {p}.").fill(
        r=regime_name(regime), n=len(judgements), p=listed
    )


def _how_to_read(comparison: Comparison) -> Text:
    return Text(
        "判定的是第 1 次重复的日志（种子 {s}），只含政府部门的事项，预热期的也在内；"
        "百分比为违反数占能判断的机会数。"
        "“未发生”不是通过：没有出现过能违反它的情形。",
        "Judged is the log of the first replication (seed {s}), which has the items of government "
        "departments only, and those of the warm-up days as well; percentages are breaches among "
        "the opportunities that could be decided. "
        "“Not exercised” is no pass: nothing happened that could have breached it.",
    ).fill(s=comparison.seed)


def _counted_otherwise(comparison: Comparison) -> Text | None:
    """Return why HAL-10 holds where not all matters take one visit at most (口径不同)."""
    found = []
    for regime in comparison.regimes:
        verdict = {j.requirement.id: j.verdict for j in comparison.compliance[regime.name]}
        share = comparison.estimate("at_most_one_visit", regime.name)
        if verdict.get("HAL-10") == "holds" and share is not None and share < NEARLY_ALL:
            name, x = regime_name(regime), number(share, "share")
            found.append(Text("{r} {x} %", "{r}: {x} %").fill(r=name, x=x))
    if not found:
        return None
    return Text(
        "HAL-10“符合”不等于人人最多跑一次：它不计被告知补正的那次、没等到就走的那次，"
        "也不计去银行、医院等处的；指标“最多跑一次占比”每趟都计（{x}）。",
        "That HAL-10 holds does not mean that nobody comes twice: it leaves out visits at which "
        "one is told what is missing, those walked away from, and those to banks, hospitals and "
        "the like. The measure “share with at most one visit” counts every trip ({x}).",
    ).fill(x=Text("、".join(t.zh for t in found), ", ".join(t.en for t in found)))


def _table(comparison: Comparison) -> Html:
    columns = [Text("编号", "id"), Text("要求", "requirement"), Text("级别", "level")]
    columns += [regime_name(regime) for regime in comparison.regimes]
    body: list[list[Text | str]] = []
    for row in zip(*comparison.compliance.values(), strict=True):
        one = row[0].requirement
        body.append([one.id, one.title, one.level, *map(verdict_and_rate, row)])
    return table(_HEADING, columns, body)


def verdict_and_rate(judgement: Judgement) -> Text:
    """Return a verdict with breaches, opportunities and rate where there are any (判定与比率)."""
    words = VERDICTS[judgement.verdict]
    if judgement.verdict not in ("holds", "breached"):
        return words
    decided = judgement.opportunities - judgement.undecided
    share = same(f"{judgement.breaches / decided:.1%}".replace("%", " %") if decided else NONE)
    if not judgement.breaches:
        return Text("{v}（{o} 次机会）", "{v} ({o} opportunities)").fill(v=words, o=f"{decided:,}")
    return Text("{v}：{b} / {o}（{s}）", "{v}: {b} of {o} ({s})").fill(
        v=words, b=f"{judgement.breaches:,}", o=f"{decided:,}", s=share
    )


def _examples(regime: Regime, judgements: Sequence[Judgement]) -> Html:
    """Return one breach of each breached requirement, that in the smallest case (实例)."""
    columns = [Text("编号", "id"), Text("例如", "for example"), Text("应当", "expected")]
    body: list[list[Text | str]] = [
        [j.requirement.id, j.examples[0].sentence, j.examples[0].expected]
        for j in judgements
        if j.examples
    ]
    if not body:
        return join([])
    words = Text("{r}：每条被违反的要求一例（{n}）", "{r}: one example of each breach ({n})")
    said = words.fill(r=regime_name(regime), n=len(body))
    return folded(said, table(said, columns, body), in_print=False)
