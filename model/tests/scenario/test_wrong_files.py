"""A file that is no plain YAML document is refused before anybody trusts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tongban.errors import ScenarioError
from tongban.scenario.load import load_world

from .conftest import LEVERS, RIGHT, place_of, says, spoilt


def test_an_alias_bomb_is_refused(wrong):
    bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for below, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb.append(f"{name}: &{name} [" + ", ".join([f"*{below}"] * 9) + "]")
    says(
        wrong("\n".join(bomb)), zh="展开别名后多于 200000", en="more than 200000 values", at="6:12"
    )


def test_too_many_aliases_are_refused(wrong):
    text = "a: &a 1\nb: [" + ", ".join(["*a"] * 1001) + "]\n"
    says(wrong(text), zh="别名（*）多于 1000", en="more than 1000 aliases", at="2:4005")


def test_an_alias_of_itself_is_refused(wrong):
    says(wrong("a: &a [*a]\n"), zh="指向自身", en="contains itself", at="1:8")


@pytest.mark.parametrize("bracket", ["[", "{a: "])
def test_deep_nesting_is_refused(wrong, bracket):
    text = "a: " + bracket * 500
    column = 4 + len(bracket) * 39
    says(wrong(text), zh="嵌套超过 40 层", en="nested deeper than 40", at=f"1:{column}")


def test_what_is_not_utf8_is_refused_with_its_byte(wrong):
    text = "schema: 1\nname: 一个".encode("gbk")
    says(wrong(text), zh="第 18 字节", en="byte 18 (counted from 0) is 0xb8", at="2:8")


def test_a_key_written_twice_is_refused(wrong):
    text = RIGHT + "published: []\n"
    line = text.count("\n")
    says(wrong(text), zh="键 published 写了两次", en="published is written twice", at=f"{line}:1")


def test_a_tab_is_refused(wrong):
    says(wrong("schema: 1\nname:\tx\n"), zh="制表符", en="a tab", at="2:6")


@pytest.mark.parametrize("tagged", ["a: !!python/object:os.system x", "a: !thing [1]", "a: ! x"])
def test_a_tag_is_refused(wrong, tagged):
    says(wrong(tagged + "\n"), zh="不支持 YAML 标签", en="tags such as", at="1:4")


def test_a_second_document_is_refused(wrong):
    text = "schema: 1\n---\nschema: 1\n"
    says(wrong(text), zh="不止一个文档", en="more than one document", at="2:1")


@pytest.mark.parametrize("nothing", ["", "\n\n", "# only a comment\n", "---\n", "null\n"])
def test_an_empty_file_is_refused(wrong, nothing):
    says(wrong(nothing), zh="文件是空的", en="the file is empty", at="1:1")


def test_a_list_at_the_top_is_refused(wrong):
    says(wrong("[1, 2]\n"), zh="最外层必须是", en="the outermost level must be", at="1:1")


def test_a_control_character_is_refused(wrong):
    says(wrong("schema: 1\nname: a\x07b\n"), zh="U+0007", en="U+0007", at="2:8")


def test_broken_yaml_is_refused_with_its_place(wrong):
    error = wrong("schema: 1\nname: [a, b\ntitle: x\n")
    says(error, zh="不是合法的 YAML", en="not valid YAML", at="3:6")


def test_a_file_of_more_than_five_megabytes_is_refused(wrong):
    error = wrong("# " + "x" * 5_000_000)
    assert "larger than 5 MB" in error.say("en")
    assert "大于 5 MB" in error.say("zh")


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(ScenarioError) as caught:
        load_world(tmp_path / "nowhere.yaml", LEVERS)
    assert "nowhere.yaml: there is no such file" in caught.value.say("en")
    assert "没有这个文件" in caught.value.say("zh")


def test_a_folder_without_a_scenario_is_named(tmp_path: Path):
    with pytest.raises(ScenarioError) as caught:
        load_world(tmp_path, LEVERS)
    assert "the folder has no scenario.yaml" in caught.value.say("en")
    assert "文件夹里没有 scenario.yaml" in caught.value.say("zh")


def test_a_code_with_a_leading_zero_stays_a_text(load):
    world = load(spoilt(('code: "330000000001"', "code: 030000000001")))
    assert world.catalogue.items["E01.1"].code == "030000000001"


@pytest.mark.parametrize(
    "written", ["../../secret.yaml", "/etc/passwd", "../../../etc/hostname", "C:\\x.yaml"]
)
def test_an_include_cannot_leave_the_scenarios(wrong, tmp_path, written):
    (tmp_path / "secret.yaml").write_text("items: {}\n", encoding="utf-8")
    text = spoilt(("schema: 1", f"schema: 1\ninclude: ['{written}']"))
    error = wrong(text)
    assert error.where is not None
    assert str(error.where).endswith(f":{place_of(text, chr(39) + written)}")
    assert "include" in error.say("zh")
    assert "not beyond the folder above" in error.say("en")


def test_an_include_through_a_link_cannot_leave_either(wrong, tmp_path):
    (tmp_path / "secret.yaml").write_text("items: {}\n", encoding="utf-8")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "door.yaml").symlink_to(tmp_path / "secret.yaml")
    error = wrong(spoilt(("schema: 1", "schema: 1\ninclude: [../door.yaml]")))
    assert "outside the scenarios' folder" in error.say("en")


def test_an_include_of_itself_is_refused(wrong):
    error = wrong(spoilt(("schema: 1", "schema: 1\ninclude: [../a.yaml]")), a="include: [a.yaml]\n")
    says(error, zh="循环引用", en="includes itself", at="1:11")


def test_includes_are_at_most_three_deep(wrong):
    chain = {
        "a": "include: [b.yaml]",
        "b": "include: [c.yaml]",
        "c": "include: [d.yaml]",
        "d": "items: {}",
    }
    text = spoilt(("schema: 1", "schema: 1\ninclude: [../a.yaml]"))
    error = wrong(text, **chain)
    says(error, zh="include 超过 3 层", en="nested deeper than 3", at="1:11")


def test_a_missing_include_is_refused(wrong):
    text = spoilt(("schema: 1", "schema: 1\ninclude: [../gone.yaml]"))
    says(wrong(text), zh="没有这个文件", en="no such file", at=place_of(text, "../gone"))
