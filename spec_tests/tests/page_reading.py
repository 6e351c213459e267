"""A page as a strict reader sees it, for the tests of both packages' reports."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """A page as a strict reader sees it: every element closed, texts by language."""

    def __init__(self, source: str):
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.attribute_names: set[str] = set()
        self.feed(source)
        self.close()
        assert self.open == [], f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        assert len(given) == len(attrs), f"an attribute twice in {tag}"
        self.tags.append(tag)
        self.attribute_names |= set(given)
        self.ids += [name for name in [given.get("id")] if name]
        for name in ("src", "href", "xlink:href", "action", "data", "srcset"):
            if name in given:
                self.loads.append(given[name] or "")
        self.loads += re.findall(r"url\(([^)]*)\)", " ".join(v or "" for v in given.values()))
        if tag not in VOID:
            self.open.append((tag, given))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        assert self.open and self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        tags = {tag for tag, _ in self.open}
        if "style" in tags:
            self.loads += re.findall(r"url\(([^)]*)\)", data)
        if not data.strip() or tags & {"style", "script"}:
            return
        classes = [g.get("class") for _, g in self.open]
        language = "zh" if "zh" in classes else "en" if "en" in classes else ""
        self.texts.append((language, data))

    @property
    def all_text(self) -> str:
        """Everything that a person reads, in both languages."""
        return "".join(text for _, text in self.texts)
