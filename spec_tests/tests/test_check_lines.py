"""What ``check`` tells on the screen: each thing once, and what matters where it is seen."""

from __future__ import annotations

from pathlib import Path

from example_package import check, package


def lines(capsys, evidence: str, *words: str, only: str | None = None) -> list[str]:
    capsys.readouterr()
    check(evidence, *words, only=only)
    return capsys.readouterr().out.splitlines()


def test_breaches_come_after_the_rest_and_the_last_line_counts_all(tmp_path, capsys):
    said = lines(capsys, package(tmp_path / "p", "breaching"))
    heads = [line.split()[2] for line in said if " MUST " in line or " SHOULD " in line]
    assert len(heads) == 39 and heads.index("breached") == 39 - heads.count("breached")
    breached, silent = heads.count("breached"), heads.count("inconclusive")
    assert said[-1].startswith(f"Of 39 requirements: {breached} breached, ")
    assert f"{silent} inconclusive (cannot be judged)" in said[-1]


def test_what_cannot_be_judged_has_one_short_line_and_all_of_it_if_asked_for(tmp_path, capsys):
    evidence = package(tmp_path / "p", "breaching")
    said = lines(capsys, evidence)
    silent = [n for n, line in enumerate(said) if " inconclusive · " in line]
    assert silent == list(range(len(silent)))  # nothing between them
    assert all(len(said[n]) <= 100 for n in silent) and any(said[n].endswith("…") for n in silent)
    (full,) = [s for s in lines(capsys, evidence, only="HAL-10") if s.startswith("HAL-10")]
    assert len(full) > 100 and "context tables: places" in full


def test_what_is_waived_is_counted(tmp_path: Path, capsys):
    waivers = tmp_path / "waivers.yaml"
    waivers.write_text("- {requirement: DAT-2, reason: known, expires: 2999-01-01}\n")
    said = lines(
        capsys, package(tmp_path / "p", "breaching"), "--waivers", str(waivers), only="DAT-2"
    )
    assert "breaches 0, undecided 0, waived 2" in said[0]
    assert said[-1] == "Of 1 requirement: 1 waived"
