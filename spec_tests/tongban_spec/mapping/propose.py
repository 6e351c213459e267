"""A first mapping guessed from a sample (映射初稿): what was guessed, why, and how sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tongban_spec.events import EVENT_COLUMNS, KINDS, Column
from tongban_spec.language import Text, number_of
from tongban_spec.mapping.guess_words import (
    ACTIVITY_COLUMNS,
    COLUMNS,
    KINDS_BY_WORDS,
    TIME_COLUMNS,
    VALUES,
    KindWords,
    folded,
)
from tongban_spec.mapping.sample import ColumnLook, Sample, TimeLook

ACTIVITIES_MAX = 80
_ONCE = frozenset(
    {
        "application_submitted",
        "application_accepted",
        "application_rejected",
        "application_withdrawn",
        "decision_made",
        "result_delivered",
        "licence_issued",
    }
)
_SAME = Text(
    "没有别的列，同 {c}；若一案有几件申请，请改",
    "as {c}, for lack of another; change it if a case has several applications",
)
_WORDS_OF_KINDS = {kind: KindWords(kind, (kind,)) for kind in KINDS}


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """How a column of the vocabulary could be made (一列的猜测).

    Parameters
    ----------
    name : str
        Column of the vocabulary.
    column : str or None
        Of the log; None: the number of the row.
    why : Text
    sure : bool
        Whether it is written as part of the mapping, or as a remark only.
    values : tuple of (str, str or None)
        Word of the log → word of the vocabulary, None where nothing was guessed.
    form : str or None
        How times are written.
    """

    name: str
    column: str | None
    why: Text
    sure: bool = True
    values: tuple[tuple[str, str | None], ...] = ()
    form: str | None = None


@dataclass(frozen=True, slots=True)
class ActivityGuess:
    """What an activity could mean (一种活动的猜测).

    Parameters
    ----------
    activity : str
    count : int
        Events of it in the sample.
    words : KindWords or None
        The kind and the word that spoke for it; None if nothing did.
    word : str
    sure : bool
        Whether it is written as part of the mapping, or as a remark only: of what a case has once
        only the activity that says least besides it is taken.
    told : str
        What another column calls it; empty if none does.
    """

    activity: str
    count: int
    words: KindWords | None = None
    word: str = ""
    sure: bool = True
    told: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A first mapping (映射初稿).

    Parameters
    ----------
    sample : Sample
    activity : str
        Column of the activities.
    why : Text
        Why that one.
    time : TimeLook
    columns : tuple of ColumnGuess
    activities : tuple of ActivityGuess
    keep : tuple of (str, str)
        Column and word of rows to keep.
    more_times : tuple of str
        Other columns with one time a case.
    unused : tuple of str
        Columns of the log that nothing was guessed for.
    """

    sample: Sample
    activity: str
    why: Text
    time: TimeLook
    columns: tuple[ColumnGuess, ...]
    activities: tuple[ActivityGuess, ...]
    keep: tuple[tuple[str, str], ...] = ()
    more_times: tuple[str, ...] = ()
    unused: tuple[str, ...] = field(default=())


def guess_activity(sample: Sample) -> tuple[str, Text] | None:
    """Return the column that says what happened, and why that one (猜活动列)."""
    by_name = _by_name(sample, ACTIVITY_COLUMNS)
    if by_name is not None:
        return by_name, Text("按列名", "by its name")
    best, most = None, 0
    for look in sample.columns:
        if 2 <= look.distinct <= 500 and look.distinct * 2 <= look.filled:
            known = sum(_kind_of(word) is not None for word, _ in sample.values(look.name))
            if known > most:
                best, most = look.name, known
    if best is None:
        return None
    return best, Text("其中 {n} 个值像办理活动", "{n} of its values look like acts").fill(n=most)


def guess_times(sample: Sample) -> dict[str, TimeLook]:
    """Return the columns that hold times, the likeliest time of the event first (猜时间列)."""
    found = {look.name: t for look in sample.columns if (t := sample.times(look)) is not None}
    distinct = {look.name: look.distinct for look in sample.columns}

    def likely(name: str) -> tuple[int, int]:
        plain = folded(name)
        rank = TIME_COLUMNS.index(plain) if plain in TIME_COLUMNS else len(TIME_COLUMNS)
        return rank, -distinct[name]

    return {name: found[name] for name in sorted(found, key=likely)}


def propose(sample: Sample, activity: str, why: Text, times: dict[str, TimeLook]) -> Proposal:
    """Return a first mapping of a sample (写初稿).

    Parameters
    ----------
    sample : Sample
    activity : str
        Column of the activities.
    why : Text
    times : dict of str to TimeLook
        At least one.
    """
    at = next(iter(times))
    guesses = {guess.name: guess for guess in _columns(sample, {activity, *times})}
    _ids(sample, guesses)
    guesses["at"] = ColumnGuess("at", at, _why_time(times[at]), form=times[at].form)
    used = {activity, *(guess.column for guess in guesses.values())}
    keep = tuple(_completed(sample))
    case = guesses.get("case_id")
    once = tuple(
        name
        for name in times
        if name not in used and case and case.column and sample.constant_in(name, case.column)
    )
    order = [c.name for c in EVENT_COLUMNS if c.name in guesses]
    rest = used | {name for name, _ in keep} | set(once)
    return Proposal(
        sample,
        activity,
        why,
        times[at],
        tuple(guesses[name] for name in order),
        tuple(_activities(sample, activity)),
        keep,
        once,
        tuple(name for name in sample.names if name not in rest),
    )


def _by_name(sample: Sample, words: tuple[str, ...]) -> str | None:
    plain = {}
    for look in sample.columns:
        if look.filled:
            plain.setdefault(folded(look.name), look.name)
    return next((plain[word] for word in words if word in plain), None)


def _columns(sample: Sample, taken: set[str]) -> Iterator[ColumnGuess]:
    plain = {
        folded(look.name): look
        for look in reversed(sample.columns)
        if look.filled and look.name not in taken
    }
    for column in EVENT_COLUMNS:
        words = (folded(column.name), *COLUMNS.get(column.name, ()))
        look = next((plain[word] for word in words if word in plain), None)
        if look is not None and column.name not in ("at", "kind"):
            yield _column(sample, column, look)


def _column(sample: Sample, column: Column, look: ColumnLook) -> ColumnGuess:
    why = Text("按列名；{n} 种取值", "by its name; {n}").fill(
        n=number_of(look.distinct, "value", "different values")
    )
    if column.terms and column.name in VALUES:
        values = tuple(
            (word, _word_of(column.name, word)) for word, _ in sample.values(look.name, 30)
        )
        return ColumnGuess(column.name, look.name, why, values=values)
    needed = column.pattern or ("|".join(column.words) if column.terms else "")
    if needed and not sample.fits(look.name, needed):
        why = Text("列名像，但取值不合 {p}", "the name fits, but its values do not match {p}").fill(
            p=needed
        )
        return ColumnGuess(column.name, look.name, why, sure=False)
    return ColumnGuess(column.name, look.name, why)


def _word_of(column: str, word: str) -> str | None:
    own = {term.word for c in EVENT_COLUMNS if c.name == column for term in c.terms}
    if word in own:
        return word
    small = word.casefold()
    return next(
        (ours for ours, parts in VALUES[column] if any(part in small for part in parts)), None
    )


def _ids(sample: Sample, guesses: dict[str, ColumnGuess]) -> None:
    """Settle the ids: an event's must be its own, and a case without applications is one."""
    event = guesses.get("event_id")
    if event is None or event.column is None or not sample.unique(event.column):
        why = Text("没有逐行唯一的编号，用行号", "no column is unique, so rows are numbered")
        guesses["event_id"] = ColumnGuess("event_id", None, why)
    for name, other in (("application_id", "case_id"), ("case_id", "application_id")):
        if name not in guesses and other in guesses:
            guesses[name] = ColumnGuess(name, guesses[other].column, _SAME.fill(c=other))


def _why_time(look: TimeLook) -> Text:
    if look.form is None:
        return Text("按列名与写法（ISO 8601）", "by its name and form (ISO 8601)")
    if not look.others:
        return Text("写法是 {f}", "written as {f}").fill(f=look.form)
    return Text("写法可以是 {f}，也可以是 {o}：请核对", "written as {f}, or {o}: check it").fill(
        f=look.form, o=", ".join(look.others)
    )


def _completed(sample: Sample) -> Iterator[tuple[str, str]]:
    """Yield the filter of logs that record the beginnings of activities too."""
    for look in sample.columns:
        if folded(look.name) == "lifecycletransition" and look.distinct <= 20:
            words = [word for word, _ in sample.values(look.name) if word.casefold() == "complete"]
            yield from ((look.name, word) for word in words[:1])


def _activities(sample: Sample, activity: str) -> Iterator[ActivityGuess]:
    names = sample.values(activity, ACTIVITIES_MAX)
    told = _told_elsewhere(sample, activity)
    found = [
        ActivityGuess(
            word, count, *(_kind_of(told.get(word, word)) or (None, "")), told=told.get(word, "")
        )
        for word, count in names
    ]
    for guess in found:
        rivals = [g for g in found if guess.words and g.words == guess.words]
        plainest = min(rivals, key=_besides, default=guess)
        kind = guess.words.kind if guess.words else ""
        doubtful = (kind in _ONCE and guess is not plainest) or (
            # A clerical act taken for handling would accuse whoever received the application.
            kind == "step_completed" and _besides(guess)[0] > 0
        )
        yield replace(guess, sure=False) if doubtful else guess


def _besides(guess: ActivityGuess) -> tuple[int, str]:
    """Order by how much an activity says besides the word that spoke for it."""
    return len(guess.told or guess.activity) - len(guess.word), guess.activity


def _told_elsewhere(sample: Sample, activity: str) -> dict[str, str]:
    """Return what another column calls each activity, where activities are codes."""
    own = _known(word for word, _ in sample.values(activity))
    best: dict[str, str] = {}
    size = next(look.distinct for look in sample.columns if look.name == activity)
    for look in sample.columns:
        alike = look.name != activity and size / 2 <= look.distinct <= size * 2
        if alike and sample.names_of(activity, look.name):
            told = sample.pairs(activity, look.name)
            if _known(told.values()) > max(own, _known(best.values())):
                best = told
    return best


def _known(words: Iterable[str]) -> int:
    return sum(_kind_of(word) is not None for word in words)


def _kind_of(activity: str) -> tuple[KindWords, str] | None:
    if activity in _WORDS_OF_KINDS:
        return _WORDS_OF_KINDS[activity], activity
    small = activity.casefold()
    for words in KINDS_BY_WORDS:
        for word in words.words:
            if word in small:
                return words, word
    return None
