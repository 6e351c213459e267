"""Names and texts of others in our SQL (引用): what a vendor wrote is quoted, never trusted."""

from __future__ import annotations

from pathlib import Path

_GLOB = "*?["


def name_in_sql(name: str) -> str:
    """Return the name of a column or table as an identifier (标识符)."""
    return '"' + name.replace('"', '""') + '"'


def text_in_sql(text: str) -> str:
    """Return a text as a literal (文字)."""
    return "'" + text.replace("'", "''") + "'"


def file_in_sql(path: Path) -> str:
    """Return the path of one file as a literal (文件路径), its wildcards taken as they stand.

    The path is made absolute, so that nothing in it can be taken for a protocol.
    """
    plain = "".join(f"[{c}]" if c in _GLOB else c for c in str(path.absolute()))
    return text_in_sql(plain)


BLANKS = " \u3000"  # the second is the space of Chinese type, which exports are padded with too


def unless_blank(text: str) -> str:
    """Return SQL of a text, null where it is empty or nothing but spaces (空白作未记录).

    A system that knows no null exports an empty text; nobody is called that.
    """
    return f"CASE WHEN trim({text}, '{BLANKS}') <> '' THEN {text} END"
