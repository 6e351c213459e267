/* ---
id: SRV-2
title: {zh: 事事有果, en: ends in a result}
statement:
  zh: >-
    受理的申请，除申请人撤回或放弃外，必须作出决定；准予的，必须把结果送达。到日志结束时，
    办结时限已过仍无决定，或一件事全部决定后十个工作日已过仍未送达，即为违反。
    决定满二十件而无一准予的，等于没有提供服务，也是违反。
  en: >-
    Every accepted application MUST end in a decision, unless the applicant withdraws it or gives up,
    and a granted one MUST end in a delivered result. It is a breach if at the end of the log the limit
    is past with no decision, or ten working days are past since the last decision of the matter with
    no delivery. To have decided twenty applications and granted none is to give no service.
rationale:
  zh: >-
    行政许可法 §42 要求限期决定，§44 要求决定后十日内送达。停过钟的，自最后一次恢复计时之日重新起算时限，
    从宽；晚了多久归 DAT-7，这里只问有没有结果。一件事的结果要一次交齐（HAL-6），所以送达自全部决定之日起算。
    “二十件无一准予”是本规范的门槛，不是法律条文：拒绝所有人的平台不该因为条条手续齐全而过关。
  en: >-
    The Administrative Licensing Law asks for a decision within the limit (§42) and for delivery within
    ten days of it (§44). After a stopped clock the limit is counted anew from the last resumption, to
    be on the safe side; how late something is belongs to DAT-7, here the question is whether it came
    at all. The results of a matter go out together (HAL-6), so delivery counts from the last decision.
    The twenty are a threshold of this specification and not of the law: a platform that refuses
    everybody must not pass because its papers are in order.
essay: "1.2, 3.2"
law: [N11, N12]
level: MUST
profiles: [hall, online]
since: "1.0"
needs:
  kinds: [application_submitted, application_accepted, decision_made, result_delivered]
  columns: [case_id, application_id, item_code, item_version, outcome]
  tables: {items: [limit_working_days], calendar: []}
  declared: []
exercised_by:
  zh: 一件申请已受理且已决定或时限已过，或已准予。
  en: An application is accepted and has been decided or is past its limit, or is granted.
bad_day:
  zh: 中断可以停钟（须有停钟记录），恢复后仍须作出决定并送达；电子送达不通就改窗口或邮寄。
  en: >-
    An outage may stop the clock, on record; afterwards the decision and the result are still owed.
    If electronic delivery is down, the window or the post delivers.
sentence:
  zh: "{what}：在 {after} 之后，直到日志结束都没有 {lacking}。"
  en: "{what}: after {after} there is no {lacking} to the end of the log."
expected:
  zh: "{what}：应有 {lacking}。"
  en: "{what}: there should be {lacking}."
--- */
WITH clocks AS (
    SELECT
        e.application_id,
        max(CASE WHEN e.kind = 'clock_resumed' THEN e.at_us END) AS resumed_us,
        max(CASE WHEN e.kind = 'clock_resumed' THEN e.seq END) AS resumed_seq,
        max(CASE WHEN e.kind = 'clock_stopped' THEN e.seq END) AS stopped_seq
    FROM events AS e
    WHERE e.kind IN ('clock_stopped', 'clock_resumed') AND e.application_id IS NOT NULL
    GROUP BY e.application_id
),

open_ones AS (
    SELECT
        a.application_id,
        b.days,
        c.stopped_seq IS NOT NULL AND (c.resumed_seq IS NULL OR c.resumed_seq < c.stopped_seq)
            AS stopped,
        (greatest(a.accepted_us, c.resumed_us) + 28800000000)
            - (greatest(a.accepted_us, c.resumed_us) + 28800000000) % 86400000000
            - 28800000000 AS start_day
    FROM applications AS a
    LEFT JOIN clocks AS c ON c.application_id = a.application_id
    LEFT JOIN item_limits AS b ON b.item_code = a.item_code AND b.item_version = a.item_version
    WHERE a.accepted_us IS NOT NULL AND a.decided_us IS NULL AND a.ended_us IS NULL
),

-- the first moment after the last day of the limit
overdue AS (
    SELECT
        o.application_id, o.stopped,
        CASE WHEN o.days = 0 THEN s.day_us ELSE d.day_us END + 86400000000 AS due_us
    FROM open_ones AS o
    LEFT JOIN working_days AS s ON s.day_us = o.start_day
    LEFT JOIN working_days AS d ON d.working AND d.number = s.number + o.days AND o.days > 0
),

cases AS (
    SELECT
        coalesce(case_id, application_id) AS matter,
        max(decided_us) AS decided_us,
        max(CASE WHEN decided_us IS NULL AND rejected_us IS NULL AND ended_us IS NULL
            AND (submitted_us IS NOT NULL OR accepted_us IS NOT NULL)
            THEN 1 ELSE 0 END) AS pending
    FROM applications
    GROUP BY coalesce(case_id, application_id)
),

owed AS (
    SELECT c.matter, c.pending, d.day_us + 86400000000 AS due_us
    FROM cases AS c
    LEFT JOIN working_days AS s
        ON s.day_us = (c.decided_us + 28800000000)
            - (c.decided_us + 28800000000) % 86400000000 - 28800000000
    LEFT JOIN working_days AS d ON d.working AND d.number = s.number + 10
),

decided AS (
    SELECT
        decided_event, decided_us, decision_outcome,
        row_number() OVER (ORDER BY decided_us, decided_event) AS place,
        count(*) OVER () AS number,
        sum(CASE WHEN decision_outcome = 'granted' THEN 1 ELSE 0 END) OVER () AS granted,
        sum(CASE WHEN decision_outcome IS NULL THEN 1 ELSE 0 END) OVER () AS unknown
    FROM applications
    WHERE decided_us IS NOT NULL
)

SELECT
    a.application_id || '/decision' AS subject,
    a.case_id,
    CASE
        WHEN a.decided_us IS NOT NULL THEN false
        WHEN o.stopped OR o.due_us IS NULL THEN NULL
        WHEN w.last_us >= o.due_us THEN true
        ELSE NULL
    END AS breach,
    coalesce(a.accepted_event || ';' || a.decided_event, a.accepted_event) AS events,
    '申请 ' || a.application_id AS what_zh,
    'application ' || a.application_id AS what_en,
    '受理' AS after_zh,
    'its acceptance' AS after_en,
    '决定' AS lacking_zh,
    'decision' AS lacking_en
FROM applications AS a
CROSS JOIN window_us AS w
LEFT JOIN overdue AS o ON o.application_id = a.application_id
WHERE a.accepted_us IS NOT NULL AND (a.decided_us IS NOT NULL OR a.ended_us IS NULL)
UNION ALL
SELECT
    a.application_id || '/delivery' AS subject,
    a.case_id,
    CASE
        WHEN a.delivered_us IS NOT NULL THEN false
        WHEN o.pending = 1 OR o.due_us IS NULL THEN NULL
        WHEN w.last_us >= o.due_us THEN true
        ELSE NULL
    END AS breach,
    a.decided_event AS events,
    '申请 ' || a.application_id AS what_zh,
    'application ' || a.application_id AS what_en,
    '准予决定' AS after_zh,
    'the grant' AS after_en,
    '送达的结果' AS lacking_zh,
    'delivered result' AS lacking_en
FROM applications AS a
CROSS JOIN window_us AS w
LEFT JOIN owed AS o ON o.matter = coalesce(a.case_id, a.application_id)
WHERE a.decision_outcome = 'granted' AND (a.delivered_us IS NOT NULL OR a.ended_us IS NULL)
UNION ALL
SELECT
    'every decision of the log' AS subject,
    NULL AS case_id,
    CASE WHEN max(granted) > 0 THEN false WHEN max(unknown) > 0 THEN NULL ELSE true END AS breach,
    string_agg(CASE WHEN place <= 20 THEN decided_event END, ';' ORDER BY place) AS events,
    '全部 ' || max(number) || ' 件已决定的申请' AS what_zh,
    'all ' || max(number) || ' applications that were decided' AS what_en,
    '受理' AS after_zh,
    'acceptance' AS after_en,
    '准予的决定' AS lacking_zh,
    'decision that grants anything' AS lacking_en
FROM decided
HAVING max(number) >= 20
