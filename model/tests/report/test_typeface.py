"""The typeface: complete, quiet, and the same bytes every time."""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import os
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib
import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tongban.report.typeface import (
    FAMILY,
    FONT_FILE,
    UNDATED,
    characters_outside,
    font_base64_for,
    use_typeface,
)

TITLE = "政务服务一体化：最多跑一次（办结时间 −62 %，≤ 3 个工作日）"
DRAW = """
import hashlib, io, sys
from matplotlib.figure import Figure
from tongban.report.typeface import UNDATED, font_base64_for, use_typeface
use_typeface()
for format in ("svg", "png", "pdf"):
    figure = Figure(figsize=(4, 2))
    figure.subplots().plot([-1, 0, 2], [3, 1, 2])
    figure.suptitle("一网通办 × 省级统筹")
    target = io.BytesIO()
    figure.savefig(target, format=format, metadata=UNDATED[format])
    print(format, hashlib.sha256(target.getvalue()).hexdigest())
print("page", hashlib.sha256(font_base64_for("一网通办").encode()).hexdigest())
"""


@pytest.fixture(autouse=True)
def own_settings():
    """Give matplotlib its settings back after each test."""
    with matplotlib.rc_context():
        yield


def gb2312_by_rows() -> str:
    """Return GB2312 from its rows and cells, independently of the script that cuts the font."""
    cells = (bytes((row + 0xA0, cell + 0xA0)) for row in range(1, 88) for cell in range(1, 95))
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


def drawn(format: str) -> bytes:
    figure = Figure(figsize=(6, 2))
    figure.suptitle(TITLE)
    axes = figure.subplots()
    axes.plot([-2, 0, 2], [1, 3, 2], label="大厅")
    axes.set_xlabel("等待时间（分钟）")
    axes.legend()
    target = io.BytesIO()
    figure.savefig(target, format=format, metadata=UNDATED[format])
    return target.getvalue()


def test_every_character_of_gb2312_is_in_the_font():
    characters = gb2312_by_rows()
    assert len(characters) == 682 + 6763
    assert characters_outside(characters) == ""


def test_ascii_and_the_signs_of_a_report_are_in_the_font():
    assert characters_outside("".join(map(chr, range(0x20, 0x7F)))) == ""
    assert characters_outside("×→–—…·“”‘’≤≥±μ%°²³←↑↓⇒①②⑩⑳●○■□▲△✓⚠─│") == ""


def test_characters_outside_are_named_once_in_the_order_of_the_text():
    assert characters_outside("朱镕基\n\t陶喆、镕") == "镕喆"


def test_the_shipped_font_is_small_and_says_its_licence():
    assert FONT_FILE.stat().st_size < 2_000_000
    with TTFont(FONT_FILE) as font:
        assert "SIL Open Font License" in str(font["name"].getName(13, 3, 1, 0x409))
    licence = FONT_FILE.with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    readme = FONT_FILE.with_name("README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(FONT_FILE.read_bytes()).hexdigest() in readme


@pytest.mark.parametrize("format", ["png", "svg", "pdf"])
def test_a_chinese_figure_is_drawn_without_a_word_of_complaint(format, caplog):
    use_typeface()
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING, logger="matplotlib"):
        warnings.simplefilter("error")
        assert len(drawn(format)) > 1000
    assert caplog.records == []


def test_without_the_typeface_matplotlib_does_complain():
    """The twin of the test above: that the complaint would have been seen."""
    matplotlib.rcParams["font.family"] = ["DejaVu Sans"]
    canvas = FigureCanvasAgg(Figure())
    canvas.figure.text(0.5, 0.5, "大厅")
    with pytest.warns(UserWarning, match="missing from font"):
        canvas.draw()


def test_svg_shows_chinese_on_a_bare_machine():
    use_typeface()
    svg = drawn("svg").decode("utf-8")
    assert "<text" not in svg  # outlines only: a <text> would need a font where it is read
    assert "<path" in svg


def test_registering_twice_leaves_one_entry():
    use_typeface()
    use_typeface()
    entries = [e for e in font_manager.fontManager.ttflist if e.fname == str(FONT_FILE)]
    assert [e.name for e in entries] == [FAMILY]


def test_two_runs_give_the_same_bytes():
    """Two processes with different hash seeds, so that no order of a set can hide."""

    def run(hash_seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", DRAW],
            capture_output=True,
            check=True,
            text=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": hash_seed,
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
        )
        return done.stdout

    first = run("1")
    assert len(first.splitlines()) == 4
    assert first == run("2")


def test_a_page_font_has_the_characters_of_the_page_and_no_others(tmp_path: Path):
    file = tmp_path / "page.woff"
    file.write_bytes(base64.b64decode(font_base64_for("通办，通办！镕")))
    with TTFont(file) as font:
        assert font.flavor == "woff"
        assert {chr(code) for code in font.getBestCmap() or ()} == set("通办，！ ")
        assert "SIL Open Font License" in str(font["name"].getName(13, 3, 1, 0x409))


def test_a_page_font_depends_on_the_characters_alone():
    assert font_base64_for("一次告知") == font_base64_for("知告次一一")
    assert font_base64_for("一次告知") != font_base64_for("一次告")
