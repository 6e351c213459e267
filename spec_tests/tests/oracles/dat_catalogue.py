"""Oracles of 数据共享 that look at rules rather than acts: DAT-3."""

from __future__ import annotations

from typing import Any

from oracles.lives import log_window
from oracles.regions import contains
from oracles.tables import Row, Tables

_CIRCLE_MAX = 32


def dat_3(tables: Tables) -> set[Row]:
    """What must be brought for a material does not lead back to it."""
    rules = [r for r in tables["material_needs"] if r["material_kind"] != r["needed_kind"]]
    rows: set[Row] = set()
    for scope in {r["region"] or "000000" for r in rules}:
        here = [r for r in rules if contains(r["region"] or "000000", scope)]
        for kind in {r["material_kind"] for r in here}:
            to_bring = [r for r in here if not _a_link_carries(tables, r)]
            subject = kind if scope == "000000" else f"{kind}@{scope}"
            rows.add((subject, _leads_back(to_bring, kind)))
    return rows


def _a_link_carries(tables: Tables, rule: dict[str, Any]) -> bool:
    first, last = log_window(tables)
    return any(
        link["material_kind"] == rule["needed_kind"]
        and link["link_id"] != "library"
        and (link["asker"] == "*" or rule["asker"] in (None, link["asker"]))
        and first is not None
        and link["from"] <= first
        and (link["until"] is None or link["until"] > last)
        for link in tables["links"]
    )


def _leads_back(rules: list[dict[str, Any]], kind: str) -> bool:
    """Return whether it takes at most thirty-two materials to come back to one."""
    at = {kind}
    for _ in range(_CIRCLE_MAX):
        at = {r["needed_kind"] for r in rules if r["material_kind"] in at}
        if kind in at:
            return True
    return False
