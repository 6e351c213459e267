"""Marks of a page (网页标记): those of both packages, and the figures of this one."""

from __future__ import annotations

import html
import re

from tongban_spec.language import LANGUAGES, Language, Text
from tongban_spec.report.markup import (
    MARKUP_LANGUAGE,
    NOTHING,
    Html,
    bullets,
    element,
    folded,
    join,
    paragraph,
    say,
    section,
    table,
)

__all__ = [
    "NOTHING",
    "Html",
    "bullets",
    "element",
    "figure",
    "folded",
    "join",
    "paragraph",
    "picture",
    "say",
    "section",
    "table",
]

_DROPPED = (
    re.compile(r"<\?xml.*?\?>", re.S),
    re.compile(r"<!DOCTYPE.*?>", re.S),
    re.compile(r"<metadata>.*?</metadata>", re.S),
    re.compile(r'\sxmlns(:xlink)?="[^"]*"'),
)


def picture(svg: str, name: str, language: Language, title: str) -> Html:
    """Return an SVG for a page (内嵌图): no declaration, no foreign address, ids of its own.

    Ids are made the figure's own, because two figures on a page would share them otherwise.
    """
    for pattern in _DROPPED:
        svg = pattern.sub("", svg)
    mine = f"{name}-{language}-"
    svg = svg.replace("xlink:href", "href")
    svg = re.sub(r'\bid="', f'id="{mine}', svg)
    svg = re.sub(r'href="#', f'href="#{mine}', svg)
    svg = re.sub(r"url\(#", f"url(#{mine}", svg)
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.S)
    size = re.search(r'<svg\b[^>]*?\sviewBox="([^"]*)"', svg)
    assert size, "matplotlib's SVG has a viewBox"
    opening = (
        f'<svg class="{language}" lang="{MARKUP_LANGUAGE[language]}" role="img" '
        f'viewBox="{size[1]}" aria-labelledby="{mine}title">'
        f'<title id="{mine}title">{html.escape(title)}</title>'
    )
    svg = re.sub(r"<svg\b[^>]*>", lambda _: opening, svg.strip(), count=1)
    return Html(svg)


def figure(name: str, heading: Text | None, finding: Text, caption: Text, pictures) -> Html:
    """Return a figure with its heading (if any), both pictures, caption and where its data is (图).

    Parameters
    ----------
    pictures : mapping of language to str
        SVG as matplotlib writes it.
    """
    drawn = [picture(pictures[x], name, x, finding.say(x)) for x in LANGUAGES]
    files = Text("数据：", "Data: ").fill()
    where = say(files) + element("code", f"figures/{name}.csv")
    words = say(caption) + Html(" ") + where
    above = [element("h3", heading)] if heading else []
    parts = [*above, *drawn, element("figcaption", words)]
    return element("figure", join(parts), id=f"figure-{name}")
