"""A case on its way (一件办件): what one applicant's matter remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongban.engines.stage import Stage


class Case:
    """One applicant's matter on its way (一件办件).

    ``now`` is the second at which one of its branches goes on: whatever that branch does before
    it waits again happens then.
    """

    __slots__ = (
        "applicant",
        "bits",
        "branches",
        "draws",
        "keys",
        "memory",
        "now",
        "number",
        "over",
        "patience",
        "sites",
        "tables",
        "traits",
        "trips",
    )  # fmt: skip

    def __init__(self, stage: Stage, number: int):
        given = stage.given
        self.number = number
        self.applicant = stage.memory[given.case_applicant[number]]
        self.bits = int(given.case_bits[number])
        self.traits = int(given.case_traits[number])
        self.tables = stage.profile_tables[given.case_profile[number]]
        self.sites = given.case_site[number].tolist()
        self.memory: dict[int, int] = {}  # cells that were never written hold -1
        self.draws, self.keys = stage.luck_of.hand_over(number)
        self.trips = 0
        self.patience = int(given.case_trips[number])
        self.branches = 0
        self.now = 0
        self.over = False
