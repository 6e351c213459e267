"""The README's walk from an export to a report, done as it stands there."""

from __future__ import annotations

import datetime
import json
import re
import shlex
from pathlib import Path

from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.mapping.shape import MappingShape
from tongban_spec.registry import by_id
from tongban_spec.report.profiles import PROFILE_VERDICTS
from tongban_spec.verdicts import VERDICTS
from tongban_spec.waivers import read_waivers

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    fenced = re.findall(r"^```(\w*)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    return [inside for name, inside in fenced if name == kind]


def test_the_walk_from_an_export_to_a_report_goes_as_it_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (export,) = blocks("csv")
    Path("export.csv").write_text(export, encoding="utf-8")
    lines = next(b for b in blocks("") if "map init" in b).strip().splitlines()
    assert len(lines) == 4
    codes = [run(PROGRAM, shlex.split(line)[1:]) for line in lines]
    assert codes == [0, 0, 1, 1]
    written = json.loads(Path("report_june/report.json").read_text("utf-8"))
    breached = {r["id"]: r for r in written["requirements"] if r["verdict"] == "breached"}
    assert set(breached) == {"HAL-2"} and breached["HAL-2"]["breaches"] == 1
    assert written["since"]["still"] == ["HAL-2"]
    listed = set(re.findall(r"`([a-z.]+\.(?:html|json|xml|svg|parquet))`", README))
    assert {p.name for p in Path("report").iterdir()} <= listed
    assert "Traceback" not in capsys.readouterr().err


def test_every_key_of_a_mapping_stands_in_the_table():
    table = README.split("**A mapping**")[1].split("A kind of which")[0]
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE))))
    assert named == set(MappingShape.model_fields)


def test_the_waivers_of_the_readme_can_be_read(tmp_path):
    (text,) = (block for block in blocks("yaml") if "requirement:" in block)
    (tmp_path / "waivers.yaml").write_text(text, encoding="utf-8")
    (waiver,) = read_waivers(tmp_path / "waivers.yaml", by_id(), datetime.date(2025, 1, 1))
    assert set(re.findall(r"^[- ] (\w+):", text, re.MULTILINE)) == set(waiver.__slots__)


def test_every_verdict_stands_in_both_tables_of_words():
    for words in [*VERDICTS.values(), *PROFILE_VERDICTS.values()]:
        assert README.count(words.zh) > 1 and words.en in README


def test_every_command_of_the_readme_exists():
    known = PROGRAM.commands()
    for block in blocks(""):
        for line in block.splitlines():
            if line.startswith("tongban-spec "):
                words = line.split()
                assert words[1] in known or " ".join(words[1:3]) in known, line
