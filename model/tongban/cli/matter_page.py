"""The legal graph of a matter on the terminal (事项图), as a tree."""

from __future__ import annotations

from rich.table import Table
from rich.tree import Tree

from tongban.catalogue.items import Item, Step
from tongban.catalogue.matters import Matter
from tongban.scenario.world import World
from tongban_spec.cli.console.talk import Talk
from tongban_spec.language import Text

_NO_LIMIT = Text("没有法定时限", "no limit in law")


def list_of_matters(world: World, talk: Talk) -> Table:
    """Return the matters of a scenario with their items and departments (一件事清单)."""
    table = Table(title=talk.say(world.title))
    headings = (
        Text("编号", "id"),
        Text("一件事", "matter"),
        Text("事项", "items"),
        Text("部门", "departments"),
    )
    for heading in headings:
        table.add_column(talk.say(heading), overflow="fold")
    for matter in world.catalogue.matters.values():
        items = [world.catalogue.items[i] for i in matter.items]
        kinds = dict.fromkeys(i.department for i in items)
        departments = ", ".join(talk.say(world.departments[d].name) for d in kinds)
        table.add_row(matter.id, talk.say(matter.name), str(len(items)), departments)
    table.caption = talk.say(
        Text("看其中一件：tongban show … --matter 编号", "one of them: tongban show … --matter ID")
    )
    return table


def matter_tree(world: World, matter: Matter, talk: Talk) -> Tree:
    """Return a matter with its items, steps and materials as a tree (事项树)."""
    tree = Tree(f"{matter.id} {talk.say(matter.name)}")
    shown: set[str] = set()
    for item in (world.catalogue.items[i] for i in matter.items):
        branch = tree.add(_item(world, item, talk))
        steps = branch.add(talk.say(Text("环节", "steps")))
        for step in item.steps:
            steps.add(_step(world, step, talk))
        needed = branch.add(talk.say(Text("要交的材料", "materials to hand in")))
        for listed in item.materials:
            later = Text("（可容缺后补）", " (may follow later)") if listed.secondary else None
            _add_material(needed, world, listed.material, talk, later, shown, ())
        made = branch.add(talk.say(Text("结果", "results")))
        for product in item.produces:
            shown.add(product)  # it comes out of this matter: nobody hunts for what it needs
            made.add(f"{product} {talk.say(world.catalogue.materials[product].name)}")
    return tree


def _item(world: World, item: Item, talk: Talk) -> str:
    days = item.limit_working_days
    limit = _NO_LIMIT if days is None else Text("{d} 个工作日", "{d} working days").fill(d=days)
    return talk.say(
        Text("{i} {n} · {d} · {l}", "{i} {n} · {d} · {l}"),
        i=item.id,
        n=item.name,
        d=world.departments[item.department].name,
        l=limit,
    )


def _step(world: World, step: Step, talk: Talk) -> str:
    line = Text("{i} {n} · {d}", "{i} {n} · {d}").fill(
        i=step.id, n=step.name, d=world.departments[step.department].name
    )
    if step.after:
        after = Text("{l}，在 {a} 之后", "{l}, after {a}")
        return talk.say(after, l=line, a=", ".join(step.after))
    return talk.say(line)


def _add_material(
    tree: Tree,
    world: World,
    id: str,
    talk: Talk,
    remark: Text | None,
    shown: set[str],
    above: tuple[str, ...],
) -> None:
    """Add a material with what it needs, once, down to the bottom or to where a circle closes."""
    material = world.catalogue.materials[id]
    words = Text("{i} {n} · {w}", "{i} {n} · {w}").fill(
        i=id, n=material.name, w=_maker(world, material.issuer)
    )
    if id in above:
        tree.add(talk.say(Text("{m}：循环！", "{m}: a circle!"), m=words))
        return
    branch = tree.add(talk.say(words) + (talk.say(remark) if remark else ""))
    if id in shown:
        return
    shown.add(id)
    first = Text("（要先有）", " (needed first)")
    for needed in material.prerequisites:
        _add_material(branch, world, needed, talk, first, shown, (*above, id))


def _maker(world: World, issuer: str | None) -> Text:
    if issuer is None:
        return Text("自备", "made by the applicant")
    return Text("{d}出具", "from {d}").fill(d=world.departments[issuer].name)
