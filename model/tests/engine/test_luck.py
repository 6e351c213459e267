"""First draws are made at once, later ones singly: both are the stated function and no other."""

from __future__ import annotations

import numpy as np
import pytest

from metamorphic.observed import SHAPES
from tongban.engines.luck import DRAW_BITS, Luck, later_draw, parts
from tongban.journeys.assemble import compile_regime
from tongban.journeys.draws import draw
from tongban.journeys.program import Column, Op
from tongban.levers.regime import LEVER_IDS, Regime, full
from worlds import world


def compiled(shape: dict, levers: tuple[str, ...]):
    return compile_regime(world(**shape), Regime("tried", full(levers)), 4).given


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("levers", [(), LEVER_IDS], ids=["siloed", "integrated"])
def test_every_operation_draws_by_its_own_key_in_every_case(shape, levers):
    given = compiled(shape, levers)
    luck, part = Luck(given), parts(given.ops)
    bits = given.key_bits.tolist()
    for case, entry in enumerate(given.case_entry.tolist()):
        first, keys = luck.hand_over(case)
        for op in np.flatnonzero(part == part[entry]):
            for key, local in zip(given.ops[op, [Column.KEY, Column.AUX]], luck.columns[op],
                                  strict=True):  # fmt: skip
                assert (key < 0) == (local < 0)
                if key >= 0:
                    assert keys[local] == bits[key]
                    expected = draw(int(given.case_bits[case]), bits[key], 0) >> DRAW_BITS
                    assert first[local] == expected


@pytest.mark.parametrize("visit", [0, 1, 2, 1000])
def test_a_later_draw_is_the_upper_half_of_the_stated_one(visit):
    for case, key in ((0, 0), (2**64 - 1, 1), (0x9E3779B97F4A7C15, 2**63)):
        assert later_draw(case, key, visit) == draw(case, key, visit) >> 32


@pytest.mark.parametrize("levers", [(), LEVER_IDS], ids=["siloed", "integrated"])
def test_no_way_leads_from_one_part_of_the_program_into_another(levers):
    ops = compiled(SHAPES[0], levers).ops
    part = parts(ops)
    for here, row in enumerate(ops.tolist()):
        if row[Column.TARGET] >= 0:
            assert part[row[Column.TARGET]] == part[here]
        if row[Column.CODE] not in (Op.END, Op.GO):
            assert part[here + 1] == part[here]
    assert part[-1] > 0, "a program of several matters has several parts"
