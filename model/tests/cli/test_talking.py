"""What a command prints, and on which stream."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys

import pytest

from cli.command import WORDS, environment, tongban
from tongban.cli.door import run
from tongban.cli.exit_codes import EXIT_CODES
from tongban.cli.glossary import topics
from tongban.cli.reading import read_scenario
from tongban.cli.start_scenario import name_of_copy
from tongban.levers.regime import LEVERS
from tongban.measures.names import MEASURES
from tongban.scenario.shipped import shipped_names

COMMANDS = ("init", "check", "show", "run", "compare", "explain")


def test_the_document_is_all_that_stands_on_standard_output(small, tmp_path):
    words = ["compare", str(small), "--regimes", "siloed，integrated", "--replications", "2"]
    said = tongban(*words, "--seed", "-3", "--json", "--workers", "2")
    assert said.code == 0
    document = json.loads(said.out)
    assert {"scenario", "seed", "replications", "regimes", "measures"} <= set(document)
    assert document["seed"] == -3
    assert document["replications"] == 2
    assert document["regimes"] == ["siloed", "integrated"]
    assert {"siloed", "integrated", "difference"} <= set(document["measures"][0])
    assert {p.name for p in tmp_path.iterdir()} == {"small"}


def test_people_read_on_the_other_stream(small, tmp_path):
    said = tongban("run", str(small), "--out", str(tmp_path / "out"), "--no-events", "--lang", "zh")
    assert said.code == 0
    assert said.out == ""
    assert "办理时长" in said.err
    assert f"结果在 {tmp_path / 'out'}" in said.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_checking_tells_how_much_there_is_and_names_the_shortest_circle(
    language, capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "60")
    assert run(["check", "circular_proofs", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert "NOHOUSE → LETTER → NOHOUSE" in said
    assert {"zh": "假设的数字", "en": "numbers that are assumptions"}[language] in said


def test_a_check_as_a_document_has_counts_and_circles(capfdbinary):
    assert run(["check", "circular_proofs", "--json"]) == 0
    document = json.loads(capfdbinary.readouterr().out)
    assert document["ok"] is True
    assert document["counts"]["matters"] == 3
    assert sorted(document["circular_proofs"][0]["materials"]) == ["LETTER", "NOHOUSE"]


def test_a_check_as_a_document_places_every_error_in_both_languages(wrong, capfdbinary):
    assert run(["check", str(wrong), "--json"]) == 3
    document = json.loads(capfdbinary.readouterr().out)
    assert document["ok"] is False
    first = document["errors"][0]
    assert first["file"].endswith("scenario.yaml")
    assert first["line"] > 1
    assert "SMAR" in first["what"]["zh"]
    assert "SMAR" in first["what"]["en"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_help_page_has_its_exit_codes_and_an_example(command, language, capsys):
    assert run([*command.split(), "--help", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert "130" in said
    assert f"  tongban {command}" in said
    assert {"zh": "用法", "en": "Usage"}[language] in said


def test_help_loads_none_of_the_simulator():
    heavy = {"numpy", "pydantic", "simpy", "networkx", "matplotlib", "pyarrow", "ruamel"}
    code = (
        "import sys; from tongban.cli.door import run; run(sys.argv[1:]);"
        "print(*{m.split('.')[0] for m in sys.modules}, file=sys.stderr)"
    )
    for words in (["--help"], ["compare", "--help"], ["--version"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, env=environment(), check=True
        )
        assert not heavy & set(done.stderr.decode().split())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_that_has_a_name_is_explained(language, capsys):
    for thing in (*(m.id for m in MEASURES), *LEVERS, *topics(), "130", "siloed", "seed"):
        assert run(["explain", thing, "--lang", language]) == 0
        assert len(capsys.readouterr().out) > 20
    assert run(["explain", "exit_codes", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert all(str(code) in said for code in EXIT_CODES)


@pytest.mark.parametrize("words", [["explain"], ["compare", "--help"], ["show", "jiaxing"]])
def test_a_narrow_terminal_wraps_chinese_and_cuts_nothing_off(words, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "56")
    assert run([*words, "--lang", "zh"]) == 0
    said = capsys.readouterr().out.replace("SCENARIO …", "").replace("tongban show …", "")
    assert "…" not in said


def test_a_name_that_is_a_measure_and_a_lever_is_explained_as_both(capsys):
    assert run(["explain", "no_visit", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "measure" in said
    assert "lever" in said


def test_a_measure_can_be_asked_for_by_its_title(capsys):
    assert run(["explain", "跑动次数", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("visits")


def test_a_started_scenario_works_alone_and_nothing_is_written_over(tmp_path, capsys):
    mine = tmp_path / "mine"
    assert run(["init", str(mine), "--from", "business_startup"]) == 0
    assert run(["check", str(mine)]) == 0
    assert ".." not in (mine / "scenario.yaml").read_text("utf-8").split("include:")[1][:400]
    before = {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in mine.rglob("*") if p.is_file()}
    assert run(["init", str(mine), "--lang", "en"]) == 2
    assert "not empty" in capsys.readouterr().err
    after = {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in mine.rglob("*") if p.is_file()}
    assert before == after


@pytest.mark.parametrize("original", shipped_names())
def test_a_copy_has_its_own_name_title_and_page(original, tmp_path):
    mine = tmp_path / "2025"  # would be a number in YAML
    assert run(["init", str(mine), "--from", original]) == 0
    world, source = read_scenario(str(mine)), read_scenario(original)
    assert world.name == "2025"
    assert world.title.zh == source.title.zh + "（副本）"
    assert world.title.en == source.title.en + " (copy)"
    page = (mine / "README.md").read_text("utf-8")
    assert f"`{original}`" in page
    assert len(page.splitlines()) == 3


@pytest.mark.parametrize(
    ("folder", "name"),
    [("my town", "my_town"), ("-x", "x"), ("我的镇", "one_counter_copy"),
     ("one_counter", "one_counter_copy"), ("a" * 200, "a" * 100)],
)  # fmt: skip
def test_the_name_of_a_copy_is_allowed_and_not_the_original_s(folder, name):
    assert name_of_copy(folder, "one_counter") == name


def test_people_read_names_of_regimes_and_percentages(small, tmp_path):
    words = ("compare", str(small), "--workers", "1", "--replications", "1", "--no-events")
    for language, expected, doubled in (
        (
            "zh",
            ("各自为政", "(siloed)", "一体化", "(integrated)", " %", "个百分点"),
            "（个工作日）",
        ),
        ("en", ("siloed", "integrated", " %", " pp"), "[working days]"),
    ):
        said = tongban(*words, "--lang", language, "--out", str(tmp_path / language))
        assert all(word in said.err for word in expected)
        assert doubled not in said.err


@pytest.mark.parametrize("width", ["30", "80"])
def test_the_table_of_results_cuts_nothing_off_however_narrow(small, tmp_path, width):
    words = ("compare", str(small), "--workers", "1", "--replications", "2", "--no-events")
    out = ("--out", str(tmp_path / "out"))
    said = tongban(*words, *out, "--lang", "zh", COLUMNS=width).err
    table = said[said.index("┏") : said.index("└")]
    rows = [re.split("[│┃]", line)[1:-1] for line in table.splitlines()]
    columns = [
        "".join(c.strip() for c in column) for column in zip(*filter(None, rows), strict=True)
    ]
    assert [c.split(")")[0] for c in columns[1:3]] == ["各自为政(siloed", "一体化(integrated"]
    assert columns[3].startswith("差值")
    assert all(c.count("(") == c.count(")") > 5 for c in columns[1:])


def test_english_counts_one_replication_as_one(small, tmp_path):
    words = ("run", str(small), "--workers", "1", "--no-events", "--lang", "en")
    said = tongban(*words, "--out", str(tmp_path / "out")).err
    assert "1 replication," in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_showing_a_matter_draws_its_graph_and_the_way_of_one_applicant(language, tmp_path, capsys):
    svg = tmp_path / "graph.svg"
    assert run(["show", "one_counter", "--svg", str(svg), "--lang", language]) == 0
    said = capsys.readouterr().out
    words = {"zh": ("营业执照", "在窗口申请", "办成了"), "en": ("licence", "applies", "done")}
    assert all(word in said for word in words[language])
    first = svg.read_bytes()
    assert first.startswith(b"<?xml")
    assert run(["show", "one_counter", "--svg", str(svg)]) == 2
    assert svg.read_bytes() == first


def test_a_circle_stands_in_the_tree_and_ends_the_way_of_the_applicant(capsys):
    assert run(["show", "circular_proofs", "--matter", "C01", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "a circle!" in said
    assert "stuck" in said


def test_a_drawing_is_the_same_in_every_process(tmp_path):
    drawn = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.svg"
        said = tongban("show", "business_startup", "--svg", str(file), PYTHONHASHSEED=seed)
        assert said.code == 0, said.err
        drawn.append(file.read_bytes())
    assert drawn[0] == drawn[1]


def leaving(*words: str) -> tuple[int, bytes]:
    """Return exit code and standard error of a command whose reader has gone."""
    process = subprocess.Popen(
        [*WORDS, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    process.stdout.close()
    said = process.stderr.read() if process.stderr else b""
    return process.wait(60), said


@pytest.mark.parametrize("words", ["--help", "explain", "show one_counter", "check one_counter"])
def test_a_reader_who_has_seen_enough_may_leave(words):
    assert leaving(*words.split()) == (0, b"")


def test_a_document_without_a_reader_is_told_and_exits_with_4():
    code, said = leaving("check", "one_counter", "--json")
    assert code == 4
    assert b"Traceback" not in said
    assert b"standard output was closed" in said


CLOSED = "import os, sys; os.close({fd}); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"


@pytest.mark.skipif(sys.platform == "win32", reason="closes a descriptor as a shell does")
@pytest.mark.parametrize(
    ("words", "code"),
    [("--help", 0), ("show one_counter --lang zh", 0), ("check one_counter --json", 4)],
)
def test_a_standard_output_that_was_never_open_is_no_fault_of_ours(words, code):
    done = subprocess.run(
        [sys.executable, "-c", CLOSED.format(fd=1), *WORDS[1:], *words.split()],
        stderr=subprocess.PIPE, env=environment(), timeout=60,
    )  # fmt: skip
    assert done.returncode == code
    assert done.stderr == (b"standard output was closed\n" if code else b"")


@pytest.mark.skipif(sys.platform == "win32", reason="closes a descriptor as a shell does")
def test_what_would_go_to_a_closed_standard_error_does_not_land_in_the_document():
    done = subprocess.run(
        [sys.executable, "-c", CLOSED.format(fd=2), *WORDS[1:], "check", "nowhere", "--json"],
        stdout=subprocess.PIPE, env=environment(), timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_terminal_without_chinese_gets_escapes_and_no_traceback():
    said = tongban("check", "one_counter", "--lang", "zh", PYTHONIOENCODING="ascii")
    assert said.code == 0
    assert "\\u" in said.out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("language", "left"), [("zh", "还需"), ("en", "left")])
def test_a_terminal_sees_a_bar_with_the_time_left_and_the_document_stays_clean(
    small, language, left
):
    import pty

    ours, theirs = pty.openpty()
    words = ["compare", str(small), "--replications", "2", "--workers", "1", "--json"]
    process = subprocess.Popen(
        [*WORDS, *words, "--lang", language], stdout=subprocess.PIPE, stderr=theirs,
        env=environment(TERM="xterm"),
    )  # fmt: skip
    os.close(theirs)
    assert process.stdout is not None
    json.loads(process.stdout.read())
    seen = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # Linux's word for the end of a pseudo-terminal
            break
        if not more:
            break
        seen += more
    os.close(ours)
    assert process.wait(60) == 0
    assert left in seen.decode("utf-8")
    assert "4/4" in seen.decode("utf-8")
