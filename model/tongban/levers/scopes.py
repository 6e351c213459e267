"""What is wrong with the scope of a lever (范围检查): what it cannot reach, or not by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tongban.catalogue.graph import Problem
from tongban.levers.lever import SCOPES, Lever, Member
from tongban.levers.regime import LEVERS
from tongban.scenario.world import LeverSetting, World
from tongban_spec.language import Text

Complaint = tuple[Text, Text]


def wrong_scopes(world: World) -> Iterator[Problem]:
    """Yield scopes to which a lever cannot be limited (范围检查).

    A scope that a lever cannot tell apart would be no limit at all, and touch everybody.
    """
    for name, settings in world.regimes.items():
        for n, s in enumerate(settings):
            lever, members = LEVERS[s.lever], list(LEVERS[s.lever].members(world))
            for key, (what, allowed) in _of_setting(lever, members, s):
                yield Problem(("regimes", name, n, *key), what, allowed)


def kinds_of_scope(lever: Lever, members: Sequence[Member]) -> tuple[str, ...]:
    """Return by what a lever can be limited (可用的范围): keys of a setting."""
    able = [k for k in SCOPES if k == "regions" or any(getattr(m, k) for m in members)]
    return (*able, "groups") if lever.by_group else tuple(able)


def _of_setting(
    lever: Lever, members: Sequence[Member], s: LeverSetting
) -> Iterator[tuple[tuple[str | int, ...], Complaint]]:
    kinds = kinds_of_scope(lever, members)
    wrong = [k for k in (*SCOPES, "groups") if getattr(s, k) and k not in kinds]
    for key in wrong if members else ():
        yield (key,), _no_such_scope(lever, key, kinds)
    for key in (k for k in SCOPES if k in kinds and k != "regions"):
        reached = frozenset[str]().union(*(getattr(m, key) for m in members))
        for place, named in enumerate(getattr(s, key)):
            if named not in reached:
                yield (key, place), _not_reached(lever, named)
    cut = next((m for m in members if set(s.items) & m.items and m.items - set(s.items)), None)
    if cut is not None:
        yield ("items",), _cut(lever, cut, s)


def _no_such_scope(lever: Lever, key: str, kinds: Sequence[str]) -> Complaint:
    return (
        Text("{l} 不能按 {k} 限定范围", "{l} cannot be limited by {k}").fill(l=lever.id, k=key),
        Text("它覆盖的是{u}，可以用 {all}", "it covers {u}: limit it by {all}").fill(
            u=lever.unit, all=", ".join(kinds)
        ),
    )


def _not_reached(lever: Lever, named: str) -> Complaint:
    return (
        Text("{l} 覆盖不到 {n}", "{l} cannot cover {n}").fill(l=lever.id, n=named),
        Text("它只覆盖{u}；请去掉 {n}", "it covers {u} only: leave {n} out").fill(
            u=lever.unit, n=named
        ),
    )


def _cut(lever: Lever, member: Member, s: LeverSetting) -> Complaint:
    inside, outside = sorted(member.items & set(s.items)), sorted(member.items - set(s.items))
    return (
        Text(
            "{l} 不能只对 {a}：它整个覆盖 {m}，其中还有 {b}",
            "{l} cannot cover {a} alone: it covers {m} as a whole, and there {b} as well",
        ).fill(l=lever.id, a=", ".join(inside), m=member.id, b=", ".join(outside)),
        Text(
            "把这些事项都写上，或改用 matters、regions",
            "name these items too, or use matters or regions",
        ),
    )
