"""Random evidence packages (随机证据包): lawful lives of applications, then bent at random.

A package comes from a seed and a few shape parameters, so that Hypothesis draws four numbers and
not a thousand cells. Times come from a few anchors and their neighbours by a microsecond, a
declared delay or a validity, so that boundaries are met, not only passed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

import random_boundaries
import random_handling
import random_matters
from random_boundaries import bounded_by_the_log
from random_context import (
    APPLICANTS,
    AUTHORITIES,
    DELAYS,
    LICENCES,
    LINKS,
    MATERIALS,
    OFFICERS,
    PLACES,
    REGIONS,
    STEPS,
    Tables,
    context_tables,
    moment,
)
from random_lives import WORDS, Event, life, together
from random_scene import Scene
from tongban_spec.events import EVENTS, KINDS


@dataclass(frozen=True)
class Shape:
    """What a random package is like: sizes, and how far it strays from what is lawful (0–1).

    ``scenes``: how often, at most, each kind of scene at a boundary is played.
    """

    applications: int
    noise: int
    bent: float
    nulls: float
    scenes: int = 1


def shapes() -> st.SearchStrategy[Shape]:
    """Return a strategy for shapes: from lawful and full to wild and full of holes."""
    return st.builds(
        Shape,
        applications=st.integers(0, 7),
        noise=st.integers(0, 40),
        bent=st.sampled_from([0.0, 0.05, 0.3]),
        nulls=st.sampled_from([0.0, 0.0, 0.1]),
        scenes=st.integers(0, 1),
    )


def random_package(seed: int, shape: Shape) -> Tables:
    """Return the tables of a random package; rows as dicts with every column, times in UTC."""
    chance = Random(seed)
    tables = context_tables(chance)
    events = [e for n in range(shape.applications) for e in life(chance, tables, n)]
    events += _systems(chance)
    events += _cut_overs(chance, tables)
    events = [_bent(chance, e, shape) for e in events if chance.random() >= shape.bent / 2]
    events += [_noise(chance, tables) for _ in range(shape.noise)]
    _meet(chance, tables, events)
    if chance.random() < 0.8:
        together(chance, events)
    _scenes(chance, tables, events, shape.scenes)
    bounded_by_the_log(chance, tables, events)
    for event in events:
        for name in [n for n in event if n not in ("at", "kind")]:
            if chance.random() < shape.nulls:
                event[name] = None
    numbers = list(range(len(events)))
    chance.shuffle(numbers)  # so that ties in time are broken against the order of writing
    for number, event in zip(numbers, events, strict=True):
        event["event_id"] = f"e{number:03d}"
    chance.shuffle(events)
    events = [{name: event.get(name) for name in EVENTS.column_names} for event in events]
    return {"events": events, **tables}


_SCENES = (*random_boundaries.SCENES, *random_matters.SCENES, *random_handling.SCENES)


def _scenes(chance: Random, tables: Tables, events: list[Event], most: int) -> None:
    """Add scenes that random lives rarely come to, each kind up to so many times."""
    number = 0
    for play in _SCENES:
        for _ in range(chance.randint(most // 2, most)):
            play(Scene(chance, tables, events, number))
            number += 1


def _meet(chance: Random, tables: Tables, events: list[Event]) -> None:
    """Move some events to where something else begins or ends, by a hair's breadth or exactly."""
    hair = datetime.timedelta(microseconds=1)
    switches = [e["at"] for e in events if e["kind"] in ("link_down", "link_up")]
    for event in events:
        if chance.random() < 0.25:
            material = event.get("material_kind")
            other = chance.choice([e for e in events if e.get("material_kind") == material])
            later = chance.choice([other, chance.choice(events)])["at"] + chance.choice(DELAYS)
            ends = _ends(tables, material) + switches
            at = chance.choice(ends) if ends and chance.random() < 0.5 else later
            event["at"] = at + chance.choice([0, 0, 1, -1]) * hair


def _ends(tables: Tables, material: str | None) -> list[datetime.datetime]:
    """Return when things about a material begin and end, of all things if it is about none."""
    return [
        value
        for rows in tables.values()
        for row in rows
        if material is None or row.get("material_kind") == material
        for value in row.values()
        if isinstance(value, datetime.datetime)
    ]


def _systems(chance: Random) -> list[Event]:
    events: list[Event] = []
    for link in LINKS:
        for _ in range(chance.randint(0, 2)):
            down = moment(chance)
            events.append({"at": down, "kind": "link_down", "link_id": link})
            up = down + chance.choice([datetime.timedelta(0), *DELAYS])
            events.append({"at": up, "kind": "link_up", "link_id": link})
    return events


def _cut_overs(chance: Random, tables: Tables) -> list[Event]:
    """Return moves of items to other systems of record, now and then to two at once."""
    events: list[Event] = []
    for _ in range(chance.randint(0, 4)):
        item, at = chance.choice(tables["items"]), moment(chance)
        move = {"kind": "record_moved", "item_code": item["item_code"], "region": item["region"]}
        for place in chance.sample(PLACES, chance.choice([1, 1, 1, 2])):
            events.append({"at": at, "place": place, **move})
    return events


def _bent(chance: Random, event: Event, shape: Shape) -> Event:
    """Return the event, or one with another time, kind or cell."""
    if chance.random() >= shape.bent:
        return event
    changed = dict(event)
    name = chance.choice([n for n in changed if n != "event_id"])
    changed[name] = _value(chance, name, changed[name])
    return changed


def _noise(chance: Random, tables: Tables) -> Event:
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
