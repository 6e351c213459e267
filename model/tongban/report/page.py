"""The report of a comparison (比较报告): one offline page in two languages, and its figures."""

from __future__ import annotations

from pathlib import Path

from tongban.experiments.comparison import Comparison
from tongban.report.break_even import rests_on
from tongban.report.compliance import compliance_section
from tongban.report.figures.burden import burden_of
from tongban.report.figures.course import course_of
from tongban.report.figures.differences import differences_of
from tongban.report.figures.elapsed import elapsed_of
from tongban.report.figures.house import Plate, save_plate
from tongban.report.figures.journey import Journey, journey_of
from tongban.report.figures.links import links_of
from tongban.report.figures.lorenz import lorenz_of
from tongban.report.figures.materials import materials_of
from tongban.report.figures.utilisation import utilisation_of
from tongban.report.figures.visits import visits_of
from tongban.report.findings import findings_section
from tongban.report.gains import gains_section
from tongban.report.levers_set import levers_section
from tongban.report.markup import Html, element, figure, join, paragraph, section
from tongban.report.pictures import with_shared_glyphs
from tongban.report.published import published_section
from tongban.report.sources import (
    Reproduction,
    assumptions_section,
    limits_section,
    reproduce_section,
)
from tongban.report.style import content_policy, style_sheet
from tongban.report.tables import tables_section
from tongban.report.typeface import FONT_MEDIA_TYPE, font_base64_for
from tongban.report.verdict import verdict
from tongban.report.words import regime_name
from tongban_spec.language import Language, Text
from tongban_spec.report.frame import language_switch, whole_page

__all__ = ["Reproduction", "plates_of", "write_report"]


def plates_of(comparison: Comparison) -> list[Plate]:
    """Return the figures that a comparison gives, in the order of the page (图版).

    Left out is what there is nothing to draw of: no case at all, or no second regime.
    """
    if not any(len(s.cases.number) for s in comparison.samples.values()):
        return []
    found = (
        journey_of(comparison),
        differences_of(comparison),
        elapsed_of(comparison),
        visits_of(comparison),
        materials_of(comparison),
        course_of(comparison),
        burden_of(comparison),
        lorenz_of(comparison),
        utilisation_of(comparison),
        links_of(comparison),
    )
    return [plate for plate in found if plate is not None]


def write_report(
    comparison: Comparison, folder: Path, language: Language, reproduce: Reproduction
) -> None:
    """Write ``report.html`` and ``figures/`` of a comparison (写报告).

    Parameters
    ----------
    comparison : Comparison
        Of one or more regimes, with the samples of replication 0.
    folder : Path
        An existing folder; what it already holds under these names is written over.
    language : {"zh", "en"}
        Shown first, and where scripts do not run; both are in the file.
    reproduce : Reproduction

    Notes
    -----
    The same arguments give the same bytes.
    """
    figures = folder / "figures"
    figures.mkdir(exist_ok=True)
    drawn = {}
    for plate in plates_of(comparison):
        pictures = save_plate(plate, figures)
        drawn[plate.name] = figure(
            plate.name, _heading(plate), plate.finding, plate.caption, pictures
        )
    page = _page(comparison, language, reproduce, drawn)
    (folder / "report.html").write_text(page, encoding="utf-8", newline="\n")


def _heading(plate: Plate) -> Text | None:
    """Return a figure's heading; the journey's is that of its section."""
    return None if plate.name == "journey" else plate.heading


def _page(comparison: Comparison, language: Language, reproduce, drawn: dict[str, Html]) -> str:
    body = join(
        [_header(comparison, language), element("main", _main(comparison, reproduce, drawn))]
    )
    titles = _title(comparison)
    words = body.source + titles.zh + titles.en
    sheet = style_sheet(font_base64_for(words), FONT_MEDIA_TYPE)
    return whole_page(titles, language, with_shared_glyphs(body), sheet, content_policy())


def _title(comparison: Comparison) -> Text:
    return Text("{t}：比较报告", "{t}: report of a comparison").fill(t=comparison.world.title)


def _header(comparison: Comparison, language: Language) -> Html:
    world = comparison.world
    names = [regime_name(r) for r in comparison.regimes]
    what = Text(
        "体制：{r}；{n} 次重复；场景 {s}，自 {d} 起",
        "Regimes: {r}; replications: {n}; scenario {s}, from {d}",
    ).fill(
        r=Text("、".join(n.zh for n in names), ", ".join(n.en for n in names)),
        n=comparison.replications, s=world.name, d=world.start.isoformat(),
    )  # fmt: skip
    pays, rests = verdict(comparison), rests_on(comparison)
    rows = [
        language_switch(language),
        element("h1", world.title),
        *([paragraph(pays, "verdict")] if pays is not None else []),
        *([paragraph(rests, "quiet")] if rests is not None else []),
        paragraph(world.purpose),
        paragraph(what, "quiet"),
    ]
    return element("header", join(rows))


def _main(comparison: Comparison, reproduce: Reproduction, drawn: dict[str, Html]) -> Html:
    drawn = dict(drawn)
    journey = drawn.pop("journey", None)
    nothing = Text(
        "没有一件事在各体制下都办结，无从并列。",
        "No case was delivered under every regime, so no two journeys can be shown.",
    )
    rest = (
        join(drawn.values())
        if drawn
        else paragraph(Text("没有可画的图。", "There is nothing to draw."))
    )
    return join(
        [
            findings_section(comparison),
            gains_section(comparison),
            section("journeys", Journey.heading, journey if journey else paragraph(nothing)),
            tables_section(comparison),
            compliance_section(comparison),
            section("figures", Text("图", "Figures"), rest),
            levers_section(comparison),
            published_section(comparison),
            assumptions_section(comparison),
            reproduce_section(comparison.world.name, comparison.replications, reproduce),
            limits_section(comparison),
        ]
    )
