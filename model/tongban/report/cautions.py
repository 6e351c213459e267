"""Cautions (须知): what a reader must know before believing a finding."""

from __future__ import annotations

from tongban.experiments.comparison import Comparison
from tongban.journeys.pools import COMPREHENSIVE
from tongban.measures.figures import ALL
from tongban.measures.overload import Overload, overloads
from tongban.report.disturbances import disturbances
from tongban.report.figures.utilisation import COMPREHENSIVE_NAME
from tongban.report.levers_set import without_ground
from tongban.report.markup import Html, element, paragraph, say
from tongban.report.published import together
from tongban.report.words import FEW, number, regime_name, same
from tongban.scenario.numbers import UNIT_WORDS
from tongban.scenario.world import Figure
from tongban_spec.language import Text

HURRYING = {"platform_handover", "limit_supervision"}  # both are needed
NAMED = 3  # pools that cannot keep up, by name; the rest are counted


def honesty(comparison: Comparison) -> list[Html]:
    """Return how far to believe what follows (可信程度): assumptions, and published figures."""
    figures = comparison.world.inputs
    parts = []
    if figures:
        assumed = sum(f.kind == "assumption" for f in figures)
        words = Text(
            "场景的 {n} 个数中有 {a} 个是假设（{p} %）。区间只含偶然，不含假设的对错。",
            "Of the scenario's {n} numbers {a} are assumptions ({p} %). The intervals cover chance "
            "only, not the assumptions.",
        ).fill(n=len(figures), a=assumed, p=number(assumed / len(figures), "share"))
        parts.append(_pointing(words, "assumptions", Text("假设与来源", "Assumptions and sources")))
    found = together(comparison)
    if found is not None:
        parts.append(
            _pointing(found, "published", Text("与公布数字对照", "Against published figures"))
        )
    return parts


def _pointing(words: Text, id: str, title: Text) -> Html:
    """Return a sentence and the way to its section."""
    link = element("a", Text("见“{t}”", "See “{t}”").fill(t=title), href=f"#{id}")
    return paragraph(say(words) + Html(" ") + link)


def cautions(comparison: Comparison) -> list[Html]:
    """Return the warnings behind the findings (提醒)."""
    found = [
        hurried(comparison),
        few_replications(comparison),
        *without_ground(comparison),
        *disturbances(comparison),
        *overloaded(comparison),
    ]
    return [paragraph(words, "warning") for words in found if words is not None]


def hurried(comparison: Comparison) -> Text | None:
    """Return on which assumption decisions in time rest where files are hurried (督办)."""
    figures = [
        f for f in comparison.world.figures
        if f.kind == "assumption" and f.path.endswith("hurried_circulation")
    ]  # fmt: skip
    rows = [r for r in comparison.rows if (r.measure.id, r.group) == ("in_time", ALL)]
    watched = {s.lever for s in comparison.regimes[-1].settings} >= HURRYING
    if not (figures and rows and watched):
        return None
    return Text(
        "按时办结率 {x} % 靠一个假设：在{r}下，预警的件在两张案头之间至多再停 {v}"
        "（{w}），不论原来要停多久；法定等待与国家级部门除外。督办若没有这样灵，按时的就会少。",
        "Decided in time, {x} %, rests on one assumption: under {r} a file warned of lies at most "
        "{v} more between two desks ({w}), however long it would have lain; not so in waits set "
        "by law and at national offices. If supervision works less well, fewer are in time.",
    ).fill(
        x=number(rows[0].estimates[-1].mean.mean, "share"), v=_amount(figures[0]),
        r=regime_name(comparison.regimes[-1]), w=figures[0].words,
    )  # fmt: skip


def _amount(figure: Figure) -> Text:
    """Return a figure's number with its unit in words (数值)."""
    value, unit = figure.value.partition(",")[0].split(" ", 1)
    return Text("{v} {u}", "{v} {u}").fill(v=value, u=UNIT_WORDS[unit])


def few_replications(comparison: Comparison) -> Text | None:
    """Return the warning for too few replications (重复太少)."""
    n = comparison.replications
    if n >= FEW:
        return None
    if n == 1:
        return Text(
            "只有一次重复：没有区间，差值可能只是运气。要有区间，请用 --replications 10。",
            "One replication only: there are no intervals, and a difference may be luck. For "
            "intervals, use --replications 10.",
        )
    return Text(
        "只有 {n} 次重复：重复少，区间就宽。要更窄的区间，请用 --replications 10。",
        "Only {n} replications: few replications make wide intervals. For narrower ones, use "
        "--replications 10.",
    ).fill(n=n)


def overloaded(comparison: Comparison) -> list[Text]:
    """Return a warning for each regime with pools that cannot keep up (超负荷)."""
    said = []
    for regime in comparison.regimes:
        sample = comparison.samples[regime.name]
        found = overloads(sample.compiled, sample.trace, sample.spans)
        if not found:
            continue
        who = [_who(comparison, one) for one in found[:NAMED]]
        zh, en = "；".join(t.zh for t in who), "; ".join(t.en for t in who)
        if len(found) > NAMED:
            zh += f"；另有 {len(found) - NAMED} 处"
            en += f"; and {len(found) - NAMED} more"
        words = Text(
            "{r}下有跟不上的（第 0 次重复，最后一件需求产生时）：{w}。"
            "到达期若更长，平均等待还会变长，所以这里的等待与时长取决于到达期的长短。",
            "Under {r} some cannot keep up (replication 0, when the last need arose): {w}. With a "
            "longer period of arrivals mean waits would grow, so the waits and elapsed times here "
            "depend on its length.",
        )
        said.append(words.fill(r=regime_name(regime), w=Text(zh, en)))
    return said


def _who(comparison: Comparison, one: Overload) -> Text:
    pool, world = one.pool, comparison.world
    region = world.regions[pool.region].name if pool.region in world.regions else same(pool.region)
    if pool.department == COMPREHENSIVE:
        desk = COMPREHENSIVE_NAME
    else:
        kind = Text("窗口", "windows") if pool.kind == "window" else Text("审查岗", "reviewers")
        name = world.departments[pool.department].name
        level = f" ({pool.review_class})" if pool.review_class not in ("", "any") else ""
        desk = Text(f"{name.zh}{kind.zh}{level}", f"{name.en}, {kind.en}{level}")
    return Text(
        "{g}的{k}，来过的 {a} 个中有 {w} 个还在等",
        "{k}, {g}: {w} of the {a} who had come were still waiting",
    ).fill(g=region, k=desk, a=f"{one.asked:,}", w=f"{one.waiting:,}")


def lost(comparison: Comparison) -> Text | None:
    """Return the warning for matters that end without a result, where regimes differ in it."""
    rows = {r.measure.id: r for r in comparison.rows if r.group == ALL}
    if not {"stuck", "given_up"} <= set(rows):
        return None
    count = range(len(comparison.regimes))
    shares = [sum(rows[m].estimates[r].mean.mean for m in ("stuck", "given_up")) for r in count]
    if max(shares) - min(shares) < 0.01:
        return None
    said = "；".join(
        f"{regime_name(r).zh} {number(x, 'share')} %"
        for r, x in zip(comparison.regimes, shares, strict=True)
    )
    told = "; ".join(
        f"{regime_name(r).en} {number(x, 'share')} %"
        for r, x in zip(comparison.regimes, shares, strict=True)
    )
    return Text(
        "卡死或放弃的事占：{said}。它们的用时、跑动与材料只计到停下为止，时长不计，"
        "所以停得早的体制显得轻；"
        "比较时请一并看办成的占比。",
        "Stuck or given up: {told}. Their time, trips and materials count only until they stop, "
        "and "
        "their elapsed time not at all, so the regime in which more stop looks lighter than it is.",
    ).fill(said=said, told=told)
