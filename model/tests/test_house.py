"""The style of the house, as tests."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    p for top in ("model", "spec_tests", "results", "notebooks") for p in (ROOT / top).rglob("*.py")
)
FILE_LINES_MAX = 350
FUNCTION_LINES_MAX = 70
CLOCKS_AND_LUCK = {"time", "random", "secrets", "uuid"}


def functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_longer_than_a_reader_can_hold():
    long = {
        str(p.relative_to(ROOT)): n
        for p in SOURCES
        if (n := len(p.read_text("utf-8").splitlines())) > FILE_LINES_MAX
    }
    assert not long


def test_no_function_is_longer_than_70_lines():
    long = [
        f"{p.relative_to(ROOT)}:{f.lineno} {f.name}"
        for p in SOURCES
        for f in functions(p)
        if (f.end_lineno or f.lineno) - f.lineno >= FUNCTION_LINES_MAX
    ]
    assert not long


def packages() -> list[Path]:
    others = {"tests", "benchmarks", "notebooks"}
    return [p for p in SOURCES if not others & set(p.parts)]


def test_every_module_says_what_it_is():
    silent = [
        str(p.relative_to(ROOT))
        for p in packages()
        if not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert not silent


def test_every_public_class_and_function_of_a_package_has_a_docstring():
    silent = []
    for path in packages():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                if not ast.get_docstring(node):
                    silent.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert not silent


@pytest.mark.parametrize("package", ["model/tongban", "spec_tests/tongban_spec"])
def test_only_the_command_line_may_look_at_the_clock_and_nobody_at_global_luck(package):
    guilty = []
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [a.name for a in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            clock = CLOCKS_AND_LUCK & {n.split(".")[0] for n in names}
            if clock and "cli" not in path.parts:
                guilty.append(f"{path.relative_to(ROOT)}:{node.lineno} {clock}")
            if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow"):
                if isinstance(node.value, ast.Attribute | ast.Name):
                    holder = getattr(node.value, "attr", getattr(node.value, "id", ""))
                    if holder in ("datetime", "date"):
                        guilty.append(
                            f"{path.relative_to(ROOT)}:{node.lineno} {holder}.{node.attr}"
                        )
    assert not guilty
