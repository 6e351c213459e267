"""The test of the tests (规范自检): does each requirement catch what it is there to catch?

A simulator gives platforms with a known fault, and platforms that are right. Every requirement is
put to each of them, and what comes out is the kill matrix (检出矩阵). This package knows no
simulator: one is found by its name when it is wanted (see :mod:`tongban_spec.selftest.simulator`).
"""
