"""Published pairs that cannot be compared are refused at their place in the file."""

from __future__ import annotations

import pytest

from scenario.conftest import spoilt
from tongban.cli.reading import read_scenario
from tongban.errors import TongbanError

SIDE = "{value: 20, unit: working_day, source: receipt_log}"
PAIR = (
    "{id: time_taken, title: {zh: 用时, en: time}, matter: E01, measure: elapsed_working_days, "
    f"before: {SIDE}, after: {SIDE}, use: predicted}}"
)


def refused(tmp_path, *pairs: str) -> str:
    listed = "".join(f"\n  - {pair}" for pair in pairs)
    text = spoilt(("published: []", f"published:{listed}"))
    (tmp_path / "scenario.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(TongbanError) as caught:
        read_scenario(str(tmp_path))
    return caught.value.say("en")


def test_a_pair_that_is_right_is_read(tmp_path):
    text = spoilt(("published: []", f"published:\n  - {PAIR}"))
    (tmp_path / "scenario.yaml").write_text(text, encoding="utf-8")
    assert [p.id for p in read_scenario(str(tmp_path)).published] == ["time_taken"]


def test_a_measure_that_does_not_exist_is_refused_with_the_nearest(tmp_path):
    said = refused(tmp_path, PAIR.replace("elapsed_working_days", "elapsed_workin_days"))
    assert "there is no measure elapsed_workin_days" in said
    assert "did you mean elapsed_working_days?" in said
    assert "scenario.yaml:" in said


def test_what_is_no_share_leaves_no_remainder(tmp_path):
    said = refused(tmp_path, PAIR.replace("use:", "remainder: true, use:"))
    assert "elapsed_working_days is no share" in said


def test_nothing_before_has_no_ratio(tmp_path):
    said = refused(tmp_path, PAIR.replace("before: {value: 20", "before: {value: 0"))
    assert "0 before: there is no ratio" in said


def test_two_pairs_of_one_id_are_refused(tmp_path):
    assert "time_taken is written twice" in refused(tmp_path, PAIR, PAIR.replace("用时", "时间"))
