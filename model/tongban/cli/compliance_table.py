"""What the specification says of each regime, as a table for spreadsheets (合规表)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from tongban_spec.verdicts import Judgement

COLUMNS = ("regime", "requirement", "level", "verdict", "opportunities", "undecided", "breaches")


def write_compliance(found: Mapping[str, tuple[Judgement, ...]], folder: Path) -> None:
    """Write ``compliance.csv`` (写出合规表): one row a regime and requirement.

    Parameters
    ----------
    found : mapping of str to tuple of Judgement
        Of each regime, for the log of replication 0.
    folder : Path
    """
    with (folder / "compliance.csv").open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(COLUMNS)
        for regime, judgements in found.items():
            for j in judgements:
                one = j.requirement
                sheet.writerow((regime, one.id, one.level, j.verdict,
                                j.opportunities, j.undecided, j.breaches))  # fmt: skip
