"""What a self-test found, as files and words (写自检结果): JSON, CSV, Markdown and a picture."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tongban_spec
from tongban_spec.language import Text
from tongban_spec.registry import SPECIFICATION
from tongban_spec.selftest.kill_matrix import Cell, KillMatrix, Row
from tongban_spec.selftest.picture import picture
from tongban_spec.selftest.simulator import INJECTIONS, SIZES

MARKS = {"own": "●", "also": "○", "missed": "✗", "inconclusive": "?", "not_exercised": "–"}


def document_of(matrix: KillMatrix) -> dict[str, Any]:
    """Return the document of ``selftest --json`` (自检文档)."""
    return {
        "specification": SPECIFICATION,
        "requirements": [r.id for r in matrix.requirements],
        "strong": matrix.strong,
        "faults": [_row(row) for row in matrix.rows],
        "right_worlds": {
            world: {r: _cell(c) for r, c in cells.items()} for world, cells in matrix.right.items()
        },
        "random_worlds": {
            "number": matrix.worlds,
            "judged": matrix.exercised if matrix.worlds else {},
        },
        "accusations": [
            {"world": a.world, "requirement": a.requirement, "breaches": a.breaches,
             "sentence": {"zh": a.sentence.zh, "en": a.sentence.en}}
            for a in matrix.accusations
        ],
    }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    fault = row.fault
    return {
        "id": fault.id,
        "requirements": list(fault.requirements),
        "size": fault.size,
        "injected": fault.injected,
        "title": {"zh": fault.title.zh, "en": fault.title.en},
        "caught": not row.missed,
        "near_miss_spared": row.spared,
        "also_caught_by": list(row.also),
        "cells": {r: _cell(c) for r, c in row.cells.items()},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "verdict": cell.verdict,
        "opportunities": cell.opportunities,
        "breaches": cell.breaches,
    }


def rate(row: Row) -> str:
    """Return breaches over opportunities of a fault's own requirements (违反率)."""
    own = [row.cells[r] for r in row.fault.requirements if r in row.cells]
    return ", ".join(f"{c.breaches}/{c.opportunities}" for c in own)


def mark(row: Row, requirement: str) -> str:
    """Return the sign of a cell of the matrix (矩阵符号); empty where nothing is said."""
    cell = row.cells[requirement]
    if cell.verdict == "breached":
        return MARKS["own" if requirement in row.fault.requirements else "also"]
    if requirement in row.fault.requirements:
        return MARKS["missed"]
    return MARKS.get(cell.verdict, "")


def write_files(folder: Path, matrix: KillMatrix) -> None:
    """Write the results into an empty folder (写自检结果)."""
    _write_json(folder / "selftest.json", document_of(matrix))
    _write_json(folder / "manifest.json", _manifest(matrix))
    (folder / "matrix.csv").write_text(_csv(matrix), encoding="utf-8", newline="")
    for language in ("zh", "en"):
        page = "\n".join(_markdown(matrix, language)) + "\n"
        (folder / f"matrix.{language}.md").write_text(page, encoding="utf-8", newline="\n")
        drawn = picture(matrix, language)
        (folder / f"matrix.{language}.svg").write_text(drawn, encoding="utf-8", newline="\n")


def _write_json(path: Path, document: dict[str, Any]) -> None:
    """Write a document with a line for each member, and for each fault."""
    members = []
    for name, value in document.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in value)
            members.append(f"{json.dumps(name)}: [\n{rows}\n]")
        else:
            members.append(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    path.write_text("{\n" + ",\n".join(members) + "\n}\n", encoding="utf-8", newline="\n")


def _manifest(matrix: KillMatrix) -> dict[str, Any]:
    return {
        "version": tongban_spec.__version__,
        "specification": SPECIFICATION,
        "requirements": len(matrix.requirements),
        "faults": len(matrix.rows),
        "random_worlds": matrix.worlds,
        "libraries": {name: version(name) for name in ("duckdb", "pyarrow", "numpy")},
    }


def _csv(matrix: KillMatrix) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    ids = [r.id for r in matrix.requirements]
    writer.writerow(["fault", "requirement", "size", "injected", "caught", "near_miss_spared",
                     "breaches/opportunities", *ids])  # fmt: skip
    for row in matrix.rows:
        fault = row.fault
        writer.writerow(
            [fault.id, ";".join(fault.requirements), fault.size, fault.injected, not row.missed,
             "" if row.spared is None else row.spared, rate(row),
             *(_figures(row.cells[r]) for r in ids)]
        )  # fmt: skip
    return stream.getvalue()


def _figures(cell: Cell) -> str:
    counted = cell.verdict in ("holds", "breached")
    return f"{cell.breaches}/{cell.opportunities}" if counted else cell.verdict


def summary(matrix: KillMatrix) -> Iterator[Text]:
    """Yield what the self-test found, in sentences (自检小结)."""
    rows = matrix.rows
    caught = sum(not row.missed for row in rows)
    yield Text(
        "{n} 个已知错误，{c} 个被自己的要求检出；其中 {a} 个也被别的要求检出。",
        "{n} known faults, {c} caught by their own requirement; {a} of them by another one too.",
    ).fill(n=len(rows), c=caught, a=sum(bool(row.also) for row in rows))
    misses = [row.spared for row in rows if row.spared is not None]
    yield Text(
        "{n} 个边界错误有刚好合规的对照，{s} 个对照未被误报。",
        "{n} boundary faults have a near miss that is lawful; {s} of these are not accused.",
    ).fill(n=len(misses), s=sum(misses))
    accused = {a.world for a in matrix.accusations}
    yield Text(
        "{r} 个正确但不同的平台、{w} 个随机的正确世界：误报 {f} 个。",
        "{r} platforms that are right but different, and {w} random right worlds: {f} accused.",
    ).fill(r=len(matrix.right), w=matrix.worlds, f=len(accused))


def lines_of(matrix: KillMatrix) -> Iterator[Text]:
    """Yield what a person sees: what is wrong line by line, and the summary (自检页面)."""
    for row in matrix.rows:
        title = row.fault.title
        if row.missed:
            said = Text("✗ {f} 未被 {r} 检出：{t}", "✗ {f} is not caught by {r}: {t}")
            yield said.fill(f=row.fault.id, r=", ".join(row.missed), t=title)
        if row.spared is False:
            said = Text("✗ {f} 的合规对照被误报：{t}", "✗ the near miss of {f} is accused: {t}")
            yield said.fill(f=row.fault.id, t=title)
    for a in matrix.accusations:
        said = Text("✗ 正确的世界 {w} 被 {r} 误报：{s}", "✗ {w} is right and {r} accuses it: {s}")
        yield said.fill(w=a.world, r=a.requirement, s=a.sentence)
    yield from summary(matrix)


def _markdown(matrix: KillMatrix, language: Any) -> Iterator[str]:
    def say(zh: str, en: str) -> str:
        return Text(zh, en).say(language)

    yield f"# {say('检出矩阵', 'The kill matrix')}"
    yield ""
    for sentence in summary(matrix):
        yield f"- {sentence.say(language)}"
    yield ""
    if matrix.worlds:
        least = sorted(matrix.exercised.items(), key=lambda pair: pair[1])[:8]
        told = ", ".join(f"{r} {n}" for r, n in least)
        yield say("随机世界中被判定最少的要求：", "judged in the fewest random worlds: ") + told
        yield ""
    yield f"![{say('检出矩阵', 'kill matrix')}](matrix.{language}.svg)"
    yield ""
    heads = (say("错误", "fault"), say("规模", "size"), say("注入", "put in as"),
             say("错在哪里", "what is wrong"), say("违反/机会", "breaches/opportunities"),
             say("检出", "caught"), say("边界对照", "near miss"),
             say("也被检出", "also caught by"))  # fmt: skip
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    spared = {None: "", True: say("未误报", "not accused"), False: say("误报", "accused")}
    for row in matrix.rows:
        fault = row.fault
        cells = (fault.id, SIZES[fault.size].say(language),
                 INJECTIONS[fault.injected].say(language), fault.title.say(language), rate(row),
                 MARKS["missed"] + " " + ", ".join(row.missed) if row.missed else MARKS["own"],
                 spared[row.spared], ", ".join(row.also))  # fmt: skip
        yield "| " + " | ".join(cells) + " |"
