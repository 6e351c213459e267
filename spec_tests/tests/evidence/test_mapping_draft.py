"""``map init`` proposes a mapping from a sample, ``map check`` judges it: nothing is pretended."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest

from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.mapping.load import load_mapping

LOG = """办件编号,环节,办理时间,渠道,经办人,区划,备注
A1,提交申请,2025/3/3 9:00,网上,张,330402,
A1,受理,2025/3/3 10:00,网上,李,330402,"两
行"
A1,审查,2025/3/4 10:00,网上,王,330402,
A1,决定,2025/3/5 10:00,网上,赵,330402,
A1,打印决定书,2025/3/5 11:00,快递柜,赵,330402,
A2,提交申请,2025/3/3 9:00,窗口,张,330402,
A2,受理,2025/3/4 9:00,窗口,李,330402,
"""


def command(*words: str) -> int:
    return run(PROGRAM, ["map", *words, "--lang", "en"])


def written(folder: Path, log: str = LOG) -> tuple[Path, Path]:
    """Write a sample and the draft made of it."""
    sample, draft = folder / "export.csv", folder / "mapping.yaml"
    sample.write_text(log, encoding="utf-8")
    assert command("init", str(sample), "--out", str(draft)) == 0
    return sample, draft


def judged(capsys, *words: str) -> dict:
    capsys.readouterr()
    command("check", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_a_draft_can_be_used_at_once_and_guesses_by_names_and_values(tmp_path):
    sample, draft = written(tmp_path)
    shape = load_mapping(draft).shape
    assert (shape.activity, shape.time_zone) == ("环节", "Asia/Shanghai")
    made = {name: made.column for name, made in shape.columns.items()}
    assert made == {
        "event_id": None,
        "at": "办理时间",
        "case_id": "办件编号",
        "application_id": "办件编号",
        "region": "区划",
        "channel": "渠道",
        "officer": "经办人",
    }
    assert shape.columns["channel"].values == {"网上": "online", "窗口": "hall", "快递柜": None}
    kinds = {name: rule.kind for name, rule in shape.events.items() if not isinstance(rule, str)}
    assert kinds == {
        "提交申请": "application_submitted",
        "受理": "application_accepted",
        "审查": "step_completed",
        "决定": "decision_made",
    }
    with evidence_of(sample, mapping=draft) as evidence:
        rows = evidence.connection.execute(
            "SELECT \"at\"::VARCHAR, channel FROM events WHERE kind = 'decision_made'"
        ).fetchall()
    assert rows == [("2025-03-05 02:00:00", "online")]


def test_a_draft_says_in_both_languages_what_was_guessed_and_what_is_lacking(tmp_path):
    _, draft = written(tmp_path)
    text = draft.read_text("utf-8")
    for said in ("by its name", "按列名", "contains 受理, 2 events", "备注", "打印决定书"):
        assert said in text
    assert "# CAT-2: 证据没有记录背景表：items" in text.replace("#   ", "# ")
    assert "does not record context tables: items" in text


def test_only_the_plainest_of_several_activities_is_taken_for_what_happens_once(tmp_path):
    _, draft = written(tmp_path)
    assert "打印决定书" not in load_mapping(draft).shape.events
    assert "# 打印决定书: {kind: decision_made}  # ?" in draft.read_text("utf-8")


def test_a_draft_is_made_of_parquet_and_xes_as_well(tmp_path):
    sample, _ = written(tmp_path)
    table = pyarrow.csv.read_csv(
        sample, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True)
    )
    pyarrow.parquet.write_table(table, tmp_path / "export.parquet")
    assert command("init", str(tmp_path / "export.parquet")) == 0
    events = "".join(
        f'<event><string key="concept:name" value="{name}"/>'
        f'<date key="time:timestamp" value="2025-03-0{day}T09:00:00+08:00"/></event>'
        for day, name in enumerate(("受理", "决定"), start=1)
    )
    case = f'<trace><string key="concept:name" value="c1"/>{events}</trace>'
    (tmp_path / "log.xes").write_text(f"<log>{case}</log>", encoding="utf-8")
    assert command("init", str(tmp_path / "log.xes"), "--out", str(tmp_path / "x.yaml")) == 0
    shape = load_mapping(tmp_path / "x.yaml").shape
    assert shape.time_zone is None and set(shape.events) == {"受理", "决定"}


def test_times_that_cannot_be_read_are_told_with_their_lines(tmp_path, capsys):
    sample, draft = written(tmp_path)
    sample.write_text(LOG.replace("2025/3/4 9:00", "昨天").replace("2025/3/5 11:00", ""))
    found = judged(capsys, str(draft), str(sample))
    (bad,) = found["unread_times"]
    assert not found["sound"] and (bad["column"], bad["count"]) == ("办理时间", 2)
    # the cell of two lines moves what comes after it down by one
    assert [(t["row"], t["line"], t["written"]) for t in bad["examples"]] == [
        (5, 7, None),
        (7, 9, "昨天"),
    ]
    assert command("check", str(draft), str(sample)) == 3
    assert "line 9 of the file: '昨天'" in capsys.readouterr().out


def test_every_column_that_is_not_found_is_told_with_its_place(tmp_path, capsys):
    sample, draft = written(tmp_path)
    text = (
        draft.read_text("utf-8").replace("经办人", "经办员").replace("column: 渠道", "column: 渠")
    )
    draft.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert command("check", str(draft), str(sample)) == 3
    said = capsys.readouterr().err
    lines = text.splitlines()
    for word in ("officer: 经办员", "column: 渠"):
        (number,) = [n for n, line in enumerate(lines, 1) if line.strip() == word]
        assert f"mapping.yaml:{number}:" in said
    assert "经办人" in said and "2 mistakes" in said


def test_words_that_are_not_mapped_are_counted_and_requirements_become_judgeable(tmp_path, capsys):
    sample, draft = written(tmp_path)
    found = judged(capsys, str(draft), str(sample))
    assert found["sound"]
    rules = {f["rule"]: f for f in found["findings"]}
    assert rules["unmapped_activity"]["examples"] == ["打印决定书"]
    assert found["kinds"]["application_accepted"] == 2
    assert "HAL-2" in found["judgeable"] and "items" in found["lacking"]["CAT-2"]["en"]
    assert set(found["judgeable"]).isdisjoint(found["lacking"])


@pytest.mark.parametrize(
    ("log", "code", "said"),
    [
        ("event_id,at,kind\ne1,2025-01-01,link_down\n", 2, "needs no mapping"),
        ("a,b\n1,2\n3,4\n", 3, "no column seems to say what happened"),
        ("环节,时间\n受理,昨天\n决定,今天\n", 3, "no column holds times"),
        ("", 3, "empty"),
    ],
)
def test_a_sample_without_hope_is_told_and_no_draft_is_left(tmp_path, log, code, said, capsys):
    sample = tmp_path / "x.csv"
    sample.write_text(log, encoding="utf-8")
    assert command("init", str(sample), "--out", str(tmp_path / "m.yaml")) == code
    assert said in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


def test_hostile_words_stay_words_in_a_draft(tmp_path, capsys):
    nasty = '"受理"": {kind: link_down}', "决定\x1b[2J\u2028# x", "审查: &a *a"
    rows = "".join(
        f'{n},"{word.strip(chr(34))}",2025-03-03 09:00:00\n' for n, word in enumerate(nasty)
    )
    sample, draft = written(tmp_path, "编号,环节,时间\n" + rows)
    shape = load_mapping(draft).shape
    assert set(shape.events) <= {'受理": {kind: link_down}', nasty[1], nasty[2]}
    assert "\x1b" not in draft.read_text("utf-8")
    assert judged(capsys, str(draft), str(sample))["kinds"]
    assert "link_down" not in judged(capsys, str(draft), str(sample))["kinds"]


def test_strange_names_of_columns_are_names_and_nothing_else(tmp_path, capsys):
    names = ["row", "?row", "x'); DROP TABLE source.sample; --", 'a""b', "{y}", "环节", "时间"]
    lines = [f"r,q,1,2,3,{act},2025-03-03 09:00:00" for act in ("受理", "决定", "决定")]
    header = ",".join(f'"{name}"' for name in names)
    sample, draft = written(tmp_path, "\n".join([header, *lines]) + "\n")
    found = judged(capsys, str(draft), str(sample))
    assert found["sound"] and found["kinds"] == {"application_accepted": 1, "decision_made": 2}


LOGS = Path(__file__).parents[3].parent / "shared" / "data" / "logs"


@pytest.mark.skipif(not LOGS.is_dir(), reason=f"the real logs are not at {LOGS}")
def test_a_real_log_gets_a_draft_that_reads_every_time(tmp_path, capsys):
    draft = tmp_path / "m.yaml"
    assert command("init", str(LOGS / "receipt.csv"), "--out", str(draft)) == 0
    found = judged(capsys, str(draft), str(LOGS / "receipt.csv"))
    assert found["sound"] and found["kinds"] == {"application_accepted": 1434}
