"""How much work a scenario means (工作量估计), before anything is simulated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tongban.journeys.calendars import working_days
from tongban.journeys.pools import region_of_level
from tongban.scenario.world import World
from tongban_spec.language import Text

MANY_CASES = 200_000
SECONDS_A_CASE = 0.0003  # of the reference engine under one regime, on an ordinary machine
NEARLY_FULL = 0.9


@dataclass(frozen=True, slots=True)
class ReviewerLoad:
    """What the reviewers of one class would have to do (审批人员负荷).

    Parameters
    ----------
    department, review_class : str
    region : str
        Where they sit.
    share : float
        Work that comes in on a mean working day over the office time of all heads.
    """

    department: str
    review_class: str
    region: str
    share: float


def expected_cases(world: World) -> int:
    """Return the mean number of needs of one replication (一次重复的预计办件数)."""
    days = int(working_days(world.start, world.arrival_days, world.holidays).sum())
    return round(_needs_a_day(world) * days)


def are_many(cases: int) -> bool:
    """Return whether there are so many to simulate that a person should know (是否过多)."""
    return cases > MANY_CASES


def minutes(cases: float, workers: int) -> int:
    """Return about how long that many cases take (估计用时), in minutes, at least 1."""
    return max(1, round(cases * SECONDS_A_CASE / workers / 60))


def reviewer_loads(world: World) -> list[ReviewerLoad]:
    """Return the load of all reviewers, the heaviest first (审批人员负荷).

    An estimate: every matter with all its items and steps, at their mean times; nobody gives up.
    No regime changes the work itself, so it holds for all of them.
    """
    work = _work_a_need(world)
    office = sum(end - begin for begin, end in world.office_hours.intervals)
    found = []
    for department in world.departments.values():
        needs: dict[str, float] = defaultdict(float)
        for county in world.halls:
            region = region_of_level(world, county, department.level)
            needs[region] += world.regions[county].needs_per_working_day
        for team in department.teams():
            classes = "+".join(name for name, _ in team)
            heads = sum(number for _, number in team)
            mine = sum(work.get((department.kind, name), 0.0) for name, _ in team)
            found += [
                ReviewerLoad(department.kind, classes, region, of * mine / (heads * office))
                for region, of in needs.items()
                if mine and heads
            ]
    return sorted(found, key=lambda load: -load.share)


def warnings(world: World) -> list[Text]:
    """Return what a person should know before a run (提醒)."""
    return [
        *many_cases(expected_cases(world)),
        *_no_cases(world),
        *(_overfull(world, load) for load in reviewer_loads(world) if load.share > NEARLY_FULL),
    ]


def many_cases(cases: int) -> list[Text]:
    """Return a warning if a replication has very many cases, else nothing (办件过多的提醒)."""
    if not are_many(cases):
        return []
    words = Text(
        "提醒：一次重复预计有 {n} 件，可能要很久：每种体制每次重复约 {m} 分钟（粗略估计）",
        "warning: one replication has about {n} cases and may take long: roughly {m} min for each "
        "replication of each regime",
    )
    return [words.fill(n=f"{cases:,}", m=minutes(cases, 1))]


def _no_cases(world: World) -> list[Text]:
    if expected_cases(world) > 0:
        return []
    return [
        Text(
            "提醒：一次重复预计不到一件，结果可能是空的：请看各区划的 needs 和 time.arrival",
            "warning: less than one case is expected in a replication, and the results may be "
            "empty: see the needs of the regions and time.arrival",
        )
    ]


def region_name(world: World, code: str) -> Text:
    """Return a division's name (区划名称); its code if the scenario does not name it."""
    return world.regions[code].name if code in world.regions else Text(code, code)


def _needs_a_day(world: World) -> float:
    return sum(world.regions[code].needs_per_working_day for code in world.halls)


def _work_a_need(world: World) -> dict[tuple[str, str], float]:
    """Return the mean seconds that a need brings to each class of reviewers."""
    catalogue = world.catalogue
    total = sum(matter.weight for matter in catalogue.matters.values())
    work: dict[tuple[str, str], float] = defaultdict(float)
    for matter in catalogue.matters.values():
        for item in (catalogue.items[i] for i in matter.items):
            for step in item.steps:
                share = matter.weight / total * step.work.mean_seconds
                work[step.department, step.review_class] += share
    return work


def _overfull(world: World, load: ReviewerLoad) -> Text:
    words = Text(
        "提醒：{r}{d}（{c}）的审批人员预计利用率 {s} %（估计值），队伍会越排越长",
        "warning: the reviewers of {d} ({c}) in {r} would be busy {s} % of the time (an estimate); "
        "queues will grow",
    )
    return words.fill(
        r=region_name(world, load.region),
        d=world.departments[load.department].name,
        c=load.review_class,
        s=f"{load.share * 100:.0f}",
    )
