/* ---
id: DAT-7
title: {zh: 限时办结, en: in time}
statement:
  zh: >-
    受理的申请必须在该事项时限的工作日之内作出决定。自受理次日起算，第几个工作日作出决定就是用了几天，
    当天任何时刻都算，在休息日作出的算在下一个工作日；一天结束时钟还停着，这一天不计。到日志结束、撤回或放弃时仍未决定而时限已过，同样违反。
  en: >-
    Every accepted application MUST be decided within the limit of its item in working days. They are
    counted from the day after acceptance; a decision at any time of the last day is in time, one
    on a day off counts as made on the next working day, and a day at whose end the clock stands
    still does not count. To be undecided with the limit past when the log ends, or when the
    applicant withdraws or gives up, is a breach as well.
rationale:
  zh: >-
    时限以工作日计（行政许可法 §82），听证、鉴定等期间不计（§45）。停钟按日末是否停着来数：停几夜就扣几天，
    当天停当天恢复的不扣。各地时限不一（归 CAT-4）的，按最长的算。视为受理的，自记作受理之日起算，从宽。
  en: >-
    Limits are working days (Administrative Licensing Law §82), without hearings, appraisals and the
    like (§45). A stopped clock takes off as many days as it stands still overnight; to stop and
    resume it within a day takes off none. Where regions differ in the limit (a matter of CAT-4) the
    longest counts. Deemed acceptance counts from when it is put on record, to be on the safe side.
essay: "3.2"
law: [N11, N13, N23, N24]
level: MUST
profiles: [hall, online]
since: "1.0"
needs:
  kinds: [application_accepted, decision_made, clock_stopped, clock_resumed]
  columns: [application_id, item_code, item_version]
  tables: {items: [limit_working_days], calendar: []}
  declared: []
exercised_by:
  zh: 一件有时限的申请已受理，并且已决定或时限已过。
  en: An application with a limit is accepted, and has been decided or is past the limit.
bad_day:
  zh: 中断不延长时限；确实办不下去的，须有停钟记录和理由，恢复后接着计。
  en: >-
    An outage does not make the limit longer. What really cannot go on has its clock stopped on
    record, with the reason, and it runs on afterwards.
sentence:
  zh: 申请 {application_id} {accepted_on} 受理，到 {until} 用了 {used} 个工作日，{found}，时限是 {days} 个。
  en: >-
    Application {application_id}, accepted on {accepted_on}, had used {used} working days by {until}
    and {found}; its limit is {days}.
expected:
  zh: 申请 {application_id} 应在 {days} 个工作日内作出决定。
  en: "Application {application_id} should have been decided within {days} working days."
--- */
WITH accepted AS (
    SELECT
        a.application_id, a.case_id, a.accepted_event, a.accepted_us, a.decided_event,
        a.decided_us, a.ended_us, b.days,
        coalesce(a.decided_us, a.ended_us, w.last_us) AS until_us
    FROM applications AS a
    CROSS JOIN window_us AS w
    LEFT JOIN item_limits AS b ON b.item_code = a.item_code AND b.item_version = a.item_version
    WHERE a.accepted_us IS NOT NULL
        AND (b.days IS NOT NULL OR a.item_code IS NULL OR a.item_version IS NULL)
),

-- the local day on which it was accepted, and that of the decision or of whatever ended the wait
days AS (
    SELECT
        a.application_id,
        f.date AS accepted_on, f.number AS accepted_number,
        u.date AS until, u.day_us AS until_day,
        u.number + CASE WHEN u.working THEN 0 ELSE 1 END AS until_number
    FROM accepted AS a
    LEFT JOIN working_days AS f
        ON f.day_us = a.accepted_us - (a.accepted_us + 28800000000) % 86400000000
    LEFT JOIN working_days AS u
        ON u.day_us = a.until_us - (a.until_us + 28800000000) % 86400000000
),

-- working days at whose end the clock stood still: from the day of the stop, or the one after
-- acceptance if that is later, to the day before it went on, or the last day if it did not
stood_still AS (
    SELECT
        a.application_id,
        CASE
            WHEN c.resumed_us <= a.until_us THEN r.number - CASE WHEN r.working THEN 1 ELSE 0 END
            ELSE d.until_number
        END
        - greatest(s.number - CASE WHEN s.working THEN 1 ELSE 0 END, d.accepted_number) AS off
    FROM accepted AS a
    INNER JOIN days AS d ON d.application_id = a.application_id
    INNER JOIN clock_stops AS c
        ON c.application_id = a.application_id AND c.stopped_us <= a.until_us
        AND (c.resumed_us IS NULL OR c.resumed_us > a.accepted_us)
    LEFT JOIN working_days AS s
        ON s.day_us = c.stopped_us - (c.stopped_us + 28800000000) % 86400000000
    LEFT JOIN working_days AS r
        ON r.day_us = c.resumed_us - (c.resumed_us + 28800000000) % 86400000000
),

clocks AS (
    SELECT
        application_id,
        CASE WHEN count(off) = count(*) THEN sum(CASE WHEN off > 0 THEN off ELSE 0 END) END AS off
    FROM stood_still
    GROUP BY application_id
),

used AS (
    SELECT
        a.*, d.accepted_on, d.until,
        d.until_number - d.accepted_number
            - CASE WHEN c.application_id IS NULL THEN 0 ELSE c.off END AS used
    FROM accepted AS a
    INNER JOIN days AS d ON d.application_id = a.application_id
    LEFT JOIN clocks AS c ON c.application_id = a.application_id
),

proofs AS (
    SELECT u.application_id, string_agg(e.event_id, ';' ORDER BY e.seq) AS events
    FROM used AS u
    INNER JOIN events AS e ON e.application_id = u.application_id
    WHERE u.used > u.days AND e.at_us <= u.until_us
        AND (e.event_id = u.accepted_event OR e.event_id = u.decided_event
            OR e.kind IN ('clock_stopped', 'clock_resumed')
            OR (u.decided_us IS NULL
                AND e.kind IN ('application_withdrawn', 'application_abandoned')))
    GROUP BY u.application_id
)

SELECT
    u.application_id AS subject,
    u.case_id,
    CASE
        WHEN u.used > u.days THEN true
        WHEN u.decided_us IS NOT NULL AND u.used <= u.days THEN false
    END AS breach,
    coalesce(p.events, u.accepted_event) AS events,
    u.application_id,
    u.days,
    u.used,
    CAST(u.accepted_on AS VARCHAR) AS accepted_on,
    CAST(u.until AS VARCHAR) AS until,
    CASE WHEN u.decided_us IS NULL THEN '仍未决定' ELSE '才决定' END AS found_zh,
    CASE WHEN u.decided_us IS NULL THEN 'was still undecided' ELSE 'was decided then' END
        AS found_en
FROM used AS u
LEFT JOIN proofs AS p ON p.application_id = u.application_id
WHERE u.decided_us IS NOT NULL OR u.ended_us IS NULL OR u.used IS NULL OR u.used > u.days
