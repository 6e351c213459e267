"""scenarios/README.md says what every key of a scenario file means, and names no other key."""

from __future__ import annotations

import inspect
import re
import typing
from pathlib import Path

from pydantic import BaseModel

from tongban.scenario import numbers
from tongban.scenario.schema import ScenarioShape

README = Path(__file__).parents[3] / "scenarios" / "README.md"
EVERYWHERE = {"source", "assumption"}  # of every number: the page says so once
PLAIN = (numbers.Number, numbers.PublishedNumber, numbers.Words)  # the same keys everywhere
HEADING = "## Every key · 全部键"


def documented(text: str) -> dict[str, dict[str, tuple[str, str]]]:
    """Return for each path of the format its keys, each with its words in both languages."""
    page = text.split(HEADING)[1]
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for part in page.split("\n### ")[1:]:
        path = re.match(r"`([\w.]+)`", part)
        assert path, f"a heading without a path: {part[:40]}"
        rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", part, re.M)
        assert len({key for key, *_ in rows}) == len(rows), f"twice in {path[1]}"
        found[path[1]] = {key: (zh, en) for key, zh, en in rows}
    return found


def keys_of_the_format() -> dict[str, set[str]]:
    """Return for each path of the format the keys that it may have."""
    found: dict[str, set[str]] = {}

    def walk(shape: type[BaseModel], path: str) -> None:
        found[path or "scenario"] = set()
        for name, field in shape.model_fields.items():
            key = field.alias or name
            if key not in EVERYWHERE:
                found[path or "scenario"].add(key)
            for below in _shapes(field.annotation) if key not in EVERYWHERE else ():
                walk(below, f"{path}.{key}" if path else key)

    walk(ScenarioShape, "")
    return found


def _shapes(annotation: object) -> list[type[BaseModel]]:
    """Return the shapes with keys of their own in an annotation: no numbers and no words."""
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        plain = issubclass(annotation, PLAIN)
        return [] if plain else [annotation]
    return [shape for part in typing.get_args(annotation) for shape in _shapes(part)]


def test_every_key_of_the_format_is_documented_and_no_other():
    said = {path: set(keys) for path, keys in documented(README.read_text("utf-8")).items()}
    wanted = keys_of_the_format()
    # where a shape comes again, its keys are said once
    for again in ("disturbed.outages", "time.office_hours"):
        assert again in wanted
        del wanted[again]
    assert set(said) == set(wanted)
    for path, keys in wanted.items():
        assert said[path] == keys, path


def test_every_key_is_documented_in_both_languages():
    for path, keys in documented(README.read_text("utf-8")).items():
        for key, (zh, en) in keys.items():
            assert re.search(r"[\u4e00-\u9fff]", zh), f"{path}.{key}"
            assert not re.search(r"[\u4e00-\u9fff]", en), f"{path}.{key}"


def test_a_key_that_is_left_out_would_be_seen():
    text = README.read_text("utf-8")
    spoilt = re.sub(r"^\| `hall_patience` .*\n", "", text, flags=re.M)
    assert "hall_patience" in documented(text)["groups"]
    assert "hall_patience" not in documented(spoilt)["groups"]
