"""The events of a run before they have words (事件时刻): who, what, when, in their order."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from tongban.engines.trace_arrays import Field, TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.journeys.program import FOREVER, Outcome
from tongban.scenario.world import World
from tongban.trace.acts import EVENTS_OF, TEMPLATES, Template
from tongban.trace.operations import Operations
from tongban.trace.spans import Spans
from tongban.trace.versions import Versions

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NOBODY = -1
_NUMBER = {id(template): n for n, template in enumerate(TEMPLATES)}


@dataclass(frozen=True)
class Moments:
    """Events as columns of numbers (事件时刻), one entry an event.

    Parameters
    ----------
    time : int64
        Seconds from the start of the scenario.
    record : int64
        Index of the record it comes from, -1 for what is no act of a case.
    template : int64
        Index into ``TEMPLATES``.
    op, case : int64
        -1 for what is no act of a case.
    item : int64
        Index of the item, -1 if none.
    link : int64
        Index of a link that went down or came up, else -1.
    home : int64
        Index of the competent site, -1 if none.
    portal : int64
        Index of the portal that became a system of record, else -1.
    changes : int64
        How many times the item had changed in its region, for the version that counts.
    """

    time: Ints
    record: Ints
    template: Ints
    op: Ints
    case: Ints
    item: Ints
    link: Ints
    home: Ints
    portal: Ints
    changes: Ints

    def __len__(self) -> int:
        return len(self.time)

    def only(self, chosen: NDArray) -> Moments:
        """Return some of the events, chosen by a mask or by indices in their new order."""
        return Moments(*(getattr(self, f.name)[chosen] for f in fields(self)))

    def are(self, *kinds: str) -> Bools:
        """Return which events are of one of these kinds."""
        return np.array([t.kind in kinds for t in TEMPLATES])[self.template]

    def take(self, *names: str) -> Bools:
        """Return which events fill one of these."""
        return np.array([bool(t.takes & set(names)) for t in TEMPLATES])[self.template]


def moments(
    world: World,
    compiled: Compiled,
    trace: TraceArrays,
    s: Spans,
    ops: Operations,
    systems: Moments,
    versions: Versions,
) -> Moments:
    """Return the events of a run, in their order: by second, and within it as recorded.

    ``systems`` are the events that are no act of a case. A record is written when it ends, so
    that what began in a second stands after what ended in it. What is not over at the horizon has
    no record: of it only what had ended before is told.
    """
    parts = [systems]
    conditions = _conditions(world, trace, s, ops)
    for number, act in enumerate(s.acts):
        records = np.flatnonzero(s.act == number)
        for template in EVENTS_OF.get(act, ()):
            kept = records[conditions[template.only][records]]
            parts.append(_of_template(template, kept, world, compiled, s, ops))
    told = joined_parts(parts)
    told = _name_the_abandoned(world, compiled, told)
    told = told.only((told.time >= 0) & (told.time < compiled.given.horizon))
    told = told.only(~_given_up_before(trace, told))
    told = told.only(np.lexsort((told.item, told.template, told.record, told.time)))
    told = told.only(_first_of_their_kind(told, len(world.catalogue.items)))
    return replace(told, changes=_changes_before(told, versions))


def _conditions(world: World, trace: TraceArrays, s: Spans, ops: Operations) -> dict[str, Bools]:
    materials = list(world.catalogue.materials.values())
    trusted = np.array([m.trust is not None for m in materials] + [False])[ops.material]
    absurd = np.array([m.only_on_refusal for m in materials] + [False])[ops.material]
    return {
        "": np.ones(len(s.op), bool),
        "served": s.start >= 0,
        "answered": s.result == 1,
        "unanswered": s.result == 0,
        "turned_away": _nothing_followed(trace, s),
        "licence": trusted[s.op],
        "upload": ~trusted[s.op],
        "absurd": absurd[s.op],
        "online": ops.offered[s.op],
    }


def _nothing_followed(trace: TraceArrays, s: Spans) -> Bools:
    """Return after which records the same branch of the case was not identified at once."""
    branch = trace.records[:, Field.BRANCH]
    order = np.lexsort((np.arange(len(s.op)), branch, s.case))
    identified = s.did("identity")[order]
    same = (s.case[order][1:] == s.case[order][:-1]) & (branch[order][1:] == branch[order][:-1])
    result = np.ones(len(order), bool)
    result[order[:-1]] = ~(same & identified[1:])
    return result


def _of_template(
    template: Template, records: Ints, world: World, compiled: Compiled, s: Spans, ops: Operations
) -> Moments:
    time = getattr(s, template.when)
    item = ops.item[s.op[records]]
    if template.whole_group:
        records, item = _for_each_item(world, ops, s, records, item)
    case, op = s.case[records], s.op[records]
    nothing = np.full(len(records), NOBODY)
    number = np.full(len(records), _NUMBER[id(template)])
    home = compiled.given.case_site[case, 0]
    return Moments(time[records], records, number, op, case, item, nothing, home, nothing, nothing)


def _items_of_matters(world: World) -> Ints:
    """Return the items of each matter, one row a matter, filled up with -1."""
    items = {code: n for n, code in enumerate(world.catalogue.items)}
    matters = list(world.catalogue.matters.values())
    result = np.full((len(matters), max(len(m.items) for m in matters)), -1, np.int64)
    for row, matter in zip(result, matters, strict=True):
        row[: len(matter.items)] = [items[i] for i in matter.items]
    return result


def _for_each_item(world: World, ops: Operations, s: Spans, records: Ints, item: Ints):
    """Return the records and items, in a joint acceptance once for each item in it."""
    rows = _items_of_matters(world)[ops.matter[s.op[records]]]
    items = world.catalogue.items.values()
    government = np.array([*map(world.is_of_government, items), False])
    joint = ops.joint[s.op[records]]
    rows = np.where(joint[:, None] & government[rows], rows, -1)
    rows[:, 0] = np.where(joint, rows[:, 0], item)
    which, place = np.nonzero(rows >= 0)
    return records[which], rows[which, place]


def _name_the_abandoned(world: World, compiled: Compiled, told: Moments) -> Moments:
    """Return the events with a row for each application that was given up with its matter.

    These are the ones begun and not delivered; if there are none, the one that the applicant was
    still collecting papers for: the first of the matter that is not delivered.
    """
    given_up = told.are("application_abandoned")
    if not given_up.any():
        return told
    rows, others = told.only(given_up), told.only(~given_up)
    count = len(world.catalogue.items)
    items = _items_of_matters(world)[compiled.needs.matter[rows.case]]
    code = rows.case[:, None] * count + items
    known = others.case * count + others.item
    begun = np.isin(code, known[others.are("application_started", "application_submitted")])
    open_ = (items >= 0) & ~np.isin(code, known[others.are("result_delivered")])
    first = np.arange(items.shape[1])[None, :] == open_.argmax(axis=1)[:, None]
    given_up_begun = begun & open_
    nothing_begun = ~given_up_begun.any(axis=1, keepdims=True)
    which, place = np.nonzero(given_up_begun | (first & nothing_begun))
    repeated = rows.only(which)
    named = Moments(
        *(
            items[which, place] if f.name == "item" else getattr(repeated, f.name)
            for f in fields(Moments)
        )
    )
    return joined_parts([others, named])


def _given_up_before(trace: TraceArrays, told: Moments) -> Bools:
    """Return which acts of reviewers are of a matter that was given up while they were at it.

    The file is taken from the desk: nobody puts on record what is reviewed of it after that.
    """
    given_up = np.where(trace.outcome == Outcome.ABANDONED, trace.ended_at, FOREVER)
    reviewing = told.are("step_ready", "step_started", "step_completed")
    return reviewing & (told.time > np.append(given_up, FOREVER)[told.case])  # -1: no case


def _first_of_their_kind(told: Moments, items: int) -> Bools:
    """Return which events stay where only an application's first one of a stage counts."""
    once = np.flatnonzero(np.array([t.once for t in TEMPLATES])[told.template])
    words = [(t.kind, t.fixed.get("stage", "")) for t in TEMPLATES]
    kind = np.array([words.index(w) for w in words])[told.template[once]]
    code = (told.case[once] * items + told.item[once]) * len(TEMPLATES) + kind
    _, first = np.unique(code, return_index=True)
    stays = np.ones(len(told), bool)
    stays[once] = False
    stays[once[first]] = True
    return stays


def _changes_before(told: Moments, versions: Versions) -> Ints:
    """Return how many times each event's item had changed in its region.

    An application goes by the version in force when it was submitted, or begun if it never was;
    what a portal or hall shows is the version in force then.
    """
    at = told.time.copy()
    code = told.case * versions.items + told.item
    for kind in ("application_started", "application_submitted"):
        rows = np.flatnonzero(told.are(kind))
        known, first = np.unique(code[rows], return_index=True)
        mine = np.flatnonzero((told.case >= 0) & np.isin(code, known) & ~told.are("item_served"))
        at[mine] = told.time[rows[first]][np.searchsorted(known, code[mine])]
    return versions.changes_before(told.home, told.item, at)


def joined_parts(parts: list[Moments]) -> Moments:
    """Return the events of all parts, one part after another."""
    return Moments(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Moments)))
