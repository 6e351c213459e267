/* ---
id: HAL-2
title: {zh: 接办分离, en: reception apart from handling}
statement:
  zh: >-
    收件受理一件申请的人，不得审查或决定这件申请。收件受理，指受理前（含受理）录入申请、告知补正或作出受理；
    审查，指办理任一环节。机器自动办理的，记机器的名称；平台声明了该名称（automatic_officers）的，
    不是人，不在此限；未声明的名称一律算作人。
  en: >-
    Whoever received an application MUST NOT review or decide it. To receive is to key in the
    application, to tell what is missing before acceptance, or to accept; to review is to carry out
    any of its steps. What a machine does bears the machine's name; a machine whose name the
    platform declares (automatic_officers) is no person and may do both, and any other name counts as a
    person's.
rationale:
  zh: 收件的人若又审批，递件时就能定终身；分开以后，窗口对谁都一样收，审批的人不见申请人。
  en: >-
    Whoever both receives and approves can settle a matter across the counter; apart, the window
    receives from everybody alike, and those who approve do not meet the applicant.
essay: "4.2"
law: [N20]
level: MUST
profiles: [hall]
since: "1.0"
needs:
  kinds: [application_accepted, step_completed, decision_made]
  columns: [application_id, officer]
  tables: {}
  declared: []
exercised_by:
  zh: 一件申请由人受理，并已办理环节或作出决定。
  en: An application is accepted by somebody, and a step of it is carried out or it is decided.
bad_day:
  zh: 系统中断时也不得由收件人代为审批；逾期未答复而视为受理的，没有收件人，不在此列。
  en: >-
    An outage is no reason for the receiver to review in another's stead. An application that is
    deemed accepted after silence has no receiver and is not judged here.
sentence:
  zh: 申请 {application_id} 由 {officer} 收件受理，又由 {officer} 审查或决定。
  en: "Application {application_id} was received by {officer}, who also reviewed or decided it."
expected:
  zh: 应由 {officer} 以外的人审查和决定；{officer} 若是机器，应在 declared 的 automatic_officers 里声明。
  en: >-
    Somebody other than {officer} should have reviewed and decided it; if {officer} is a machine, it
    should be declared (automatic_officers in the table declared).
--- */
WITH accepted AS (
    SELECT application_id, min(seq) AS seq
    FROM events
    WHERE kind = 'application_accepted' AND application_id IS NOT NULL
        AND (outcome IS NULL OR outcome <> 'deemed_accepted')
    GROUP BY application_id
),

acts AS (
    SELECT
        e.application_id, e.officer, e.event_id, e.seq,
        CASE WHEN e.kind IN ('step_started', 'step_completed', 'decision_made')
            THEN 1 ELSE 0 END AS handled,
        CASE WHEN e.officer IS NULL
            AND e.kind IN ('application_accepted', 'step_completed', 'decision_made')
            THEN 1 ELSE 0 END AS unnamed
    FROM events AS e
    INNER JOIN accepted AS a ON a.application_id = e.application_id
    WHERE e.kind IN ('step_started', 'step_completed', 'decision_made')
        OR (e.kind = 'application_accepted'
            AND (e.outcome IS NULL OR e.outcome <> 'deemed_accepted'))
        OR (e.kind IN ('application_submitted', 'notice_issued') AND e.seq < a.seq)
),

people AS (
    SELECT application_id, officer
    FROM acts
    WHERE officer IS NOT NULL
        AND officer NOT IN (SELECT m.officer FROM automatic_officers AS m)
    GROUP BY application_id, officer
    HAVING min(handled) = 0 AND max(handled) = 1
)

SELECT
    c.application_id AS subject,
    min(a.case_id) AS case_id,
    CASE
        WHEN count(p.officer) > 0 THEN true
        WHEN max(c.unnamed) = 1 THEN NULL
        ELSE false
    END AS breach,
    coalesce(
        string_agg(CASE WHEN p.officer IS NOT NULL THEN c.event_id END, ';' ORDER BY c.seq),
        string_agg(c.event_id, ';' ORDER BY c.seq)
    ) AS events,
    c.application_id,
    min(p.officer) AS officer
FROM acts AS c
LEFT JOIN people AS p ON p.application_id = c.application_id AND p.officer = c.officer
LEFT JOIN applications AS a ON a.application_id = c.application_id
GROUP BY c.application_id
HAVING max(c.handled) = 1
