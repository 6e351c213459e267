"""All levers are listed, with all that there is to say of each, in both languages."""

from __future__ import annotations

import json

import pytest

from tongban.cli.door import run
from tongban.levers.regime import LEVER_IDS, LEVERS
from tongban.measures.names import BY_ID


def test_the_document_has_every_lever_whole(capfdbinary):
    assert run(["levers", "--json"]) == 0
    listed = json.loads(capfdbinary.readouterr().out)["levers"]
    assert [lever["id"] for lever in listed] == list(LEVER_IDS)
    for lever in listed:
        for words in ("title", "point", "changes", "unit", "costs"):
            assert lever[words]["zh"] != lever[words]["en"]
        assert lever["source"]
        assert lever["absence_breaches"]
        assert lever["effect"]["measure"] in BY_ID
        assert set(lever["needs"]) | set(lever["effect"]["beside"]) <= set(LEVERS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_read_all_of_them_in_their_language(language, capsys):
    assert run(["levers", "--lang", language]) == 0
    said = capsys.readouterr().out
    for lever in LEVERS.values():
        assert lever.id in said
        assert lever.title.say(language) in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_page_is_there(language, capsys):
    assert run(["levers", "--help", "--lang", language]) == 0
    assert "tongban levers" in capsys.readouterr().out
