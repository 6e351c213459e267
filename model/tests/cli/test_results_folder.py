"""The folder of results is whole or not there; what was in it before stays as it was."""

from __future__ import annotations

import csv
import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

from cli.command import WORDS, environment, tongban
from tongban.cli.door import run
from tongban.cli.reading import read_with_files
from tongban.cli.scenario_copy import write_scenario
from tongban_spec.check import check
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.registry import all_requirements

PARTS = {"report.html", "figures", "measures.parquet", "measures.csv", "events", "compliance.csv",
         "scenario", "manifest.json"}  # fmt: skip


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None
        for p in sorted(folder.rglob("*"))
    }


@pytest.fixture
def no_page(monkeypatch):
    """Have no page drawn: that takes most of the time, and other tests look at it."""

    def blank(_comparison, folder, _language, _reproduce):
        (folder / "report.html").write_text("blank")
        (folder / "figures").mkdir()

    monkeypatch.setattr("tongban.report.page.write_report", blank)


def compare_small(small: Path, out: Path, *more: str) -> int:
    words = ["compare", str(small), "--replications", "2", "--seed", "5", "--workers", "1"]
    return run([*words, "--out", str(out), *more])


def test_a_comparison_leaves_all_its_parts_and_the_manifest_says_how_to_repeat_it(small, tmp_path):
    out = tmp_path / "new" / "folders" / "out"
    assert compare_small(small, out, "--lang", "zh") == 0
    assert {p.name for p in out.iterdir()} == PARTS
    assert {p.name for p in (out / "events").iterdir()} == {"siloed", "integrated"}
    said = json.loads((out / "manifest.json").read_text("utf-8"))
    assert said["seed"] == 5
    assert said["replications"] == 2
    assert said["engine"].startswith("reference (SimPy ")
    assert set(said["regimes"]) == {"siloed", "integrated"}
    assert said["regimes"]["siloed"] == []
    assert len(said["scenario_digest"]) == 64
    assert "numpy" in said["libraries"]
    assert f"compare {small} --regimes siloed,integrated" in said["command"]
    assert str(out) not in (out / "manifest.json").read_text("utf-8")
    assert not [p for p in tmp_path.rglob("*") if p.name.startswith(".")]


@pytest.mark.usefixtures("no_page")
def test_results_can_be_repeated_from_the_scenario_that_lies_beside_them(small, tmp_path):
    first, again = tmp_path / "first", tmp_path / "again"
    assert compare_small(small, first, "--no-events") == 0
    said = json.loads((first / "manifest.json").read_text("utf-8"))
    assert said["scenario_files"] == ["scenario/small/scenario.yaml"]
    copy = first / said["scenario_files"][0]
    assert copy.read_bytes() == (small / "scenario.yaml").read_bytes()
    assert compare_small(copy.parent, again, "--no-events") == 0
    repeated = json.loads((again / "manifest.json").read_text("utf-8"))
    assert repeated["scenario_digest"] == said["scenario_digest"]
    assert (again / "measures.csv").read_bytes() == (first / "measures.csv").read_bytes()


def test_a_scenario_is_copied_with_everything_that_it_includes(tmp_path):
    world, files = read_with_files("circular_proofs")
    names = write_scenario(files, tmp_path)
    assert names[0] == "scenario/circular_proofs/scenario.yaml"
    assert "scenario/catalogue/groups.yaml" in names
    assert read_with_files(str(tmp_path / names[0])).world.digest == world.digest


@pytest.mark.usefixtures("no_page")
def test_the_two_tables_of_measures_have_the_same_rows(small, tmp_path):
    assert compare_small(small, tmp_path / "out", "--no-events") == 0
    rows = pyarrow.parquet.read_table(tmp_path / "out" / "measures.parquet").to_pylist()
    with (tmp_path / "out" / "measures.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert len(rows) == len(written) > 100
    for row, line in zip(rows, written, strict=True):
        value = row.pop("value")
        assert line.pop("value") == ("" if value is None else repr(value))
        assert {k: str(v) for k, v in row.items()} == line
    assert {r["stat"] for r in rows} == {"mean", "p50", "p90", "n"}


def test_every_byte_is_the_same_whatever_the_number_of_workers_and_the_folder(small, tmp_path):
    words = ["compare", str(small), "--replications", "2", "--format", "csv,ocel-json"]
    for count in ("1", "2"):
        said = tongban(*words, "--workers", count, "--out", str(tmp_path / count))
        assert said.code == 0, said.err
    one = tree(tmp_path / "1")
    assert one == tree(tmp_path / "2")
    assert set(one) >= PARTS


@pytest.mark.usefixtures("no_page")
def test_what_the_comparison_says_of_a_log_is_what_a_check_of_the_log_says(small, tmp_path):
    assert compare_small(small, tmp_path / "out") == 0
    with (tmp_path / "out" / "compliance.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["regime"] for r in rows} == {"siloed", "integrated"}
    for regime in ("siloed", "integrated"):
        with evidence_of(tmp_path / "out" / "events" / regime) as evidence:
            judged = check(evidence, all_requirements()).judgements
        assert [tuple(r.values())[1:] for r in rows if r["regime"] == regime] == [
            (j.requirement.id, j.requirement.level, j.verdict,
             str(j.opportunities), str(j.undecided), str(j.breaches))
            for j in judged
        ]  # fmt: skip
    assert {r["verdict"] for r in rows} >= {"holds", "breached"}


@pytest.mark.usefixtures("no_page")
def test_an_empty_folder_is_filled_and_stays_the_same_folder(small, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    before = out.stat().st_ino
    assert compare_small(small, out, "--no-events") == 0
    assert out.stat().st_ino == before
    assert {p.name for p in out.iterdir()} == PARTS - {"events", "compliance.csv"}


@pytest.mark.usefixtures("no_page")
def test_the_folder_has_the_rights_of_any_new_folder(small, tmp_path):
    before = os.umask(0o022)
    try:
        assert compare_small(small, tmp_path / "out", "--no-events") == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o755


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_folder_that_is_not_empty_is_refused_and_untouched(small, tmp_path, language, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "precious.txt").write_text("mine")
    before = tree(tmp_path)
    assert compare_small(small, out, "--lang", language) == 2
    assert {"zh": "不是空的", "en": "not empty"}[language] in capsys.readouterr().err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_folder_that_is_a_file_or_a_link_to_nothing_is_refused(small, tmp_path, language, capsys):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    for name, zh, en in (("file", "是一个文件", "is a file"), ("link", "悬空", "link to nothing")):
        assert compare_small(small, tmp_path / name, "--lang", language) == 2
        assert {"zh": zh, "en": en}[language] in capsys.readouterr().err
    assert compare_small(small, tmp_path / "file" / "below", "--lang", language) == 2
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_folder_that_may_not_be_written_is_refused_before_anything_is_simulated(
    small, tmp_path, language, capsys, monkeypatch
):
    def forbidden(*_args, **_more):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("tempfile.mkdtemp", forbidden)  # root may write anywhere
    monkeypatch.setattr("tongban.cli.experiment.compare", None)
    assert compare_small(small, tmp_path / "a" / "out", "--lang", language) == 2
    assert {"zh": "没有写的权限", "en": "not permitted"}[language] in capsys.readouterr().err
    assert {p.name for p in tmp_path.iterdir()} == {"small"}


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_without_the_right_to_write_is_refused(small, tmp_path, capsys):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert compare_small(small, closed / "out", "--lang", "en") == 2
    assert "not permitted" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("exists", [False, True])
@pytest.mark.usefixtures("no_page")
def test_a_disk_that_fills_leaves_nothing_and_exits_with_4(
    small, tmp_path, language, exists, capsys, monkeypatch
):
    out = tmp_path / "deep" / "out"
    if exists:
        out.mkdir(parents=True)
    before = tree(tmp_path)

    def full(_document, file):
        file.write_text("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tongban.cli.experiment.write_manifest", full)
    assert compare_small(small, out, "--no-events", "--lang", language) == 4
    said = capsys.readouterr().err
    assert {"zh": "已满", "en": "full"}[language] in said
    assert str(out) in said
    assert "--out" in said
    assert tree(tmp_path) == before


@pytest.mark.parametrize("limit", [2_000, 60_000])
def test_a_limit_of_the_system_on_files_is_told_like_a_full_disk(small, tmp_path, limit):
    # the lower limit is broken by the tables of measures, the higher one by the page alone
    code = (
        f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit},) * 2);"
        "from tongban.cli.door import run; sys.exit(run(sys.argv[1:]))"
    )
    out = tmp_path / "out"
    words = ["compare", str(small), "--replications", "1", "--workers", "1", "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, env=environment(), timeout=300
    )
    assert done.returncode == 4, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {"small"}


@pytest.mark.usefixtures("no_page")
def test_a_folder_that_somebody_fills_meanwhile_is_not_touched(small, tmp_path, monkeypatch):
    out = tmp_path / "out"

    def meanwhile(*_args):
        out.mkdir()
        (out / "report.html").write_text("another's")

    monkeypatch.setattr("tongban.cli.experiment.write_manifest", meanwhile)
    assert compare_small(small, out, "--no-events", "--lang", "en") == 4
    assert tree(out) == {"report.html": b"another's"}
    assert {p.name for p in tmp_path.iterdir()} == {"small", "out"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_standard_output_that_takes_nothing_is_told_and_exits_with_4():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*WORDS, "check", "one_counter", "--json"], stdout=full, stderr=subprocess.PIPE,
            env=environment(),
        )  # fmt: skip
    assert done.returncode == 4
    assert b"standard output cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr
