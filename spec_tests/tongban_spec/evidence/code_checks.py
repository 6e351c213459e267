"""Which codes are right (编码校验表): made in Python, for SQL has no arithmetic of check digits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from tongban_spec import codes
from tongban_spec.language import Text

if TYPE_CHECKING:
    import duckdb

CodeKind = Literal["uscc", "ric", "item_basic", "item_impl", "licence", "other"]
CHECKS: Mapping[CodeKind, Callable[[str], Text | None]] = MappingProxyType(
    {
        "uscc": codes.check_social_credit_code,
        "ric": codes.check_citizen_id,
        "item_basic": codes.check_base_code,
        "item_impl": codes.check_implementation_code,
        "licence": codes.check_licence_identifier,
    }
)
_BATCH = 1 << 16
# Every code of a package, null among them.
CODES = """
SELECT item_code AS code FROM events UNION SELECT applicant_id FROM events
UNION SELECT licence_id FROM events UNION SELECT item_code FROM items
UNION SELECT licence_id FROM licences UNION SELECT holder FROM licences
"""


def kind_of_code(code: str) -> CodeKind:
    """Return what a code is by its shape (编码种类): one shape, one kind; ``other`` if none.

    Parameters
    ----------
    code : str
        An 18-character code is a citizen id if the first 17 are digits and the last is a digit or
        an X, else a social credit code. A social credit code of digits alone does not occur: its
        registering authority and organisation code would have to lack any letter, and then its
        digits 7 to 14 would have to be a date to be taken for a person's.
    """
    if code.startswith(codes.LICENCE_ROOT + "."):
        return "licence"
    if len(code) == 18:
        digits = code[:17].isdecimal() and (code[17].isdecimal() or code[17] in "Xx")
        if digits and codes.check_social_credit_code(code) is not None:
            return "ric"
        return "uscc"
    if len(code) == 12 and code.isdecimal():
        return "item_basic"
    return "item_impl" if len(code) == 31 else "other"


def judged(found: Iterable[str]) -> Iterator[tuple[str, CodeKind, bool]]:
    """Yield each code with its kind and whether it is right (编码、种类、是否正确).

    A code of no known shape is not right by any standard.
    """
    for code in found:
        kind = kind_of_code(code)
        yield code, kind, kind in CHECKS and CHECKS[kind](code) is None


def make_code_checks(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``code_checks(code, kind, valid)`` of every code in the package (建表)."""
    connection.execute("CREATE TABLE code_checks (code VARCHAR, kind VARCHAR, valid BOOLEAN)")
    writer = connection.cursor()
    reader = connection.cursor().execute(f"SELECT code FROM ({CODES}) WHERE code IS NOT NULL")
    while rows := reader.fetchmany(_BATCH):
        columns = list(zip(*judged(code for (code,) in rows), strict=True))
        batch = pa.table(dict(zip(("code", "kind", "valid"), columns, strict=True)))
        writer.register("judged_codes", batch)
        writer.execute("INSERT INTO code_checks SELECT * FROM judged_codes")
        writer.unregister("judged_codes")
