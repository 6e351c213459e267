"""A scenario that is right, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tongban.errors import TongbanError
from tongban.levers.settings import wrong_settings
from tongban.scenario.load import load_world
from tongban.scenario.shipped import scenarios_folder
from tongban.scenario.world import World

LEVERS = ("data_sharing", "one_notice", "comprehensive_windows")
RIGHT = (scenarios_folder() / "one_counter" / "scenario.yaml").read_text(encoding="utf-8")

Load = Callable[..., World]
Wrong = Callable[..., TongbanError]


def spoilt(*changes: tuple[str, str]) -> str:
    """Return the right scenario with pieces of text replaced; each must be there once or more."""
    text = RIGHT
    for before, after in changes:
        assert before in text, f"the example no longer has {before!r}"
        text = text.replace(before, after, 1)
    return text


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load a text as ``tree/mine/scenario.yaml``; keyword files lie in ``tree/``."""

    def loaded(text: str | bytes, **others: str) -> World:
        folder = tmp_path / "tree" / "mine"
        folder.mkdir(parents=True, exist_ok=True)
        content = text if isinstance(text, bytes) else text.encode("utf-8")
        (folder / "scenario.yaml").write_bytes(content)
        for name, other in others.items():
            (folder.parent / f"{name}.yaml").write_text(other, encoding="utf-8")
        return load_world(folder, LEVERS, wrong_settings)

    return loaded


@pytest.fixture
def wrong(load: Load) -> Wrong:
    """Load a text that is wrong and return the error."""

    def refused(text: str | bytes, **others: str) -> TongbanError:
        with pytest.raises(TongbanError) as caught:
            load(text, **others)
        return caught.value

    return refused


def says(error: TongbanError, *, zh: str, en: str, at: str) -> None:
    """Assert both languages and the place, e.g. ``at="12:3"`` or ``at="name.yaml:12:3"``."""
    said = {"zh": error.say("zh"), "en": error.say("en")}
    assert zh in said["zh"], said["zh"]
    assert en in said["en"], said["en"]
    assert error.where is not None
    assert str(error.where).endswith(f":{at}"), f"{error.where} is not at {at}\n{said['en']}"


def place_of(text: str, piece: str, number: int = 1) -> str:
    """Return ``line:column`` of the ``number``-th time that ``piece`` stands in ``text``."""
    at = -1
    for _ in range(number):
        at = text.index(piece, at + 1)
    before = text[:at]
    return f"{before.count(chr(10)) + 1}:{at - before.rfind(chr(10))}"
