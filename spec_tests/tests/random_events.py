"""Random events (随机事件): any kind with what it needs, and cells changed at random."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

from random_context import (
    APPLICANTS,
    AUTHORITIES,
    BASE,
    DELAYS,
    LICENCES,
    LINKS,
    MATERIALS,
    OFFICERS,
    PLACES,
    REGIONS,
    STEPS,
    Tables,
)
from tongban_spec.events import CARRIERS, CHANNELS, KINDS, OUTCOMES, STAGES

Event = dict[str, Any]
WORDS = {
    "channel": [t.word for t in CHANNELS],
    "stage": [t.word for t in STAGES],
    "carrier": [t.word for t in CARRIERS],
    "outcome": [t.word for t in OUTCOMES],
    "basis": ["行政许可法 §32", "行政许可法 §38", "notice 1", "notice 2"],
    "session_id": ["s1", "s2", "s3"],
}


def moment(chance: Random) -> datetime.datetime:
    """Return a time that others are likely to touch."""
    day = BASE + datetime.timedelta(days=chance.randrange(-3, 16))
    at = day + datetime.timedelta(hours=chance.choice([0, 1, 2, 8, 15, 16, 23]))
    return at + chance.choice([*DELAYS, datetime.timedelta(0)]) * chance.choice([0, 0, 1, -1])


def bent(chance: Random, event: Event, share: float) -> Event:
    """Return the event, or one with another time, kind or cell."""
    if chance.random() >= share:
        return event
    changed = dict(event)
    name = chance.choice([n for n in changed if n != "event_id"])
    changed[name] = _value(chance, name, changed[name])
    return changed


def noise(chance: Random, tables: Tables) -> Event:
    """Return an event of any kind that has what its kind needs, and a few cells more."""
    kind = chance.choice(list(KINDS.values()))
    optional = ["case_id", "application_id", "region", "authority", "place", "channel", "officer",
                "review_class",
                "licence_id", "material_kind", "outcome", "stage", "carrier"]  # fmt: skip
    names = {*kind.needs, *chance.sample(optional, chance.randint(0, 5))}
    item = chance.choice(tables["items"])
    event: Event = {"at": moment(chance), "kind": kind.name}
    for name in sorted(names):
        event[name] = item[name] if name in item else _value(chance, name, None)
    if kind.outcomes and chance.random() < 0.9:
        event["outcome"] = chance.choice(kind.outcomes)
    return event


def _value(chance: Random, name: str, old: Any) -> Any:
    """Return some value of a column."""
    pools: dict[str, list[Any]] = {
        "kind": list(KINDS),
        "case_id": ["c0", "c1", "c2"],
        "application_id": ["a0", "a1", "a2", "a3"],
        "applicant_id": APPLICANTS,
        "item_version": [1, 2, 3],
        "region": REGIONS,
        "authority": AUTHORITIES,
        "place": PLACES,
        "step": STEPS,
        "officer": OFFICERS,
        "review_class": ["A", "B"],
        "material_kind": MATERIALS,
        "material_id": [f"{m}:1" for m in MATERIALS],
        "licence_id": LICENCES,
        "link_id": LINKS,
        **WORDS,
    }
    if name == "at":
        return moment(chance)
    return chance.choice(pools[name]) if name in pools else old
