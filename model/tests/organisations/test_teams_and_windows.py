"""Cross-trained reviewers share a queue; dedicated windows stay their own; heads are the same."""

from __future__ import annotations

from dataclasses import replace

from telling import tell
from tongban.engines.reference import simulate
from tongban.journeys.assemble import Compiled, compile_regime
from tongban.levers.regime import Regime, full
from tongban.measures.accounts import account_errors
from tongban.measures.cases import cases
from tongban.measures.summary import summarise
from tongban.scenario.world import World
from tongban.trace.spans import spans
from worlds import world


def two_classes(trained: bool, needs: float = 20.0) -> World:
    """The first department's own reviews take one class, its checks for others another."""
    small = world(needs=needs, days=15)
    items = {}
    for k, item in small.catalogue.items.items():
        steps = tuple(
            replace(s, review_class="checks" if s.id == "check" else "own")
            if s.department == "D0"
            else s
            for s in item.steps
        )
        items[k] = replace(item, steps=steps)
    first = replace(
        small.departments["D0"],
        reviewers=(("own", 1), ("checks", 1)),
        cross_trained=(("own", "checks"),) if trained else (),
    )
    catalogue = replace(small.catalogue, items=items)
    return replace(small, catalogue=catalogue, departments={**small.departments, "D0": first})


def compiled_of(small: World, *levers: str) -> Compiled:
    return compile_regime(small, Regime("tried", full(levers)), 1)


def test_cross_trained_classes_are_one_pool_and_heads_stay_the_same():
    apart, together = (compiled_of(two_classes(t)) for t in (False, True))
    names = [p.review_class for p in together.layout.pools if p.department == "D0"]
    assert names.count("own+checks") == 2, "one a region"
    assert apart.layout.heads() == together.layout.heads()
    assert len(apart.layout.pools) == len(together.layout.pools) + 2


def test_cross_training_makes_nobody_wait_longer_on_average_and_the_accounts_add_up():
    waits = {}
    for trained in (False, True):
        small = two_classes(trained)
        compiled = compiled_of(small, "reception_apart")
        trace = simulate(compiled.given)
        s = spans(compiled, trace)
        assert account_errors(compiled, trace, s) == []
        mine = [i for i, p in enumerate(compiled.layout.pools) if p.department == "D0"
                and p.kind == "reviewers"]  # fmt: skip
        waits[trained] = trace.pool_waiting[mine].sum()
    assert 0 < waits[True] < waits[False]


def test_who_is_trained_for_two_classes_serves_as_the_one_that_the_step_names():
    told = tell(two_classes(True, needs=5.0), "integrated")
    rows = [e for e in told.events("step_completed") if e["authority"].startswith("D0@")]
    assert {(e["step"], e["review_class"]) for e in rows} >= {
        ("review", "own"),
        ("check", "checks"),
    }
    officers = {e["officer"] for e in rows}
    assert any("own+checks" in o for o in officers)


def dedicated(department: str) -> World:
    small = world(needs=8.0)
    changed = replace(small.departments[department], dedicated=True)
    return replace(small, departments={**small.departments, department: changed})


def test_a_dedicated_window_stays_its_own_beside_comprehensive_ones():
    small = dedicated("D1")
    layout = compiled_of(small, "comprehensive_windows", "reception_apart").layout
    windows = {p.department: p for p in layout.pools if p.kind == "window"
               and p.region == layout.sites[0]}  # fmt: skip
    assert set(windows) == {"*", "D1"}
    assert [d for d, _, _ in windows["*"].members] == ["D0", "D2"]
    assert windows["D1"].place == windows["*"].place, "it stands in the same hall"
    assert layout.heads() == compiled_of(small).layout.heads()


def test_without_comprehensive_windows_dedication_changes_nothing():
    assert compiled_of(dedicated("D1")).given.same_as(compiled_of(world(needs=8.0)).given)


def test_what_is_handed_in_at_a_dedicated_window_is_not_looked_up_longer():
    small = dedicated("D0")
    found = {}
    for name, one in (("all", world(needs=8.0)), ("dedicated", small)):
        compiled = compiled_of(one, "comprehensive_windows")
        trace = simulate(compiled.given)
        s = spans(compiled, trace)
        assert account_errors(compiled, trace, s) == []
        found[name] = summarise(one, compiled, s, cases(one, compiled, trace, s))
    served = [f["served_hours", "all"].mean for f in found.values()]
    assert served[1] < served[0]
