"""A vendor's values in the report: shown, and obeyed by no browser, reader, shell or terminal."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import re
import shlex
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from example_package import check, package
from page_reading import Page
from tongban_spec.check import check as run_check
from tongban_spec.cli.console.talk import Talk
from tongban_spec.cli.result import lines_of
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.registry import by_id
from tongban_spec.report.again import Asked, command_again, pattern_of
from tongban_spec.report.contents import Times, contents_of
from tongban_spec.report.folder import write_report
from tongban_spec.report.style import SCRIPT
from tongban_spec.visible import visible

EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE events; --",
    "=cmd|' /C calc'!A0",
    "]]></failure><evil/>",
    "\x1b[2J\x1b]0;owned\x07",
    "\u202etxt.exe",
    "a\nDAT-2 MUST holds",
    "{subject} {0} %s $(reboot) `reboot`",
    "javascript:alert(1)",
)
TAGS = {
    "html", "head", "meta", "title", "style", "body", "script", "header", "nav", "button", "h1",
    "h2", "h3", "p", "main", "section", "div", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "span", "a", "article", "blockquote", "dl", "dt", "dd", "ol", "ul", "li", "time",
    "strong", "br", "pre", "code", "details", "summary",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """A report on a breach for each evil value, of evidence in a folder with an evil name."""
    place = tmp_path_factory.mktemp("hostile")
    folder = Path(package(place / "it's <b>evidence", "breaching"))
    with (folder / "events.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    spoilt = []
    for number, evil in enumerate(EVIL):
        for row in rows:
            names = {n: f"{row[n]}-{number}" for n in ("event_id", "application_id", "case_id")}
            names = {n: v for n, v in names.items() if row.get(n)}
            words = {"applicant_id": evil, "material_kind": f"{row['material_kind']}{evil}"}
            spoilt.append({**row, **names, **words})
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(spoilt)
    with (folder / "material_kinds.csv").open(encoding="utf-8") as stream:
        kinds = list(csv.DictReader(stream))
    with (folder / "material_kinds.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, kinds[0])
        writer.writeheader()
        writer.writerows(
            {**k, "material_kind": f"{k['material_kind']}{evil}"} for k in kinds for evil in EVIL
        )
    before = {p for p in place.rglob("*")}
    assert check(str(folder), "--out", str(place / "out")) == 1
    made = {p for p in place.rglob("*")} - before
    assert {p.parent for p in made} == {place, place / "out"}, "a file outside the output folder"
    (place / "all").mkdir()
    with evidence_of(folder) as evidence:  # as the command does, with every breach shown
        result = run_check(evidence, [by_id()["DAT-2"]], examples=100)
        contents = contents_of(result, Asked(str(folder)))
        write_report(contents, place / "all", "en", Times())
        lines = "\n".join(lines_of(contents, Talk("en"), with_cases=True))
    (place / "all" / "console.txt").write_text(lines, encoding="utf-8")
    return place / "all"


def test_the_page_runs_nothing_but_its_own_script(hostile):
    source = (hostile / "report.html").read_text("utf-8")
    page = Page(source)
    assert set(page.tags) <= TAGS and page.tags.count("script") == 1
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', source)
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert all(not name.startswith("on") for name in page.attribute_names)
    assert all(u.startswith("#") for u in page.loads)
    for evil in EVIL:
        assert visible(evil, kept="\n") in page.all_text, "it is shown, as text"
    assert not set("\x1b\x07\u202e") & set(source)


def test_junit_and_json_hold_the_values_as_values(hostile):
    root = ET.fromstring((hostile / "junit.xml").read_bytes())
    assert root.find(".//evil") is None
    written = json.loads((hostile / "report.json").read_text("utf-8"))
    (one,) = written["requirements"]
    assert one["breaches"] == 2 * len(EVIL)
    for evil in EVIL:
        assert sum(evil in e["subject"] for e in one["examples"]) == 2
    for language in ("zh", "en"):
        badge = (hostile / f"badge.{language}.svg").read_text("utf-8")
        assert not any(evil in badge for evil in EVIL)


def test_the_terminal_gets_no_control_character_and_no_forged_line(hostile, capsys):
    written = json.loads((hostile / "report.json").read_text("utf-8"))
    check(written["package"])
    told = capsys.readouterr()
    assert not set("\x1b\x07\u202e") & set(told.out + told.err)
    for said in (told.out, (hostile / "console.txt").read_text("utf-8")):
        assert not set("\x1b\x07\u202e") & set(said)
        assert sum(line.startswith("DAT-2") for line in said.splitlines()) == 1


@pytest.mark.parametrize("evil", EVIL)
def test_a_copied_command_is_one_command_whatever_the_value(evil):
    line = command_again(Asked("log.csv"), "DAT-2", f"a1/{evil}/e1")
    words = shlex.split(line)
    assert words[:5] == ["tongban-spec", "check", "log.csv", "--only", "DAT-2"]
    assert words[5:] == ["--subject", pattern_of(f"a1/{evil}/e1")]
    assert not set("\n$`\x1b;|&<>") & set(line)


def test_text_without_control_characters_stays_as_it_is():
    for text in ("张三 Zhang", "é ñ 𠮷", ""):
        assert visible(text) == text
