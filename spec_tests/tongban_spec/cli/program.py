"""The program ``tongban-spec`` (规范程序): its commands and words for the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import tongban_spec
from tongban_spec.cli.console.program import Program
from tongban_spec.language import Text

HOLDS, BREACHED, UNREADABLE, FAULT = 0, 1, 3, 4


def _commands() -> Mapping[str, Callable[..., Any]]:
    from tongban_spec.cli.commands.check import check
    from tongban_spec.cli.commands.codes import codes
    from tongban_spec.cli.commands.convert import convert
    from tongban_spec.cli.commands.document import document
    from tongban_spec.cli.commands.lint import lint
    from tongban_spec.cli.commands.list import list_
    from tongban_spec.cli.commands.map_check import map_check
    from tongban_spec.cli.commands.map_init import map_init
    from tongban_spec.cli.commands.selftest import selftest
    from tongban_spec.cli.commands.show import show
    from tongban_spec.cli.commands.sql import sql

    return {
        "list": list_,
        "show": show,
        "check": check,
        "convert": convert,
        "map init": map_init,
        "map check": map_check,
        "sql": sql,
        "codes": codes,
        "lint": lint,
        "document": document,
        "selftest": selftest,
    }


PROGRAM = Program(
    name="tongban-spec",
    version=tongban_spec.__version__,
    debug_variable="TONGBAN_DEBUG",
    commands=_commands,
    about={
        "": Text(
            "通办规范：用同一套要求检查任何平台的日志。",
            "The specification of integrated government services, and checks of any log by it.",
        ),
        "list": Text("列出全部要求。", "List every requirement."),
        "show": Text("显示一条要求及其查询。", "Show one requirement with its query."),
        "check": Text(
            "用规范检查一个证据包或日志。应当级（SHOULD）的违反只提醒，不改变退出码。",
            "Check an evidence package or a log. The breach of a SHOULD warns and leaves the exit"
            " code alone.",
        ),
        "convert": Text(
            "把证据写成另一种形式：.json .xml .sqlite（OCEL 2.0）、.xes，或证据包文件夹。",
            "Write evidence in another form: .json .xml .sqlite (OCEL 2.0), .xes, or a folder for"
            " a package.",
        ),
        "sql": Text(
            "写出在自己的数据库里运行的检查：PostgreSQL 或 Spark，日志不必离开本处。",
            "Write the checks for your own database, PostgreSQL or Spark: the log stays where it"
            " is.",
        ),
        "codes": Text(
            "校验一列编码，得出表 code_checks（CSV）：校验位在 SQL 里算不了。",
            "Check a list of codes and give the table code_checks (CSV): SQL has no arithmetic of"
            " check digits.",
        ),
        "lint": Text(
            "检查一份事项清单（XLSX、CSV、YAML），不需要日志：每行一个事项。",
            "Check a list of items (XLSX, CSV, YAML), a row an item; no log is needed.",
        ),
        "document": Text(
            "写出规范全文（中英文）、各表的 JSON Schema 和示例日志。",
            "Write the whole specification in Chinese and English, the JSON Schema of each table,"
            " and the example logs.",
        ),
        "selftest": Text(
            "规范自检：每条要求能否检出已知错误的平台，又不误报正确的平台。",
            "The test of the tests: whether each requirement catches platforms with known faults"
            " and accuses none that is right.",
        ),
        "map init": Text(
            "由样本（CSV、Parquet、XES）写一份映射初稿：猜了什么、凭什么、还缺什么。",
            "Propose a mapping from a sample (CSV, Parquet, XES): what was guessed, why, and what"
            " is still lacking.",
        ),
        "map check": Text(
            "用样本检查映射：缺的列、没说到的用语、读不通的时间（带行号）、能判定哪些要求。",
            "Judge a mapping by a sample: columns not found, words not mapped, times that cannot be"
            " read (with lines), and which requirements can be judged.",
        ),
    },
    parameters={
        "json": Text(
            "在标准输出上给出一个 JSON 文档，别无其他",
            "print one JSON document on standard output and nothing else",
        ),
        "requirement": Text("要求的编号，如 DAT-2", "id of the requirement, e.g. DAT-2"),
        "evidence": Text(
            "证据包（文件夹或 zip）、事件表、OCEL 2.0 或 XES 日志",
            "an evidence package (folder or zip), a table of events, an OCEL 2.0 or XES log",
        ),
        "sample": Text(
            "厂商日志的样本：CSV、Parquet 或 XES", "a sample of a vendor's log: CSV, Parquet or XES"
        ),
        "map init.out": Text(
            "写到这个新文件；不写则打印", "write it into this new file; printed if not given"
        ),
        "only": Text("只查这些要求，逗号隔开", "only these requirements, with commas"),
        "profile": Text(
            "类别：catalogue、online、exchange、hall 或 province",
            "the profile: catalogue, online, exchange, hall or province",
        ),
        "waivers": Text("豁免文件（YAML）", "a file of waivers (YAML)"),
        "target": Text(
            "写到哪里：带后缀的文件名，或文件夹名；不覆盖已有的",
            "where to: a file name with its ending, or a folder; nothing is overwritten",
        ),
        "mapping": Text(
            "映射文件（YAML）：厂商的列与用语怎样成为本词汇",
            "a mapping (YAML): how a vendor's columns and words become the vocabulary",
        ),
        "also": Text(
            "同一份证据的其余日志，逗号隔开，须有 --mapping",
            "further logs of the same evidence, with commas; needs --mapping",
        ),
        "subject": Text(
            "只显示这个主体的违反，连同其案件的全部事件；可用 * 和 ?",
            "show only the breaches of this subject, with all events of its case; * and ? may stand"
            " in it",
        ),
        "out": Text(
            "报告写到这个新文件夹：report.html、report.json、junit.xml、ctrf.json、徽章、全部违反",
            "write the report into this new folder: report.html, report.json, junit.xml, ctrf.json,"
            " badges, all breaches",
        ),
        "since": Text(
            "与以前的报告（文件夹或 report.json）比较：已改正、新出现、仍违反",
            "compare with an earlier report (its folder or report.json): fixed, new, still",
        ),
        "dialect": Text("方言：postgres 或 spark", "the dialect: postgres or spark"),
        "script": Text(
            "写到哪里：.sql 文件，或文件夹（每部分一个文件）；不写则输出到屏幕",
            "where to: a file ending in .sql, or a folder with a file for each part; without it,"
            " standard output",
        ),
        "catalogue": Text("事项清单", "the list of items"),
        "columns": Text(
            "哪一列是什么（YAML）：columns: {item_code: 编码, …}",
            "which column is which (YAML): columns: {item_code: Code, …}",
        ),
        "marked": Text(
            "写入这个新文件夹：lint.html、lint.json、标注副本 marked.xlsx",
            "write into this new folder: lint.html, lint.json and the marked copy marked.xlsx",
        ),
        "list_of_codes": Text(
            "UTF-8 文本，每行一个编码",
            "a text in UTF-8, a code a line",
        ),
        "selftest.only": Text(
            "只用这些要求及其错误，逗号隔开",
            "only these requirements and their faults, with commas",
        ),
        "worlds": Text(
            "另试多少个随机的正确世界", "how many random right worlds are tried as well"
        ),
        "selftest.workers": Text("几个进程同时算", "how many processes work on it"),
        "simulator": Text(
            "给出各平台的模拟器的模块名", "module of the simulator that gives the platforms"
        ),
        "document.out": Text("写进这个新的或空的文件夹", "write it into this new or empty folder"),
        "selftest.out": Text(
            "把检出矩阵写进这个新文件夹：JSON、CSV、Markdown 和图",
            "write the kill matrix into this new folder: JSON, CSV, Markdown and a picture",
        ),
        "memory_limit": Text(
            "内存上限，如 2GiB；超出的写到临时文件夹",
            "limit of memory, e.g. 2GiB; what is beyond it goes to a temporary folder",
        ),
    },
    metavars={
        "requirement": "ID",
        "only": "ID,ID",
        "worlds": "N",
        "selftest.workers": "N",
        "simulator": "MODULE",
        "selftest.out": "DIR",
        "document.out": "DIR",
        "map init.out": "FILE",
        "profile": "P",
        "waivers": "FILE",
        "target": "OUT",
        "mapping": "FILE",
        "also": "LOG,LOG",
        "subject": "PATTERN",
        "out": "DIR",
        "since": "DIR",
        "dialect": "DIALECT",
        "script": "OUT",
        "list_of_codes": "CODES",
        "catalogue": "LIST",
        "columns": "FILE",
        "marked": "DIR",
        "memory_limit": "SIZE",
    },
    examples={
        "map init": "tongban-spec map init export.csv --out mapping.yaml",
        "map check": "tongban-spec map check mapping.yaml export.csv",
        "": "tongban-spec check my_log --profile exchange",
        "list": "tongban-spec list --json",
        "show": "tongban-spec show DAT-2",
        "convert": "tongban-spec convert my_log my_log.sqlite",
        "selftest": "tongban-spec selftest --only HAL-2,DAT-2",
        "document": "tongban-spec document --out specification",
        "check": "tongban-spec check my_log --profile exchange --out report --since last_report",
        "sql": "tongban-spec sql --dialect postgres --out checks",
        "lint": "tongban-spec lint items.xlsx --out linted",
        "codes": "tongban-spec codes codes.txt > code_checks.csv",
    },
    exit_codes={
        HOLDS: Text("没有必须级（MUST）的违反", "no MUST is breached"),
        BREACHED: Text("有必须级（MUST）的违反", "a MUST is breached"),
        2: Text("命令或豁免文件写错", "the command, or the file of waivers, is wrong"),
        UNREADABLE: Text("证据或映射不可读", "the evidence, or the mapping, cannot be read"),
        FAULT: Text(
            "程序自身的错误，或结果写不出；从不算作对方的违反",
            "a fault of ours, or results that cannot be written; never a breach of theirs",
        ),
        130: Text("被 Ctrl-C 或终止信号停止", "stopped by Ctrl-C or a termination signal"),
    },
    fault=FAULT,
    no_memory=Text(
        "内存不足：请用 --memory-limit 设小一些，或用 --only 分开检查",
        "there is not enough memory: set a smaller --memory-limit, or check in parts with --only",
    ),
)
