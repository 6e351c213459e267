"""``tongban validate``: rows, figures, and wrong words."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from cli.command import tongban
from comparisons import PAIR
from tongban.cli.door import run
from tongban.cli.validation import (
    of_shipped_worlds,
    replications_of_validation,
    worlds_with_pairs,
)
from tongban.experiments.intervals import Interval
from tongban.experiments.validation.checks import (
    REPLICATIONS_MIN,
    THEORY_CONFIDENCE,
    VERDICTS,
)
from tongban.experiments.validation.published import (
    PairCheck,
    errors_of_pairs,
    log_error,
    means_of_pair,
    median_error,
    published_check,
    regimes_of_pairs,
)
from tongban.experiments.validation.theory import experiments, seed_of_run
from tongban.report import published_table
from tongban.report.figures.validation import validation_plates
from tongban.report.published import KINDS
from tongban.report.published_table import (
    ASSUMED,
    LEVER_COLUMNS,
    SCREEN_COLUMNS,
    row_of_pair,
    row_on_screen,
    rows_of_levers,
    told_of_pairs,
)
from tongban.report.validation_table import COLUMNS, markdown, together
from tongban.scenario.world import LeverSetting
from tongban_spec.language import Text

WORD = Text("词", "word")


def check(ratio: float, wanted: float = 0.5, use: Any = "predicted", **other: Any) -> PairCheck:
    pair = replace(
        PAIR, id=other.get("pair", f"pair_{ratio}_{use}"), use=use, after_regime="reform"
    )
    simulated = Interval(ratio, ratio * 0.9, ratio * 1.1, 4)
    settings = (LeverSetting("post", 0.5, because=WORD, source=WORD), LeverSetting("one_notice"))
    return PairCheck(
        f"{pair.id}/{other.get('scenario', 's')}", "published", WORD, WORD, (wanted, wanted),
        simulated, "told", WORD, use, scenario=other.get("scenario", "s"), pair=pair, before=(),
        after=settings, levels=(simulated, simulated),
        whole=replace(simulated, mean=other.get("whole", ratio)),
    )  # fmt: skip


def test_the_error_is_the_log_of_model_over_published():
    assert log_error(check(0.25)) == pytest.approx(-0.6931, abs=1e-4)
    assert median_error([check(0.25), check(0.5), check(1.0)]) == pytest.approx(0.6931, abs=1e-4)


@pytest.mark.parametrize("use", ["fitted", "related", "unlike"])
def test_only_predicted_pairs_count_and_the_others_say_why(use):
    pairs = [check(0.5), check(5.0, use=use)]
    assert median_error(pairs) == 0
    assert median_error(pairs, ("predicted", use)) == pytest.approx(log_error(pairs[1]) / 2)
    assert row_of_pair(pairs[1])[3] == KINDS[use]
    said = told_of_pairs(pairs)
    assert "of the 1 predicted" in said[0].en and "预测的 1 对" in said[0].zh


def test_a_pair_of_two_scenarios_counts_once_by_the_mean_of_its_errors():
    rows = [check(1.0, pair="p", scenario="a"), check(0.5, pair="p", scenario="b"), check(0.25)]
    errors = errors_of_pairs(rows)
    assert errors["p"] == pytest.approx(0.6931 / 2, abs=1e-4)
    assert median_error(rows) == pytest.approx((0.6931 / 2 + 0.6931) / 2, abs=1e-4)


def test_it_is_told_how_much_hangs_on_the_levers_of_the_reforms():
    rows = [check(0.5, whole=0.25)]
    assert median_error(rows) == 0
    assert median_error(rows, whole=True) == pytest.approx(0.6931, abs=1e-4)
    assert all("0.69" in told_of_pairs(rows)[-1].say(language) for language in ("zh", "en"))


def test_a_row_shows_its_regimes_and_their_levers_with_reasons():
    row = row_of_pair(check(0.25))
    assert "siloed → reform" in row
    screen = row_on_screen(check(0.25))
    assert screen[0] == "pair_0.25_predicted\ns: siloed → reform"
    assert len(screen) == len(SCREEN_COLUMNS)
    assert rows_of_levers([check(0.25)])[0][2:] == (WORD, WORD)
    assert rows_of_levers([check(0.25)])[1][2:] == ("—", ASSUMED)
    document = json.loads(json.dumps(check(0.25).to_json()))
    after = document["regimes"]["after"]
    assert after["name"] == "reform"
    assert after["levers"][0]["source"] == {"zh": "词", "en": "word"}
    assert document["log_error"] == pytest.approx(-0.6931, abs=1e-4)


def test_every_row_and_sentence_is_in_both_languages():
    cells = [*row_of_pair(check(0.25)), *rows_of_levers([check(0.25)])[0]]
    columns = [*COLUMNS, *published_table.COLUMNS, *LEVER_COLUMNS, *SCREEN_COLUMNS]
    told = [*columns, *together([check(0.25)]),
            *(c for c in cells if isinstance(c, Text)), *VERDICTS.values()]  # fmt: skip
    assert all(t.zh.strip() and t.en.strip() for t in told)
    assert "not reached" in together([check(0.25)])[0].en
    assert "| 0.50 | 0.25 (0.23 – 0.28) | −0.69 |" in markdown([check(0.25)])
    assert "| 预测 | 0.50 |" in markdown([check(0.25)], "zh")


def test_the_figure_is_drawn_in_both_languages():
    (plate,) = validation_plates([check(0.25), check(0.7)])
    assert plate.draw("zh") and plate.draw("en")
    assert len(plate.table().rows) == 2


def test_the_figure_tells_predictions_from_the_rest_and_heads_its_numbers():
    (plate,) = validation_plates([check(0.25), check(0.7, use="fitted")])
    axes = plate.draw("en").axes[0]
    names = [t.get_text().replace("\n", " ") for t in axes.get_yticklabels()]
    assert names == ["word [predicted: siloed → reform]", "word [fitted: siloed → reform]"]
    assert "expected | simulated" in [t.get_text() for t in axes.texts]
    dots = [line.get_markerfacecolor() for line in axes.lines if line.get_marker() == "o"]
    assert dots[0] != "white" and dots[1] == "white"
    assert "truly predicted" in plate.finding.en and "真正预测" in plate.finding.zh


def test_a_published_row_names_its_scenario():
    world = next(w for w in worlds_with_pairs() if w.name == "business_startup")
    comparison = SimpleNamespace(world=world, runs=())
    row = published_check(comparison, world.published[0])  # pyright: ignore[reportArgumentType]
    assert row.what.en.startswith("business_startup: ")
    assert row.what.zh.startswith("business_startup：")
    assert row.verdict == "no_number"


def test_what_is_left_of_a_share_is_compared_where_a_pair_says_so():
    pair = replace(PAIR, matter="", measure="no_visit", remainder=True)
    runs = [
        SimpleNamespace(regime=name, summary={("no_visit", "all"): SimpleNamespace(mean=mean)})
        for name, mean in (("siloed", 0.0), ("integrated", 0.6))
    ]
    comparison = SimpleNamespace(runs=runs)
    found = means_of_pair(comparison, pair, "integrated")  # pyright: ignore[reportArgumentType]
    assert found == pytest.approx([0.4])


def test_all_regimes_of_a_scenario_are_simulated_once():
    for world in worlds_with_pairs():
        names = regimes_of_pairs(world)
        assert len(names) == len(set(names)) and {"siloed", "integrated"} <= set(names)


@pytest.mark.parametrize(
    ("part", "written", "theory", "published"),
    [("all", None, 40, 4), ("all", "50", 50, 4), ("published", "7", 40, 7)],
)
def test_replications_are_those_of_the_part_that_is_asked_for(part, written, theory, published):
    found = replications_of_validation(part, written)
    assert (found.theory, found.published) == (theory, published)


def test_no_two_experiments_of_theory_share_their_draws():
    seeds = [seed_of_run(1, e, n) for e in experiments() for n in range(30)]
    assert len(set(seeds)) == len(seeds)


@pytest.mark.parametrize(
    "words",
    [["nothing"], ["theory", "--replications", "5"], ["published", "--replications", "1"]],
)
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
