"""The page of an ablation: both languages, nothing from outside, and no more than it may say."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import pytest

from comparisons import REPRODUCE
from experiments.test_ablation import WHOLE, found
from tongban.cli.workers import InProcess
from tongban.experiments.ablation import Ablation, ablate
from tongban.levers.regime import LEVERS, Regime, full
from tongban.report.ablation_page import write_ablation_page
from tongban.report.ablation_words import effects_table
from tongban.report.figures.ablation import MAP, STEPS, plates_of_ablation
from tongban_spec.language import LANGUAGES
from worlds import world


@cache
def once() -> Ablation:
    """One replication: no intervals at all."""
    nearly = Regime("nearly", full([x for x in LEVERS if x not in ("post", "no_visit")]))
    return ablate(world(needs=4.0, days=3), nearly, WHOLE, 1, 1, InProcess(lambda _done: None))


def written(result: Ablation, folder: Path) -> str:
    write_ablation_page(result, folder, "en", REPRODUCE)
    return (folder / "report.html").read_text("utf-8")


@pytest.mark.parametrize("result", [found, once], ids=["three", "one"])
def test_the_page_is_offline_and_has_every_lever_in_both_languages(result, tmp_path):
    page = html.unescape(written(result(), tmp_path))
    loaded = re.findall(r'(?:src|href)="(?!#)([^"]+)"|url\((?!#|data:)([^)]*)\)', page)
    assert not loaded
    for lever in result().levers:
        for language in LANGUAGES:
            assert LEVERS[lever].title.say(language) in page
            assert LEVERS[lever].costs.say(language) in page
    assert "{" not in re.sub(r"<(style|script).*?</\1>", "", page, flags=re.S)


def test_the_same_ablation_gives_the_same_files(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(once(), tmp_path / name)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert len(files) == 1 + 3 * 5
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("result", [found, once], ids=["three", "one"])
def test_figures_are_drawn_with_a_row_a_lever(result, language):
    plates = plates_of_ablation(result())
    assert [p.name for p in plates] == ["levers_alone", "levers_last", "levers_first_and_last"]
    for plate in plates:
        axes = plate.draw(language).axes
        assert len(axes[0].get_yticks()) == len(result().levers)
        assert plate.finding.say(language) and plate.caption.say(language)
        rows = plate.table().rows
        assert {row[0] for row in rows} == set(result().levers)
        assert set(rows) <= set(effects_table(result(), result().every).rows)


def test_without_intervals_nothing_is_called_clear_and_nobody_worse(tmp_path):
    page = written(once(), tmp_path)
    assert "No group is clearly worse off." in page
    assert "Clear and as it should" not in page
    assert "one replication, so no intervals" in plates_of_ablation(once())[0].finding.en


def test_the_shown_measures_are_those_of_the_ablation():
    shown = {e.measure.id for e in found().effects}
    assert set(STEPS) <= set(MAP)
    assert set(MAP) - shown <= {"administration_cost", "society_cost"}, "these need tariffs"
