"""What a simulator gives for the self-test (自检所需的模拟器): known faults, and right worlds.

The specification package must not know a simulator, for a simulator is one platform among many.
So the self-test names a module and takes what it calls ``SIMULATOR``; whoever has another
simulator of a platform names that one. Rejected: recorded worlds shipped with the package (the
faults would be edits of a log and not of a process, and nobody could look how they came about),
and an entry point (it is read from installed metadata, which a checkout has only after the next
installation).
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pyarrow as pa

from tongban_spec.errors import UsageError
from tongban_spec.language import Text

DEFAULT = "tongban.known_bad"
Tables = Mapping[str, pa.Table]
Size = Literal["gross", "rare", "boundary", "platform"]
Injection = Literal["lever", "setting", "journey", "act", "log"]

SIZES: Mapping[Size, Text] = MappingProxyType(
    {
        "gross": Text("普遍", "gross"),
        "rare": Text("罕见", "rare"),
        "boundary": Text("边界", "boundary"),
        "platform": Text("整个平台", "whole platform"),
    }
)
INJECTIONS: Mapping[Injection, Text] = MappingProxyType(
    {
        "lever": Text("关掉或局部关掉一项措施", "a lever is off, or off in a part"),
        "setting": Text("改动世界的一个参数", "a setting of the world is changed"),
        "journey": Text("办理流程写错，引擎照走", "the journey is written wrong, and is followed"),
        "act": Text(
            "所选的几次行为在记录时被改成错的", "chosen acts are done wrong where they are recorded"
        ),
        "log": Text("只在日志里改：没有哪个流程会这样", "edited in the log: no process does it"),
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A platform with one known fault (已知错误的平台).

    Parameters
    ----------
    id : str
        Such as ``"HAL-2/rare"``; unique.
    requirements : tuple of str
        The ids of the requirements that must each catch it; one, but for whole platforms.
    size : str
        One of ``SIZES``: in all opportunities or nearly, in about 1 % of them, or just across a
        boundary.
    injected : str
        One of ``INJECTIONS``: where the fault is put in.
    title : Text
        What is wrong, in one sentence.
    tables : callable
        Gives the evidence of a run of the platform.
    near_miss : callable or None
        Gives that of the platform just on the right side of the boundary, which the requirements
        must not accuse.
    """

    id: str
    requirements: tuple[str, ...]
    size: Size
    injected: Injection
    title: Text
    tables: Callable[[], Tables]
    near_miss: Callable[[], Tables] | None = None


@dataclass(frozen=True, slots=True)
class RightWorld:
    """A platform that is right, maybe in an unusual way (正确的平台)."""

    id: str
    title: Text
    tables: Callable[[], Tables]


@dataclass(frozen=True, slots=True)
class Simulator:
    """What the self-test needs of a simulator (模拟器).

    Parameters
    ----------
    faults : tuple of Fault
    right : tuple of RightWorld
    random_world : callable
        Gives a random right world by its number: the same number, the same world.
    """

    faults: tuple[Fault, ...]
    right: tuple[RightWorld, ...]
    random_world: Callable[[int], RightWorld]


def load_simulator(name: str = DEFAULT) -> Simulator:
    """Return the simulator of a module (载入模拟器).

    Parameters
    ----------
    name : str
        Dotted name of a module with ``SIMULATOR``.

    Raises
    ------
    UsageError
        If there is no such module, or it has no simulator.
    """
    try:
        found = getattr(importlib.import_module(name), "SIMULATOR", None)
    except (ImportError, ValueError) as error:
        raise UsageError(
            Text("模拟器 {m} 载入不了：{e}", "the simulator {m} cannot be loaded: {e}").fill(
                m=name or "''", e=error
            ),
            Text(
                "安装 tongban，或用 --simulator 写出另一个模拟器的模块名",
                "install tongban, or name the module of another simulator with --simulator",
            ),
        ) from error
    if not isinstance(found, Simulator):
        raise UsageError(
            Text("模块 {m} 没有 SIMULATOR", "the module {m} has no SIMULATOR").fill(m=name),
            Text(
                "它须是 tongban_spec.selftest.simulator.Simulator",
                "it must be a tongban_spec.selftest.simulator.Simulator",
            ),
        )
    return found
