"""``python -m tongban_spec.document``: write the documents anew (重写规范文本)."""

from __future__ import annotations

from tongban_spec.coverage import SOURCES
from tongban_spec.document.pages import DOCUMENTS, document

for language, name in DOCUMENTS.items():
    (SOURCES / name).write_text(document(language), encoding="utf-8", newline="\n")
    print(SOURCES / name)
