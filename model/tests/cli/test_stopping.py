"""Ctrl-C in the middle: nothing half-written, no worker left, no traceback, exit 130."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.command import WORDS, environment

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes in /proc")


def family(leader: int) -> list[int]:
    """Return the processes of a session, as /proc has them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def wait_until(true, seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("whole_group", [True, False])
def test_a_stopped_comparison_leaves_no_file_and_no_worker(
    endless, tmp_path, workers, number, whole_group
):
    out = tmp_path / "a" / "out"
    words = ["compare", str(endless), "--out", str(out), "--workers", workers, "--lang", "en"]
    process = subprocess.Popen(
        [*WORDS, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
        start_new_session=True,
    )  # fmt: skip
    try:
        # the temporary folder is there: the simulation has begun, or is about to
        assert wait_until(lambda: out.parent.exists() and any(out.parent.iterdir()))
        if workers == "2":
            assert wait_until(lambda: len(family(process.pid)) >= 4)  # us, server, two workers
        time.sleep(0.5)
        assert process.poll() is None, "it ended before it could be stopped"
        if whole_group:  # as a terminal does
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        said_out, said_err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 130
    assert said_out == b""
    assert said_err.decode() == "stopped; nothing half-written was left behind.\n"
    assert {p.name for p in tmp_path.iterdir()} == {"endless"}
    assert wait_until(lambda: not family(process.pid), 20)


def test_a_second_signal_does_not_interrupt_the_clearing_away(endless, tmp_path):
    out = tmp_path / "out"
    words = ["compare", str(endless), "--out", str(out), "--workers", "2"]
    process = subprocess.Popen(
        [*WORDS, *words], stderr=subprocess.PIPE, env=environment(), start_new_session=True
    )
    try:
        assert wait_until(lambda: len(family(process.pid)) >= 4)
        for _ in range(20):
            try:
                os.killpg(process.pid, signal.SIGINT)
            except ProcessLookupError:
                break
            time.sleep(0.002)
        said = process.communicate(timeout=60)[1]
    finally:
        process.kill()
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert {p.name for p in tmp_path.iterdir()} == {"endless"}


def test_ctrl_c_does_not_reach_the_fork_server_even_while_it_loads():
    asks = (
        "from multiprocessing import forkserver as f; from tongban.cli.workers import _context; "
        "_context(); print(open(f'/proc/{f._forkserver._forkserver_pid}/status').read())"
    )
    done = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, env=environment(), check=True
    )
    blocked = next(x.split()[1] for x in done.stdout.splitlines() if x.startswith("SigBlk"))
    assert int(blocked, 16) & 1 << (signal.SIGINT - 1)


CUT_SHORT = """
import os, signal
from multiprocessing import forkserver
from tongban_spec.stopping import listen
from tongban.cli.workers import workers

begin = forkserver.connect_to_new_process

def stopped_in_the_middle(fds):
    begun = begin(fds)
    os.kill(os.getpid(), signal.SIGINT)  # the worker is there and knows nothing yet
    return begun

forkserver.connect_to_new_process = stopped_in_the_middle
listen()
try:
    with workers(2, print) as pool:
        pool.submit(abs, -1).result()
        print("went on")
except KeyboardInterrupt:
    print("stopped")
"""


def test_ctrl_c_while_a_worker_starts_leaves_no_half_worker_and_no_traceback():
    done = subprocess.run(
        [sys.executable, "-c", CUT_SHORT], capture_output=True, text=True, env=environment(),
        timeout=60,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("stopped\n", "")


BEFORE_THE_DOOR = """
import sys
from {cli} import main

class Stop:
    def find_spec(self, name, *_):
        if name == "{loads}":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Stop())
main()
"""


@pytest.mark.parametrize(
    ("cli", "loads"),
    [("tongban.cli", "tongban_spec.stopping"), ("tongban.cli", "tongban.cli.program"),
     ("tongban_spec.cli", "tongban_spec.cli.program")],
)  # fmt: skip
def test_ctrl_c_while_the_command_itself_loads_is_told_in_one_sentence(cli, loads):
    if loads == "tongban_spec.stopping":  # stopped once; what tells of it loads it again
        code = BEFORE_THE_DOOR.replace("raise", "sys.meta_path.remove(self); raise")
    else:
        code = BEFORE_THE_DOOR
    done = subprocess.run(
        [sys.executable, "-c", code.format(cli=cli, loads=loads)],
        capture_output=True, text=True, env=environment(LC_ALL="zh_CN.UTF-8"), timeout=60,
    )  # fmt: skip
    assert done.returncode == 130
    assert (done.stdout, done.stderr) == ("", "已停止；没有留下写了一半的东西。\n")
