"""Known-bad platforms, and right ones (已知错误的平台与正确的平台), to test the tests with.

A fault is put into the process wherever a process can have it: a lever is off, a setting is
changed, or the journeys are written wrong and the engine follows them. Single acts of single
people are done wrong where they are recorded. Only what no process does is edited in the log.
"""

from tongban.known_bad.platforms import SIMULATOR

__all__ = ["SIMULATOR"]
