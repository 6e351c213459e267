"""The context tables of random packages (随机背景表): small, and not always as they should be."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

from tongban_spec.events import LISTED_CATEGORIES, STAGES

Tables = dict[str, list[dict[str, Any]]]

BASE = datetime.datetime(2025, 3, 3, 16, 0, tzinfo=datetime.UTC)  # midnight in UTC+8
REGIONS = ["330000", "330402", "330411"]
AUTHORITIES = [f"{kind}@{region}" for kind in ("SAMR", "TAX", "POLICE") for region in REGIONS]
ITEMS = [
    "11370800MB285591843370117002011",  # a right implementation code
    "11370800MB285591843370117002016",
    "11370800MB285591833370117002016",  # a wrong check character inside
    "330117002011",
    "no code",
]
APPLICANTS = ["360426199101010071", "91110000600037341L", "360426199101010072", "Mr. Li"]
MATERIALS = ["ID", "BL", "FORM", "PROOF"]
STEPS = ["s1", "s2", "s3", "s4"]
OFFICERS = ["o1", "o2", "o3"]
PLACES = [
    "hall@330402",
    "hall@330411",
    "w1",
    "office:TAX",
    "portal:province",
    "portal:330402",
    "nowhere",
]
LINKS = ["k1", "k2", "library"]
LICENCES = ["L1", "L2", "L3", "1.2.156.3005.2.11100000000013338W011.11430000006122244L."
            "20230000403.001.U"]  # fmt: skip
DELAYS = [
    datetime.timedelta(microseconds=1),
    datetime.timedelta(seconds=60),
    datetime.timedelta(seconds=60, microseconds=1),
    datetime.timedelta(days=1),
    datetime.timedelta(days=5),
]


def context_tables(chance: Random) -> Tables:
    """Return all context tables."""
    items = _items(chance)
    return {
        "items": items,
        "item_materials": _item_materials(chance, items),
        "item_steps": _item_steps(chance, items),
        "material_kinds": _material_kinds(chance),
        "material_needs": _material_needs(chance),
        "licences": _licences(chance),
        "links": _links(chance),
        "places": _places(chance),
        "calendar": _calendar(chance),
        "declared": _declared(chance),
    }


def moment(chance: Random) -> datetime.datetime:
    """Return a time that others are likely to touch."""
    day = BASE + datetime.timedelta(days=chance.randrange(-3, 16))
    at = day + datetime.timedelta(hours=chance.choice([0, 1, 2, 8, 15, 16, 23]))
    return at + chance.choice([*DELAYS, datetime.timedelta(0)]) * chance.choice([0, 0, 1, -1])


def _at(chance: Random, low: int = -6, high: int = 16) -> datetime.datetime:
    at = BASE + datetime.timedelta(days=chance.randrange(low, high))
    return at + chance.choice([datetime.timedelta(0), *DELAYS])


def _maybe(chance: Random, share: float, value: Any) -> Any:
    return value if chance.random() < share else None


def _items(chance: Random) -> list[dict[str, Any]]:
    rows = []
    stages = [t.word for t in STAGES]
    for code in chance.sample(ITEMS, 3):
        limit, fee, category = chance.randint(0, 6), chance.choice([0.0, 50.0]), _category(chance)
        name = f"item {chance.randint(1, 3)}"
        for version in range(1, chance.randint(1, 2) + 1):
            start = _at(chance, -6, 4)
            for region in REGIONS:
                if chance.random() < 0.2:
                    continue
                online = [s for s in stages if chance.random() < 0.8]
                rows.append(
                    {
                        "item_code": code,
                        "item_version": version,
                        "region": region,
                        "name": name if chance.random() < 0.9 else "another name",
                        "category": category,
                        "applicant_kind": chance.choice(["resident", "enterprise", None]),
                        "government": chance.choice([True, True, None, None, False]),
                        "online_stages": ";".join(online) or None,
                        "online_exception": _maybe(chance, 0.15, "涉密"),
                        "limit_working_days": limit if chance.random() < 0.8 else None,
                        "fee": fee if chance.random() < 0.9 else None,
                        "review_class": chance.choice(["A", "B", None]),
                        "reviewed_at": chance.choice([start, _at(chance), None]),
                        "published_at": start if chance.random() < 0.9 else None,
                        "withdrawn_at": _maybe(chance, 0.3, _at(chance, 2, 14)),
                    }
                )
    return rows or _items(chance)


def _category(chance: Random) -> str | None:
    return chance.choice([*(t.word for t in LISTED_CATEGORIES[:4]), "其他", None])


def _item_materials(chance: Random, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for code in sorted({i["item_code"] for i in items}):
        usual = chance.sample(MATERIALS, chance.randint(0, 3))
        for item in (i for i in items if i["item_code"] == code):
            odd = chance.random() < 0.15
            kinds = chance.sample(MATERIALS, 2) if odd else usual
            for material in kinds:
                key = {k: item[k] for k in ("item_code", "item_version", "region")}
                rows.append({**key, "material_kind": material, "secondary": chance.random() < 0.3})
    return rows


def _item_steps(chance: Random, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for code, version in sorted({(i["item_code"], i["item_version"]) for i in items}):
        steps = STEPS[: chance.randint(0, 4)]
        for place, step in enumerate(steps):
            after = [s for s in steps[:place] if chance.random() < 0.4]
            rows.append(
                {
                    "item_code": code,
                    "item_version": version,
                    "step": step,
                    "after": ";".join(after) or None,
                    "authority_kind": chance.choice(["SAMR", "TAX", None]),
                    "review_class": chance.choice(["A", "B", None]),
                }
            )
    return rows


def _material_kinds(chance: Random) -> list[dict[str, Any]]:
    rows = []
    for material in MATERIALS:
        if chance.random() < 0.1:
            continue
        sources = chance.choice([["SAMR"], ["SAMR"], [None], ["SAMR", "TAX"], [None, "TAX"]])
        for source in sources:
            rows.append(
                {
                    "material_kind": material,
                    "name": material.lower(),
                    "source": source,
                    "validity_days": chance.choice([None, 0, 1, 5, 1]),
                    "electronic": chance.choice([True, False, None]),
                }
            )
    return rows


def _material_needs(chance: Random) -> list[dict[str, Any]]:
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for _ in range(chance.randint(0, 8)):
        row = {
            "material_kind": chance.choice(MATERIALS),
            "needed_kind": chance.choice(MATERIALS),
            "asker": chance.choice(["SAMR", "TAX", None]),
            "region": chance.choice([None, None, "330400", *REGIONS]),
        }
        rows[tuple(row.values())] = row
    return list(rows.values())


def _licences(chance: Random) -> list[dict[str, Any]]:
    rows = []
    for licence in LICENCES:
        if chance.random() < 0.15:
            continue
        issued = _at(chance)
        rows.append(
            {
                "licence_id": licence,
                "material_kind": chance.choice(MATERIALS),
                "holder": chance.choice(APPLICANTS),
                "issuer": _maybe(chance, 0.9, chance.choice(AUTHORITIES)),
                "issued_at": issued,
                "expires_at": _maybe(chance, 0.5, issued + chance.choice(DELAYS)),
                "revoked_at": _maybe(chance, 0.3, issued + chance.choice(DELAYS)),
                "electronic": chance.choice([True, True, True, False, None]),
                "seal_valid": chance.choice([True, True, False, None]),
            }
        )
    return rows


def _links(chance: Random) -> list[dict[str, Any]]:
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for _ in range(chance.randint(0, 6)):
        link, start = chance.choice(LINKS), _at(chance, chance.choice([-20, -6]))
        row = {
            "link_id": link,
            "asker": "*" if link == "library" else chance.choice(["SAMR", "TAX", "*"]),
            "provider": "province" if link == "library" else chance.choice(["POLICE", "TAX"]),
            "material_kind": chance.choice(MATERIALS),
            "from": start,
            "until": _maybe(chance, 0.4, start + chance.choice(DELAYS)),
        }
        rows[row["link_id"], row["material_kind"], row["from"]] = row
    return list(rows.values())


def _places(chance: Random) -> list[dict[str, Any]]:
    kinds = {"h": "hall", "w": "window", "o": "office", "p": "portal"}
    return [
        {
            "place": place,
            "place_kind": kinds[place[0]],
            "region": chance.choice(REGIONS),
            "comprehensive": chance.choice([True, False, None]),
            "items": ";".join(chance.sample(ITEMS, chance.randint(0, 3))) or None,
        }
        for place in PLACES
        if place != "nowhere" and chance.random() < 0.9
    ]


def _calendar(chance: Random) -> list[dict[str, Any]]:
    first = datetime.date(2025, 2, 20)
    days = [first + datetime.timedelta(days=n) for n in range(chance.choice([20, 60]))]
    return [{"date": d, "working": d.weekday() < 5 and chance.random() < 0.95} for d in days]


def _declared(chance: Random) -> list[dict[str, Any]]:
    values = {
        "session_validity_seconds": ["60", "86400", "soon"],
        "propagation_delay_seconds": ["60", "0", "86400"],
        "library_delay_seconds": ["60", "0", "86400"],
        "status_bound_seconds": ["60", "86400"],
    }
    machines = Random()
    machines.setstate(chance.getstate())  # drawn aside: what follows in a package stays as it was
    rows = [
        {"name": name, "value": chance.choice(known)}
        for name, known in values.items()
        if chance.random() < 0.85
    ]
    if machines.random() < 0.4:
        names = machines.choice(["o3", "o2; o3", "robot", ";o1 ;"])
        rows.append({"name": "automatic_officers", "value": names})
    return rows
