"""Formulas of queueing theory (排队论公式) that the engine is held against.

Rates are a second, times are seconds, ``load`` is the work offered by server.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray


def erlang_b(servers: int, offered: float) -> float:
    """Return the probability of loss of M/M/c/c (爱尔朗 B), by the stable recursion."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = offered * blocked / (n + offered * blocked)
    return blocked


def erlang_c(servers: int, load: float) -> float:
    """Return the probability that one must wait in M/M/c (爱尔朗 C; Erlang 1917).

    Parameters
    ----------
    servers : int
        At least 1.
    load : float
        Above 0 and below 1.
    """
    blocked = erlang_b(servers, servers * load)
    return blocked / (1 - load * (1 - blocked))


def wait_m_m_c(servers: int, load: float, service: float) -> float:
    """Return the mean wait in M/M/c (爱尔朗 C)."""
    return erlang_c(servers, load) * service / (servers * (1 - load))


def wait_m_g_1(load: float, service: float, cv: float) -> float:
    """Return the mean wait in M/G/1 (Pollaczek 1930; Khinchine 1932)."""
    return load * (1 + cv**2) / (2 * (1 - load)) * service


def erlang_a(servers: int, arrivals: float, service: float, leaving: float) -> tuple[float, float]:
    """Return the share who leave and the mean wait of all in M/M/c+M (爱尔朗 A).

    The chance of each number in the system follows from birth and death; the waiting number by
    Little's law gives the wait (Palm 1957; Mandelbaum and Zeltyn 2007).

    Parameters
    ----------
    arrivals, service, leaving : float
        Rates: of arrivals, of one server, of one waiting person's patience.
    """
    most = servers + 400
    weights = [1.0]
    for n in range(1, most):
        death = min(n, servers) * service + max(n - servers, 0) * leaving
        weights.append(weights[-1] * arrivals / death)
    chance = np.array(weights) / sum(weights)
    waiting = float((chance * np.maximum(np.arange(most) - servers, 0)).sum())
    return leaving * waiting / arrivals, waiting / arrivals


def waits_by_class(loads: Sequence[float], service: float) -> list[float]:
    """Return the mean wait of each class in M/M/1 with priority (优先级; Cobham 1954).

    The first class goes first; a service that has begun is not interrupted.
    """
    left = sum(loads) * service  # mean work that is left of the service under way
    waits, before = [], 0.0
    for load in loads:
        upto = before + load
        waits.append(left / ((1 - before) * (1 - upto)))
        before = upto
    return waits


def time_in_jackson_network(
    arrivals: Sequence[float],
    routing: Sequence[Sequence[float]],
    servers: Sequence[int],
    service: Sequence[float],
) -> float:
    """Return the mean time from coming to leaving in an open Jackson network (Jackson 1957).

    Parameters
    ----------
    arrivals : sequence of n rates from outside
    routing : (n, n)
        Chance of going on from each station to each; what lacks to 1 leaves.
    servers, service : sequences of n
        Servers and mean service times.
    """
    outside = np.array(arrivals, float)
    flows = np.linalg.solve(np.eye(len(outside)) - np.array(routing, float).T, outside)
    total = 0.0
    for flow, count, mean in zip(flows, servers, service, strict=True):
        load = flow * mean / count
        total += flow * (wait_m_m_c(count, load, mean) + mean)
    return float(total / outside.sum())


def fork_join_of_two(load: float, service: float) -> float:
    """Return the mean time in two parallel M/M/1 queues fed together (Flatto and Hahn 1984)."""
    return (12 - load) / 8 * service / (1 - load)


def fork_join_bounds(branches: int, load: float, service: float) -> tuple[float, float]:
    """Return bounds of the mean time in parallel M/M/1 queues fed together.

    No sooner than one branch alone; no later than the latest of as many independent ones, because
    the branches' times are associated (Nelson and Tantawi 1988).
    """
    alone = service / (1 - load)
    return alone, alone * sum(1 / n for n in range(1, branches + 1))


def wait_through_a_day(
    rate: Callable[[float], float], servers: int, service: float, opens: float, closes: float
) -> float:
    """Return the mean wait of a day's people in M(t)/M/c that opens empty (日历排队).

    Kolmogorov's forward equations are solved by Runge and Kutta's method from opening, with
    nobody there, to closing; whoever is there then is served after closing, so that a
    person who comes when n are there waits as long as n + 1 - c services of c busy servers take.

    Parameters
    ----------
    rate : callable
        Arrivals a second at a second of the day.
    opens, closes : float
        Seconds of the day.
    """
    most = 400
    number = np.arange(most)
    death = np.minimum(number, servers) / service
    delay = np.maximum(number + 1 - servers, 0) * service / servers
    chance = np.zeros(most)
    chance[0] = 1.0

    def slope(at: float, p: NDArray[np.float64]) -> NDArray[np.float64]:
        birth = np.full(most, rate(at))
        birth[-1] = 0.0
        change = -(birth + death) * p
        change[1:] += birth[:-1] * p[:-1]
        change[:-1] += death[1:] * p[1:]
        return change

    steps = math.ceil((closes - opens) / 10.0)
    h = (closes - opens) / steps
    people = waited = 0.0
    for n in range(steps):
        at = opens + n * h
        mid = rate(at + h / 2) * h
        k1 = slope(at, chance)
        k2 = slope(at + h / 2, chance + h / 2 * k1)
        k3 = slope(at + h / 2, chance + h / 2 * k2)
        k4 = slope(at + h, chance + h * k3)
        after = chance + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        people += mid
        waited += mid * float(((chance + after) / 2 * delay).sum())
        chance = after
    return waited / people
