"""The first mapping as a file (映射初稿文件): YAML, with a remark on every guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tongban_spec.language import Text, number_of
from tongban_spec.mapping.guess_words import KindWords
from tongban_spec.mapping.propose import ActivityGuess, ColumnGuess, Proposal
from tongban_spec.mapping.shape import ACTIVITY
from tongban_spec.visible import visible

ZONE = "Asia/Shanghai"
_NEEDS_NO_QUOTES = re.compile(r"[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]*")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_BEGINNINGS = ("start", "submi", "提交", "申请", "申报")
_STEP = Text(
    "确实是经办环节才保留：文书、打印之类不是（否则 HAL-2 会冤枉）",
    "keep it only if it is an act of handling: clerical ones are not (HAL-2 would accuse wrongly)",
)


def draft(proposal: Proposal, shown: str, lacking: Iterable[str] = ()) -> str:
    """Return a first mapping as YAML (初稿).

    Parameters
    ----------
    proposal : Proposal
    shown : str
        The sample as the user knows it.
    lacking : iterable of str
        Remarks on what the requirements still lack; a line each.
    """
    lines = [
        *_remark(
            Text(
                "由 {s} 的 {n} 行猜出的映射初稿：每一处都要核对。",
                "A first mapping guessed from {n} of {s}: check every line.",
            ).fill(s=visible(shown), n=number_of(proposal.sample.rows, "row", "rows"))
        ),
        *_remark(
            Text(
                "改好后：tongban-spec map check 本文件 样本",
                "When mended: tongban-spec map check THIS_FILE SAMPLE",
            )
        ),
        "mapping: 1",
        *_zone(proposal),
        *_remark(proposal.why),
        f"activity: {_quoted(proposal.activity)}",
        *_keep(proposal),
        "columns:",
    ]
    for guess in proposal.columns:
        lines += _column(guess)
    lines += [*_unused(proposal), *_events(proposal), *_once(proposal), *_never()]
    lines += _machines(proposal)
    lines += [f"# {visible(line)}" for line in lacking]
    return "\n".join(lines) + "\n"


def _remark(text: Text, indent: str = "") -> list[str]:
    return [f"{indent}# {visible(said)}" for said in (text.zh, text.en)]


def _quoted(word: str) -> str:
    if _NEEDS_NO_QUOTES.fullmatch(word) and word.casefold() not in _NOT_TEXT:
        return word
    plain = "".join(_escaped(c) for c in word)
    return f'"{plain}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _zone(proposal: Proposal) -> Iterator[str]:
    if proposal.time.with_zone:
        yield from _remark(
            Text(
                "时刻都写了时区，不必另写 time_zone", "all times say their zone: no time_zone here"
            )
        )
        return
    yield from _remark(
        Text(
            "时刻没写时区，假定为中国时间：请核对",
            "the times say no zone; China's is assumed: check it",
        )
    )
    yield f"time_zone: {ZONE}"


def _keep(proposal: Proposal) -> Iterator[str]:
    if proposal.keep:
        yield from _remark(Text("只取完成的活动", "completed activities only"))
        yield "keep:"
        yield from (f"  {_quoted(name)}: [{_quoted(word)}]" for name, word in proposal.keep)


def _column(guess: ColumnGuess) -> Iterator[str]:
    yield from _remark(guess.why, "  ")
    mark = "" if guess.sure else "# "
    if guess.column is None:
        yield f"  {guess.name}: {{row: true}}"
    elif guess.form is not None:
        yield f"  {guess.name}: {{column: {_quoted(guess.column)}, format: {_quoted(guess.form)}}}"
    elif guess.values:
        yield f"  {guess.name}:"
        yield f"    column: {_quoted(guess.column)}"
        yield "    values:"
        for word, ours in guess.values:
            todo = "" if ours else "  # ?"
            yield f"      {_quoted(word)}: {ours or 'null'}{todo}"
    else:
        yield f"  {mark}{guess.name}: {_quoted(guess.column)}"


def _unused(proposal: Proposal) -> Iterator[str]:
    if proposal.unused:
        names = ", ".join(proposal.unused)
        yield from _remark(Text("没有用的列：{n}", "columns not used: {n}").fill(n=names), "  ")


def _events(proposal: Proposal) -> Iterator[str]:
    known = [guess for guess in proposal.activities if guess.words is not None and guess.sure]
    others = [guess for guess in proposal.activities if guess not in known]
    yield "events:" if known else "events: {}"
    for guess in known:
        assert guess.words is not None
        why = Text("{t}含“{w}”，{n} 个事件", "{t}contains {w}, {n}").fill(
            t=f"{guess.told}: " if guess.told else "",
            w=guess.word,
            n=number_of(guess.count, "event", "events"),
        )
        yield from _remark(why, "  ")
        if guess.words.kind == "step_completed":
            yield from _remark(_STEP, "  ")
        yield f"  {_quoted(guess.activity)}: {_rule(guess.words)}"
    if others:
        yield from _remark(
            Text(
                "没有猜出的活动：知道含义的去掉 #，写上种类；其余照旧（会计数，不会当作符合）",
                "activities without a guess: where you know the meaning, take away the # and write"
                " the kind; leave the rest (they are counted, and never taken for holding)",
            ),
            "  ",
        )
    yield from map(_unknown, others)
    yield "otherwise: report"


def _rule(words: KindWords) -> str:
    given = {"outcome": words.outcome} if words.outcome else {}
    if words.kind == "step_completed":
        given = {"step": ACTIVITY, "stage": "review"}
    listed = ", ".join(f"{name}: {word}" for name, word in given.items())
    return f"{{kind: {words.kind}{f', set: {{{listed}}}' if listed else ''}}}"


def _unknown(guess: ActivityGuess) -> str:
    rule = "{kind: ?}" if guess.words is None else f"{_rule(guess.words)}  # ?"
    told = f" {guess.told}" if guess.told else ""
    return visible(f"  # {_quoted(guess.activity)}: {rule}  # {guess.count}{told}")


def _once(proposal: Proposal) -> Iterator[str]:
    if not proposal.more_times:
        return
    yield from _remark(
        Text(
            "每案一个的时刻；若是某一事件的时间，去掉 # 并写上种类",
            "times that each case has once; where one is the time of an event, take away the # and"
            " write the kind",
        )
    )
    yield "# once_a_case:"
    for name in proposal.more_times:
        begins = any(word in name.casefold() for word in _BEGINNINGS)
        yield f"#   - {{kind: {'application_submitted' if begins else '?'}, at: {_quoted(name)}}}"


def _machines(proposal: Proposal) -> Iterator[str]:
    if not any(guess.name == "officer" for guess in proposal.columns):
        return
    yield from _remark(
        Text(
            "经办人若有机器（秒批、自助机），去掉下行的 #，写上名称，以分号分隔：HAL-2 只管人",
            "if machines are among the officers (approval in seconds, kiosks), take the # off the"
            " next line and write their names, with ; between them: HAL-2 is about persons",
        )
    )
    yield "# tables: {declared: [{name: automatic_officers, value: ?}]}"


def _never() -> Iterator[str]:
    yield from _remark(
        Text(
            "系统会记录、只是从未发生的种类写进 never_happened；不写即为没有记录",
            "kinds that the system records and that never happened go into never_happened; without"
            " that they count as not recorded",
        )
    )
    yield "never_happened: []"
