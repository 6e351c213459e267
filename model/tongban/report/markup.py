"""Marks of a page (网页标记): everything escaped, every sentence in both languages.

A page holds both languages; the style sheet shows the one that ``<html data-language>`` names.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tongban_spec.language import LANGUAGES, Language, Text

_MARKUP_LANGUAGE = {"zh": "zh-CN", "en": "en"}
_DROPPED = (
    re.compile(r"<\?xml.*?\?>", re.S),
    re.compile(r"<!DOCTYPE.*?>", re.S),
    re.compile(r"<metadata>.*?</metadata>", re.S),
    re.compile(r'\sxmlns(:xlink)?="[^"]*"'),
)


@dataclass(frozen=True)
class Html:
    """A piece of finished markup (已成标记): what is not one is escaped."""

    source: str

    def __add__(self, other: Html) -> Html:
        return Html(self.source + other.source)


NOTHING = Html("")


def join(parts: Iterable[Html]) -> Html:
    """Return pieces one after the other (连接)."""
    return Html("\n".join(p.source for p in parts if p.source))


def say(content: Text | str | Html) -> Html:
    """Return words as markup (文字): a Text in both languages, a string as it is, escaped."""
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        return Html(html.escape(content))
    if content.zh == content.en:
        return Html(html.escape(content.zh))
    spans = [
        f'<span lang="{_MARKUP_LANGUAGE[x]}" class="{x}">{html.escape(content.say(x))}</span>'
        for x in LANGUAGES
    ]
    return Html("".join(spans))


def element(name: str, content: Text | str | Html, **attributes: str) -> Html:
    """Return an element (元素); ``class_`` stands for ``class``, ``_`` for ``-``."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{written}>{say(content).source}</{name}>")


def paragraph(content: Text | Html, class_: str = "") -> Html:
    """Return a paragraph (段落)."""
    return element("p", content, **({"class_": class_} if class_ else {}))


def bullets(items: Iterable[Text | Html]) -> Html:
    """Return a list (列表); nothing if it is empty."""
    rows = [element("li", item) for item in items]
    return element("ul", join(rows)) if rows else NOTHING


def section(id: str, title: Text, *parts: Html) -> Html:
    """Return a section with its heading (章节)."""
    heading = element("h2", title, id=f"{id}-title")
    return element("section", join([heading, *parts]), id=id, aria_labelledby=f"{id}-title")


def folded(summary: Text, content: Html, in_print: bool) -> Html:
    """Return what is unfolded by a click (折叠); ``in_print`` opens it on paper."""
    inside = element("summary", summary) + Html("\n") + content
    return element("details", inside, class_="on-paper" if in_print else "as-left")


def table(
    caption: Text,
    columns: Sequence[Text],
    rows: Iterable[Sequence[Text | str | Html]],
    numeric: frozenset[int] = frozenset(),
) -> Html:
    """Return a table with caption and scopes (表格).

    Parameters
    ----------
    rows
        The first cell of each is its heading.
    numeric : frozenset of int
        Columns whose content is set to the right.
    """

    def cell(number: int, content: Text | str | Html) -> Html:
        extra = {"class_": "number"} if number in numeric else {}
        if number == 0:
            return element("th", content, scope="row", **extra)
        return element("td", content, **extra)

    head = [
        element("th", c, scope="col", **({"class_": "number"} if n in numeric else {}))
        for n, c in enumerate(columns)
    ]
    body = [
        element("tr", Html("".join(cell(n, c).source for n, c in enumerate(row)))) for row in rows
    ]
    inner = join(
        [
            element("caption", caption),
            element("thead", element("tr", Html("".join(h.source for h in head)))),
            element("tbody", join(body)),
        ]
    )
    return element("div", element("table", inner), class_="wide")


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
        f'<svg class="{language}" lang="{_MARKUP_LANGUAGE[language]}" role="img" '
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
