"""How things go unless a lever changes it (通用过程): in the file, and in the model."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.quantities import ZERO, Spread
from tongban.scenario.numbers import (
    Duration,
    Factor,
    Fee,
    Limit,
    Period,
    Shape,
    Share,
    WorkingTime,
    number_of,
)
from tongban.scenario.supervision import Supervision, SupervisionShape, supervision_of


class ProcessShape(Shape):
    """How things go unless a lever changes it (通用过程)."""

    missing_at_first_try: Share
    defect_repair: Duration
    login: Duration
    login_failure: Share
    fill_in_online: Duration
    pickup: Duration
    carry: Duration
    wrong_window: Share
    living_elsewhere: Share
    returning_applicant: Share
    special_handling: Share
    special_handling_time: WorkingTime
    session_validity: Period
    precheck: Duration
    comprehensive_extra_time: Factor
    missing_with_clear_guide: Share
    off_list_request: Share
    off_list_time: Duration
    post_chosen: Share
    post_transit: Duration
    post_fee: Fee
    local_material_share: Share
    local_material_time: Duration
    local_limit_share: Share
    local_limit_days: Limit
    local_code_share: Share
    unfamiliar_list: Factor
    rekeying: WorkingTime
    helping: Duration | None = None
    login_abandonment: Share | None = None
    absence: Share | None = None
    asks_nearby: Share | None = None
    supervision: SupervisionShape | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """How things go in every regime unless a lever changes it (通用过程参数).

    Parameters
    ----------
    missing_at_first_try : float
        Probability, 0–1, a material, that it is missing or wrong at the first try.
    defect_repair : Spread
        Applicant's time to mend one defect.
    login : Spread
        Time to register or log in once at one portal.
    login_failure : float
        Probability, 0–1, of giving up the online attempt at each separate login.
    fill_in_online : Spread
        Time to fill in one application online.
    pickup : Spread
        Time at the window to collect a result.
    carry : Spread
        Time at a window to hand over a paper that the applicant carries between departments.
    wrong_window : float
        Probability, 0–1, of queueing at a wrong window of a hall with separate windows.
    living_elsewhere : float
        Share, 0–1, of applicants who live in another county than the one that is competent.
    returning_applicant : float
        Share, 0–1, of needs that come from an applicant who had an earlier need.
    special_handling : float
        Probability, 0–1, that a circular certificate is solved by special handling.
    special_handling_time : Spread
        How long that takes, working time.
    session_validity_seconds : int
    precheck : Spread
        Time at a desk to look through an online application before acceptance.
    extra_time_helped : float
        Factor, at least 1, on window time for what a comprehensive window must look up more.
    missing_with_clear_guide : float
        Share, 0–1, of the first defects that are left when the guide is clear.
    off_list_request : float
        Probability, 0–1, an item, that a window asks for something that no list names, where the
        guide leaves it open (“other materials”, 兜底条款).
    off_list_time : Spread
        Applicant's time to get that.
    post_chosen : float
        Share, 0–1, of those who have not been at a counter for the matter that choose the post for
        a paper result. Who has been there takes the post.
    post_transit : Spread
        From the counter to the applicant, or back, calendar time.
    post_fee : float
        CNY a parcel, paid by the applicant.
    local_material_share, local_limit_share, local_code_share : float
        Shares, 0–1, of the items of a county that list a paper, have a longer limit, or bear a code
        of the county's own, where there is no one standard.
    local_material_time : Spread
        Applicant's time to make that paper.
    local_limit_days : int
        By how many working days such a limit is longer.
    unfamiliar_list : float
        Factor, at least 1, on first defects of who lives elsewhere and knows another list.
    rekeying : Spread
        Time to key in again what comes from another department, where there is no one standard.
    helping : Spread
        Time at the window to help somebody to apply online, for one item.
    login_abandonment : float
        Probability, 0–1, that whose login fails gives up the matter instead of going to the hall.
    absence : float
        Probability, 0–1, that a window's or a reviewer's head is not there on a working day.
    asks_nearby : float
        Probability, 0–1, that who lives elsewhere and applies at a window asks at the hall near
        them first, where a matter is only accepted in the competent county.
    supervision : Supervision or None
        None: where limits are watched the queues go by due date, and nothing is hurried.
    """

    missing_at_first_try: float
    defect_repair: Spread
    login: Spread
    login_failure: float
    fill_in_online: Spread
    pickup: Spread
    carry: Spread
    wrong_window: float
    living_elsewhere: float
    returning_applicant: float
    special_handling: float
    special_handling_time: Spread
    session_validity_seconds: int
    precheck: Spread
    extra_time_helped: float
    missing_with_clear_guide: float
    off_list_request: float
    off_list_time: Spread
    post_chosen: float
    post_transit: Spread
    post_fee: float
    local_material_share: float
    local_material_time: Spread
    local_limit_share: float
    local_limit_days: int
    local_code_share: float
    unfamiliar_list: float
    rekeying: Spread
    helping: Spread = ZERO
    login_abandonment: float = 0.0
    absence: float = 0.0
    asks_nearby: float = 0.0
    supervision: Supervision | None = None


def process_of(process: ProcessShape) -> Process:
    """Return the general parameters as the model takes them (通用过程)."""
    return Process(
        missing_at_first_try=float(process.missing_at_first_try.value),
        defect_repair=process.defect_repair.as_spread(),
        login=process.login.as_spread(),
        login_failure=float(process.login_failure.value),
        fill_in_online=process.fill_in_online.as_spread(),
        pickup=process.pickup.as_spread(),
        carry=process.carry.as_spread(),
        wrong_window=float(process.wrong_window.value),
        living_elsewhere=float(process.living_elsewhere.value),
        returning_applicant=float(process.returning_applicant.value),
        special_handling=float(process.special_handling.value),
        special_handling_time=process.special_handling_time.as_spread(),
        session_validity_seconds=round(process.session_validity.seconds()),
        precheck=process.precheck.as_spread(),
        extra_time_helped=float(process.comprehensive_extra_time.value),
        missing_with_clear_guide=float(process.missing_with_clear_guide.value),
        off_list_request=float(process.off_list_request.value),
        off_list_time=process.off_list_time.as_spread(),
        post_chosen=float(process.post_chosen.value),
        post_transit=process.post_transit.as_spread(),
        post_fee=float(process.post_fee.value),
        local_material_share=float(process.local_material_share.value),
        local_material_time=process.local_material_time.as_spread(),
        local_limit_share=float(process.local_limit_share.value),
        local_limit_days=process.local_limit_days.value,
        local_code_share=float(process.local_code_share.value),
        unfamiliar_list=float(process.unfamiliar_list.value),
        rekeying=process.rekeying.as_spread(),
        helping=process.helping.as_spread() if process.helping else ZERO,
        login_abandonment=number_of(process.login_abandonment),
        absence=number_of(process.absence),
        asks_nearby=number_of(process.asks_nearby),
        supervision=supervision_of(process.supervision),
    )
