"""Every measure's definition can be read by itself, in whatever order they stand."""

from __future__ import annotations

from tongban.measures.names import MEASURES


def test_no_definition_is_the_same_as_one_that_stands_elsewhere():
    for measure in MEASURES:
        assert not measure.definition.en.startswith("the same")
        assert "同上" not in measure.definition.zh
