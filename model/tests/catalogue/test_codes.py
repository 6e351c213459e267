"""Codes: published ones pass, wrong ones are told apart, synthetic ones can be nobody's."""

from __future__ import annotations

import csv
import itertools
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import stdnum.cn.ric
import stdnum.cn.uscc
from stdnum import numdb

from tongban.catalogue import synthetic_codes as synthetic
from tongban_spec import codes

CHECKS = {
    "uscc": codes.check_social_credit_code,
    "ric": codes.check_citizen_id,
    "elicence": codes.check_licence_identifier,
    "item_impl": codes.check_implementation_code,
}
VECTORS = Path(__file__).parents[4] / "shared" / "facts" / "code_vectors.csv"
MINISTRY = "11100000000013338W"
LICENCE = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"


def test_published_codes_get_the_published_verdict():
    if not VECTORS.exists():
        pytest.skip("the project's facts (code_vectors.csv) are not beside this checkout")
    with VECTORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["kind"] for row in rows} == set(CHECKS)
    for row in rows:
        complaint = CHECKS[row["kind"]](row["value"])
        assert (complaint is None) == (row["valid"] == "true"), (row["value"], complaint)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (codes.check_social_credit_code, MINISTRY),
        (codes.check_citizen_id, "360426199101010071"),
        (codes.check_base_code, "370117002011"),
        (codes.check_implementation_code, "11370800MB285591843370117002011"),
        (codes.check_licence_identifier, LICENCE),
    ],
)
def test_a_right_code_has_no_complaint_and_no_tolerance(check, code):
    assert check(code) is None
    for wrong in (code + "\n", " " + code, code[:-1], code + "0", "", code.replace("1", "１", 1)):
        assert check(wrong), repr(wrong)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (codes.check_social_credit_code, "91110000600037341L"),
        (codes.check_citizen_id, "360426199101010071"),
        (codes.check_licence_identifier, LICENCE),
    ],
)
def test_every_single_wrong_digit_is_caught(check, code):
    for place, digit in itertools.product(range(len(code)), "0123456789"):
        if code[place].isdigit() and code[place] != digit:
            assert check(code[:place] + digit + code[place + 1 :]), (place, digit)


def test_every_exchange_of_neighbours_in_a_citizen_id_is_caught():
    number = "360426199101010071"
    for place in range(17):
        if number[place] != number[place + 1]:
            swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
            assert codes.check_citizen_id(swapped), swapped


@pytest.mark.parametrize(
    ("complaint", "word"),
    [
        (codes.check_citizen_id("36042619910101007x"), "capital X"),
        (codes.check_citizen_id("360426199102300071"), "19910230"),
        (codes.check_citizen_id("360426199101010072"), "should be '1'"),
        (codes.check_social_credit_code("9111000060003734IL"), "except I"),
        (codes.check_social_credit_code("91110000600037341A"), "should be 'L'"),
        (codes.check_base_code("37011700201"), "12 digits"),
        (codes.check_implementation_code("11370800MB285591847370117002011"), "1 to 6"),
        (codes.check_implementation_code("11370800MB285591853370117002011"), "should be"),
        (codes.check_licence_identifier(LICENCE.replace("3005", "3006")), "1.2.156.3005.2"),
        (codes.check_licence_identifier(LICENCE.replace("13338W", "13339W")), "within"),
        (codes.check_licence_identifier(LICENCE[:-1] + "V"), "should be 'U'"),
    ],
)
def test_a_complaint_says_which_part_is_wrong_in_both_languages(complaint, word):
    assert word in complaint.say("en")
    assert any("\u4e00" <= sign <= "\u9fff" for sign in complaint.say("zh"))


def test_what_is_built_passes_its_own_check():
    assert codes.build_citizen_id("360426", date(1991, 1, 1), 7) == "360426199101010071"
    assert codes.build_social_credit_code("1", "1", "100000", "00001333") == MINISTRY
    assert codes.build_base_code(37, 1, 17002, 11) == "370117002011"
    implementation = codes.build_implementation_code("11370800MB28559184", 3, "370117002011")
    assert implementation == "11370800MB285591843370117002011"
    built = codes.build_licence_identifier(
        MINISTRY + "011", "11430000006122244L", "20230000403", version=1
    )
    assert built == LICENCE
    area = codes.build_licence_identifier("11100000MB03271699022", "340100", "000000016")
    assert area.endswith(".001.9")


@pytest.mark.parametrize(
    "build",
    [
        lambda: codes.build_citizen_id("36042", date(1991, 1, 1), 70),
        lambda: codes.build_citizen_id("360426", date(1991, 1, 1), 1000),
        lambda: codes.build_citizen_id("360426", date(991, 1, 1), 1),
        lambda: codes.build_social_credit_code("9", "1", "11000", "600037340"),
        lambda: codes.build_social_credit_code("9", "1", "110000", "6000373I"),
        lambda: codes.build_base_code(370, 1, 17002, 11),
        lambda: codes.build_base_code(37, 1, 17002, -1),
        lambda: codes.build_implementation_code("11370800MB28559184", 0, "370117002011"),
        lambda: codes.build_licence_identifier(MINISTRY + "011", "340100", "a1"),
        lambda: codes.build_licence_identifier(MINISTRY + "011", "340100", "1", 1000),
    ],
)
def test_parts_of_a_wrong_shape_are_not_built_from(build):
    with pytest.raises(ValueError, match=r"wanted|digits"):
        build()


@pytest.mark.parametrize("ordinal", [0, 1, 19_999, 20_000, 123_456, 9_999_999, 10_000_000])
def test_synthetic_codes_have_right_check_digits_by_the_library(ordinal):
    number, code = synthetic.citizen_id(ordinal), synthetic.social_credit_code(ordinal)
    assert codes.check_citizen_id(number) is None
    assert codes.check_social_credit_code(code) is None
    assert stdnum.cn.uscc.validate(code) == code
    assert code == codes.build_social_credit_code("9", "1", "990000", f"{ordinal:08d}")


def test_nobody_real_can_have_a_synthetic_code():
    """The library's table of divisions, which knows those of every year, has no area 99."""
    areas = numdb.get("cn/loc")
    assert areas.info("330402")[0][1] != {}  # the twin: the table does know a real one
    assert all(not properties for _, properties in areas.info(synthetic.citizen_id(0)[:6]))
    assert synthetic.citizen_id(0)[:6] == synthetic.social_credit_code(0)[2:8] == "990000"
    assert stdnum.cn.ric.is_valid("360426199101010071")
    assert not stdnum.cn.ric.is_valid(synthetic.citizen_id(0))


def test_codes_of_many_are_the_codes_of_each():
    random = np.random.default_rng(20250303)
    ordinals = np.concatenate([random.integers(0, 10_000_001, 3_000), [0, 19_999, 20_000, 10**7]])
    assert synthetic.citizen_ids(ordinals).tolist() == [
        synthetic.citizen_id(int(n)) for n in ordinals
    ]
    each = [synthetic.social_credit_code(int(n)) for n in ordinals]
    assert synthetic.social_credit_codes(ordinals).tolist() == each
    assert synthetic.citizen_ids(ordinals[:6].reshape(2, 3)).shape == (2, 3)
    assert synthetic.citizen_ids(np.empty(0, dtype=np.int32)).shape == (0,)


def test_different_ordinals_have_different_codes():
    """What varies with the ordinal is taken apart again: the map has an inverse."""
    ordinals = np.arange(0, 10_000_001, 97)
    firms = synthetic.social_credit_codes(ordinals)
    assert [int(code[8:16]) for code in firms] == ordinals.tolist()
    first = date(1950, 1, 1).toordinal()
    for ordinal, number in zip(ordinals, synthetic.citizen_ids(ordinals), strict=True):
        day = date(int(number[6:10]), int(number[10:12]), int(number[12:14])).toordinal() - first
        assert 0 <= day < 20_000
        assert (int(number[14:17]) - 1) * 20_000 + day == ordinal


def test_an_ordinal_out_of_range_is_refused():
    for ordinal in (-1, 10_000_001):
        for one in (synthetic.citizen_id, synthetic.social_credit_code):
            with pytest.raises(ValueError, match=str(ordinal)):
                one(ordinal)
        for many in (synthetic.citizen_ids, synthetic.social_credit_codes):
            with pytest.raises(ValueError, match=str(ordinal)):
                many(np.array([5, ordinal]))
    with pytest.raises(TypeError):
        synthetic.citizen_ids(np.array([1.5]))
