"""Exit codes 0 to 4, each by the way that leads to it; what is ours is never shown as theirs."""

from __future__ import annotations

import csv
import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from example_package import check, package
from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.lint.linting import lint
from tongban_spec.registry import by_id

EXAMPLE = Path(lint.__code__.co_filename).with_name("example.csv")


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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["selftest", "--worlds", "-1"], ("--worlds 不能是 -1", "至少 0")),
        (["selftest", "--workers", "x"], ("--workers 不能是 x", "要写整数")),
        (["check", "{p}", "--memory-limit", "-1"], ("内存上限 -1", "2GiB")),
        (["check", "{p}", "--memory-limit", "abc"], ("内存上限 abc", "2GiB")),
    ],
)
def test_2_a_wrong_value_is_told_by_its_name_in_the_users_language(tmp_path, words, said, capsys):
    path = package(tmp_path / "p", "breaching")
    words = [word.format(p=path) for word in words]
    assert run(PROGRAM, [*words, "--lang", "zh"]) == 2
    told = capsys.readouterr().err
    assert all(part in told for part in said)
    assert "Input should" not in told and "None" not in told


def test_3_what_a_log_lacks_is_told_in_the_users_language(tmp_path, capsys):
    path = tmp_path / "log.json"
    path.write_text('{"events": [], "objects": []}', "utf-8")
    assert run(PROGRAM, ["check", str(path), "--lang", "zh"]) == 3
    assert "缺少 objectTypes、eventTypes" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lint", "document", "sql"])
def test_4_a_full_disk_is_told_by_every_command_that_writes(tmp_path, command):
    words = {
        "lint": ["lint", str(EXAMPLE)],
        "document": ["document"],
        "sql": ["sql", "--dialect", "postgres"],
    }[command]
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048));"
        "from tongban_spec.cli.console.door import run;"
        "from tongban_spec.cli.program import PROGRAM; sys.exit(run(PROGRAM, sys.argv[1:]))"
    )
    out = tmp_path / "out"
    words = [*words, "--out", str(out), "--lang", "en"]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert done.returncode == 4, done.stderr
    assert "could not be written" in done.stderr and "full" in done.stderr
    assert "Traceback" not in done.stderr and "fault of ours" not in done.stderr
    assert not list(tmp_path.iterdir())


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
