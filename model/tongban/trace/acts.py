"""What each act gives in the log (动作与事件): act of a journey → events.

The only place where the journeys' words become the vocabulary's. What is not told here is not in
the log, and :data:`SILENT` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Moment = Literal["begin", "start", "end"]
Only = Literal[
    "", "served", "answered", "unanswered", "turned_away", "licence", "upload", "absurd", "online"
]
LIBRARY = "library"  # the provincial library, told like a data link


@dataclass(frozen=True, slots=True)
class Template:
    """One event that an act gives (事件模板).

    Parameters
    ----------
    kind : str
        Kind of the vocabulary.
    takes : frozenset of str
        What is filled besides case, applicant and region: names of columns, or ``application``
        (application and item), ``item``, ``material`` (kind and copy), ``counter`` (the officer
        who served last, at a counter only), ``receiver`` (the same, in any channel), ``decider``
        (of the item's last step), ``portal`` (the item's portal as the place), ``record`` (the
        system that keeps the item's record now, as the place), ``former`` (the one
        before this version).
    when : {"begin", "start", "end"}
        Which time of the record.
    only : str
        Condition on the record: ``served``: a service began; ``answered``, ``unanswered``: by the
        link; ``turned_away``: a login that nothing followed; ``licence``, ``upload``: the material
        has a trust level, or has none; ``absurd``: its issuer never gives it on paper; ``online``:
        the item is offered online.
    whole_group : bool
        Whether a joint acceptance gives one event for each item of the matter.
    once : bool
        Whether only the first one of its stage in an application counts.
    fixed : mapping of str to str
        Columns that are always the same.
    """

    kind: str
    takes: frozenset[str]
    when: Moment
    only: Only
    whole_group: bool
    once: bool
    fixed: Mapping[str, str]


def _gives(
    kind: str,
    takes: str = "",
    when: Moment = "end",
    only: Only = "",
    whole_group: bool = False,
    once: bool = False,
    **fixed: str,
) -> Template:
    return Template(
        kind, frozenset(takes.split()), when, only, whole_group, once, MappingProxyType(fixed)
    )


def _shown(stage: str) -> Template:
    """A portal shows a state in the second in which it is reached: the model has no delay."""
    return _gives("status_shown", "application portal", only="online", once=True, stage=stage)


def _begun(when: Moment, only: Only = "") -> tuple[Template, ...]:
    more = {"stage": "application"}
    return (
        _gives("item_served", "application place channel", when, only, True, True, **more),
        _gives("application_started", "application place channel session_id", when, only, True,
               True, **more),
    )  # fmt: skip


_HANDED = "application place channel stage material session_id"
_ABANDONED = _gives("application_abandoned", "application stage basis", outcome="abandoned")

EVENTS_OF: Mapping[str, tuple[Template, ...]] = MappingProxyType(
    {
        # systems and catalogue: not acts of a journey, told from what stands beside it
        "publish": (_gives("item_reviewed", "item"), _gives("item_published", "item")),
        "publish_anew": (
            _gives("item_withdrawn", "item former"),
            _gives("item_reviewed", "item"),
            _gives("item_published", "item"),
        ),
        "move_record": (_gives("record_moved", "item record"),),
        "link_down": (_gives("link_down", "link_id"),),
        "link_up": (_gives("link_up", "link_id"),),
        # visits
        "trip": (_gives("visit_started", "place", "start", channel="hall"),),
        "leave": (_gives("visit_ended", "place outcome", channel="hall"),),
        "redirected": (_gives("redirected", "place counter", channel="hall"),),
        # identity
        "log_in": (
            _gives("identity_verified", "application place channel stage", only="turned_away",
                   outcome="failed"),
        ),
        "identity": (
            _gives("identity_verified", "application place channel stage session_id counter",
                   outcome="succeeded"),
        ),
        # applications
        "started": _begun("end"),
        "hand_in": _begun("start", "served"),
        "started_again": (
            _gives("application_started", "application place channel", whole_group=True,
                   stage="application"),
        ),
        "channel_changed": (_gives("channel_changed", "application channel stage",
                                   whole_group=True),),
        "online_failed": (_gives("channel_changed", "application channel stage",
                                 whole_group=True),),
        "submitted": (
            _gives("application_submitted", "application place channel stage session_id"),
            _shown("application"),
        ),
        "called_in": (_gives("called_in", "application authority stage basis"),),
        "notice": (
            _gives("notice_issued",
                   "application authority place channel stage material basis outcome receiver"),
        ),
        "accepted": (
            _gives("application_accepted",
                   "application authority place channel stage receiver outcome basis"),
            _shown("acceptance"),
        ),
        "accepted_by_silence": (
            _gives("application_accepted", "application authority stage outcome basis"),
            _shown("acceptance"),
        ),
        "gave_up": (_ABANDONED,),
        "stuck": (_ABANDONED,),
        # materials
        "ask": (
            _gives("material_requested",
                   "application authority place channel stage material carrier counter"),
            _gives("verification_requested",
                   "application authority place channel stage material counter", only="absurd"),
        ),
        "submit": (_gives("material_submitted", f"{_HANDED} carrier"),),
        "recertify": (
            _gives("recertification_requested",
                   "application authority place channel stage material licence_id counter"),
        ),
        "fetch": (
            _gives("material_requested", f"{_HANDED} authority carrier link_id", "begin"),
            _gives("material_fetched", f"{_HANDED} carrier link_id licence_id", only="answered",
                   outcome="succeeded"),
            _gives("material_fetched", f"{_HANDED} carrier link_id", only="unanswered",
                   outcome="unavailable"),
        ),
        "present": (
            _gives("licence_presented", f"{_HANDED} licence_id", only="licence"),
            _gives("material_fetched", _HANDED, only="upload", outcome="succeeded",
                   link_id=LIBRARY, carrier="platform"),
        ),
        "carried": (_gives("handed_over", "application authority channel stage material carrier"),),
        # handling
        "clock_stopped": (_gives("clock_stopped", "application authority stage basis"),),
        "clock_resumed": (_gives("clock_resumed", "application authority stage basis"),),
        "handed_over": (
            _gives("handed_over", "application authority place step carrier", stage="review"),
        ),
        "ready": (
            _gives("step_ready", "application authority step stage"),
            _shown("review"),
        ),
        "review": (
            _gives("step_started", "application authority step stage officer", "start", "served"),
            _gives("step_completed", "application authority step stage officer", only="served"),
        ),
        "decide": (
            _gives("decision_made", "application authority stage outcome basis decider"),
            _shown("decision"),
        ),
        # results
        "issue": (_gives("licence_issued", "application authority stage material licence_id"),),
        "register": (
            _gives("licence_registered", "application authority stage material licence_id"),
        ),
        "proof_issued": (
            _gives("licence_issued", "authority place material licence_id counter", channel="hall"),
        ),
        "proof_registered": (
            _gives("licence_registered", "authority material licence_id"),
        ),
        "deliver": (
            _gives("result_delivered",
                   "application authority place channel stage material carrier counter"),
            _shown("delivery"),
        ),
    }
)  # fmt: skip

SILENT: Mapping[str, str] = MappingProxyType(
    {
        "": "the operation is no act",
        "need": "nobody but the applicant knows it yet",
        "end": "the last event of the case has told it",
        "prepare": "at home, seen by no platform",
        "repair": "at home, seen by no platform",
        "wait_for": "at a third party, or between two visits that are told",
        "fill_in": "lies between application_started and application_submitted",
        "way_home": "visit_ended has told it",
        "at_issuer": "a service within a visit that is told",
        "served": "a service within a visit that is told",
        "helped": "a service within a visit that is told; the application it brings is online",
        "wrong_window": "redirected tells it",
        "asks_nearby": "redirected tells it",
        "proof_refused": "it is no application of the catalogue; the visit ends with outcome left",
        "special_handling": "the vocabulary has no word for it",
        "out_of_date": "material_fetched and the material_requested after it tell it",
        "handed_in": "application_submitted tells it, item by item",
        "precheck": "application_accepted and notice_issued tell its outcome",
        "sent_back": "notice_issued, or a request for a material, tells it",
        "key_in": "lies between step_ready and step_started",
        "posted": "its arrival is told: material_submitted or result_delivered",
        "circulation": "lies between step_ready and step_started",
    }
)

SYSTEM_ACTS = ("publish", "publish_anew", "move_record", "link_down", "link_up")
TEMPLATES: tuple[Template, ...] = tuple(t for given in EVENTS_OF.values() for t in given)
