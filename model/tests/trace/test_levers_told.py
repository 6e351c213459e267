"""What the absence of a lever leaves in the log, and its presence does not."""

from __future__ import annotations

from telling import Telling, small_run, tell
from tongban.catalogue.materials import LOCAL_PAPER, OFF_LIST
from worlds import world


def asked_for(told: Telling) -> set[str]:
    return {r["material_kind"] for r in told.events("material_requested")}


def test_cat_9_without_a_clear_guide_windows_ask_for_what_no_list_names():
    assert OFF_LIST in asked_for(small_run("siloed"))
    assert OFF_LIST not in asked_for(small_run("clear_guide")) | asked_for(small_run("integrated"))


def test_cat_3_and_4_without_one_standard_counties_have_codes_lists_and_limits_of_their_own():
    def lists(regime: str) -> dict[str, set]:
        tables = tell(world(departments=4, regions=4, needs=0.5), regime).tables
        rows = tables["items"].to_pylist()
        own = {r["material_kind"] for r in tables["item_materials"].to_pylist()} & {LOCAL_PAPER}
        return {
            "codes": {(r["name"], r["item_code"]) for r in rows},
            "limits": {(r["name"], r["limit_working_days"]) for r in rows},
            "papers": own,
        }

    apart, one = lists("siloed"), lists("one_standard")
    for what in ("codes", "limits", "papers"):
        assert len(apart[what]) > len(one[what]), what


def test_pro_5_without_mutual_recognition_papers_from_elsewhere_are_certified_anew():
    asked = small_run("siloed").events("recertification_requested")
    assert asked
    licences = small_run("siloed").tables["licences"].to_pylist()
    issuers = {r["licence_id"]: r["issuer"] for r in licences}
    assert all(issuers[r["licence_id"]][-6:] != r["authority"][-6:] for r in asked)
    for regime in ("mutual_recognition", "integrated"):
        assert not small_run(regime).events("recertification_requested")


def test_hal_8_without_a_change_of_channel_an_application_is_begun_twice():
    def begun_twice(told: Telling) -> int:
        begun = [r["application_id"] for r in told.events("application_started")]
        return len(begun) - len(set(begun))

    assert begun_twice(small_run("online_coverage")) > 0
    assert begun_twice(small_run("integrated")) == 0
    assert small_run("integrated").events("channel_changed")


def test_hal_2_who_takes_in_an_application_made_online_does_not_review_it():
    told = tell(world(needs=6.0), "integrated")
    took = {r["application_id"]: r["officer"] for r in told.events("application_accepted")}
    done = told.events("step_started", "decision_made")
    assert done
    assert not [r for r in done if r["officer"] == took[r["application_id"]]]


def test_results_go_by_post_only_where_there_is_a_post():
    channels = {r: {e["channel"] for e in small_run(r).events("result_delivered")}
                for r in ("siloed", "post")}  # fmt: skip
    assert "post" in channels["post"]
    assert "post" not in channels["siloed"]
