"""Exit codes 0 to 4, each by the way that leads to it; what is ours is never shown as theirs."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import pytest

from example_package import check, package
from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.registry import by_id


def test_0_all_hold(tmp_path):
    assert check(package(tmp_path / "p", "conforming")) == 0


def test_1_a_must_is_breached(tmp_path):
    assert check(package(tmp_path / "p", "breaching")) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["--profile", "citizens"],
        ["--waivers", "nowhere.yaml"],
        ["--since", "nowhere"],
        ["--also", "other.csv"],
        ["--memory-limit", "much"],
        ["--out", ""],
    ],
)
def test_2_the_command_is_wrong(tmp_path, words, capsys):
    assert check(package(tmp_path / "p", "breaching"), *words) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_3_the_evidence_cannot_be_read(tmp_path, capsys):
    path = tmp_path / "log.xes"
    path.write_text("<log><trace>")
    assert check(str(path)) == 3
    assert "log.xes" in capsys.readouterr().err


def test_4_a_query_of_ours_that_fails_is_no_breach_of_theirs(tmp_path, capsys, monkeypatch):
    broken = dataclasses.replace(by_id()["DAT-2"], query="SELECT nothing FROM nowhere")
    monkeypatch.setattr("tongban_spec.cli.chosen.all_requirements", lambda: (broken,))
    assert check(package(tmp_path / "p", "breaching"), "--out", str(tmp_path / "out")) == 4
    told = capsys.readouterr()
    assert "the query failed" in told.err and "breached" not in told.out + told.err
    assert not (tmp_path / "out").exists()


def test_4_too_little_memory_says_what_to_do(tmp_path, capsys):
    folder = Path(package(tmp_path / "p", "breaching"))
    with (folder / "events.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows({**rows[0], "event_id": f"x{n:0200}"} for n in range(100_000))
    assert check(str(folder), "--memory-limit", "6MB") == 4
    said = capsys.readouterr().err
    assert "--memory-limit" in said and "6MB" in said and "Traceback" not in said


def test_4_results_that_cannot_be_written(tmp_path, capsys, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tongban_spec.report.folder.junit_of", full)
    evidence = package(tmp_path / "p", "breaching")
    assert check(evidence, "--out", str(tmp_path / "out")) == 4
    assert "No space left" in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["p"]


def test_every_code_is_on_the_help_page(capsys):
    assert run(PROGRAM, ["check", "--help", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    for code in ("0", "1", "2", "3", "4", "130"):
        assert any(line.split()[:1] == [code] for line in said.splitlines()), code
