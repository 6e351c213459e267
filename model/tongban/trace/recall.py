"""What an event must look back for (回溯): who served last, under which login, which notice."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tongban.engines.trace_arrays import Field, TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.journeys.head_changes import HeadChange
from tongban.journeys.program import Column
from tongban.journeys.rearranging import most_heads
from tongban.scenario.world import World
from tongban.trace.columns import looked_up, numbered, words
from tongban.trace.moments import Moments
from tongban.trace.operations import Operations
from tongban.trace.spans import Spans

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
WINDOW_STAFF = "window"  # in place of a class of reviewers


def last_in_group(group: Ints, marked: Bools) -> Ints:
    """Return for each entry the last marked one of its group up to itself, -1 if there is none.

    Parameters
    ----------
    group : (n,) int64
    marked : (n,) bool
    """
    n = len(group)
    order = np.lexsort((np.arange(n), group))
    place = np.arange(n)
    seen = np.maximum.accumulate(np.where(marked[order], place, -1)) if n else place
    begins = np.ones(n, bool)
    begins[1:] = group[order][1:] != group[order][:-1]
    start = np.maximum.accumulate(np.where(begins, place, 0)) if n else place
    result = np.full(n, -1, np.int64)
    found = seen >= start
    result[order[found]] = order[seen[found]]
    return result


def count_in_group(group: Ints, marked: Bools) -> Ints:
    """Return for each entry how many of its group are marked up to itself, itself included."""
    n = len(group)
    order = np.lexsort((np.arange(n), group))
    total = np.concatenate([[0], np.cumsum(marked[order])])
    begins = np.ones(n, bool)
    begins[1:] = group[order][1:] != group[order][:-1]
    start = np.maximum.accumulate(np.where(begins, np.arange(n), 0)) if n else np.arange(0)
    result = np.zeros(n, np.int64)
    result[order] = total[1:] - total[start]
    return result


def served_in(trace: TraceArrays, s: Spans, ops: Operations, told: Moments) -> Ints:
    """Return the record in which whoever acted in each event served, -1 if it was no person."""
    branches = int(trace.records[:, Field.BRANCH].max(initial=0)) + 1
    served = (s.pool >= 0) & (s.start >= 0)
    last = last_in_group(s.case * branches + trace.records[:, Field.BRANCH], served)
    own = np.where(told.take("officer"), told.record, -1)
    if told.take("decider").any():  # whoever did the item's last step before decides
        items = int(ops.item.max(initial=0)) + 1
        reviewed = last_in_group(s.case * items + ops.item[s.op], served & s.did("review"))
        own = np.where(told.take("decider"), looked_up(reviewed, told.record), own)
    counter = told.take("counter") & ~_online(ops, told)
    return np.where(counter | told.take("receiver"), looked_up(last, told.record), own)


def stood_at(trace: TraceArrays, s: Spans, ops: Operations, told: Moments) -> Ints:
    """Return the pool at whose window each act about an item was done in person, -1 if it was not.

    Whoever applies for several items at once, or collects several results, stands at one window.
    """
    branches = int(trace.records[:, Field.BRANCH].max(initial=0)) + 1
    branch = s.case * branches + trace.records[:, Field.BRANCH]
    last = looked_up(last_in_group(branch, s.at_window & (s.start >= 0)), told.record)
    in_hall = np.array([m.channel == "hall" for m in ops.meanings] + [False])[told.op]
    here = in_hall & (told.item >= 0) & (told.op >= 0) & (last >= 0)
    return np.where(here, looked_up(s.pool, last), -1)


def officers(compiled: Compiled, s: Spans, record: Ints) -> pa.Array:
    """Return who served in each record, null for -1.

    ``W3@hall@330402`` is the third comprehensive window of a hall, ``W3:TAX@hall@330402`` a
    department's own; ``R2:senior@desk:TAX@330402`` is a reviewer of a class.
    """
    pools = compiled.layout.pools
    heads = most_heads(compiled.layout, compiled.given)
    names = [_officer(p, n) for p, most in zip(pools, heads, strict=True) for n in range(most)]
    first = np.cumsum([0, *heads])
    pool = looked_up(s.pool, record)
    return words(names, np.where(pool < 0, -1, first[pool] + looked_up(s.result, record)))


def review_classes(world: World, compiled: Compiled, s: Spans, record: Ints) -> pa.Array:
    """Return the class of who reviewed in each record, null if nobody did.

    Who is trained for several classes serves as the one that the file was sent to. At a window
    anybody may take the file up: somebody of another class, or of the window staff.
    """
    known = tuple(dict.fromkeys([c for _, _, c in compiled.layout.roles if c] + [WINDOW_STAFF]))
    number = {name: n for n, name in enumerate(known)}
    roles = [number.get(c, -1) for _, _, c in compiled.layout.roles]
    reviewed = np.flatnonzero((s.pool >= 0) & ~s.for_window & (s.start >= 0))
    where = compiled.given.ops[s.op[reviewed], Column.WHERE]
    sent_to = np.array(roles)[(-1 - where) % len(roles)]
    at_window = s.pool[reviewed] != s.asked[reviewed]
    staff, offset = _staff(compiled, s, reviewed[at_window])
    who = [staff[n] for n in offset.tolist()]
    teams = {kind: [{c for c, _ in t} for t in d.teams()] for kind, d in world.departments.items()}
    asked = [compiled.layout.pools[p].department for p in s.asked[reviewed[at_window]].tolist()]
    own = [
        sent if (kind == of and any({own, known[sent]} <= team for team in teams[of]))
        else number[own or WINDOW_STAFF]
        for (kind, own), of, sent in zip(who, asked, sent_to[at_window].tolist(), strict=True)
    ]  # fmt: skip
    found = np.full(len(s.pool), -1, np.int64)
    found[reviewed] = sent_to
    found[reviewed[at_window]] = own
    return words(known, looked_up(found, record))


def _staff(compiled: Compiled, s: Spans, record: Ints) -> tuple[list[tuple[str, str]], Ints]:
    """Return department and class of all heads, and which of them served in each record."""
    start = [HeadChange(0, n, p.heads, -1, p.members) for n, p in enumerate(compiled.layout.pools)]
    eras = sorted(start + [c for c in compiled.rearranged if c.at], key=lambda c: (c.pool, c.at))
    staff = [(d, c) for era in eras for d, c, heads in era.members for _ in range(heads)]
    sizes = [sum(heads for _, _, heads in era.members) for era in eras]
    first = np.cumsum([0, *sizes])[:-1]
    horizon = compiled.given.horizon
    begins = np.array([era.pool * horizon + era.at for era in eras], np.int64)
    moment = s.pool[record] * horizon + s.start[record]
    return staff, first[np.searchsorted(begins, moment, side="right") - 1] + s.result[record]


def _officer(pool, number: int) -> str:
    if pool.kind == "reviewers":
        return f"R{number + 1}:{pool.review_class}@{pool.place}"
    department = "" if pool.department == "*" else f":{pool.department}"
    return f"W{number + 1}{department}@{pool.place}"


def sessions(world: World, compiled: Compiled, ops: Operations, told: Moments) -> pa.Array:
    """Return the login under which each event happened, null where there was none.

    It is the applicant's last one at the portal, as long as it is valid: a form that is filled in
    for longer than that is handed in under no login that the log knows.
    """
    online = told.take("session_id") & _online(ops, told)
    asks = told.only(online)
    person = compiled.needs.applicant[asks.case]
    login = asks.are("identity_verified")
    last = last_in_group(person * len(ops.portals) + ops.portal[asks.op], login)
    valid = asks.time - asks.time[last] <= world.process.session_validity_seconds
    found = (last >= 0) & valid
    number = np.full(len(told), -1, np.int64)
    number[np.flatnonzero(online)[found]] = asks.record[last[found]]
    return numbered("S", number, 9)


def notice_numbers(s: Spans, told: Moments) -> Ints:
    """Return of each event the number of the case's notice that it belongs to, from 1."""
    sent = s.did("sent_back", "notice")
    records = np.flatnonzero(sent)
    before = count_in_group(s.case[records], s.did("sent_back")[records])
    number = np.zeros(len(s.case), np.int64)
    number[records] = before + 1
    return looked_up(number, told.record)


def _online(ops: Operations, told: Moments) -> Bools:
    return ops.online[told.op] & (told.op >= 0)
