/* ---
id: PRO-4
title: {zh: 有序迁移, en: orderly migration}
statement:
  zh: >-
    每个事项在每个地区、每个时刻，必须有且只有一个主记录系统：同一时刻不得切换到两个系统。切换时在办的申请不得丢失（切换后必须继续办理，不得到期无声，也不得让申请人重新提交），不得重复受理或重复决定。
  en: >-
    At each moment an item MUST have exactly one system of record in every region: it MUST NOT be moved
    to two at once. An application open at a cut-over MUST NOT be lost (it goes on afterwards, is not
    silent beyond its limit, and need not be handed in again) and MUST NOT be accepted or decided twice.
rationale:
  zh: 迁移最怕两头都管、两头都不管：前者一事办两遍，后者一事没人办。
  en: >-
    In a migration the danger is that two systems handle an application, or neither does.
essay: "2.2"
law: [N29]
level: MUST
profiles: [exchange]
since: "1.0"
needs:
  kinds: [record_moved, application_submitted]
  columns: [item_code, region, place, application_id]
  tables: {}
  declared: []
exercised_by:
  zh: 一个事项的主记录系统切换。
  en: The system of record of an item is changed.
bad_day:
  zh: 切换失败就整体退回原系统，并记录一次切换；不得两个系统同时写。
  en: >-
    A cut-over that fails goes back as a whole and is told as a cut-over; two systems never write at
    once.
sentence:
  zh: "{thing}：{what}。"
  en: "{thing}: {what}."
expected:
  zh: "{thing} 应当始终只有一个主记录系统，办且只办一次。"
  en: "{thing} should have one system of record all the time, and be handled once."
--- */
WITH moves AS (
    SELECT
        item_code, region, at_us,
        min(event_id) AS event_id,
        count(DISTINCT place) AS places,
        string_agg(event_id, ';' ORDER BY seq) AS events
    FROM events
    WHERE kind = 'record_moved' AND item_code IS NOT NULL AND region IS NOT NULL
    GROUP BY item_code, region, at_us
),

-- handed in before a cut-over and neither ended nor decided until then
open_then AS (
    SELECT
        m.event_id AS move, m.at_us AS moved_us, a.application_id, a.case_id, a.item_code,
        a.item_version, a.submitted_event
    FROM applications AS a
    INNER JOIN moves AS m ON m.item_code = a.item_code AND a.submitted_us < m.at_us
    INNER JOIN related_regions AS r
        ON r.region = m.region AND r.other = coalesce(
            nullif(split_part(a.authority, '@', 2), ''), a.region
        )
    WHERE (a.rejected_us IS NULL OR a.rejected_us > m.at_us)
        AND (a.ended_us IS NULL OR a.ended_us > m.at_us)
        AND (a.decided_us IS NULL OR a.decided_us > m.at_us)
),

later AS (
    SELECT
        o.move, o.application_id,
        max(CASE WHEN e.at_us >= o.moved_us AND e.kind <> 'status_shown' THEN 1 ELSE 0 END) AS goes_on,
        max(CASE WHEN e.at_us < o.moved_us AND e.kind <> 'status_shown' THEN e.seq END) AS last_seq,
        sum(CASE WHEN e.kind = 'decision_made' THEN 1 ELSE 0 END) AS decisions,
        max(CASE WHEN e.kind = 'decision_made' THEN e.at_us END) AS decided_us,
        sum(CASE WHEN e.kind = 'application_accepted' THEN 1 ELSE 0 END)
        - max(CASE WHEN e.kind = 'application_accepted' AND e.outcome = 'deemed_accepted'
            THEN 1 ELSE 0 END) AS acceptances,
        max(CASE WHEN e.kind = 'application_accepted' THEN e.at_us END) AS accepted_us,
        string_agg(
            CASE WHEN e.kind IN ('decision_made', 'application_accepted') THEN e.event_id END,
            ';' ORDER BY e.seq
        ) AS events
    FROM open_then AS o
    INNER JOIN events AS e ON e.application_id = o.application_id
    GROUP BY o.move, o.application_id
),

again AS (
    SELECT
        o.move, o.application_id, min(s.submitted_event) AS event_id,
        min(CASE WHEN s.submitted_us = o.moved_us AND s.submitted_event < o.move
            THEN s.submitted_event END) AS before_it
    FROM open_then AS o
    INNER JOIN applications AS s
        ON s.case_id = o.case_id AND s.item_code = o.item_code
        AND s.application_id <> o.application_id AND s.submitted_us >= o.moved_us
    GROUP BY o.move, o.application_id
),

judged AS (
    SELECT
        o.*, l.goes_on, l.events, a.event_id AS again_event,
        a.event_id = a.before_it AS at_once,
        (l.decisions > 1 AND l.decided_us >= o.moved_us)
            OR (l.acceptances > 1 AND l.accepted_us >= o.moved_us) AS twice,
        t.number - f.number > i.days
            AND p.kind NOT IN ('notice_issued', 'clock_stopped', 'called_in') AS overdue
    FROM open_then AS o
    INNER JOIN later AS l ON l.move = o.move AND l.application_id = o.application_id
    INNER JOIN events AS p ON p.seq = l.last_seq
    CROSS JOIN window_us AS w
    LEFT JOIN again AS a ON a.move = o.move AND a.application_id = o.application_id
    LEFT JOIN item_limits AS i ON i.item_code = o.item_code AND i.item_version = o.item_version
    LEFT JOIN working_days AS f
        ON f.day_us <= o.moved_us AND o.moved_us < f.day_us + 86400000000
    LEFT JOIN working_days AS t
        ON t.day_us <= w.last_us AND w.last_us < t.day_us + 86400000000
)

SELECT
    'moved/' || event_id AS subject,
    CAST(NULL AS VARCHAR) AS case_id,
    places > 1 AS breach,
    events,
    item_code || ' @' || region AS thing,
    '同一时刻切换到 ' || CAST(places AS VARCHAR) || ' 个主记录系统' AS what_zh,
    'moved to ' || CAST(places AS VARCHAR) || ' systems of record at one moment' AS what_en
FROM moves
UNION ALL
SELECT
    application_id || '/' || move,
    case_id,
    CASE
        WHEN twice THEN true
        WHEN goes_on = 1 THEN false
        WHEN again_event IS NOT NULL OR overdue THEN true
    END,
    CASE
        WHEN twice THEN events
        WHEN at_once THEN submitted_event || ';' || again_event || ';' || move
        WHEN again_event IS NOT NULL THEN submitted_event || ';' || move || ';' || again_event
        ELSE submitted_event || ';' || move
    END,
    application_id,
    CASE
        WHEN twice THEN '切换前后被重复受理或重复决定'
        WHEN again_event IS NOT NULL THEN '切换后没有下文，申请人又提交了一次'
        ELSE '切换后没有下文，已超过办结时限'
    END,
    CASE
        WHEN twice THEN 'accepted or decided twice, before and after the cut-over'
        WHEN again_event IS NOT NULL THEN 'lost in the cut-over and handed in again'
        ELSE 'silent since the cut-over, beyond its limit'
    END
FROM judged
