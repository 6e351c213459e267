"""Worlds that are right (正确的世界): three in their own unusual ways, and any number at random."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import pyarrow as pa

from tongban.hashing import name_hash
from tongban.journeys.program import Meaning, Outcome
from tongban.journeys.writer import Writer
from tongban.known_bad.record import SECOND, Record, edited
from tongban.known_bad.running import base_tables, evidence_of_world
from tongban.known_bad.scribe import Honest, Slip
from tongban.known_bad.small_world import Shape, integrated, small_world
from tongban.quantities import HOUR, Spread
from tongban_spec.language import Text
from tongban_spec.selftest.simulator import RightWorld

T = TypeVar("T")
_LATE_SECONDS_MAX = 600


def _paper_first() -> dict[str, pa.Table]:
    """Nobody applies online, and nobody is made to."""
    shape = Shape(counties=4, needs=3.0, digital=0.0, post=0.0, windows=3)
    return evidence_of_world(small_world(shape), integrated())


def _refused(w: Writer, meaning: Meaning, _honest: Honest) -> None:
    basis = "Administrative Licensing Law §38: the conditions are not met"
    w.note(replace(meaning, outcome="refused", basis=basis))
    w.end(Outcome.DELIVERED, replace(meaning, act="end"))


def _strict_and_minimal() -> dict[str, pa.Table]:
    """One county; nothing is taken under a pledge, and a third is refused, with its basis."""
    shape = Shape(counties=1, needs=12.0, missing=0.5, elsewhere=0.0, heads=3, windows=2)
    alone = ("PERMIT.1", "CARD.1", "TAX.1")
    refuses = Slip(("decide",), _refused, 1 / 3, lambda m: m.item in alone)
    return evidence_of_world(small_world(shape), integrated("pledge"), slips=(refuses,))


def _late(event: dict, most: int) -> datetime.timedelta:
    return name_hash("late", event["event_id"]) % (most) * SECOND


def _delay(record: Record) -> None:
    """Portals and the library hear of things later, each within what is declared."""
    for row in record.rows("declared"):
        if row["name"] in ("status_bound_seconds", "library_delay_seconds"):
            row["value"] = str(_LATE_SECONDS_MAX)
    for event in record.of("status_shown", "licence_registered"):
        event["at"] += _late(event, _LATE_SECONDS_MAX)


def _asynchronous() -> dict[str, pa.Table]:
    return edited(_delay)


RIGHT: tuple[RightWorld, ...] = (
    RightWorld("base", Text("措施齐备的小世界", "a small world with every lever"), base_tables),
    RightWorld("paper-first", Text("先用纸：没有人在网上办", "paper first: nobody goes online"),
               _paper_first),
    RightWorld("strict", Text("从严从简：不容缺，三分之一不准予，都有依据",
                              "strict and minimal: no pledges, a third refused, with a basis"),
               _strict_and_minimal),
    RightWorld("asynchronous", Text("异步：状态和入库都晚，但在声明的时限内",
                                    "asynchronous: states and the library are late, within what "
                                    "is declared"), _asynchronous),
)  # fmt: skip


def _choice(number: int, name: str, values: Sequence[T]) -> T:
    return values[name_hash("random world", name, str(number)) % len(values)]


def random_shape(number: int) -> Shape:
    """Return the shape of a random right world (随机形状)."""
    return Shape(
        counties=_choice(number, "counties", (1, 1, 2, 3)),
        needs=_choice(number, "needs", (0.5, 1.0, 3.0)),
        days=_choice(number, "days", (5, 10)),
        digital=_choice(number, "digital", (0.0, 0.3, 0.7, 1.0)),
        missing=_choice(number, "missing", (0.0, 0.1, 0.3, 0.6)),
        elsewhere=_choice(number, "elsewhere", (0.0, 0.2, 0.8)),
        returning=_choice(number, "returning", (0.0, 0.3, 0.8)),
        post=_choice(number, "post", (0.0, 0.5, 1.0)),
        heads=_choice(number, "heads", (1, 2, 4)),
        windows=_choice(number, "windows", (1, 2, 3)),
        dispersion=_choice(number, "dispersion", (1.0, 2.0, 4.0)),
        validity_days=_choice(number, "validity", (3650, 30, 3)),
    )


def _random(number: int) -> dict[str, pa.Table]:
    world = small_world(random_shape(number))
    latency = _choice(number, "latency", (2.0, 60.0, float(HOUR)))
    links = {k: replace(link, latency=Spread("exponential", latency, 1.0))
             for k, link in world.links.items()}  # fmt: skip
    without = _choice(number, "without", ((), (), ("pledge",)))
    return evidence_of_world(replace(world, links=links), integrated(*without), seed=number)


def random_world(number: int) -> RightWorld:
    """Return a random right world by its number (随机的正确世界)."""
    title = Text("随机的正确世界 {n}", "random right world {n}").fill(n=number)
    return RightWorld(f"random-{number}", title, partial(_random, number))
