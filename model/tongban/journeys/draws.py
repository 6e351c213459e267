"""Draws (随机抽取): luck as a pure function of who, what and how often.

``u64 = mix(case ^ key + visit * GOLDEN)`` where ``case`` stands for (seed, replication, applicant,
need) and ``key`` for (stream, item, step). No order of events, no regime and no number of workers
can change anybody's luck. The mixer is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tongban.hashing import name_hash

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
MIX_1 = 0xBF58476D1CE4E5B9
MIX_2 = 0x94D049BB133111EB


def mix(z: int) -> int:
    """Return 64 well-mixed bits of ``z`` (any integer; its low 64 bits count)."""
    z &= MASK
    z = ((z ^ (z >> 30)) * MIX_1) & MASK
    z = ((z ^ (z >> 27)) * MIX_2) & MASK
    return z ^ (z >> 31)


def draw(case: int, key: int, visit: int) -> int:
    """Return the 64-bit draw of a case for a key at its ``visit``-th use (from 0)."""
    return mix((case ^ key) + visit * GOLDEN)


def mix_all(z: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return ``mix`` of every element; the same bits as the scalar function."""
    with np.errstate(over="ignore"):
        z = (z ^ (z >> np.uint64(30))) * np.uint64(MIX_1)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(MIX_2)
    return z ^ (z >> np.uint64(31))


def stream(seed: int, *name: object, ordinals: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the draws of a named stream at the given ordinals.

    Used for what exists before any regime: needs, applicants, outages.
    """
    base = np.uint64(mix(name_hash(*name) ^ mix(seed + GOLDEN)))
    with np.errstate(over="ignore"):
        return mix_all(base + ordinals.astype(np.uint64) * np.uint64(GOLDEN))


def trait(bits: NDArray[np.uint64], *name: object) -> NDArray[np.uint64]:
    """Return a further draw of everybody who already has bits, for a named trait."""
    return mix_all(bits ^ np.uint64(name_hash(*name)))


def unit(bits: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Return uniform numbers in (0, 1) from the upper 52 bits of draws.

    Not 53: half a step below 1 would not be a double, and the largest draw would become 1.
    """
    return ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52
