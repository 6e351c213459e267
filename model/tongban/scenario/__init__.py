"""Scenarios (场景): files in, a checked and frozen :class:`~tongban.scenario.world.World` out."""
