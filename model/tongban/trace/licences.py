"""The book of licences (证照簿): which licence is meant when one is issued, presented or fetched.

A licence is known by its holder, its kind of material, and how many were issued to the holder in
the run before it: number 0 is the one that the holder had when the run began, or got where the run
does not look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tongban.catalogue.synthetic_codes import ORDINAL_MAX, social_credit_codes
from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.journeys.program import FOREVER, Outcome
from tongban.quantities import DAY
from tongban.scenario.world import World
from tongban.trace.moments import Moments
from tongban.trace.operations import Operations, authorities
from tongban.trace.recall import count_in_group
from tongban_spec.codes import LICENCE_ROOT

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NEVER = np.int64(FOREVER)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SERIALS = 10_000  # licences of one kind that one holder can get in a run


@dataclass(frozen=True)
class LicenceBook:
    """The licences of a run, and which one each event is about (证照簿).

    Parameters
    ----------
    identifier : (n_licences,) str
    holder, material, issuer : (n_licences,) int64
        Applicant; material; department * sites + home site, -1 if nobody issues it.
    issued_at, expires_at : (n_licences,) int64
        Seconds from the start; ``NEVER`` for what does not expire.
    electronic : (n_licences,) bool
    of_event : (n_events,) int64
        Index of the licence, -1 if none.
    """

    identifier: NDArray[np.str_]
    holder: Ints
    material: Ints
    issuer: Ints
    issued_at: Ints
    expires_at: Ints
    electronic: Bools
    of_event: Ints


def licence_book(
    world: World, compiled: Compiled, trace: TraceArrays, ops: Operations, told: Moments
) -> LicenceBook:
    """Return the licences of a run.

    A licence expires when the run no longer takes it as valid. That is its validity after its
    issue, after the end of the matter that it came out of, or after the library got it anew from
    its source or its holder. An approximation: one that lapses, and is got anew later because a
    link was down in between, is the same licence and seems never to have lapsed.
    """
    touching = np.flatnonzero(_touches(ops, told))
    t = told.only(touching)
    holder, material = compiled.needs.applicant[t.case], ops.material[t.op]
    kinds = len(world.catalogue.materials)
    issued = t.are("licence_issued")
    number = count_in_group(holder * kinds + material, issued)
    assert number.max(initial=0) < _SERIALS, "more licences of one kind than a serial can number"
    code = (holder * kinds + material) * _SERIALS + number
    held = _held_codes(world, compiled, kinds)
    named = (number > 0) | t.are("licence_presented")
    codes = np.union1d(code[named], held)
    place = np.where(np.isin(code, codes), np.searchsorted(codes, code), -1)
    book = _book(world, compiled, trace, ops, t, codes, place, issued)
    of_event = np.full(len(told), -1, np.int64)
    of_event[touching] = np.where(t.take("licence_id"), place, -1)
    return LicenceBook(*book, of_event)


def _touches(ops: Operations, told: Moments) -> Bools:
    """Return which events are about a licence, or make the library's copy new."""
    renews = told.are("material_submitted") & ops.stored[told.op] & (told.op >= 0)
    return told.take("licence_id") | renews


def _held_codes(world: World, compiled: Compiled, kinds: int) -> Ints:
    """Return the codes of what the applicants of the run held at its start."""
    government = np.array([m.maker == "government" for m in world.catalogue.materials.values()])
    begun = np.unique(compiled.needs.applicant[compiled.needs.at < compiled.given.horizon])
    row, material = np.nonzero((compiled.needs.held[begun] >= 0) & government[None, :])
    return (begun[row] * kinds + material) * _SERIALS


def _book(world, compiled: Compiled, trace, ops, t: Moments, codes, place, issued):
    kinds, sites = len(world.catalogue.materials), len(world.halls)
    number = codes % _SERIALS
    holder, material = np.divmod(codes // _SERIALS, kinds)
    validity = _validity(world)[material]
    held = compiled.needs.held[holder, material]
    known = place >= 0
    first = np.full(len(codes), NEVER)
    np.minimum.at(first, place[known], t.time[known])
    was_held = (number == 0) & (held >= 0)
    issued_at = np.where(was_held, np.where(validity == NEVER, 0, held - validity), first)
    until = np.where(was_held, held, issued_at + np.minimum(validity, NEVER // 2))
    made_new = known & (issued | t.are("material_fetched", "material_submitted"))
    np.maximum.at(until, place[made_new], (t.time + _validity(world)[ops.material[t.op]])[made_new])
    kept = known & issued & (trace.outcome[t.case] == Outcome.DELIVERED)
    end = trace.ended_at[t.case] + _validity(world)[ops.material[t.op]]
    np.maximum.at(until, place[kept], end[kept])
    issuer = _issuers(world, compiled, holder, material, was_held)
    mine = known & issued
    issuer[place[mine]] = ops.department[t.op[mine]] * sites + t.home[mine]
    electronic = (number == 0) & _in_library_at_start(world, compiled, holder, material)
    electronic[place[known & t.are("licence_registered", "licence_presented")]] = True
    expires_at = np.where(validity == NEVER, NEVER, until)
    identifier = _identifiers(world, holder, material, number, issuer)
    return identifier, holder, material, issuer, issued_at, expires_at, electronic


def _validity(world: World) -> Ints:
    materials = world.catalogue.materials.values()
    return np.array(
        [NEVER if m.validity_days is None else m.validity_days * DAY for m in materials], np.int64
    )


def _issuers(world, compiled: Compiled, holder: Ints, material: Ints, was_held: Bools) -> Ints:
    """Return the authoritative source of each licence.

    It is the one of the holder's competent county; of what was in hand when the run began, the
    one of the county where the holder lives.
    """
    departments = list(world.departments)
    source = [m.issuer for m in world.catalogue.materials.values()]
    number = np.array([departments.index(d) if d in departments else -1 for d in source])[material]
    people = len(compiled.needs.held)
    home, here = np.zeros(people, np.int64), np.zeros(people, np.int64)
    home[compiled.needs.applicant[::-1]] = compiled.needs.home[::-1]
    here[compiled.needs.applicant[::-1]] = compiled.needs.here[::-1]
    site = np.where(was_held, here[holder], home[holder])
    return np.where(number < 0, -1, number * len(world.halls) + site)


def _in_library_at_start(world: World, compiled: Compiled, holder: Ints, material: Ints) -> Bools:
    cells = [compiled.material_cells["library", m] for m in world.catalogue.materials]
    return compiled.given.memory[holder, np.array(cells)[material]] >= 0


def _identifiers(world: World, holder, material, number, issuer) -> NDArray[np.str_]:
    """Return identifiers as GB/T 36904: kind and issuer are bodies that do not exist."""
    places = [a for of_kind in authorities(world) for a in of_kind]
    ordinal = {a: n for n, a in enumerate(dict.fromkeys(places))}
    departments, issuers = len(world.departments), [ordinal[a] for a in places]
    sources = list(world.departments)
    ministry = [sources.index(m.issuer) if m.issuer in sources else departments
                for m in world.catalogue.materials.values()]  # fmt: skip
    ministries = social_credit_codes(ORDINAL_MAX - np.array(ministry))
    assert len(ministries) <= 1000, "a type of licence has three digits"
    kinds = np.array([f"{c}{n:03d}" for n, c in enumerate(ministries.tolist())])
    bodies = social_credit_codes(ORDINAL_MAX - departments - 1 - np.array([*issuers, len(ordinal)]))
    serials = np.array([f"{n:014d}" for n in (holder * _SERIALS + number).tolist()], "U14")
    return licence_identifiers(kinds[material], bodies[issuer], serials)


def licence_identifiers(
    kinds: NDArray[np.str_], issuers: NDArray[np.str_], serials: NDArray[np.str_]
) -> NDArray[np.str_]:
    """Return ``build_licence_identifier`` of many, version 1 (批量证照标识).

    Parameters
    ----------
    kinds, issuers, serials : arrays of str, (n,)
        Each of one width: 21, 18, any. They are not checked again.
    """
    if not len(kinds):
        return np.zeros(0, "U1")
    fields = [kinds, issuers, serials, np.full(len(kinds), "001")]
    digit = np.zeros(128, np.int64)
    digit[[ord(c) for c in _ALPHABET]] = np.arange(36)
    state = np.full(len(kinds), 18, np.int64)  # as mod_37_36 begins, so that tests can compare
    for field in fields:
        signs = np.ascontiguousarray(field).view(np.uint32).reshape(len(kinds), -1)
        for column in digit[signs].T:
            state = (np.where(state == 0, 36, state) * 2 % 37 + column) % 36
    check = np.array(list(_ALPHABET))[(1 - np.where(state == 0, 36, state) * 2 % 37) % 36]
    result = np.full(len(kinds), LICENCE_ROOT)
    for field in (*fields, check):
        result = np.char.add(np.char.add(result, "."), field)
    return result
