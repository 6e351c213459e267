"""Names as numbers (名称散列): the same 64 bits on every machine and in every run."""

from __future__ import annotations

import hashlib


def name_hash(*parts: object) -> int:
    """Return 64 bits for a name made of parts."""
    text = "\x1f".join(str(p) for p in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
