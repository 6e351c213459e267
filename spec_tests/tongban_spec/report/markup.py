"""Marks of a page (网页标记): everything escaped, every sentence in both languages.

A page holds both languages; the style sheet shows the one that ``<html data-language>`` names.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tongban_spec.language import LANGUAGES, Text
from tongban_spec.visible import visible

MARKUP_LANGUAGE = {"zh": "zh-CN", "en": "en"}


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


def escaped(text: str) -> str:
    """Return text that no page takes for marks (转义), control characters made visible."""
    return html.escape(visible(text, kept="\n\t"))


def say(content: Text | str | Html) -> Html:
    """Return words as markup (文字): a Text in both languages, a string as it is, escaped."""
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        return Html(escaped(content))
    if content.zh == content.en:
        return Html(escaped(content.zh))
    spans = [
        f'<span lang="{MARKUP_LANGUAGE[x]}" class="{x}">{escaped(content.say(x))}</span>'
        for x in LANGUAGES
    ]
    return Html("".join(spans))


def element(name: str, content: Text | str | Html, **attributes: str) -> Html:
    """Return an element (元素); ``class_`` stands for ``class``, ``_`` for ``-``."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
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
