/* ---
id: HAL-4
title: {zh: 综合受理, en: any window}
statement:
  zh: >-
    综合窗口必须受理当地施行的每个事项；到大厅或窗口办事的人，不得被支到别的窗口或别处。
  en: >-
    A comprehensive window MUST take every item in force where it is; whoever comes to a hall, window
    or office MUST NOT be sent to another window or place.
rationale:
  zh: 该去哪个窗口，是平台该知道的事，不该由群众一个个去问。
  en: Which desk a matter belongs to is for the platform to know, and not for people to find out.
essay: "4.2"
law: [N15, N32]
level: MUST
profiles: [hall]
since: "1.0"
needs:
  kinds: [visit_started, redirected]
  columns: [applicant_id, place]
  tables: {places: [comprehensive, items], items: [published_at, withdrawn_at]}
  declared: []
exercised_by:
  zh: 有人到大厅、窗口或部门办事，或某处声明为综合窗口。
  en: Somebody comes to a hall, window or office, or a place is declared comprehensive.
bad_day:
  zh: 系统中断时窗口照收纸质件、事后补录，不得因此把人支走。
  en: >-
    While a system is down the window takes the papers and keys them in later; it is no reason to
    send anybody away.
sentence:
  zh: "{place}：{found}。"
  en: "{place}: {found}."
expected:
  zh: "{place} 应当场收下，后台自行流转。"
  en: "{place} should have taken it there and then, and passed it on behind the counter."
--- */
WITH in_force AS (
    SELECT DISTINCT v.item_code, v.region
    FROM item_versions AS v
    CROSS JOIN window_us AS w
    WHERE v.from_us <= w.last_us
        AND (v.until_us IS NULL OR (v.until_us > w.first_us AND v.until_us > v.from_us))
),

comprehensive AS (
    SELECT
        p.place,
        count(DISTINCT f.item_code) AS items,
        count(DISTINCT CASE WHEN p.items IS NOT NULL AND t.item_code IS NULL
            THEN f.item_code END) AS lacking,
        min(CASE WHEN p.items IS NOT NULL AND t.item_code IS NULL THEN f.item_code END) AS example
    FROM places AS p
    INNER JOIN in_force AS f
        ON f.region = p.region OR f.region = substr(p.region, 1, 4) || '00'
        OR f.region = substr(p.region, 1, 2) || '0000' OR f.region = '000000'
    LEFT JOIN place_items AS t ON t.place = p.place AND t.item_code = f.item_code
    WHERE p.comprehensive AND p.place_kind <> 'portal'
    GROUP BY p.place
),

acts AS (
    SELECT
        e.event_id, e.seq, e.kind, e.case_id, e.applicant_id, e.place,
        sum(CASE WHEN e.kind = 'visit_started' THEN 1 ELSE 0 END)
            OVER (PARTITION BY e.applicant_id ORDER BY e.seq) AS number
    FROM events AS e
    LEFT JOIN places AS p ON p.place = e.place
    WHERE e.kind IN ('visit_started', 'visit_ended', 'redirected')
        AND (p.place_kind IS NULL OR p.place_kind <> 'portal')
        AND e.applicant_id IS NOT NULL
),

counts AS (
    SELECT applicant_id, max(number) AS visits
    FROM acts
    GROUP BY applicant_id
),

visits AS (
    SELECT
        applicant_id, number,
        max(CASE WHEN kind = 'visit_started' THEN event_id END) AS event_id,
        max(CASE WHEN kind = 'visit_started' THEN case_id END) AS case_id,
        max(CASE WHEN kind = 'visit_started' THEN place END) AS place,
        max(CASE WHEN kind = 'redirected' THEN 1 ELSE 0 END) AS sent,
        max(CASE WHEN kind = 'visit_ended' THEN 1 ELSE 0 END) AS ended,
        string_agg(CASE WHEN kind <> 'visit_ended' THEN event_id END, ';' ORDER BY seq) AS events
    FROM acts
    WHERE number > 0
    GROUP BY applicant_id, number
)

SELECT
    'place/' || place AS subject,
    NULL AS case_id,
    lacking > 0 AS breach,
    '' AS events,
    place,
    '综合窗口不办当地 ' || items || ' 个事项中的 ' || lacking || ' 个，如 ' || example AS found_zh,
    'this comprehensive window does not take ' || lacking || ' of the ' || items
        || ' items in force there, ' || example || ' for one' AS found_en
FROM comprehensive
UNION ALL
SELECT
    'visit/' || v.event_id AS subject,
    v.case_id,
    CASE
        WHEN v.sent = 1 THEN true
        WHEN v.ended = 1 OR v.number < c.visits THEN false
        ELSE NULL
    END AS breach,
    v.events,
    v.place,
    '申请人 ' || v.applicant_id || ' 到场后被支到别处' AS found_zh,
    'applicant ' || v.applicant_id || ' came and was sent elsewhere' AS found_en
FROM visits AS v
INNER JOIN counts AS c ON c.applicant_id = v.applicant_id
UNION ALL
-- sent away on a visit whose beginning is not on record
SELECT
    'redirected/' || event_id AS subject,
    case_id,
    true AS breach,
    event_id AS events,
    place,
    '申请人 ' || applicant_id || ' 被支到别处' AS found_zh,
    'applicant ' || applicant_id || ' was sent elsewhere' AS found_en
FROM acts
WHERE kind = 'redirected' AND number = 0
