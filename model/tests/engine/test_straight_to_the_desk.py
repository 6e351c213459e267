"""Who finds nobody waiting goes straight to the desk: a shortcut that must change nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metamorphic.observed import SHAPES, same_trace
from tongban.actors.departments import Overtime
from tongban.engines.pools import Pool, Ticket
from tongban.engines.reference import ReferenceRun
from tongban.journeys.assemble import compile_regime
from tongban.levers.regime import LEVER_IDS, Regime, full
from worlds import PROCESS, world


class LinesUp(Pool):
    """A pool where everybody lines up first."""

    __slots__ = ()

    def goes_straight(self, ticket: Ticket) -> bool:
        return ticket is None  # nobody does


class LongWay(ReferenceRun):
    kind_of_pool = LinesUp


def stretched(shape: dict, above: int):
    """A world where heads are away, reviewers stay longer, and files come in after closing."""
    small = world(**shape, process=replace(PROCESS, absence=0.2))
    longer = {
        k: replace(d, overtime=Overtime(3 * 3600, above, 1.5)) for k, d in small.departments.items()
    }
    return replace(small, departments=longer)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("above", [0, 2])
@pytest.mark.parametrize("levers", [(), ("reception_apart",), LEVER_IDS],
                         ids=["siloed", "apart", "integrated"])  # fmt: skip
def test_going_straight_to_a_free_desk_changes_nothing(shape, above, levers):
    given = compile_regime(stretched(shape, above), Regime("tried", full(levers)), 4).given
    assert same_trace(ReferenceRun(given).result(), LongWay(given).result())
