"""Columns of text from columns of numbers (列), and the few acts of Arrow that the trace needs.

Arrow's functions are called by name: that is how they are registered, and what type checkers see.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def words(names: Sequence[str | None], code: Ints) -> pa.Array:
    """Return the names with these indices as a column of text, null for -1 (取词).

    Parameters
    ----------
    names : sequence of str or None
    code : (n,) int64
    """
    return taken(pa.array(names, pa.string()), code)


def taken(values: pa.Array, code: Ints) -> pa.Array:
    """Return the values with these indices, null for -1 (取值)."""
    return values.take(pa.array(code, pa.int64(), mask=code < 0))


def looked_up(values: Ints, code: Ints) -> Ints:
    """Return the numbers with these indices, -1 for -1 (查数)."""
    return np.append(values, -1)[code]


def numbered(prefix: str, number: Ints, digits: int) -> pa.Array:
    """Return ``prefix`` and the number, filled up with zeros, as text; null for -1 (编号)."""
    text = pa.array(number, pa.int64(), mask=number < 0).cast(pa.string())
    padded = pc.call_function("utf8_lpad", [text], pc.PadOptions(digits, "0"))
    return joined("", prefix, padded)


def first_known(*columns: pa.Array) -> pa.Array:
    """Return for each row the first value that is not null (取首个已知)."""
    return pc.call_function("coalesce", list(columns))


def chosen(which: NDArray[np.bool_], yes: pa.Array, no: pa.Array | None = None) -> pa.Array:
    """Return for each row the value of ``yes`` or of ``no``, null if there is none (二选一)."""
    other = pa.scalar(None, yes.type) if no is None else no
    return pc.call_function("if_else", [pa.array(which), yes, other])


def joined(separator: str, *columns: pa.Array | str) -> pa.Array:
    """Return the texts of each row joined, null if one of them is (连接)."""
    return pc.call_function("binary_join_element_wise", [*columns, separator])
