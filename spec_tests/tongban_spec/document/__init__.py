"""The specification as a document (规范文本): written from the registry and the vocabulary.

``python -m tongban_spec.document`` writes ``SPEC.md`` and ``SPEC.zh.md`` anew where the package's
sources are; ``tongban-spec document`` writes them, with the JSON Schemas and the example logs, into
a folder of the user's.
"""

from __future__ import annotations

from tongban_spec.document.pages import DOCUMENTS, document

__all__ = ["DOCUMENTS", "document"]
