"""The first mapping of a sample (映射初稿): guessed, written, and tried on the sample itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tongban_spec.errors import EvidenceError, UsageError, Where
from tongban_spec.events import ALWAYS_NEEDED, EVENTS
from tongban_spec.evidence.database import NO_LIMITS, Limits, workshop
from tongban_spec.evidence.gate import GateError
from tongban_spec.evidence.gate_rows import NO_EVENTS
from tongban_spec.evidence.reading import read_source, size_of
from tongban_spec.evidence.source import Source
from tongban_spec.language import Text
from tongban_spec.mapping.draft import draft
from tongban_spec.mapping.judge import MappingJudgement, judge_mapping
from tongban_spec.mapping.propose import guess_activity, guess_times, propose
from tongban_spec.mapping.sample import Sample
from tongban_spec.registry_shapes import Requirement


def first_draft(
    sample: Path, requirements: Sequence[Requirement], limits: Limits = NO_LIMITS
) -> str:
    """Return a first mapping for logs like a sample, as YAML with remarks (写映射初稿).

    Parameters
    ----------
    sample : Path
        A table (CSV, Parquet) or an XES log; its first rows are looked at.
    requirements : sequence of Requirement
        For each, the remarks say what the draft still lacks.
    limits : Limits

    Raises
    ------
    EvidenceError
        If the sample cannot be read, or has no column of times or activities.
    UsageError
        If it needs no mapping: it speaks the vocabulary, or is a package or an object log.
    """
    with workshop(size_of(sample), limits) as place:
        source = read_source(place, sample)
        _needs_one(source)
        look = Sample(place.connection, source)
        if not look.rows:
            raise GateError((NO_EVENTS,), source.name)
        activity, times = guess_activity(look), guess_times(look)
        if activity is None or not times:
            raise _hopeless(sample, look, activity is None)
        proposal = propose(look, *activity, times)
        written = draft(proposal, str(sample))
        trial = place.folder / "draft.yaml"
        trial.write_text(written, encoding="utf-8")
        try:
            judged = judge_mapping(trial, sample, requirements, limits)
        except EvidenceError as trouble:
            return draft(proposal, str(sample), _refused(trouble))
        return draft(proposal, str(sample), _still_lacking(judged))


def _needs_one(source: Source) -> None:
    columns = source.tables[EVENTS.name].columns if EVENTS.name in source.tables else {}
    foreign = source.form in ("table", "xes") and not set(ALWAYS_NEEDED) <= set(columns)
    if not foreign:
        raise UsageError(
            Text("这份证据不用映射", "this evidence needs no mapping"),
            Text(
                "它已用本规范的词汇：直接 tongban-spec check。映射用于厂商自己的 CSV、Parquet、XES",
                "it speaks the vocabulary: run tongban-spec check on it. Mappings are for a"
                " vendor's own CSV, Parquet or XES",
            ),
            Where(source.name),
        )


def _hopeless(path: Path, look: Sample, no_activity: bool) -> EvidenceError:
    said = (
        Text("看不出哪一列说明发生了什么", "no column seems to say what happened")
        if no_activity
        else Text("没有一列读得出时间", "no column holds times that can be read")
    )
    todo = Text(
        "事件日志一行一件事，至少要有“活动”和“时间”两列；现有：{c}",
        "an event log has a row an event, with at least what happened and when; there is: {c}",
    ).fill(c=", ".join(look.names[:20]))
    return EvidenceError(said, todo, Where(str(path)))


def _refused(trouble: EvidenceError) -> Iterator[str]:
    yield "这份初稿还不能用 · this draft cannot be used yet:"
    for said in (trouble.what.zh, trouble.what.en):
        yield f"  {said}"


def _still_lacking(judged: MappingJudgement) -> Iterator[str]:
    if judged.refused is not None:
        yield from _refused(judged.refused)
        return
    names = ", ".join(judged.judgeable) or "—"
    yield f"用这份初稿可以判定 · can be judged with this draft: {names}"
    yield "尚缺的 · what is still lacking:"
    for name, said in judged.lacking.items():
        yield f"  {name}: {said.zh}"
        yield f"  {'':{len(name)}}  {said.en}"
