"""What has changed, on the page (变化): by requirement, and by single breach where it is known."""

from __future__ import annotations

from tongban_spec.language import Text
from tongban_spec.registry import SPECIFICATION
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
    Text("已豁免", "Waived"),
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
    if (remark := other_version_of(changes)) is not None:
        parts.append(paragraph(remark))
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
        parts.append(table(caption, _COLUMNS, map(_row, moved), frozenset(range(4, len(_COLUMNS)))))
        parts += [_shown(c) for c in moved]
    return section("changes", title, *parts)


def other_version_of(changes: Changes) -> Text | None:
    """Return a remark if the earlier report is of another specification (规范版本不同)."""
    before = changes.earlier.specification
    if before == SPECIFICATION:
        return None
    return Text(
        "旧报告依的是规范 {b}，现在是 {n}：变化可能出自要求的改动，而不是平台",
        "the earlier report is of specification {b}, this one of {n}: what changed may be the"
        " requirements and not the platform",
    ).fill(b=before, n=SPECIFICATION)


def summary_of(changes: Changes) -> Text:
    """Return the changes in one sentence (变化概要)."""
    names = {
        status: ", ".join(c.judgement.requirement.id for c in changes.of(status)) or "0"
        for status in ("fixed", "new", "still", "waived", "unjudged")
    }
    said = Text(
        "已改正：{fixed}；新出现：{new}；仍违反：{still}；已豁免：{waived}；以前违反而现在不再能"
        "判定：{unjudged}",
        "Fixed: {fixed}; new: {new}; still: {still}; waived: {waived}; breached before and judged"
        " no more: {unjudged}",
    ).fill(**names)
    known = [c.subjects for c in changes.changes if c.subjects is not None]
    if not known:
        return said
    single = Text(
        "{s}。逐次：已改正 {f}，新出现 {n}，仍违反 {k}，已豁免 {w}，现定不下来 {u}，"
        "日志里已没有 {g}",
        "{s}. Single breaches: fixed {f}, new {n}, still {k}, waived {w}, now undecided {u},"
        " no longer in the log {g}",
    )
    return single.fill(
        s=said,
        f=sum(x.fixed for x in known),
        n=sum(x.new for x in known),
        k=sum(x.still for x in known),
        w=sum(x.waived for x in known),
        u=sum(x.undecided for x in known),
        g=sum(x.gone for x in known),
    )


def _counted(change: Change) -> bool:
    found = change.subjects
    if found is None:
        return False
    return bool(found.fixed or found.new or found.waived or found.gone or found.undecided)


def _row(change: Change) -> list[Text | str | Html]:
    found = change.subjects
    if found is None:
        counts = [""] * (len(_COLUMNS) - 4)
    else:
        counts = [
            str(n)
            for n in (
                found.fixed,
                found.new,
                found.still,
                found.waived,
                found.undecided,
                found.gone,
            )
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
