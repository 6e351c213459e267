"""A Spark of the tests' own (自带 Spark): local mode, one thread, loopback, a folder that goes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from tongban_spec.events import Table
from tongban_spec.evidence.package import ARROW_TYPES
from tongban_spec.evidence.rows import value_of

# Little work with a small log, and most of it once only: nothing is worth compiling or spreading.
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.session.timeZone": "Asia/Shanghai",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.log.level": "ERROR",
}


class Spark:
    """A session that runs (运行中的会话)."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._kept: set[str] = set()

    def run(self, statement: str) -> None:
        self._session.sql(statement)

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a query."""
        return [row.asDict() for row in self._session.sql(query).collect()]

    def fill(self, name: str, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Make a view of rows in memory."""
        self._frame(table, rows).createOrReplaceTempView(name)
        self._kept.add(name)

    def load(self, name: str, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put rows into a table that is there."""
        self._frame(table, rows).createOrReplaceTempView("given_rows")
        self._session.sql(f"INSERT INTO {name} SELECT * FROM given_rows")
        self._session.catalog.dropTempView("given_rows")

    def forget(self) -> None:
        """Drop what ``fill`` and ``keep`` made: a view in memory hides a table of its name."""
        while self._kept:
            self._session.catalog.dropTempView(self._kept.pop())

    def keep(self, name: str, query: str) -> None:
        """Make a view of a query's rows, worked out once and kept in memory."""
        frame = self._session.sql(query)._jdf
        kept = self._session._jsparkSession.createDataFrame(frame.collectAsList(), frame.schema())
        kept.coalesce(1).createOrReplaceTempView(name)  # of one piece: nothing is exchanged
        self._kept.add(name)

    def _frame(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> Any:
        columns = {
            c.name: pa.array([value_of(c, row.get(c.name)) for row in rows], ARROW_TYPES[c.type])
            for c in table.columns
        }
        return self._session.createDataFrame(pa.table(columns))


@contextmanager
def spark() -> Iterator[Spark]:
    """Start a session and stop it at the end (启停会话)."""
    from pyspark.sql import SparkSession

    place = Path(tempfile.mkdtemp(prefix="tongban-spark-"))
    builder = SparkSession.builder.master("local[1]").appName("tongban-spec")
    settings = {
        **_SETTINGS,
        "spark.sql.warehouse.dir": str(place / "warehouse"),
        "spark.local.dir": str(place / "local"),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        yield Spark(session)
    finally:
        gateway: Any = session.sparkContext._gateway
        session.stop()
        # pyspark leaves the virtual machine running until the interpreter ends
        gateway.shutdown()
        if gateway.proc.stdin:
            gateway.proc.stdin.close()
        gateway.proc.wait(timeout=60)
        shutil.rmtree(place, ignore_errors=True)
