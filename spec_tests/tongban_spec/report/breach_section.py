"""The breaches on the page (违反): sentence, found and expected, time line, command to copy."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from tongban_spec.language import Text
from tongban_spec.report.again import command_again
from tongban_spec.report.contents import Contents
from tongban_spec.report.markup import Html, element, folded, join, paragraph, say, section
from tongban_spec.report.moments import CaseLine, Moment
from tongban_spec.report.plain_words import EXPECTED, FOUND
from tongban_spec.verdicts import Breach, Judgement

_NO_EVENTS = Text(
    "这次违反由背景表本身证明，没有事件。",
    "This breach is shown by the context tables alone; no event belongs to it.",
)
_ZONE = Text("时间是北京时间（UTC+8）。", "Times are China's (UTC+8). ")


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
        "{l} · 机会 {o}，违反 {b}，定不下来 {u}，已豁免 {w}",
        "{l} · opportunities {o}, breaches {b}, undecided {u}, waived {w}",
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
        *(_breach(contents, one, breach) for breach in one.examples[:1]),
        *_further(contents, one),
    ]
    return element("article", join(parts), id=f"breach-{requirement.id}")


def _further(contents: Contents, one: Judgement) -> Iterator[Html]:
    """Yield the further examples, folded: the first one says what is wrong."""
    if len(one.examples) > 1:
        title = Text("另外 {n} 次", "{n} more of them").fill(n=len(one.examples) - 1)
        rest = join([_breach(contents, one, breach) for breach in one.examples[1:]])
        yield folded(title, rest, in_print=False)


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
    """Return the time line: what proves the breach and what is beside it, the whole folded."""
    common = line.common()
    near = line.near()
    parts = [_told_once(common), _list(line, near, common)]
    if len(near) < len(line.moments):
        title = Text("全部 {n} 个事件", "All {n} events").fill(n=len(line.moments))
        everything = _list(line, tuple(range(len(line.moments))), common)
        parts.append(folded(title, everything, in_print=False))
    if line.left_out:
        more = Text(
            "同一案件还有 {n} 个事件没有列出。", "{n} more events of the case are not shown."
        )
        parts.append(paragraph(more.fill(n=line.left_out), "quiet"))
    return join(parts)


def _told_once(common: tuple[tuple[str, str], ...]) -> Html:
    name = Text("各事件相同：", "The same in all events: ")
    same = say(name) + say(_values(common)) if common else say("")
    return element("p", say(_ZONE) + same, class_="quiet")


def _values(values: Iterable[tuple[str, str]]) -> str:
    return " · ".join(f"{name} {value}" for name, value in values)


def _list(line: CaseLine, places: tuple[int, ...], common: tuple[tuple[str, str], ...]) -> Html:
    items, last = [], -1
    for place in (*places, len(line.moments)):
        if place - last > 1:
            skipped = Text("…… {n} 个事件", "… {n} events").fill(n=place - last - 1)
            items.append(element("li", skipped, class_="skipped"))
        if place < len(line.moments):
            before = line.moments[place - 1].at if place else None
            items.append(_moment(line.moments[place], before, common))
        last = place
    return element("ol", join(items), class_="line")


def _moment(
    moment: Moment, before: datetime.datetime | None, common: tuple[tuple[str, str], ...]
) -> Html:
    parts = [element("time", moment.local, datetime=moment.utc)]
    if before is not None:
        parts.append(element("span", gap_of(moment.at - before), class_="gap"))
    parts.append(element("strong", moment.title))
    if moment.proves:
        parts.append(element("span", Text("证明", "proves it"), class_="tag"))
    own = _values(v for v in moment.values if v not in common)
    inside = Html(" ".join(p.source for p in parts)) + Html("<br>")
    inside += element(
        "span", f"{moment.event_id} · {own}" if own else moment.event_id, class_="values"
    )
    return element("li", inside, **({"class_": "proves"} if moment.proves else {}))


def gap_of(gap: datetime.timedelta) -> Text:
    """Return how long after the event before (间隔)."""
    hours, seconds = divmod(gap.seconds, 3600)
    clock = f"{hours:02}:{seconds // 60:02}:{seconds % 60:02}"
    if not gap.days:
        return Text(f"（+{clock}）", f"(+{clock})")
    return Text("（+{d} 天 {c}）", "(+{d} d {c})").fill(d=gap.days, c=clock)
