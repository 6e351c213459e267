"""The vocabulary as chapters (词汇各节): columns, kinds, words, context tables, prepared views."""

from __future__ import annotations

from collections.abc import Iterator

from tongban_spec.document.markdown import code, plain, table
from tongban_spec.events import (
    CONTEXT_TABLES,
    DECLARATIONS,
    EVENTS,
    GROUPS,
    KINDS,
    LISTED_CATEGORIES,
    Column,
    Table,
)
from tongban_spec.evidence.derived import derived
from tongban_spec.language import Language, Text
from tongban_spec.views import views

_COLUMN_HEAD = (
    Text("列", "column"),
    Text("类型", "type"),
    Text("必填", "required"),
    Text("含义", "meaning"),
)


def vocabulary(language: Language) -> str:
    """Return the chapters on events and tables (事件与表)."""
    parts = [*_events(language), *_tables(language)]
    return "\n\n".join(parts)


def _said(text: Text, language: Language) -> str:
    return plain(text.say(language))


def _events(language: Language) -> Iterator[str]:
    yield "### " + _said(Text("事件表", "The table of events"), language)
    yield _columns(EVENTS, language)
    yield "### " + _said(Text("事件种类", "Kinds of events"), language)
    head = Text("种类", "kind"), Text("发生了什么", "what happened"), Text("须填的列", "must fill")
    for group, title in GROUPS.items():
        yield f"**{_said(title, language)}**"
        yield table(
            [_said(t, language) for t in head],
            [
                [code(k.name), _said(k.title, language), " ".join(code(n) for n in k.needs)]
                for k in KINDS.values()
                if k.group == group
            ],
        )
    yield "### " + _said(Text("取值", "Words"), language)
    for column in EVENTS.columns:
        if column.terms:
            yield f"{code(column.name)}: " + "; ".join(
                f"{code(t.word)} {_said(t.title, language)}" for t in column.terms
            )


def _tables(language: Language) -> Iterator[str]:
    yield "### " + _said(Text("背景表", "Context tables"), language)
    for context in CONTEXT_TABLES.values():
        key = ", ".join(code(k) for k in context.key)
        title = Text("键", "key").say(language)
        yield f"**{code(context.name)}** {_said(context.title, language)} ({title}: {key})"
        yield _columns(context, language)
    yield "### " + _said(Text("声明的名称", "What is declared"), language)
    yield "\n".join(f"- {code(t.word)} {_said(t.title, language)}" for t in DECLARATIONS)
    yield "### " + _said(Text("应上尽上所列类别", "Listed categories"), language)
    yield "\n".join(f"- {code(t.word)} {_said(t.title, language)}" for t in LISTED_CATEGORIES)


def _columns(described: Table, language: Language) -> str:
    return table(
        [_said(t, language) for t in _COLUMN_HEAD],
        [
            [code(c.name), _type(c), "✓" if c.required else "", _said(c.meaning, language)]
            for c in described.columns
        ],
    )


def _type(column: Column) -> str:
    said = column.type if not column.several else f"{column.type} ;"
    return said if column.minimum is None else f"{said} ≥ {column.minimum}"


_BESIDE = (
    Text(
        "每个时刻列另有一列加 _us：自 1970 年（UTC）起的微秒数；events 另有 seq：按 at、"
        "event_id 排的序号。",
        "Each column of times has another one with _us at its end: microseconds since 1970,"
        " UTC; events"
        " has seq, its number in the order of at and event_id.",
    ),
    Text(
        "code_checks(code, kind, valid)：日志和各表里的每个编码，种类（uscc 统一社会信用代码、"
        "ric 公民身份"
        "号码、item_basic 与 item_impl 事项编码、licence 证照标识、other），校验是否正确（GB"
        " 32100、GB 11643、"
        "ISO 7064）。SQL 算不了校验位，由程序给出。",
        "code_checks(code, kind, valid) has every code of log and tables, its kind (uscc,"
        " social credit"
        " code; ric, citizen id; item_basic and item_impl, item codes; licence; other) and"
        " whether its"
        " check digits are right (GB 32100, GB 11643, ISO 7064): a program makes it, not SQL.",
    ),
)


def shared_views(language: Language) -> str:
    """Return the views that the queries read, with their SQL (公用视图)."""
    told = Text(
        "各条要求的查询除事件表和背景表外，还读下列视图，按此顺序建立。",
        "Besides events and context tables the queries read these views, made in this order.",
    )
    parts = [_said(told, language), *(f"- {_said(line, language)}" for line in _BESIDE)]
    for name, query in {**derived(), **views()}.items():
        parts += [f"### {code(name)}", f"```sql\n{query.strip()}\n```"]
    return "\n\n".join(parts)
