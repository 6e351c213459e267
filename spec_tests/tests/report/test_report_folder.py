"""``check --out``: every file of the report, sound by its own form, and whole or not there."""

from __future__ import annotations

import datetime
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pyarrow.parquet
import pytest

from example_package import check, package
from page_reading import Page
from tongban_spec.report.schema import SCHEMA_FILE, json_schema, schema_text

FILES = {
    "report.html",
    "report.json",
    "junit.xml",
    "ctrf.json",
    "badge.zh.svg",
    "badge.en.svg",
    "breaches.parquet",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("report")
    assert check(package(place / "p", "breaching"), "--out", str(place / "out"), only=None) == 1
    return place / "out"


def test_a_report_has_all_its_files(report):
    assert {p.name for p in report.iterdir()} == FILES


def test_the_page_loads_nothing_and_says_everything_in_both_languages(report):
    page = Page((report / "report.html").read_text("utf-8"))
    assert [u for u in page.loads if not u.startswith("#")] == []
    assert len(page.ids) == len(set(page.ids))
    assert {u.removeprefix("#") for u in page.loads} <= set(page.ids)
    assert sum(lang == "zh" for lang, _ in page.texts) == sum(
        lang == "en" for lang, _ in page.texts
    )
    assert "tongban-spec check" in page.all_text and "又要申请人" in page.all_text


def test_a_time_line_says_whose_times_it_shows(report):
    text = (report / "report.html").read_text("utf-8")
    lines = text.count('<ol class="line">')
    assert lines and text.count("UTC+8") >= 2  # in both languages
    at, local = re.findall(r'<time datetime="([^"]+)Z">([^<]+)</time>', text)[0]
    apart = datetime.datetime.fromisoformat(local) - datetime.datetime.fromisoformat(at)
    assert apart == datetime.timedelta(hours=8)


def test_every_profile_has_a_verdict_and_none_is_a_percentage(report):
    written = json.loads((report / "report.json").read_text("utf-8"))
    verdicts = {p["profile"]: p["verdict"] for p in written["profiles"]}
    assert verdicts == dict.fromkeys(("catalogue", "online", "hall"), "open") | dict.fromkeys(
        ("exchange", "province"), "breached"
    )
    page = Page((report / "report.html").read_text("utf-8"))
    assert not re.search(r"\d\s*%", page.all_text)


def test_junit_fails_where_a_must_is_breached_and_skips_what_says_nothing(report):
    root = ET.fromstring((report / "junit.xml").read_bytes())
    cases = {c.attrib["name"].split()[0]: c for c in root.iter("testcase")}
    assert [name for name, c in cases.items() if c.find("failure") is not None] == ["DAT-2"]
    assert cases["CAT-5"].find("skipped") is None
    skipped = cases["CAT-1"].find("skipped")
    assert skipped is not None and "context tables: items" in skipped.attrib["message"]
    counted = {k: int(root.attrib[k]) for k in ("tests", "failures", "skipped")}
    assert counted == {
        "tests": len(cases),
        "failures": 1,
        "skipped": sum(c.find("skipped") is not None for c in cases.values()),
    }


def test_ctrf_counts_every_requirement_once(report):
    written = json.loads((report / "ctrf.json").read_text("utf-8"))
    assert (written["reportFormat"], written["specVersion"]) == ("CTRF", "0.0.0")
    summary, tests = written["results"]["summary"], written["results"]["tests"]
    states = ("passed", "failed", "skipped", "pending", "other")
    for state in states:
        assert summary[state] == sum(t["status"] == state for t in tests)
    assert summary["tests"] == len(tests) == sum(summary[s] for s in states)
    assert summary["start"] <= summary["stop"]
    assert all(isinstance(t["duration"], int) and t["duration"] >= 0 for t in tests)


def test_the_badge_is_a_picture_with_the_verdict(report):
    for language, word in (("zh", "违反"), ("en", "breached")):
        root = ET.fromstring((report / f"badge.{language}.svg").read_bytes())
        assert word in "".join(root.itertext())


def test_all_breaches_are_in_one_table(report):
    rows = pyarrow.parquet.read_table(report / "breaches.parquet").to_pylist()
    assert [(r["requirement"], r["subject"], r["waived"]) for r in rows] == [
        ("DAT-2", "a2/lease/e3", False),
        ("DAT-2", "a2/lease/e4", False),
    ]


def test_the_same_evidence_gives_the_same_bytes_but_for_measured_times(report, tmp_path):
    evidence = json.loads((report / "report.json").read_text("utf-8"))["package"]
    assert check(evidence, "--out", str(tmp_path / "again"), only=None) == 1
    for name in FILES - {"ctrf.json"}:
        assert (tmp_path / "again" / name).read_bytes() == (report / name).read_bytes(), name


def test_the_command_shown_shows_the_breach_again(report, capsys):
    import shlex

    written = json.loads((report / "report.json").read_text("utf-8"))
    (breached,) = [r for r in written["requirements"] if r["verdict"] == "breached"]
    for example in breached["examples"]:
        name, command, *words = shlex.split(example["again"])
        assert (name, command) == ("tongban-spec", "check")
        assert check(*words, only=None) == 1
        said = capsys.readouterr().out
        assert said.count(example["sentence"]["en"]) == 1
        assert said.count("●") == len(example["events"])


def test_the_smallest_cases_come_first_with_the_events_that_prove_it_marked(report):
    written = json.loads((report / "report.json").read_text("utf-8"))
    (breached,) = [r for r in written["requirements"] if r["verdict"] == "breached"]
    sizes = [len(e["timeline"]) for e in breached["examples"]]
    assert sizes == sorted(sizes)
    for example in breached["examples"]:
        times = [m["at"] for m in example["timeline"]]
        assert times == sorted(times)
        assert [m["event_id"] for m in example["timeline"] if m["proves"]] == example["events"]


def test_a_folder_in_use_stays_as_it_is_and_a_check_that_fails_leaves_none(tmp_path, capsys):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "mine").write_text("x")
    evidence = package(tmp_path / "p", "breaching")
    assert check(evidence, "--out", str(kept)) == 2
    assert [p.name for p in kept.iterdir()] == ["mine"]
    assert check(str(tmp_path / "nowhere"), "--out", str(tmp_path / "new")) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kept", "p"]
    assert "Traceback" not in capsys.readouterr().err


def test_both_documents_follow_the_published_schema_which_is_current(report, capsys):
    schema = json_schema()
    assert SCHEMA_FILE.read_text("utf-8") == schema_text()
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    full = json.loads((report / "report.json").read_text("utf-8"))
    validator.validate(full)
    assert check(full["package"], "--json", "--since", str(report), only=None) == 1
    printed = json.loads(capsys.readouterr().out)
    validator.validate(printed)
    assert set(schema["required"]) == set(printed) - {"since"}
    assert set(schema["properties"]) == set(full) | {"since"}
    for spoilt in ({**printed, "percentage": 80}, {**printed, "gate": None}):
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(spoilt)


def test_a_subject_that_no_breach_has_is_told(report, capsys):
    evidence = json.loads((report / "report.json").read_text("utf-8"))["package"]
    assert check(evidence, "--subject", "nobody/*") == 1
    told = capsys.readouterr()
    assert "nobody/*" in told.err and "●" not in told.out and "breaches 2" in told.out
