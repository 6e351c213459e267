"""What has changed, on the page (变化): by requirement, and by single breach where it is known."""

from __future__ import annotations

from tongban_spec.language import Text
from tongban_spec.report.changes import STATUSES, Change, Changes, Status
from tongban_spec.report.markup import NOTHING, Html, element, join, paragraph, say, section, table
from tongban_spec.verdicts import VERDICTS

_COLUMNS = (
    Text("要求", "Requirement"),
    Text("变化", "Change"),
    Text("以前", "Before"),
    Text("现在", "Now"),
    Text("已改正", "Fixed"),
    Text("新出现", "New"),
    Text("仍违反", "Still"),
    Text("现定不下来", "Now undecided"),
    Text("日志里已没有", "No longer in the log"),
)


def changes_section(changes: Changes) -> Html:
    """Return the section that compares with an earlier report (变化一节)."""
    moved = [c for c in changes.changes if c.status != "same" or _counted(c)]
    title = Text("与以前的报告相比", "Since the earlier report")
    what = Text(
        "以前的报告 {r}：证据 {p}，规范 {v}。",
        "Earlier report {r}: evidence {p}, specification {v}.",
    ).fill(r=changes.earlier.name, p=changes.earlier.package, v=changes.earlier.specification)
    parts = [paragraph(what, "quiet"), paragraph(summary_of(changes))]
    if changes.earlier.breaches_file is None:
        parts.append(
            paragraph(
                Text(
                    "旁边没有 breaches.parquet，因此只按要求比较，不逐项比较。",
                    "breaches.parquet does not lie beside it, so requirements are compared and not"
                    " single breaches.",
                ),
                "quiet",
            )
        )
    if moved:
        caption = Text("有变化的要求，及各次违反的去向", "What has changed, and each breach's fate")
        parts.append(table(caption, _COLUMNS, map(_row, moved), frozenset(range(4, 9))))
        parts += [_shown(c) for c in moved]
    return section("changes", title, *parts)


def summary_of(changes: Changes) -> Text:
    """Return the changes in one sentence (变化概要)."""
    names = {
        status: ", ".join(c.judgement.requirement.id for c in changes.of(status)) or "0"
        for status in ("fixed", "new", "still", "unjudged")
    }
    said = Text(
        "已改正：{fixed}；新出现：{new}；仍违反：{still}；以前违反而现在不再能判定：{unjudged}",
        "Fixed: {fixed}; new: {new}; still: {still}; breached before and judged no more:"
        " {unjudged}",
    ).fill(**names)
    known = [c.subjects for c in changes.changes if c.subjects is not None]
    if not known:
        return said
    single = Text(
        "{s}。逐次：已改正 {f}，新出现 {n}，仍违反 {k}，日志里已没有 {g}",
        "{s}. Single breaches: fixed {f}, new {n}, still {k}, no longer in the log {g}",
    )
    return single.fill(
        s=said,
        f=sum(x.fixed for x in known),
        n=sum(x.new for x in known),
        k=sum(x.still for x in known),
        g=sum(x.gone for x in known),
    )


def _counted(change: Change) -> bool:
    found = change.subjects
    return found is not None and bool(found.fixed or found.new or found.gone or found.undecided)


def _row(change: Change) -> list[Text | str | Html]:
    found = change.subjects
    if found is None:
        counts = [""] * 5
    else:
        counts = [
            str(n) for n in (found.fixed, found.new, found.still, found.undecided, found.gone)
        ]
    before = _verdict(change.earlier, change.breaches_before) if change.earlier else say("—")
    now = _verdict(change.judgement.verdict, change.judgement.breaches)
    return [change.judgement.requirement.id, STATUSES[change.status], before, now, *counts]


def _verdict(verdict, breaches: int) -> Html:
    said = say(VERDICTS[verdict])
    return said + say(f" ({breaches})") if verdict == "breached" else said


def _shown(change: Change) -> Html:
    found = change.subjects
    if found is None or not (found.shown_fixed or found.shown_new):
        return NOTHING
    lines = []
    listed: list[tuple[Status, tuple[str, ...]]] = [
        ("fixed", found.shown_fixed),
        ("new", found.shown_new),
    ]
    for name, subjects in listed:
        if subjects:
            words = Text("{r} {s}，如：", "{r}, {s}, such as: ").fill(
                r=change.judgement.requirement.id, s=STATUSES[name]
            )
            lines.append(element("p", say(words) + element("code", ", ".join(subjects))))
    return join(lines)
