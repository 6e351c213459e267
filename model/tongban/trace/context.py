"""The context tables (背景表): what was in force while the events of a run happened."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

import tongban_spec
from tongban.catalogue.items import Item
from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.journeys.calendars import working_days
from tongban.journeys.journey import PROVINCE
from tongban.levers.practice import Practice
from tongban.scenario.world import World
from tongban.trace.acts import LIBRARY
from tongban.trace.events import ARROW_TYPES, events_of
from tongban.trace.licences import NEVER
from tongban.trace.operations import authorities, links_in_use, window_pools
from tongban.trace.spans import Spans
from tongban.trace.story import Story, story
from tongban_spec.events import CONTEXT_TABLES, EVENTS, SEPARATOR, Table

Row = tuple[object, ...]
# What the model does at once takes less than a second of the log: an event's microseconds are its
# ordinal within the second.
_AT_ONCE_SECONDS = "1"


def evidence_tables(
    world: World, compiled: Compiled, trace: TraceArrays, spans: Spans
) -> dict[str, pa.Table]:
    """Return all tables of an evidence package, the events first (证据包各表).

    Parameters
    ----------
    world : World
    compiled : Compiled
    trace : TraceArrays
        Recorded.
    spans : Spans
        Of the same run.
    """
    run = story(world, compiled, trace, spans)
    return {EVENTS.name: events_of(run), **context_of(run)}


def context_of(run: Story) -> dict[str, pa.Table]:
    """Return the context tables of a story (背景表)."""
    rows: dict[str, Iterator[Row]] = {
        "items": _items(run),
        "item_materials": _item_materials(run),
        "item_steps": _item_steps(run.world),
        "material_kinds": _material_kinds(run),
        "links": _links(run),
        "places": _places(run),
        "calendar": _calendar(run.world),
        "declared": _declared(run),
    }
    tables = {name: _table(CONTEXT_TABLES[name], list(found)) for name, found in rows.items()}
    tables["licences"] = _licences(run)
    return {name: tables[name] for name in CONTEXT_TABLES}


def _table(table: Table, rows: list[Row]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.columns)
    return pa.table(
        {
            c.name: pa.array(values, ARROW_TYPES[c.type])
            for c, values in zip(table.columns, columns, strict=True)
        }
    )


def _start(run: Story) -> int:
    return int(run.moment(np.zeros(1, np.int64))[0])


def _practices(run: Story) -> Mapping[str, Practice]:
    return run.compiled.practices


def _online_stages(item: Item, practice: Practice) -> str | None:
    """Return the stages that the regime has online; the results are, if they need no collecting."""
    if item.id not in practice.online_coverage:
        return None
    electronic = bool(item.produces) and set(item.produces) <= practice.e_licences
    stages = [s for s in item.online_stages if s != "delivery" or electronic]
    return SEPARATOR.join(stages) or None


def _items(run: Story) -> Iterator[Row]:
    start = _start(run)
    for region, practice in _practices(run).items():
        for i in run.world.catalogue.items.values():
            classes = {s.review_class for s in i.steps}
            yield (
                i.code, i.version, region, i.name.zh, i.category, i.applicant_kind,
                _online_stages(i, practice), i.online_exception or None, i.limit_working_days,
                float(i.fee), classes.pop() if len(classes) == 1 else None, start, start, None,
            )  # fmt: skip


def _item_materials(run: Story) -> Iterator[Row]:
    for region in _practices(run):
        for i in run.world.catalogue.items.values():
            for m in i.materials:
                yield i.code, i.version, region, m.material, m.secondary


def _item_steps(world: World) -> Iterator[Row]:
    for i in world.catalogue.items.values():
        for s in i.steps:
            after = SEPARATOR.join(s.after) or None
            yield i.code, i.version, s.id, after, s.department, s.review_class


def _material_kinds(run: Story) -> Iterator[Row]:
    electronic = frozenset[str]().union(*(p.e_licences for p in _practices(run).values()))
    for m in run.world.catalogue.materials.values():
        days = 0 if m.single_use else m.validity_days
        yield m.id, m.name.zh, m.issuer, days, m.id in electronic


def _links(run: Story) -> Iterator[Row]:
    """Yield the links that are connected; the library answers for what was once handed in."""
    start, links = _start(run), run.world.links
    for link, material in links_in_use(run.world, run.compiled):
        yield link, links[link].asker, links[link].provider, material, start, None
    for number, material in enumerate(run.world.catalogue.materials):
        if run.ops.stored[run.ops.material == number].any():
            yield LIBRARY, "*", PROVINCE, material, start, None


def _places(run: Story) -> Iterator[Row]:
    """Yield halls, offices of departments that are not in them, and portals."""
    pools = [p for p in run.compiled.layout.pools if p.kind == "window"]
    items = run.world.catalogue.items.values()
    taken = _handed_in_at(run)
    for place, region in dict.fromkeys((p.place, p.region) for p in pools):
        served = set(taken.get(place, ()))
        hall = place.startswith("hall@")
        if not hall:  # a department hands out its results, also those of joint applications
            own = {p.department for p in pools if p.place == place}
            served |= {i.id for i in items if i.department in own}
        codes = [i.code for i in items if i.id in served]
        whole = hall and region in _practices(run)[region].comprehensive_windows
        listed = None if len(codes) == len(items) else SEPARATOR.join(codes)
        yield place, "hall" if hall else "office", region, whole, listed or None
    yield from _portals(run)


def _handed_in_at(run: Story) -> dict[str, set[str]]:
    """Return the items that can be handed in at each place: what is joint, where its first is."""
    compiled, catalogue = run.compiled, run.world.catalogue
    pools = window_pools(run.world, compiled)
    departments = list(run.world.departments)
    taken: dict[str, set[str]] = {}
    for site, region in enumerate(compiled.layout.sites):
        joint = _practices(run)[region].one_acceptance
        for matter in catalogue.matters.values():
            together = [matter.items] if matter.id in joint else [(i,) for i in matter.items]
            for group in together:
                first = departments.index(catalogue.items[group[0]].department)
                if pools[first, site] >= 0:
                    place = compiled.layout.pools[pools[first, site]].place
                    taken.setdefault(place, set()).update(group)
    return taken


def _portals(run: Story) -> Iterator[Row]:
    """Yield the portals that offer something, or that hand out electronic results."""
    ops, items = run.ops, list(run.world.catalogue.items.values())
    capital = next(iter(run.world.halls))[:2] + "0000"
    used = (ops.online | ops.offered) & (ops.item >= 0)
    for number, portal in enumerate(ops.portals):
        offered = np.unique(ops.item[used & (ops.portal == number)])
        if len(offered):
            codes = SEPARATOR.join(items[i].code for i in offered.tolist())
            yield f"portal:{portal}", "portal", capital, None, codes


def _calendar(world: World) -> Iterator[Row]:
    works = working_days(world.start, world.horizon_days, world.holidays)
    for day, working in enumerate(works.tolist()):
        yield world.start + datetime.timedelta(days=day), working


def _declared(run: Story) -> Iterator[Row]:
    """Yield what the model knows of itself; a library that is not there promises nothing."""
    practices = _practices(run).values()
    yield "session_validity_seconds", str(run.world.process.session_validity_seconds)
    yield "propagation_delay_seconds", _AT_ONCE_SECONDS
    if any(p.e_licences for p in practices):
        yield "library_delay_seconds", _AT_ONCE_SECONDS
    if any(p.online_coverage for p in practices):
        yield "status_bound_seconds", _AT_ONCE_SECONDS
    yield "specification_version", tongban_spec.__version__


def _licences(run: Story) -> pa.Table:
    book, names = run.licences, [a for of_kind in authorities(run.world) for a in of_kind]
    forever = book.expires_at == NEVER
    expires_at = np.where(forever, 0, book.expires_at)
    kinds = pa.array(list(run.world.catalogue.materials), pa.string())
    nothing = pa.nulls(len(book.holder))
    columns = {
        "licence_id": pa.array(book.identifier.tolist(), pa.string()),
        "material_kind": kinds.take(pa.array(book.material)),
        "holder": run.applicant_ids.take(pa.array(book.holder)),
        "issuer": pa.array(names, pa.string()).take(pa.array(book.issuer, mask=book.issuer < 0)),
        "issued_at": pa.array(run.moment(book.issued_at)),
        "expires_at": pa.array(run.moment(expires_at), mask=forever),
        "revoked_at": nothing,
        "electronic": pa.array(book.electronic),
        "seal_valid": nothing,
    }
    described = CONTEXT_TABLES["licences"].columns
    return pa.table({c.name: columns[c.name].cast(ARROW_TYPES[c.type]) for c in described})
