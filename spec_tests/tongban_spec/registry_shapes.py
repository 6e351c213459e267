"""What a requirement is (要求)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tongban_spec.language import Text
from tongban_spec.norms import Norm
from tongban_spec.points import Point, Profile

Level = Literal["MUST", "SHOULD"]


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be recorded for a requirement to be judged (所需记录).

    Parameters
    ----------
    kinds : tuple of str
        Kinds of events.
    columns : tuple of str
        Columns of ``events``.
    tables : mapping of str to tuple of str
        Context tables, each with the columns needed besides its required ones.
    declared : tuple of str
        Names in the table ``declared``.
    """

    kinds: tuple[str, ...]
    columns: tuple[str, ...]
    tables: Mapping[str, tuple[str, ...]]
    declared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of the specification (要求), as its file says.

    Parameters
    ----------
    id : str
        ``DAT-2``.
    point : Point
    title, statement, rationale : Text
        The statement binds; RFC 2119 words in capitals in English.
    essay : tuple of str
        Paragraphs of the essay, ``3.2``.
    law : tuple of Norm
        Norms that ask for the same.
    level : {"MUST", "SHOULD"}
    profiles : tuple of str
        Profiles that hold it, besides ``province``, which holds all.
    since : str
        Version of the specification that brought it.
    needs : Needs
    exercised_by : Text
        What must happen for it to be exercised.
    bad_day : Text
        What holds when a link or the platform is down.
    sentence, expected : Text
        What a breach is, and what would have been right, with the query's columns to fill in.
    query : str
        One row an opportunity: ``subject``, ``case_id``, ``breach`` (null: cannot be decided),
        ``events``, and the values for the sentences.
    file : Path
    """

    id: str
    point: Point
    title: Text
    statement: Text
    rationale: Text
    essay: tuple[str, ...]
    law: tuple[Norm, ...]
    level: Level
    profiles: tuple[Profile, ...]
    since: str
    needs: Needs
    exercised_by: Text
    bad_day: Text
    sentence: Text
    expected: Text
    query: str
    file: Path

    def applies_to(self, profile: Profile) -> bool:
        """Return whether a platform of this profile is held to it (是否适用)."""
        return profile == "province" or profile in self.profiles
