"""``tongban ablate``: whole or not there, the same bytes everywhere, and wrong words."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from cli.command import WORDS, environment, tongban
from cli.test_results_folder import tree
from cli.test_stopping import family, wait_until
from tongban.levers.regime import LEVER_IDS

TRIED = ("single_sign_on", "one_notice", "post")
PARTS = {"report.html", "figures", "effects.csv", "effects.json", "runs.csv", "scenario",
         "manifest.json"}  # fmt: skip


@pytest.fixture
def nearly(small) -> Path:
    """A small scenario with a regime that lacks three levers: few trials take little time."""
    file = small / "scenario.yaml"
    had = "".join(f"    - {{lever: {x}}}\n" for x in LEVER_IDS if x not in TRIED)
    text = file.read_text("utf-8")
    assert "\nregimes: {}\n" in text, "the shipped scenario has changed"
    file.write_text(text.replace("regimes: {}", f"regimes:\n  nearly:\n{had}"), "utf-8")
    return small


def test_every_byte_is_the_same_on_one_worker_and_on_two_and_nothing_is_missing(nearly, tmp_path):
    for count in ("1", "2"):
        words = ["ablate", str(nearly), "--regimes", "nearly,integrated", "--replications", "2"]
        said = tongban(*words, "--workers", count, "--out", str(tmp_path / count))
        assert said.code == 0, said.err
        assert said.out == ""
    one = tree(tmp_path / "1")
    assert one == tree(tmp_path / "2")
    assert {name.split("/")[0] for name in one} == PARTS
    manifest = json.loads(one["manifest.json"] or b"")
    assert manifest["levers"] == list(TRIED)
    assert "tongban ablate" in manifest["command"]
    rows = list(csv.DictReader((one["effects.csv"] or b"").decode("utf-8").splitlines()))
    document = json.loads(one["effects.json"] or b"")
    together = document["intervals_hold_together"]
    assert len(rows) == len(document["effects"]) == together["all"] + together["by_group"]
    assert {r["lever"] for r in rows} == set(TRIED)
    assert {r["way"] for r in rows} == {"alone", "last"}


def test_programs_get_one_document_and_people_a_table_in_their_language(nearly, tmp_path):
    words = ["ablate", str(nearly), "--regimes", "nearly,integrated", "--replications", "1"]
    done = tongban(*words, "--json", "--workers", "1")
    assert done.code == 0, done.err
    assert json.loads(done.out)["regimes"] == ["nearly", "integrated"]
    for language, word in (("zh", "双向寄递"), ("en", "delivery by post")):
        out = str(tmp_path / language)
        done = tongban(*words, "--workers", "1", "--lang", language, "--out", out)
        assert word in done.err


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["--json", "--regimes", "integrated,siloed"], "无可增减", "nothing to try"),
        (["--json", "--regimes", "siloed"], "至少要两个", "needs two regimes"),
        (["--json", "--regimes", "siloed,integratd"], "integrated", "integrated"),
        ([], "结果会丢失", "would be lost"),
        (["--json", "--replications", "0"], "超出范围", "out of range"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_words_are_told_before_anything_is_simulated(small, words, zh, en, language):
    done = tongban("ablate", str(small), *words, "--lang", language)
    assert done.code == 2
    assert {"zh": zh, "en": en}[language] in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_three_regimes_are_one_too_many():
    names = "siloed,portal_only,integrated"
    done = tongban("ablate", "jiaxing", "--json", "--regimes", names, "--lang", "en")
    assert done.code == 2
    assert "between two regimes" in done.err


def test_a_stopped_ablation_leaves_no_file_and_no_worker(endless, tmp_path):
    out = tmp_path / "a" / "out"
    words = ["ablate", str(endless), "--out", str(out), "--workers", "2", "--lang", "en"]
    process = subprocess.Popen(
        [*WORDS, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
        start_new_session=True,
    )  # fmt: skip
    try:
        assert wait_until(lambda: len(family(process.pid)) >= 4)  # us, server, two workers
        assert process.poll() is None, "it ended before it could be stopped"
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode()
    finally:
        process.kill()
    assert process.returncode == 130
    assert said.endswith("stopped; nothing half-written was left behind.\n")
    assert {p.name for p in tmp_path.iterdir()} == {"endless"}
    assert wait_until(lambda: not family(process.pid), 20)
