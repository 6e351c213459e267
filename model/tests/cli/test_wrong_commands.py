"""Whatever is written wrong is answered in the user's language, with what would be right."""

from __future__ import annotations

import pytest

from tongban.cli.door import run

CASES = {
    "an unknown command": (["chek"], "没有命令 chek", "no command chek", "check"),
    "no command after an option": (["--verison"], "没有选项", "no option --verison", "--version"),
    "an unknown option": (
        ["check", "one_counter", "--jsn"], "没有选项 --jsn", "option --jsn", "--json"),
    "a missing argument": (["check"], "缺少 SCENARIO", "SCENARIO is missing", "--help"),
    "words too many": (["check", "one_counter", "two"], "多出来的词：two", "takes: two", "--help"),
    "an option without its value": (
        ["run", "one_counter", "--seed"], "--seed 后面要写一个值", "--seed needs a value",
        "tongban run --help"),
    "an option followed by another": (
        ["run", "one_counter", "--regime", "--out", "X"], "现在接着的是 --out", "--out follows it",
        "tongban run --help"),
    "a switch with a value": (
        ["check", "one_counter", "--json=yes"], "--json 是开关", "--json is a switch", "--help"),
    "an unknown scenario": (["check", "one_conter"], "没有场景", "no scenario", "one_counter"),
    "a seed that is no number": (
        ["run", "one_counter", "--json", "--seed", "x"],
        "不是整数：x", "not an integer: x", "--seed"),
    "a seed of a journey that is no number": (
        ["show", "one_counter", "--seed", "x"], "不是整数：x", "not an integer: x", "--seed"),
    "a seed out of range": (
        ["run", "one_counter", "--json", "--seed", str(2**64)],
        "超出范围", "out of range", "--seed"),
    "no replication": (
        ["compare", "one_counter", "--json", "--replications", "0"],
        "超出范围", "out of range", "10000"),
    "a replication too many": (
        ["compare", "one_counter", "--json", "--replications", "10001"],
        "超出范围", "out of range", "10000"),
    "half a replication": (
        ["compare", "one_counter", "--json", "--replications", "1.5"],
        "不是整数：1.5", "not an integer: 1.5", "10000"),
    "no worker": (
        ["run", "one_counter", "--json", "--workers", "0"], "超出范围", "out of range", "1"),
    "an unknown format": (
        ["run", "one_counter", "--json", "--format", "csv,parket"],
        "没有这种格式：parket", "no format parket", "ocel-sqlite"),
    "a format of documents": (
        ["run", "one_counter", "--json", "--format", "pdf"], "没有这种格式：pdf", "no format pdf",
        "ocel-sqlite"),
    "a format of no evidence": (
        ["run", "one_counter", "--json", "--format", "csv", "--no-events"],
        "矛盾", "contradicts --no-events", "--format"),
    "a regime with no name": (
        ["compare", "one_counter", "--json", "--regimes", "siloed,,integrated"],
        "空的名称", "an empty name", ""),
    "an unknown regime": (
        ["run", "one_counter", "--json", "--regime", "silod"], "没有体制 silod", "no regime silod",
        "siloed"),
    "an unknown regime of a comparison": (
        ["compare", "one_counter", "--json", "--regimes", "siloed,integratd"],
        "没有体制 integratd", "no regime integratd", "integrated"),
    "a regime twice": (
        ["compare", "one_counter", "--json", "--regimes", "siloed,siloed"],
        "体制 siloed 列了两次", "siloed is listed twice", "siloed"),
    "a comparison with nothing": (
        ["compare", "one_counter", "--json", "--regimes", "siloed"], "两个体制", "two regimes",
        "tongban run"),
    "a comparison of nothing": (
        ["compare", "one_counter", "--json", "--regimes", ","],
        "两个体制", "two regimes", "siloed"),
    "results for nobody": (["compare", "one_counter"], "结果会丢失", "would be lost", "--json"),
    "an unknown matter": (
        ["show", "one_counter", "--matter", "E1"], "没有一件事 E1", "no matter E1", "E01"),
    "a drawing of no matter": (
        ["show", "circular_proofs", "--svg", "x.svg"], "--matter", "--matter", "C01"),
    "an unknown word to explain": (["explain", "visitz"], "visitz", "visitz", "visits"),
    "an unknown start": (["init", "new", "--from", "one"], "没有自带场景", "no shipped scenario",
                         "one_counter"),
    "a folder without a name": (
        ["run", "one_counter", "--json", "--out", ""], "没有写名称", "has no name", ""),
    "a drawing without a name": (
        ["show", "one_counter", "--svg", ""], "没有写文件名", "no name", "graph.svg"),
    "no number of workers": (
        ["run", "one_counter", "--json", "--workers", ""], "不是整数", "not an integer", "1"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_a_wrong_command_is_answered_in_words_and_exits_with_2(
    case, language, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    words, zh, en, remedy = CASES[case]
    assert run([*words, "--lang", language]) == 2
    said = capsys.readouterr()
    assert (zh if language == "zh" else en) in said.err
    assert remedy in said.err
    assert said.out == ""
    assert "Traceback" not in said.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("written", ["fr", "", "chinese"])
def test_an_unknown_language_is_answered_in_the_language_of_the_locale(
    written, capsys, monkeypatch
):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run(["check", "one_counter", "--lang", written]) == 2
    assert "不认识的语言" in capsys.readouterr().err


def test_the_language_comes_from_the_locale_unless_it_is_given(capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    run(["--help"])
    assert "退出码" in capsys.readouterr().out
    run(["--help", "--lang", "en"])
    assert "Exit codes" in capsys.readouterr().out
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    run(["--help"])
    assert "Exit codes" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wrong_scenario_is_told_with_its_place_and_exits_with_3(wrong, language, capsys):
    assert run(["check", str(wrong), "--lang", language]) == 3
    said = capsys.readouterr()
    assert f"{wrong / 'scenario.yaml'}:" in said.err
    assert {"zh": "您是不是想写 SAMR", "en": "did you mean SAMR"}[language] in said.err
    assert said.out == ""


def test_a_comparison_of_a_wrong_scenario_makes_no_folder(wrong, tmp_path):
    assert run(["compare", str(wrong), "--out", str(tmp_path / "out")]) == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_fault_of_ours_is_one_sentence_in_both_languages_without_a_traceback(
    language, capsys, monkeypatch
):
    def broken(_name):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("tongban.cli.reading.read_scenario", broken)
    assert run(["check", "one_counter", "--lang", language]) == 1
    said = capsys.readouterr()
    assert "自身的错误" in said.err
    assert "a fault of ours" in said.err
    assert "Traceback" not in said.err
    assert said.err.count("\n") == 1
    assert run(["check", "one_counter", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err
    monkeypatch.setenv("TONGBAN_DEBUG", "1")
    assert run(["check", "one_counter"]) == 1
    assert "Traceback" in capsys.readouterr().err
