"""The words in which a journey is told to an engine (旅程指令).

A journey is a list of operations. Engines know these words and nothing else: no lever, no
department, no material. A row of operations has the columns of :class:`Column`; what an
operation means to people stands in a :class:`Meaning` beside it, which only the trace reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Op(IntEnum):
    """Operations (指令).

    ==============  ==========================================================================
    END             the case ends with outcome ``value``
    NOTE            something happened; no time passes
    GO              continue at ``target``
    IF_VALID        continue at ``target`` if memory ``slot`` is valid now
    UNLESS_VALID    continue at ``target`` unless memory ``slot`` is valid now
    UNLESS_TRAIT    continue at ``target`` unless the applicant has trait bit ``value``
    REMEMBER        memory ``slot`` becomes valid for ``value`` seconds (FOREVER: always)
    FORGET          memory ``slot`` becomes invalid
    CHANCE          continue at ``target`` if the draw of ``key`` is below ``value``/2**32
    SPEND           time ``dist`` passes; counted by calendar ``where`` unless it is -1; what is
                    left of it at the moment in memory ``slot`` takes at most ``value`` (-1: none)
    RETURN          like SPEND, and the case does not wait for it (the way home)
    TRIP            travel ``dist``, and arrive on an open day of ``where`` at a moment that ``aux``
                    draws from the case's profile
    TIRED           one trip more; continue at ``target`` if that is more than the patience
    QUEUE           queue at pool ``where`` for a service ``dist``, due at the moment in memory
                    ``slot`` (-1: none); patience is profile role ``value`` drawn by ``aux`` (-1:
                    endless; -2: until the moment in ``slot``, which then is no due date); who
                    leaves continues at ``target``
    FETCH           ask link ``value``, latency ``dist``; if there is no answer, go to ``target``
    LIMIT           memory ``slot`` becomes the end of the ``value``-th day after today on which
                    calendar ``where`` is open, unless an earlier moment stands there
    SPAWN           a further branch starts at ``target``
    JOIN            the branch ends unless it is the ``value``-th to arrive at counter ``slot``
    SINCE           continue at ``target`` if it is second ``value`` or later
    ==============  ==========================================================================
    """

    END = 0
    NOTE = 1
    GO = 2
    IF_VALID = 3
    UNLESS_TRAIT = 4
    REMEMBER = 5
    FORGET = 6
    CHANCE = 7
    SPEND = 8
    RETURN = 9
    TRIP = 10
    TIRED = 11
    QUEUE = 12
    FETCH = 13
    LIMIT = 14
    SPAWN = 15
    JOIN = 16
    UNLESS_VALID = 17
    SINCE = 18


class Column(IntEnum):
    """Columns of the operations array (指令列)."""

    CODE = 0
    DIST = 1  # >= 0: table; < 0: role -1-x of the case's profile
    KEY = 2  # index into key_bits, -1 if no draw
    TARGET = 3
    WHERE = 4  # pool, calendar; pools < 0: role -1-x at the case's site (see site_pools)
    SLOT = 5  # memory; below applicant_slots it is the applicant's, else the case's; -1: none
    VALUE = 6
    AUX = 7  # second draw: key index, -1 if none
    RECORD = 8  # 1 if the trace shall tell of it


class Outcome(IntEnum):
    """How a case ended (办件结局)."""

    OPEN = 0
    DELIVERED = 1
    ABANDONED = 2
    STUCK = 3


class Role(IntEnum):
    """Distributions that depend on the applicant's profile (因人而异的分布)."""

    TRAVEL_HOME = 0  # to the hall of the competent county
    TRAVEL_HERE = 1  # to the hall of the county where the applicant lives
    HALL_PATIENCE = 2
    MOMENT = 3  # of the day at which the applicant comes to a counter
    TRAVEL_NEAR = 4  # to the hall where the applicant lives if in the prefecture, else as HOME


class Trait(IntEnum):
    """Bits of what the applicant is like (申请人特征)."""

    DIGITAL = 1
    ONLINE_FAILS = 2
    ACCEPTS_HELP = 4  # to apply online at the hall
    LEAVES_FOR_GOOD = 8  # whoever loses patience in a queue gives up the matter
    ELSEWHERE = 16  # lives in another county than the competent one


FOREVER = 1 << 60
ENDLESS, EXPIRING = -1, -2  # patience of a file, in place of a role


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an operation means to people (指令含义).

    Parameters
    ----------
    act : str
        Name in ``tongban.trace.acts``: which events it gives.
    item, step, material, department : str
        Ids; empty if there is none.
    stage, channel, carrier, outcome, basis : str
        Words of the event vocabulary.
    site : int
        0 home, 1 here, 2 near, -1 none.
    link : str
        Id of the data link asked.
    portal : str
        Portal at which it happens: a department kind, or ``"province"``.
    """

    act: str = ""
    item: str = ""
    step: str = ""
    material: str = ""
    department: str = ""
    stage: str = ""
    channel: str = ""
    carrier: str = ""
    outcome: str = ""
    basis: str = ""
    site: int = -1
    link: str = ""
    portal: str = ""
