"""The shared views (公用视图): one SELECT a file, ``NN_<name>.sql``, in DuckDB's dialect.

They are made in the order of their numbers, each under its name; a later one may read an earlier
one. They keep within what sqlglot carries to PostgreSQL and Spark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent


@cache
def views() -> Mapping[str, str]:
    """Return the query of each shared view by its name, in the order of making (公用视图)."""
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.sql")):
        named = re.fullmatch(r"[0-9]{2}_([a-z_]+)", path.stem)
        assert named and named[1] not in found, f"{path.name}: NN_<name>.sql, each name once"
        found[named[1]] = path.read_text(encoding="utf-8")
    return MappingProxyType(found)
