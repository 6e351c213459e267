"""Tables derived from the context tables (派生表): one row a value of a list, and working days.

Each is one SELECT in DuckDB's dialect, within what ``tongban_spec.dialects`` carries to other
databases, so that a vendor's own database derives the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tongban_spec.events import SEPARATOR

LISTS = {
    # view: (table, column of the list, name of one value, columns that go along)
    "item_online_stages": ("items", "online_stages", "stage", "item_code, item_version, region"),
    "place_items": ("places", "items", "item_code", "place"),
    "step_after": ("item_steps", "after", "after_step", "item_code, item_version, step"),
}
# Local midnight, for China has one time zone, UTC+8.
_WORKING_DAYS = """
SELECT date,
       date_diff('day', DATE '1970-01-01', date) * 86400000000 - 28800000000 AS day_us,
       working,
       sum(CASE WHEN working THEN 1 ELSE 0 END) OVER (ORDER BY date)::BIGINT AS number
FROM calendar
"""


def derived() -> Mapping[str, str]:
    """Return the query of each derived table by its name (派生表的查询)."""
    lists = {
        name: f"SELECT DISTINCT {along}, {value} FROM (SELECT {along},"
        f" unnest(string_split(\"{column}\", '{SEPARATOR}')) AS {value} FROM {table}) AS listed"
        for name, (table, column, value, along) in LISTS.items()
    }
    return MappingProxyType({**lists, "working_days": _WORKING_DAYS})
