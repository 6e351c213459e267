"""Evidence from tables in memory is the same as from files."""

from __future__ import annotations

import small_package
from tongban_spec.evidence.reading import evidence_from, evidence_of


def test_tables_in_memory_give_the_same_evidence_as_their_files(tmp_path):
    rows = small_package.TABLES_OF_ROWS
    tables = {name: small_package.arrow(name, rows[name]) for name in rows}
    folder = small_package.write_parquet(tmp_path / "package")
    query = "SELECT * FROM applications ORDER BY ALL"
    with evidence_from(tables, "memory") as here, evidence_of(folder) as there:
        assert here.events == there.events == len(rows["events"])
        assert here.columns == there.columns
        assert [f.rule for f in here.gate] == [f.rule for f in there.gate]
        found = here.connection.execute(query).fetchall()
        assert found == there.connection.execute(query).fetchall()
        assert found
