"""The whole document (规范全文), in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import cast

from tongban_spec.document.markdown import code, plain, table
from tongban_spec.document.requirements import section
from tongban_spec.document.terms import TERMS
from tongban_spec.document.vocabulary import shared_views, vocabulary
from tongban_spec.language import Language, Text
from tongban_spec.points import POINTS, PROFILES, Profile
from tongban_spec.registry import SPECIFICATION, all_requirements

DOCUMENTS: Mapping[Language, str] = MappingProxyType({"en": "SPEC.md", "zh": "SPEC.zh.md"})
_TITLE = Text("政务服务一体化规范 {v}", "Specification of integrated government services {v}")
_MADE = Text(
    "由登记簿和词汇生成（python -m tongban_spec.document），不要手改。",
    "Made from the registry and the vocabulary (python -m tongban_spec.document); not to be"
    " edited.",
)
_HOW = (
    Text(
        "“必须”“不得”“应当”等词按 RFC 2119 解释：必须级（MUST）的违反使检查不通过，"
        "应当级（SHOULD）的只提醒。",
        "MUST, MUST NOT, SHOULD and the like are to be read as in RFC 2119: the breach of a MUST"
        " fails a check, that of a SHOULD warns.",
    ),
    Text(
        "每条要求是事件日志上的一个判断：查询为每次机会给出一行，"
        "breach 为真是违反，为假是守住，为空是定不下来。",
        "Each requirement is a predicate on a log of events: its query gives a row for each"
        " opportunity, with breach true for breached, false for held, and null for undecided.",
    ),
    Text(
        "日志没有记录的，使要求“无法判断”，从不算符合；日志末尾仍在办的，不因此算违反。",
        "What a log does not record makes a requirement inconclusive, never passed; what is still"
        " open when the log ends is no breach by that alone.",
    ),
    Text(
        "空的文字（空格也算空）和空值（null）都是没有记录；假（false）和零是有记录。背景表的列为空"
        "另有含义的，写在该列的说明里。",
        "A text that is empty or nothing but blanks is null, and null is not recorded; false"
        " and zero"
        " are. Where null has a meaning of its own in a context table, its column says so.",
    ),
    Text(
        "先后按时刻（微秒），同一微秒按 event_id 逐字节比较：查询里的 seq 就是这个次序；"
        "“之前”“之后”"
        "不含同一事件。时刻相等而不论先后的，查询里写的是 at_us。",
        "Before and after are by time (microseconds), and within one microsecond by event_id,"
        " byte by"
        " byte: that order is seq in the queries. Where only the moment counts and not the order"
        " within it, the queries compare at_us.",
    ),
    Text(
        "起止时段含起点、不含终点：自 published_at、issued_at、from 起有效，到 withdrawn_at、"
        "expires_at、"
        "revoked_at、until 这一刻已经无效。期限、时延含最后一刻。",
        "A span of time has its beginning and not its end: what is in force from published_at,"
        " issued_at"
        " or from is in force no more at withdrawn_at, expires_at, revoked_at or until. A limit or"
        " delay has its last moment.",
    ),
    Text(
        "要求所说的日、当天、日历日都是当地的，UTC+8；工作日以表 calendar 为准，"
        "表里没有的日子，靠它的机会"
        "定不下来。",
        "Days are local ones, UTC+8. Which of them are working days is for the table calendar"
        " to say;"
        " an opportunity that hangs on a day which is not in it is undecided.",
    ),
    Text(
        "查询用 DuckDB 的 SQL；tongban-spec sql 写出 PostgreSQL 和 Spark 的写法。",
        "The queries are in DuckDB's SQL; tongban-spec sql writes them for PostgreSQL and Spark.",
    ),
)
_SCHEMA = Text(
    "事件和各表的 JSON Schema：tongban_spec/events.schema.json，$defs 下每表一个。",
    "JSON Schema of events and tables: tongban_spec/events.schema.json, a definition for each table"
    " under $defs.",
)


def document(language: Language) -> str:
    """Return the specification as Markdown (规范文本).

    Parameters
    ----------
    language : {"zh", "en"}
    """
    return "\n\n".join(_chapters(language)) + "\n"


def _chapters(language: Language) -> Iterator[str]:
    def said(text: Text) -> str:
        return plain(text.say(language))

    yield f"# {said(_TITLE.fill(v=SPECIFICATION))}"
    yield said(_MADE)
    yield f"## {said(Text('怎样读', 'How to read it'))}"
    yield "\n".join(f"- {said(line)}" for line in _HOW)
    yield f"## {said(Text('术语', 'Terms'))}"
    yield table(
        [said(Text("术语", "term")), said(Text("含义", "meaning"))],
        [(said(term), said(meaning)) for term, meaning in TERMS],
    )
    yield f"## {said(Text('事件词汇', 'Event vocabulary'))}"
    yield said(_SCHEMA)
    yield vocabulary(language)
    yield f"## {said(Text('类别', 'Profiles'))}"
    yield _profiles(language)
    for point in POINTS.values():
        yield f"## {point.id} {said(point.title)}: {said(point.about)}"
        yield from (section(r, language) for r in all_requirements() if r.point is point)
    yield f"## {said(Text('公用视图', 'Shared views'))}"
    yield shared_views(language)


def _profiles(language: Language) -> str:
    head = Text("类别", "profile"), Text("含义", "meaning"), Text("要求", "requirements")
    rows = []
    for profile in PROFILES:
        held = [r.id for r in all_requirements() if r.applies_to(cast(Profile, profile.word))]
        rows.append((code(profile.word), plain(profile.title.say(language)), ", ".join(held)))
    return table([plain(t.say(language)) for t in head], rows)
