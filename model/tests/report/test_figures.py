"""Figures: what is drawn is what the CSV says."""

from __future__ import annotations

import csv
import io
import math
import warnings
from dataclasses import replace

import matplotlib
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import QuadMesh
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text as MplText

from comparisons import empty, single, three, usual
from tongban.measures.figures import ALL
from tongban.report.figures.burden import MEASURES, burden_of
from tongban.report.figures.differences import differences_of
from tongban.report.figures.elapsed import elapsed_of
from tongban.report.figures.house import ONE_REPLICATION, Plate, Table, save_plate, wrapped
from tongban.report.figures.journey import LANES, journey_of
from tongban.report.figures.links import links_of, places_on_oval
from tongban.report.figures.lorenz import MEASURES as LORENZ
from tongban.report.figures.lorenz import lorenz_of
from tongban.report.figures.materials import materials_of
from tongban.report.figures.utilisation import utilisation_of
from tongban.report.figures.visits import visits_of
from tongban.report.page import plates_of
from tongban_spec.language import LANGUAGES, Text


@pytest.fixture(autouse=True)
def own_settings():
    """Give matplotlib its settings back after each test."""
    with matplotlib.rc_context():
        yield


def rows_of(plate: Plate) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(plate.table().to_csv())))


def bars_of(axes: Axes) -> list[Rectangle]:
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def places_of(line: Line2D) -> list[float]:
    """Return where the points of a line lie on the horizontal axis."""
    return np.asarray(line.get_xdata(), float).tolist()


def reaches_beyond_the_edge(figure: Figure) -> bool:
    """Return whether anything visible is cut by the edge of a figure."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    drawn, edge = figure.get_tightbbox(canvas.get_renderer()), figure.bbox_inches
    hair = 0.01
    inside = drawn.x0 > edge.x0 - hair and drawn.x1 < edge.x1 + hair
    return not (inside and drawn.y0 > edge.y0 - hair and drawn.y1 < edge.y1 + hair)


def test_a_comparison_gives_all_the_figures_that_were_promised():
    names = "journey differences elapsed visits materials burden lorenz utilisation links"
    assert [p.name for p in plates_of(usual())] == names.split()


def test_one_regime_gives_every_figure_but_the_differences():
    names = "journey elapsed visits materials burden lorenz utilisation links"
    assert [p.name for p in plates_of(single())] == names.split()


def test_without_any_case_there_is_nothing_to_draw():
    assert plates_of(empty()) == []


@pytest.mark.parametrize(
    ("comparison", "language"), [(usual, "zh"), (usual, "en"), (single, "zh"), (three, "en")]
)
def test_no_label_is_cut_and_no_character_is_missing(comparison, language):
    for plate in plates_of(comparison()):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert not reaches_beyond_the_edge(plate.draw(language)), plate.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_names_of_regimes_are_not_cut(language):
    long = Text(
        "链路全停一整天、其余照旧的一体化办法",
        "integrated, with every data link down for a whole day",
    )
    regimes = tuple(replace(r, title=long) for r in three().regimes)
    called = {r.name: r for r in regimes}
    samples = {called[n].name: s for n, s in three().samples.items()}
    for plate in plates_of(replace(three(), regimes=regimes, samples=samples)):
        assert not reaches_beyond_the_edge(plate.draw(language)), plate.name


OF_ONE = {"journey", "elapsed", "visits", "lorenz", "utilisation", "links"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_of_replication_0_says_so_in_the_picture(language):
    for plate in plates_of(usual()):
        said = [t.get_text() for t in plate.draw(language).findobj(MplText)]
        assert (ONE_REPLICATION.say(language) in said) is (plate.name in OF_ONE), plate.name
        assert ("第 0 次重复" in plate.caption.zh) is (plate.name in OF_ONE), plate.name


def test_the_test_above_sees_a_cut_label():
    figure = Figure(figsize=(2, 1))
    figure.text(0.9, 0.5, "much too long for what is left")
    assert reaches_beyond_the_edge(figure)


def test_the_bars_of_visits_are_the_shares_in_the_csv():
    plate = visits_of(usual())
    rows = rows_of(plate)
    names = [r.name for r in plate.regimes]
    for regime, axes in zip(names, plate.draw("zh").axes, strict=True):
        drawn = [bar.get_height() / 100 for bar in bars_of(axes)]
        assert drawn == pytest.approx([float(r["share"]) for r in rows if r["regime"] == regime])
        assert sum(drawn) == pytest.approx(1)


def test_the_bars_of_materials_are_the_means_of_the_comparison():
    plate = materials_of(usual())
    axes = plate.draw("en").axes[0]
    for r, row in enumerate(rows_of(plate)):
        first, again, government = (p.get_width() for p in bars_of(axes)[3 * r : 3 * r + 3])
        assert first + again == pytest.approx(float(row["materials"]))
        assert again == pytest.approx(float(row["duplicates"]))
        assert government == pytest.approx(float(row["government_materials"]))
        mean = usual().row("materials").estimates[r].mean.mean
        assert float(row["materials"]) == mean


def test_the_curves_of_elapsed_time_are_the_points_in_the_csv():
    plate = elapsed_of(usual())
    rows = rows_of(plate)
    for kind, axes in zip(("matter", "application"), plate.draw("en").axes, strict=True):
        for regime, line in zip(plate.regimes, axes.lines, strict=False):
            wanted = [
                float(r["share_ended"])
                for r in rows
                if (r["of"], r["regime"]) == (kind, regime.name)
            ]
            assert np.asarray(line.get_ydata())[1:] / 100 == pytest.approx(np.array(wanted))
            assert wanted == sorted(wanted)


def test_the_curve_of_elapsed_time_agrees_with_the_measure():
    for curve, name in zip(elapsed_of(usual()).matters, usual().samples, strict=True):
        figures = (
            usual().runs[list(usual().samples).index(name)].summary["elapsed_working_days", ALL]
        )
        assert curve.p50 == figures.p50
        assert curve.by(curve.p50) == pytest.approx(0.5, abs=0.02)


def test_the_shades_of_utilisation_are_the_shares_in_the_csv():
    plate = utilisation_of(usual())
    rows = rows_of(plate)
    for busy, axes in zip(plate.busy, plate.draw("en").axes, strict=True):
        mesh = next(c for c in axes.collections if isinstance(c, QuadMesh))
        wanted = [float(r["utilisation"]) for r in rows if r["regime"] == busy.regime.name]
        assert np.asarray(mesh.get_array()).ravel() == pytest.approx(wanted)
        assert all(0 <= share <= 1 for share in wanted)


def test_utilisation_by_hour_adds_up_to_about_the_measure():
    for run, busy in zip(usual().runs, utilisation_of(usual()).busy, strict=False):
        whole = run.summary["staff_utilisation", ALL].mean
        assert busy.overall == pytest.approx(whole, rel=0.02)


def test_the_brackets_of_utilisation_hold_every_head_whoever_stands_where():
    """Reviewers at windows are not called windows, and no regime has more staff than another."""
    plate = utilisation_of(usual())
    siloed, integrated = plate.busy
    ends = [tuple(map(sum, zip(*busy.heads, strict=True))) for busy in (siloed, integrated)]
    assert ends[0] == ends[1] and min(ends[0]) > 0
    assert any(windows and desks for windows, desks in siloed.heads)
    assert not any(windows and desks for windows, desks in integrated.heads)
    labels = [t.get_text() for t in plate.draw("en").axes[0].get_yticklabels()]
    windows, desks = siloed.heads[0]
    assert labels[0].endswith(f"({windows} + {desks})")


def test_utilisation_moves_with_the_workload_beside_it():
    """One denominator for both regimes: as many hours are as large a share."""
    first, last = (usual().runs[n].summary for n in (0, 1))
    for hours, share in (("window_hours", "staff_serving"), ("reviewer_hours", "staff_reviewing")):
        ratio = last[hours, ALL].mean / first[hours, ALL].mean
        assert last[share, ALL].mean / first[share, ALL].mean == pytest.approx(ratio), hours


def test_the_marks_of_the_burden_are_the_means_in_the_csv():
    plate = burden_of(usual())
    assert plate is not None
    panels = plate.draw("en").axes[1:]
    for measure, axes in zip(MEASURES, panels, strict=True):
        wanted = [float(r["mean"]) for r in rows_of(plate) if r["measure"] == measure]
        marks = [
            x for line in axes.lines if line.get_marker() in ("o", "s") for x in places_of(line)
        ]
        assert marks == pytest.approx(wanted)


def test_the_lorenz_curves_are_the_points_in_the_csv_and_their_gini_is_the_measure():
    plate = lorenz_of(usual())
    assert plate is not None
    panels = plate.draw("en").axes[1:]
    for measure, axes in zip(LORENZ, panels, strict=True):
        for regime, line in zip(plate.regimes, axes.lines[1:], strict=True):
            rows = [
                r for r in rows_of(plate) if (r["measure"], r["regime"]) == (measure, regime.name)
            ]
            wanted = np.array([float(r["share_of_burden"]) for r in rows])
            assert np.asarray(line.get_ydata()) / 100 == pytest.approx(wanted)
            assert wanted[0] == 0 and wanted[-1] == pytest.approx(1)
            assert all(np.diff(wanted, 2) > -1e-9), "those who bear least come first"
            run = next(r for r in usual().runs if r.regime == regime.name)
            name = {"applicant_hours": "gini_hours", "applicant_cost": "gini_cost"}[measure]
            assert float(rows[0]["gini"]) == run.summary[name, ALL].mean


def test_the_tenth_with_most_bears_at_least_a_tenth():
    plate = lorenz_of(usual())
    assert plate is not None
    for curve in plate.curves:
        assert 0.1 <= curve.of_the_most_burdened <= 1


def test_the_points_of_the_differences_stand_where_the_csv_says():
    plate = differences_of(usual())
    assert plate is not None
    points = [x for line in plate.draw("en").axes[0].lines if line.get_marker() == "o"
              for x in places_of(line)]  # fmt: skip
    rows = [r for r in rows_of(plate) if r["drawn_at"]]
    wanted = [float(r["drawn_at"]) for r in rows if abs(float(r["drawn_at"])) <= 250]
    assert points == pytest.approx(wanted)
    by_hand = usual().row("visits")
    row = next(r for r in rows if r["measure"] == "visits")
    assert float(row["difference"]) == by_hand.difference.mean


def test_the_bars_of_the_journey_are_the_spans_in_the_csv():
    plate = journey_of(usual())
    assert plate is not None
    rows, order = rows_of(plate), list(LANES)
    for path, axes in zip(plate.paths, plate.draw("zh").axes, strict=True):
        drawn = [
            (order[y], *box)
            for y, bars in enumerate(axes.collections)
            for box in sorted(
                (p.get_extents().x0 * 86_400, p.get_extents().x1 * 86_400) for p in bars.get_paths()
            )
        ]
        wanted = [
            (r["lane"], float(r["begin_seconds"]), float(r["end_seconds"]))
            for r in rows
            if r["regime"] == path.regime.name
        ]
        assert [d[0] for d in drawn] == [w[0] for w in wanted]
        assert [d[1:] for d in drawn] == [pytest.approx(w[1:], abs=0.01) for w in wanted]


def test_the_journey_adds_up_to_the_case_in_the_measures():
    plate = journey_of(usual())
    assert plate is not None
    for path, sample in zip(plate.paths, usual().samples.values(), strict=True):
        row = int(np.flatnonzero(sample.cases.number == plate.case)[0])
        values = sample.cases.values
        assert path.visits == values["visits"][row]
        for lane in ("waiting", "served"):
            assert path.seconds(lane) / 3600 == pytest.approx(values[f"{lane}_hours"][row])


def test_the_journey_is_of_a_matter_with_several_items_nearest_the_median():
    plate = journey_of(usual())
    assert plate is not None
    assert plate.matter.en == "matter M"
    cases = usual().samples["siloed"].cases
    visits = cases.values["visits"][cases.matter == 0]
    mine = plate.paths[0].visits
    assert abs(mine - plate.middle) == min(abs(v - plate.middle) for v in visits)


def test_the_links_count_the_materials_of_the_measures():
    plate = links_of(usual())
    assert plate is not None
    for flow, sample in zip(plate.flows, usual().samples.values(), strict=True):
        by_people = sum(n for (_, _, c), n in flow.edges.items() if c == "people")
        assert by_people == sample.cases.values["government_materials"].sum()
    edges = {(r["regime"], r["carrier"]): 0 for r in rows_of(plate)}
    for r in rows_of(plate):
        if r["issuer"] != r["asker"]:
            edges[r["regime"], r["carrier"]] += 1
    for flow, axes in zip(plate.flows, plate.draw("en").axes, strict=True):
        drawn = sum(n for (regime, _), n in edges.items() if regime == flow.regime.name)
        assert len(axes.patches) == drawn


def test_departments_stand_in_their_order_and_nowhere_twice():
    places = places_on_oval(("A", "B", "C", "D"))
    assert places["A"][0] == pytest.approx(0) and places["A"][1] > 0
    assert places["B"][0] > 0 > places["D"][0]
    assert len(set(places.values())) == 4


def test_a_csv_says_floats_in_full_and_leaves_out_what_is_not_there():
    table = Table(("a", "b"), ((0.1 + 0.2, math.nan), ("x,y", 3)))
    assert table.to_csv() == 'a,b\n0.30000000000000004,\n"x,y",3\n'


def test_chinese_breaks_anywhere_but_not_inside_a_number_or_before_a_stop():
    assert wrapped("一二三四五1234.5六", "zh", 12) == "一二三四五\n1234.5六"
    assert wrapped("一二三，四", "zh", 6) == "一二三，\n四"
    assert wrapped("one two three", "en", 8) == "one two\nthree"


def test_two_drawings_give_the_same_bytes(tmp_path):
    contents = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        for plate in plates_of(usual())[:3]:
            save_plate(plate, folder)
        contents.append({p.name: p.read_bytes() for p in sorted(folder.iterdir())})
    assert contents[0] == contents[1]
    assert len(contents[0]) == 3 * 5
