"""Oracles of 应上尽上, online to the full: the catalogue; what is done by it is beside."""

from __future__ import annotations

import itertools
from typing import Any

from oracles.cat_handling import cat_6, cat_7, cat_8, cat_9
from oracles.regions import (
    base_code,
    declared_seconds,
    end_of,
    first,
    in_force,
    in_the_window,
    listed_materials,
    lives,
    region_of,
    related,
    submissions,
    together,
    version_of,
)
from oracles.tables import (
    Row,
    Tables,
    of_application,
)
from tongban_spec.codes import check_base_code, check_implementation_code
from tongban_spec.events import LISTED_CATEGORIES, STAGES

__all__ = ["cat_1", "cat_2", "cat_3", "cat_4", "cat_5", "cat_6", "cat_7", "cat_8", "cat_9"]


def cat_1(tables: Tables) -> set[Row]:
    """What is accepted or handled stands in the catalogue in force when it is handed in."""
    rows: set[Row] = set()
    for application, handed_in in submissions(tables).items():
        accepted = first(tables, application, "application_accepted")
        authority = accepted["authority"] if accepted else None
        places = [handed_in["region"], region_of(authority)]
        code = of_application(tables, application, "item_code")
        stands = [
            (in_force(tables, i, handed_in["at"]), any(related(p, i["region"]) for p in places))
            for i in tables["items"]
            if i["item_code"] == code
        ]
        here = [state for state, near in stands if near]
        place_unknown = handed_in["region"] is None or authority is None
        if True in here:
            breach = False
        elif (
            None in here
            or code is None
            or (place_unknown and any(state is not False for state, _ in stands))
        ):
            breach = None
        else:
            breach = _taken_in_or_turned_away(tables, application)
        rows.add((application, breach))
    return rows


def _taken_in_or_turned_away(tables: Tables, application: str) -> bool | None:
    if first(tables, application, "application_accepted", "decision_made", "result_delivered"):
        return True
    ends = ("application_rejected", "application_abandoned", "application_withdrawn")
    return False if first(tables, application, *ends) else None


def cat_2(tables: Tables) -> set[Row]:
    """An item of a listed category is online in every stage, or has a lawful exception."""
    rows: set[Row] = set()
    listed = {c.word for c in LISTED_CATEGORIES}
    for item in tables["items"]:
        if item["online_exception"] is not None or not in_the_window(tables, item):
            continue
        if item["category"] is not None and item["category"] not in listed:
            continue
        online = (item["online_stages"] or "").split(";")
        short = any(stage.word not in online for stage in STAGES)
        unknown = item["category"] is None or item["published_at"] is None
        rows.add((version_of(item), None if unknown else short))
    return rows


def cat_3(tables: Tables) -> set[Row]:
    """A code has one name and a name has one code, at any moment; codes are right."""
    codes: dict[str, bool | None] = {}
    names: dict[str, bool | None] = {}
    for item in tables["items"]:
        codes.setdefault(base_code(item["item_code"]), False)
        if lives(tables, item):
            names.setdefault(_name(item), False)
    for one, other in itertools.permutations(tables["items"], 2):
        if not together(tables, one, other):
            continue
        dated = one["published_at"] is not None and other["published_at"] is not None
        same_code = base_code(one["item_code"]) == base_code(other["item_code"])
        if same_code and one["name"] != other["name"]:
            _worse(codes, base_code(one["item_code"]), dated)
        if not same_code and _name(one) == _name(other):
            _worse(names, _name(one), dated)
    for item in tables["items"]:
        code = item["item_code"]
        if check_base_code(code) is not None and check_implementation_code(code) is not None:
            codes[base_code(code)] = True
    return {(f"code/{c}", b) for c, b in codes.items()} | set(names.items())


def _name(item: dict[str, Any]) -> str:
    return f"name/{item['name']}/{item['applicant_kind'] or '*'}"


def _worse(found: dict[str, bool | None], key: str, certain: bool) -> None:
    if found[key] is not True:
        found[key] = True if certain else None


def cat_4(tables: Tables) -> set[Row]:
    """Entries of one code in different regions are the same while they are in force together."""
    found: dict[str, set[bool | None]] = {}
    for one, other in itertools.combinations(tables["items"], 2):
        code = base_code(one["item_code"])
        if code != base_code(other["item_code"]) or one["region"] == other["region"]:
            continue
        if together(tables, one, other):
            found.setdefault(code, set()).add(_unlike(tables, one, other))
    return {
        (code, True if True in seen else None if None in seen else False)
        for code, seen in found.items()
    }


def _unlike(tables: Tables, one: dict[str, Any], other: dict[str, Any]) -> bool | None:
    differs, unknown = False, False
    for name in ("limit_working_days", "fee"):
        if one[name] is not None and other[name] is not None:
            differs |= one[name] != other[name]
        else:
            unknown |= one[name] is not other[name]
    differs |= listed_materials(tables, one) != listed_materials(tables, other)
    differs |= _steps(tables, one) != _steps(tables, other)
    if not differs and not unknown:
        return False
    starts = [one["published_at"], other["published_at"]]
    if None in starts:
        return None
    if one["item_version"] != other["item_version"]:
        delay = declared_seconds(tables, "propagation_delay_seconds")
        ends = [e for e in (end_of(tables, one), end_of(tables, other)) if e is not None]
        if ends and delay is not None and min(ends) - max(starts) <= delay:
            return False
        if delay is None:
            return None
    return True if differs else None


def _steps(tables: Tables, item: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return sorted(
        (s["step"], sorted((s["after"] or "").split(";")))
        for s in tables["item_steps"]
        if all(s[k] == item[k] for k in ("item_code", "item_version"))
    )


def cat_5(tables: Tables) -> set[Row]:
    """A kind of material has one source."""
    sources: dict[str, set[str | None]] = {}
    for kind in tables["material_kinds"]:
        sources.setdefault(kind["material_kind"], set()).add(kind["source"])
    listed = {m["material_kind"] for m in tables["item_materials"]} - set(sources)
    return {(k, len(s) > 1) for k, s in sources.items()} | {(k, None) for k in listed}
