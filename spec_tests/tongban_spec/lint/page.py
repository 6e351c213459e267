"""The page of a lint (体检报告页): one offline file in two languages."""

from __future__ import annotations

from tongban_spec.language import Language, Text, number_of
from tongban_spec.lint.columns import COLUMNS
from tongban_spec.lint.faults import Fault
from tongban_spec.lint.linting import Linted
from tongban_spec.lint.rules import RULES
from tongban_spec.registry import SPECIFICATION, by_id
from tongban_spec.report.frame import language_switch, whole_page
from tongban_spec.report.look import OWN_SHEET
from tongban_spec.report.markup import Html, bullets, element, join, paragraph, section, table
from tongban_spec.report.style import content_policy, digest
from tongban_spec.verdicts import VERDICTS

SHOWN_MAX = 2_000  # the marked workbook and lint.json have all of them
_NONE = Text("—", "—")
_LIMITS = (
    Text(
        "清单所列一律视为现行有效；没有日志，平台实际怎样做不在此列。",
        "What the list has is taken to be in force. How the platform really works needs a log.",
    ),
    Text(
        "循环证明：取得办理结果须交的材料，即该事项的申请材料；清单不写数据链路，因此不扣除可调取的。",
        "Circular proofs: what must be brought for a result are the materials of its item. A list"
        " says nothing of data links, so nothing is taken off for what could be fetched.",
    ),
    Text(
        "环节按所写的次序视为先后；可容缺的材料不另作区分。",
        "Steps are taken to follow each other as written; materials that may follow later are not"
        " told apart.",
    ),
)


def page_of(linted: Linted, language: Language) -> str:
    """Return the page (体检报告页); the same list gives the same bytes."""
    title = Text("事项清单体检报告", "Lint of a list of items")
    what = Text("清单：{f}；{n} 行；规范 {v}", "List: {f}; {n}; specification {v}").fill(
        f=linted.sheet.name, n=number_of(len(linted.entries), "row", "rows"), v=SPECIFICATION
    )
    top = [language_switch(language), element("h1", title), paragraph(what, "quiet")]
    main = [
        _verdicts(linted),
        _faults(linted),
        section(
            "limits",
            Text("没有日志看不出什么", "What a list does not show"),
            bullets((*linted.notes, *_LIMITS)),
        ),
    ]
    body = join([element("header", join(top)), element("main", join(main))])
    return whole_page(title, language, body, OWN_SHEET, content_policy(digest(OWN_SHEET)))


def title_of(rule: str) -> Text:
    """Return the title of a requirement or of a rule for lists (标题)."""
    if rule in RULES:
        return RULES[rule].title
    return by_id()[rule].title


def _verdicts(linted: Linted) -> Html:
    rows = [
        [
            j.requirement.id,
            j.requirement.title,
            j.requirement.level,
            element("span", VERDICTS[j.verdict], class_=j.verdict),
            str(j.opportunities),
            str(j.breaches),
            j.reason or _NONE,
        ]
        for j in linted.judgements
    ]
    for rule in RULES.values():
        count = sum(fault.rule == rule.id for fault in linted.faults)
        verdict = "inconclusive" if rule.id in linted.silent else "breached" if count else "holds"
        needed = ", ".join(rule.needs)
        reason = Text(
            "清单没有这些列，或全空：{c}", "the list has no column {c}, or an empty one"
        ).fill(c=needed)
        told = element("span", VERDICTS[verdict], class_=verdict)
        serves = Text("清单规则（见 {r}）", "rule for lists (see {r})").fill(r=rule.serves)
        last = reason if rule.id in linted.silent else serves
        rows.append([rule.id, rule.title, rule.level, told, "—", str(count), last])
    columns = (
        Text("要求或规则", "Requirement or rule"),
        Text("标题", "Title"),
        Text("级别", "Level"),
        Text("判定", "Verdict"),
        Text("机会", "Opportunities"),
        Text("违反", "Breaches"),
        Text("说明", "Remark"),
    )
    told = table(Text("各条判定", "Verdicts"), columns, rows, frozenset({4, 5}))
    return section("verdicts", Text("判定", "Verdicts"), told)


def _faults(linted: Linted) -> Html:
    title = Text("问题", "Faults")
    if not linted.faults:
        return section("faults", title, paragraph(Text("没有发现问题。", "None was found.")))
    columns = (
        Text("行", "Rows"),
        Text("要求或规则", "Requirement or rule"),
        Text("列", "Columns"),
        Text("问题", "Fault"),
        Text("应当", "Expected"),
    )
    shown = linted.faults[:SHOWN_MAX]
    parts = [table(title, columns, map(_row, shown))]
    if len(shown) < len(linted.faults):
        more = Text(
            "另有 {n} 个，见标注的工作簿和 lint.json。",
            "{n} more stand in the marked workbook and in lint.json.",
        ).fill(n=len(linted.faults) - len(shown))
        parts.append(paragraph(more))
    return section("faults", title, *parts)


def _row(fault: Fault) -> list[Text | str | Html]:
    names = [COLUMNS[column].title for column in fault.columns]
    columns = Text("、".join(n.zh for n in names) or "—", ", ".join(n.en for n in names) or "—")
    rows = ", ".join(map(str, fault.rows[:20])) + (" …" if len(fault.rows) > 20 else "")
    name = Text("{r} {t}", "{r} {t}").fill(r=fault.rule, t=title_of(fault.rule))
    return [rows or "—", name, columns, fault.sentence, fault.expected]
