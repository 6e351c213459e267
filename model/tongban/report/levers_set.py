"""The levers of the regimes (措施设置): how far each reaches, from when to when, at what cost."""

from __future__ import annotations

from dataclasses import replace

from tongban.experiments.comparison import Comparison
from tongban.levers.prerequisites import Groundless, groundless
from tongban.levers.regime import LEVERS, Regime
from tongban.report.markup import Html, element, folded, join, paragraph, section, table
from tongban.report.words import NONE, number, regime_name
from tongban.scenario.world import LeverCost, LeverSetting, World
from tongban_spec.language import Text

LEVELS = {
    "county": Text("同县", "within the county"),
    "prefecture": Text("同市（州）", "within the prefecture"),
    "province": Text("全省", "within the province"),
}
LISTED = 4  # ids of a scope that are named; the rest are counted


def levers_section(comparison: Comparison) -> Html:
    """Return the section of the levers in use, their dates and costs (措施设置)."""
    world = comparison.world
    parts = [_of_regime(world, regime) for regime in comparison.regimes]
    return section(
        "levers",
        Text("措施：范围、日期与成本", "Levers: scope, dates and cost"),
        *(part for part in parts if part is not None),
        _costs(comparison),
    )


def _of_regime(world: World, regime: Regime) -> Html:
    name = regime_name(regime)
    if not regime.settings:
        return paragraph(Text("{r}没有任何措施。", "There is no lever under {r}.").fill(r=name))
    columns = [Text("措施", "lever"), Text("力度", "strength"), Text("范围", "scope"),
               Text("自", "from"), Text("至（不含）", "until (not included)")]  # fmt: skip
    rows = [
        [LEVERS[s.lever].title, strength_of(world, s), scope_of(world, s), *dates_of(s)]
        for s in regime.settings
    ]
    title = Text("{r}的措施（{n} 条）", "Levers under {r} ({n} settings)").fill(
        r=name, n=len(regime.settings)
    )
    return folded(title, table(title, columns, rows, frozenset({1})), in_print=True)


def strength_of(world: World, setting: LeverSetting) -> Text:
    """Return a strength with what it is a share of (力度): rounded to whole things, as covered."""
    lever = LEVERS[setting.lever]
    covered, inside = (len(lever.reach(world, s)) for s in (setting, replace(setting, strength=1)))
    return Text("{s} %（{n} 个{u}中的 {k} 个）", "{s} % ({k} of {n} {u})").fill(
        s=f"{100 * setting.strength:g}", k=covered, n=inside, u=lever.unit
    )


def dates_of(setting: LeverSetting) -> tuple[Text | str, Text | str]:
    """Return from when and until when a setting is in force (生效日期)."""
    since = setting.since.isoformat() if setting.since else Text("一开始", "the start")
    until = setting.until.isoformat() if setting.until else Text("结束", "the end")
    return since, until


def scope_of(world: World, setting: LeverSetting) -> Text:
    """Return what a setting is limited to (范围): matters, items, …, groups of people; or all."""
    catalogue = world.catalogue
    named = [
        ([catalogue.matters[m].name for m in setting.matters], Text("个一件事", "matters")),
        ([Text(i, i) for i in setting.items], Text("个事项", "items")),
        ([world.regions[r].name for r in setting.regions], Text("个县区", "counties")),
        ([catalogue.materials[m].name for m in setting.materials], Text("种材料", "materials")),
        ([world.groups[g].name for g in setting.groups], Text("类申请人", "groups")),
    ]
    said = [_listed(names, unit) for names, unit in named if names]
    if setting.level:
        said.append(LEVELS[setting.level])
    if not said:
        return Text("全部", "all")
    return Text("；".join(t.zh for t in said), "; ".join(t.en for t in said))


def _listed(names: list[Text], unit: Text) -> Text:
    shown = names[:LISTED]
    words = Text("、".join(t.zh for t in shown), ", ".join(t.en for t in shown))
    if len(names) <= LISTED:
        return words
    return Text("{w} 等 {n} {u}", "{w} and others, {n} {u}").fill(w=words, n=len(names), u=unit)


def _costs(comparison: Comparison) -> Html:
    """Return the table of what the levers in use cost, of the scenario's own figures."""
    world = comparison.world
    used = [x for x in LEVERS if any(s.lever == x for r in comparison.regimes for s in r.settings)]
    if not used:
        return Html("")
    if not world.lever_costs:
        return paragraph(
            Text(
                "场景没有给出措施本身的成本（lever_costs），所以它们不计价。",
                "The scenario does not say what levers cost themselves (lever_costs), so that is "
                "not priced.",
            ),
            "quiet",
        )
    caption = Text(
        "措施本身的成本（场景给出；改变的工作量另计）",
        "What levers cost themselves, as the scenario has it; the work that they change is apart",
    )
    columns = [Text("措施", "lever"), Text("建设，元", "building, CNY"),
               Text("运行，元/年", "running, CNY a year"),
               Text("培训，小时/人", "training, hours a head"),
               Text("谁付出", "whom it costs")]  # fmt: skip
    rows = [[LEVERS[x].title, *cost_cells(world.lever_costs.get(x)), LEVERS[x].costs] for x in used]
    parts = [table(caption, columns, rows, frozenset({1, 2, 3}))]
    if world.costs is not None:
        words = Text(
            "建设与培训按 {y} 年摊销，按在用时间计入“措施成本”。",
            "Building and training are written off over {y} years; “cost of levers” has each by "
            "the time that it is in use.",
        ).fill(y=f"{world.costs.lever_life_years:g}")
        parts.append(paragraph(words, "quiet"))
    return join([element("h3", Text("措施的成本", "Cost of the levers")), *parts])


def cost_cells(cost: LeverCost | None) -> tuple[str, str, str]:
    """Return building, running and training as they are shown (成本三项); dashes if unknown."""
    if cost is None:
        return NONE, NONE, NONE
    return (number(cost.build, "CNY"), number(cost.run_per_year, "CNY"),
            number(cost.training_hours, "hour"))  # fmt: skip


def without_ground(comparison: Comparison) -> list[Text]:
    """Return a caution for each lever in force without what it needs (缺前提的提醒)."""
    return [w for regime in comparison.regimes for w in without_ground_in(comparison.world, regime)]


def without_ground_in(world: World, regime: Regime) -> list[Text]:
    """Return a caution for each lever that a regime sets without what it needs (缺前提的提醒)."""
    return [_caution(regime, found) for found in groundless(world, regime)]


def _caution(regime: Regime, found: Groundless) -> Text:
    lever, needed = LEVERS[found.lever], LEVERS[found.needed]
    return Text(
        "{r}下“{l}”所需的“{n}”没有到位：它覆盖的 {m} 个{u}里"
        "有 {k} 个缺这个前提，在那里不起作用（如 {x}）。",
        "Under {r} “{l}” is in force without “{n}”, which it needs, for {k} of its {m} {u}: there "
        "it changes nothing (e.g. {x}).",
    ).fill(r=regime_name(regime), l=lever.title, n=needed.title, u=lever.unit,
           k=len(found.members), m=found.of, x=found.members[0])  # fmt: skip
