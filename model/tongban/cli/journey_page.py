"""How one applicant got a matter done (办事经过), as a time line."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from rich.table import Table

from tongban.catalogue.matters import Matter
from tongban.cli.journey_times import Times, times_of, took
from tongban.cli.journey_words import (
    DESK,
    HOME,
    MERGED,
    ONLINE,
    PLACES,
    REASON_WORDS,
    WORDS,
)
from tongban.cli.regime_words import called
from tongban.experiments.pilot import demand_factors
from tongban.experiments.replication import replicate
from tongban.experiments.sample import Sample
from tongban.journeys.program import Meaning, Op, Outcome
from tongban.levers.regime import Regime
from tongban.quantities import DAY, HOUR, MINUTE
from tongban.scenario.world import World
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text

_HEADINGS = (
    Text("日", "day"),
    Text("时间", "time"),
    Text("地点", "place"),
    Text("事情", "what"),
    Text("用时", "took"),
)
_NOTHING = Text("—", "—")
_COMES = ("served", "hand_in", "at_issuer", "wrong_window", "asks_nearby")
_GOES = ("leave", "way_home")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened (经过中的一行).

    Parameters
    ----------
    begin, end : int
        Seconds of the run.
    times : Times
    meanings : tuple of Meaning
        Of the same act; several if they happened together.
    lost : bool
        Whether it came to nothing: a queue that was left, a link that did not answer.
    at_window : bool
        Whether the applicant stands at a window.
    """

    begin: int
    end: int
    times: Times
    meanings: tuple[Meaning, ...]
    lost: bool
    at_window: bool


def journey_table(world: World, matter: Matter, regime: Regime, seed: int, talk: Talk) -> Table:
    """Return the time line of one applicant with a matter under a regime (办事经过).

    The applicant is the one of replication 0 whose elapsed time is in the middle among
    those who got it done, or among all if nobody did; the earliest of equals.
    """
    factor = demand_factors(world, [regime])[regime.name]
    sample = replicate(world, regime, seed, 0, keep=True, factor=factor).sample
    assert sample is not None
    number = list(world.catalogue.matters).index(matter.id)
    case = middle_case(sample, number)
    title = Text("{m}：一位申请人在“{r}”下的经过", "{m}: how it went for one applicant under {r}")
    table = Table(title=talk.say(title, m=matter.name, r=called(regime)))
    for heading in _HEADINGS:
        table.add_column(talk.say(heading), overflow="fold")
    if case is None:
        nobody = Text("观察期内没有人要办这件事", "nobody needed it in the time observed")
        table.caption = talk.say(nobody)
        return table
    zero = int(sample.compiled.needs.at[case]) // DAY
    day = ""
    for line in lines_of(sample, case):
        row = _row(world, line, zero, talk)
        table.add_row(row[0] if row[0] != day else "", *row[1:])
        day = row[0]
    table.caption = talk.say(_summary(sample, case, seed))
    return table


def middle_case(sample: Sample, matter: int) -> int | None:
    """Return the number of the case in the middle (居中的办件), None if there is no case."""
    needs, trace = sample.compiled.needs, sample.trace
    mine = np.flatnonzero((needs.matter == matter) & (needs.at < sample.compiled.given.horizon))
    done = mine[trace.outcome[mine] == Outcome.DELIVERED]
    mine = done if len(done) else mine
    if not len(mine):
        return None
    ended = np.where(trace.ended_at[mine] >= 0, trace.ended_at[mine], sample.compiled.given.horizon)
    order = np.argsort(ended - needs.at[mine], kind="stable")
    return int(mine[order[(len(mine) - 1) // 2]])


def lines_of(sample: Sample, case: int) -> list[Line]:
    """Return what happened to a case in the order of its beginnings (经过)."""
    s, meanings = sample.spans, sample.compiled.meanings
    mine = np.flatnonzero(s.case == case)
    found: list[Line] = []
    at_window = False
    for row in mine[np.argsort(s.begin[mine], kind="stable")]:
        meaning = meanings[int(s.op[row])]
        at_window = (at_window or meaning.act in _COMES) and meaning.act not in _GOES
        if meaning.act not in WORDS:
            continue
        begin, start, end = int(s.begin[row]), int(s.start[row]), int(s.end[row])
        times = times_of(sample.compiled, int(s.op[row]), int(s.asked[row]), begin, start, end)
        left = s.code[row] == Op.QUEUE and start < 0
        lost = bool(left or (s.code[row] == Op.FETCH and not s.result[row]))
        line = Line(begin, end, times, (meaning,), lost, at_window)
        last = found[-1] if found else None
        if last is not None and _together(last, line):
            both = last.times.followed_by(times)
            found[-1] = replace(last, end=end, times=both, meanings=(*last.meanings, meaning))
        else:
            found.append(line)
    return found


def _together(last: Line, line: Line) -> bool:
    """Return whether a line is one more of the same: papers over the counter, one after another."""
    return (
        line.meanings[0].act == last.meanings[0].act in MERGED
        and line.lost == last.lost
        and line.begin - last.end < HOUR
    )


def _row(world: World, line: Line, zero: int, talk: Talk) -> tuple[str, ...]:
    meaning = line.meanings[0]
    date = world.start + datetime.timedelta(days=line.begin // DAY)
    clock = f"{line.begin % DAY // HOUR:02d}:{line.begin % HOUR // MINUTE:02d}"
    day = talk.say(
        Text("第 {n} 天 {m}月{d}日", "{n} ({m}/{d})"),
        n=line.begin // DAY - zero + 1,
        m=date.month,
        d=date.day,
    )
    words = WORDS[meaning.act]
    if line.lost:
        words = Text("{w}：没有办成", "{w}: in vain").fill(w=words)
    what = talk.say(words, **_filled(world, line))
    return day, clock, talk.say(_place(world, line)), what, took(line.times, talk)


def _filled(world: World, line: Line) -> dict[str, Text]:
    first = line.meanings[0]
    catalogue = world.catalogue
    item = catalogue.items.get(first.item)
    step = next((s for s in item.steps if s.id == first.step), None) if item else None
    department = world.departments.get(first.department)
    return {
        "material": _names(catalogue.materials, (m.material for m in line.meanings)),
        "item": _names(catalogue.items, (m.item for m in line.meanings)),
        "step": step.name if step else _NOTHING,
        "department": department.name if department else _NOTHING,
        "basis": REASON_WORDS.get(first.basis, _NOTHING),
    }


def _names(things: Mapping[str, Any], ids: Iterable[str]) -> Text:
    """Return the names of things, each once, one after another."""
    names = [things[id].name for id in dict.fromkeys(ids) if id]
    if not names:
        return _NOTHING
    return Text("、".join(n.zh for n in names), ", ".join(n.en for n in names))


def _place(world: World, line: Line) -> Text:
    meaning = line.meanings[0]
    department = world.departments.get(meaning.department)
    if meaning.act in DESK and department:
        return Text("{d}（内部）", "{d} (inside)").fill(d=department.name)
    if meaning.act in PLACES:
        return PLACES[meaning.act]
    if line.at_window and department:
        return Text("{d}窗口", "window of {d}").fill(d=department.name)
    return ONLINE if meaning.item and meaning.act != "repair" else HOME


def _summary(sample: Sample, case: int, seed: int) -> Text:
    trips = int(np.sum((sample.spans.case == case) & (sample.spans.code == Op.TRIP)))
    outcome = {
        Outcome.DELIVERED: Text("办成了", "done"),
        Outcome.ABANDONED: Text("放弃了", "given up"),
        Outcome.STUCK: Text("卡死了", "stuck"),
        Outcome.OPEN: Text("还没办完", "still open"),
    }[Outcome(int(sample.trace.outcome[case]))]
    return Text(
        "{o}；跑了 {t} 趟。第 0 次重复、种子 {s} 的第 {c} 号办件。",
        "{o}; trips: {t}. Case {c} of replication 0, seed {s}.",
    ).fill(o=outcome, t=trips, s=seed, c=case)
