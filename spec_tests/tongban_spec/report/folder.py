"""The folder of a report (报告文件夹): every file of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tongban_spec.language import LANGUAGES, Language
from tongban_spec.report.all_breaches import write_breaches
from tongban_spec.report.badge import badge_of
from tongban_spec.report.contents import Contents, Times
from tongban_spec.report.ctrf import ctrf_of
from tongban_spec.report.document import full_document_of
from tongban_spec.report.earlier import REPORT_FILE
from tongban_spec.report.junit import junit_of
from tongban_spec.report.page import page_of

PAGE_FILE = "report.html"


def write_report(contents: Contents, folder: Path, language: Language, times: Times) -> None:
    """Write ``report.html``, ``report.json``, ``junit.xml``, ``ctrf.json``, badges and
    ``breaches.parquet`` (写报告).

    Parameters
    ----------
    contents : Contents
        The evidence is still open: all breaches are written from it.
    folder : Path
        An existing folder, made by ``tongban_spec.whole``.
    language : {"zh", "en"}
        Shown first in the page, and the language of JUnit and CTRF.
    times : Times
        Stand in ``ctrf.json`` alone, so that the other files are the same for the same evidence.
    """
    _text(folder / PAGE_FILE, page_of(contents, language))
    _json(folder / REPORT_FILE, full_document_of(contents))
    _json(folder / "ctrf.json", ctrf_of(contents, times, language))
    (folder / "junit.xml").write_bytes(junit_of(contents, language))
    for one in LANGUAGES:
        _text(folder / f"badge.{one}.svg", badge_of(contents, one))
    write_breaches(contents.result, folder)


def _json(path: Path, document: Mapping[str, Any]) -> None:
    _text(path, json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def _text(path: Path, text: str) -> None:
    # A path that is no text (a file name of bytes) has lone surrogates: they become escapes.
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
