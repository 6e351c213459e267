"""The breaches on the page (违反): sentence, found and expected, time line, command to copy."""

from __future__ import annotations

import datetime

from tongban_spec.events import KINDS
from tongban_spec.language import Text
from tongban_spec.report.again import command_again
from tongban_spec.report.contents import Contents
from tongban_spec.report.markup import Html, element, join, paragraph, say, section
from tongban_spec.report.moments import CaseLine, Moment
from tongban_spec.report.plain_words import EXPECTED, FOUND
from tongban_spec.verdicts import Breach, Judgement

_NO_EVENTS = Text(
    "这次违反由背景表本身证明，没有事件。",
    "This breach is shown by the context tables alone; no event belongs to it.",
)


def breach_section(contents: Contents) -> Html:
    """Return the section of all breached requirements (违反一节)."""
    title = Text("违反", "Breaches")
    breached = [j for j in contents.result.judgements if j.verdict == "breached"]
    if not breached:
        nothing = Text("没有查到违反。", "No breach was found.")
        return section("breaches", title, paragraph(nothing))
    # What binds first; what only warns after it.
    ordered = sorted(breached, key=lambda j: j.requirement.level != "MUST")
    return section("breaches", title, *(_requirement(contents, j) for j in ordered))


def _requirement(contents: Contents, one: Judgement) -> Html:
    requirement = one.requirement
    heading = element("h3", say(f"{requirement.id} ") + say(requirement.title))
    counts = Text(
        "{l} · {o} 次机会，违反 {b} 次，定不下来 {u} 次，已豁免 {w} 次",
        "{l} · {o} opportunities, {b} breaches, {u} undecided, {w} waived",
    ).fill(
        l=requirement.level,
        o=one.opportunities,
        b=one.breaches,
        u=one.undecided,
        w=one.waived,
    )
    shown = Text(
        "下面是其中 {n} 次，事件最少的案件在前。", "{n} of them, those of the smallest cases first."
    ).fill(n=len(one.examples))
    law = [paragraph(_law(one), "quiet")] if requirement.law else []
    parts = [
        heading,
        element("blockquote", requirement.statement),
        *law,
        paragraph(counts),
        paragraph(shown, "quiet"),
        *(_breach(contents, one, breach) for breach in one.examples),
    ]
    return element("article", join(parts), id=f"breach-{requirement.id}")


def _law(one: Judgement) -> Text:
    cited = "; ".join(norm.citation for norm in one.requirement.law)
    return Text("法规：{c}", "Law: {c}").fill(c=cited)


def _breach(contents: Contents, one: Judgement, breach: Breach) -> Html:
    line = contents.lines[one.requirement.id, breach.subject]
    pairs = [
        (Text("主体", "Subject"), say(breach.subject)),
        (FOUND, say(breach.sentence)),
        (EXPECTED, say(breach.expected)),
    ]
    listed = [element("dt", name) + element("dd", words) for name, words in pairs]
    command = command_again(contents.asked, one.requirement.id, breach.subject)
    again = Text("再看一次：", "To see it again:")
    parts = [
        element("dl", join(listed)),
        _line(line) if line.moments else paragraph(_NO_EVENTS, "quiet"),
        paragraph(again, "quiet"),
        element("pre", element("code", command)),
    ]
    return element("div", join(parts), class_="breach")


def _line(line: CaseLine) -> Html:
    items, before = [], None
    for moment in line.moments:
        items.append(_moment(moment, before))
        before = moment.at
    shown = element("ol", join(items), class_="line")
    if not line.left_out:
        return shown
    more = Text("同一案件还有 {n} 个事件没有列出。", "{n} more events of the case are not shown.")
    return shown + paragraph(more.fill(n=line.left_out), "quiet")


def _moment(moment: Moment, before: datetime.datetime | None) -> Html:
    kind = KINDS.get(moment.kind)
    parts = [element("time", moment.local, datetime=moment.utc)]
    if before is not None:
        parts.append(element("span", gap_of(moment.at - before), class_="gap"))
    parts.append(element("strong", kind.title if kind else moment.kind))
    if moment.proves:
        parts.append(element("span", Text("证明", "proves it"), class_="tag"))
    values = " · ".join([moment.event_id, *(f"{name} {value}" for name, value in moment.values)])
    inside = Html(" ".join(p.source for p in parts)) + Html("<br>")
    inside += element("span", values, class_="values")
    return element("li", inside, **({"class_": "proves"} if moment.proves else {}))


def gap_of(gap: datetime.timedelta) -> Text:
    """Return how long after the event before (间隔)."""
    hours, seconds = divmod(gap.seconds, 3600)
    clock = f"{hours:02}:{seconds // 60:02}:{seconds % 60:02}"
    if not gap.days:
        return Text(f"（+{clock}）", f"(+{clock})")
    return Text("（+{d} 天 {c}）", "(+{d} d {c})").fill(d=gap.days, c=clock)
