"""A PostgreSQL of the tests' own (自带数据库): on loopback, in a temporary folder, not as root."""

from __future__ import annotations

import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_DEBIAN = Path("/usr/lib/postgresql")
_SERVER_USER = "postgres"  # Debian's package makes it; the server refuses to run as root


def programs() -> Path | None:
    """Return the folder with initdb, postgres and psql, None if there is none."""
    folders = sorted(_DEBIAN.glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    folders += [Path(on_path).resolve().parent] if on_path else []
    wanted = ("initdb", "postgres", "psql")
    return next((f for f in folders if all((f / name).exists() for name in wanted)), None)


class Postgres:
    """A server that runs (运行中的服务器)."""

    def __init__(self, folder: Path, port: int, password: str) -> None:
        self._psql = str(folder / "psql")
        self._environment = {**os.environ, "PGPASSWORD": password, "PGCONNECT_TIMEOUT": "10"}
        self._words = ["-h", "127.0.0.1", "-p", str(port), "-U", "tongban", "-d", "postgres"]

    def run(self, *scripts: str) -> str:
        """Run scripts one after the other in a session; the first error ends it."""
        options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run(
            [self._psql, *options, *self._words],
            input="SET client_min_messages TO warning;\n" + "\n".join(scripts),
            env=self._environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )
        if done.returncode:
            raise AssertionError(done.stderr)
        return done.stdout

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a query."""
        answer = self.run(f"SELECT coalesce(json_agg(row_to_json(t)), '[]') FROM ({query}) AS t;")
        return json.loads(answer)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Start a server on a free port of the loopback and stop it at the end (启停服务器)."""
    folder = programs()
    assert folder is not None
    user = _SERVER_USER if os.geteuid() == 0 else None
    place = Path(tempfile.mkdtemp(prefix="tongban-postgres-"))
    password = secrets.token_hex(16)
    word = place / "password"
    word.write_text(password + "\n", encoding="utf-8")
    if user is not None:
        for path in (word, place):
            os.chown(path, pwd.getpwnam(user).pw_uid, -1)
    try:
        _make(folder, place, word, user)
        with _serving(folder, place, password, user) as server:
            yield server
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _make(folder: Path, place: Path, word: Path, user: str | None) -> None:
    # A language's own order of texts: the checks must not depend on it.
    order = ["--locale-provider=icu", "--icu-locale=zh", "--locale=C", "--encoding=UTF8"]
    auth = ["--auth=scram-sha-256", f"--pwfile={word}", "--username=tongban", "--no-sync"]
    _quietly([str(folder / "initdb"), "-D", str(place / "data"), *order, *auth], place, user)


def _quietly(words: Sequence[str], place: Path, user: str | None) -> None:
    done = subprocess.run(words, cwd=place, user=user, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@contextmanager
def _serving(folder: Path, place: Path, password: str, user: str | None) -> Iterator[Postgres]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "jit": "off",
        "max_parallel_workers_per_gather": "0",
    }
    words = [str(folder / "postgres"), "-D", str(place / "data"), "-p", str(port)]
    words += [f"--{name}={value}" for name, value in settings.items()]
    log = place / "log"
    with log.open("wb") as stream:
        process = subprocess.Popen(words, cwd=place, user=user, stdout=stream, stderr=stream)
    try:
        server = Postgres(folder, port, password)
        _until_it_answers(server, process, log)
        yield server
    finally:
        process.send_signal(signal.SIGINT)  # "fast": ends sessions, then itself
        process.wait(timeout=60)


def _until_it_answers(server: Postgres, process: subprocess.Popen, log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            server.run("SELECT 1;")
            return
        except AssertionError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))
