"""From the entries of a list to the context tables that the requirements judge (成表)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tongban_spec.lint.entries import EVERYWHERE, Entry

# What stands in the list is in force now and always was; a log would know better.
IN_FORCE_FROM = "1970-01-01T00:00:00Z"
_ITEM = ("item_code", "item_version", "region", "name")
_OPTIONAL = ("category", "online_stages", "online_exception")


def tables_of(entries: Sequence[Entry], columns: frozenset[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the context tables of a list, with no event (背景表).

    Parameters
    ----------
    entries : sequence of Entry
    columns : frozenset of str
        What the list says anything about: a table that it says nothing about is absent, and what
        needs it is inconclusive.
    """
    whole = [e for e in entries if e.said.get("item_code") and e.said.get("name")]
    unique = list({entry.key: entry for entry in reversed(whole)}.values())[::-1]
    tables: dict[str, list[dict[str, Any]]] = {
        "events": [],
        "items": [_item(entry, columns) for entry in unique],
        "item_steps": [row for entry in unique for row in _steps(entry)],
        "links": [],
    }
    if "materials" in columns:
        tables["item_materials"] = [row for entry in unique for row in _materials(entry)]
    if "sources" in columns:
        tables["material_kinds"] = _kinds(entries)
    if {"materials", "result"} <= columns:
        tables["material_needs"] = _needs(unique)
    steps = {(s["item_code"], s["item_version"], s["step"]): s for s in tables["item_steps"]}
    return {**tables, "item_steps": list(steps.values())}


def _key(entry: Entry) -> dict[str, Any]:
    return dict(zip(("item_code", "item_version", "region"), entry.key, strict=True))


def _item(entry: Entry, columns: frozenset[str]) -> dict[str, Any]:
    said = {name: entry.said.get(name) for name in _OPTIONAL if name in columns}
    if "online_stages" in said:
        said["online_stages"] = ";".join(said["online_stages"] or ()) or None
    fee = entry.said.get("fee")
    return {
        **_key(entry),
        "name": entry.said["name"],
        **said,
        "applicant_kind": entry.said.get("applicant_kind"),
        "limit_working_days": entry.said.get("limit_working_days"),
        "fee": None if fee is None else float(fee),
        "government": None,
        "published_at": IN_FORCE_FROM,
        "withdrawn_at": None,
    }


def _materials(entry: Entry) -> list[dict[str, Any]]:
    listed = entry.said.get("materials") or ()
    return [{**_key(entry), "material_kind": kind, "secondary": False} for kind in listed]


def _steps(entry: Entry) -> list[dict[str, Any]]:
    """Return the steps: a list says no more than their order, so each follows the one before."""
    code, version, _ = entry.key
    steps = entry.said.get("steps") or ()
    before = (None, *steps)
    return [
        {"item_code": code, "item_version": version, "step": step, "after": after}
        for step, after in zip(steps, before, strict=False)
    ]


def _kinds(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    stated = {pair for entry in entries for pair in entry.said.get("sources") or ()}
    ordered = sorted(stated, key=lambda pair: (pair[0], pair[1] or ""))
    return [{"material_kind": kind, "source": source} for kind, source in ordered]


def _needs(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return what nobody can do without for a result: what each item that gives it asks for.

    Where several items give the same result, an applicant takes the one that asks for less. What
    asks for the result itself renews it, and is no way to the first one.
    """
    givers: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.said.get("result"):
            givers.setdefault(entry.said["result"], []).append(entry)
    needs = set()
    for result, of_it in givers.items():
        first = [e for e in of_it if result not in (e.said.get("materials") or ())] or of_it
        for region in {entry.said["region"] for entry in first}:
            near = [
                e for e in first if region == EVERYWHERE or e.said["region"] in (region, EVERYWHERE)
            ]
            asked = [frozenset(e.said.get("materials") or ()) for e in near]
            shown = None if region == EVERYWHERE else region
            needs |= {(result, kind, shown) for kind in frozenset.intersection(*asked)}
    ordered = sorted(needs, key=lambda need: (need[0], need[1], need[2] or ""))
    return [
        {"material_kind": result, "needed_kind": kind, "asker": None, "region": region}
        for result, kind, region in ordered
    ]
