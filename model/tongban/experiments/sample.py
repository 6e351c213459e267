"""A run kept whole (样本)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.engines.trace_arrays import TraceArrays
from tongban.journeys.assemble import Compiled
from tongban.measures.cases import Cases
from tongban.trace.spans import Spans


@dataclass(frozen=True)
class Sample:
    """A replication kept whole, for pictures and the evidence package (样本)."""

    compiled: Compiled
    trace: TraceArrays
    spans: Spans
    cases: Cases
