"""What can be explained (可说明的词): measures, levers, regimes, exit codes and terms."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.cli.exit_codes import EXIT_CODES
from tongban.levers.regime import POINTS
from tongban.measures.names import MEASURES, UNITS
from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One explanation (词条).

    Parameters
    ----------
    id : str
        What a user types.
    kind, title, words : Text
    """

    id: str
    kind: Text
    title: Text
    words: Text

    def said(self) -> Text:
        """Return the whole explanation."""
        return Text("{t}（{k}）：{w}", "{t} ({k}): {w}").fill(
            t=self.title, k=self.kind, w=self.words
        )


_REGIMES = (
    (
        "siloed",
        Text("各自为政", "siloed"),
        Text(
            "基准：没有任何措施，部门各办各的，申请人带着纸在部门之间跑。",
            "the baseline without any lever: departments work apart, and the applicant carries "
            "papers between them.",
        ),
    ),
    (
        "integrated",
        Text("一体化", "integrated"),
        Text(
            "全部措施完全铺开，除非场景文件另有规定；场景还可以定义别的体制。",
            "every lever at full strength unless the scenario says otherwise; a scenario may "
            "define further regimes.",
        ),
    ),
)

_TERMS = (
    ("matter", Text("一件事", "matter"), Text(
        "申请人想办成的事，由一个或几个事项组成。",
        "what the applicant wants done; made of one or more items.")),
    ("item", Text("事项", "item"), Text(
        "一个部门的一次决定：有编码、材料、环节、时限和结果。",
        "one decision of one department, with a code, materials, steps, a limit and results.")),
    ("step", Text("环节", "step"), Text(
        "事项在机关内部的一步，由某类审批人员办理。",
        "one step of an item inside the administration, done by a class of reviewers.")),
    ("material", Text("材料", "material"), Text(
        "申请时要交的东西；政府材料只有一个权威来源（一数一源）。",
        "what is handed in; a government material has one authoritative source.")),
    ("legal-graph", Text("事项图", "legal graph"), Text(
        "一件事、事项、环节、材料与部门之间的关系图。",
        "the graph of matters, items, steps, materials and departments.")),
    ("circular-proof", Text("循环证明", "circular proof"), Text(
        "几份证明互为前提，在纸上谁也开不出来。",
        "proofs that need each other, so that none can be had on paper.")),
    ("regime", Text("体制", "regime"), Text(
        "一组措施及其力度与范围。", "a list of levers with their strengths and scopes.")),
    ("lever", Text("措施", "lever"), Text(
        "改革的一个手段，改变一种办事方式；力度 0 到 1。",
        "one means of reform that changes one practice; strength 0 to 1.")),
    ("replication", Text("重复", "replication"), Text(
        "用另一组随机数再仿真一次；同一次重复在各体制下用同样的随机数。",
        "one more run with other random numbers; the same replication has the same luck in every "
        "regime.")),
    ("seed", Text("随机种子", "seed"), Text(
        "决定全部随机数的整数；同一种子、同一场景得到同样的结果。",
        "the integer that decides all random numbers; same seed and scenario, same results.")),
    ("interval", Text("置信区间", "confidence interval"), Text(
        "真实均值以 95% 的把握落在其中；由各次重复的差异算出，至少要两次。",
        "where the true mean lies with 95 % confidence; from the differences between "
        "replications, of which there must be two.")),
    ("together", Text("同时成立", "hold together"), Text(
        "主要指标的差值区间按 Bonferroni 放宽，合起来仍有 95% 的把握。",
        "the intervals of the headline differences are widened (Bonferroni), so that all of them "
        "hold at once with 95 % confidence.")),
    ("pairing-gain", Text("配对收益", "pairing gain"), Text(
        "不用相同的随机数时，要多少倍的重复才有同样窄的区间。",
        "how many times more replications unpaired runs would need for the same interval.")),
    ("warm-up", Text("预热期", "warm-up"), Text(
        "开头几天只仿真、不计入指标，让队列先填满。",
        "the first days are simulated and not measured, so that queues can fill.")),
    ("horizon", Text("观察期", "horizon"), Text(
        "仿真到这一天为止；还没办结的按未办结计，不丢弃。",
        "the run ends on this day; what is open counts as open and is not dropped.")),
    ("evidence-package", Text("证据包", "evidence package"), Text(
        "events 文件夹：每种体制第 0 次重复的全部事件和当时有效的规则，可用来检查各项要求。",
        "the folder events: all events of replication 0 of each regime with what was in force, "
        "ready to be checked against the requirements.")),
    ("manifest", Text("结果清单", "manifest"), Text(
        "manifest.json：版本、提交号、场景摘要、种子与库版本，凭它可重现同样的结果。",
        "manifest.json: version, commit, scenario digest, seed and libraries; enough to get the "
        "same results again.")),
)  # fmt: skip


def topics() -> dict[str, tuple[Entry, ...]]:
    """Return all entries by topic (全部词条)."""
    return {
        "measures": _measures(),
        "levers": _levers(),
        "regimes": tuple(Entry(i, Text("体制", "regime"), t, w) for i, t, w in _REGIMES),
        "exit-codes": tuple(
            Entry(str(code), Text("退出码", "exit code"), Text(str(code), str(code)), words)
            for code, words in EXIT_CODES.items()
        ),
        "terms": tuple(Entry(i, Text("术语", "term"), t, w) for i, t, w in _TERMS),
    }


def entries() -> list[Entry]:
    """Return all entries, topic after topic (词条列表)."""
    return [entry for of_topic in topics().values() for entry in of_topic]


def _measures() -> tuple[Entry, ...]:
    better = {
        -1: Text("越少越好", "less is better"),
        1: Text("越多越好", "more is better"),
        0: Text("无所谓多少", "neither more nor less is better"),
    }
    words = Text("{d}。单位：{u}；{b}。", "{d}. Unit: {u}; {b}.")
    return tuple(
        Entry(m.id, Text("指标", "measure"), m.title,
              words.fill(d=m.definition, u=UNITS[m.unit], b=better[m.better]))
        for m in MEASURES
    )  # fmt: skip


def _levers() -> tuple[Entry, ...]:
    kind = Text("措施，属于“{p}”", "lever of the point “{p}”")
    words = Text(
        "{c}力度按覆盖面计，数的是{u}。依据：{s}",
        "{c} Its strength is a coverage; what is counted: {u}. Source: {s}",
    )
    return tuple(
        Entry(lever.id, kind.fill(p=point), lever.title,
              words.fill(c=lever.changes, u=lever.unit, s=lever.source))
        for point, levers in POINTS
        for lever in levers
    )  # fmt: skip
