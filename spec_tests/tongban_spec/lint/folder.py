"""The folder of a lint (体检文件夹): the page, the marked copy, the document."""

from __future__ import annotations

import json
from pathlib import Path

from tongban_spec.language import Language
from tongban_spec.lint.linting import Linted, document_of
from tongban_spec.lint.page import page_of
from tongban_spec.lint.workbook import write_marked
from tongban_spec.whole import whole_folder, writing


def write_lint(linted: Linted, original: Path, folder: Path, language: Language) -> None:
    """Write ``lint.html``, ``lint.json`` and ``marked.xlsx``, whole or not at all (写体检结果).

    Parameters
    ----------
    linted : Linted
    original : Path
        The list; it is only read.
    folder : Path
        It must not exist yet, or be empty.
    language : {"zh", "en"}
    """
    with whole_folder(folder) as beside, writing(folder):
        (beside / "lint.html").write_text(page_of(linted, language), encoding="utf-8", newline="\n")
        document = json.dumps(document_of(linted), ensure_ascii=False, indent=2) + "\n"
        (beside / "lint.json").write_text(document, encoding="utf-8", newline="\n")
        write_marked(linted, original, beside / "marked.xlsx", language)
