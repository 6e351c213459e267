"""What the documents of the model say of the code is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tongban.cli.texts import COMMANDS
from tongban.journeys.program import Op

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("model/README.md", "model/DESIGN.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_number_of_kinds_of_operations_is_that_of_the_program(name):
    told = re.findall(r"(\d+) kinds of operations", text_of(name))
    assert told == [str(len(Op))]


def test_every_dependency_has_its_reason():
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[\[>=<~! ]", d)[0] for group in groups for d in group}
    table = text_of("model/DESIGN.md").split("## Dependencies")[1]
    told = {word.strip("* ") for row in re.findall(r"^\| (.+?) \|", table, re.M)
            for word in re.split(r"[,:]", row)}  # fmt: skip
    assert names - told == set()


@pytest.mark.parametrize("name", [*DOCUMENTS, "results/README.md"])
def test_every_command_that_is_named_is_one(name):
    named = set(re.findall(r"`tongban ([a-z_]+)", text_of(name)))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_is_named_is_there(name):
    folders = (ROOT, ROOT / "model", ROOT / "model" / "tongban")
    files = re.findall(r"`((?:model|tongban|journeys|levers|results)/[\w./]+)`", text_of(name))
    links = re.findall(r"\]\(((?!http|#)[^)#]+)", text_of(name))
    missing = [f for f in files if not any((at / f).exists() for at in folders)]
    missing += [link for link in links if not (ROOT / "model" / link).exists()]
    assert not missing
