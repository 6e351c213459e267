/* ---
id: PRO-3
title: {zh: 统一入口, en: one entrance}
statement:
  zh: >-
    每个可网办的有效事项，必须能从省级门户进入。同一申请在各门户显示的状态必须一致：一个门户显示了新状态之后，超过声明的状态时限，其他门户不得再显示更早的状态（其间又告知补正或重新提交的除外）。
  en: >-
    Every item in force that can be done online MUST be reachable from the provincial portal. Every
    portal MUST show an application in the same state: once one portal has shown a state, another MUST
    NOT show an earlier one after the declared status bound has passed, unless the application was sent
    back to be mended in between.
rationale:
  zh: 入口分散，事项就像没上网；两个门户两种说法，申请人只好再跑一趟去问。
  en: >-
    An item that nobody finds is as good as offline, and where portals disagree people go and ask.
essay: "2.2"
law: [N01, N02]
level: MUST
profiles: [online]
since: "1.0"
needs:
  kinds: []
  columns: []
  tables: {items: [online_stages, published_at, withdrawn_at], places: [items]}
  declared: []
exercised_by:
  zh: 目录中有可网办的有效事项，或同一申请在两个门户显示过状态。
  en: >-
    An item in force can be done online, or the state of one application is shown at two portals.
bad_day:
  zh: 省级门户中断时，地方门户照常；恢复后状态应在声明的时限内一致。
  en: >-
    While the provincial portal is down the local ones go on; when it is back they agree within the
    declared bound.
sentence:
  zh: "{thing}：{what}。"
  en: "{thing}: {what}."
expected:
  zh: "{thing}：省级门户应当可以进入，各门户应当显示同一状态。"
  en: "{thing}: the provincial portal should reach it, and every portal should show the same state."
--- */
WITH offered AS (
    SELECT v.item_code, v.item_version, v.region, v.name, v.from_us
    FROM item_versions AS v
    INNER JOIN (SELECT DISTINCT item_code, item_version, region FROM item_online_stages) AS s
        ON s.item_code = v.item_code AND s.item_version = v.item_version AND s.region = v.region
    CROSS JOIN window_us AS w
    WHERE (v.from_us IS NULL OR v.until_us IS NULL OR v.from_us < v.until_us)
        AND (w.last_us IS NULL OR v.from_us IS NULL OR v.from_us <= w.last_us)
        AND (w.first_us IS NULL OR v.until_us IS NULL OR v.until_us > w.first_us)
),

portals AS (
    SELECT place, substr(region, 1, 2) AS province, items IS NULL AS whole
    FROM places
    WHERE place_kind = 'portal' AND region LIKE '__0000' AND region <> '000000'
),

provinces AS (
    SELECT DISTINCT province FROM portals
),

-- what is in force in the whole country is, in every province
online AS (
    SELECT o.*, coalesce(p.province, substr(o.region, 1, 2)) AS province
    FROM offered AS o
    LEFT JOIN provinces AS p ON p.province = substr(o.region, 1, 2) OR o.region = '000000'
),

reached AS (
    SELECT DISTINCT p.province, p.place, o.item_code
    FROM portals AS p
    INNER JOIN online AS o ON o.province = p.province
    LEFT JOIN place_items AS i ON i.place = p.place AND i.item_code = o.item_code
    WHERE p.whole OR i.place IS NOT NULL
),

-- of several portals in the province's name, the one that reaches most is the provincial portal
entrance AS (
    SELECT province, place
    FROM (
        SELECT
            province, place,
            row_number() OVER (PARTITION BY province ORDER BY count(*) DESC, place) AS nth
        FROM reached
        GROUP BY province, place
    ) AS ranked
    WHERE nth = 1
),

any_portal AS (
    SELECT count(*) AS portals FROM places WHERE place_kind = 'portal'
),

several AS (
    SELECT application_id
    FROM events
    WHERE kind = 'status_shown' AND application_id IS NOT NULL
    GROUP BY application_id
    HAVING count(DISTINCT place) > 1
),

marks AS (
    SELECT
        e.event_id, e.seq, e.at_us, e.application_id, e.case_id, e.kind, e.place, e.stage,
        CASE e.stage WHEN 'application' THEN 1 WHEN 'acceptance' THEN 2 WHEN 'review' THEN 3
            WHEN 'decision' THEN 4 WHEN 'delivery' THEN 5 END AS reached,
        sum(CASE WHEN e.kind = 'status_shown' THEN 0 ELSE 1 END) OVER (
            PARTITION BY e.application_id ORDER BY e.seq
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS returns
    FROM events AS e
    INNER JOIN several AS s ON s.application_id = e.application_id
    WHERE e.kind IN ('status_shown', 'notice_issued', 'application_submitted')
),

bound AS (
    SELECT max(number) * 1000000 AS bound_us
    FROM declared_values
    WHERE name = 'status_bound_seconds'
),

behind AS (
    SELECT
        p.application_id,
        CASE WHEN b.bound_us IS NULL THEN 1 ELSE 2 END AS found,
        p.event_id AS earlier, q.event_id AS later, q.place
    FROM marks AS p
    INNER JOIN marks AS q
        ON q.application_id = p.application_id AND q.place <> p.place
        AND q.reached < p.reached AND q.returns = p.returns AND q.at_us > p.at_us
    CROSS JOIN bound AS b
    WHERE p.kind = 'status_shown' AND q.kind = 'status_shown'
        AND (b.bound_us IS NULL OR q.at_us - p.at_us > b.bound_us)
),

disagreed AS (
    SELECT
        application_id, max(found) AS found, min(place) AS place,
        min(earlier || ';' || later) AS events
    FROM behind
    GROUP BY application_id
)

SELECT
    o.item_code || '/' || CAST(o.item_version AS VARCHAR) || '/' || o.region AS subject,
    CAST(NULL AS VARCHAR) AS case_id,
    CASE
        WHEN count(*) = count(r.item_code) THEN false
        WHEN o.from_us IS NULL OR n.portals = 0 THEN NULL
        ELSE true
    END AS breach,
    '' AS events,
    o.item_code || ' ' || o.name AS thing,
    '可网办，却不能从省级门户 '
        || coalesce(min(CASE WHEN r.item_code IS NULL THEN e.place END), '（无）') || ' 进入' AS what_zh,
    'offered online and not reachable from the provincial portal '
        || coalesce(min(CASE WHEN r.item_code IS NULL THEN e.place END), '(none)') AS what_en
FROM online AS o
CROSS JOIN any_portal AS n
LEFT JOIN entrance AS e ON e.province = o.province
LEFT JOIN reached AS r ON r.place = e.place AND r.item_code = o.item_code
    AND r.province = o.province
GROUP BY o.item_code, o.item_version, o.region, o.name, o.from_us, n.portals
UNION ALL
SELECT
    'state/' || m.application_id,
    min(m.case_id),
    CASE WHEN max(d.found) = 2 THEN true WHEN max(d.found) = 1 THEN NULL ELSE false END,
    coalesce(max(d.events), min(m.event_id)),
    m.application_id,
    '门户 ' || coalesce(max(d.place), '') || ' 显示的状态落后于另一门户',
    'portal ' || coalesce(max(d.place), '') || ' showed an earlier state than another one had'
FROM marks AS m
LEFT JOIN disagreed AS d ON d.application_id = m.application_id
GROUP BY m.application_id
