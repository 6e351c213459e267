"""What is wrong with the dates of a regime (迁移检查): outside, twice, with a gap, too early."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise, product

from tongban.catalogue.graph import Problem
from tongban.levers.lever import Lever
from tongban.levers.practice import practice_at
from tongban.levers.regime import LEVERS, Regime
from tongban.quantities import DAY
from tongban.scenario.world import LeverSetting, World
from tongban_spec.language import Text

MIGRATING = "platform_handover"  # the lever that moves an item's record to the platform


def wrong_dates(world: World) -> list[Problem]:
    """Return what is wrong with the dates in the regimes of a scenario (迁移检查).

    Returns
    -------
    list of Problem
        ``path`` is ``("regimes", name, place in the regime, key)``.
    """
    found: list[Problem] = []
    for name, settings in world.regimes.items():
        if not any(s.since or s.until for s in settings):
            continue
        own = [p for n, s in enumerate(settings) for p in _of_setting(world, name, n, s)]
        found += own or [*_of_records(world, name, settings), *_too_early(world, name, settings)]
    return found


def run_of(world: World) -> tuple[date, date]:
    """Return the first day of the run, and the first day after it."""
    return world.start, world.start + timedelta(days=world.horizon_days)


def _of_setting(world: World, name: str, n: int, s: LeverSetting) -> Iterator[Problem]:
    first, end = run_of(world)
    within = Text("观察期从 {a} 到 {b}", "the run is from {a} to {b}").fill(
        a=first, b=end - timedelta(days=1)
    )
    outside = Text("{d} 不在观察期内", "{d} is outside the run")
    if s.since is not None and not first <= s.since < end:
        yield Problem(("regimes", name, n, "from"), outside.fill(d=s.since), within)
    if s.until is not None and not first < s.until <= end:
        yield Problem(("regimes", name, n, "until"), outside.fill(d=s.until), within)
    if s.since is not None and s.until is not None and s.until <= s.since:
        yield Problem(
            ("regimes", name, n, "until"),
            Text("until {u} 不晚于 from {f}", "until {u} is not after from {f}").fill(
                u=s.until, f=s.since
            ),
            Text("until 是不再有效的第一天", "until is the first day without the lever"),
        )
    if s.until is not None and s.until < end and LEVERS[s.lever].for_good:
        yield Problem(
            ("regimes", name, n, "until"),
            Text("{l} 开始后不能再停", "{l} cannot end again").fill(l=s.lever),
            Text("去掉 until", "leave until out"),
        )


def _of_records(world: World, name: str, settings: tuple[LeverSetting, ...]) -> Iterator[Problem]:
    """Yield where an item would have two systems of record, or one that comes and goes."""
    first, end = run_of(world)
    times: dict[tuple[str, str], list[tuple[date, date, int]]] = {}
    for n, s in enumerate(settings):
        if s.lever == MIGRATING:
            for item in sorted(LEVERS[MIGRATING].reach(world, s)):
                for region in s.regions or world.halls:
                    spell = (s.since or first, s.until or end, n)
                    times.setdefault((item, region), []).append(spell)
    told: set[tuple[str, int]] = set()
    for (item, region), spells in times.items():
        for kind, n, problem in _of_item(name, item, region, sorted(spells), end):
            if (kind, n) not in told:  # one sentence for each setting, not one for each item
                told.add((kind, n))
                yield problem


def _of_item(name: str, item: str, region: str, spells, end: date):
    words = {"i": item, "r": region}
    for (a, b, _), (c, d, n) in pairwise(spells):
        if c < b and (a, b) != (c, d):
            what = Text(
                "事项 {i} 在 {r} 有两个主记录系统的安排：{a} 至 {b}，又从 {c} 起",
                "item {i} in {r} has two systems of record: moved from {a} to {b}, and from {c}",
            ).fill(**words, a=a, b=b, c=c)
            yield "two", n, Problem(
                ("regimes", name, n, "from"), what,
                Text("一个事项在一地只切换一次：用 items 分开各批",
                     "an item moves once in a region: tell the waves apart with items"),
            )  # fmt: skip
        if c > b:
            what = Text(
                "事项 {i} 在 {r} 从 {b} 到 {c} 又回到部门系统",
                "item {i} in {r} has a gap: it is back in the department's system from {b} to {c}",
            ).fill(**words, b=b, c=c)
            yield "gap", n, Problem(
                ("regimes", name, n, "from"), what,
                Text("让前后两段相接", "let one begin on the day on which the other ends"),
            )  # fmt: skip
    last = max(spells, key=lambda s: s[1])
    if last[1] < end:
        what = Text(
            "事项 {i} 在 {r} 从 {b} 起没有后继系统",
            "item {i} in {r} has a gap: from {b} on no system follows",
        ).fill(**words, b=last[1])
        yield "gap", last[2], Problem(
            ("regimes", name, last[2], "until"), what,
            Text("去掉 until，或写下后续安排", "leave until out, or write what follows"),
        )  # fmt: skip


def _too_early(world: World, name: str, settings: tuple[LeverSetting, ...]) -> Iterator[Problem]:
    """Yield levers that begin for something before what they need does."""
    regime = Regime(name, settings)
    apart = ("", *dict.fromkeys(g for s in settings for g in s.groups))  # "": all other people
    histories = {(r, g): regime.history(world, r, g) for r in world.halls for g in apart}
    for n, s in enumerate(settings):
        for needed in LEVERS[s.lever].needs:
            if not any(other.lever == needed for other in settings):
                continue  # never in force at all: allowed, and told as a caution
            begins = ((s.since or world.start) - world.start).days * DAY
            for region, group in product(s.regions or world.halls, s.groups or apart):
                late = _uncovered(world, s, LEVERS[needed], histories[region, group], begins)
                if late is not None:
                    yield Problem(
                        ("regimes", name, n, "from" if s.since else "lever"),
                        Text(
                            "{l} 在 {r} 早于它所需的 {n}（如 {m}）",
                            "{l} begins in {r} before {n}, which it needs (e.g. for {m})",
                        ).fill(l=s.lever, r=region, n=needed, m=late),
                        Text(
                            "把 {l} 的 from 放在 {n} 之后或同一天",
                            "let {l} begin on the same day as {n} or later",
                        ).fill(l=s.lever, n=needed),
                    )
                    break


def _uncovered(world: World, s: LeverSetting, needed: Lever, history, begins: int) -> str | None:
    """Return a member that begins before any part of what it needs, which begins later."""
    tags: Mapping[str, frozenset[str]] = {m.id: m.items for m in LEVERS[s.lever].members(world)}
    now = getattr(practice_at(history, begins), needed.id)
    later = frozenset[str]().union(
        *(getattr(e.practice, needed.id) for e in history if e.since > begins)
    )
    for member in sorted(LEVERS[s.lever].reach(world, s)):
        wanted = tags[member] or frozenset([member])
        if wanted & later and not wanted & now:
            return member
    return None
