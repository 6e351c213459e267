"""The page: both languages, no network, nothing unescaped, the same bytes every time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import matplotlib
import pytest

from comparisons import EVIL, REPRODUCE, empty, evil, single, three, usual
from page_reading import Page
from tongban.report.markup import Html, say
from tongban.report.page import write_report
from tongban.report.pictures import picture, with_shared_glyphs
from tongban.report.style import SCRIPT, content_policy
from tongban.report.words import number, signed
from tongban.scenario.world import Figure
from tongban_spec.language import Language, Text

HAN = re.compile("[\u4e00-\u9fff]")


def written(comparison, folder: Path, language: Language = "zh") -> str:
    folder.mkdir(exist_ok=True)
    with matplotlib.rc_context():
        write_report(comparison, folder, language, REPRODUCE)
    return (folder / "report.html").read_text("utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    return written(usual(), tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize(
    ("comparison", "language"),
    [(usual, "en"), (single, "zh"), (three, "en"), (empty, "zh"), (evil, "en")],
)
def test_every_page_is_well_formed_and_loads_nothing(comparison, language, tmp_path):
    source = written(comparison(), tmp_path, language)
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>\n<html lang=")
    assert f'data-language="{language}"' in source
    foreign = [x for x in page.loads if not x.startswith(("#", "data:font/woff;base64,"))]
    assert foreign == []
    assert len(page.ids) == len(set(page.ids))
    references = [x.lstrip("#") for x in page.loads if x.startswith("#")]
    assert set(references) <= set(page.ids)


def test_the_policy_of_the_page_forbids_the_network(page):
    policy = content_policy()
    assert policy.startswith("default-src 'none'")
    assert policy in page
    assert "http" not in policy and "*" not in policy
    assert page.count("<script") == 1 and SCRIPT in page


def test_every_text_is_there_in_both_languages(page):
    """Words outside a language's span must be of no language: numbers, names, codes."""
    texts = Page(page).texts
    spans = [language for language, _ in texts if language]
    assert spans.count("zh") == spans.count("en") > 100
    alone = [t for language, t in texts if not language and HAN.search(t)]
    assert alone == ["小场景：比较报告", "中文"]  # the title is changed by the script


def test_english_has_no_chinese_in_it(page):
    assert [t for language, t in Page(page).texts if language == "en" and HAN.search(t)] == []


def test_the_sections_stand_in_their_order(page):
    found = re.findall(r'<section id="(\w+)"', page)
    assert found == [
        "findings", "gains", "journeys", "measures", "compliance", "figures", "levers", "published",
        "assumptions", "reproduce", "limits",
    ]  # fmt: skip


def test_tables_have_captions_and_scopes_and_pictures_have_names(page):
    assert page.count("<table>") == page.count("<caption>") > 5
    cells = re.findall(r"<th\b[^>]*>", page)
    assert cells and all('scope="' in cell for cell in cells)
    glyphs, *pictures = re.findall(r"<svg\b[^>]*>", page)
    assert 'aria-hidden="true"' in glyphs
    assert len(pictures) == 2 * 9
    assert all('role="img"' in svg and "aria-labelledby" in svg for svg in pictures)


def test_a_malicious_scenario_stays_words(tmp_path):
    source = written(evil(), tmp_path)
    assert EVIL not in source
    assert source.count("<script") == 1
    assert any(EVIL in text for _, text in Page(source).texts)


def test_the_same_comparison_gives_the_same_bytes(tmp_path):
    contents = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        written(single(), folder)
        files = sorted(p for p in folder.rglob("*") if p.is_file())
        contents.append({p.relative_to(folder): p.read_bytes() for p in files})
    assert contents[0] == contents[1]
    assert len(contents[0]) == 1 + 8 * 5


def test_the_page_brings_the_font_of_its_words(page):
    assert "@font-face" in page and "data:font/woff;base64," in page


def test_all_that_repeats_the_result_is_on_the_page(page):
    for value in ("0.1.0", "tongban compare small --seed 1", "0" * 64, "reference", "numpy"):
        assert value in page


def test_assumptions_are_counted_beside_sources(page):
    assert "共有 2 个数：1 个有来源，1 个是假设（50.0 %）" in page
    assert "The scenario has 2 numbers: 1 have a source, 1 are assumptions (50.0 %)" in page
    assert "small.yaml:3" in page and "process.login" in page


def test_published_figures_are_not_counted_among_the_numbers_that_feed_the_model(tmp_path):
    found = usual()
    pair = Figure("published[0].after", "5 day", "published", Text("一篇", "one"), "small.yaml:20")
    world = replace(found.world, figures=(*found.world.figures, pair))
    source = written(replace(found, world=world), tmp_path, "en")
    assert "The scenario has 2 numbers: 1 have a source, 1 are assumptions (50.0 %)" in source
    assert "s 2 numbers 1 are assumptions (50.0 %)." in source
    assert "Another 1 are published figures that results are only held against" in source
    assert "published[0].after" in source


def test_one_replication_says_that_there_is_no_interval(tmp_path):
    source = written(single(), tmp_path)
    assert "只有一次重复" in source and "One replication" in source
    assert not [text for _, text in Page(source).texts if re.search(r"\bnan\b", text)]


def test_simplified_matters_are_listed(page):
    assert "matter M: made simple" in page and "事M：从简" in page


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (13.74, "count", "13.7"), (-12.35, "count", "−12.3"), (0.873, "share", "87.3"),
        (1412.87, "CNY", "1,413"), (0.0, "hour", "0.0"), (0.004, "hour", "0.004"),
        (float("nan"), "hour", "—"), (-0.0, "hour", "0.0"),
    ],
)  # fmt: skip
def test_numbers_are_written_for_people(value, unit, shown):
    assert number(value, unit) == shown


def test_differences_bear_their_sign():
    assert (signed(1.0, "hour"), signed(-1.0, "hour"), signed(0.0, "hour")) == (
        "+1.0",
        "−1.0",
        "0.0",
    )


def test_words_and_only_words_are_escaped():
    assert say(Text("a<b", "c&d")).source.count("&lt;") == 1
    assert say("<i>").source == "&lt;i&gt;"


def test_a_picture_keeps_its_ids_to_itself_and_names_no_address():
    svg = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "http://www.w3.org/x.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><metadata>http://x</metadata>'
        '<g id="a"/><use xlink:href="#a" clip-path="url(#b)"/><clipPath id="b"/></svg>'
    )
    found = picture(svg, "visits", "en", 'a "title"').source
    assert "http" not in found
    assert 'id="visits-en-a"' in found and 'href="#visits-en-a"' in found
    assert "url(#visits-en-b)" in found and "&quot;title&quot;" in found


def test_every_character_is_outlined_once_on_a_page(page):
    outlines = re.findall(r'<path id="(glyph-[^"]*)"', page)
    used = set(re.findall(r'href="#(glyph-[^"]*)"', page))
    assert len(outlines) == len(set(outlines)) > 50
    assert set(outlines) == used


def test_a_picture_is_made_smaller_and_stays_the_same():
    outline = '<path id="Sans-Regular-4e" d="M 0.123456 1 \nz" transform="scale(0.015625)"/>'
    svg = (
        f'<svg viewBox="0 0 1 1"><!-- a --><g id="nobody">\n <defs>{outline}</defs>'
        '<use xlink:href="#Sans-Regular-4e" x="-0.001234"/></g></svg>'
    )
    one, two = (picture(svg, name, "en", "t") for name in ("a", "b"))
    page = with_shared_glyphs(Html(f"<p>1.23456 - 2</p>{one.source}{two.source}")).source
    drawn = '<g><use href="#glyph-Sans-Regular-4e" x="0"/></g></svg>'
    assert page.count(drawn) == 2 and "<p>1.23456 - 2</p>" in page
    glyph = '<path id="glyph-Sans-Regular-4e" d="M 0.12 1 z" transform="scale(0.015625)"/>'
    assert page.count(glyph) == 1 and "<!--" not in page and "nobody" not in page
