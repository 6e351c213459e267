"""Data links (数据链路): who may ask whom for which materials, and how well it works."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.quantities import Spread


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
        0: real time; else answers come at multiples of this period.
    up, down : Spread
        Times between failures and to repair; ``down.mean_seconds == 0``: never down.
    patience_seconds : int
        How long a request waits for a link that is down before the fallback is used.
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
