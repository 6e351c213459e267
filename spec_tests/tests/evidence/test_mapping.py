"""Mappings: a vendor's columns, words and zones; every mistake is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban_spec.check import check
from tongban_spec.errors import EvidenceError, MappingError
from tongban_spec.events import KINDS
from tongban_spec.evidence.converting import convert
from tongban_spec.evidence.reading import evidence_of
from tongban_spec.mapping.first_draft import first_draft
from tongban_spec.mapping.judge import judge_mapping
from tongban_spec.mapping.load import load_mapping
from tongban_spec.registry import all_requirements

MAPPINGS = Path(load_mapping.__code__.co_filename).parents[1] / "mappings"
LOG = """编号,活动,时间,渠道,经办人
1,受理,2025-03-03 09:00:00,网上,李
1,审查,2025-03-03 10:00:00,网上,王
1,打印,2025-03-03 11:00:00,网上,王
2,受理,2025-03-04 09:00:00,窗口甲,"x'); DROP TABLE events; --"
"""
MAPPING = """mapping: 1
time_zone: Asia/Shanghai
activity: 活动
columns:
  event_id: {row: true}
  at: 时间
  case_id: 编号
  application_id: 编号
  officer: 经办人
  region: {constant: "330402"}
  channel: {column: 渠道, values: {网上: online}}
events:
  受理: {kind: application_accepted, set: {outcome: accepted}}
  审查: {kind: step_completed, set: {step: $activity}}
never_happened: [application_withdrawn]
"""


def files(folder: Path, mapping: str = MAPPING, log: str = LOG) -> tuple[Path, Path]:
    (folder / "log.csv").write_text(log, encoding="utf-8")
    (folder / "map.yaml").write_text(mapping, encoding="utf-8")
    return folder / "log.csv", folder / "map.yaml"


def asked(folder: Path, query: str, mapping: str = MAPPING):
    log, path = files(folder, mapping)
    with evidence_of(log, mapping=path) as evidence:
        return evidence.connection.execute(query).fetchall()


def test_columns_words_and_zones_become_the_vocabularys(tmp_path):
    rows = asked(
        tmp_path,
        'SELECT event_id, "at"::VARCHAR, kind, step, outcome, channel, region FROM events',
    )
    accepted = "application_accepted"
    assert rows == [
        ("row-1", "2025-03-03 01:00:00", accepted, None, "accepted", "online", "330402"),
        ("row-2", "2025-03-03 02:00:00", "step_completed", "审查", None, "online", "330402"),
        ("row-4", "2025-03-04 01:00:00", accepted, None, "accepted", None, "330402"),
    ]
    nasty = asked(tmp_path, "SELECT officer FROM events WHERE event_id = 'row-4'")
    assert nasty == [("x'); DROP TABLE events; --",)]


def test_what_is_not_mapped_is_counted_and_what_no_rule_gives_is_not_recorded(tmp_path):
    log, path = files(tmp_path)
    with evidence_of(log, mapping=path) as evidence:
        told = {f.rule: f for f in evidence.gate}
        assert told["unmapped_activity"].examples == ("打印",)
        assert told["unmapped_value"].examples == ("窗口甲",)
        assert "no_time_zone" not in told
        recorded = {"application_accepted", "step_completed", "application_withdrawn"}
        assert evidence.not_recorded == KINDS.keys() - recorded


def test_a_strict_mapping_refuses_what_it_does_not_know(tmp_path):
    with pytest.raises(MappingError, match="1 activity, 1 event") as caught:
        asked(tmp_path, "SELECT 1", MAPPING + "strict: true\n")
    assert "打印" in caught.value.say("zh")


def test_the_rest_can_have_a_meaning_and_filters_leave_rows_out(tmp_path):
    rest = "otherwise: {kind: step_completed, set: {step: $activity}}\nkeep: {渠道: [网上]}\n"
    rows = asked(tmp_path, "SELECT event_id, kind, step FROM events ORDER BY seq", MAPPING + rest)
    assert [row[0] for row in rows] == ["row-1", "row-2", "row-3"]
    assert rows[2][1:] == ("step_completed", "打印")


def test_an_event_once_a_case_and_tables_of_the_mapping(tmp_path):
    more = (
        "once_a_case: [{kind: application_submitted, at: 时间}]\n"
        'calendar: {first: "2025-03-01", last: "2025-03-04", holidays: ["2025-03-04"]}\n'
        'tables: {items: [{item_code: A, item_version: 1, region: "330402", name: 甲, fee: 1.5}]}\n'
    )
    query = "SELECT event_id, case_id FROM events WHERE kind = 'application_submitted' ORDER BY 1"
    assert asked(tmp_path, query, MAPPING + more) == [("once-1/1", "1"), ("once-1/2", "2")]
    days = asked(tmp_path, "SELECT working FROM calendar ORDER BY date", MAPPING + more)
    assert days == [(False,), (False,), (True,), (False,)]
    assert asked(tmp_path, "SELECT fee FROM items", MAPPING + more) == [(1.5,)]


def test_several_logs_keep_their_ids_and_regions_apart(tmp_path):
    _, path = files(tmp_path, MAPPING + 'logs: {one: {region: "330001"}, two: {region: "330002"}}')
    for name in ("one", "two"):
        (tmp_path / f"{name}.csv").write_text(LOG, encoding="utf-8")
    with evidence_of(tmp_path / "one.csv", mapping=path, more=[tmp_path / "two.csv"]) as evidence:
        rows = evidence.connection.execute(
            "SELECT region, count(*), min(application_id), count(DISTINCT event_id) FROM events"
            " GROUP BY region ORDER BY region"
        ).fetchall()
    assert rows == [("330001", 3, "one/1", 3), ("330002", 3, "two/1", 3)]


def test_a_rule_that_matches_nothing_is_told_and_is_no_record(tmp_path):
    typo = MAPPING.replace("  审查:", '  "审 查":')
    log, path = files(tmp_path, typo)
    with evidence_of(log, mapping=path) as evidence:
        (told,) = (f for f in evidence.gate if f.rule == "rule_without_match")
        assert "审 查" in told.said.zh and "审 查" in told.said.en
        assert "step_completed" in evidence.not_recorded
    log, path = files(tmp_path, typo.replace("[app", "[step_completed, app"))
    with evidence_of(log, mapping=path) as evidence:
        assert "step_completed" not in evidence.not_recorded


TWO_RULES = MAPPING.replace("never", "  WORD: {kind: application_accepted}\nnever")


@pytest.mark.parametrize(
    ("word", "of_log", "near"),
    [
        ("受理通过", "受理 通过", True),  # but for a blank
        ("Accept", "ACCEPT", True),
        ("窗口代为受理", "窗口代受理", True),
        ("退回", "打印", False),  # a word that this log happens not to have
        ("A_010", "A_011", False),  # another code
    ],
)
def test_a_rule_that_may_be_misspelt_is_no_record_even_beside_one_that_matches(
    tmp_path, word, of_log, near
):
    log, path = files(tmp_path, TWO_RULES.replace("WORD", word), LOG.replace("打印", of_log))
    with evidence_of(log, mapping=path) as evidence:
        (told,) = (f for f in evidence.gate if f.rule == "rule_without_match")
        assert ("application_accepted" in evidence.not_recorded) == near
        assert (f"{path}:15:" in told.said.zh) == (f"'{of_log}': ignore" in told.said.en) == near
    settled = TWO_RULES.replace("WORD", word).replace("never", f"  {of_log}: ignore\nnever")
    log, path = files(tmp_path, settled, LOG.replace("打印", of_log))
    with evidence_of(log, mapping=path) as evidence:
        assert "application_accepted" not in evidence.not_recorded
    rest = TWO_RULES.replace("WORD", word) + "otherwise: {kind: application_accepted}\n"
    log, path = files(tmp_path, rest, LOG.replace("打印", of_log))
    with evidence_of(log, mapping=path) as evidence:
        assert "application_accepted" not in evidence.not_recorded


def test_what_never_happened_and_happens_is_refused(tmp_path):
    with pytest.raises(MappingError, match=r"step_completed never happened.*events: 1") as caught:
        asked(tmp_path, "SELECT 1", MAPPING.replace("[app", "[step_completed, app"))
    assert f"{tmp_path / 'map.yaml'}:15:" in caught.value.say("zh")


def test_a_log_without_events_is_refused(tmp_path):
    with pytest.raises(MappingError, match="4 rows, keep leaves 0"):
        asked(tmp_path, "SELECT 1", MAPPING + "keep: {渠道: [线上]}\n")
    log, path = files(tmp_path, log=LOG.splitlines()[0] + "\n")
    native = tmp_path / "native.csv"
    native.write_text("event_id,at,kind\n")
    for way, mapping in ((log, path), (native, None)):
        with pytest.raises(EvidenceError, match="no event"), evidence_of(way, mapping=mapping):
            pass


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("3,受理,2025-03-04 09:00:00,网上,李,多\n", "6 fields, and the first line has 5"),
        ("3,受理\n", "2 fields, and the first line has 5"),
        ('3,"受理,2025-03-04 09:00:00,网上,李\n', "never closed"),
    ],
)
def test_a_ragged_row_is_told_with_its_line_whatever_reads_it(tmp_path, row, said):
    log, path = files(tmp_path, log=LOG + row)
    native = tmp_path / "native.csv"
    names = {
        "编号": "event_id",
        "活动": "kind",
        "时间": "at",
        "渠道": "channel",
        "经办人": "officer",
    }
    native.write_text("".join([",".join(names.values()) + "\n", LOG.partition("\n")[2], row]))

    def checked(way: Path, mapping: Path | None) -> None:
        with evidence_of(way, mapping=mapping):
            pass

    ways = {
        "check": lambda: checked(log, path),
        "native": lambda: checked(native, None),
        "map init": lambda: first_draft(log, ()),
        "map check": lambda: judge_mapping(path, log, ()),
        "convert": lambda: convert([log], tmp_path / "log.xes", path),
    }
    for name, way in ways.items():
        with pytest.raises(EvidenceError, match=said) as caught:
            way()
        told = caught.value.say("zh")
        assert f"{native if name == 'native' else log}:6:1" in told and "第 6 行" in told


def test_two_logs_of_one_name_are_refused(tmp_path):
    log, path = files(tmp_path)
    other = tmp_path / "other" / "log.csv"
    other.parent.mkdir()
    other.write_text(LOG, encoding="utf-8")
    for more in (log, other):
        with (
            pytest.raises(EvidenceError, match="two logs are called log"),
            evidence_of(log, mapping=path, more=[more]),
        ):
            pass


def test_a_time_that_cannot_be_read_is_no_matter_of_ids(tmp_path):
    log, path = files(tmp_path, log=LOG.replace("2025-03-03 09", "2025/13/45 09"))
    with pytest.raises(EvidenceError) as caught, evidence_of(log, mapping=path):
        pass
    told = caught.value.say("en")
    assert "without a usable at: 1" in told and "map check" in told and "row: true" not in told


def test_a_draft_of_a_log_without_events_says_so(tmp_path):
    log, _ = files(tmp_path, log=LOG.splitlines()[0] + "\n")
    with pytest.raises(EvidenceError, match="no event"):
        first_draft(log, ())


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("activity:", "activty:", 3, "activity"),
        ("  at: 时间\n", "", 4, "at is missing"),
        ("application_accepted", "application_acepted", 13, "did you mean application_accepted"),
        ("officer:", "oficer:", 9, "did you mean officer"),
        ("Asia/Shanghai", "Asia/Peking", 2, "Asia/Shanghai"),
        ("{row: true}", "{row: true, column: x}", 5, "exactly one"),
        ("mapping: 1", "mapping: 2", 1, "allowed: 1"),
        ("set: {step:", "set: {stp:", 14, "did you mean step"),
        ("[application_withdrawn]", "[withdrawn]", 15, "no kind of event withdrawn"),
        ("mapping: 1", "mapping: 1\ntables: {itms: []}", 2, "did you mean items"),
        ("mapping: 1", "mapping: [", 3, "YAML"),
        ("never_happened", "otherwise: ignor\nnever_happened", 15, "'report', {kind: …}"),
        ("never_happened", "otherwise: {kind: x}\nnever_happened", 15, "no kind of event x"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, old, new, line, said):
    _, path = files(tmp_path, MAPPING.replace(old, new, 1))
    with pytest.raises(MappingError) as caught:
        load_mapping(path)
    english = caught.value.say("en")
    assert f"{path}:{line}:" in english and said in english, english
    assert english.count(f"{path}:") == 1, english
    assert caught.value.say("zh") != english and caught.value.exit_code == 3


def test_a_column_that_the_log_lacks_is_told_with_a_guess(tmp_path):
    with pytest.raises(MappingError, match="经办") as caught:
        asked(tmp_path, "SELECT 1", MAPPING.replace("officer: 经办人", "officer: 经办"))
    assert "经办人" in caught.value.say("en")


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.yaml")), ids=lambda p: p.stem)
def test_every_shipped_mapping_is_sound(path):
    assert load_mapping(path).shape.activity


LOGS = Path(__file__).parents[3].parent / "shared" / "data" / "logs"
real = pytest.mark.skipif(not LOGS.is_dir(), reason=f"the real logs are not at {LOGS}")
SUMS = "SELECT kind, count(*), min(at_us), max(at_us) FROM events GROUP BY kind ORDER BY kind"


@real
def test_the_receipt_log_is_the_same_from_csv_and_from_xes():
    found = []
    for name in ("receipt.csv", "receipt.xes.gz"):
        with evidence_of(LOGS / name, mapping=MAPPINGS / "receipt.yaml") as evidence:
            found.append(evidence.connection.execute(SUMS).fetchall())
    assert found[0] == found[1]
    counts = {kind: count for kind, count, *_ in found[0]}
    assert counts == {"application_accepted": 1434, "application_submitted": 1434}


@real
def test_two_municipalities_are_one_evidence_with_a_region_each():
    paths = [LOGS / f"BPIC15_{n}.xes.gz" for n in (1, 2)]
    with evidence_of(paths[0], mapping=MAPPINGS / "bpic15.yaml", more=paths[1:]) as evidence:
        rows = evidence.connection.execute(
            "SELECT region, count(DISTINCT case_id) FROM events GROUP BY 1 ORDER BY 1"
        ).fetchall()
        found = {j.requirement.id: j for j in check(evidence, all_requirements()).judgements}
    assert rows == [("990001", 1199), ("990002", 831)]  # one case has nothing that is mapped
    counts = {
        name: (j.opportunities, j.breaches, j.undecided)
        for name, j in found.items()
        if j.verdict != "inconclusive"
    }
    # Clerical acts are no handling: were they, HAL-2 would accuse every case. The figures of DAT-7
    # were counted once more from the XES files alone, day by day, without this package.
    assert counts == {"DAT-7": (1934, 266, 75), "HAL-2": (1686, 471, 0), "SRV-2": (1928, 192, 79)}
    assert all(found[name].reason is not None for name in set(found) - set(counts))
