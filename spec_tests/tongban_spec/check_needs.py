"""What a requirement needs and an evidence does not record (所缺记录)."""

from __future__ import annotations

from tongban_spec.events import ALWAYS_NEEDED, CONTEXT_TABLES, EVENTS, KINDS
from tongban_spec.evidence.evidence import Evidence
from tongban_spec.language import Text
from tongban_spec.registry_shapes import Needs


def lacking(evidence: Evidence, needs: Needs) -> Text | None:
    """Return what is lacking to judge a requirement (缺什么), None if nothing is.

    Parameters
    ----------
    evidence : Evidence
    needs : Needs
    """
    parts = [
        (
            Text("事件种类", "kinds of events"),
            [k for k in needs.kinds if k in evidence.not_recorded],
        ),
        (
            Text("事件的列", "columns of events"),
            [c for c in needs.columns if not is_recorded(evidence, needs, c)],
        ),
        (Text("背景表", "context tables"), [t for t in needs.tables if t not in evidence.columns]),
        (Text("背景表的列", "columns of context tables"), _lacking_columns(evidence, needs)),
        (Text("平台的声明", "declarations"), _lacking_declarations(evidence, needs)),
    ]
    said = [
        Text("{what}：{which}", "{what}: {which}").fill(what=what, which=", ".join(names))
        for what, names in parts
        if names
    ]
    if not said:
        return None
    together = Text("；".join(t.zh for t in said), "; ".join(t.en for t in said))
    return Text("证据没有记录{x}", "the evidence does not record {x}").fill(x=together)


def kinds_that_fill(needs: Needs, column: str) -> tuple[str, ...]:
    """Return the kinds that show whether a column of ``events`` is recorded (填写该列的种类).

    If one of them happened and the column is never filled, it is not recorded; if none did, nothing
    could have filled it. They are the kinds that need the column and, if the requirement reads none
    of these, all that it reads.

    Parameters
    ----------
    needs : Needs
    column : str
    """
    if column in ALWAYS_NEEDED:
        return ()
    kinds = tuple(kind.name for kind in KINDS.values() if column in kind.needs)
    own = () if set(kinds).intersection(needs.kinds) else needs.kinds
    return (*kinds, *(kind for kind in own if kind not in kinds))


def is_recorded(evidence: Evidence, needs: Needs, column: str) -> bool:
    """Return whether a column of ``events`` is recorded for who needs it (事件的列是否有记录)."""
    if evidence.has(EVENTS.name, column):
        return True
    return evidence.happened.isdisjoint(kinds_that_fill(needs, column))


def _lacking_columns(evidence: Evidence, needs: Needs) -> list[str]:
    return [
        f"{table}.{column}"
        for table, columns in needs.tables.items()
        if table in evidence.columns
        for column in (*columns, *_required(table))
        if not evidence.has(table, column)
    ]


def _required(table: str) -> list[str]:
    return [c.name for c in CONTEXT_TABLES[table].columns if c.required]


def _lacking_declarations(evidence: Evidence, needs: Needs) -> list[str]:
    if not needs.declared:
        return []
    declared = evidence.connection.execute("SELECT name FROM declared").fetchall()
    return [name for name in needs.declared if (name,) not in declared]
