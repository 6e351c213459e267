"""YAML 1.2 files read safely, with the place of every key and value (安全读入).

What cannot be read is refused here with the byte or the line where it stands; what the documents
may hold is the composer's affair.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import Reader, ReaderError

from tongban_spec.errors import TongbanError, Where
from tongban_spec.language import Text
from tongban_spec.written.composer import Composer
from tongban_spec.written.tree import FileKind, Node, SourceFile

BYTES_MAX = 5_000_000


def read_yaml(
    path: Path, kind: FileKind, shown: str | None = None, local: str | None = None
) -> Node:
    """Read one file (读入一个文件).

    Parameters
    ----------
    path : Path
    kind : FileKind
        What errors are of.
    shown : str, optional
        The path as the user knows it; ``path`` itself if not given.
    local : str, optional
        The path within the folder of all scenarios; the file's name if not given.

    Returns
    -------
    Node
        The document.

    Raises
    ------
    TongbanError
        Of the kind given, if the file cannot be read, is too large, is not UTF-8, or is not one
        plain YAML document.
    """
    return parse(_source_file(path, kind, shown or str(path), local or path.name))


def _source_file(path: Path, kind: FileKind, shown: str, local: str) -> SourceFile:
    try:
        with path.open("rb") as stream:
            content = stream.read(BYTES_MAX + 1)
    except (OSError, ValueError) as trouble:
        raise _unreadable(kind, shown, trouble) from trouble
    if len(content) > BYTES_MAX:
        raise kind.error(
            Text("文件大于 5 MB", "the file is larger than 5 MB"),
            kind.too_large,
            Where(shown),
        )
    try:
        return SourceFile(shown, content, content.decode("utf-8"), kind, local)
    except UnicodeDecodeError as trouble:
        raise _not_utf8(kind, shown, content, trouble) from trouble


def _unreadable(kind: FileKind, shown: str, trouble: OSError | ValueError) -> TongbanError:
    if isinstance(trouble, FileNotFoundError):
        what = Text("没有这个文件", "there is no such file")
    elif isinstance(trouble, IsADirectoryError):
        what = Text("这是一个文件夹，不是文件", "this is a folder, not a file")
    else:
        reason = getattr(trouble, "strerror", None) or str(trouble)
        what = Text("文件读不出：{reason}", "the file cannot be read: {reason}").fill(reason=reason)
    return kind.error(
        what, Text("请检查路径和读取权限", "check the path and the right to read it"), Where(shown)
    )


def _not_utf8(
    kind: FileKind, shown: str, content: bytes, trouble: UnicodeDecodeError
) -> TongbanError:
    before = content[: trouble.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
    return kind.error(
        Text(
            "不是 UTF-8：第 {at} 字节（从 0 数）是 0x{byte}",
            "not UTF-8: byte {at} (counted from 0) is 0x{byte}",
        ).fill(at=trouble.start, byte=f"{content[trouble.start]:02x}"),
        Text("请把文件存为 UTF-8", "save the file as UTF-8"),
        Where(shown, line, column),
    )


def parse(file: SourceFile) -> Node:
    """Return the one document of ``file`` (解析); raises as :func:`read_yaml`."""
    _refuse_tabs(file)
    running = gc.isenabled()
    gc.disable()  # thousands of small objects, none of them garbage: a quarter of the time
    try:
        return Composer(file).document()
    except ReaderError as trouble:
        raise _unprintable(file) from trouble
    except MarkedYAMLError as trouble:
        raise _bad_yaml(file, trouble) from trouble
    except (YAMLError, ValueError, IndexError) as trouble:
        raise file.kind.error(
            Text("不是合法的 YAML：{why}", "not valid YAML: {why}").fill(why=trouble),
            None,
            Where(file.name),
        ) from trouble
    finally:
        if running:
            gc.enable()


def _refuse_tabs(file: SourceFile) -> None:
    at = file.text.find("\t")
    if at < 0:
        return
    before = file.text[:at]
    line, column = before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
    raise file.kind.error(
        Text("文件里有制表符", "there is a tab in the file"),
        Text("请改用空格", "use spaces instead"),
        file.where(line, column),
    )


def _unprintable(file: SourceFile) -> TongbanError:
    seen = Reader.NON_PRINTABLE.search(file.text)
    at = seen.start() if seen else 0
    before = file.text[:at]
    return file.kind.error(
        Text("不允许的控制字符 U+{code}", "control character U+{code} is not allowed").fill(
            code=f"{ord(file.text[at]):04X}"
        ),
        Text("请删去这个字符", "delete the character"),
        Where(file.name, before.count("\n") + 1, at - before.rfind("\n")),
    )


# what the parser says, and what it means; the first that fits
_REASONS = (
    ("':'", Text("少了一个冒号，或冒号后少了空格", "a colon is missing, or the blank after it")),
    ("'}'", Text("花括号没有配对，或少了逗号", "a brace is not closed, or a comma is missing")),
    ("']'", Text("方括号没有配对，或少了逗号", "a bracket is not closed, or a comma is missing")),
    ("<block end>", Text("缩进与上面的不齐", "the indentation differs from that above")),
    ("mapping values", Text("一行里多了一个冒号：含冒号的文字要加引号",
                            "one colon too many: quote a text that holds one")),
    ("end of stream", Text("引号没有配对", "a quote is not closed")),
    ("cannot start any token", Text("不能以这个字符开头：请加引号",
                                    "nothing begins with this character: quote the text")),
)  # fmt: skip
_OFTEN = Text(
    "常见原因：缩进不齐、冒号后少空格、引号或括号没有配对",
    "often: uneven indentation, no blank after a colon, an unclosed quote or bracket",
)
_CHINESE = Text(
    "这里或上一行有中文标点：YAML 的冒号、逗号、引号、括号是半角的",
    "there is Chinese punctuation here or in the line above: YAML's colons, commas, quotes and "
    "brackets are the ASCII ones",
)


def _bad_yaml(file: SourceFile, trouble: MarkedYAMLError) -> TongbanError:
    mark: Any = trouble.problem_mark or trouble.context_mark
    said = ", ".join(part for part in (trouble.context, trouble.problem) if part)
    why = next((words for sign, words in _REASONS if sign in said.split(", but ")[0]), None)
    lines = file.text.splitlines()[max(mark.line - 1, 0) : mark.line + 1] if mark else []
    chinese = any(c in line for line in lines for c in "：，“”【】｛｝")
    return file.kind.error(
        Text("不是合法的 YAML：{why}", "not valid YAML: {why}").fill(
            why=why or Text("写法不对", said)
        ),
        _CHINESE if chinese and why is not None else _OFTEN,
        file.where(mark.line + 1, mark.column + 1) if mark else Where(file.name),
    )
