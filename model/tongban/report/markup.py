"""Marks of a page (网页标记): those of both packages, and the figures of this one."""

from __future__ import annotations

from tongban.report.pictures import picture
from tongban_spec.language import LANGUAGES, Text
from tongban_spec.report.markup import (
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
    "say",
    "section",
    "table",
]


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
