"""Every wrong scenario is answered: where, what was seen, what is allowed; in both languages.

The table ``wrong_scenarios.csv`` has one piece of the tutorial's scenario a row, what is written
in its place, how many characters after the begin of that piece the error stands, and how the first
and the last line of the answer begin.
"""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

from cli.command import tongban
from tongban.cli.door import run
from tongban.scenario.shipped import scenarios_folder

RIGHT = (scenarios_folder() / "one_counter" / "scenario.yaml").read_text("utf-8")
TABLE = Path(__file__).with_name("wrong_scenarios.csv")
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = {row["case"]: row for row in csv.DictReader(file)}


def place(text: str, index: int) -> str:
    before = text[:index]
    return f"{before.count(chr(10)) + 1}:{index - before.rfind(chr(10))}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", ROWS)
def test_a_wrong_scenario_is_told_with_place_value_and_remedy(
    case, language, tmp_path, monkeypatch, capsys
):
    row = ROWS[case]
    right, wrong = (row[k].replace("\\n", "\n") for k in ("right", "wrong"))
    assert right in RIGHT, "the tutorial's scenario has changed"
    text = RIGHT.replace(right, wrong, 1)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "scenario.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["check", "mine", "--lang", language]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    first, *_, last = said.err.rstrip("\n").split("\n")
    at = place(text, RIGHT.index(right) + int(row["offset"]))
    file = f"{Path('mine') / 'scenario.yaml'}"
    assert first.startswith(f"{file}:{at}: "), first
    assert row[language] in first
    assert last.startswith(row[f"remedy_{language}"]), last
    assert "Traceback" not in said.err
    if language == "zh":  # names, keys and values apart, a Chinese answer is Chinese
        assert re.search("[\u4e00-\u9fff]", last) or "：" in last


def written(content: bytes):
    return lambda path: path.write_bytes(content)


FILES = {
    "another encoding": (written(RIGHT.encode("gbk", "replace")), "不是 UTF-8", "not UTF-8"),
    "UTF-16": (written(RIGHT.encode("utf-16")), "不是 UTF-8", "not UTF-8"),
    "nothing": (written(b""), "文件是空的", "the file is empty"),
    "a folder": (lambda path: path.mkdir(), "这是一个文件夹", "this is a folder"),
    "no file": (lambda _path: None, "文件夹里没有 scenario.yaml", "has no scenario.yaml"),
    "a picture": (written(b"\x89PNG\r\n\x1a\n" + bytes(range(256))), "不是 UTF-8", "not UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_scenario_is_told_and_exits_with_3(case, language, tmp_path, capsys):
    make, zh, en = FILES[case]
    make(tmp_path / "scenario.yaml")
    assert run(["compare", str(tmp_path), "--json", "--lang", language]) == 3
    said = capsys.readouterr()
    assert (zh if language == "zh" else en) in said.err
    assert str(tmp_path) in said.err and said.out == "" and "Traceback" not in said.err


def test_a_byte_order_mark_is_no_fault(tmp_path):
    (tmp_path / "scenario.yaml").write_bytes(b"\xef\xbb\xbf" + RIGHT.encode("utf-8"))
    assert run(["check", str(tmp_path)]) == 0


@pytest.mark.skipif(os.name == "nt", reason="limits the size of files as a shell does")
def test_a_full_disk_is_told_and_leaves_nothing_half_written(small, tmp_path):
    import resource

    (tmp_path / "place").mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        words = ["run", str(small), "--workers", "1", "--no-events", "--lang", "en"]
        said = tongban(*words, "--out", "out", cwd=tmp_path / "place")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert said.code == 4
    assert "nothing half-written is left" in said.err and "Traceback" not in said.err
    assert not list((tmp_path / "place").iterdir())
