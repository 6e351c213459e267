# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A first run · 第一次运行
#
# One county, one matter: starting a business (开办企业). We let the same founders go through the
# siloed and the integrated process and look at what changes.
#
# 一个县、一件事：让同一批创办者分别走各自为政与一体化两种流程，看有什么不同。

# %%
from concurrent.futures import ThreadPoolExecutor

from tongban.experiments.comparison import compare
from tongban.levers.regime import LEVER_IDS, named
from tongban.scenario.load import load_world
from tongban.scenario.shipped import find_scenario

world = load_world(find_scenario("business_startup"), LEVER_IDS)
print(world.title.zh, "·", world.title.en)
print(
    len(world.inputs),
    "numbers, of them assumptions:",
    sum(f.kind == "assumption" for f in world.inputs),
)

# %% [markdown]
# ## Compare · 比较
# Four replications; in each, both regimes meet the same people with the same luck.
#
# 四次重复，两种体制面对同样的人、同样的运气。

# %%
regimes = [named(world, name) for name in ("siloed", "integrated")]
with ThreadPoolExecutor(1) as executor:
    result = compare(world, regimes, seed=1, replications=4, executor=executor)

for measure in ("elapsed_calendar_days", "visits", "materials", "duplicates", "authorities"):
    row = result.row(measure)
    before, after = (e.mean.mean for e in row.estimates)
    found = row.difference
    print(
        f"{row.measure.title.zh:　<10}{row.measure.title.en:28}{before:8.2f} → {after:6.2f}   "
        f"difference {found.mean:8.2f}  [{found.low:.2f}, {found.high:.2f}]"
    )

# %% [markdown]
# ## What has been published · 已公布的数字
# Shanghai: 7 steps and at least 22 days before, 3 steps and 5 days after.
#
# 上海：此前7个环节、至少22天；此后3个环节、5天。

# %%
for pair in world.published:
    row = result.row(pair.measure, f"matter:{pair.matter}")
    print(
        f"{row.measure.title.en:28} predicted ratio {row.ratio.mean:.2f}, "
        f"published {pair.after / pair.before:.2f}  ({pair.source.en})"
    )

# %% [markdown]
# ## What must hold · 必须成立的
# A notebook that shows a result also checks it. 展示结果的笔记本也检验结果。

# %%
days = result.row("elapsed_calendar_days")
assert days.ratio.high < 0.5, "integration should at least halve the elapsed time"
assert result.row("visits").difference.high < 0, "and save visits"
assert result.row("duplicates").estimates[1].mean.mean < 0.1, "and hardly ask for anything twice"
again = compare(world, regimes, 1, 1, ThreadPoolExecutor(1))
same = repr(again.runs[0].summary) == repr(result.runs[0].summary)
assert same, "the same seed gives the same numbers"
