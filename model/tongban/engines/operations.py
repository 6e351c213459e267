"""Operations as the reference engine walks through them (执行用的指令表)."""

from __future__ import annotations

import numpy as np

from tongban.journeys.arrays import Ints
from tongban.journeys.program import Column, Op

CODE, DIST, KEY, TARGET, WHERE, SLOT, VALUE, AUX = (int(c) for c in Column if c != Column.RECORD)
HERE, NEXT = len(Column), len(Column) + 1  # behind the columns: own number, and the next operation
STOP = -1  # in place of a next operation: the branch is over


class Operations:
    """The operations of a run, each with what comes after it (指令表).

    Parameters
    ----------
    ops : (n_ops, 9) int64
        As in ``EngineInput``.
    draws : (n_ops, 2) int64
        In place of the columns KEY and AUX, see :class:`tongban.engines.luck.Luck`.

    Attributes
    ----------
    rows : list of tuple of int
        The columns, then ``HERE`` and ``NEXT``. Who comes to a GO is where it leads, and after a
        note comes what follows all notes in a row.
    noted_until : (n_ops + 1,) int64
        Where the notes that begin at an operation end; the operation itself if it is none.
    """

    def __init__(self, ops: Ints, draws: Ints):
        land, here = _landings(ops), np.arange(len(ops))
        self.noted_until = _noted_until(ops[:, Column.CODE])
        walked = ops.copy()
        walked[:, Column.TARGET] = land[ops[:, Column.TARGET]]
        walked[:, [Column.KEY, Column.AUX]] = draws
        following = land[np.maximum(self.noted_until[:-1], here + 1)]
        rows = np.column_stack([walked, here, following])[land[:-1]]
        self.rows: list[tuple[int, ...]] = list(zip(*rows.T.tolist(), strict=True))


def _landings(ops: Ints) -> Ints:
    """Return for each operation, and for none (-1), where one really comes out: GO is passed by."""
    land = np.append(np.arange(len(ops)), -1)
    gone = np.flatnonzero(ops[:, Column.CODE] == Op.GO)
    while len(gone):
        further = ops[land[gone], Column.TARGET]
        land[gone] = further
        gone = gone[ops[further, Column.CODE] == Op.GO]
    return land


def _noted_until(codes: Ints) -> Ints:
    """Return for each operation where the notes that begin there end."""
    others = np.append(np.where(codes == Op.NOTE, len(codes), np.arange(len(codes))), len(codes))
    return np.minimum.accumulate(others[::-1])[::-1]
