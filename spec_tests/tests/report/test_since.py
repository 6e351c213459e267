"""``check --since``: what was fixed, what is new, what is still there; on every way out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from example_package import check, package
from tongban_spec.examples import Side
from tongban_spec.language import LANGUAGES


def report(place: Path, side: Side, *words: str) -> Path:
    check(package(place / f"evidence-{side}", side), "--out", str(place / side), *words)
    return place / side


def since(capsys, evidence: str, earlier: Path) -> dict:
    capsys.readouterr()
    check(evidence, "--json", "--since", str(earlier))
    return json.loads(capsys.readouterr().out)["since"]


def test_a_mended_breach_is_fixed_and_one_that_comes_is_new(tmp_path, capsys):
    bad, good = report(tmp_path, "breaching"), report(tmp_path, "conforming")
    mended = since(capsys, str(tmp_path / "evidence-conforming"), bad)
    assert (mended["fixed"], mended["new"], mended["still"]) == (["DAT-2"], [], [])
    broken = since(capsys, str(tmp_path / "evidence-breaching"), good)
    assert (broken["fixed"], broken["new"], broken["still"]) == ([], ["DAT-2"], [])
    (one,) = broken["requirements"]
    assert one["subjects"]["new"] == one["breaches"] == 2
    same = since(capsys, str(tmp_path / "evidence-breaching"), bad)
    assert (same["fixed"], same["new"], same["still"]) == ([], [], ["DAT-2"])
    assert same["requirements"][0]["subjects"]["still"] == 2


def test_each_breach_has_its_fate_and_what_left_the_log_is_not_fixed(tmp_path, capsys):
    earlier = report(tmp_path, "breaching")
    events = tmp_path / "evidence-breaching" / "events.csv"
    rows = events.read_text("utf-8").splitlines()
    gone = [row for row in rows if not row.startswith("e4,")]
    events.write_text("\n".join([*gone, rows[-1].replace("e4,", "e9,")]) + "\n", encoding="utf-8")
    (one,) = since(capsys, str(events.parent), earlier)["requirements"]
    found = one["subjects"]
    counts = {name: found[name] for name in ("fixed", "new", "still", "undecided", "gone")}
    assert counts == {"fixed": 0, "new": 1, "still": 1, "undecided": 0, "gone": 1}
    assert found["shown_new"] == ["a2/lease/e9"] and one["status"] == "still"


def test_a_breach_whose_reason_is_gone_is_fixed_by_itself(tmp_path, capsys):
    earlier = report(tmp_path, "breaching")
    events = tmp_path / "evidence-breaching" / "events.csv"
    rows = events.read_text("utf-8").splitlines()
    # the first handing in never happened: asking for the lease was right, handing it in too
    first = [row for row in rows if not row.startswith("e2,")]
    events.write_text("\n".join(first) + "\n", encoding="utf-8")
    (one,) = since(capsys, str(events.parent), earlier)["requirements"]
    assert one["subjects"]["fixed"] + one["subjects"]["still"] == 2
    assert "a2/lease/e3" in one["subjects"]["shown_fixed"]


def test_without_the_table_of_breaches_requirements_alone_are_compared(tmp_path, capsys):
    earlier = report(tmp_path, "breaching")
    (earlier / "breaches.parquet").unlink()
    compared = since(capsys, str(tmp_path / "evidence-breaching"), earlier / "report.json")
    assert compared["still"] == ["DAT-2"] and compared["requirements"][0]["subjects"] is None


def test_a_breach_that_can_no_longer_be_judged_is_not_called_fixed(tmp_path, capsys):
    earlier = report(tmp_path, "breaching")
    (tmp_path / "evidence-breaching" / "links.csv").unlink()
    compared = since(capsys, str(tmp_path / "evidence-breaching"), earlier)
    assert compared["fixed"] == [] and compared["requirements"][0]["status"] == "unjudged"


def test_page_and_console_tell_it_too(tmp_path, capsys):
    earlier = report(tmp_path, "breaching")
    capsys.readouterr()
    evidence = package(tmp_path / "mended", "conforming")
    assert check(evidence, "--since", str(earlier), "--out", str(tmp_path / "new")) == 0
    said = capsys.readouterr().out
    assert "Fixed: DAT-2" in said and "Single breaches: fixed" in said
    page = (tmp_path / "new" / "report.html").read_text("utf-8")
    for word in ("已改正：DAT-2", "Fixed: DAT-2"):
        assert word in page
    assert [page.count(f'class="{x}"') > 0 for x in LANGUAGES] == [True, True]


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "[]",
        "{}",
        '{"requirements": [{"id": 3}]}',
        '{"requirements": [{"id": "a", "verdict": []}]}',
        "[" * 100_000,
        '{"requirements": 1}',
    ],
)
def test_what_is_no_report_of_ours_is_exit_2(tmp_path, written, capsys):
    earlier = tmp_path / "old"
    if written is not None:
        earlier.mkdir()
        (earlier / "report.json").write_text(written)
    assert check(package(tmp_path / "p", "conforming"), "--since", str(earlier)) == 2
    said = capsys.readouterr().err
    assert "--since" in said and "Traceback" not in said


def test_a_damaged_table_of_breaches_is_exit_2(tmp_path, capsys):
    earlier = report(tmp_path, "breaching")
    (earlier / "breaches.parquet").write_bytes(b"PAR1 nothing PAR1")
    assert check(str(tmp_path / "evidence-breaching"), "--since", str(earlier)) == 2
    assert "breaches.parquet" in capsys.readouterr().err


def waivers(folder: Path, subject: str = "*") -> tuple[str, str]:
    text = f"- {{requirement: DAT-2, reason: known, expires: 2999-01-01, subject: '{subject}'}}\n"
    (folder / "waivers.yaml").write_text(text, encoding="utf-8")
    return "--waivers", str(folder / "waivers.yaml")


def test_a_waiver_taken_back_leaves_the_breach_still_there_in_both_sums(tmp_path, capsys):
    earlier = report(tmp_path, "breaching", *waivers(tmp_path))
    compared = since(capsys, str(tmp_path / "evidence-breaching"), earlier)
    assert (compared["new"], compared["still"]) == ([], ["DAT-2"])
    found = compared["requirements"][0]["subjects"]
    assert (found["new"], found["still"], found["waived"]) == (0, 2, 0)


def test_a_breach_that_is_waived_now_is_waived_in_both_sums(tmp_path, capsys):
    earlier = report(tmp_path, "breaching")
    evidence = str(tmp_path / "evidence-breaching")
    assert check(evidence, "--since", str(earlier), *waivers(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "still: 0; waived: DAT-2" in said and "still 0, waived 2" in said
    check(evidence, "--json", "--since", str(earlier), *waivers(tmp_path, "a2/lease/e3"))
    (one,) = json.loads(capsys.readouterr().out)["since"]["requirements"]
    assert one["status"] == "still"
    assert (one["subjects"]["still"], one["subjects"]["waived"]) == (1, 1)


def test_a_waived_breach_that_is_mended_is_fixed_in_both_sums(tmp_path, capsys):
    earlier = report(tmp_path, "breaching", *waivers(tmp_path))
    compared = since(capsys, package(tmp_path / "mended", "conforming"), earlier)
    assert compared["fixed"] == ["DAT-2"]


def test_a_report_of_another_specification_is_remarked_on(tmp_path, capsys):
    earlier = report(tmp_path, "breaching")
    evidence = str(tmp_path / "evidence-breaching")
    capsys.readouterr()
    check(evidence, "--since", str(earlier))
    assert "specification" not in capsys.readouterr().err
    written = json.loads((earlier / "report.json").read_text("utf-8"))
    (earlier / "report.json").write_text(json.dumps(written | {"specification": "9.9"}))
    check(evidence, "--since", str(earlier), "--out", str(tmp_path / "new"))
    assert "the earlier report is of specification 9.9" in capsys.readouterr().err
    page = (tmp_path / "new" / "report.html").read_text("utf-8")
    assert "旧报告依的是规范 9.9" in page
