"""Luck as an engine draws it (抽取): the first draws of all cases at once, later ones one by one.

A draw is a function of case, key and visit alone, so it may be made long before it is used. Most
draws are the first of their case and key, and arrays make those for next to nothing. Only the upper
half of a draw is ever used: a table has 2**12 entries, a chance 32 bits.
"""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from tongban.journeys.arrays import EngineInput, Ints
from tongban.journeys.draws import GOLDEN, MASK, MIX_1, MIX_2, mix_all
from tongban.journeys.program import Column, Op

DRAW_BITS = 32
USED = -1  # in place of a first draw once it is used, and one less with every further use


class Luck:
    """The keys by which journeys draw, and every case's first draws (各办件的首次抽取).

    Parameters
    ----------
    given : EngineInput

    Attributes
    ----------
    columns : (n_ops, 2) int64
        What an operation draws by, from its columns KEY and AUX: which of the keys of its part of
        the program; -1: nothing.
    """

    def __init__(self, given: EngineInput):
        ops, many = given.ops, max(len(given.key_bits), 1)
        part = parts(ops)
        keys = ops[:, [Column.KEY, Column.AUX]]
        named = np.where(keys >= 0, part[:, None] * many + keys, -1)  # a key within its part
        known = np.unique(named[named >= 0])
        first = np.searchsorted(known, np.arange(part[-1] + 2) * many)
        self.columns = np.where(keys >= 0, np.searchsorted(known, named) - first[part, None], -1)
        bits = np.split(given.key_bits[known % many], first[1:-1])
        self._keys = [of_part.tolist() for of_part in bits]
        self._part = part[given.case_entry].tolist()
        self._first: dict[int, array[int]] = {}
        for number, of_part in enumerate(bits):
            mine = np.flatnonzero(part[given.case_entry] == number)
            self._draw(mine, given.case_bits[mine], of_part)

    def _draw(self, cases: Ints, case_bits: NDArray[np.uint64], keys: NDArray[np.uint64]) -> None:
        drawn = mix_all(case_bits[:, None] ^ keys) >> np.uint64(64 - DRAW_BITS)
        for case, row in zip(cases.tolist(), drawn.astype(np.int64), strict=True):
            self._first[case] = array("q", row.tobytes())

    def hand_over(self, case: int) -> tuple[array[int], list[int]]:
        """Return a case's first draws, which are its own from now on, and the bits of its keys."""
        return self._first.pop(case), self._keys[self._part[case]]


def parts(ops: Ints) -> Ints:
    """Return for each operation its part of the program: no way leads from one into another."""
    own = np.arange(len(ops))
    code, target = ops[:, Column.CODE], ops[:, Column.TARGET]
    target = np.where(target >= 0, target, own)
    goes_on = (code != Op.END) & (code != Op.GO) & (own < len(ops) - 1)
    begins = np.bincount(np.minimum(own, target), minlength=len(ops))
    ends = np.bincount(np.maximum(own + goes_on, target), minlength=len(ops))
    nothing_crosses = np.cumsum(begins - ends)[:-1] == 0
    return np.concatenate([[0], np.cumsum(nothing_crosses)])


def later_draw(case_bits: int, key_bits: int, visit: int) -> int:
    """Return the upper half of ``draws.draw``, written out: a tenth of a run are later draws."""
    z = ((case_bits ^ key_bits) + visit * GOLDEN) & MASK
    z = ((z ^ (z >> 30)) * MIX_1) & MASK
    z = ((z ^ (z >> 27)) * MIX_2) & MASK
    return (z ^ (z >> 31)) >> DRAW_BITS
