"""The result of a check as lines for a person (逐行结果)."""

from __future__ import annotations

from collections.abc import Iterator

from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text
from tongban_spec.report.breach_section import gap_of
from tongban_spec.report.changes_section import summary_of
from tongban_spec.report.contents import Contents
from tongban_spec.report.moments import CaseLine
from tongban_spec.report.plain_words import EXPECTED
from tongban_spec.report.profiles import PROFILE_VERDICTS
from tongban_spec.verdicts import VERDICTS
from tongban_spec.visible import visible

_COUNTS = Text("机会 {o}，违反 {b}，无法判断 {u}", "opportunities {o}, breaches {b}, undecided {u}")
_PROFILE = Text("类别 {p}：{v}", "profile {p}: {v}")


def lines_of(contents: Contents, talk: Talk, with_cases: bool = False) -> Iterator[str]:
    """Yield the result in lines for a person (逐行结果).

    Parameters
    ----------
    contents : Contents
    talk : Talk
    with_cases : bool
        Whether each breach is followed by the events of its case.
    """
    for one in contents.result.judgements:
        said = talk.say(VERDICTS[one.verdict])
        head = f"{one.requirement.id:7} {one.requirement.level:7} {said}"
        counts = talk.say(_COUNTS, o=one.opportunities, b=one.breaches, u=one.undecided)
        yield f"{head} · {counts} · {talk.say(one.requirement.title)}"
        if one.reason is not None:
            yield f"        {visible(talk.say(one.reason))}"
        for breach in one.examples:
            events = visible(", ".join(breach.events))
            yield f"        {visible(talk.say(breach.sentence))} [{events}]"
            if with_cases:
                expected = visible(talk.say(breach.expected))
                yield f"        {talk.say(EXPECTED)}: {expected}"
                yield from _case(contents.lines[one.requirement.id, breach.subject], talk)
    for profile in contents.profiles:
        verdict = talk.say(PROFILE_VERDICTS[profile.verdict])
        yield talk.say(_PROFILE, p=profile.profile.word, v=verdict)
    if contents.changes is not None:
        yield visible(talk.say(summary_of(contents.changes)))


def _case(line: CaseLine, talk: Talk) -> Iterator[str]:
    before = None
    for moment in line.moments:
        words = talk.say(moment.title)
        gap = "" if before is None else " " + talk.say(gap_of(moment.at - before))
        before = moment.at
        values = " · ".join([moment.event_id, *(f"{n} {v}" for n, v in moment.values)])
        sign = "●" if moment.proves else "○"
        yield visible(f"          {sign} {moment.local}{gap} {words} · {values}")
    if line.left_out:
        more = Text("还有 {n} 个事件没有列出", "{n} more events are not shown")
        yield f"          … {talk.say(more, n=line.left_out)}"
