"""The kill matrix (检出矩阵): every fault, and every right world, put to every requirement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from tongban_spec.check import check, judge
from tongban_spec.evidence.rows import evidence_of_tables
from tongban_spec.language import Text
from tongban_spec.registry import by_id
from tongban_spec.registry_shapes import Requirement
from tongban_spec.selftest.simulator import Fault, RightWorld, Simulator, Tables, load_simulator
from tongban_spec.verdicts import Judgement, Verdict

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one requirement says of one platform (矩阵的一格)."""

    verdict: Verdict
    opportunities: int
    breaches: int


class Job(NamedTuple):
    """One platform to be tried (一项工作): which of the simulator's, by its number."""

    kind: Literal["fault", "right", "random"]
    number: int


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
    sentence: Text


class Outcome(NamedTuple):
    """What came of a job (一项结果): the cells, accusations of a right world, the near miss."""

    cells: dict[str, Cell]
    accusations: tuple[Accusation, ...]
    spared: bool | None


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


def jobs_of(
    simulator: Simulator, requirements: Iterable[Requirement], worlds: int
) -> tuple[Job, ...]:
    """Return what there is to do (各项工作): faults, right worlds, random worlds, by number."""
    known = {r.id for r in requirements}
    faults = [n for n, f in enumerate(simulator.faults) if known & set(f.requirements)]
    return (
        *(Job("fault", n) for n in faults),
        *(Job("right", n) for n in range(len(simulator.right))),
        *(Job("random", n) for n in range(worlds)),
    )


def outcome_of(simulator: Simulator, requirements: Sequence[Requirement], job: Job) -> Outcome:
    """Return what the requirements say of a platform (一项结果)."""
    if job.kind == "fault":
        fault = simulator.faults[job.number]
        cells = {j.requirement.id: _cell(j) for j in _judged(fault.tables(), requirements)}
        if fault.near_miss is None:
            return Outcome(cells, (), None)
        own = [r for r in requirements if r.id in fault.requirements]
        found = _judged(fault.near_miss(), own)
        return Outcome(cells, (), all(j.verdict != "breached" for j in found))
    right = job.kind == "right"
    world = simulator.right[job.number] if right else simulator.random_world(job.number)
    judged = _judged(world.tables(), requirements)
    cells = {j.requirement.id: _cell(j) for j in judged}
    return Outcome(cells, tuple(_accusations(world, judged)), None)


def outcome_by_name(simulator: str, requirements: tuple[str, ...], job: Job) -> Outcome:
    """Return what the requirements say of a platform, in another process (按名称)."""
    known = by_id()
    return outcome_of(load_simulator(simulator), [known[r] for r in requirements], job)


def kill_matrix(
    simulator: Simulator,
    requirements: Sequence[Requirement],
    worlds: int = 0,
    progress: Progress = lambda _: None,
    outcomes: Callable[[Sequence[Job]], Iterable[Outcome]] | None = None,
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
    outcomes : callable, optional
        Gives the outcome of every job in their order, e.g. in other processes.
    """
    jobs = jobs_of(simulator, requirements, worlds)
    done = (
        outcomes(jobs)
        if outcomes is not None
        else (outcome_of(simulator, requirements, job) for job in jobs)
    )
    rows, right, accusations = [], {}, []
    exercised = dict.fromkeys((r.id for r in requirements), 0)
    for place, (job, outcome) in enumerate(zip(jobs, done, strict=True)):
        accusations += outcome.accusations
        if job.kind == "fault":
            rows.append(Row(simulator.faults[job.number], outcome.cells, outcome.spared))
        elif job.kind == "right":
            right[simulator.right[job.number].id] = outcome.cells
        else:
            for r, cell in outcome.cells.items():
                exercised[r] += cell.verdict in ("holds", "breached")
        progress(place + 1)
    return KillMatrix(
        tuple(requirements), tuple(rows), right, worlds, tuple(accusations), exercised
    )


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
        Accusation(world.id, j.requirement.id, j.breaches, j.examples[0].sentence)
        for j in judged
        if j.verdict == "breached"
    ]
