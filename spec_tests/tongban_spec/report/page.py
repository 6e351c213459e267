"""The page of a check (检查报告页): one offline file in two languages."""

from __future__ import annotations

from tongban_spec.evidence.evidence import Finding
from tongban_spec.language import Language, Text, number_of
from tongban_spec.registry import SPECIFICATION
from tongban_spec.report.breach_section import breach_section
from tongban_spec.report.changes_section import changes_section
from tongban_spec.report.contents import Contents
from tongban_spec.report.frame import language_switch, whole_page
from tongban_spec.report.look import OWN_SHEET
from tongban_spec.report.markup import (
    NOTHING,
    Html,
    bullets,
    element,
    join,
    paragraph,
    say,
    section,
    table,
)
from tongban_spec.report.profiles import PROFILE_VERDICTS, ProfileResult
from tongban_spec.report.style import content_policy, digest
from tongban_spec.verdicts import VERDICTS, Judgement

_NONE = Text("—", "—")
_HOW_TO_READ = (
    Text(
        "符合：有过机会，没有违反。违反：至少一次，见所列事件。",
        "Holds: it could have been breached and was not. Breached: at least once, by the events"
        " shown.",
    ),
    Text(
        "未发生：日志里没有这样的机会，因此什么也没有证明；表中写明什么能检验它。",
        "Not exercised: there was no opportunity in the log, so nothing is shown; the table says"
        " what would exercise it.",
    ),
    Text(
        "无法判断：日志没有记录所需的列、表或事件种类，或每次机会都定不下来；从不算作符合。",
        "Inconclusive: the log does not record columns, tables or kinds that are needed, or every"
        " opportunity is undecided; it never counts as holding.",
    ),
    Text(
        "类别的判定不是百分比：一条必须级（MUST）违反即为违反；有未发生、无法判断或没有检查的即为尚未定。",
        "The verdict of a profile is no percentage: one breached MUST breaches it, and one that"
        " was not exercised, inconclusive or not checked leaves it not settled.",
    ),
    Text(
        "应当级（SHOULD）的违反只提醒。日志末尾尚未办完的案件本身不算违反。",
        "The breach of a SHOULD warns only. A case still open at the end of the log is no breach by"
        " that alone.",
    ),
)


def page_of(contents: Contents, language: Language) -> str:
    """Return the page of a check (报告页).

    The same contents give the same bytes.

    Parameters
    ----------
    contents : Contents
    language : {"zh", "en"}
        Shown first, and where scripts do not run; both are in the page.
    """
    title = Text("规范检查报告", "Report of a check against the specification")
    changes = [] if contents.changes is None else [changes_section(contents.changes)]
    main = [
        _profiles(contents),
        *changes,
        breach_section(contents),
        _gate(contents.result.evidence.gate),
        _requirements(contents),
        section("reading", Text("怎样读", "How to read this"), bullets(_HOW_TO_READ)),
    ]
    body = join([_header(contents, language, title), element("main", join(main))])
    return whole_page(title, language, body, OWN_SHEET, content_policy(digest(OWN_SHEET)))


def _header(contents: Contents, language: Language, title: Text) -> Html:
    result = contents.result
    what = Text(
        "证据：{s}；{n} 个事件；规范 {v}；类别 {p}",
        "Evidence: {s}; {n}; specification {v}; profile {p}",
    ).fill(
        s=result.evidence.source,
        n=number_of(result.evidence.events, "event", "events"),
        v=SPECIFICATION,
        p=result.profile,
    )
    return element(
        "header", join([language_switch(language), element("h1", title), paragraph(what, "quiet")])
    )


def _profiles(contents: Contents) -> Html:
    columns = (
        Text("类别", "Profile"),
        Text("判定", "Verdict"),
        Text("违反", "Breached"),
        Text("提醒", "Warned"),
        Text("符合", "Hold"),
        Text("已豁免", "Waived"),
        Text("未发生", "Not exercised"),
        Text("无法判断", "Inconclusive"),
        Text("未检查", "Not checked"),
    )
    told = table(
        Text("各类别的判定", "Verdict by profile"), columns, map(_profile, contents.profiles)
    )
    return section("profiles", Text("判定", "Verdict"), told)


def _profile(one: ProfileResult) -> list[Text | str | Html]:
    verdict = element("span", PROFILE_VERDICTS[one.verdict], class_=one.verdict)
    names = (one.breached, one.warned, one.holding, one.waived, one.not_exercised)
    names += (one.inconclusive, one.not_checked)
    return [one.profile.title, verdict, *(_links(ids) for ids in names)]


def _links(ids: tuple[str, ...]) -> Html:
    if not ids:
        return say(_NONE)
    return Html(" ".join(element("a", i, href=f"#requirement-{i}").source for i in ids))


def _gate(findings: tuple[Finding, ...]) -> Html:
    title = Text("证据本身", "The evidence itself")
    if not findings:
        return section("gate", title, paragraph(Text("没有可疑之处。", "Nothing to remark.")))
    items = []
    for one in findings:
        words = say(one.said)
        if one.examples:
            words += Html(" ") + element("code", ", ".join(one.examples))
        name = Text("提醒：", "warning: ") if one.severity == "warning" else Text("注：", "note: ")
        items.append(say(name) + words)
    return section("gate", title, bullets(items))


def _requirements(contents: Contents) -> Html:
    columns = (
        Text("要求", "Requirement"),
        Text("级别", "Level"),
        Text("判定", "Verdict"),
        Text("机会", "Opportunities"),
        Text("违反", "Breaches"),
        Text("定不下来", "Undecided"),
        Text("说明", "Reason"),
    )
    rows = [_requirement(j) for j in contents.result.judgements]
    told = table(
        Text("检查过的每条要求", "Every requirement that was checked"),
        columns,
        rows,
        numeric=frozenset({3, 4, 5}),
    )
    return section("requirements", Text("全部要求", "All requirements"), told)


def _requirement(one: Judgement) -> list[Text | str | Html]:
    requirement = one.requirement
    anchor = f"requirement-{requirement.id}"
    name = element("span", requirement.id, id=anchor) + Html(" ") + say(requirement.title)
    if one.verdict == "breached":
        name = element("span", element("a", requirement.id, href=f"#breach-{requirement.id}"))
        name = element("span", name, id=anchor) + Html(" ") + say(requirement.title)
    verdict = element("span", VERDICTS[one.verdict], class_=one.verdict)
    counts = [str(n) for n in (one.opportunities, one.breaches, one.undecided)]
    if one.verdict == "not_applicable":
        counts = ["", "", ""]
    return [name, requirement.level, verdict, *counts, one.reason or NOTHING]
