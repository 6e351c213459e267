"""The specification is whole: every requirement is tested, every document is current."""

from __future__ import annotations

import importlib
import json
import shutil
from pathlib import Path

import jsonschema
import pytest

import oracles
from oracles import oracle_of
from tongban_spec.cli.console.door import run
from tongban_spec.cli.program import PROGRAM
from tongban_spec.coverage import HOW_MANY, IDS, SOURCES, UNTESTED, gaps
from tongban_spec.document import DOCUMENTS, document
from tongban_spec.errors import UsageError
from tongban_spec.examples import FOLDER as EXAMPLES
from tongban_spec.language import Text
from tongban_spec.registry import FOLDER as REQUIREMENTS
from tongban_spec.registry import all_requirements, by_id
from tongban_spec.releases import Release, as_it_is, complaint, release_of, text_of, write


def said(found) -> str:
    return "\n".join(gap.en for gap in found)


def test_nothing_is_missing_orphaned_stale_or_changed_after_its_release():
    assert not gaps(), said(gaps())
    assert len(IDS) == 39
    assert [r.id for r in all_requirements()] == list(IDS)


def test_every_requirement_has_an_oracle_or_a_reason_and_every_oracle_a_requirement():
    without = {i for i in IDS if oracle_of(i) is None}
    assert without == set(UNTESTED)
    named = set()
    for point in HOW_MANY:
        module = importlib.import_module(f"oracles.{point.lower()}")
        named |= {n for n in dir(module) if n.startswith(f"{point.lower()}_")}
    orphans = named - {i.lower().replace("-", "_") for i in IDS}
    assert not orphans, f"oracles of no requirement in {oracles.__name__}"


def test_an_orphan_file_and_an_orphan_example_are_noticed(tmp_path):
    requirements, examples = tmp_path / "requirements", tmp_path / "examples"
    shutil.copytree(REQUIREMENTS, requirements)
    shutil.copytree(EXAMPLES, examples)
    shutil.copy(requirements / "dat" / "DAT-2.sql", requirements / "dat" / "DAT-11.sql")
    (requirements / "hal" / "HAL-3.sql").unlink()
    shutil.copy(examples / "DAT-2.breaching.json", examples / "DAT-11.breaching.json")
    (examples / "CAT-1.conforming.json").unlink()
    found = said(gaps(requirements=requirements, examples=examples))
    for part in ("DAT-11.sql", "HAL-3 has no", "DAT-11.breaching", "no example CAT-1.conforming"):
        assert part in found


def test_a_requirement_without_an_oracle_or_a_reason_is_noticed(tmp_path):
    for name in DOCUMENTS.values():
        shutil.copy(SOURCES / name, tmp_path)
    folder = tmp_path / "tests" / "oracles"
    shutil.copytree(SOURCES / "tests" / "oracles", folder)
    assert not gaps(sources=tmp_path)
    (folder / "srv.py").write_text(
        (folder / "srv.py").read_text("utf-8").replace("def srv_2(", "def srv_9("), "utf-8"
    )
    found = said(gaps(sources=tmp_path))
    assert "SRV-2 has no oracle" in found and "srv_9 belongs to no requirement" in found
    reason = Text("理由", "a reason")
    excused = said(gaps(sources=tmp_path, untested={"SRV-2": reason}))
    assert "SRV-2" not in excused
    useless = said(gaps(untested={"SRV-2": reason}))
    assert "SRV-2 has a reason why it has no oracle, but it has one" in useless


def test_a_stale_document_is_noticed(tmp_path):
    for language, name in DOCUMENTS.items():
        (tmp_path / name).write_text(document(language).replace("DAT-2", "DAT-20", 1), "utf-8")
    assert "SPEC.md is stale" in said(gaps(sources=tmp_path))


@pytest.mark.parametrize("language", DOCUMENTS)
def test_a_document_has_every_requirement_with_statement_query_and_examples(language):
    text = document(language)
    flat = " ".join(text.replace("\\", "").split())
    for requirement in all_requirements():
        assert f"### {requirement.id} " in text
        assert requirement.query in text
        assert f"{requirement.id}.breaching.json" in text
        start = " ".join(requirement.rationale.say(language).split())[:20]
        assert start in flat.replace("&lt;", "<").replace("&gt;", ">")


def test_a_released_requirement_may_only_change_in_a_new_version(tmp_path):
    now = as_it_is()
    released = Release(now.specification, "2026-11-25", now.digests)
    assert complaint(released, now) is None
    changed = Release(now.specification, "", {**now.digests, "DAT-2": "0" * 64})
    told = complaint(released, changed)
    assert told is not None
    for part in ("DAT-2", "2026-11-25", "SPECIFICATION"):
        assert part in told.en and part in told.zh
    path = tmp_path / f"{now.specification}.yaml"
    path.write_text(text_of(Release(now.specification, "2026-11-25", changed.digests)), "utf-8")
    with pytest.raises(UsageError):
        write("2026-12-01", tmp_path)
    path.unlink()
    assert complaint(release_of(now.specification, tmp_path), now) is not None
    write("2026-12-01", tmp_path)
    assert complaint(release_of(now.specification, tmp_path), now) is None


def test_a_digest_sees_statement_level_query_and_the_views_that_it_reads():
    import dataclasses

    from tongban_spec.language import Text
    from tongban_spec.releases import digest_of

    one = by_id()["DAT-2"]
    other = Text(one.statement.zh + "。", one.statement.en)
    for change in ({"statement": other}, {"level": "SHOULD"}, {"query": one.query + " "}):
        assert digest_of(dataclasses.replace(one, **change)) != digest_of(one)
    assert digest_of(dataclasses.replace(one, rationale=other)) == digest_of(one)


def test_a_view_that_a_query_reads_counts(monkeypatch):
    from tongban_spec import releases
    from tongban_spec.views import views

    one = by_id()["DAT-2"]
    before = releases.digest_of(one)
    changed = {**views(), "link_outages": views()["link_outages"] + "\n-- changed"}
    monkeypatch.setattr(releases, "views", lambda: changed)  # read by way of links_that_answer
    assert releases.digest_of(one) != before


def test_the_command_writes_documents_schemas_and_examples(tmp_path):
    folder = tmp_path / "specification"
    assert run(PROGRAM, ["document", "--out", str(folder)]) == 0
    for name in DOCUMENTS.values():
        assert (folder / name).is_file()
    schemas = sorted((folder / "tongban_spec" / "schema").iterdir())
    assert "events.row.schema.json" in [path.name for path in schemas]
    for path in schemas:
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text("utf-8")))
    links = [part.split(")")[0] for part in document("en").split("](")[1:]]
    assert links and all((folder / Path(link)).is_file() for link in links)
    assert run(PROGRAM, ["document", "--out", str(folder)]) == 2
