"""All forms that evidence can be written in (写出形式), each by one function and by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

import pyarrow as pa

from tongban_spec.events import EVENTS
from tongban_spec.evidence.database import workshop
from tongban_spec.evidence.ocel.json_file import write_json
from tongban_spec.evidence.ocel.object_log import SCHEMA, ObjectLog
from tongban_spec.evidence.ocel.sqlite_writing import write_sqlite
from tongban_spec.evidence.ocel.vocabulary import to_objects
from tongban_spec.evidence.ocel.xml_file import write_xml
from tongban_spec.evidence.prepared import RAW
from tongban_spec.evidence.sql_words import name_in_sql
from tongban_spec.evidence.xes.writing import write_xes
from tongban_spec.whole import whole_file

if TYPE_CHECKING:
    import duckdb

FileForm = Literal["ocel-json", "ocel-xml", "ocel-sqlite", "xes"]
ENDINGS: Mapping[FileForm, tuple[str, ...]] = MappingProxyType(
    {
        "ocel-json": (".json", ".jsonocel"),
        "ocel-xml": (".xml", ".xmlocel"),
        "ocel-sqlite": (".sqlite", ".sqlite3", ".db"),
        "xes": (".xes", ".xes.gz"),
    }
)
Tables = Mapping[str, pa.Table]


class RawTables(NamedTuple):
    """Tables of the vocabulary in a database (库中各表).

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        With the schema ``raw`` and without a schema ``ocel``.
    columns : mapping of str to frozenset of str
        For each table there is, the columns that it has.
    not_recorded : frozenset of str
        Kinds of events that are not recorded.
    """

    connection: duckdb.DuckDBPyConnection
    columns: Mapping[str, frozenset[str]]
    not_recorded: frozenset[str] = frozenset()


def write_file(path: Path, form: FileForm, raw: RawTables) -> None:
    """Write evidence as one file (写成一个文件), whole or not at all.

    Parameters
    ----------
    path : Path
        It must not exist yet.
    form : str
    raw : RawTables

    Raises
    ------
    UsageError
        If there is such a file already.
    EvidenceError
        If the form cannot hold it.
    OutputError
        If the disk refuses.
    """
    with whole_file(path) as part:
        if form == "xes":
            write_xes(part, raw.connection, raw.columns[EVENTS.name], raw.not_recorded)
            return
        log = to_objects(raw.connection, raw.columns, raw.not_recorded)
        try:
            _WRITERS[form](part, log)
        finally:
            raw.connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


_WRITERS: Mapping[FileForm, Callable[[Path, ObjectLog], None]] = {
    "ocel-json": write_json,
    "ocel-xml": write_xml,
    "ocel-sqlite": write_sqlite,
}


def write_log(path: Path, form: FileForm, log: ObjectLog) -> None:
    """Write a log of objects of any vocabulary as one file (写对象日志); as :func:`write_file`."""
    with whole_file(path) as part:
        _WRITERS[form](part, log)


def write_tables(path: Path, form: FileForm, tables: Tables) -> None:
    """Write the tables of a run as one file (写一次运行); exceptions as of :func:`write_file`.

    Parameters
    ----------
    path : Path
    form : str
    tables : mapping of str to pyarrow.Table
        Those of the vocabulary that there are, the events among them.
    """
    with _database(tables) as raw:
        write_file(path, form, raw)


def write_ocel_json(path: Path, tables: Tables) -> None:
    """Write the tables of a run as OCEL 2.0, JSON; as :func:`write_tables`."""
    write_tables(path, "ocel-json", tables)


def write_ocel_xml(path: Path, tables: Tables) -> None:
    """Write the tables of a run as OCEL 2.0, XML; as :func:`write_tables`."""
    write_tables(path, "ocel-xml", tables)


def write_ocel_sqlite(path: Path, tables: Tables) -> None:
    """Write the tables of a run as OCEL 2.0, SQLite; as :func:`write_tables`."""
    write_tables(path, "ocel-sqlite", tables)


def write_xes_file(path: Path, tables: Tables) -> None:
    """Write the events of a run as XES; as :func:`write_tables`. Context tables are left out."""
    write_tables(path, "xes", tables)


def form_of_name(path: Path) -> FileForm | None:
    """Return the form that a file name asks for (由名称定形式), None if it asks for none."""
    name = path.name.lower()
    for form, endings in ENDINGS.items():
        if name.endswith(endings):
            return form
    return None


@contextmanager
def _database(tables: Tables) -> Iterator[RawTables]:
    with workshop(sum(table.nbytes for table in tables.values())) as place:
        place.connection.execute(f"CREATE SCHEMA {RAW}")
        columns = {}
        for name, table in tables.items():
            place.connection.register("given", table)
            # Times with a zone become UTC without one, as everywhere in raw tables.
            cells = ", ".join(
                f"timezone('UTC', {name_in_sql(f.name)}) AS {name_in_sql(f.name)}"
                if pa.types.is_timestamp(f.type) and f.type.tz
                else name_in_sql(f.name)
                for f in table.schema
            )
            place.connection.execute(
                f"CREATE TABLE {RAW}.{name_in_sql(name)} AS SELECT {cells} FROM given"
            )
            place.connection.unregister("given")
            columns[name] = frozenset(table.column_names)
        yield RawTables(place.connection, columns)
