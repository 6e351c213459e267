"""Progress is for somebody who looks: on a terminal, on stderr; a file or a pipe gets none."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from example_package import package
from tongban_spec.registry import all_requirements

COMMAND = [sys.executable, "-m", "tongban_spec.cli", "check"]


@pytest.fixture
def words(tmp_path) -> list[str]:
    return [*COMMAND, package(tmp_path / "p", "breaching"), "--lang", "en"]


def environment(**more: str) -> dict[str, str]:
    place = str(Path(__file__).parents[1])
    paths = os.pathsep.join([place, os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": paths, "TERM": "xterm", **more}


def on_a_terminal(words: list[str], **more: str) -> tuple[bytes, bytes]:
    """Run a command whose stderr alone is a terminal; return what both streams got."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=theirs, env=environment(**more), text=False
    )
    os.close(theirs)
    seen = b""
    try:
        while data := os.read(ours, 1 << 16):
            seen += data
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    out, _ = done.communicate(timeout=60)
    assert done.returncode == 1
    return out, seen


def test_a_terminal_sees_which_requirement_is_judged_and_the_bar_goes_away(words):
    out, seen = on_a_terminal(words)
    named = [f"{r.id} {r.title.en}".encode() for r in all_requirements()]
    assert any(name in seen for name in named)  # a fast check draws few of them
    assert b"\x1b[" in seen
    assert b"\x1b" not in out and b"DAT-2" in out


def test_a_dumb_terminal_and_a_pipe_get_words_alone(words):
    _, seen = on_a_terminal(words, TERM="dumb")
    assert b"\x1b" not in seen
    done = subprocess.run(words, capture_output=True, env=environment(), timeout=60)
    assert b"\x1b" not in done.stderr and b"no duplicate submission" not in done.stderr


def test_the_document_is_alone_on_stdout_while_the_bar_runs(words):
    import json

    out, _ = on_a_terminal([*words, "--json"])
    assert set(json.loads(out)) == {"specification", "package", "gate", "requirements"}
