"""Lines of progress never go back, whichever worker tells first."""

from __future__ import annotations

import io

from tongban_spec.cli.console import progress as module
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text


def test_a_smaller_number_than_before_changes_nothing(monkeypatch):
    told: list[int] = []
    clock = iter(float(100 * n) for n in range(9))
    monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(Talk, "note", lambda *_, **words: told.append(words["d"]))
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with module.progress(Talk("en"), 138, Text("仿真", "runs")) as tick:
        for done in (1, 133, 1, 134, 138):
            tick(done)
    assert told == [1, 133, 134]
