"""The words of the help pages (帮助文字)."""

from __future__ import annotations

from tongban_spec.language import Text

RUNS = Text("仿真", "runs")

COMMANDS: dict[str, Text] = {
    "": Text(
        "通办：比较政务服务“各自为政”与“一体化”的仿真。",
        "tongban: simulations that compare government services working apart and working together.",
    ),
    "init": Text(
        "以自带场景为起点，在新文件夹里建一个自己的场景；从不覆盖。",
        "Start a scenario of your own in a new folder, from a shipped one; overwrites nothing.",
    ),
    "check": Text(
        "检查一个场景：能否载入，有没有循环证明，数字来自哪里。",
        "Check a scenario: whether it loads, its circular proofs, where its numbers come from.",
    ),
    "show": Text(
        "画出一件事的事项图，和一位申请人办这件事的经过。",
        "Draw the legal graph of a matter, and how one applicant got it done.",
    ),
    "run": Text("在一种体制下仿真一个场景。", "Simulate a scenario under one regime."),
    "compare": Text(
        "用相同的随机数比较几种体制，写出报告、指标和证据包。",
        "Compare regimes with common random numbers; write a report, measures and evidence.",
    ),
    "ablate": Text(
        "逐项增减措施：各自单独加上、从整体中去掉，用相同的随机数，列出成对差值与区间。",
        "Try levers one at a time: each alone, and the whole without it, with common random "
        "numbers; paired differences with intervals that hold together.",
    ),
    "levers": Text(
        "列出全部措施：改变什么、谁付出、先要有什么、依据何在。",
        "List all levers: what each changes, whom it costs, what it needs first, its source.",
    ),
    "explain": Text(
        "说明一个指标、措施、体制、退出码或术语的含义。",
        "Say what a measure, lever, regime, exit code or term means.",
    ),
    "validate": Text(
        "把模型与排队论公式、与公布的前后对照比较，逐项列出应有、仿真、区间和结论。",
        "Hold the model against queueing theory and published before-and-after pairs: expected, "
        "simulated, interval and verdict, row by row.",
    ),
}

METAVARS: dict[str, str] = {
    "regimes": "A,B",
    "replications": "N",
    "seed": "S",
    "out": "DIR",
    "workers": "N",
    "from_": "NAME",
    "folder": "DIR",
    "svg": "FILE",
}

PARAMETERS: dict[str, Text] = {
    "scenario": Text(
        "自带场景的名称，或场景文件夹、文件的路径",
        "name of a shipped scenario, or path of a scenario's folder or file",
    ),
    "levers.scenario": Text(
        "场景：另列它给出的措施成本和各体制的日期；可省略",
        "a scenario: its costs of levers and its regimes' dates are listed too; may be left out",
    ),
    "folder": Text(
        "新文件夹；还没有，或是空的", "the new folder; it does not exist yet or is empty"
    ),
    "from_": Text("作为起点的自带场景", "the shipped scenario to start from"),
    "regimes": Text(
        "要比较的体制，逗号隔开；差值为最后一个减第一个",
        "regimes to compare, with commas; differences are the last minus the first",
    ),
    "ablate.regimes": Text(
        "两个体制，逗号隔开：后者的措施逐项加到前者上，又逐项从后者去掉",
        "two regimes, with a comma: the levers of the second are put on the first and taken from "
        "the second, one at a time",
    ),
    "regime": Text("体制", "the regime"),
    "replications": Text(
        "重复次数，1–10000；区间来自各次之间的差异",
        "replications, 1–10000; intervals come from how they differ",
    ),
    "seed": Text(
        "随机种子，整数；同一种子得到同样的结果",
        "seed, an integer; the same seed gives the same results",
    ),
    "out": Text(
        "写结果的文件夹：还没有或是空的；只在写了 --json 时可省略",
        "folder for the results: new or empty; may be left out only with --json",
    ),
    "json": Text(
        "在标准输出上给出一个 JSON 文档，别无其他",
        "print one JSON document on standard output and nothing else",
    ),
    "format": Text(
        "证据包之外再写成 csv, ocel-json, ocel-xml, ocel-sqlite, xes 中的几种，用逗号隔开",
        "write the evidence also as csv, ocel-json, ocel-xml, ocel-sqlite, xes",
    ),
    "no_events": Text("不写证据包", "write no evidence package"),
    "workers": Text(
        "工作进程数；不写则每个核心一个，1 为不另开进程；不影响结果",
        "worker processes; one a core if not given, 1 for none; results do not depend on it",
    ),
    "part": Text("theory、published 或 all", "theory, published or all"),
    "validate.replications": Text(
        "理论各项的重复次数，30–10000，不写为 40；"
        "PART 为 published 时是公布对照的重复次数，2 起，不写为 4",
        "replications of each check of theory, 30–10000, 40 if not given; with published those of "
        "the published pairs, from 2, 4 if not given",
    ),
    "validate.out": Text(
        "写结果的文件夹：还没有或是空的；可省略",
        "folder for the results: new or empty; may be left out",
    ),
    "matter": Text("一件事的编号，如 E01", "id of the matter, e.g. E01"),
    "svg": Text("把事项图画成这个 SVG 文件", "draw the legal graph into this SVG file"),
    "thing": Text(
        "名称，或 measures、levers、regimes、exit-codes、terms；不写则列出全部",
        "a name, or measures, levers, regimes, exit-codes, terms; all are listed if left out",
    ),
}

EXAMPLES: dict[str, str] = {
    "": "tongban compare one_counter --out results/one_counter",
    "init": "tongban init my_town --from business_startup",
    "check": "tongban check my_town",
    "show": "tongban show business_startup --matter E01 --regime integrated",
    "run": "tongban run one_counter --regime siloed --out results/siloed",
    "compare": "tongban compare one_counter --regimes siloed,integrated --replications 10 "
    "--seed 7 --out results/one_counter",
    "ablate": "tongban ablate one_counter --replications 10 --out results/levers",
    "levers": "tongban levers --json",
    "explain": "tongban explain elapsed_working_days",
    "validate": "tongban validate theory --out results/validation",
}
