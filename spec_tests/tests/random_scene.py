"""A scene (场景): one application of its own in a random package, with what it needs around it."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

from random_context import APPLICANTS, AUTHORITIES, BASE, MATERIALS, Tables

Event = dict[str, Any]

HAIR = datetime.timedelta(microseconds=1)
DAY = datetime.timedelta(days=1)


class Scene:
    """A scene while it is set: one application of its own, and the tables that it changes."""

    def __init__(self, chance: Random, tables: Tables, events: list[Event], number: int):
        self.chance, self.tables, self.events, self.number = chance, tables, events, number
        self.item = chance.choice(tables["items"])
        self.applicant = chance.choice(APPLICANTS)
        self.material = chance.choice(MATERIALS)
        if chance.random() < 0.7:
            self.material = self._of_its_own()
        self.begin = BASE + datetime.timedelta(days=chance.randrange(9), hours=chance.randrange(24))
        self.bears: Event = {
            "case_id": f"x{number}",
            "application_id": f"x{number}",
            "applicant_id": self.applicant,
            **{k: self.item[k] for k in ("item_code", "item_version", "region")},
        }

    def _of_its_own(self) -> str:
        """Return a kind of material that no other act is about, so that nothing else decides."""
        days = self.chance.choice([None, 0, 1, 5, 5])
        kind = f"M{self.number}"
        row = {"material_kind": kind, "name": None, "source": "SAMR", "electronic": True}
        self.tables["material_kinds"].append({**row, "validity_days": days})
        return kind

    def say(self, kind: str, at: datetime.datetime, **more: Any) -> Event:
        event = {**self.bears, "kind": kind, "at": at, **more}
        self.events.append(event)
        return event

    def near(self, boundary: datetime.datetime) -> datetime.datetime:
        return boundary + self.chance.choice([-1, 0, 0, 0, 1]) * HAIR

    def ask(self, at: datetime.datetime) -> None:
        """Somebody asks for the material, in one of the forms that there are."""
        kind, carrier, outcome = self.chance.choice(
            [
                ("material_requested", "applicant", None),
                ("material_requested", "applicant", None),
                ("material_requested", "post", None),
                ("verification_requested", None, None),
                ("notice_issued", None, "missing"),
            ]
        )
        authority = self.chance.choice(AUTHORITIES)
        self.say(kind, at, carrier=carrier, outcome=outcome, basis="notice 1", authority=authority,
                 material_kind=self.material)  # fmt: skip

    def licence(self, ends: datetime.datetime | None) -> dict[str, Any]:
        """Return a new electronic licence of the applicant, valid from the beginning."""
        row = {
            "licence_id": f"X{self.number}",
            "material_kind": self.material,
            "holder": self.applicant,
            "issuer": "SAMR@330402",
            "issued_at": self.begin,
            "expires_at": ends if self.chance.random() < 0.6 else None,
            "revoked_at": None,
            "electronic": True,
            "seal_valid": True,
        }
        if row["expires_at"] is None:
            row["revoked_at"] = ends
        self.tables["licences"].append(row)
        return row

    def declared(self, name: str) -> datetime.timedelta:
        values = [r["value"] for r in self.tables["declared"] if r["name"] == name]
        return datetime.timedelta(
            seconds=float(values[0]) if values and values[0] != "soon" else 60
        )
