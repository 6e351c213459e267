"""A run as a story (一次运行): all that its tables are written from, worked out once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from tongban.catalogue.synthetic_codes import citizen_ids, social_credit_codes
from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.scenario.world import World
from tongban.trace.licences import LicenceBook, licence_book
from tongban.trace.moments import Moments, moments
from tongban.trace.operations import Operations, operations
from tongban.trace.scope import of_government
from tongban.trace.spans import Spans
from tongban.trace.systems import of_systems
from tongban.trace.versions import Versions, versions

MICROSECONDS = 1_000_000
_UTC_OFFSET_SECONDS = 8 * 3600  # China has one time all year


@dataclass(frozen=True)
class Story:
    """A run with its events and licences (一次运行).

    Parameters
    ----------
    world : World
    compiled : Compiled
    trace : TraceArrays
    spans : Spans
    ops : Operations
    told : Moments
        The events of the log in their order.
    licences : LicenceBook
    versions : Versions
    applicant_ids : pyarrow.Array of text
        Of every applicant of the run.
    """

    world: World
    compiled: Compiled
    trace: TraceArrays
    spans: Spans
    ops: Operations
    told: Moments
    licences: LicenceBook
    versions: Versions
    applicant_ids: pa.Array

    def moment(self, seconds: np.ndarray) -> np.ndarray:
        """Return microseconds since 1970-01-01 UTC of seconds from the start of the scenario."""
        return (utc_seconds_of_start(self.world) + seconds) * MICROSECONDS


def story(world: World, compiled: Compiled, trace: TraceArrays, spans: Spans) -> Story:
    """Return the story of a recorded run.

    Parameters
    ----------
    world : World
    compiled : Compiled
    trace : TraceArrays
        Recorded.
    spans : Spans
        Of the same run.
    """
    ops = operations(world, compiled)
    known = versions(world, compiled)
    systems = of_systems(world, compiled, known)
    told = moments(world, compiled, trace, spans, ops, systems, known)
    book = licence_book(world, compiled, trace, ops, told)
    logged = of_government(world, ops, told)
    told, book = told.only(logged), replace(book, of_event=book.of_event[logged])
    people = _applicant_ids(world, compiled)
    return Story(world, compiled, trace, spans, ops, told, book, known, people)


def utc_seconds_of_start(world: World) -> int:
    """Return the moment of the first day's local midnight, in seconds since 1970-01-01 UTC."""
    days = int(np.datetime64(world.start, "D").astype(np.int64))
    return days * 86_400 - _UTC_OFFSET_SECONDS


def _applicant_ids(world: World, compiled: Compiled) -> pa.Array:
    """Return an identifier of each applicant, by the kind of the first matter."""
    found = compiled.needs
    people = np.arange(len(found.held))
    firms = np.array([m.applicant_kind == "enterprise" for m in world.catalogue.matters.values()])
    firm = np.zeros(len(people), bool)
    firm[found.applicant[::-1]] = firms[found.matter[::-1]]
    ids = np.where(firm, social_credit_codes(people), citizen_ids(people))
    return pa.array(ids.tolist(), pa.string())
