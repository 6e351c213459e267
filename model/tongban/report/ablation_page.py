"""The page of an ablation (逐项增减报告): offline, in two languages."""

from __future__ import annotations

from pathlib import Path

from tongban.experiments.ablation import (
    SHOWN,
    Ablation,
    Effect,
    is_idle,
    missing_ground,
)
from tongban.levers.regime import LEVERS, Regime
from tongban.measures.figures import ALL
from tongban.measures.names import Measure
from tongban.report.ablation_table import (
    measure_words,
    own_columns,
    own_rows,
    requirement_columns,
    requirement_rows,
    rows_of,
    title,
    ways,
)
from tongban.report.ablation_words import listed, verdict_of
from tongban.report.figures.ablation import plates_of_ablation
from tongban.report.figures.house import save_plate
from tongban.report.markup import (
    Html,
    bullets,
    element,
    figure,
    folded,
    join,
    paragraph,
    section,
    table,
)
from tongban.report.pictures import with_shared_glyphs
from tongban.report.sources import Reproduction, reproduce_section
from tongban.report.style import content_policy, style_sheet
from tongban.report.typeface import FONT_MEDIA_TYPE, font_base64_for
from tongban.report.words import (
    SURE,
    between,
    clear,
    group_name,
    number,
    regime_name,
    signed,
    unit_of,
)
from tongban_spec.language import Language, Text
from tongban_spec.report.frame import language_switch, whole_page


def write_ablation_page(
    found: Ablation, folder: Path, language: Language, reproduce: Reproduction
) -> None:
    """Write ``report.html`` and ``figures/`` of an ablation (写逐项增减报告).

    Parameters
    ----------
    found : Ablation
    folder : Path
        An existing folder.
    language : {"zh", "en"}
        Shown first; both are in the file.
    reproduce : Reproduction
    """
    figures = folder / "figures"
    figures.mkdir(exist_ok=True)
    drawn = [
        figure(p.name, p.heading, p.finding, p.caption, save_plate(p, figures))
        for p in plates_of_ablation(found)
    ]
    main = [
        _findings(found),
        _own_requirements(found),
        _whom_it_costs(found),
        section("figures", Text("图", "Figures"), *drawn),
        _tables(found),
        reproduce_section(found.world.name, found.replications, reproduce),
        _limits(found),
    ]
    body = join([_header(found, language), element("main", join(main))])
    heading = title(found)
    sheet = style_sheet(font_base64_for(body.source + heading.zh + heading.en), FONT_MEDIA_TYPE)
    page = whole_page(heading, language, with_shared_glyphs(body), sheet, content_policy())
    (folder / "report.html").write_text(page, encoding="utf-8", newline="\n")


def _header(found: Ablation, language: Language) -> Html:
    what = Text(
        "在{a}与{b}之间，{k} 项措施逐项增减；{n} 次重复，各体制用相同的随机数；场景 {s}，自 {d} 起",
        "Between {a} and {b}, {k} levers one at a time; replications: {n}, with the same draws in "
        "every regime; scenario {s}, from {d}",
    ).fill(
        a=regime_name(found.first), b=regime_name(found.last), k=len(found.levers),
        n=found.replications, s=found.world.name, d=found.world.start.isoformat(),
    )  # fmt: skip
    rows = [language_switch(language), element("h1", title(found)), paragraph(what, "quiet")]
    return element("header", join(rows))


def _findings(found: Ablation) -> Html:
    """Return the first section: each lever on the measure that it must move (第一节)."""
    heading = Text("每项措施有没有它应有的效果", "Does each lever do what it must")
    columns = (*own_columns(found), Text("谁付出", "whom it costs"))
    costs = [LEVERS[x].costs for x in found.levers]
    rows = [(*row, cost) for row, cost in zip(own_rows(found), costs, strict=True)]
    how = Text(
        "数字为“有”减“无”，括号内为 {s} 区间（Student t，成对，Bonferroni：本页全体各项同时成立）。"
        "未注明的符合应有的方向。",
        "Numbers are with minus without, in brackets the {s} interval (Student's t of pairs, "
        "Bonferroni: all on this page that are over everybody hold together). What has no "
        "remark moves as it should.",
    ).fill(s=SURE)
    said = bullets(_said(found))
    return section("levers", heading, said, paragraph(how, "quiet"), table(heading, columns, rows))


def _said(found: Ablation) -> list[Text]:
    """Return what all trials say together, in sentences (归纳)."""
    verdicts = {t: verdict_of(found, t) for t in found.trials}
    names = {"a": regime_name(found.first), "b": regime_name(found.last)}
    kinds = {
        ("alone", "as_it_should"): Text(
            "单独加到{a}上就明确符合应有效果的：{l}。", "Clear and as it should on {a} alone: {l}."
        ),
        ("last", "as_it_should"): Text(
            "在{b}里仍不可少（去掉就明确变差）的：{l}。",
            "Still clearly missed when taken from {b}: {l}.",
        ),
        ("last", "idle"): Text(
            "别的措施都在时不再起作用的：{l}。",
            "Without any effect once all the others are there: {l}.",
        ),
        ("alone", "idle"): Text(
            "单独加上在此毫无作用的：{l}。", "Without any effect here when alone: {l}."
        ),
        ("alone", "contrary"): Text(
            "单独加上反而与应有效果相反的：{l}。",
            "Alone, clearly contrary to what it should do: {l}.",
        ),
        ("last", "contrary"): Text(
            "在{b}里反而与应有效果相反的：{l}。",
            "In {b}, clearly contrary to what it should do: {l}.",
        ),
    }  # fmt: skip
    said = []
    for (way, verdict), words in kinds.items():
        levers = tuple(t.lever for t, v in verdicts.items() if t.way == way and v == verdict)
        if levers:
            said.append(words.fill(l=listed(levers), **names))
    needing = [t for t, v in verdicts.items() if t.way == "alone" and v == "needs"]
    for trial in needing:
        words = Text("{l}单独加上毫无作用：须先有{n}。", "Alone {l} changes nothing: it needs {n}.")
        titles = {"l": LEVERS[trial.lever].title, "n": listed(missing_ground(trial))}
        said.append(words.fill(**titles))
    return said


def _own_requirements(found: Ablation) -> Html:
    """Return each lever's own requirements with and without it (措施对应的要求)."""
    heading = Text("每项措施对应的要求", "The requirements that each lever is for")
    how = Text(
        "判定的是第 1 次重复的日志（场景的链路中断照旧）。其余措施都在，因此别的措施使之无用的"
        "（如结果全部电子化之后的统一出件）去掉也不违反；容缺受理规范允许而不要求，没有对应的要求。",
        "Judged is the log of the first replication, with the scenario's own outages. All other "
        "levers are there, so that one which others make needless (one outlet, where every result "
        "is electronic) may be missing without a breach; pledges are allowed and not demanded, and "
        "have no requirement.",
    )
    if not found.requirements:
        return join([])
    shown = table(heading, requirement_columns(found), requirement_rows(found))
    return section("requirements", heading, paragraph(how, "quiet"), shown)


def _whom_it_costs(found: Ablation) -> Html:
    """Return who is clearly worse off with a lever than without (谁因此变差)."""
    heading = Text("谁因一项措施变差", "Who is worse off with a lever")
    worse = [e for e in found.by_group if _is_worse(e)]
    how = Text(
        "按申请人群体、按会不会用网络，看用时、跑动与放弃；这些区间另成一组同时成立（{s}）。",
        "By applicant group and by digital means: hours, visits and giving up; these intervals "
        "hold together among themselves ({s}).",
    ).fill(s=SURE)
    if not worse:
        nobody = Text("没有群体明确变差。", "No group is clearly worse off.")
        return section("worse", heading, paragraph(nobody), paragraph(how, "quiet"))
    marked = Html(bullets(_worse(found, e) for e in worse).source.replace(
        "<ul>", '<ul class="warning">', 1))  # fmt: skip
    return section("worse", heading, marked, paragraph(how, "quiet"))


def _is_worse(effect: Effect) -> bool:
    sure = clear(effect.difference) is True
    return sure and effect.difference.mean * effect.measure.better < 0


def _worse(found: Ablation, effect: Effect) -> Text:
    way = {
        "alone": Text("单独加到{a}上", "put on {a} alone"),
        "beside": Text("加到{a}上（已有前提）", "put on {a} beside what it needs"),
        "last": Text("作为{b}的最后一块", "as the last piece of {b}"),
    }[effect.trial.way].fill(a=regime_name(found.first), b=regime_name(found.last))
    unit = effect.measure.unit
    return Text(
        "{l}（{y}）：{w}的“{m}” {d} {u}（{i}）。", "{l}, {y}: {m} of {w} {d} {u} ({i})."
    ).fill(
        l=LEVERS[effect.trial.lever].title, y=way, w=group_name(found.world, effect.group),
        m=effect.measure.title, d=signed(effect.difference.mean, unit),
        u=unit_of(effect.measure), i=between(effect.difference, unit),
    )  # fmt: skip


def _tables(found: Ablation) -> Html:
    """Return a folded table for each measure (各指标的表)."""
    known = {e.measure.id for e in found.effects if e.group == ALL}
    columns = (Text("措施", "lever"), *ways(found))
    parts = []
    for measure in SHOWN:
        if measure.id in known:
            words = Text("{m}：{a} {x}，{b} {y}", "{m}: {a} {x}, {b} {y}").fill(
                m=measure_words(measure), a=regime_name(found.first),
                b=regime_name(found.last),
                x=_level(found, measure, found.first), y=_level(found, measure, found.last),
            )  # fmt: skip
            parts.append(folded(words, table(words, columns, rows_of(found, measure.id)), False))
    return section("measures", Text("各项指标", "Measure by measure"), *parts)


def _level(found: Ablation, measure: Measure, regime: Regime) -> str:
    return number(found.level(regime, measure.id), measure.unit)


def _limits(found: Ablation) -> Html:
    """Return how far this can be believed (局限)."""
    names = {"a": regime_name(found.first), "b": regime_name(found.last)}
    idle_money = [t for t in found.trials if is_idle(found.effects_of(t))]
    said = [
        Text(
            "逐项增减只看两端：先加的与最后加的。中间的次序没有试，各项之和也不是总的差别。",
            "One at a time looks at two ends only: a lever that comes first and one that comes "
            "last. No order between is tried, and the effects do not add up to the whole.",
        ),
        Text(
            "随机数各体制相同；措施改变的只是谁在何时到哪里，运气不变。",
            "Draws are the same in all regimes: a lever changes who is where when, and nobody's "
            "luck.",
        ),
        Text(
            "{k} 个区间同时成立，因此比单看一项时宽；“不能确定”不等于“没有”。",
            "{k} intervals hold together, so each is wider than it would be alone; “not clear” is "
            "not “none”.",
        ).fill(k=len(found.effects)),
    ]
    if idle_money:
        said.append(
            Text(
                "毫无作用的措施也照样花钱（如果场景写了它的成本）。",
                "A lever that changes nothing still costs money, where the scenario says what.",
            )
        )
    return section("limits", Text("局限", "Limits"), bullets(t.fill(**names) for t in said))
