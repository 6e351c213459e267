"""Approval by a machine (秒批): HAL-2 is about persons, and a declared machine is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban_spec.check import check
from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.registry import by_id

LOG = """编号,活动,时间,经办人
1,受理,2025-03-03 09:00:00,系统自动
1,审查,2025-03-03 09:00:01,系统自动
1,决定,2025-03-03 09:00:02,{decider}
"""
MAPPING = """mapping: 1
time_zone: Asia/Shanghai
activity: 活动
columns:
  event_id: {row: true}
  at: 时间
  case_id: 编号
  application_id: 编号
  officer: 经办人
events:
  受理: {kind: application_accepted, set: {outcome: accepted}}
  审查: {kind: step_completed, set: {step: $activity}}
  决定: {kind: decision_made, set: {outcome: granted}}
"""
DECLARED = "tables: {declared: [{name: automatic_officers, value: 自助机; 系统自动}]}\n"


def verdict(folder: Path, mapping: str, decider: str = "系统自动") -> str:
    (folder / "log.csv").write_text(LOG.format(decider=decider), encoding="utf-8")
    (folder / "map.yaml").write_text(mapping, encoding="utf-8")
    with evidence_of(folder / "log.csv", mapping=folder / "map.yaml") as evidence:
        (judgement,) = check(evidence, [by_id()["HAL-2"]]).judgements
    return judgement.verdict


@pytest.mark.parametrize("decider", ["系统自动", "李"])
def test_hal_2_a_declared_machine_may_receive_and_review(tmp_path, decider):
    assert verdict(tmp_path, MAPPING + DECLARED, decider) == "holds"


@pytest.mark.parametrize("others", ["", DECLARED.replace("系统自动", "系统")])
def test_hal_2_an_undeclared_name_counts_as_a_persons(tmp_path, others):
    assert verdict(tmp_path, MAPPING + others) == "breached"


def test_hal_2_beside_a_machine_an_unnamed_act_stays_undecided(tmp_path):
    assert verdict(tmp_path, MAPPING + DECLARED, "") == "inconclusive"


def test_a_first_mapping_shows_how_machines_are_declared(tmp_path):
    log = tmp_path / "log.csv"
    log.write_text(LOG.format(decider="系统自动"), encoding="utf-8")
    draft = tmp_path / "draft.yaml"
    assert run(PROGRAM, ["map", "init", str(log), "--out", str(draft), "--lang", "en"]) == 0
    text = draft.read_text("utf-8")
    shown = "# tables: {declared: [{name: automatic_officers, value: ?}]}"
    assert shown in text
    assert verdict(tmp_path, text) == "breached"
    assert verdict(tmp_path, text.replace(shown, shown[2:].replace("?", "系统自动"))) == "holds"
