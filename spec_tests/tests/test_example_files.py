"""An example log is evidence like any other: a developer can run what the specification shows."""

from __future__ import annotations

import pytest

from tongban_spec.check import check
from tongban_spec.errors import EvidenceError
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.examples import SIDES, example, path_of
from tongban_spec.registry import by_id


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", ["HAL-2", "CAT-2", "DAT-2"])
def test_an_example_file_gets_the_verdict_that_it_says(name, side):
    with evidence_of(path_of(name, side)) as evidence:
        (judged,) = check(evidence, [by_id()[name]]).judgements
    wanted = example(name, side)
    assert (judged.verdict, judged.opportunities) == (wanted.verdict, wanted.opportunities)
    assert judged.breaches == len(wanted.breaches)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"requirement": "HAL-2"}', "tables with events are lacking"),
        ('{"requirement": "HAL-2", "tables": {"events": [], "evens": []}}', "evens"),
        ('{"requirement": "HAL-2", "tables": {"events": [{"knd": "x"}]}}', "knd"),
        ('{"requirement": "HAL-2", "tables": {"events": [{"at": "noon"}]}}', "noon"),
        ('{"requirement": "HAL-2", "tables": {"events": [{"at": 3, "kind": []}]}}', "example log"),
        ('{"requirement": "HAL-2", "tables": {"events": [', "example log"),
        ('{"requirement": "HAL-2", "tables": {"events": []}}', "no event"),
    ],
)
def test_a_wrong_example_file_is_refused_with_words(tmp_path, content, said):
    path = tmp_path / "own.json"
    path.write_text(content)
    with pytest.raises(EvidenceError, match=said), evidence_of(path):
        pass
