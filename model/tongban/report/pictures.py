"""Pictures inside a page (内嵌图): as small as they can be without looking different.

Matplotlib writes text as outlines, each picture with its own; on a page every outline stands once,
at the top, and the pictures of both languages point to it. Comments, ids that nothing points to,
blanks and decimals below a hundredth of a point are left out.
"""

from __future__ import annotations

import html
import re

from tongban_spec.language import Language
from tongban_spec.report.markup import MARKUP_LANGUAGE, Html

GLYPH = "glyph-"
_DROPPED = (
    re.compile(r"<\?xml.*?\?>", re.S),
    re.compile(r"<!DOCTYPE.*?>", re.S),
    re.compile(r"<metadata>.*?</metadata>", re.S),
    re.compile(r"<style.*?</style>", re.S),
    re.compile(r"<!--.*?-->", re.S),
    re.compile(r'\sxmlns(:xlink)?="[^"]*"'),
)
_OUTLINE = re.compile(r"^\w+-\w+-[0-9a-f]+$")  # an id of matplotlib: font, style, character
_OF_A_GLYPH = re.compile(rf'<path id="({GLYPH}[^"]*)"[^>]*/>')
_POINTED_AT = re.compile(r'(?:href="#|url\(#)([^")]+)')
_SCALE = re.compile(r"(scale\([^)]*\))")  # a scale keeps all its digits
_LONG = re.compile(r"-?\d+\.\d{3,}")
_EMPTY = re.compile(r"<(g|defs)>\s*</\1>")


def picture(svg: str, name: str, language: Language, title: str) -> Html:
    """Return an SVG for a page (内嵌图): no declaration, no foreign address, ids of its own.

    Ids are made the figure's own, because two figures on a page would share them otherwise; those
    of characters' outlines are left alike, for :func:`with_shared_glyphs`.
    """
    for pattern in _DROPPED:
        svg = pattern.sub("", svg)
    svg = svg.replace("xlink:href", "href")
    size = re.search(r'<svg\b[^>]*?\sviewBox="([^"]*)"', svg)
    assert size, "matplotlib's SVG has a viewBox"
    mine = f"{name}-{language}-"
    opening = (
        f'<svg class="{language}" lang="{MARKUP_LANGUAGE[language]}" role="img" '
        f'viewBox="{size[1]}" aria-labelledby="{mine}title">'
        f'<title id="{mine}title">{html.escape(title)}</title>'
    )
    svg = _smaller(_renamed(svg, mine))
    return Html(re.sub(r"<svg\b[^>]*>", lambda _: opening, svg.strip(), count=1))


def with_shared_glyphs(page: Html) -> Html:
    """Return a page on which each character is outlined once, before all else (共用字形)."""
    glyphs = {found[1]: found[0] for found in _OF_A_GLYPH.finditer(page.source)}
    if not glyphs:
        return page
    rest = _OF_A_GLYPH.sub("", page.source)
    while (fewer := _EMPTY.sub("", rest)) != rest:
        rest = fewer
    hidden = 'style="position:absolute;width:0;height:0" aria-hidden="true"'
    return Html(f"<svg {hidden}><defs>{''.join(glyphs.values())}</defs></svg>{rest}")


def _renamed(svg: str, mine: str) -> str:
    """Return a picture with ids of its own, and none that nothing points to."""
    wanted = set(_POINTED_AT.findall(svg))
    new = {id: (GLYPH if _OUTLINE.match(id) else mine) + id for id in wanted}
    svg = re.sub(r'\sid="([^"]*)"', lambda m: f' id="{new[m[1]]}"' if m[1] in wanted else "", svg)
    return _POINTED_AT.sub(lambda m: m[0].replace(m[1], new[m[1]]), svg)


def _smaller(svg: str) -> str:
    """Return a picture without blanks between marks and with coordinates to a hundredth."""
    parts = _SCALE.split(svg)
    parts[::2] = [_LONG.sub(_rounded, part) for part in parts[::2]]
    svg = re.sub(r"\s+", " ", "".join(parts))
    svg = re.sub(r"> <", "><", svg).replace(' "', '"')
    return re.sub(
        r'style="([^"]*)"', lambda m: 'style="' + re.sub(r"([:;]) ", r"\1", m[1]) + '"', svg
    )


def _rounded(number: re.Match[str]) -> str:
    shown = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown
