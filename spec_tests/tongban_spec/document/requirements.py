"""A requirement as a section (要求各节): statement, rationale, source, examples, query."""

from __future__ import annotations

from collections.abc import Iterator

from tongban_spec.document.markdown import code, plain, table
from tongban_spec.examples import SIDES, Side, example, path_of
from tongban_spec.language import Language, Text
from tongban_spec.registry import Requirement

_EXAMPLES = "tongban_spec/examples/"


def section(requirement: Requirement, language: Language) -> str:
    """Return the section of a requirement (要求一节)."""
    return "\n\n".join(_parts(requirement, language))


def _parts(r: Requirement, language: Language) -> Iterator[str]:
    def said(text: Text) -> str:
        return plain(text.say(language))

    yield f"### {r.id} {said(r.title)} ({r.level})"
    yield f"> {said(r.statement)}"
    yield said(r.rationale)
    law = [f"{n.citation} ({n.id}): {n.said.say(language)}" for n in r.law]
    rows = [
        (Text("来源", "source"), plain("; ".join([_paragraphs(r, language), *law]))),
        (Text("类别", "profiles"), ", ".join(code(p) for p in (*r.profiles, "province"))),
        (Text("始于版本", "since"), r.since),
        (Text("需要的记录", "must be recorded"), _needs(r)),
        (Text("何时受检验", "exercised by"), said(r.exercised_by)),
        (Text("故障时", "on a bad day"), said(r.bad_day)),
        (Text("违反的说法", "a breach reads"), said(r.sentence)),
        (Text("应有的情形", "expected"), said(r.expected)),
        (Text("示例", "examples"), "<br>".join(_example(r, side, language) for side in SIDES)),
    ]
    yield table(("", ""), [(said(name), value) for name, value in rows])
    yield f"```sql\n{r.query}\n```"


def _paragraphs(r: Requirement, language: Language) -> str:
    name = Text("文章第 {p} 段", "essay {p}").fill(p=", ".join(r.essay))
    return name.say(language)


def _needs(r: Requirement) -> str:
    tables = [f"{t}({', '.join(c)})" if c else t for t, c in r.needs.tables.items()]
    parts = [*r.needs.kinds, *(f"events.{c}" for c in r.needs.columns), *tables, *r.needs.declared]
    return " ".join(code(p) for p in parts)


def _example(r: Requirement, side: Side, language: Language) -> str:
    written, name = example(r.id, side), path_of(r.id, side).name
    told = Text("{v}：{n} 次机会，{b} 次违反", "{v}: {n} opportunities, {b} breaches").fill(
        v=written.verdict, n=written.opportunities, b=len(written.breaches)
    )
    return f"[{name}]({_EXAMPLES}{name}) {plain(told.say(language))}"
