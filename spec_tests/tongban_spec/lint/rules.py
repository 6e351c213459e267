"""The rules for lists that no requirement judges without a log (清单规则)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tongban_spec.language import Text, number_of
from tongban_spec.lint.columns import COLUMNS, REQUIRED
from tongban_spec.lint.entries import Entry
from tongban_spec.lint.faults import Fault
from tongban_spec.registry_shapes import Level


class Rule(NamedTuple):
    """A rule for lists (清单规则).

    Parameters
    ----------
    id : str
    title : Text
    level : {"MUST", "SHOULD"}
    serves : str
        The requirement that the list would breach in use.
    needs : tuple of str
        Columns without which it says nothing.
    find : callable
        From the entries to the faults.
    """

    id: str
    title: Text
    level: Level
    serves: str
    needs: tuple[str, ...]
    find: Callable[[Rule, Sequence[Entry]], Iterator[Fault]]

    def fault(
        self, rows: Sequence[int], columns: Sequence[str], sentence: Text, expected: Text
    ) -> Fault:
        """Return a fault by this rule (问题)."""
        return Fault(self.id, self.level, tuple(rows), tuple(columns), sentence, expected)


def _lacking(rule: Rule, entries: Sequence[Entry]) -> Iterator[Fault]:
    for entry in entries:
        for column in (c for c in REQUIRED if not entry.said.get(c)):
            yield rule.fault(
                [entry.row],
                [column],
                Text("第 {r} 行没有{c}", "row {r} has no {c}").fill(
                    r=entry.row, c=COLUMNS[column].title
                ),
                Text("每个事项都有编码和名称", "every item has a code and a name"),
            )


def _unreadable(rule: Rule, entries: Sequence[Entry]) -> Iterator[Fault]:
    for entry in entries:
        for cell in entry.unreadable:
            said = Text("第 {r} 行的{c}读不懂：{s}", "row {r}: {c} cannot be read: {s}")
            yield rule.fault(
                [entry.row],
                [cell.column],
                said.fill(r=entry.row, c=COLUMNS[cell.column].title, s=cell.seen[:80]),
                cell.allowed,
            )


def _twice(rule: Rule, entries: Sequence[Entry]) -> Iterator[Fault]:
    by_key: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for entry in entries:
        if entry.said.get("item_code"):
            by_key[entry.key].append(entry.row)
    for (code, version, region), rows in by_key.items():
        if len(rows) > 1:
            said = Text(
                "{c} 第 {v} 版在 {g} 写了 {n} 次：第 {r} 行",
                "{c}, version {v}, stands {n} times for {g}: rows {r}",
            ).fill(c=code, v=version, g=region, n=len(rows), r=", ".join(map(str, rows)))
            expected = Text("一个区划一个版本只有一行", "one row a version and region")
            yield rule.fault(rows, ["item_code"], said, expected)


def _other_steps(rule: Rule, entries: Sequence[Entry]) -> Iterator[Fault]:
    by_code: dict[tuple[str, int], dict[tuple[str, ...], Entry]] = defaultdict(dict)
    for entry in entries:
        steps = entry.said.get("steps")
        if entry.said.get("item_code") and steps is not None:  # an empty cell says nothing
            by_code[entry.key[:2]].setdefault(steps, entry)
    for (code, _), kinds in by_code.items():
        if len(kinds) > 1:
            (first, one), (second, other), *_ = kinds.items()
            said = Text(
                "{c} 的环节各地不同：第 {a} 行为 {x}，第 {b} 行为 {y}",
                "{c} has other steps elsewhere: row {a} has {x}, row {b} has {y}",
            ).fill(
                c=code, a=one.row, x=";".join(first) or "—", b=other.row, y=";".join(second) or "—"
            )
            expected = Text("同一事项各地环节相同", "an item has the same steps everywhere")
            yield rule.fault([one.row, other.row], ["steps"], said, expected)


def _must_come(rule: Rule, entries: Sequence[Entry]) -> Iterator[Fault]:
    for entry in entries:
        visits = entry.said.get("visits") or 0
        if visits > 0 and not entry.said.get("online_exception"):
            said = Text(
                "第 {r} 行 {n}：要到场 {v} 次，没有写法定理由",
                "row {r}, {n}: {v} required, and no lawful reason is given",
            ).fill(
                r=entry.row,
                n=entry.said.get("name") or "—",
                v=number_of(visits, "visit is", "visits are"),
            )
            expected = Text("不必到场，或写明法定理由", "no visit, or a lawful reason for it")
            yield rule.fault([entry.row], ["visits"], said, expected)


def _obtainable(rule: Rule, entries: Sequence[Entry]) -> Iterator[Fault]:
    """Find materials that the applicant is to bring though the government has them."""
    by_result = {e.said["result"]: e for e in reversed(entries) if e.said.get("result")}
    sources = {m: s for e in entries for m, s in e.said.get("sources") or () if s is not None}
    for entry in entries:
        for kind in entry.said.get("materials") or ():
            giver = by_result.get(kind)
            if giver is None and kind not in sources:
                continue
            whence = (
                Text("{s}", "{s}").fill(s=sources[kind])
                if giver is None
                else Text("第 {g} 行的事项", "the item of row {g}").fill(g=giver.row)
            )
            said = Text(
                "第 {r} 行要申请人交 {m}，而{w}就有",
                "row {r} asks the applicant for {m}, which {w} has",
            ).fill(r=entry.row, m=kind, w=whence)
            expected = Text("由平台调取，不向申请人索要", "it is fetched, and not asked for")
            yield rule.fault([entry.row], ["materials"], said, expected)


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            Rule("lacking", Text("缺编码或名称", "no code or name"), "MUST", "CAT-3", (), _lacking),
            Rule("twice", Text("重复的条目", "an entry twice"), "MUST", "CAT-3", (), _twice),
            Rule(
                "other-steps",
                Text("各地环节不同", "other steps elsewhere"),
                "MUST",
                "CAT-4",
                ("steps",),
                _other_steps,
            ),
            Rule(
                "visit",
                Text("必须到场", "a mandatory visit"),
                "MUST",
                "DAT-9",
                ("visits",),
                _must_come,
            ),
            Rule(
                "obtainable",
                Text("可由别处取得的材料", "a material obtainable elsewhere"),
                "SHOULD",
                "DAT-2",
                ("materials",),
                _obtainable,
            ),
            Rule(
                "unreadable",
                Text("读不懂的单元格", "a cell that nobody can read"),
                "SHOULD",
                "CAT-3",
                (),
                _unreadable,
            ),
        )
    }
)
