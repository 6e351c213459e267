"""The result of a check as lines for a person (逐行结果): what matters most stands last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text
from tongban_spec.report.breach_section import gap_of
from tongban_spec.report.changes_section import summary_of
from tongban_spec.report.contents import Contents
from tongban_spec.report.moments import CaseLine
from tongban_spec.report.plain_words import EXPECTED
from tongban_spec.report.profiles import PROFILE_VERDICTS
from tongban_spec.verdicts import VERDICTS, Judgement, Verdict
from tongban_spec.visible import visible

_WIDTH = 100  # characters of a line that says why something was not judged, among others
_CUT = Text(
    "以 … 结尾的行没有说完：--only 一条要求，或报告，写全部原因",
    "lines that end in … say less than all: --only with one requirement, or the report, says why",
)
_PROFILE = Text("类别 {p}：{v}", "profile {p}: {v}")
# From what says least to what must be read: on a screen the end is what one sees.
_ORDER: tuple[Verdict, ...] = (
    "not_applicable",
    "inconclusive",
    "not_exercised",
    "holds",
    "waived",
    "breached",
)
_COUNTED: dict[Verdict, Text] = {
    "breached": Text("{n} 条违反", "{n} breached"),
    "holds": Text("{n} 条符合", "{n} hold"),
    "waived": Text("{n} 条已豁免", "{n} waived"),
    "not_exercised": Text("{n} 条未发生", "{n} not exercised"),
    "inconclusive": Text("{n} 条无法判断", "{n} inconclusive (cannot be judged)"),
    "not_applicable": Text("{n} 条不适用", "{n} not applicable"),
}


def lines_of(contents: Contents, talk: Talk, with_cases: bool = False) -> Iterator[str]:
    """Yield the result in lines for a person (逐行结果).

    What cannot be judged has a line each; breaches come after all that is not breached, then the
    verdicts of the profiles, and at the end how many requirements have which verdict.

    Parameters
    ----------
    contents : Contents
    talk : Talk
    with_cases : bool
        Whether each breach is followed by the events of its case.
    """
    judgements = contents.result.judgements
    cut = False
    for one in sorted(judgements, key=lambda j: _ORDER.index(j.verdict)):
        head = _head(one, talk)
        if one.reason is not None and len(judgements) > 1 and len(head) > _WIDTH:
            head, cut = head[: _WIDTH - 1].rstrip() + "…", True
        yield head
        for breach in one.examples:
            events = visible(", ".join(breach.events))
            yield f"        {visible(talk.say(breach.sentence))} [{events}]"
            if with_cases:
                expected = visible(talk.say(breach.expected))
                yield f"        {talk.say(EXPECTED)}: {expected}"
                yield from _case(contents.lines[one.requirement.id, breach.subject], talk)
    if cut:
        yield talk.say(_CUT)
    for profile in contents.profiles:
        verdict = talk.say(PROFILE_VERDICTS[profile.verdict])
        yield talk.say(_PROFILE, p=profile.profile.word, v=verdict)
    if contents.changes is not None:
        yield visible(talk.say(summary_of(contents.changes)))
    yield talk.say(counted(judgements))


def counted(judgements: Sequence[Judgement]) -> Text:
    """Return how many requirements have which verdict (各判定几条), in one sentence."""
    found = [j.verdict for j in judgements]
    parts = [
        said.fill(n=found.count(verdict)) for verdict, said in _COUNTED.items() if verdict in found
    ]
    together = Text("，".join(p.zh for p in parts), ", ".join(p.en for p in parts))
    all_of = f"Of {len(found)} requirement" + ("" if len(found) == 1 else "s")
    return Text("{n} 条要求：{x}", f"{all_of}: {{x}}").fill(n=len(found), x=together)


def _head(one: Judgement, talk: Talk) -> str:
    """Return the line of a requirement: its counts if it could be judged, else why it was not."""
    said = talk.say(VERDICTS[one.verdict])
    parts = [f"{one.requirement.id:7} {one.requirement.level:7} {said}"]
    parts.append(talk.say(one.requirement.title))
    if one.opportunities:
        parts.append(talk.say(_counts(one)))
    if one.reason is not None:
        parts.append(visible(talk.say(one.reason)))
    return " · ".join(parts)


def _counts(one: Judgement) -> Text:
    zh = f"机会 {one.opportunities}，违反 {one.breaches}，定不下来 {one.undecided}"
    en = f"opportunities {one.opportunities}, breaches {one.breaches}, undecided {one.undecided}"
    if one.waived:
        zh, en = f"{zh}，已豁免 {one.waived}", f"{en}, waived {one.waived}"
    return Text(zh, en)


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
