"""Compliance (合规): a run's log judged by every requirement of the specification."""

from __future__ import annotations

from contextlib import closing

from tongban.experiments.sample import Sample
from tongban.scenario.world import World
from tongban_spec.verdicts import Judgement

EXAMPLES_KEPT = 1  # of each requirement's breaches, the one in the smallest case


def compliance(world: World, regime: str, sample: Sample) -> tuple[Judgement, ...]:
    """Return what the specification says of a run's log (合规判定), requirement by requirement.

    Parameters
    ----------
    world : World
    regime : str
        Name of the regime, as the name of the evidence.
    sample : Sample
        A run kept whole.

    Returns
    -------
    tuple of Judgement
        In the order of the document; of the breaches the counts and one example.
    """
    from tongban.trace.context import evidence_tables
    from tongban_spec.check import check
    from tongban_spec.evidence.rows import evidence_of_tables
    from tongban_spec.registry import all_requirements

    tables = evidence_tables(world, sample.compiled, sample.trace, sample.spans)
    evidence = evidence_of_tables(tables, regime)
    with closing(evidence.connection):
        return check(evidence, all_requirements(), examples=EXAMPLES_KEPT).judgements
