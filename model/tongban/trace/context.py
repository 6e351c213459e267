"""The context tables (背景表): what was in force while the events of a run happened."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

import tongban_spec
from tongban.catalogue.circles import proofs_graph
from tongban.catalogue.items import Item
from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.journeys.bundle import joint_items
from tongban.journeys.calendars import working_days
from tongban.journeys.journey import PROVINCE
from tongban.levers.data_sharing import link_member, reuse_member
from tongban.scenario.world import World
from tongban.trace.acts import LIBRARY
from tongban.trace.events import events_of
from tongban.trace.in_force import at_any_time, spells
from tongban.trace.licences import NEVER
from tongban.trace.operations import authorities, stored, window_pools
from tongban.trace.scope import government_items
from tongban.trace.spans import Spans
from tongban.trace.stays import pools_then
from tongban.trace.story import Story, story
from tongban_spec.events import CONTEXT_TABLES, EVENTS, SEPARATOR, Table
from tongban_spec.evidence.package import ARROW_TYPES

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
        "item_steps": _item_steps(run),
        "material_kinds": _material_kinds(run),
        "material_needs": _material_needs(run),
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


def _moment(run: Story, second: int | None) -> int | None:
    return None if second is None else int(run.moment(np.array([second]))[0])


def _items(run: Story) -> Iterator[Row]:
    for region, number, i in _everywhere(run):
        classes = {s.review_class for s in i.steps}
        review_class = classes.pop() if len(classes) == 1 else None
        for v in run.versions.of(region, number):
            since, until = _moment(run, v.since), _moment(run, v.until)
            yield (
                v.item.code, v.number, list(run.world.halls)[region], i.name.zh, i.category,
                i.applicant_kind, run.world.is_of_government(i),
                SEPARATOR.join(v.stages) or None, i.online_exception or None,
                v.item.limit_working_days, float(i.fee), review_class, since, since, until,
            )  # fmt: skip


def _everywhere(run: Story) -> Iterator[tuple[int, int, Item]]:
    for site in range(len(run.world.halls)):
        for number, item in government_items(run.world):
            yield site, number, item


def _item_materials(run: Story) -> Iterator[Row]:
    regions = list(run.world.halls)
    for site, number, _item in _everywhere(run):
        for v in run.versions.of(site, number):
            for m in v.item.materials:
                yield v.item.code, v.number, regions[site], m.material, m.secondary


def _item_steps(run: Story) -> Iterator[Row]:
    for number, i in government_items(run.world):
        for v in run.versions.everywhere(number):
            for s in i.steps:
                after = SEPARATOR.join(s.after) or None
                yield v.item.code, v.number, s.id, after, s.department, s.review_class


def _material_kinds(run: Story) -> Iterator[Row]:
    histories = run.compiled.histories
    for m in run.world.catalogue.materials.values():
        days = 0 if m.single_use else m.validity_days
        electronic = at_any_time(histories, lambda p, m=m: m.id in p.e_licences)
        yield m.id, m.name.zh, m.issuer, days, electronic


def _material_needs(run: Story) -> Iterator[Row]:
    """Yield what must be brought to obtain a material on paper, the same in every regime."""
    catalogue = run.world.catalogue
    for material, needed in proofs_graph(catalogue).edges:
        yield material, needed, catalogue.materials[material].issuer, None


def _links(run: Story) -> Iterator[Row]:
    """Yield the links that are connected; the library answers for what was once handed in."""
    histories = run.compiled.histories
    for link in run.world.links.values():
        for m in link.materials:
            shared = link_member(link.id, m)
            for spell in spells(histories, lambda p, s=shared: s in p.data_sharing):
                yield link.id, link.asker, link.provider, m, *(_moment(run, t) for t in spell)
    for number, m in enumerate(run.world.catalogue.materials):
        if run.ops.stored[run.ops.material == number].any():
            for spell in spells(histories, lambda p, m=m: stored(p, m)):
                yield LIBRARY, "*", PROVINCE, m, *(_moment(run, t) for t in spell)


def _places(run: Story) -> Iterator[Row]:
    """Yield halls, offices of departments that are not in them, and portals."""
    pools = [p for p in run.compiled.layout.pools if p.kind == "window"]
    items, taken = dict(government_items(run.world)), _handed_in_at(run)
    for place, region in dict.fromkeys((p.place, p.region) for p in pools):
        served = set(taken.get(place, ()))
        hall = place.startswith("hall@")
        if not hall:  # a department hands out its results, also those of joint applications
            own = {p.department for p in pools if p.place == place}
            served |= {i.id for i in items.values() if i.department in own}
        mine = [n for n, i in items.items() if i.id in served]
        if not mine:
            continue  # an outsider's office
        codes = _codes_in(run, mine, [list(run.world.halls).index(region)])
        eras = run.compiled.histories[region]
        whole = hall and all(region in e.practice.comprehensive_windows for e in eras)
        listed = None if len(mine) == len(items) else SEPARATOR.join(codes)
        yield place, "hall" if hall else "office", region, whole, listed or None
    yield from _portals(run)


def _handed_in_at(run: Story) -> dict[str, set[str]]:
    """Return the items that can be handed in at each place: what is joint, where its first is."""
    compiled, catalogue = run.compiled, run.world.catalogue
    pools, places = window_pools(run.world, compiled), compiled.layout.pools
    departments = list(run.world.departments)
    taken: dict[str, set[str]] = {}
    for site, region in enumerate(compiled.layout.sites):
        for era in compiled.histories[region]:
            there = pools_then(compiled.given, pools[:, site], np.full(len(pools), era.since))
            for matter in catalogue.matters.values():
                for item in matter.items:
                    leads = joint_items(run.world, era.practice, matter, item)[0]
                    first = there[departments.index(catalogue.items[leads].department)]
                    if first >= 0:
                        taken.setdefault(places[first].place, set()).add(item)
    return taken


def _portals(run: Story) -> Iterator[Row]:
    """Yield the portals that offer something, hand out electronic results, or keep records."""
    ops, everywhere = run.ops, range(len(run.world.halls))
    ours = [n for n, _ in government_items(run.world)]
    capital = next(iter(run.world.halls))[:2] + "0000"
    used = (ops.online | ops.offered) & (ops.item >= 0)
    for number, portal in enumerate(ops.portals):
        offered = np.intersect1d(ops.item[used & (ops.portal == number)], ours)
        if len(offered) or (run.told.portal == number).any():
            codes = SEPARATOR.join(_codes_in(run, offered.tolist(), everywhere))
            yield f"portal:{portal}", "portal", capital, None, codes or None


def _codes_in(run: Story, items: Iterable[int], sites: Iterable[int]) -> list[str]:
    """Return the codes that items bear in some regions, at any time."""
    found = [v.item.code for i in items for s in sites for v in run.versions.of(s, i)]
    return list(dict.fromkeys(found))


def _calendar(world: World) -> Iterator[Row]:
    works = working_days(world.start, world.horizon_days, world.holidays)
    for day, working in enumerate(works.tolist()):
        yield world.start + datetime.timedelta(days=day), working


def _declared(run: Story) -> Iterator[Row]:
    """Yield what the model knows of itself; a library that is not there promises nothing.

    It is there for electronic licences, and for what was handed in once and is used again.
    """
    histories = run.compiled.histories
    yield "session_validity_seconds", str(run.world.process.session_validity_seconds)
    yield "propagation_delay_seconds", _AT_ONCE_SECONDS
    kept = {reuse_member(m) for m in run.world.catalogue.materials}
    if at_any_time(histories, lambda p: bool(p.e_licences or p.data_sharing & kept)):
        yield "library_delay_seconds", _AT_ONCE_SECONDS
    if at_any_time(histories, lambda p: bool(p.online_coverage)):
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
        # what the model issues electronically bears a valid seal; paper has no electronic one
        "seal_valid": pa.array(book.electronic, mask=~book.electronic),
    }
    described = CONTEXT_TABLES["licences"].columns
    return pa.table({c.name: columns[c.name].cast(ARROW_TYPES[c.type]) for c in described})
