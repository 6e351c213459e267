"""``tongban-spec sql`` and ``codes``: what they write, and what they refuse."""

from __future__ import annotations

import pytest
import sqlglot

from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.dialects.script import prepared_queries, script, view_of
from tongban_spec.dialects.translation import DIALECTS, in_steps
from tongban_spec.registry import all_requirements, by_id


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_script_has_a_view_for_each_requirement_and_every_statement_parses(dialect):
    parts = script(dialect, all_requirements())
    text = "\n".join(part.text() for part in parts)
    for requirement in all_requirements():
        assert f"VIEW tongban.{view_of(requirement)} AS" in text
    assert len([s for s in sqlglot.parse(text, read=dialect) if s is not None]) > 80


def test_postgres_is_told_first_in_each_file_not_to_list_what_it_skips():
    for part in script("postgres", all_requirements()):
        assert part.statements[0] == "SET client_min_messages TO warning"
    assert not any("client_min" in part.text() for part in script("spark", all_requirements()))


def test_a_script_of_one_requirement_prepares_only_what_it_reads():
    few = set(prepared_queries([by_id()["CAT-5"]]))
    assert {"material_kinds", "item_materials"} <= few
    assert not {"events", "licences", "applications"} & few


def test_a_chain_of_ctes_is_written_in_steps_and_a_short_query_is_not():
    steps, rest = in_steps(by_id()["DAT-3"].query, "dat_3")
    assert len(steps) > 5 and "WITH" not in rest
    assert in_steps(by_id()["CAT-5"].query, "cat_5") == ([], by_id()["CAT-5"].query)


def test_a_folder_gets_a_file_for_each_part_and_nothing_is_overwritten(tmp_path, capsys):
    words = ["sql", "--dialect", "postgres", "--only", "DAT-2", "--out", str(tmp_path / "checks")]
    assert run(PROGRAM, words) == 0
    assert len(list((tmp_path / "checks").glob("[1-4]_*.sql"))) == 4
    assert run(PROGRAM, words) == 2
    assert run(PROGRAM, [*words[:-1], str(tmp_path / "all.sql")]) == 0
    parts = [p.read_text("utf-8") for p in sorted((tmp_path / "checks").glob("*.sql"))]
    assert (tmp_path / "all.sql").read_text("utf-8") == "\n".join(parts)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["--dialect", "oracle"], [], ["--dialect", "spark", "--only", "X"]]
)
def test_a_wrong_dialect_or_requirement_is_exit_2(words, capsys):
    assert run(PROGRAM, ["sql", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_codes_are_judged_line_by_line(tmp_path, capsys):
    codes = tmp_path / "codes.txt"
    codes.write_text("330000000001\n\n91330106MA27XW5P05\n330000000001\n", encoding="utf-8")
    assert run(PROGRAM, ["codes", str(codes)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "code,kind,valid",
        "330000000001,item_basic,true",
        "91330106MA27XW5P05,uscc,false",
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_list_of_codes_that_cannot_be_read_is_exit_3(tmp_path, capsys, content):
    codes = tmp_path / "codes.txt"
    if content is not None:
        codes.write_bytes(content)
    assert run(PROGRAM, ["codes", str(codes), "--lang", "en"]) == 3
    assert "Traceback" not in capsys.readouterr().err
