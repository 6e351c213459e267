"""Journeys (旅程): scenario × regime → arrays, the engine's only input."""
