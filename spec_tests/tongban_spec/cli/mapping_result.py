"""What a mapping is worth, as lines and as a document (映射检查结果)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text, number_of
from tongban_spec.mapping.judge import MappingJudgement, UnreadTime
from tongban_spec.registry import by_id
from tongban_spec.report.document import both, finding_of
from tongban_spec.visible import visible

_SOUND = Text("可以用来检查", "it can be used for a check")
_UNSOUND = Text("还不能用来检查", "it cannot be used for a check yet")


def lines_of(judgement: MappingJudgement, talk: Talk) -> Iterator[str]:
    """Yield what a mapping is worth in lines for a person (逐行结果)."""
    yield talk.say(_SOUND if judgement.sound else _UNSOUND)
    for column, count in judgement.unread.items():
        said = Text(
            "列 {c} 有 {n} 行的时间读不通或没有", "column {c}: the times of {n} cannot be read"
        )
        yield visible(talk.say(said, c=column or "—", n=number_of(count, "row", "rows")))
    yield from (f"    {visible(talk.say(_place(time)))}" for time in judgement.times)
    if judgement.refused is not None:
        yield visible(judgement.refused.say(talk.language), kept="\n")
    for finding in judgement.findings:
        examples = f" ({', '.join(finding.examples)})" if finding.examples else ""
        yield visible(f"{talk.say(finding.said)}{examples}")
    if judgement.kinds:
        listed = ", ".join(f"{kind} {count}" for kind, count in judgement.kinds.items())
        yield talk.say(Text("得到的事件：{k}", "events that come out: {k}"), k=listed)
    names = ", ".join(judgement.judgeable) or "—"
    yield talk.say(Text("可以判定：{r}", "can be judged: {r}"), r=names)
    for name, said in judgement.lacking.items():
        yield f"  {name:7} {talk.say(by_id()[name].title)}: {talk.say(said)}"


def _place(time: UnreadTime) -> Text:
    seen = (
        Text("空", "nothing")
        if time.written is None
        else Text(repr(time.written), repr(time.written))
    )
    if time.line is None:
        return Text("第 {r} 行数据：{w}", "row {r}: {w}").fill(r=time.row, w=seen)
    return Text("文件第 {l} 行：{w}", "line {l} of the file: {w}").fill(l=time.line, w=seen)


def document_of(judgement: MappingJudgement) -> dict[str, Any]:
    """Return what a mapping is worth as a document (JSON 结果)."""
    return {
        "sound": judgement.sound,
        "unread_times": [
            {
                "column": column,
                "count": count,
                "examples": [
                    {"row": t.row, "line": t.line, "written": t.written}
                    for t in judgement.times
                    if t.column == column
                ],
            }
            for column, count in judgement.unread.items()
        ],
        "refused": None if judgement.refused is None else both(judgement.refused.what),
        "findings": [finding_of(f) for f in judgement.findings],
        "kinds": dict(judgement.kinds),
        "judgeable": list(judgement.judgeable),
        "lacking": {name: both(said) for name, said in judgement.lacking.items()},
    }
