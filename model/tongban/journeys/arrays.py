"""The arrays between journeys and engines (引擎唯一的输入): all that an engine ever sees."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class EngineInput:
    """One replication under one regime, as arrays (引擎输入).

    All integers are int64 unless said; times are seconds from the start of the scenario.

    Parameters
    ----------
    horizon : int
        The run ends here; what is open stays open.
    ops : (n_ops, 9)
        Operations; columns as ``tongban.journeys.program.Column``.
    key_bits : (n_keys,) uint64
        64 bits of each draw key.
    tables : (n_tables, 4096)
        Inverse-CDF tables in seconds.
    profile_tables : (n_profiles, n_roles)
        Table of each role for each profile.
    pool_servers, pool_calendar, pool_ticket_rule : (n_pools,)
        Heads; calendar; 1: whoever drew a ticket in time is served after closing and work is not
        interrupted, 0: work pauses while closed. Calendar and ticket rule are those of the pool
        that a ticket came to, wherever its queue is now.
    pool_overtime, pool_overtime_above : (n_pools,)
        Seconds after closing that the pool's files are worked on at most, 0: none; how many of them
        may wait for each head without that.
    change_pool, change_at, change_servers, change_moves_to : (n_changes,)
        From second ``change_at`` on a pool has that many heads; rows ascend by time and pool, one
        a pool and second. Who is being served then is served to the end. Where ``moves_to`` is not
        -1, all who wait for the pool then, and all who come until the pool's next change, queue at
        that other pool; where it is -1, those who came to the pool and wait elsewhere come back.
        At second 0 only pools without heads change: their queue is another one's from the start.
    site_pools : (n_sites, n_pool_roles)
        Pool of each role at each site, -1 if there is none.
    interval_first : (n_calendars + 1,)
        Where the intervals of each calendar begin in the next four arrays.
    interval_start, interval_end, interval_closes_day, interval_elapsed : (n_intervals,)
    next_open_day : (n_calendars, n_days)
    down_first : (n_links + 1,)
        Where the outages of each link begin in the next two arrays.
    down_start, down_end : (n_outages,)
    link_batch, link_patience, link_spacing : (n_links,)
        Period of the answers in seconds, 0: at once; seconds that a request waits; microseconds
        between the beginnings of two answers, 0: none.
    case_at, case_applicant, case_entry, case_profile, case_traits, case_trips : (n_cases,)
        Cases in the order of their times: moment, applicant, first operation, profile, trait bits,
        trips after which the matter is given up.
    case_site : (n_cases, n)
        Sites by the numbers in which journeys name them: home (of the competent county), here
        (where the applicant lives), near (here if it is in the prefecture of home, else home).
    case_bits : (n_cases,) uint64
        64 bits of (seed, replication, applicant, need).
    memory : (n_applicants, applicant_slots)
        What each applicant's memory cells are valid until, at the start.
    case_slots : int
        Memory cells and counters of each case.
    """

    horizon: int
    ops: Ints
    key_bits: NDArray[np.uint64]
    tables: Ints
    profile_tables: Ints
    pool_servers: Ints
    pool_calendar: Ints
    pool_ticket_rule: Ints
    pool_overtime: Ints
    pool_overtime_above: Ints
    change_pool: Ints
    change_at: Ints
    change_servers: Ints
    change_moves_to: Ints
    site_pools: Ints
    interval_first: Ints
    interval_start: Ints
    interval_end: Ints
    interval_closes_day: Ints
    interval_elapsed: Ints
    next_open_day: Ints
    down_first: Ints
    down_start: Ints
    down_end: Ints
    link_batch: Ints
    link_patience: Ints
    link_spacing: Ints
    case_at: Ints
    case_applicant: Ints
    case_entry: Ints
    case_profile: Ints
    case_traits: Ints
    case_trips: Ints
    case_site: Ints
    case_bits: NDArray[np.uint64]
    memory: Ints
    case_slots: int

    def same_as(self, other: EngineInput) -> bool:
        """Return whether two inputs are equal to the last bit."""
        return all(
            np.array_equal(getattr(self, f.name), getattr(other, f.name)) for f in fields(self)
        )
