"""``tongban-spec``: exit codes, the fixed JSON, waivers, and both languages."""

from __future__ import annotations

import datetime
import json
import signal
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from example_package import check, package
from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.registry import all_requirements


def test_a_breach_is_exit_1_and_the_document_has_its_fixed_form(tmp_path, capsys):
    assert check(package(tmp_path / "p", "breaching"), "--json") == 1
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {"specification", "package", "gate", "requirements"}
    (one,) = document["requirements"]
    assert (one["id"], one["verdict"], one["opportunities"], one["breaches"]) == (
        "DAT-2",
        "breached",
        4,
        2,
    )
    assert one["examples"][0]["events"] == ["e2", "e3"]


def test_a_log_that_holds_is_exit_0(tmp_path):
    assert check(package(tmp_path / "p", "conforming")) == 0


@pytest.mark.parametrize("words", [["nowhere"], [str(Path(__file__))]])
def test_what_is_no_evidence_is_exit_3(words, capsys):
    assert check(*words) == 3
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["show", "DAT-99"], ["check", "x", "--only", "XX"], ["check", "x", "--profile", "y"]]
)
def test_a_wrong_command_is_exit_2(words):
    assert run(PROGRAM, words) == 2


@pytest.mark.parametrize("words", [["show"], ["codes"]])
def test_what_is_missing_has_the_name_of_the_help_page(words, capsys):
    assert run(PROGRAM, words) == 2
    missing = capsys.readouterr().err.split(" is missing")[0].split()[-1]
    run(PROGRAM, [*words, "--help"])
    assert f"{words[0]} {missing} …" in capsys.readouterr().out


@pytest.mark.parametrize(("out", "said"), [("there", "is a folder"), ("file/x.yaml", "a file")])
def test_a_place_where_no_file_can_be_is_exit_2(tmp_path, out, said, capsys):
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("x")
    words = ["map", "init", str(tmp_path / "file"), "--out", str(tmp_path / out)]
    assert run(PROGRAM, words) == 2
    assert said in capsys.readouterr().err


def test_a_waiver_covers_a_breach_and_one_that_covers_none_is_refused(tmp_path, capsys):
    waivers = tmp_path / "waivers.yaml"
    breaching, conforming = (package(tmp_path / side, side) for side in ("breaching", "conforming"))
    text = "- {requirement: DAT-2, subject: 'a2/*', reason: being mended, expires: 2999-01-01}\n"
    waivers.write_text(text)
    assert check(breaching, "--waivers", str(waivers), "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)["requirements"]
    assert one["verdict"] == "waived"
    assert "being mended" in one["reason"]["en"]
    assert check(conforming, "--waivers", str(waivers)) == 2
    waivers.write_text(text.replace("2999-01-01", str(datetime.date(2020, 1, 1))))
    assert check(breaching, "--waivers", str(waivers)) == 2
    assert "2020-01-01" in capsys.readouterr().err


def test_the_list_has_every_requirement(capsys):
    assert run(PROGRAM, ["list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["requirements"]
    assert [r["id"] for r in listed] == [r.id for r in all_requirements()]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "words", [[], *([name] for name in PROGRAM.commands()), ["map"], ["map", "init"]]
)
def test_every_command_has_a_help_page_in_both_languages(words, language, capsys):
    assert run(PROGRAM, [*words, "--help", "--lang", language]) == 0
    assert ("用法" if language == "zh" else "Usage") in capsys.readouterr().out


def test_ctrl_c_within_a_query_stops_and_is_no_fault_of_ours(capsys):
    """DuckDB answers a signal with a RuntimeError of its own and drops the KeyboardInterrupt."""

    def forever() -> None:
        def stop(_number, _frame):
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        try:
            with duckdb.connect(config={"threads": 1}) as connection:
                connection.execute(
                    "SELECT sum(a.range * b.range) FROM range(1000000) AS a, range(100000) AS b"
                )
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    program = replace(PROGRAM, commands=lambda: {"list": forever, "show": forever})
    assert run(program, ["list", "--lang", "en"]) == 130
    assert "stopped" in capsys.readouterr().err
