"""All that the self-test is given (自检所用的平台)."""

from __future__ import annotations

from tongban.known_bad.faults import cat, dat, hal, pro, srv
from tongban.known_bad.right_worlds import RIGHT, random_world
from tongban_spec.selftest.simulator import Simulator

SIMULATOR = Simulator(
    faults=(
        *cat.FAULTS,
        *pro.FAULTS,
        *dat.FAULTS,
        *hal.FAULTS,
        *srv.FAULTS,
        *srv.PLATFORMS,
    ),
    right=RIGHT,
    random_world=random_world,
)
