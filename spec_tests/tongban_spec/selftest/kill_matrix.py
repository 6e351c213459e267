"""The kill matrix (检出矩阵): every fault, and every right world, put to every requirement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tongban_spec.check import check, judge
from tongban_spec.evidence.rows import evidence_of_tables
from tongban_spec.registry_shapes import Requirement
from tongban_spec.selftest.simulator import Fault, RightWorld, Simulator, Tables
from tongban_spec.verdicts import Judgement, Verdict

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one requirement says of one platform (矩阵的一格)."""

    verdict: Verdict
    opportunities: int
    breaches: int


@dataclass(frozen=True, slots=True)
class Row:
    """What all requirements say of a platform with a fault (矩阵的一行).

    Parameters
    ----------
    fault : Fault
    cells : mapping of str to Cell
        By requirement.
    spared : bool or None
        Whether its near miss is accused by none of the fault's own requirements; None: it has none.
    """

    fault: Fault
    cells: dict[str, Cell]
    spared: bool | None

    @property
    def missed(self) -> tuple[str, ...]:
        """The fault's own requirements that do not catch it."""
        own = self.fault.requirements
        return tuple(r for r in own if r in self.cells and self.cells[r].verdict != "breached")

    @property
    def also(self) -> tuple[str, ...]:
        """Other requirements that catch it as well."""
        return tuple(
            r
            for r, cell in self.cells.items()
            if cell.verdict == "breached" and r not in self.fault.requirements
        )


@dataclass(frozen=True, slots=True)
class Accusation:
    """A right world that is accused (误报): what the first breach of a requirement says."""

    world: str
    requirement: str
    breaches: int
    sentence: str


@dataclass(frozen=True, slots=True)
class KillMatrix:
    """What the self-test found (自检结果).

    Parameters
    ----------
    requirements : tuple of Requirement
        That were put to the platforms.
    rows : tuple of Row
    right : mapping of str to mapping of str to Cell
        Each named right world by its id.
    worlds : int
        Random right worlds that were tried.
    accusations : tuple of Accusation
        Of any right world; there must be none.
    exercised : mapping of str to int
        In how many of the random worlds each requirement was judged.
    """

    requirements: tuple[Requirement, ...]
    rows: tuple[Row, ...]
    right: dict[str, dict[str, Cell]]
    worlds: int
    accusations: tuple[Accusation, ...]
    exercised: dict[str, int]

    @property
    def strong(self) -> bool:
        """Whether every fault is caught by its own requirement, and nobody right is accused."""
        caught = all(not row.missed and row.spared is not False for row in self.rows)
        return caught and not self.accusations


def faults_of(simulator: Simulator, requirements: Iterable[Requirement]) -> tuple[Fault, ...]:
    """Return the faults that some of the requirements must catch (有关的错误)."""
    known = {r.id for r in requirements}
    return tuple(f for f in simulator.faults if known & set(f.requirements))


def kill_matrix(
    simulator: Simulator,
    requirements: Sequence[Requirement],
    worlds: int = 0,
    progress: Progress = lambda _: None,
) -> KillMatrix:
    """Put every platform of a simulator to the requirements (算检出矩阵).

    Parameters
    ----------
    simulator : Simulator
    requirements : sequence of Requirement
        Faults of others are left out.
    worlds : int
        How many random right worlds are tried.
    progress : callable
        Called with the number of platforms that have been tried.
    """
    rows = []
    for fault in faults_of(simulator, requirements):
        rows.append(row_of(fault, requirements))
        progress(len(rows))
    right, accusations, exercised = {}, [], dict.fromkeys((r.id for r in requirements), 0)
    named = len(simulator.right)
    for number in range(named + worlds):
        random = number >= named
        world = simulator.random_world(number - named) if random else simulator.right[number]
        judged = _judged(world.tables(), requirements)
        accusations += _accusations(world, judged)
        if random:
            for j in judged:
                exercised[j.requirement.id] += j.verdict in ("holds", "breached")
        else:
            right[world.id] = {j.requirement.id: _cell(j) for j in judged}
        progress(len(rows) + number + 1)
    return KillMatrix(
        tuple(requirements), tuple(rows), right, worlds, tuple(accusations), exercised
    )


def row_of(fault: Fault, requirements: Sequence[Requirement]) -> Row:
    """Return what the requirements say of a fault (一行); its near miss is put to its own only."""
    cells = {j.requirement.id: _cell(j) for j in _judged(fault.tables(), requirements)}
    if fault.near_miss is None:
        return Row(fault, cells, None)
    own = [r for r in requirements if r.id in fault.requirements]
    found = _judged(fault.near_miss(), own)
    return Row(fault, cells, all(j.verdict != "breached" for j in found))


def _judged(tables: Tables, requirements: Sequence[Requirement]) -> tuple[Judgement, ...]:
    evidence = evidence_of_tables(tables, "self-test")
    try:
        if len(requirements) == 1:
            return (judge(evidence, requirements[0], examples=1),)
        return check(evidence, requirements, examples=1).judgements
    finally:
        evidence.connection.close()


def _cell(judgement: Judgement) -> Cell:
    return Cell(judgement.verdict, judgement.opportunities, judgement.breaches)


def _accusations(world: RightWorld, judged: Iterable[Judgement]) -> list[Accusation]:
    return [
        Accusation(world.id, j.requirement.id, j.breaches, j.examples[0].sentence.en)
        for j in judged
        if j.verdict == "breached"
    ]
