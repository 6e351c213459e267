"""Data links (数据链路): who may ask whom for which materials, and how well it works."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.quantities import Spread
from tongban_spec.language import Text


@dataclass(frozen=True, slots=True)
class DataLink:
    """One possible data link (数据链路). Whether it is in use is a lever's affair.

    Parameters
    ----------
    id : str
    asker : str
        Department kind that may ask; ``"*"``: any.
    provider : str
        Department kind that answers.
    materials : tuple of str
        Material kinds that can be fetched or verified.
    latency : Spread
        Answer time while up.
    batch_seconds : int
        0: real time; else answers come at multiples of this period, from a copy as old as it.
    up, down : Spread
        Times between failures and to repair; ``down.mean_seconds == 0``: never down.
    patience_seconds : int
        How long a request waits for a link that is down or busy before the applicant is asked.
    platform : str
        Platform that it runs on: it is down whenever the platform is; empty: none.
    requests_per_hour : float
        How many it can begin to answer in an hour, in the order of asking; 0: any number. What an
        outage cut off is answered first and counts for nothing here.
    out_of_date : float
        Probability, 0–1, that what the copy says is no longer true, so that the applicant is
        asked after all; batch links only.
    waits : bool
        Whether a request waits until there is an answer, however long; the applicant is then
        never asked.
    """

    id: str
    asker: str
    provider: str
    materials: tuple[str, ...]
    latency: Spread
    batch_seconds: int
    up: Spread
    down: Spread
    patience_seconds: int
    platform: str = ""
    requests_per_hour: float = 0.0
    out_of_date: float = 0.0
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Platform:
    """What many links run on (共享平台): when it is down, all of them are.

    Parameters
    ----------
    id : str
    name : Text
    up, down : Spread
        Times between failures and to repair; ``down.mean_seconds == 0``: never down by chance.
    """

    id: str
    name: Text
    up: Spread
    down: Spread


@dataclass(frozen=True, slots=True)
class ScheduledOutage:
    """A time during which links are down for certain (计划停机).

    Parameters
    ----------
    begin, end : int
        Seconds from the start of the scenario, ``begin < end``.
    platforms, links : tuple of str
        What is down; both empty: every link.
    """

    begin: int
    end: int
    platforms: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def hits(self, link: DataLink) -> bool:
        """Return whether a link is down."""
        everything = not self.platforms and not self.links
        return everything or link.id in self.links or link.platform in self.platforms
