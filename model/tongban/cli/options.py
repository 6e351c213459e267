"""Reading what options say (选项取值), with an answer in words for each wrong one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tongban.errors import UsageError
from tongban_spec.language import Text
from tongban_spec.suggestions import did_you_mean

if TYPE_CHECKING:
    from tongban.levers.regime import Regime
    from tongban.scenario.world import World

REPLICATIONS_MAX = 10_000
SEED_LOW, SEED_HIGH = -(2**63), 2**64 - 1  # the low 64 bits of a seed count
CSV = "csv"  # a table a file, in the folder of the package
_COMMAS = "[,，、]"
WORKERS_MAX = 60  # what Windows can wait for


def whole_number(option: str, written: str, low: int, high: int) -> int:
    """Return the integer that an option says (整数选项).

    Parameters
    ----------
    option, written : str
    low, high : int
        Inclusive.

    Raises
    ------
    UsageError
        If it is none, or outside.
    """
    allowed = Text("{o} 是 {a} 到 {b} 的整数", "{o} is an integer from {a} to {b}").fill(
        o=option, a=low, b=high
    )
    try:
        number = int(written)
    except ValueError:
        what = Text("{o} 不是整数：{s}", "{o} is not an integer: {s}")
        raise UsageError(what.fill(o=option, s=_short(written)), allowed) from None
    if not low <= number <= high:
        what = Text("{o} 超出范围：{s}", "{o} is out of range: {s}")
        raise UsageError(what.fill(o=option, s=_short(written)), allowed)
    return number


def _short(written: str) -> str:
    shown = written if len(written) <= 40 else written[:40] + "…"
    return shown or "''"


def seed_of(written: str) -> int:
    """Return the seed (随机种子)."""
    return whole_number("--seed", written, SEED_LOW, SEED_HIGH)


def replications_of(written: str) -> int:
    """Return the number of replications (重复次数)."""
    return whole_number("--replications", written, 1, REPLICATIONS_MAX)


def workers_of(written: str | None, jobs: int) -> int:
    """Return the number of worker processes (工作进程数): never more than there are jobs."""
    if written is not None:
        asked = whole_number("--workers", written, 1, 10_000)
    elif hasattr(os, "sched_getaffinity"):
        asked = len(os.sched_getaffinity(0))  # the cores we may use, not those of the machine
    else:
        asked = os.cpu_count() or 1
    return min(asked, jobs, WORKERS_MAX)


def formats_of(written: str | None, events: bool = True) -> tuple[str, ...]:
    """Return what evidence is to be written as beside Parquet (另写格式), in a fixed order.

    Parameters
    ----------
    written : str or None
        As the user wrote it.
    events : bool
        Whether there is evidence at all.

    Raises
    ------
    UsageError
        If one is unknown, or a format is wanted of evidence that is not.
    """
    from tongban_spec.evidence.formats import ENDINGS

    known = (CSV, *ENDINGS)
    names = names_of(written or "")
    for name in names:
        if name not in known:
            raise UsageError(
                Text("没有这种格式：{n}", "there is no format {n}").fill(n=_short(name)),
                Text("可用：{k}", "known: {k}").fill(k=", ".join(known)),
            )
    if names and not events:
        raise UsageError(
            Text("--format 与 --no-events 矛盾", "--format contradicts --no-events"),
            Text(
                "--format 写的是证据，--no-events 不要证据：请删去一个",
                "--format writes the evidence, --no-events wants none: remove one of them",
            ),
        )
    return tuple(name for name in known if name in names)


def names_of(written: str) -> list[str]:
    """Return names separated by commas, Chinese commas included (逗号隔开的名称)."""
    return [name.strip() for name in re.split(_COMMAS, written) if name.strip()]


def regimes_of(written: str, world: World) -> tuple[Regime, ...]:
    """Return the regimes to compare (要比较的体制).

    Raises
    ------
    UsageError
        If one is unknown, empty or listed twice, or there are fewer than two.
    """
    names = names_of(written)
    if names and not all(part.strip() for part in re.split(_COMMAS, written)):
        raise UsageError(
            Text("--regimes 里有空的名称：{s}", "--regimes has an empty name: {s}").fill(
                s=_short(written)
            ),
            Text("请删去多余的逗号", "remove the comma too many"),
        )
    for place, name in enumerate(names):
        if name in names[:place]:
            raise UsageError(
                Text("体制 {r} 列了两次", "regime {r} is listed twice").fill(r=name),
                Text("请删去一个", "remove one of them"),
            )
    found = tuple(regime_of(name, world) for name in names)
    if len(found) < 2:
        raise UsageError(
            Text("比较至少要两个体制，写了 {n} 个", "a comparison needs two regimes, got {n}").fill(
                n=len(found)
            ),
            Text(
                "可用：{all}；只仿真一个请用 tongban run",
                "known: {all}; for one alone use tongban run",
            ).fill(all=", ".join(world.regimes)),
        )
    return found


def regime_of(name: str, world: World) -> Regime:
    """Return a regime of a scenario by its name (按名称取体制)."""
    from tongban.levers.regime import named

    return named(world, known(name, world.regimes, Text("没有体制 {n}", "there is no regime {n}")))


def known(name: str, names: Iterable[str], what: Text) -> str:
    """Return the name if it is known; else raise a UsageError with the nearest (已知名称)."""
    listed: Sequence[str] = list(names)
    if name in listed:
        return name
    raise UsageError(what.fill(n=name or "''"), did_you_mean(name, listed))
