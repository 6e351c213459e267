"""The law behind the requirements (规范依据): what texts say, in few words of our own."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tongban_spec.language import Text

FILE = Path(__file__).with_name("norms.csv")


@dataclass(frozen=True, slots=True)
class Norm:
    """One rule of a law, regulation or order whose text was found (规范条文).

    Parameters
    ----------
    id : str
        ``N01`` …
    document : str
        Its title or number, in Chinese as it is cited.
    article : str
        Where in it.
    said : Text
        What it asks, in our words; the text itself is what binds.
    """

    id: str
    document: str
    article: str
    said: Text

    @property
    def citation(self) -> str:
        """Document and article, as they are cited."""
        return f"{self.document} {self.article}"


@cache
def norms() -> Mapping[str, Norm]:
    """Return the norms by id (规范条文)."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                row["id"]: Norm(
                    row["id"], row["document"], row["article"], Text(row["zh"], row["en"])
                )
                for row in csv.DictReader(file)
            }
        )
