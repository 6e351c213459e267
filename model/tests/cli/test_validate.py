"""``tongban validate``: rows, figures, and wrong words."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from cli.command import tongban
from tongban.cli.door import run
from tongban.cli.validation import of_shipped_worlds, worlds_with_pairs
from tongban.experiments.intervals import Interval
from tongban.experiments.validation.checks import (
    REPLICATIONS_MIN,
    THEORY_CONFIDENCE,
    VERDICTS,
    Check,
)
from tongban.experiments.validation.published import (
    log_error,
    median_error,
    pairs_of_regimes,
    published_check,
)
from tongban.experiments.validation.theory import experiments, seed_of_run
from tongban.levers.regime import named
from tongban.report.figures.validation import validation_plates
from tongban.report.validation_table import COLUMNS, markdown, row_of, together
from tongban_spec.language import Text

WORD = Text("词", "word")


def check(ratio: float, wanted: float = 0.5, use: Any = "predicted") -> Check:
    simulated = Interval(ratio, ratio * 0.9, ratio * 1.1, 4)
    return Check("s/E01/visits/0", "published", WORD, WORD, (wanted, wanted), simulated, "told",
                 WORD, use)  # fmt: skip


def test_the_error_is_the_log_of_model_over_published():
    assert log_error(check(0.25)) == pytest.approx(-0.6931, abs=1e-4)
    assert median_error([check(0.25), check(0.5), check(1.0)]) == pytest.approx(0.6931, abs=1e-4)


def test_fitted_pairs_do_not_count_as_predictions():
    assert median_error([check(0.5), check(5.0, use="fitted")]) == 0


def test_related_pairs_do_not_count_as_predictions_and_say_why():
    pairs = [check(0.5), check(5.0, use="related")]
    assert median_error(pairs) == 0
    verdict = row_of(pairs[1])[4]
    assert "Not independent" in verdict.en and "不独立" in verdict.zh
    assert "of the 1 predicted" in together(pairs)[0].en and "预测的 1 对" in together(pairs)[0].zh


def test_shanghais_start_up_is_no_prediction():
    pairs = [p for world in worlds_with_pairs() for p in world.published]
    shanghai = [p for p in pairs if "Shanghai" in p.title.en]
    assert len(shanghai) == 6 and {p.use for p in shanghai} == {"related"}
    assert "predicted" in {p.use for p in pairs}


def test_every_row_and_sentence_is_in_both_languages():
    told = [*COLUMNS, *together([check(0.25)]), *(c for c in row_of(check(0.25)) if
            isinstance(c, Text)), *VERDICTS.values()]  # fmt: skip
    assert all(t.zh.strip() and t.en.strip() for t in told)
    assert "not reached" in together([check(0.25)])[0].en
    assert "| 0.5 | 0.25 |" in markdown([check(0.25)])


def test_the_figure_is_drawn_in_both_languages():
    (plate,) = validation_plates([check(0.25), check(0.7)])
    assert plate.draw("zh") and plate.draw("en")
    assert len(plate.table().rows) == 2


def test_the_figure_tells_predictions_from_the_rest_and_heads_its_numbers():
    (plate,) = validation_plates([check(0.25), check(0.7, use="fitted")])
    axes = plate.draw("en").axes[0]
    names = [t.get_text().replace("\n", " ") for t in axes.get_yticklabels()]
    assert names == ["word [predicted]", "word [fitted]"]
    assert "expected | simulated" in [t.get_text() for t in axes.texts]
    dots = [line.get_markerfacecolor() for line in axes.lines if line.get_marker() == "o"]
    assert dots[0] != "white" and dots[1] == "white"
    assert "truly predicted" in plate.finding.en and "真正预测" in plate.finding.zh


def test_a_published_row_names_its_scenario():
    world = next(w for w in worlds_with_pairs() if w.name == "business_startup")
    names = pairs_of_regimes(world)[0]
    regimes = [named(world, name) for name in names]
    comparison = SimpleNamespace(world=world, regimes=regimes, row=_no_row)
    row = published_check(comparison, world.published[0], 0)  # pyright: ignore[reportArgumentType]
    assert row.what.en.startswith("business_startup: ")
    assert row.what.zh.startswith("business_startup：")


def _no_row(*_names: str) -> None:
    raise KeyError


def test_no_two_experiments_of_theory_share_their_draws():
    seeds = [seed_of_run(1, e, n) for e in experiments() for n in range(30)]
    assert len(set(seeds)) == len(seeds)


@pytest.mark.parametrize("words", [["nothing"], ["theory", "--replications", "5"]])
def test_wrong_words_are_a_usage_error(words):
    done = tongban("validate", *words, "--lang", "en")
    assert done.code == 2
    assert "Traceback" not in done.err


def test_theory_as_json_has_a_row_a_quantity(monkeypatch, capfdbinary):
    few = [e for e in experiments() if e.quantities[0].id.startswith(("m_m_c/1", "m_g_1/0.0"))]
    monkeypatch.setattr("tongban.cli.validation.experiments", lambda: few)
    monkeypatch.setattr("tongban.cli.validation.of_shipped_worlds", list)
    assert run(["validate", "theory", "--replications", "30", "--json", "--workers", "1"]) == 0
    rows = json.loads(capfdbinary.readouterr().out)["checks"]
    assert [r["id"] for r in rows] == [q.id for e in few for q in e.quantities]
    assert {r["verdict"] for r in rows} <= set(VERDICTS)
    assert all(r["replications"] == 30 for r in rows)


def test_all_that_theory_was_asked_for_is_held_against_a_formula():
    kinds = {"m_m_c", "m_m_c_m", "m_g_1", "priority", "jackson", "fork_join", "open_day"}
    kinds |= {"little", "arrivals"}
    every = [*experiments(), *of_shipped_worlds()]
    assert {q.id.split("/")[0] for e in every for q in e.quantities} == kinds
    assert REPLICATIONS_MIN >= 30
    assert THEORY_CONFIDENCE == 0.99
    assert all(q.source.zh and q.source.en for e in every for q in e.quantities)
