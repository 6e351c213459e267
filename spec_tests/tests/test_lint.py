"""``tongban-spec lint``: what a list of items shows without any log, and where it is marked."""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.lint.columns import COLUMNS
from tongban_spec.lint.faults import JUDGED
from tongban_spec.lint.linting import Linted, document_of, lint
from tongban_spec.lint.page import page_of
from tongban_spec.lint.rules import RULES
from tongban_spec.lint.workbook import write_marked

EXAMPLE = Path(lint.__code__.co_filename).with_name("example.csv")
RIGHT = {
    "事项编码": "330131001000",
    "事项名称": "企业设立登记",
    "区划": "330402",
    "类别": "企业注册登记",
    "申请人类型": "法人",
    "网办阶段": "全程",
    "不能网办的理由": "",
    "到场次数": "0",
    "办结时限": "1个工作日",
    "收费": "不收费",
    "申请材料": "申请书;住所证明",
    "材料来源": "申请书：申请人;住所证明：申请人",
    "办理结果": "营业执照",
    "办理环节": "受理;审查;决定",
}


def listed(folder: Path, *rows: dict[str, str], form: str = "csv") -> Path:
    """Write a list of right rows, each changed as given."""
    full = [RIGHT | row for row in rows]
    target = folder / f"list.{form}"
    if form == "xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for line in [
            ["事项目录（2025 年版）"],
            list(full[0]),
            *(list(row.values()) for row in full),
        ]:
            sheet.append(line)
        book.save(target)
    elif form == "yaml":
        target.write_text(json.dumps(full, ensure_ascii=False), encoding="utf-8")
    else:
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(RIGHT))
            writer.writeheader()
            writer.writerows(full)
    return target


def rules_of(linted: Linted) -> set[str]:
    return {fault.rule for fault in linted.faults}


@pytest.mark.parametrize("form", ["csv", "xlsx", "yaml"])
def test_a_right_list_has_no_fault_and_is_exit_0(tmp_path, form, capsys):
    path = listed(tmp_path, {}, {"区划": "330411"}, form=form)
    assert lint(path).faults == ()
    assert run(PROGRAM, ["lint", str(path), "--lang", "en"]) == 0
    assert "2 rows, 0 faults" in capsys.readouterr().out
    verdicts = {j.requirement.id: j.verdict for j in lint(path).judgements}
    assert verdicts.pop("DAT-8") == "inconclusive"  # listed as online: a log shows if it is
    assert set(verdicts.values()) == {"holds"}


SPOILT = {
    "CAT-2": ({"网办阶段": "申请;受理"}, {}),
    "CAT-3": ({}, {"区划": "330411", "事项名称": "企业开办"}),
    "CAT-4": ({}, {"区划": "330411", "办结时限": "3个工作日"}),
    "CAT-5": ({}, {"区划": "330411", "材料来源": "住所证明：住建"}),
    "DAT-3": ({"申请材料": "营业执照副本", "办理结果": "营业执照副本的副本"}, {
        "事项编码": "330131009000", "事项名称": "副本", "申请材料": "营业执照副本的副本",
        "办理结果": "营业执照副本"}),
    "DAT-8": ({"类别": "其他", "网办阶段": "申请;受理;审查;决定"},),
    "lacking": ({}, {"事项编码": ""}),
    "twice": ({}, {}),
    "other-steps": ({}, {"区划": "330411", "办理环节": "受理;决定"}),
    "visit": ({"到场次数": "2 次"},),
    "obtainable": ({"材料来源": "住所证明：住建"},),
    "unreadable": ({"办结时限": "尽快"},),
}  # fmt: skip


@pytest.mark.parametrize("rule", SPOILT)
def test_a_fault_is_found_by_its_rule_and_put_to_its_rows(tmp_path, rule):
    rows = SPOILT[rule]
    found = [f for f in lint(listed(tmp_path, *rows)).faults if f.rule == rule]
    assert found
    for fault in found:
        assert fault.rows and set(fault.rows) <= set(range(2, len(rows) + 2))
        assert fault.columns and set(fault.columns) <= set(COLUMNS)
        assert "{" not in fault.sentence.zh + fault.sentence.en + fault.expected.en


def test_what_lacks_and_what_differs_is_listed_as_each_language_does(tmp_path):
    elsewhere = {"区划": "330411", "办结时限": "3个工作日", "申请材料": "申请书"}
    linted = lint(listed(tmp_path, {"网办阶段": "申请;受理;审查"}, elsewhere))
    said = {fault.rule: fault.sentence for fault in linted.faults}
    assert "的阶段：决定、送达，" in said["CAT-2"].zh
    assert "online for: decision, delivery;" in said["CAT-2"].en
    assert "的材料、时限不同" in said["CAT-4"].zh and said["CAT-4"].en.endswith(
        "differ in materials, limit."
    )


def test_one_is_one_and_not_many_in_english(tmp_path, capsys):
    assert run(PROGRAM, ["lint", str(listed(tmp_path, {"到场次数": "1"})), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "1 row, 1 fault" in told and "1 rows" not in told and "1 visit is required" in told
    assert run(PROGRAM, ["lint", str(tmp_path / "list.csv"), "--lang", "zh"]) == 1
    assert "1 行，1 个问题" in capsys.readouterr().out


def test_every_rule_and_requirement_is_spoilt_above():
    assert set(SPOILT) == {*JUDGED, *RULES}


def test_a_wrong_code_and_a_lawful_exception(tmp_path):
    assert "CAT-3" in rules_of(lint(listed(tmp_path, {"事项编码": "33013100100"})))
    excused = {"网办阶段": "申请", "到场次数": "1", "不能网办的理由": "须当面核验（条例 §5）"}
    assert not rules_of(lint(listed(tmp_path, excused)))


def test_the_shortest_circle_is_told_once(tmp_path):
    names = ("甲证", "乙证", "丙证")
    rows = [
        {"事项编码": f"33013100{n}000", "事项名称": name, "办理结果": name, "申请材料": needed}
        for n, (name, needed) in enumerate(zip(names, ("乙证;丙证", "丙证", "甲证"), strict=True))
    ]
    circles = [f for f in lint(listed(tmp_path, *rows)).faults if f.rule == "DAT-3"]
    told = {fault.sentence.en.split(": ")[1].split(" (")[0] for fault in circles}
    assert "甲证 → 丙证 → 甲证" in told or "丙证 → 甲证 → 丙证" in told
    assert len(circles) == 2  # the short one, and the long one that 乙证 lies on
    assert all(fault.rows for fault in circles)


@pytest.mark.parametrize(
    ("third", "region", "circle"),
    [
        ({"申请材料": "申请书"}, "330402", False),  # another way to the first paper
        ({"申请材料": "申请书"}, "330411", True),  # that is elsewhere
        ({"申请材料": "甲证"}, "330402", True),  # a renewal is no way to it
        ({"申请材料": "乙证;申请书"}, "330402", True),
    ],
)
def test_a_circle_that_another_item_leads_out_of_is_none(tmp_path, third, region, circle):
    first = {"事项编码": "330131001000", "事项名称": "甲", "申请材料": "乙证", "办理结果": "甲证"}
    second = {"事项编码": "330131002000", "事项名称": "乙", "申请材料": "甲证", "办理结果": "乙证"}
    other = {"事项编码": "330131003000", "事项名称": "丙", "办理结果": "甲证", "区划": region}
    linted = lint(listed(tmp_path, first, second, other | third))
    assert ("DAT-3" in rules_of(linted)) == circle


def test_the_example_shows_every_rule_but_the_one_for_empty_cells():
    assert rules_of(lint(EXAMPLE)) == {*JUDGED, *RULES} - {"lacking", "other-steps"}


def test_what_the_list_does_not_say_is_inconclusive_and_never_passed(tmp_path):
    path = tmp_path / "bare.csv"
    path.write_text("编码,名称\n330131001000,设立\n", encoding="utf-8")
    linted = lint(path)
    verdicts = {j.requirement.id: j.verdict for j in linted.judgements}
    assert {v for r, v in verdicts.items() if r != "CAT-3"} == {"inconclusive"}
    assert set(linted.silent) == {"other-steps", "visit", "obtainable"}
    page = page_of(linted, "en")
    assert page.count("the list has no column") == 3


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_copy_is_marked_and_the_original_stays(tmp_path, form):
    path = listed(tmp_path, {"到场次数": "2 次"}, {"区划": "330411", "办结时限": "尽快"}, form=form)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    linted = lint(path)
    write_marked(linted, path, tmp_path / "marked.xlsx", "en")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx").active
    assert sheet is not None
    first = 3 if form == "xlsx" else 2
    cell = sheet.cell(row=first, column=list(RIGHT).index("到场次数") + 1)
    assert cell.comment is not None and "visit" in cell.comment.text
    assert cell.fill.start_color.rgb == "00F8C9C4"
    clean = sheet.cell(row=first, column=list(RIGHT).index("办理结果") + 1)
    assert clean.comment is None and clean.fill.fill_type is None


EVIL = '=HYPERLINK("http://x","y")<script>alert(1)</script>'


def test_nothing_of_a_list_runs_in_page_or_workbook(tmp_path):
    rows = ({"事项名称": EVIL, "到场次数": "2"}, {"事项名称": "+1", "区划": "330411"})
    path = listed(tmp_path, *rows)
    linted = lint(path)
    page = page_of(linted, "zh")
    assert "<script>alert" not in page and "http://x&quot;" in page
    assert page.count("<script>") == 1 and " src=" not in page
    write_marked(linted, path, tmp_path / "marked.xlsx", "zh")
    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx").active
    assert sheet is not None
    column = list(RIGHT).index("事项名称") + 1
    assert {sheet.cell(row=n, column=column).data_type for n in (2, 3)} == {"s"}
    with zipfile.ZipFile(tmp_path / "marked.xlsx") as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "<f>" not in text


def test_formulas_of_a_workbook_are_not_in_its_copy(tmp_path):
    path = listed(tmp_path, {"到场次数": "2"}, form="xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["P3"] = EVIL
    book.save(path)
    write_marked(lint(path), path, tmp_path / "marked.xlsx", "zh")
    with zipfile.ZipFile(tmp_path / "marked.xlsx") as packed:
        assert "HYPERLINK" not in packed.read("xl/worksheets/sheet1.xml").decode("utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sheet: sheet[: len(sheet) // 2],
        lambda sheet: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet,
        lambda sheet: sheet.replace(b"<row", b"<worksheet><row"),
    ],
    ids=["truncated", "entities", "nested"],
)
def test_a_spoilt_workbook_is_exit_3(tmp_path, capsys, spoil):
    path, spoilt = listed(tmp_path, {}, form="xlsx"), tmp_path / "spoilt.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(spoilt, "w") as packed:
        for name in whole.namelist():
            content = whole.read(name)
            packed.writestr(name, spoil(content) if name.endswith("sheet1.xml") else content)
    assert run(PROGRAM, ["lint", str(spoilt), "--lang", "en"]) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_a_mapping_names_columns_and_what_every_row_has(tmp_path):
    path, mapping = tmp_path / "l.csv", tmp_path / "m.yaml"
    path.write_text("C,N,V\n330131001000,A,1\n", encoding="utf-8")
    mapping.write_text(
        'columns: {item_code: C, name: N, visits: V}\nconstants: {region: "330402"}\n', "utf-8"
    )
    (fault,) = lint(path, mapping).faults
    assert (fault.rule, fault.rows, fault.columns) == ("visit", (2,), ("visits",))


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("columns: {code: C}\n", ":1:11"),
        ("colums: {}\n", ":1:1"),
        ("- a\n", ":1:1"),
        ("columns: {item_code: nowhere}\n", "l.csv"),
    ],
)
def test_a_wrong_mapping_is_exit_3_with_its_place(tmp_path, capsys, content, place):
    path, mapping = listed(tmp_path, {}).rename(tmp_path / "l.csv"), tmp_path / "m.yaml"
    mapping.write_text(content, encoding="utf-8")
    assert run(PROGRAM, ["lint", str(path), "--mapping", str(mapping), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert place in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nothing.csv", None),
        ("empty.csv", b""),
        ("other.csv", b"a,b\n1,2\n"),
        ("header.csv", "编码,名称\n,\n".encode()),
        ("broken.xlsx", b"PK\x03\x04 no workbook"),
        ("list.xls", b"\xd0\xcf\x11\xe0"),
        ("list.yaml", b"a: 1\n"),
        ("list.yaml", b"- [1]\n"),
    ],
)
def test_what_is_no_list_is_exit_3(tmp_path, capsys, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert run(PROGRAM, ["lint", str(tmp_path / name), "--lang", "en"]) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_a_wrong_entry_of_a_yaml_list_is_told_at_its_place(tmp_path, capsys):
    (tmp_path / "list.yaml").write_text("- {编码: a}\n- {编码: b}\n- c\n", encoding="utf-8")
    assert run(PROGRAM, ["lint", str(tmp_path / "list.yaml"), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert "list.yaml:3:3" in said and "the item c has no key" in said


def test_the_folder_is_whole_and_the_document_is_the_same_on_screen(tmp_path, capsys):
    words = ["lint", str(EXAMPLE), "--out", str(tmp_path / "linted"), "--json"]
    assert run(PROGRAM, words) == 1
    document = json.loads(capsys.readouterr().out)
    assert document == json.loads((tmp_path / "linted" / "lint.json").read_text("utf-8"))
    assert document == document_of(lint(EXAMPLE))
    names = {path.name for path in (tmp_path / "linted").iterdir()}
    assert names == {"lint.html", "lint.json", "marked.xlsx"}
    assert run(PROGRAM, words) == 2
