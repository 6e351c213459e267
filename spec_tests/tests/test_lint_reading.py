"""``tongban-spec lint``: what a list leaves empty, merges, sums up or writes wrongly."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart

from test_lint import RIGHT, listed, rules_of
from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.errors import EvidenceError, MappingError
from tongban_spec.lint.linting import Linted, lint
from tongban_spec.lint.page import page_of
from tongban_spec.lint.workbook import write_marked


def verdicts_of(linted: Linted) -> dict[str, str]:
    return {j.requirement.id: j.verdict for j in linted.judgements}


def said_of(linted: Linted) -> str:
    return "\n".join(note.en for note in linted.notes)


def workbook(path: Path, **cells: str) -> Path:
    """Change cells of a workbook."""
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("column", "requirements"),
    [("网办阶段", {"CAT-2", "DAT-8"}), ("申请材料", {"CAT-4"}), ("办理环节", set())],
)
def test_an_empty_cell_is_not_recorded_and_no_fault(tmp_path, column, requirements):
    linted = lint(listed(tmp_path, {}, {"区划": "330411", column: ""}))
    assert linted.faults == ()
    assert {verdicts_of(linted)[r] for r in requirements} <= {"inconclusive"}
    assert "row 3" in said_of(linted) and "row 3" in page_of(linted, "en")


def test_an_empty_cell_hides_no_fault_of_another_row(tmp_path):
    linted = lint(listed(tmp_path, {"网办阶段": ""}, {"区划": "330411", "网办阶段": "申请"}))
    assert {f.rows for f in linted.faults if f.rule == "CAT-2"} == {(3,)}
    spoken = lint(listed(tmp_path, {"网办阶段": "无"}))
    assert "CAT-2" in rules_of(spoken)


def test_a_column_of_empty_cells_says_nothing(tmp_path):
    linted = lint(listed(tmp_path, {"网办阶段": "", "办理环节": ""}))
    assert linted.faults == () and "other-steps" in linted.silent
    assert verdicts_of(linted)["CAT-2"] == "inconclusive"


@pytest.mark.parametrize("words", ["合计,8项", "总 计：8 项", "total", ",Total,8"])
def test_a_row_of_totals_is_no_item_and_told(tmp_path, words):
    path = listed(tmp_path, {})
    path.write_text(path.read_text("utf-8") + words + "\n", "utf-8")
    linted = lint(path)
    assert len(linted.entries) == 1 and linted.faults == ()
    assert "totals" in said_of(linted)


def test_merged_cells_say_the_same_in_every_row(tmp_path):
    path = listed(
        tmp_path, {}, {"区划": "330411", "办结时限": "3个工作日"}, {"区划": "330421"}, form="xlsx"
    )
    book = openpyxl.load_workbook(path)
    for column in "AB":
        book.worksheets[0].merge_cells(f"{column}3:{column}5")
    book.save(path)
    linted = lint(path)
    assert rules_of(linted) == {"CAT-4"}
    assert [entry.said["name"] for entry in linted.entries] == [RIGHT["事项名称"]] * 3


def test_a_formula_without_result_is_refused_with_its_cell(tmp_path, capsys):
    path = workbook(listed(tmp_path, {}, form="xlsx"), A3='="33013100"&"1000"')
    assert run(PROGRAM, ["lint", str(path), "--lang", "en"]) == 3
    told = capsys.readouterr().err
    assert "without a stored result: A3" in told and "save it" in told


def test_a_formula_without_result_elsewhere_is_told_and_stands_in_the_copy(tmp_path):
    path = workbook(listed(tmp_path, {"到场次数": "2"}, form="xlsx"), P3='="a"&"b"')
    book = openpyxl.load_workbook(path)
    book.create_sheet("附表")["B2"] = "=1+1"
    book.save(path)
    linted = lint(path)
    assert rules_of(linted) == {"visit"} and "no column that is judged: P3" in said_of(linted)
    write_marked(linted, path, tmp_path / "marked.xlsx", "en")
    copy = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    for cell in (copy.worksheets[0]["P3"], copy["附表"]["B2"]):
        assert (cell.value, cell.data_type) == ("(formula without a stored result)", "s")


def test_a_row_without_materials_still_has_a_limit_and_a_fee(tmp_path):
    """What it asks for is not known; that its limit or fee is another is."""
    other = {"区划": "330411", "申请材料": "", "办结时限": "3个工作日"}
    linted = lint(listed(tmp_path, {}, {"区划": "330421"}, other))
    (fault,) = linted.faults
    assert (fault.rule, fault.rows, fault.columns) == ("CAT-4", (2, 3, 4), ("limit_working_days",))
    assert fault.sentence.en.endswith("differ in limit.")
    (judged,) = (j for j in linted.judgements if j.requirement.id == "CAT-4")
    assert (judged.verdict, judged.breaches) == ("breached", 1)
    (tmp_path / "bare.csv").write_text(
        "编码,名称,区划,办结时限\n330131001000,设立,330402,1\n330131001000,设立,330411,2\n"
    )
    assert rules_of(lint(tmp_path / "bare.csv")) == {"CAT-4"}


def test_what_differs_among_rows_with_and_without_materials_is_told_once_each(tmp_path):
    apart = {"区划": "330411", "申请材料": "申请书", "办结时限": "2个工作日"}
    linted = lint(listed(tmp_path, {}, apart, {"区划": "330421", "申请材料": "", "收费": "5元"}))
    told = {f.columns for f in linted.faults if f.rule == "CAT-4"}
    assert told == {("materials", "limit_working_days"), ("limit_working_days", "fee")}
    (judged,) = (j for j in linted.judgements if j.requirement.id == "CAT-4")
    assert judged.breaches == 1  # one item
    twice = lint(listed(tmp_path, {}, apart, {"区划": "330421", "申请材料": ""}))
    assert len([f for f in twice.faults if f.rule == "CAT-4"]) == 1


def test_a_stray_cell_far_away_makes_no_rows(tmp_path):
    path = workbook(listed(tmp_path, {}, form="xlsx"), XFD1048576="x")
    assert lint(path).faults == () and len(lint(path).entries) == 1


def test_a_sheet_of_charts_is_passed_over_and_alone_no_list(tmp_path, capsys):
    path = listed(tmp_path, {}, form="xlsx")
    book = openpyxl.load_workbook(path)
    book.create_chartsheet("图", 0).add_chart(BarChart())
    book.save(path)
    assert len(lint(path).entries) == 1
    book.remove(book.worksheets[0])
    book.save(tmp_path / "charts.xlsx")
    assert run(PROGRAM, ["lint", str(tmp_path / "charts.xlsx"), "--lang", "zh"]) == 3
    assert "没有工作表" in capsys.readouterr().err
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04")
    assert run(PROGRAM, ["lint", str(tmp_path / "no.xlsx"), "--lang", "zh"]) == 3
    assert "BadZipFile" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace(",受理;审查;决定", "", 1), "row 2 has 13 cells"),
        (lambda text: text.replace("决定\n", "决定,多余\n"), "row 2 has 15 cells"),
        (lambda text: text.replace("企业设立登记", '"企业设立登记'), "quotes"),
    ],
    ids=["short", "long", "open quote"],
)
def test_a_ragged_or_badly_quoted_csv_is_refused_with_its_row(tmp_path, spoil, said):
    path = listed(tmp_path, {})
    spoilt = spoil(path.read_text("utf-8"))
    assert spoilt != path.read_text("utf-8")
    path.write_text(spoilt, "utf-8")
    with pytest.raises(EvidenceError) as told:
        lint(path)
    assert said in told.value.what.en


def test_two_columns_of_one_name_are_refused(tmp_path):
    path = workbook(listed(tmp_path, {}, form="xlsx"), D2="事项编码")
    with pytest.raises(EvidenceError, match="columns 1, 4"):
        lint(path)


@pytest.mark.parametrize(
    "content",
    ['constants: {region: "330402"}\n', "columns: {region: 区划}\nconstants: {region: '330402'}\n"],
)
def test_a_constant_never_covers_a_column_in_silence(tmp_path, content):
    mapping = tmp_path / "m.yaml"
    mapping.write_text(content, "utf-8")
    with pytest.raises(MappingError, match="constants"):
        lint(listed(tmp_path, {}), mapping)
