"""What fits in every single place and still cannot be together (前后一致)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from chinese_calendar.constants import holidays, workdays

from tongban.errors import ScenarioError
from tongban.scenario.build import opening_hours
from tongban.scenario.coherence_of_links import link_incoherences
from tongban.scenario.coherence_of_organisations import organisation_incoherences
from tongban.scenario.coherence_of_people import people_incoherences
from tongban.scenario.complaints import complaint
from tongban.scenario.schema import HoursShape, ScenarioShape
from tongban_spec.language import Text
from tongban_spec.written.tree import Node

SHARES_TOLERANCE = 1e-6
_KIND_WORDS = {"resident": Text("居民", "residents"), "enterprise": Text("企业", "enterprises")}


def calendar_years() -> tuple[int, int]:
    """Return the first and the last year whose public holidays are known (日历范围)."""
    years = {day.year for day in (*holidays, *workdays)}
    return min(years), max(years)


def incoherences(root: Node, shape: ScenarioShape) -> list[ScenarioError]:
    """Return an error for everything that cannot be together (前后一致检查).

    Parameters
    ----------
    root : Node
    shape : ScenarioShape
        After its selection.
    """
    return [
        *_of_time(root, shape),
        *_of_groups(root, shape),
        *people_incoherences(root, shape),
        *link_incoherences(root, shape),
        *organisation_incoherences(root, shape),
        *_of_regions(root, shape),
        *_of_windows(root, shape),
        *_of_waits_by_law(root, shape),
        *_of_regimes(root, shape),
        *_of_published(root, shape),
    ]


def _of_time(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    time = shape.time
    spans = (time.warm_up.value, time.arrival.value, time.horizon.value)
    if not spans[0] < spans[1] <= spans[2]:
        yield complaint(
            root,
            ("time", "arrival", "value"),
            Text(
                "预热 {w} 天、到达 {a} 天、观察 {h} 天不相配",
                "warm-up of {w}, arrivals of {a} and horizon of {h} days do not fit",
            ).fill(w=spans[0], a=spans[1], h=spans[2]),
            Text("应当 warm_up < arrival ≤ horizon", "it must be warm_up < arrival <= horizon"),
        )
    yield from _of_calendar(root, shape)
    for name, hours in (("hall_hours", time.hall_hours), ("office_hours", time.office_hours)):
        if hours.arrivals is not None and not _any_arrival(hours):
            yield complaint(
                root,
                ("time", name, "arrivals"),
                Text("办公时间内没有人来", "nobody arrives in the open hours"),
                Text("给办公的小时写上大于 0 的权重", "give open hours a weight above 0"),
            )


def _of_calendar(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    start = datetime.date.fromisoformat(shape.time.start)
    first, last = calendar_years() if shape.time.holidays else (1900, 2200)
    end = start + datetime.timedelta(days=shape.time.horizon.value) if start.year < 9900 else start
    allowed = Text(
        "{first}–{last} 年之间，或写 holidays: false（1900–2200）",
        "stay within {first}–{last}, or set holidays: false (1900–2200)",
    ).fill(first=first, last=last)
    if not first <= start.year <= last:
        what = Text("起始日 {d} 不在日历范围内", "start {d} is outside the calendar")
        yield complaint(root, ("time", "start"), what.fill(d=start), allowed)
    elif end > datetime.date(last + 1, 1, 1):
        what = Text("观察期到 {d} 为止，超出日历范围", "the horizon ends {d}, beyond the calendar")
        yield complaint(root, ("time", "horizon", "value"), what.fill(d=end), allowed)


def _any_arrival(hours: HoursShape) -> bool:
    opening = opening_hours(hours)
    return any(
        weight > 0 and any(a < (hour + 1) * 3600 and hour * 3600 < b for a, b in opening.intervals)
        for hour, weight in enumerate(opening.arrival_weights)
    )


def _of_groups(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    sums: dict[str, float] = {}
    for group in shape.groups.values():
        sums[group.kind] = sums.get(group.kind, 0.0) + group.share.value
    for kind, total in sums.items():
        if abs(total - 1) <= SHARES_TOLERANCE:
            continue
        last = [key for key, group in shape.groups.items() if group.kind == kind][-1]
        yield complaint(
            root,
            ("groups", last, "share", "value"),
            Text("{k}各群体的占比合计 {t}", "the shares of {k} add up to {t}").fill(
                k=_KIND_WORDS[kind], t=f"{total:g}"
            ),
            Text("同类群体的 share 合计必须是 1", "the shares of a kind must add up to 1"),
        )
    for key, matter in shape.matters.items():
        if matter.applicant not in sums:
            yield complaint(
                root,
                ("matters", key, "applicant"),
                Text("没有{k}群体来办 {m}", "no group of {k} can want matter {m}").fill(
                    k=_KIND_WORDS[matter.applicant], m=key
                ),
                Text("在 groups 里加一个群体", "add a group to groups"),
            )


def _of_regions(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    needs = {code: r.needs.value for code, r in shape.regions.items() if r.needs is not None}
    if not any(needs.values()):
        yield complaint(
            root,
            ("regions",),
            Text("没有一个区划有需要", "no region has any needs"),
            Text("给一个区划写上大于 0 的 needs", "give a region needs above 0"),
        )
    for code, value in needs.items():
        if value > 0 and code not in shape.halls:
            yield complaint(
                root,
                ("regions", code),
                Text("区划 {c} 有需要而没有大厅", "region {c} has needs and no hall").fill(c=code),
                Text("在 halls 里加上 {c}", "add {c} to halls").fill(c=code),
            )
    if not shape.matters:
        yield complaint(
            root,
            ("matters",),
            Text("没有一件事", "there is no matter"),
            Text("在 matters 里至少写一件事", "write at least one under matters"),
        )


def _of_windows(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    staffed = {
        department
        for hall in shape.halls.values()
        for department, windows in hall.windows.items()
        if windows.value > 0
    }
    for key, item in shape.items.items():
        if item.department in shape.departments and item.department not in staffed:
            yield complaint(
                root,
                ("items", key, "department"),
                Text(
                    "事项 {i} 没有人受理：{d} 在任何地方都没有窗口",
                    "nobody receives item {i}: {d} has no window anywhere",
                ).fill(i=key, d=item.department),
                Text("在 halls 里给 {d} 写窗口数", "give {d} windows in halls").fill(
                    d=item.department
                ),
            )


def _of_waits_by_law(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    """Yield an error for a wait that the law sets and that would still differ from file to file."""
    for key, item in shape.items.items():
        for name, step in item.steps.items():
            if not step.wait_by_law:
                continue
            place = ("items", key, "steps", name)
            if step.circulation is None or step.circulation.spread != "constant":
                at = (*place, "circulation", "spread") if step.circulation else place
                yield complaint(
                    root,
                    at,
                    Text("法定的等待须是固定时长", "a wait that the law sets has one fixed length"),
                    Text(
                        "写不带 spread 的 circulation，或去掉 wait_by_law",
                        "give a circulation without a spread, or leave out wait_by_law",
                    ),
                )
            if step.circulation_electronic is not None and step.circulation_electronic.value != 1:
                yield complaint(
                    root,
                    (*place, "circulation_electronic", "value"),
                    Text(
                        "法定的等待不因电子流转缩短",
                        "electronic files do not shorten a wait that the law sets",
                    ),
                    Text(
                        "去掉 circulation_electronic 或 wait_by_law",
                        "leave out circulation_electronic, or wait_by_law",
                    ),
                )


def _of_regimes(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    if "siloed" in shape.regimes:
        yield complaint(
            root,
            ("regimes", "siloed"),
            Text("siloed 是基线，不能改", "siloed is the baseline and cannot be changed"),
            Text("请换一个名称", "choose another name"),
            at_key=True,
        )


def _of_published(root: Node, shape: ScenarioShape) -> Iterator[ScenarioError]:
    for place, pair in enumerate(shape.published):
        if pair.before.unit != pair.after.unit:
            yield complaint(
                root,
                ("published", place, "after", "unit"),
                Text("前后单位不同", "before and after have different units"),
                Text("两者都用 {u}", "use {u} for both").fill(u=pair.before.unit),
            )
