"""The table of events (事件表): the columns of the vocabulary, written from a run's numbers."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from tongban.trace.acts import TEMPLATES
from tongban.trace.columns import chosen, first_known, joined, looked_up, numbered, taken, words
from tongban.trace.operations import authorities, window_pools
from tongban.trace.recall import (
    notice_numbers,
    officers,
    review_classes,
    served_in,
    sessions,
    stood_at,
)
from tongban.trace.stays import pools_then
from tongban.trace.story import Story
from tongban_spec.events import EVENT_COLUMNS
from tongban_spec.evidence.package import ARROW_TYPES

# What a template must take for a column to be filled, where the name is not the column's own.
_TAKEN_AS: dict[str, tuple[str, ...]] = {
    "application_id": ("application",),
    "item_code": ("application", "item"),
    "item_version": ("application", "item"),
    "place": ("place", "portal", "record"),
    "officer": ("officer", "counter", "receiver", "decider"),
    "review_class": ("officer",),
    "material_kind": ("material",),
    "material_id": ("material",),
}
_ALWAYS = ("event_id", "at", "kind", "case_id", "applicant_id", "region")


def events_of(run: Story) -> pa.Table:
    """Return the table of events of a story (事件表).

    Returns
    -------
    pyarrow.Table
        Columns as ``tongban_spec.events.EVENT_COLUMNS``, in the order in which things happened.
        The microseconds of ``at`` are the ordinal of the event within its second: the model's
        time has whole seconds, and this way the order outlives any sorting by ``at``.
    """
    who = _who(run)
    server = served_in(run.trace, run.spans, run.ops, run.told)
    filled = {
        "event_id": numbered("E", np.arange(len(run.told)), 9),
        "at": _at(run),
        "kind": words([t.kind for t in TEMPLATES], run.told.template),
        **who,
        **_where(run),
        **_said(run),
        "officer": officers(run.compiled, run.spans, server),
        "review_class": review_classes(run.world, run.compiled, run.spans, server),
        "session_id": sessions(run.world, run.compiled, run.ops, run.told),
        **_papers(run, who),
    }
    columns = {
        c.name: _settled(run, c.name, filled[c.name].cast(ARROW_TYPES[c.type]))
        for c in EVENT_COLUMNS
    }
    return pa.table(columns)


def _settled(run: Story, name: str, values: pa.Array) -> pa.Array:
    """Return a column with what its templates do not tell taken out, and what they fix put in."""
    if name not in _ALWAYS:
        told = run.told.take(*_TAKEN_AS.get(name, (name,)))
        values = chosen(told, values)
    fixed = [t.fixed.get(name) for t in TEMPLATES]
    if any(fixed):
        values = first_known(words(fixed, run.told.template), values)
    return values


def _at(run: Story) -> pa.Array:
    time = run.told.time
    place = np.arange(len(time))
    new = np.ones(len(time), bool)
    new[1:] = time[1:] != time[:-1]
    ordinal = place - np.maximum.accumulate(np.where(new, place, 0)) if len(time) else place
    assert ordinal.max(initial=0) < 1_000_000, "more events in a second than it has microseconds"
    return pa.array(run.moment(time) + ordinal).cast(pa.timestamp("us", tz="UTC"))


def _who(run: Story) -> dict[str, pa.Array]:
    """Return the columns that say whose event it is."""
    told, items = run.told, run.world.catalogue.items
    case_id = numbered("C", told.case, 8)
    person = looked_up(run.compiled.needs.applicant, told.case)
    item = words(list(items), told.item)
    version = looked_up(np.array([i.version for i in items.values()]), told.item)
    changes = told.changes - told.take("former")
    return {
        "case_id": case_id,
        "applicant_id": taken(run.applicant_ids, person),
        "application_id": joined("-", case_id, item),
        "item_code": run.versions.codes(told.home, told.item, changes),
        "item_version": pa.array(version + changes, mask=told.item < 0),
    }


def _where(run: Story) -> dict[str, pa.Array]:
    """Return authority, place and region: at a counter, at a portal, else at the authority's."""
    told, ops, layout = run.told, run.ops, run.compiled.layout
    sites = len(layout.sites)
    acting = told.op >= 0
    department = np.where(acting, ops.department[told.op], -1)
    side = np.where(acting, ops.site[told.op], -1)
    by_side = [looked_up(sites, told.case) for sites in run.compiled.given.case_site.T]
    site = np.where(side < 0, -1, np.choose(np.maximum(side, 0), by_side))
    authority = np.where((department < 0) | (told.home < 0), -1, department * sites + told.home)
    names = [a for of_kind in authorities(run.world) for a in of_kind]
    at_portal = told.take("portal") | (acting & ops.online[told.op])
    pool = window_pools(run.world, run.compiled)[department, site]
    pool = np.where(at_portal | (department < 0) | (site < 0), -1, pool)
    pool = pools_then(run.compiled.given, pool, told.time)
    stood = stood_at(run.trace, run.spans, run.ops, told)  # a joint one is at its leader's window
    pool = np.where((pool >= 0) & (stood >= 0), stood, pool)
    portal = np.where(at_portal, ops.portal[told.op], told.portal)
    at_counter = words([p.place for p in layout.pools], pool)
    region = [
        words([p.region for p in layout.pools], np.where(told.take("place"), pool, -1)),
        words(list(layout.sites), site),
        words([a.rpartition("@")[2] for a in names], authority),
        words(list(layout.sites), told.home),
    ]
    return {
        "authority": words(names, authority),
        "place": first_known(at_counter, words([f"portal:{p}" for p in ops.portals], portal)),
        "region": first_known(*region),
    }


def _said(run: Story) -> dict[str, pa.Array]:
    """Return the columns that stand in the meanings as words of the vocabulary."""
    told = run.told
    said = {
        name: words_of(run, name) for name in ("channel", "stage", "step", "carrier", "outcome")
    }
    links = words(list(run.world.links), told.link)
    said["link_id"] = first_known(links, words_of(run, "link"))
    number = np.where(told.are("notice_issued"), notice_numbers(run.spans, told), -1)
    case_id = numbered("C", np.where(number < 0, -1, told.case), 8)
    notice = joined(
        "", words_of(run, "basis"), "; notice ", numbered("", number, 1), " of ", case_id
    )
    said["basis"] = first_known(notice, words_of(run, "basis"))
    return said


def words_of(run: Story, name: str) -> pa.Array:
    """Return a field of the events' meanings as text, null where it is empty."""
    return words([getattr(m, name) or None for m in run.ops.meanings], run.told.op)


def _papers(run: Story, who: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Return the columns about materials and licences; a form is its application's own."""
    told, materials = run.told, run.world.catalogue.materials
    number = np.where(told.op >= 0, run.ops.material[told.op], -1)
    kind = words(list(materials), number)
    single = np.array([m.single_use for m in materials.values()] + [False])[number]
    owner = chosen(single, who["application_id"], who["applicant_id"])
    identifiers = pa.array(run.licences.identifier.tolist(), pa.string())
    return {
        "material_kind": kind,
        "material_id": joined(":", kind, owner),
        "licence_id": taken(identifiers, run.licences.of_event),
    }
