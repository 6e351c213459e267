"""Tables of an ablation (逐项增减表): each lever on its own measure, and all on each measure."""

from __future__ import annotations

from functools import partial

from tongban.experiments.ablation import Ablation, Trial
from tongban.levers.regime import LEVERS
from tongban.measures.names import BY_ID, Measure
from tongban.report.ablation_words import in_the_last, judged, on_the_first, told
from tongban.report.compliance import verdict_and_rate
from tongban.report.words import regime_name, unit_of
from tongban_spec.language import Text, number_of


def title(found: Ablation) -> Text:
    """Return the heading of an ablation (标题)."""
    return Text(
        "{n}：逐项增减措施，{r} 次重复，种子 {s}",
        "{n}: levers one at a time, {r}, seed {s}",
    ).fill(
        n=found.world.title,
        r=number_of(found.replications, "replication", "replications"),
        s=found.seed,
    )


def ways(found: Ablation) -> tuple[Text, Text]:
    """Return the headings of the two ways of trying a lever (两种试法)."""
    names = {"a": regime_name(found.first), "b": regime_name(found.last)}
    return (
        Text("单独加到{a}上", "put on {a} alone").fill(**names),
        Text("作为{b}的最后一块", "as the last piece of {b}").fill(**names),
    )


def own_columns(found: Ablation) -> tuple[Text, ...]:
    """Return the headings of :func:`own_rows` (表头)."""
    return (
        Text("措施", "lever"),
        Text("应动的指标", "the measure that it must move"),
        *ways(found),
    )


def own_rows(found: Ablation) -> list[tuple[Text, ...]]:
    """Return a row a lever: what it does to the measure that it must move (各措施的应有效果)."""
    say = partial(judged, found)
    return [
        (
            LEVERS[lever].title,
            measure_words(BY_ID[LEVERS[lever].effect.measure]),
            on_the_first(found, lever, say),
            in_the_last(found, lever, say),
        )
        for lever in found.levers
    ]


def rows_of(found: Ablation, measure: str) -> list[tuple[Text, ...]]:
    """Return a row a lever: what it does to one measure (各措施对一个指标)."""

    def say(trial: Trial) -> Text:
        effect = next((e for e in found.effects_of(trial) if e.measure.id == measure), None)
        return told(found, trial, effect)

    return [
        (LEVERS[x].title, on_the_first(found, x, say), in_the_last(found, x, say))
        for x in found.levers
    ]


def requirement_columns(found: Ablation) -> tuple[Text, ...]:
    """Return the headings of :func:`requirement_rows` (表头)."""
    last = regime_name(found.last)
    return (
        Text("措施", "lever"),
        Text("对应的要求", "its own requirement"),
        Text("{b}，各项都在", "{b}, all levers on").fill(b=last),
        Text("去掉这一项", "without this one"),
    )


def requirement_rows(found: Ablation) -> list[tuple[Text, ...]]:
    """Return a row for each requirement that a lever is for: with and without it (对应要求)."""
    return [
        (
            LEVERS[own.lever].title,
            Text("{i} {t}", "{i} {t}").fill(
                i=own.with_it.requirement.id, t=own.with_it.requirement.title
            ),
            verdict_and_rate(own.with_it),
            verdict_and_rate(own.without),
        )
        for own in found.requirements
    ]


def measure_words(measure: Measure) -> Text:
    """Return a measure's title with its unit, unless the title says it (指标及单位)."""
    unit = unit_of(measure)
    said = unit.zh in measure.title.zh or unit.en in measure.title.en
    if said or measure.unit == "share":
        return measure.title
    return Text("{m}（{u}）", "{m} [{u}]").fill(m=measure.title, u=unit)
